//! `sub!` is written as CloudFormation writes `Fn::Sub`, with Rust in the braces.

use insta::assert_snapshot;
use synth::aws::s3::Bucket;
use synth::prelude::*;

use crate::section;

/// What a value becomes in the template.
fn value(mut stack: Stack, value: impl IntoVal<String>) -> String {
    stack.add("Any", Resource::custom("Custom::Any"));
    stack.output("Value", value);
    let outputs = section(stack, "Outputs");
    let lines = outputs.lines().skip(2).map(|line| line.strip_prefix("    ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn handles_are_written_by_their_logical_ids() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("BucketName", Parameter::string());
    assert_snapshot!(value(stack, sub!("arn:aws:s3:::${bucket}/*")), @"Value: !Sub arn:aws:s3:::${BucketName}/*");
}

#[test]
fn methods_are_attributes() {
    let mut stack = Stack::new("sub");
    let data = stack.add("Data", Bucket::new());
    assert_snapshot!(value(stack, sub!("${data} is ${data.arn()}, at ${data.get_att::<String>(\"New.One\")}")), @"Value: !Sub ${Data} is ${Data.Arn}, at ${Data.New.One}");
}

#[test]
fn pseudo_parameters_are_written_as_they_are() {
    assert_snapshot!(
        value(Stack::new("sub"), sub!("arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}")),
        @"Value: !Sub arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}"
    );
    assert_snapshot!(value(Stack::new("sub"), sub!("${AWS::StackId} ${AWS::URLSuffix}, ${pseudo::region()}")), @"Value: !Sub ${AWS::StackId} ${AWS::URLSuffix}, ${AWS::Region}");
}

#[test]
fn texts_and_numbers_of_the_program_become_part_of_the_text() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    let (team, year, share, on, letter) = ("hpc", 2026, 0.5, true, 'x');
    let owned = String::from("jobs");
    assert_snapshot!(
        value(stack, sub!("s3://${bucket}/${team}/${year}/${share}/${on}/${letter}/${owned}/${&owned}/${year + 1}")),
        @"Value: !Sub s3://${Bucket}/hpc/2026/0.5/true/x/jobs/jobs/2027"
    );
}

#[test]
fn a_text_without_functions_is_no_function() {
    let team = "hpc";
    assert_snapshot!(value(Stack::new("sub"), sub!("jobs/${team}/data")), @"Value: jobs/hpc/data");
    assert_snapshot!(value(Stack::new("sub"), sub!("")), @"Value: ''");
    assert_snapshot!(value(Stack::new("sub"), sub!("${!Literal}")), @"Value: ${Literal}");
}

#[test]
fn an_exclamation_mark_makes_a_literal() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    assert_snapshot!(value(stack, sub!("${bucket} ${!Bucket} ${!AWS::Region} $${!x}")), @"Value: !Sub ${Bucket} ${!Bucket} ${!AWS::Region} $${!x}");
}

/// What a program brings along is text, also if it looks like a reference: nothing is injected.
#[test]
fn text_of_the_program_is_never_a_reference() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    let given = "${Bucket} ${!x} $";
    assert_snapshot!(value(stack, sub!("${bucket}/${given}{y}")), @"Value: !Sub ${Bucket}/${!Bucket} ${!!x} ${!y}");
}

#[test]
fn scripts_need_no_doubling() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    let data = stack.add("Data", Bucket::new());
    let script = sub!(
        r#"#!/bin/bash
set -e
function upload() { aws s3 cp "$1" "s3://${bucket}/${!1:-none}"; }
for file in *.{csv,json}; do
    upload "${!file}" | jq '{id: .id, "a": {}}'
done

echo "${data.arn()}" >> ~/done # 100 %
"#
    );
    assert_snapshot!(value(stack, base64(script)), @r#"
    Value:
      Fn::Base64: !Sub |
        #!/bin/bash
        set -e
        function upload() { aws s3 cp "$1" "s3://${Bucket}/${!1:-none}"; }
        for file in *.{csv,json}; do
            upload "${!file}" | jq '{id: .id, "a": {}}'
        done

        echo "${Data.Arn}" >> ~/done # 100 %
    "#);
}

