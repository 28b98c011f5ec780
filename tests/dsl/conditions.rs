use insta::assert_snapshot;
use synth::aws::s3::{Bucket, VersioningConfiguration};
use synth::aws::sqs::Queue;
use synth::prelude::*;

use crate::{section, template};

#[test]
fn conditions_read_like_conditions() {
    let mut stack = Stack::new("conditions");
    let env = stack.parameter("Env", Parameter::string());
    let nodes = stack.parameter("Nodes", Parameter::number());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let is_abroad = stack.condition("IsAbroad", !pseudo::region().equals("us-east-1"));
    let is_large = stack.condition("IsLarge", nodes.equals(64));
    stack.condition("IsBoth", is_prod.and(is_abroad));
    stack.condition("IsEither", is_prod.or(!is_abroad));
    stack.condition("IsDev", !is_prod);
    stack.condition("IsAlias", is_prod);
    stack.condition("IsMixed", is_prod.or(is_abroad).and(!(is_large.and(env.equals("test")))));
    stack.add("Thing", Resource::custom("Custom::Thing"));
    assert_snapshot!(section(stack, "Conditions"), @"
    Conditions:
      IsProd: !Equals [!Ref Env, prod]
      IsAbroad: !Not [!Equals [!Ref 'AWS::Region', us-east-1]]
      IsLarge: !Equals [!Ref Nodes, 64]
      IsBoth: !And [!Condition IsProd, !Condition IsAbroad]
      IsEither: !Or [!Condition IsProd, !Not [!Condition IsAbroad]]
      IsDev: !Not [!Condition IsProd]
      IsAlias: !Condition IsProd
      IsMixed: !And
        - !Or [!Condition IsProd, !Condition IsAbroad]
        - !Not
          - !And [!Condition IsLarge, !Equals [!Ref Env, test]]
    ");
}

/// `Fn::And` and `Fn::Or` take two to ten conditions, and a chain of either becomes one function as long as that holds.
#[test]
fn chains_are_one_function_up_to_ten_conditions() {
    let mut stack = Stack::new("conditions");
    let env = stack.parameter("Env", Parameter::string());
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
    let mut any = env.equals("0").or(env.equals("1"));
    for name in names {
        any = any.or(env.equals(name));
    }
    stack.condition("IsAny", any);
    stack.condition("IsThree", env.equals("a").and(env.equals("b")).and(env.equals("c")));
    stack.condition("IsOrInAnd", env.equals("a").or(env.equals("b")).and(env.equals("c")));
    stack.add("Thing", Resource::custom("Custom::Thing"));
    assert_snapshot!(section(stack, "Conditions"), @"
    Conditions:
      IsAny: !Or
        - !Or
          - !Equals [!Ref Env, '0']
          - !Equals [!Ref Env, '1']
          - !Equals [!Ref Env, a]
          - !Equals [!Ref Env, b]
          - !Equals [!Ref Env, c]
          - !Equals [!Ref Env, d]
          - !Equals [!Ref Env, e]
          - !Equals [!Ref Env, f]
          - !Equals [!Ref Env, g]
          - !Equals [!Ref Env, h]
        - !Equals [!Ref Env, i]
        - !Equals [!Ref Env, j]
        - !Equals [!Ref Env, k]
      IsThree: !And
        - !Equals [!Ref Env, a]
        - !Equals [!Ref Env, b]
        - !Equals [!Ref Env, c]
      IsOrInAnd: !And
        - !Or
          - !Equals [!Ref Env, a]
          - !Equals [!Ref Env, b]
        - !Equals [!Ref Env, c]
    ");
}

#[test]
fn resources_and_outputs_exist_under_a_condition() {
    let mut stack = Stack::new("conditions");
    let env = stack.parameter("Env", Parameter::string());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let queue = stack.add("Queue", Queue::new().condition(is_prod));
    stack.output("QueueArn", queue.arn()).condition(is_prod);
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Env:
        Type: String

    Conditions:
      IsProd: !Equals [!Ref Env, prod]

    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Condition: IsProd

    Outputs:
      QueueArn:
        Condition: IsProd
        Value: !GetAtt Queue.Arn
    ");
}

#[test]
fn if_else_goes_wherever_its_values_go() {
    let mut stack = Stack::new("conditions");
    let env = stack.parameter("Env", Parameter::string());
    let name = stack.parameter("Name", Parameter::string());
    let zones = stack.parameter("Zones", Parameter::comma_delimited_list());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let is_test = stack.condition("IsTest", env.equals("test"));
    stack.add(
        "Queue",
        Queue::new()
            .queue_name(is_prod.if_else(name, sub!("${name}-${env}")))
            .delay_seconds(is_prod.if_else(0, env.as_integer()))
            .fifo_queue(is_prod.if_else(true, env.as_bool()))
            .visibility_timeout(is_prod.if_else(30, is_test.if_else(10, 5))),
    );
    stack.add(
        "Bucket",
        Bucket::new()
            .access_control(is_prod.if_else("Private", "PublicRead"))
            .versioning_configuration(VersioningConfiguration::new(is_prod.if_else("Enabled", "Suspended"))),
    );
    stack.add(
        "Profile",
        synth::aws::iam::InstanceProfile::new(is_prod.if_else(zones, ["only-one"]))
            .path(is_prod.if_else("/prod/", "/")),
    );
    stack.output("Deep", is_prod.if_else(is_test.if_else("a", "b"), is_test.if_else(name, "c")));
    assert_snapshot!(template(stack), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Parameters:
      Env:
        Type: String
      Name:
        Type: String
      Zones:
        Type: CommaDelimitedList

    Conditions:
      IsProd: !Equals [!Ref Env, prod]
      IsTest: !Equals [!Ref Env, test]

    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !If [IsProd, !Ref Name, !Sub '${Name}-${Env}']
          DelaySeconds: !If [IsProd, 0, !Ref Env]
          FifoQueue: !If [IsProd, true, !Ref Env]
          VisibilityTimeout: !If [IsProd, 30, !If [IsTest, 10, 5]]
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          AccessControl: !If [IsProd, Private, PublicRead]
          VersioningConfiguration:
            Status: !If [IsProd, Enabled, Suspended]
      Profile:
        Type: AWS::IAM::InstanceProfile
        Properties:
          Roles: !If
            - IsProd
            - !Ref Zones
            - - only-one
          Path: !If [IsProd, /prod/, /]

    Outputs:
      Deep:
        Value: !If
          - IsProd
          - !If [IsTest, a, b]
          - !If [IsTest, !Ref Name, c]
    ");
}

/// `AWS::NoValue` removes the property, or the item of the list.
#[test]
fn no_value_removes_a_property_of_any_type() {
    let mut stack = Stack::new("conditions");
    let env = stack.parameter("Env", Parameter::string());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    stack.add(
        "Queue",
        Queue::new()
            .queue_name(is_prod.if_else("jobs", no_value()))
            .delay_seconds(is_prod.if_else(no_value(), 20))
            .fifo_queue(is_prod.if_else(true, no_value()))
            .tags(is_prod.if_else([Tag::new("Stage", "prod")], no_value())),
    );
    stack.add(
        "Bucket",
        Bucket::new()
            .versioning_configuration(is_prod.if_else(VersioningConfiguration::new("Enabled"), no_value()))
            .tags(list![Tag::new("Owner", "hpc"), is_prod.if_else(Tag::new("Stage", "prod"), no_value())]),
    );
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !If [IsProd, jobs, !Ref 'AWS::NoValue']
          DelaySeconds: !If [IsProd, !Ref 'AWS::NoValue', 20]
          FifoQueue: !If [IsProd, true, !Ref 'AWS::NoValue']
          Tags: !If
            - IsProd
            - - Key: Stage
                Value: prod
            - !Ref AWS::NoValue
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration: !If
            - IsProd
            - Status: Enabled
            - !Ref AWS::NoValue
          Tags:
            - Key: Owner
              Value: hpc
            - !If
              - IsProd
              - Key: Stage
                Value: prod
              - !Ref AWS::NoValue
    ");
}
