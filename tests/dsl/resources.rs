use insta::assert_snapshot;
use synth::aws::s3::{Bucket, VersioningConfiguration};
use synth::aws::sqs::Queue;
use synth::dsl::{
    AutoScalingCreationPolicy, AutoScalingReplacingUpdate, AutoScalingRollingUpdate,
    AutoScalingScheduledAction, CodeDeployLambdaAliasUpdate,
};
use synth::prelude::*;

use crate::{section, template};

#[test]
fn properties_come_in_the_order_of_the_program() {
    let mut stack = Stack::new("resources");
    stack.add("Jobs", Queue::new().visibility_timeout(30).queue_name("jobs").delay_seconds(5));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 30
          QueueName: jobs
          DelaySeconds: 5
    ");
}

/// In its place: a default that a helper has set is overridden where it stands.
#[test]
fn a_property_that_is_set_again_has_the_new_value() {
    let mut stack = Stack::new("resources");
    let usual = || Queue::new().queue_name("jobs").delay_seconds(5).visibility_timeout(30);
    stack.add("Jobs", usual().delay_seconds(0).property("QueueName", "urgent"));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: urgent
          DelaySeconds: 0
          VisibilityTimeout: 30
    ");
}

#[test]
fn a_resource_needs_no_properties() {
    let mut stack = Stack::new("resources");
    stack.add("Jobs", Queue::new());
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Jobs:
        Type: AWS::SQS::Queue
    ");
}

#[test]
fn property_types_and_tags() {
    let mut stack = Stack::new("resources");
    stack.add(
        "Data",
        Bucket::new()
            .versioning_configuration(VersioningConfiguration::new("Enabled"))
            .tag("Owner", "hpc")
            .tag("Stack", pseudo::stack_name()),
    );
    stack.add("Other", Bucket::new().tags([Tag::new("Owner", "web")]).tag("Stage", "dev"));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Data:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
          Tags:
            - Key: Owner
              Value: hpc
            - Key: Stack
              Value: !Ref AWS::StackName
      Other:
        Type: AWS::S3::Bucket
        Properties:
          Tags:
            - Key: Owner
              Value: web
            - Key: Stage
              Value: dev
    ");
}

#[test]
fn depends_on_is_a_name_or_a_list_of_names() {
    let mut stack = Stack::new("resources");
    let first = stack.add("First", Bucket::new());
    let second = stack.add("Second", Queue::new().depends_on(first));
    stack.add("Third", Queue::new().depends_on(first).depends_on(second));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      First:
        Type: AWS::S3::Bucket
      Second:
        Type: AWS::SQS::Queue
        DependsOn: First
      Third:
        Type: AWS::SQS::Queue
        DependsOn:
          - First
          - Second
    ");
}

