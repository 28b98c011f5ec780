//! What is said of policies for resources.

use serde_json::{Value as Json, json};
use synth::analysis::permissions::Weight;

use super::{bucket, compared, told};

const NOTHING: [&str; 0] = [];

fn allow(who: Json) -> Json {
    json!([{"Effect": "Allow", "Principal": who, "Action": "s3:GetObject", "Resource": {"Fn::Sub": "${B.Arn}/*"}}])
}

#[test]
fn each_principal_counts() {
    let told = |old: Json, new: Json| told(&bucket(allow(old)), &bucket(allow(new)));
    assert_eq!(told(json!("*"), json!({"AWS": "*"})), NOTHING);
    assert_eq!(
        told(json!({"AWS": "111111111111"}), json!({"AWS": ["arn:aws:iam::111111111111:root"]})),
        NOTHING
    );
    assert_eq!(
        told(
            json!({"AWS": {"Ref": "AWS::AccountId"}}),
            json!({"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}})
        ),
        NOTHING
    );
    assert_eq!(
        told(
            json!({"AWS": "111111111111"}),
            json!({"AWS": ["111111111111", "arn:aws:iam::111111111111:role/x"]})
        ),
        NOTHING
    );
    assert_eq!(
        told(json!({"AWS": "111111111111"}), json!({"AWS": ["111111111111", "222222222222"]})),
        ["+ Account `222222222222` may now s3:GetObject on arn:aws:s3:::${B}/*, by the policy of `B`"]
    );
    assert_eq!(
        told(json!({"Service": "ec2.amazonaws.com"}), json!("*")),
        [
            "+ Everyone except service `ec2.amazonaws.com` may now s3:GetObject on arn:aws:s3:::${B}/*, by the policy of `B`"
        ]
    );
}

#[test]
fn what_everyone_may_do_weighs_most() {
    let template = |statements: Json| json!({"Resources": bucket(statements)});
    let found = compared(&template(json!([])), &template(allow(json!("*"))));
    assert_eq!(found[0].weight, Weight::Everyone);
    let found = compared(&template(json!([])), &template(allow(json!({"AWS": "111111111111"}))));
    assert_eq!(found[0].weight, Weight::OtherAccount);
    let found = compared(&template(json!([])), &template(allow(json!({"AWS": {"Ref": "AWS::AccountId"}}))));
    assert_eq!(found[0].weight, Weight::Ordinary);
}

#[test]
fn a_denial_alone_is_worth_a_sentence() {
    let secure = json!([{
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": false}},
    }]);
    assert_eq!(
        told(&bucket(secure), &bucket(json!([]))),
        ["+ Everyone is no longer denied s3:* on `B` when aws:SecureTransport Bool `false`"]
    );
}

#[test]
fn who_may_take_a_role_on() {
    let role = |service: Json| {
        json!({"X": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [
            {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        ]}}}})
    };
    assert_eq!(
        told(&role(json!("ec2.amazonaws.com")), &role(json!(["ec2.amazonaws.com", "lambda.amazonaws.com"]))),
        ["+ Service `lambda.amazonaws.com` may now assume role `X`"]
    );
}

#[test]
fn permissions_of_functions_are_policies() {
    let permission = |name: &str, properties: Json| {
        let mut all = json!({"F": {"Type": "AWS::Lambda::Function"}});
        all[name] = json!({"Type": "AWS::Lambda::Permission", "Properties": properties});
        all
    };
    let base = |function: Json, source: Option<&str>| {
        let mut properties = json!({"Action": "lambda:InvokeFunction", "FunctionName": function, "Principal": "s3.amazonaws.com"});
        if let Some(source) = source {
            properties["SourceArn"] = json!(source);
        }
        properties
    };
    let by_ref = permission("One", base(json!({"Ref": "F"}), Some("arn:aws:s3:::b")));
    let by_arn = permission("Two", base(json!({"Fn::GetAtt": ["F", "Arn"]}), Some("arn:aws:s3:::b")));
    assert_eq!(told(&by_ref, &by_arn), NOTHING);
    assert_eq!(
        told(&by_ref, &permission("One", base(json!({"Ref": "F"}), None))),
        [
            "+ Service `s3.amazonaws.com` may now lambda:InvokeFunction on `F` (until now only when aws:SourceArn ArnLike `arn:aws:s3:::b`)"
        ]
    );
}

#[test]
fn many_queues_share_a_policy() {
    let policy = |queues: Json| {
        json!({"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": queues, "PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*"}
        ]}}})
    };
    let queues = json!({"A": {"Type": "AWS::SQS::Queue"}, "B": {"Type": "AWS::SQS::Queue"}});
    let (mut one, mut two) = (queues.clone(), queues);
    one["P"] = policy(json!([{"Ref": "A"}, {"Ref": "B"}]));
    two["P"] = policy(json!([{"Ref": "A"}]));
    two["Q"] = policy(json!([{"Ref": "B"}]));
    assert_eq!(told(&one, &two), NOTHING);
    two.as_object_mut().unwrap().remove("Q");
    assert_eq!(told(&two, &one), ["+ Service `sns.amazonaws.com` may now sqs:SendMessage on `B`"]);
}

#[test]
fn endpoints_let_everything_through_unless_told() {
    let endpoint = |policy: Option<Json>| {
        let mut endpoint = json!({"E": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {}}});
        if let Some(policy) = policy {
            endpoint["E"]["Properties"]["PolicyDocument"] = policy;
        }
        endpoint
    };
    let narrow =
        json!({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]});
    let open = json!({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]});
    assert_eq!(told(&endpoint(None), &endpoint(Some(open))), NOTHING);
    assert_eq!(
        told(&endpoint(Some(narrow)), &endpoint(None)),
        ["+ Everyone may now * except s3:* on * through endpoint `E`"]
    );
}
