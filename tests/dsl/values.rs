use insta::assert_snapshot;
use synth::aws::iam::{InstanceProfile, ManagedPolicy, Role};
use synth::aws::lambda::{Alias, Code, Environment, Function};
use synth::aws::s3::{Bucket, BucketAccessControl, VersioningConfiguration};
use synth::aws::sqs::Queue;
use synth::prelude::*;

use crate::{section, template};

#[test]
fn literals_of_rust_are_values() {
    let mut stack = Stack::new("values");
    let owned = String::from("jobs");
    stack.add("Jobs", Queue::new().queue_name(&owned).delay_seconds(5_u8).fifo_queue(true));
    stack.add("More", Queue::new().queue_name(owned).delay_seconds(5_i64).fifo_queue(false));
    stack.add("Third", Queue::new().queue_name(format!("jobs-{}", 3)).kms_master_key_id(123_456_789_012_i64));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: jobs
          DelaySeconds: 5
          FifoQueue: true
      More:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: jobs
          DelaySeconds: 5
          FifoQueue: false
      Third:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: jobs-3
          KmsMasterKeyId: '123456789012'
    ");
}

#[test]
fn lists_are_arrays_vectors_and_slices() {
    let mut stack = Stack::new("values");
    let roles = vec![String::from("a"), String::from("b")];
    stack.add("Array", InstanceProfile::new(["a", "b"]));
    stack.add("Slice", InstanceProfile::new(roles.as_slice()));
    stack.add("Borrowed", InstanceProfile::new(&roles));
    let array = &["a", "b"];
    stack.add("BorrowedArray", InstanceProfile::new(array));
    stack.add("Vector", InstanceProfile::new(roles));
    stack.add("Empty", InstanceProfile::new([""; 0]));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Array:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - a
            - b
      Slice:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - a
            - b
      Borrowed:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - a
            - b
      BorrowedArray:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - a
            - b
      Vector:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - a
            - b
      Empty:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles: []
    ");
}

#[test]
fn a_list_of_one_stays_a_list() {
    let mut stack = Stack::new("values");
    stack.add("One", InstanceProfile::new(["only"]));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      One:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - only
    ");
}

