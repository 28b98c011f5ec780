use insta::assert_snapshot;
use synth::aws::lambda::{Code, Function};
use synth::aws::s3::Bucket;
use synth::model::Section;
use synth::prelude::*;

use crate::{section, template};

#[test]
fn sections_come_in_aws_s_order_whatever_the_program_s() {
    let mut stack = Stack::new("sections").description("Every section there is.");
    let env = stack.parameter("Env", Parameter::string());
    let data = stack.add("Data", Bucket::new());
    stack.output("Arn", data.arn());
    stack.hook("BlueGreen", Hook::new("AWS::CodeDeploy::BlueGreen").property("TrafficRoutingConfig", "x"));
    stack.globals("Function", value!({ "Timeout": 20 }));
    stack.transform("MyMacro");
    stack.condition("IsProd", env.equals("prod"));
    stack.mapping("Sizes", Mapping::<i64>::new().row("dev", [("Nodes", 1)]));
    stack.rule("Check", Rule::new().assert(env.equals("prod"), "only prod"));
    stack.metadata("Owner", "hpc");
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Description: Every section there is.

    Metadata:
      Owner: hpc

    Parameters:
      Env:
        Type: String

    Rules:
      Check:
        Assertions:
          - Assert: !Equals [!Ref Env, prod]
            AssertDescription: only prod

    Mappings:
      Sizes:
        dev:
          Nodes: 1

    Conditions:
      IsProd: !Equals [!Ref Env, prod]

    Transform:
      - AWS::Serverless-2016-10-31
      - MyMacro

    Globals:
      Function:
        Timeout: 20

    Hooks:
      BlueGreen:
        Type: AWS::CodeDeploy::BlueGreen
        Properties:
          TrafficRoutingConfig: x

    Resources:
      Data:
        Type: AWS::S3::Bucket

    Outputs:
      Arn:
        Value: !GetAtt Data.Arn
    ");
}

