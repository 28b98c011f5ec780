use insta::assert_snapshot;
use synth::aws::lambda::{Alias, AliasRoutingConfiguration, VersionWeight};
use synth::dsl::Target;
use synth::prelude::*;

use crate::{section, template};

/// A stack with something in it, so that it may have parameters.
fn stack() -> Stack {
    let mut stack = Stack::new("parameters");
    stack.add("Thing", Resource::custom("Custom::Thing"));
    stack
}

#[test]
fn a_parameter_is_any_text_unless_it_says_more() {
    let mut stack = stack();
    stack.parameter("Name", Parameter::string());
    assert_snapshot!(section(stack, "Parameters"), @"
    Parameters:
      Name:
        Type: String
    ");
}

#[test]
fn texts_have_a_length_a_pattern_and_allowed_values() {
    let mut stack = stack();
    stack.parameter(
        "Bucket",
        Parameter::string()
            .description("Where the jobs keep their data.")
            .default("jobs")
            .allowed_pattern("[a-z0-9.-]+")
            .constraint_description("lower-case letters, digits, dots and hyphens")
            .min_length(3)
            .max_length(63),
    );
    stack.parameter("Env", Parameter::string().allowed_values(["dev", "prod"]).default("dev"));
    stack.parameter("Token", Parameter::string().no_echo());
    assert_snapshot!(section(stack, "Parameters"), @"
    Parameters:
      Bucket:
        Description: Where the jobs keep their data.
        Type: String
        Default: jobs
        AllowedPattern: '[a-z0-9.-]+'
        MinLength: 3
        MaxLength: 63
        ConstraintDescription: lower-case letters, digits, dots and hyphens
      Env:
        Type: String
        Default: dev
        AllowedValues:
          - dev
          - prod
      Token:
        Type: String
        NoEcho: true
    ");
}

#[test]
fn numbers_have_bounds_and_are_whole_or_not() {
    let mut stack = stack();
    stack.parameter("Nodes", Parameter::number().default(4).min_value(1).max_value(64));
    stack.parameter(
        "Share",
        Parameter::number().default(0.5).min_value(0).max_value(1).allowed_values([0.25, 0.5]),
    );
    assert_snapshot!(section(stack, "Parameters"), @"
    Parameters:
      Nodes:
        Type: Number
        Default: 4
        MinValue: 1
        MaxValue: 64
      Share:
        Type: Number
        Default: 0.5
        AllowedValues:
          - 0.25
          - 0.5
        MinValue: 0
        MaxValue: 1
    ");
}

#[test]
fn the_default_of_a_list_is_one_text_with_commas() {
    let mut stack = stack();
    stack.parameter("Ports", Parameter::number_list().default([22, 443]));
    stack.parameter("Zones", Parameter::comma_delimited_list().default(["a", "b"]));
    stack.parameter(
        "Names",
        Parameter::comma_delimited_list().default(["only"]).allowed_values(["only", "other"]),
    );
    assert_snapshot!(section(stack, "Parameters"), @"
    Parameters:
      Ports:
        Type: List<Number>
        Default: '22,443'
      Zones:
        Type: CommaDelimitedList
        Default: a,b
      Names:
        Type: CommaDelimitedList
        Default: only
        AllowedValues:
          - only
          - other
    ");
}

#[test]
fn every_type_has_its_constructor() {
    let mut stack = stack();
    stack.parameter("String", Parameter::string());
    stack.parameter("Number", Parameter::number());
    stack.parameter("NumberList", Parameter::number_list());
    stack.parameter("CommaDelimitedList", Parameter::comma_delimited_list());
    stack.parameter("AvailabilityZoneName", Parameter::availability_zone_name());
    stack.parameter("ImageId", Parameter::image_id());
    stack.parameter("InstanceId", Parameter::instance_id());
    stack.parameter("KeyPairName", Parameter::key_pair_name());
    stack.parameter("SecurityGroupName", Parameter::security_group_name());
    stack.parameter("SecurityGroupId", Parameter::security_group_id());
    stack.parameter("SubnetId", Parameter::subnet_id());
    stack.parameter("VolumeId", Parameter::volume_id());
    stack.parameter("VpcId", Parameter::vpc_id());
    stack.parameter("HostedZoneId", Parameter::hosted_zone_id());
    stack.parameter("AvailabilityZoneNames", Parameter::availability_zone_names());
    stack.parameter("SecurityGroupIds", Parameter::security_group_ids());
    stack.parameter("SubnetIds", Parameter::subnet_ids());
    stack.parameter("VpcIds", Parameter::aws_list(AwsParameterType::VpcId));
    stack.parameter("SsmParameterName", Parameter::ssm_parameter_name());
    stack.parameter("SsmString", Parameter::ssm_string());
    stack.parameter("SsmStringList", Parameter::ssm_string_list());
    stack.parameter("SsmCommaDelimitedList", Parameter::ssm_comma_delimited_list());
    stack.parameter("SsmImageId", Parameter::ssm(AwsParameterType::ImageId));
    stack.parameter("SsmSubnetIds", Parameter::ssm_list(AwsParameterType::SubnetId));
    let types: Vec<String> = section(stack, "Parameters")
        .lines()
        .filter_map(|line| Some(line.trim_start().strip_prefix("Type: ")?.to_owned()))
        .collect();
    assert_snapshot!(types.join("\n"), @"
    String
    Number
    List<Number>
    CommaDelimitedList
    AWS::EC2::AvailabilityZone::Name
    AWS::EC2::Image::Id
    AWS::EC2::Instance::Id
    AWS::EC2::KeyPair::KeyName
    AWS::EC2::SecurityGroup::GroupName
    AWS::EC2::SecurityGroup::Id
    AWS::EC2::Subnet::Id
    AWS::EC2::Volume::Id
    AWS::EC2::VPC::Id
    AWS::Route53::HostedZone::Id
    List<AWS::EC2::AvailabilityZone::Name>
    List<AWS::EC2::SecurityGroup::Id>
    List<AWS::EC2::Subnet::Id>
    List<AWS::EC2::VPC::Id>
    AWS::SSM::Parameter::Name
    AWS::SSM::Parameter::Value<String>
    AWS::SSM::Parameter::Value<List<String>>
    AWS::SSM::Parameter::Value<CommaDelimitedList>
    AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>
    ");
}

/// Because AWS has added it since.
#[test]
fn a_type_that_has_no_constructor_can_be_named() {
    let mut stack = stack();
    let new =
        stack.parameter("New", Parameter::<List<String>>::custom("List<AWS::New::Thing::Id>").default(["a"]));
    stack.output("First", select(0, new));
    assert_snapshot!(section(stack, "Parameters"), @"
    Parameters:
      New:
        Type: List<AWS::New::Thing::Id>
        Default: a
    ");
}

#[test]
fn a_constraint_that_is_set_again_is_the_new_one() {
    let mut stack = stack();
    stack.parameter("Env", Parameter::string().default("dev").description("Stage").default("prod"));
    assert_snapshot!(section(stack, "Parameters"), @"
    Parameters:
      Env:
        Description: Stage
        Type: String
        Default: prod
    ");
}

#[test]
fn the_console_shows_parameters_in_groups_and_with_labels() {
    let mut stack = stack();
    let vpc = stack.parameter("Vpc", Parameter::vpc_id());
    let subnet = stack.parameter("Subnet", Parameter::subnet_id());
    let nodes = stack.parameter("Nodes", Parameter::number());
    let zones = stack.parameter("Zones", Parameter::comma_delimited_list());
    stack.interface(
        Interface::new()
            .group("Network", [vpc, subnet])
            .group("Size", [Target::from(nodes), zones.into()]) // handles of different types
            .label(vpc, "Which network?")
            .label(nodes, "How many nodes?"),
    );
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Metadata:
      AWS::CloudFormation::Interface:
        ParameterGroups:
          - Label:
              default: Network
            Parameters:
              - Vpc
              - Subnet
          - Label:
              default: Size
            Parameters:
              - Nodes
              - Zones
        ParameterLabels:
          Vpc:
            default: Which network?
          Nodes:
            default: How many nodes?

    Parameters:
      Vpc:
        Type: AWS::EC2::VPC::Id
      Subnet:
        Type: AWS::EC2::Subnet::Id
      Nodes:
        Type: Number
      Zones:
        Type: CommaDelimitedList

    Resources:
      Thing:
        Type: Custom::Thing
    ");
}

#[test]
fn a_handle_is_the_value_wherever_its_type_is_taken() {
    let mut stack = Stack::new("parameters");
    let name = stack.parameter("Name", Parameter::string());
    let delay = stack.parameter("Delay", Parameter::number());
    let zones = stack.parameter("Zones", Parameter::comma_delimited_list());
    let ports = stack.parameter("Ports", Parameter::number_list());
    stack.add(
        "Thing",
        Resource::custom("Custom::Thing")
            .property("Name", name)
            .property("Delay", delay)
            .property("Zones", zones)
            .property("Ports", ports)
            .property("Joined", join("-", ports)),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Thing:
        Type: Custom::Thing
        Properties:
          Name: !Ref Name
          Delay: !Ref Delay
          Zones: !Ref Zones
          Ports: !Ref Ports
          Joined: !Join ['-', !Ref Ports]
    ");
}

/// Everyday in CloudFormation: a parameter can be no boolean, so a text says "true" or "false".
#[test]
fn a_text_is_taken_for_a_boolean_or_a_number_if_the_program_says_so() {
    let mut stack = Stack::new("parameters");
    let fifo = stack.parameter("Fifo", Parameter::string().allowed_values(["true", "false"]));
    let delay = stack.parameter("Delay", Parameter::string());
    let size = stack.parameter("Size", Parameter::number());
    let share = stack.parameter("Share", Parameter::string());
    let weights = [VersionWeight::new("2", share.as_number())];
    stack.add(
        "Alias",
        Alias::new("report", "1", "live")
            .routing_config(AliasRoutingConfiguration::new().additional_version_weights(weights)),
    );
    stack.add(
        "Queue",
        synth::aws::sqs::Queue::new()
            .fifo_queue(fifo.as_bool())
            .delay_seconds(delay.as_integer())
            .maximum_message_size(size.as_integer())
            .visibility_timeout(dynamic::ssm("/timeout").as_integer()),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Alias:
        Type: AWS::Lambda::Alias
        Properties:
          FunctionName: report
          FunctionVersion: '1'
          Name: live
          RoutingConfig:
            AdditionalVersionWeights:
              - FunctionVersion: '2'
                FunctionWeight: !Ref Share
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          FifoQueue: !Ref Fifo
          DelaySeconds: !Ref Delay
          MaximumMessageSize: !Ref Size
          VisibilityTimeout: '{{resolve:ssm:/timeout}}'
    ");
}