#[test]
fn escapes_are_rust_s() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    assert_snapshot!(value(stack, sub!("a \"quoted\"\tword, a \\, an \u{e9}: ${bucket}")), @r#"Value: !Sub "a \"quoted\"\tword, a \\, an é: ${Bucket}""#);
}

/// What has no name of its own in the template becomes a variable, named after the expression.
#[test]
fn other_functions_become_variables() {
    let mut stack = Stack::new("sub");
    let env = stack.parameter("Env", Parameter::string());
    let images = stack.mapping("Images", Mapping::<String>::new().row("dev", [("Arm", "ami-1")]));
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let zone = select(0, get_azs(""));
    let size_of_node = is_prod.if_else("large", "small");
    assert_snapshot!(
        value(stack, sub!("${zone}/${images.find(env, \"Arm\")}/${size_of_node}/${env}/${import_value(\"net\")}")),
        @"
    Value: !Sub
      - ${Zone}/${Images}/${SizeOfNode}/${Env}/${ImportValue}
      - Zone: !Select [0, !GetAZs '']
        Images: !FindInMap [Images, !Ref Env, Arm]
        SizeOfNode: !If [IsProd, large, small]
        ImportValue: !ImportValue net
    "
    );
}

#[test]
fn the_same_value_twice_is_one_variable() {
    let zone = select(0, get_azs(""));
    assert_snapshot!(value(Stack::new("sub"), sub!("${zone}-${zone}-${zone.clone()}")), @"
    Value: !Sub
      - ${Zone}-${Zone}-${Zone}
      - Zone: !Select [0, !GetAZs '']
    ");
}

#[test]
fn variables_never_clash() {
    let mut stack = Stack::new("sub");
    let zone_parameter = stack.parameter("Zone", Parameter::string());
    let zone = select(0, get_azs(""));
    let other = [select(1, get_azs("")), select(2, get_azs(""))];
    assert_snapshot!(value(stack, sub!("${zone_parameter} ${zone} ${other[0]} ${other[1]}")), @"
    Value: !Sub
      - ${Zone} ${Zone2} ${Other} ${Other2}
      - Zone2: !Select [0, !GetAZs '']
        Other: !Select [1, !GetAZs '']
        Other2: !Select [2, !GetAZs '']
    ");
}

/// So that a part of a text can have a name in the program.
#[test]
fn a_sub_inside_a_sub_is_part_of_it() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    let arn = sub!("arn:${AWS::Partition}:s3:::${bucket}");
    let folder = sub!("${arn}/jobs/${!x}");
    assert_snapshot!(value(stack, sub!("${folder}/*")), @"Value: !Sub arn:${AWS::Partition}:s3:::${Bucket}/jobs/${!x}/*");
}

#[test]
fn a_sub_with_variables_inside_a_sub_is_a_variable() {
    let zone = select(0, get_azs(""));
    let inner = sub!("zone-${zone}");
    assert_snapshot!(value(Stack::new("sub"), sub!("${inner}!")), @"
    Value: !Sub
      - ${Inner}!
      - Inner: !Sub
          - zone-${Zone}
          - Zone: !Select [0, !GetAZs '']
    ");
}

#[test]
fn any_expression_may_stand_there() {
    let mut stack = Stack::new("sub");
    let names: Vec<Param<String>> =
        ["First", "Second"].into_iter().map(|name| stack.parameter(name, Parameter::string())).collect();
    let index = 1;
    assert_snapshot!(
        value(stack, sub!("${names[0]} ${names[index]} ${if index == 1 { \"}one{\" } else { \"more\" }} ${(index + 1)}")),
        @"Value: !Sub ${First} ${Second} }one{ 2"
    );
}