#[test]
fn what_becomes_of_a_resource_that_leaves_the_stack() {
    let mut stack = Stack::new("resources");
    stack.add("Kept", Bucket::new().retain());
    stack.add("KeptOnceMade", Bucket::new().retain_except_on_create());
    stack.add("Snapshotted", Resource::custom("AWS::RDS::DBInstance").snapshot());
    stack.add(
        "Apart",
        Bucket::new()
            .deletion_policy(DeletionPolicy::Delete)
            .update_replace_policy(UpdateReplacePolicy::Retain),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Kept:
        Type: AWS::S3::Bucket
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
      KeptOnceMade:
        Type: AWS::S3::Bucket
        DeletionPolicy: RetainExceptOnCreate
        UpdateReplacePolicy: Retain
      Snapshotted:
        Type: AWS::RDS::DBInstance
        DeletionPolicy: Snapshot
        UpdateReplacePolicy: Snapshot
      Apart:
        Type: AWS::S3::Bucket
        DeletionPolicy: Delete
        UpdateReplacePolicy: Retain
    ");
}

/// Which needs the language extensions.
#[test]
fn a_parameter_may_decide_what_becomes_of_a_resource() {
    let mut stack = Stack::new("resources");
    let policy = stack.parameter("Policy", Parameter::string().allowed_values(["Retain", "Delete"]));
    stack.add("Chosen", Bucket::new().deletion_policy(policy));
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Policy:
        Type: String
        AllowedValues:
          - Retain
          - Delete

    Transform: AWS::LanguageExtensions

    Resources:
      Chosen:
        Type: AWS::S3::Bucket
        DeletionPolicy: !Ref Policy
    ");
}

#[test]
fn attributes_come_in_aws_s_order() {
    let mut stack = Stack::new("resources");
    let env = stack.parameter("Env", Parameter::string());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let first = stack.add("First", Bucket::new());
    stack.add(
        "Group",
        Resource::custom("AWS::AutoScaling::AutoScalingGroup")
            .property("MinSize", "1")
            .metadata("Owner", "hpc")
            .update_policy(
                UpdatePolicy::new()
                    .auto_scaling_replacing_update(AutoScalingReplacingUpdate::new().will_replace(true)),
            )
            .creation_policy(
                CreationPolicy::new()
                    .resource_signal(ResourceSignal::new().count(3).timeout("PT15M"))
                    .auto_scaling_creation_policy(
                        AutoScalingCreationPolicy::new().min_successful_instances_percent(90),
                    ),
            )
            .metadata("Reviewed", true)
            .retain()
            .depends_on(first)
            .condition(is_prod),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      First:
        Type: AWS::S3::Bucket
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Condition: IsProd
        DependsOn: First
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        CreationPolicy:
          ResourceSignal:
            Count: 3
            Timeout: PT15M
          AutoScalingCreationPolicy:
            MinSuccessfulInstancesPercent: 90
        UpdatePolicy:
          AutoScalingReplacingUpdate:
            WillReplace: true
        Metadata:
          Owner: hpc
          Reviewed: true
        Properties:
          MinSize: '1'
    ");
}

#[test]
fn update_policies() {
    let mut stack = Stack::new("resources");
    stack.add(
        "Group",
        Resource::custom("AWS::AutoScaling::AutoScalingGroup").update_policy(
            UpdatePolicy::new()
                .auto_scaling_rolling_update(
                    AutoScalingRollingUpdate::new()
                        .max_batch_size(2)
                        .min_instances_in_service(1)
                        .min_active_instances_percent(50)
                        .min_successful_instances_percent(80)
                        .pause_time("PT5M")
                        .suspend_processes(["HealthCheck", "ReplaceUnhealthy"])
                        .wait_on_resource_signals(true),
                )
                .auto_scaling_scheduled_action(
                    AutoScalingScheduledAction::new().ignore_unmodified_group_size_properties(true),
                ),
        ),
    );
    stack.add(
        "Alias",
        Resource::custom("AWS::Lambda::Alias").update_policy(
            UpdatePolicy::new().code_deploy_lambda_alias_update(
                CodeDeployLambdaAliasUpdate::new()
                    .application_name("app")
                    .deployment_group_name("group")
                    .before_allow_traffic_hook("before")
                    .after_allow_traffic_hook("after"),
            ),
        ),
    );
    stack.add(
        "Cache",
        Resource::custom("AWS::ElastiCache::ReplicationGroup")
            .update_policy(UpdatePolicy::new().use_online_resharding(true)),
    );
    stack.add(
        "Search",
        Resource::custom("AWS::OpenSearchService::Domain")
            .update_policy(UpdatePolicy::new().enable_version_upgrade(true).property("NewPolicy", [1, 2])),
    );
    stack.add(
        "Fleet",
        Resource::custom("AWS::AppStream::Fleet").creation_policy(CreationPolicy::new().start_fleet(true)),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        UpdatePolicy:
          AutoScalingRollingUpdate:
            MaxBatchSize: 2
            MinInstancesInService: 1
            MinActiveInstancesPercent: 50
            MinSuccessfulInstancesPercent: 80
            PauseTime: PT5M
            SuspendProcesses:
              - HealthCheck
              - ReplaceUnhealthy
            WaitOnResourceSignals: true
          AutoScalingScheduledAction:
            IgnoreUnmodifiedGroupSizeProperties: true
      Alias:
        Type: AWS::Lambda::Alias
        UpdatePolicy:
          CodeDeployLambdaAliasUpdate:
            ApplicationName: app
            DeploymentGroupName: group
            BeforeAllowTrafficHook: before
            AfterAllowTrafficHook: after
      Cache:
        Type: AWS::ElastiCache::ReplicationGroup
        UpdatePolicy:
          UseOnlineResharding: true
      Search:
        Type: AWS::OpenSearchService::Domain
        UpdatePolicy:
          EnableVersionUpgrade: true
          NewPolicy:
            - 1
            - 2
      Fleet:
        Type: AWS::AppStream::Fleet
        CreationPolicy:
          StartFleet: true
    ");
}

#[test]
fn what_aws_has_added_since_can_be_written_all_the_same() {
    let mut stack = Stack::new("resources");
    let bucket = stack.add(
        "Data",
        Bucket::new().access_control("NewAcl").property("NewProperty", 3).attribute("NewAttribute", "yes"),
    );
    stack.add(
        "Thing",
        Resource::custom("AWS::New::Thing")
            .property("Text", "a")
            .property("Number", 1.5)
            .property("Large", u64::MAX)
            .property("Truth", false)
            .property("List", ["a", "b"])
            .property("Deep", vec![vec![1], vec![2, 3]])
            .property("Arn", bucket.arn()),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Data:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: NewAcl
          NewProperty: 3
        NewAttribute: 'yes'
      Thing:
        Type: AWS::New::Thing
        Properties:
          Text: a
          Number: 1.5
          Large: 18446744073709551615
          Truth: false
          List:
            - a
            - b
          Deep:
            - - 1
            - - 2
              - 3
          Arn: !GetAtt Data.Arn
    ");
}

/// Resources for each item of a collection that is known only when the stack is deployed. Else a Rust loop does.
#[test]
fn for_each_repeats_a_resource() {
    let mut stack = Stack::new("resources");
    let names = stack.parameter("Names", Parameter::comma_delimited_list());
    stack.for_each("Queues", "Name", names, "Queue${Name}", |name| {
        Queue::new().queue_name(sub!("jobs-${name}")).tag("Name", name).retain()
    });
    stack.for_each("Buckets", "Zone", ["eu-west-1a", "eu-west-1b"], "Bucket&{Zone}", |_| Bucket::new());
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Names:
        Type: CommaDelimitedList

    Transform: AWS::LanguageExtensions

    Resources:
      Fn::ForEach::Queues:
        - Name
        - !Ref Names
        - Queue${Name}:
            Type: AWS::SQS::Queue
            DeletionPolicy: Retain
            UpdateReplacePolicy: Retain
            Properties:
              QueueName: !Sub jobs-${Name}
              Tags:
                - Key: Name
                  Value: !Ref Name
      Fn::ForEach::Buckets:
        - Zone
        - - eu-west-1a
          - eu-west-1b
        - Bucket&{Zone}:
            Type: AWS::S3::Bucket
    ");
}