#[test]
fn outputs_have_a_description_a_condition_and_an_export() {
    let mut stack = Stack::new("sections");
    let env = stack.parameter("Env", Parameter::string());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let data = stack.add("Data", Bucket::new());
    stack
        .output("DataArn", data.arn())
        .export(sub!("${AWS::StackName}-DataArn"))
        .description("Where the data is.")
        .condition(is_prod);
    stack.output("Name", data.reference()).export("data-name").export("data");
    stack.output("Env", env);
    stack.output("Nodes", 8);
    stack.output("Fixed", "text");
    assert_snapshot!(section(stack, "Outputs"), @"
    Outputs:
      DataArn:
        Condition: IsProd
        Description: Where the data is.
        Value: !GetAtt Data.Arn
        Export:
          Name: !Sub ${AWS::StackName}-DataArn
      Name:
        Value: !Ref Data
        Export:
          Name: data
      Env:
        Value: !Ref Env
      Nodes:
        Value: '8'
      Fixed:
        Value: text
    ");
}

#[test]
fn rules_have_functions_of_their_own() {
    let mut stack = Stack::new("sections");
    stack.add("Data", Bucket::new());
    let env = stack.parameter("Env", Parameter::string());
    let size = stack.parameter("Size", Parameter::string());
    let vpc = stack.parameter("Vpc", Parameter::vpc_id());
    let subnet = stack.parameter("Subnet", Parameter::subnet_id());
    let subnets = stack.parameter("Subnets", Parameter::subnet_ids());
    let tags = stack.parameter("Tags", Parameter::comma_delimited_list());
    stack.rule(
        "ProdIsLarge",
        Rule::new()
            .when(env.equals("prod"))
            .assert(rule::contains(["m7i.xlarge", "m7i.2xlarge"], size), "production nodes are large")
            .assert(!size.equals(""), "a size must be given"),
    );
    stack.rule(
        "Network",
        Rule::new()
            .assert(
                rule::each_member_in(subnets, rule::ref_all(AwsParameterType::SubnetId)),
                "known subnets only",
            )
            .assert(
                rule::each_member_equals(rule::value_of_all(AwsParameterType::SubnetId, "VpcId"), vpc),
                "one network",
            )
            .assert(rule::value_of(subnet, "VpcId").equals(vpc), "the subnet is in the network")
            .assert(rule::each_member_in(tags, ["a", "b"]).and(rule::contains(tags, "a")), "known tags only"),
    );
    assert_snapshot!(section(stack, "Rules"), @"
    Rules:
      ProdIsLarge:
        RuleCondition: !Equals [!Ref Env, prod]
        Assertions:
          - Assert:
              Fn::Contains:
                - - m7i.xlarge
                  - m7i.2xlarge
                - !Ref Size
            AssertDescription: production nodes are large
          - Assert: !Not [!Equals [!Ref Size, '']]
            AssertDescription: a size must be given
      Network:
        Assertions:
          - Assert:
              Fn::EachMemberIn:
                - !Ref Subnets
                - Fn::RefAll: AWS::EC2::Subnet::Id
            AssertDescription: known subnets only
          - Assert:
              Fn::EachMemberEquals:
                - Fn::ValueOfAll: ['AWS::EC2::Subnet::Id', VpcId]
                - !Ref Vpc
            AssertDescription: one network
          - Assert: !Equals
              - Fn::ValueOf: [Subnet, VpcId]
              - !Ref Vpc
            AssertDescription: the subnet is in the network
          - Assert: !And
              - Fn::EachMemberIn:
                  - !Ref Tags
                  - - a
                    - b
              - Fn::Contains: [!Ref Tags, a]
            AssertDescription: known tags only
    ");
}

#[test]
fn transforms_that_are_needed_come_first() {
    let mut stack = Stack::new("sections");
    let names = stack.parameter("Names", Parameter::comma_delimited_list());
    stack.add("Data", Bucket::new());
    stack.output("Count", length(names));
    stack.transform("MyMacro");
    stack.transform("AWS::LanguageExtensions");
    stack.transform_with("AWS::Include", value!({ "Location": "s3://templates/common.yaml" }));
    stack.globals("Function", value!({ "Timeout": 20 }));
    assert_snapshot!(section(stack, "Transform"), @"
    Transform:
      - AWS::LanguageExtensions
      - AWS::Serverless-2016-10-31
      - MyMacro
      - Name: AWS::Include
        Parameters:
          Location: s3://templates/common.yaml
    ");
}

#[test]
fn a_single_transform_is_no_list() {
    let mut stack = Stack::new("sections");
    stack.add("Data", Bucket::new());
    stack.transform("MyMacro");
    assert!(template(stack).contains("\nTransform: MyMacro\n"));
}

#[test]
fn a_macro_may_fill_a_section() {
    let mut stack = Stack::new("sections");
    let file = |name: &'static str| value!({ "Location": name });
    stack.include(Section::Mappings, "AWS::Include", file("s3://templates/mappings.yaml"));
    stack.include(Section::Resources, "AWS::Include", file("s3://templates/resources.yaml"));
    stack.add("Data", Bucket::new());
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Mappings:
      Fn::Transform:
        Name: AWS::Include
        Parameters:
          Location: s3://templates/mappings.yaml

    Resources:
      Data:
        Type: AWS::S3::Bucket
      Fn::Transform:
        Name: AWS::Include
        Parameters:
          Location: s3://templates/resources.yaml
    ");
}

#[test]
fn sam_s_types_bring_their_transform() {
    let mut stack = Stack::new("sections");
    stack.globals("Function", value!({ "Timeout": 20 }));
    let table = stack.add("Table", Resource::custom("AWS::Serverless::SimpleTable"));
    stack.add(
        "Function",
        Resource::custom("AWS::Serverless::Function")
            .property("InlineCode", "…")
            .ignore_globals(["Timeout"])
            .connector(
                "Writes",
                value!({ "Destination": value!({ "Id": table.reference() }), "Permissions": ["Write"] }),
            ),
    );
    stack.add("Plain", Resource::custom("AWS::Serverless::Function").ignore_globals("*"));
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Transform: AWS::Serverless-2016-10-31

    Globals:
      Function:
        Timeout: 20

    Resources:
      Table:
        Type: AWS::Serverless::SimpleTable
      Function:
        Type: AWS::Serverless::Function
        IgnoreGlobals:
          - Timeout
        Properties:
          InlineCode: …
        Connectors:
          Writes:
            Properties:
              Destination:
                Id: !Ref Table
              Permissions:
                - Write
      Plain:
        Type: AWS::Serverless::Function
        IgnoreGlobals: '*'
    ");
}

#[test]
fn code_in_a_template_stays_readable() {
    let mut stack = Stack::new("sections");
    let role = stack.parameter("Role", Parameter::string());
    let code = "import json\n\ndef handler(event, context):\n    return {'statusCode': 200}\n";
    stack.add(
        "Report",
        Function::new(Code::new().zip_file(code), role).runtime("python3.13").handler("index.handler"),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Report:
        Type: AWS::Lambda::Function
        Properties:
          Code:
            ZipFile: |
              import json

              def handler(event, context):
                  return {'statusCode': 200}
          Role: !Ref Role
          Runtime: python3.13
          Handler: index.handler
    ");
}
