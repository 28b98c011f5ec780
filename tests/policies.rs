//! IAM policies: every element of the language, as a program writes it and as the template has it.

use insta::assert_snapshot;
use synth::dsl::policy::Operator;
use synth::emit::{self, Format};
use synth::prelude::*;

/// A policy as it stands in a template.
fn policy(document: PolicyDocument) -> String {
    let json: Val<Json> = document.into_val();
    emit::node_to_string(json.node(), Format::Yaml)
}

/// A statement as it stands in a policy.
fn statement(statement: impl IntoVal<Statement>) -> String {
    emit::node_to_string(statement.into_val().node(), Format::Yaml)
}

#[test]
fn a_policy_has_a_version_an_id_and_statements() {
    let document = PolicyDocument::new()
        .id("jobs")
        .statement(Statement::allow("s3:ListBucket").on("arn:aws:s3:::jobs"))
        .statements([
            Statement::allow(["s3:GetObject", "s3:PutObject"]).on("arn:aws:s3:::jobs/*"),
            Statement::deny("s3:DeleteObject").on("*"),
        ]);
    assert_snapshot!(policy(document), @"
    Version: '2012-10-17'
    Id: jobs
    Statement:
      - Effect: Allow
        Action: s3:ListBucket
        Resource: arn:aws:s3:::jobs
      - Effect: Allow
        Action:
          - s3:GetObject
          - s3:PutObject
        Resource: arn:aws:s3:::jobs/*
      - Effect: Deny
        Action: s3:DeleteObject
        Resource: '*'
    ");
}

#[test]
fn the_old_version_is_there_for_policies_that_aws_has_made_by_it() {
    let document = PolicyDocument::new().version_2008().statement(Statement::allow("sns:Publish").on("*"));
    assert_snapshot!(policy(document), @"
    Version: '2008-10-17'
    Statement:
      - Effect: Allow
        Action: sns:Publish
        Resource: '*'
    ");
}

#[test]
fn every_element_of_a_statement() {
    assert_snapshot!(
        statement(
            Statement::new(Effect::Allow)
                .condition(ConditionOperator::StringEquals, "aws:PrincipalOrgID", "o-1234567890")
                .on(["arn:aws:s3:::jobs", "arn:aws:s3:::jobs/*"])
                .action(["s3:GetObject", "s3:ListBucket"])
                .principal(Principal::aws("arn:aws:iam::123456789012:root"))
                .sid("ReadJobs")
        ),
        @"
    Sid: ReadJobs
    Effect: Allow
    Principal:
      AWS: arn:aws:iam::123456789012:root
    Action:
      - s3:GetObject
      - s3:ListBucket
    Resource:
      - arn:aws:s3:::jobs
      - arn:aws:s3:::jobs/*
    Condition:
      StringEquals:
        aws:PrincipalOrgID: o-1234567890
    "
    );
    assert_snapshot!(
        statement(
            Statement::new(Effect::Deny)
                .not_principal(Principal::aws(["123456789012", "210987654321"]))
                .not_action("iam:*")
                .not_on("arn:aws:s3:::public/*")
        ),
        @"
    Effect: Deny
    NotPrincipal:
      AWS:
        - '123456789012'
        - '210987654321'
    NotAction: iam:*
    NotResource: arn:aws:s3:::public/*
    "
    );
}

/// AWS takes both, and shows the policy as it was written.
#[test]
fn one_value_stays_one_value_and_a_list_of_one_stays_a_list() {
    assert_snapshot!(statement(Statement::allow("s3:*").on("*")), @"
    Effect: Allow
    Action: s3:*
    Resource: '*'
    ");
    assert_snapshot!(statement(Statement::allow(["s3:*"]).on(["*"])), @"
    Effect: Allow
    Action:
      - s3:*
    Resource:
      - '*'
    ");
}

#[test]
fn values_are_literals_handles_and_functions() {
    let mut stack = Stack::new("policies");
    let bucket = stack.parameter("Bucket", Parameter::string());
    let actions = stack.parameter("Actions", Parameter::comma_delimited_list());
    let accounts = stack.parameter("Accounts", Parameter::number_list());
    let is_open = stack.condition("IsOpen", bucket.equals("open"));
    let owned = vec![String::from("s3:GetObject")];
    assert_snapshot!(
        statement(
            Statement::allow(actions)
                .on(list![sub!("arn:aws:s3:::${bucket}/*"), "arn:aws:s3:::fixed", bucket])
                .condition(ConditionOperator::StringLike, "s3:prefix", is_open.if_else("*", "jobs/*"))
        ),
        @"
    Effect: Allow
    Action: !Ref Actions
    Resource:
      - !Sub arn:aws:s3:::${Bucket}/*
      - arn:aws:s3:::fixed
      - !Ref Bucket
    Condition:
      StringLike:
        s3:prefix: !If [IsOpen, '*', jobs/*]
    "
    );
    assert_snapshot!(
        statement(
            Statement::allow(owned)
                .on(sub!("arn:aws:s3:::${bucket}"))
                .principal(Principal::aws(split(",", join(",", accounts))))
        ),
        @"
    Effect: Allow
    Principal:
      AWS: !Split [',', !Join [',', !Ref Accounts]]
    Action:
      - s3:GetObject
    Resource: !Sub arn:aws:s3:::${Bucket}
    "
    );
}

#[test]
fn a_statement_may_depend_on_a_condition() {
    let mut stack = Stack::new("policies");
    let env = stack.parameter("Env", Parameter::string());
    let is_prod = stack.condition("IsProd", env.equals("prod"));
    let document = PolicyDocument::new()
        .statement(Statement::allow("s3:GetObject").on("*"))
        .statement(is_prod.if_else(Statement::deny("s3:PutObject").on("*"), no_value()));
    assert_snapshot!(policy(document), @"
    Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Action: s3:GetObject
        Resource: '*'
      - !If
        - IsProd
        - Effect: Deny
          Action: s3:PutObject
          Resource: '*'
        - !Ref AWS::NoValue
    ");
}

#[test]
fn principals_of_every_kind() {
    let all = Principal::aws("arn:aws:iam::123456789012:role/jobs")
        .and(Principal::service(["ec2.amazonaws.com", "lambda.amazonaws.com"]))
        .and(Principal::federated("cognito-identity.amazonaws.com"))
        .and(Principal::canonical_user("79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"));
    assert_snapshot!(statement(Statement::allow("sts:AssumeRole").principal(all)), @"
    Effect: Allow
    Principal:
      AWS: arn:aws:iam::123456789012:role/jobs
      Service:
        - ec2.amazonaws.com
        - lambda.amazonaws.com
      Federated: cognito-identity.amazonaws.com
      CanonicalUser: 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be
    Action: sts:AssumeRole
    ");
    assert_snapshot!(statement(Statement::allow("s3:GetObject").principal(Principal::anyone())), @"
    Effect: Allow
    Principal: '*'
    Action: s3:GetObject
    ");
}

#[test]
fn principals_of_the_same_kind_are_one_list() {
    let mut stack = Stack::new("policies");
    let role = stack.parameter("Role", Parameter::string());
    let all = Principal::service("ec2.amazonaws.com")
        .and(Principal::aws(role))
        .and(Principal::service("ssm.amazonaws.com"))
        .and(Principal::aws(["123456789012"]));
    assert_snapshot!(statement(Statement::allow("sts:AssumeRole").principal(all)), @"
    Effect: Allow
    Principal:
      Service:
        - ec2.amazonaws.com
        - ssm.amazonaws.com
      AWS:
        - !Ref Role
        - '123456789012'
    Action: sts:AssumeRole
    ");
}

#[test]
fn anyone_and_somebody_is_anyone() {
    let all = Principal::aws("123456789012").and(Principal::anyone());
    assert_snapshot!(statement(Statement::allow("s3:GetObject").principal(all)), @"
    Effect: Allow
    Principal: '*'
    Action: s3:GetObject
    ");
}

#[test]
fn a_role_says_which_service_may_assume_it() {
    assert_snapshot!(policy(PolicyDocument::assume_role("lambda.amazonaws.com")), @"
    Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Principal:
          Service: lambda.amazonaws.com
        Action: sts:AssumeRole
    ");
}

/// All conditions must hold. Those of one operator are in one object.
#[test]
fn conditions_of_a_statement() {
    assert_snapshot!(
        statement(
            Statement::allow("s3:*")
                .on("*")
                .condition(ConditionOperator::StringEquals, "aws:RequestedRegion", ["eu-west-1", "eu-central-1"])
                .condition(ConditionOperator::Bool, "aws:SecureTransport", true)
                .condition(ConditionOperator::StringEquals, "aws:PrincipalTag/Team", "hpc")
                .condition(ConditionOperator::NumericLessThanEquals, "s3:max-keys", 10)
        ),
        @"
    Effect: Allow
    Action: s3:*
    Resource: '*'
    Condition:
      StringEquals:
        aws:RequestedRegion:
          - eu-west-1
          - eu-central-1
        aws:PrincipalTag/Team: hpc
      Bool:
        aws:SecureTransport: 'true'
      NumericLessThanEquals:
        s3:max-keys: '10'
    "
    );
}

#[test]
fn every_operator() {
    let names: Vec<&str> = ConditionOperator::ALL.iter().map(|operator| operator.as_str()).collect();
    assert_snapshot!(names.join("\n"), @"
    StringEquals
    StringNotEquals
    StringEqualsIgnoreCase
    StringNotEqualsIgnoreCase
    StringLike
    StringNotLike
    NumericEquals
    NumericNotEquals
    NumericLessThan
    NumericLessThanEquals
    NumericGreaterThan
    NumericGreaterThanEquals
    DateEquals
    DateNotEquals
    DateLessThan
    DateLessThanEquals
    DateGreaterThan
    DateGreaterThanEquals
    Bool
    BinaryEquals
    IpAddress
    NotIpAddress
    ArnEquals
    ArnLike
    ArnNotEquals
    ArnNotLike
    Null
    ");
}

/// A key that is absent, and a key that has several values.
#[test]
fn operators_have_prefixes_and_a_suffix() {
    let forms = |operator: ConditionOperator| {
        let all: [Operator; 6] = [
            operator.into(),
            operator.if_exists(),
            operator.for_all_values(),
            operator.for_any_value(),
            operator.for_all_values().if_exists(),
            operator.if_exists().for_any_value(),
        ];
        all.map(|operator| operator.to_string()).join("\n")
    };
    assert_snapshot!(forms(ConditionOperator::StringLike), @"
    StringLike
    StringLikeIfExists
    ForAllValues:StringLike
    ForAnyValue:StringLike
    ForAllValues:StringLikeIfExists
    ForAnyValue:StringLikeIfExists
    ");
    // `Null` asks whether the key exists, so that `IfExists` has no sense.
    assert_snapshot!(forms(ConditionOperator::Null), @"
    Null
    Null
    ForAllValues:Null
    ForAnyValue:Null
    ForAllValues:Null
    ForAnyValue:Null
    ");
}
