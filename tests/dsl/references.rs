use insta::assert_snapshot;
use synth::aws::iam::Role;
use synth::aws::lambda::{Code, Function};
use synth::aws::s3::Bucket;
use synth::prelude::*;

use crate::section;

#[test]
fn a_handle_knows_the_attributes_of_its_type() {
    let mut stack = Stack::new("references");
    let bucket = stack.add("Data", Bucket::new());
    let role = stack.add("Role", Role::new(PolicyDocument::assume_role("lambda.amazonaws.com")));
    let thing = stack.add("Thing", Resource::custom("AWS::New::Thing"));
    let function = stack.add("Report", Function::new(Code::new().zip_file("…"), role.arn()));
    stack.output("Reference", bucket.reference());
    stack.output("Attribute", bucket.arn());
    stack.output("Nested", bucket.metadata_configuration_destination_table_namespace());
    stack.output("New", function.get_att::<String>("NewAttribute"));
    stack.output("OfCustom", thing.get_att::<String>("Anything.Inside"));
    assert_snapshot!(section(stack, "Outputs"), @"
    Outputs:
      Reference:
        Value: !Ref Data
      Attribute:
        Value: !GetAtt Data.Arn
      Nested:
        Value: !GetAtt Data.MetadataConfiguration.Destination.TableNamespace
      New:
        Value: !GetAtt Report.NewAttribute
      OfCustom:
        Value: !GetAtt Thing.Anything.Inside
    ");
}

#[test]
fn resources_that_refer_to_each_other_are_declared_first() {
    let mut stack = Stack::new("references");
    let head = stack.declare::<Resource>("Head");
    let nodes = stack.declare::<Resource>("Nodes");
    let group = |peer: Handle<Resource>| {
        Resource::custom("AWS::EC2::SecurityGroup")
            .property("GroupDescription", "lets the other one in")
            .property("Peer", peer.get_att::<String>("GroupId"))
    };
    stack.define(nodes, group(head));
    stack.define(head, group(nodes));
    // In the order of the declarations, not of the definitions.
    assert_snapshot!(section(stack, "Resources"), @"
    Resources:
      Head:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: lets the other one in
          Peer: !GetAtt Nodes.GroupId
      Nodes:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: lets the other one in
          Peer: !GetAtt Head.GroupId
    ");
}

#[test]
fn what_is_declared_has_the_attributes_of_its_type_too() {
    let mut stack = Stack::new("references");
    let bucket = stack.declare::<Bucket>("Data");
    stack.output("Arn", bucket.arn());
    stack.define(bucket, Bucket::new().bucket_name("data"));
    assert_snapshot!(section(stack, "Outputs"), @"
    Outputs:
      Arn:
        Value: !GetAtt Data.Arn
    ");
}

#[test]
fn logical_ids_may_be_computed() {
    let mut stack = Stack::new("references");
    for zone in ["A", "B"] {
        let bucket = stack.add(format!("Data{zone}"), Bucket::new());
        stack.output(format!("Data{zone}Arn"), bucket.arn());
    }
    assert_snapshot!(section(stack, "Outputs"), @"
    Outputs:
      DataAArn:
        Value: !GetAtt DataA.Arn
      DataBArn:
        Value: !GetAtt DataB.Arn
    ");
}

#[test]
fn each_section_has_names_of_its_own() {
    let mut stack = Stack::new("references");
    let env = stack.parameter("Env", Parameter::string());
    let condition = stack.condition("Env", env.equals("dev"));
    stack.mapping("Env", Mapping::<i64>::new().row("dev", [("Nodes", 1)]));
    stack.rule("Env", Rule::new().assert(env.equals("dev"), "only dev"));
    stack.add("Data", Bucket::new().condition(condition));
    stack.output("Env", env);
    stack.output("Data", env);
    assert!(stack.synthesize().is_ok());
}