#[test]
fn lists_mix_literals_handles_and_functions() {
    let mut stack = Stack::new("values");
    let name = stack.parameter("Name", Parameter::string());
    let env = stack.parameter("Env", Parameter::string());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let role = stack.add("Role", Role::new(PolicyDocument::assume_role("ec2.amazonaws.com")));
    stack.add(
        "Profile",
        InstanceProfile::new(list![
            "literal",
            name,
            role.reference(),
            sub!("${name}-${env}"),
            is_prod.if_else(name, no_value()),
            pseudo::stack_name(),
        ]),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Role:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: ec2.amazonaws.com
                Action: sts:AssumeRole
      Profile:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - literal
            - !Ref Name
            - !Ref Role
            - !Sub ${Name}-${Env}
            - !If [IsProd, !Ref Name, !Ref 'AWS::NoValue']
            - !Ref AWS::StackName
    ");
}

#[test]
fn enums_are_written_as_text_or_as_what_they_are() {
    let mut stack = Stack::new("values");
    let acl = stack.parameter("Acl", Parameter::string());
    stack.add("Text", Bucket::new().access_control("Private"));
    stack.add("Variant", Bucket::new().access_control(BucketAccessControl::Private));
    stack.add("AddedSince", Bucket::new().access_control("Brand-New"));
    stack.add("Chosen", Bucket::new().access_control(acl));
    stack.add("Computed", Bucket::new().access_control(sub!("${acl}Read")));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Text:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: Private
      Variant:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: Private
      AddedSince:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: Brand-New
      Chosen:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: !Ref Acl
      Computed:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: !Sub ${Acl}Read
    ");
}

#[test]
fn maps_have_the_keys_of_the_author() {
    let mut stack = Stack::new("values");
    let bucket = stack.add("Data", Bucket::new());
    let role = stack.parameter("Role", Parameter::string());
    stack.add(
        "Report",
        Function::new(Code::new().zip_file("…"), role).environment(
            Environment::new().variables([("BUCKET", bucket.reference()), ("arn", bucket.arn())]),
        ),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Data:
        Type: AWS::S3::Bucket
      Report:
        Type: AWS::Lambda::Function
        Properties:
          Code:
            ZipFile: …
          Role: !Ref Role
          Environment:
            Variables:
              BUCKET: !Ref Data
              arn: !GetAtt Data.Arn
    ");
}

#[test]
fn maps_mix_literals_handles_and_functions() {
    let mut stack = Stack::new("values");
    let name = stack.parameter("Name", Parameter::string());
    let nodes = stack.parameter("Nodes", Parameter::number());
    let is_prod = stack.condition("IsProd", name.equals("prod"));
    let team = String::from("TEAM");
    let variables = map! {
        "LITERAL" => "text",
        "NAME" => name,
        "NODES" => nodes,
        "RETRIES" => 3,
        team => sub!("${name}-hpc"),
        "STAGE" => is_prod.if_else(name, no_value()),
    };
    let any = map! { "Nodes" => 8, "Deep" => value!({ "On": true }), "Names" => list!["a", name], "None" => map! {} };
    stack.add(
        "Report",
        Function::new(Code::new().zip_file("…"), name)
            .environment(Environment::new().variables(variables))
            .property("Any", any),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Report:
        Type: AWS::Lambda::Function
        Properties:
          Code:
            ZipFile: …
          Role: !Ref Name
          Environment:
            Variables:
              LITERAL: text
              NAME: !Ref Name
              NODES: !Ref Nodes
              RETRIES: '3'
              TEAM: !Sub ${Name}-hpc
              STAGE: !If [IsProd, !Ref Name, !Ref 'AWS::NoValue']
          Any:
            Nodes: 8
            Deep:
              'On': true
            Names:
              - a
              - !Ref Name
            None: {}
    ");
}

#[test]
fn values_of_lists_are_variants_texts_and_what_aws_adds() {
    assert_eq!(BucketAccessControl::PublicRead.as_str(), "PublicRead");
    let chosen = BucketAccessControl::Other("Brand-New");
    let again = chosen;
    assert_eq!((chosen.as_str(), again.as_str()), ("Brand-New", "Brand-New"));
}

/// CloudFormation takes a boolean for a text, and `Number` has no type of its own for whole numbers.
#[test]
fn booleans_are_texts_and_numbers_are_whole_numbers_where_those_are_taken() {
    let mut stack = Stack::new("values");
    let nodes = stack.parameter("Nodes", Parameter::number());
    stack.add("Jobs", Queue::new().queue_name(true).delay_seconds(nodes).property("Count", ["a", "b"].len()));
    stack.output("Fifo", false);
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Nodes:
        Type: Number

    Resources:
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: 'true'
          DelaySeconds: !Ref Nodes
          Count: 2

    Outputs:
      Fifo:
        Value: 'false'
    ");
}

#[test]
fn property_types_go_where_any_json_goes() {
    let mut stack = Stack::new("values");
    stack.add(
        "Thing",
        Resource::custom("AWS::New::Thing")
            .property("Versioning", VersioningConfiguration::new("Enabled"))
            .property("Tags", [Tag::new("Owner", "hpc")])
            .property("Acl", BucketAccessControl::Private)
            .property(
                "Deep",
                value!({ "Versioning": VersioningConfiguration::new("Suspended"), "None": [] }),
            ),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Thing:
        Type: AWS::New::Thing
        Properties:
          Versioning:
            Status: Enabled
          Tags:
            - Key: Owner
              Value: hpc
          Acl: Private
          Deep:
            Versioning:
              Status: Suspended
            None: []
    ");
}

/// Where a text is taken, a resource is its `Ref`.
#[test]
fn handles_are_references() {
    let mut stack = Stack::new("values");
    let bucket = stack.add("Data", Bucket::new());
    let role = stack.add("Role", Role::new(PolicyDocument::assume_role("ec2.amazonaws.com")));
    stack.add("Profile", InstanceProfile::new([role]));
    stack.add("Jobs", Queue::new().queue_name(bucket).property("Any", bucket));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Data:
        Type: AWS::S3::Bucket
      Role:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: ec2.amazonaws.com
                Action: sts:AssumeRole
      Profile:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles:
            - !Ref Role
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Ref Data
          Any: !Ref Data
    ");
}

/// CloudFormation reads texts as numbers and numbers as texts; numbers become texts by themselves.
#[test]
fn numbers_are_texts_where_texts_are_taken() {
    let mut stack = Stack::new("values");
    let nodes = stack.parameter("Nodes", Parameter::number());
    stack.add("Alias", Alias::new("report", 3, nodes));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Alias:
        Type: AWS::Lambda::Alias
        Properties:
          FunctionName: report
          FunctionVersion: '3'
          Name: !Ref Nodes
    ");
}

#[test]
fn policies_go_where_aws_takes_json() {
    let mut stack = Stack::new("values");
    let policy = PolicyDocument::new().statement(Statement::allow("s3:*").on("*"));
    stack.add("Typed", ManagedPolicy::new(policy.clone()));
    stack.add("Any", Resource::custom("AWS::New::Thing").property("Policy", policy));
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Typed:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:*
                Resource: '*'
      Any:
        Type: AWS::New::Thing
        Properties:
          Policy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:*
                Resource: '*'
    ");
}
