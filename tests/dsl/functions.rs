use insta::assert_snapshot;
use synth::prelude::*;

use crate::{section, template};

#[test]
fn every_function_has_its_rust_function() {
    let mut stack = Stack::new("functions");
    let network = stack.parameter("Network", Parameter::string());
    let zones = stack.parameter("Zones", Parameter::comma_delimited_list());
    stack.add(
        "Thing",
        Resource::custom("Custom::Thing")
            .property("Base64", base64("echo hello"))
            .property("Cidr", cidr(network, 6, 8))
            .property("GetAZs", get_azs(""))
            .property("GetAZsOf", get_azs(pseudo::region()))
            .property("GetStackOutput", get_stack_output("network", "VpcId"))
            .property(
                "GetStackOutputFrom",
                get_stack_output_from("eu-west-1", "arn:aws:iam::123456789012:role/read", "network", "VpcId"),
            )
            .property("ImportValue", import_value("network-VpcId"))
            .property("ImportValueOfSub", import_value(sub!("${network}-VpcId")))
            .property("Join", join("-", ["a", "b"]))
            .property("JoinOfList", join("", zones))
            .property("Select", select(0, ["a", "b"]))
            .property("SelectOfGetAZs", select(1, get_azs("")))
            .property("SelectOfCidr", select(2, cidr("10.0.0.0/16", 4, 12)))
            .property("Split", split(",", "a,b"))
            .property("SelectOfSplit", select(0, split("/", network)))
            .property("Transform", transform::<String>("AWS::Include", value!({ "Location": "s3://b/k" }))),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Thing:
        Type: Custom::Thing
        Properties:
          Base64: !Base64 echo hello
          Cidr: !Cidr [!Ref Network, 6, 8]
          GetAZs: !GetAZs ''
          GetAZsOf:
            Fn::GetAZs: !Ref AWS::Region
          GetStackOutput:
            Fn::GetStackOutput:
              StackName: network
              OutputName: VpcId
          GetStackOutputFrom:
            Fn::GetStackOutput:
              StackName: network
              OutputName: VpcId
              Region: eu-west-1
              RoleArn: arn:aws:iam::123456789012:role/read
          ImportValue: !ImportValue network-VpcId
          ImportValueOfSub:
            Fn::ImportValue: !Sub ${Network}-VpcId
          Join: !Join
            - '-'
            - - a
              - b
          JoinOfList: !Join ['', !Ref Zones]
          Select: !Select
            - 0
            - - a
              - b
          SelectOfGetAZs: !Select [1, !GetAZs '']
          SelectOfCidr: !Select [2, !Cidr [10.0.0.0/16, 4, 12]]
          Split: !Split [',', 'a,b']
          SelectOfSplit: !Select [0, !Split [/, !Ref Network]]
          Transform:
            Fn::Transform:
              Name: AWS::Include
              Parameters:
                Location: s3://b/k
    ");
}

#[test]
fn the_language_extensions_come_with_the_functions_that_need_them() {
    let mut stack = Stack::new("functions");
    let zones = stack.parameter("Zones", Parameter::comma_delimited_list());
    stack.add(
        "Thing",
        Resource::custom("Custom::Thing")
            .property("Length", length(zones))
            .property("ToJsonString", to_json_string(value!({ "zones": zones, "count": 2 }))),
    );
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Zones:
        Type: CommaDelimitedList

    Transform: AWS::LanguageExtensions

    Resources:
      Thing:
        Type: Custom::Thing
        Properties:
          Length:
            Fn::Length: !Ref Zones
          ToJsonString: !ToJsonString
            zones: !Ref Zones
            count: 2
    ");
}

#[test]
fn every_pseudo_parameter_is_a_value() {
    let mut stack = Stack::new("functions");
    stack.add(
        "Thing",
        Resource::custom("Custom::Thing")
            .property("AccountId", pseudo::account_id())
            .property("NotificationArns", pseudo::notification_arns())
            .property("Partition", pseudo::partition())
            .property("Region", pseudo::region())
            .property("StackId", pseudo::stack_id())
            .property("StackName", pseudo::stack_name())
            .property("UrlSuffix", pseudo::url_suffix())
            .property("NoValue", no_value()),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Thing:
        Type: Custom::Thing
        Properties:
          AccountId: !Ref AWS::AccountId
          NotificationArns: !Ref AWS::NotificationARNs
          Partition: !Ref AWS::Partition
          Region: !Ref AWS::Region
          StackId: !Ref AWS::StackId
          StackName: !Ref AWS::StackName
          UrlSuffix: !Ref AWS::URLSuffix
          NoValue: !Ref AWS::NoValue
    ");
}

/// CloudFormation looks these up when it deploys, so that the template never holds them.
#[test]
fn dynamic_references_are_values_and_parts_of_text() {
    let mut stack = Stack::new("functions");
    let host = stack.parameter("Host", Parameter::string());
    let password = dynamic::secret("cluster/db").json_key("password");
    stack.add(
        "Thing",
        Resource::custom("Custom::Thing")
            .property("Ssm", dynamic::ssm("/images/compute"))
            .property("SsmVersion", dynamic::ssm("/images/compute").version(3))
            .property("SsmSecure", dynamic::ssm_secure("/tokens/api").version(1))
            .property("Secret", dynamic::secret("cluster/db"))
            .property("SecretKey", password.clone())
            .property(
                "SecretStage",
                dynamic::secret("cluster/db").json_key("user").version_stage("AWSPREVIOUS"),
            )
            .property("SecretVersion", dynamic::secret("cluster/db").version_id("1234-5678"))
            .property("Text", sub!("postgres://admin:${password}@${host}/jobs"))
            .property("OnlyText", sub!("admin:${password}")),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Thing:
        Type: Custom::Thing
        Properties:
          Ssm: '{{resolve:ssm:/images/compute}}'
          SsmVersion: '{{resolve:ssm:/images/compute:3}}'
          SsmSecure: '{{resolve:ssm-secure:/tokens/api:1}}'
          Secret: '{{resolve:secretsmanager:cluster/db:SecretString}}'
          SecretKey: '{{resolve:secretsmanager:cluster/db:SecretString:password}}'
          SecretStage: '{{resolve:secretsmanager:cluster/db:SecretString:user:AWSPREVIOUS}}'
          SecretVersion: '{{resolve:secretsmanager:cluster/db:SecretString:::1234-5678}}'
          Text: !Sub postgres://admin:{{resolve:secretsmanager:cluster/db:SecretString:password}}@${Host}/jobs
          OnlyText: admin:{{resolve:secretsmanager:cluster/db:SecretString:password}}
    ");
}
