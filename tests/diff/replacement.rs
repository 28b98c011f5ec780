//! What is replaced, and what that brings about.

use std::collections::BTreeSet;

use synth::diff::{Action, Certainty, Difference, Rule};

use crate::difference;

const TABLE: &str = include_str!("replacement.txt");

#[test]
fn the_prediction_agrees_with_the_reference() {
    let (mut types, mut wrong) = (BTreeSet::new(), Vec::new());
    let (mut read, mut depending) = (0, 0);
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (resource_type, expected) = (words[0], words[1]);
        for word in &words[2..] {
            let property = word.trim_end_matches('*');
            if property != *word {
                types.insert(resource_type);
                read += 1;
                depending += usize::from(expected == "maybe");
            }
            let template = |value| {
                format!(
                    "{{Resources: {{R: {{Type: {resource_type}, Properties: {{{property}: {value}}}}}}}}}"
                )
            };
            let found = difference(&template("one"), &template("two"));
            let action = found.resources[0].action;
            let agrees = match expected {
                "replace" => action == Action::Replace(Certainty::Yes),
                "maybe" => action == Action::Replace(Certainty::Maybe),
                "keep" => action == Action::Update,
                _ => panic!("{line}"),
            };
            if !agrees {
                wrong.push(format!("{resource_type} {property}: {expected}, and not {}", action.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // What was read on its page.
    assert!(types.len() >= 25 && read >= 60, "{} types, {read} properties", types.len());
    assert!(depending >= 15, "{depending}");
}

#[test]
fn an_attribute_is_defined_anew_or_defined_as_well() {
    let template = |definitions: &str| {
        format!(
            "{{Resources: {{T: {{Type: 'AWS::DynamoDB::Table', Properties: {{AttributeDefinitions: [{definitions}]}}}}}}}}"
        )
    };
    let one = template("{AttributeName: a, AttributeType: S}");
    let edited = template("{AttributeName: a, AttributeType: N}");
    let added = template("{AttributeName: a, AttributeType: S}, {AttributeName: b, AttributeType: S}");
    assert_eq!(action(&difference(&one, &edited), "T"), Action::Replace(Certainty::Maybe));
    assert_eq!(action(&difference(&one, &added), "T"), Action::Update);
    assert_eq!(action(&difference(&added, &one), "T"), Action::Update);
}

fn action(difference: &Difference, name: &str) -> Action {
    difference
        .resources
        .iter()
        .find(|change| change.logical_id == name)
        .map_or(Action::Nothing, |change| change.action)
}

const NETWORK: &str = "
Resources:
  Net: {Type: AWS::EC2::VPC, Properties: {CidrBlock: CIDR}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Net, GroupDescription: a}}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {SecurityGroups: [!GetAtt Group.GroupId]}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net, CidrBlock: 10.0.0.0/24}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Sub '${Subnet}'}}
  Unrelated: {Type: AWS::SQS::Queue, DependsOn: Net}
Outputs:
  Id: {Value: !Ref Subnet}
";

#[test]
fn a_replacement_spreads_along_the_references() {
    let found = difference(&NETWORK.replace("CIDR", "10.0.0.0/16"), &NETWORK.replace("CIDR", "10.1.0.0/16"));
    let replaced = Action::Replace(Certainty::Yes);
    for name in ["Net", "Group", "Subnet", "Nat"] {
        assert_eq!(action(&found, name), replaced, "{name}");
    }
    assert_eq!(action(&found, "Balancer"), Action::Update);
    assert!(found.resources.iter().all(|change| change.logical_id != "Unrelated"));
    let nat = found.resources.iter().find(|change| change.logical_id == "Nat").unwrap();
    assert_eq!(nat.reasons[0].chain, ["Net", "Subnet"]);
    assert_eq!((nat.reasons[0].property.as_str(), nat.reasons[0].rule), ("SubnetId", Rule::CreateOnly));
    assert_eq!(found.sections[0].causes[0].source, "Subnet");
}

#[test]
fn what_may_be_replaced_may_replace_others() {
    let template = |kind: &str| {
        format!(
            "{{Resources: {{Host: {{Type: 'AWS::EC2::Instance', Properties: {{InstanceType: {kind}}}}}, \
             Address: {{Type: 'AWS::EC2::EIPAssociation', Properties: {{InstanceId: !Ref Host}}}}}}}}"
        )
    };
    let found = difference(&template("t3.micro"), &template("t3.small"));
    assert_eq!(action(&found, "Host"), Action::Replace(Certainty::Maybe));
    assert_eq!(action(&found, "Address"), Action::Replace(Certainty::Maybe));
    let condition = found.resources[0].reasons[0].condition.as_deref();
    assert_eq!(
        condition,
        Some("an instance on EBS volumes is stopped and started, one on an instance store is replaced")
    );
}

#[test]
fn a_branch_counts_where_its_condition_holds() {
    let template = |name: &str| {
        format!(
            "{{Conditions: {{C: !Equals [a, !Ref 'AWS::Region']}}, Resources: {{Q: {{Type: 'AWS::SQS::Queue', Properties: {{QueueName: !If [C, {name}, b]}}}}}}}}"
        )
    };
    let found = difference(&template("x"), &template("y"));
    assert_eq!(action(&found, "Q"), Action::Replace(Certainty::Maybe));
    assert_eq!(found.resources[0].reasons[0].condition.as_deref(), Some("where the condition C holds"));
}
