//! What is written differently and means the same.

use crate::difference;

/// Two ways to write a resource's properties.
fn same(resource_type: &str, one: &str, other: &str) {
    let template = |properties: &str| {
        format!(
            "{{Resources: {{R: {{Type: {resource_type}, Properties: {properties}}}, Other: {{Type: 'AWS::SQS::Queue'}}}}}}"
        )
    };
    let found = difference(&template(one), &template(other));
    assert!(found.is_empty(), "{one}\n{other}\n{found:#?}");
}

/// Two properties that are not the same; returns the paths of what is said to differ.
fn differ(resource_type: &str, one: &str, other: &str) -> Vec<String> {
    let template = |properties: &str| {
        format!("{{Resources: {{R: {{Type: {resource_type}, Properties: {properties}}}}}}}")
    };
    let found = difference(&template(one), &template(other));
    found.resources.iter().flat_map(|change| &change.edits).map(|edit| edit.path_text()).collect()
}

#[test]
fn functions_are_equal_in_all_their_forms() {
    same("AWS::SQS::Queue", "{QueueName: !Ref Other}", "{QueueName: {Ref: Other}}");
    same("AWS::SQS::Queue", "{QueueName: !GetAtt Other.Arn}", "{QueueName: {'Fn::GetAtt': [Other, Arn]}}");
    same("AWS::SQS::Queue", "{QueueName: !Ref Other}", "{QueueName: !Sub '${Other}'}");
    same("AWS::SQS::Queue", "{QueueName: !GetAtt Other.Arn}", "{QueueName: !Sub '${Other.Arn}'}");
    same(
        "AWS::EC2::Subnet",
        "{AvailabilityZone: !Select [0, !GetAZs '']}",
        "{AvailabilityZone: !Select ['0', !GetAZs {Ref: 'AWS::Region'}]}",
    );
    same("AWS::SQS::Queue", "{QueueName: !Select ['1', [a, !Ref Other]]}", "{QueueName: !Ref Other}");
}

#[test]
fn texts_are_equal_however_they_are_put_together() {
    same(
        "AWS::SQS::Queue",
        "{QueueName: !Sub 'a-${Other}-b'}",
        "{QueueName: !Join ['-', [a, !Ref Other, b]]}",
    );
    same(
        "AWS::SQS::Queue",
        "{QueueName: !Sub ['a-${X}', {X: !Ref Other}]}",
        "{QueueName: !Sub 'a-${Other}'}",
    );
    same(
        "AWS::SQS::Queue",
        "{QueueName: !Join ['', [a, !Sub 'b${Other}']]}",
        "{QueueName: !Sub 'ab${Other}'}",
    );
    same("AWS::SQS::Queue", "{QueueName: !Sub 'plain'}", "{QueueName: plain}");
    same("AWS::SQS::Queue", "{QueueName: !Sub '${!Literal}'}", "{QueueName: '${Literal}'}");
    assert_eq!(
        differ("AWS::SQS::Queue", "{QueueName: !Sub '${Other}'}", "{QueueName: '${Other}'}"),
        ["Properties.QueueName"]
    );
}

#[test]
fn scalars_are_equal_as_texts() {
    same("AWS::SQS::Queue", "{DelaySeconds: 5, FifoQueue: true}", "{FifoQueue: 'true', DelaySeconds: '5'}");
    same("AWS::CloudWatch::Alarm", "{Threshold: 1.0}", "{Threshold: '1'}");
    assert_eq!(
        differ("AWS::SQS::Queue", "{DelaySeconds: 5}", "{DelaySeconds: 50}"),
        ["Properties.DelaySeconds"]
    );
    // JSON that is handed on tells them apart.
    let definition = |seconds: &str| {
        format!("{{RoleArn: a, Definition: {{StartAt: W, States: {{W: {{Seconds: {seconds}}}}}}}}}")
    };
    assert_eq!(
        differ("AWS::StepFunctions::StateMachine", &definition("5"), &definition("'5'")),
        ["Properties.Definition.States.W.Seconds"]
    );
}

#[test]
fn order_counts_only_where_the_schema_says_so() {
    same(
        "AWS::S3::Bucket",
        "{Tags: [{Key: a, Value: 1}, {Key: b, Value: 2}]}",
        "{Tags: [{Value: '2', Key: b}, {Key: a, Value: '1'}]}",
    );
    assert_eq!(
        differ("AWS::EC2::DHCPOptions", "{DomainNameServers: [a, b, c]}", "{DomainNameServers: [c, a, b]}")
            .len(),
        1
    );
}

#[test]
fn policies_are_equal_in_any_order_and_form() {
    let policy =
        |statements: &str| format!("{{PolicyDocument: {{Version: '2012-10-17', Statement: {statements}}}}}");
    same(
        "AWS::IAM::ManagedPolicy",
        &policy(
            "[{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: '*'}, {Effect: Deny, Action: 'sqs:*', Resource: [a]}]",
        ),
        &policy(
            "[{Effect: Deny, Action: ['sqs:*'], Resource: a}, {Effect: Allow, Resource: ['*'], Action: ['S3:PutObject', 's3:getobject']}]",
        ),
    );
    same(
        "AWS::IAM::ManagedPolicy",
        &policy("{Effect: Allow, Action: 's3:*', Resource: '*'}"),
        "{PolicyDocument: '{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:*\"], \"Resource\": \"*\"}], \"Version\": \"2012-10-17\"}'}",
    );
    assert_eq!(
        differ(
            "AWS::IAM::ManagedPolicy",
            &policy(
                "[{Sid: A, Effect: Allow, Action: 's3:*', Resource: '*'}, {Sid: B, Effect: Allow, Action: 'sqs:*', Resource: '*'}]"
            ),
            &policy(
                "[{Sid: B, Effect: Allow, Action: ['sqs:*', 'sns:*'], Resource: '*'}, {Sid: A, Effect: Allow, Action: 's3:*', Resource: '*'}]"
            ),
        ),
        ["Properties.PolicyDocument.Statement[Sid=B].Action[1]"]
    );
}

#[test]
fn principals_are_equal_however_they_are_named() {
    let policy = |principal: &str| {
        format!(
            "{{Bucket: b, PolicyDocument: {{Statement: {{Effect: Allow, Principal: {principal}, Action: '*', Resource: '*'}}}}}}"
        )
    };
    let of = |one: &str, other: &str| same("AWS::S3::BucketPolicy", &policy(one), &policy(other));
    of("'*'", "{AWS: '*'}");
    of("{AWS: '123456789012'}", "{AWS: ['arn:aws:iam::123456789012:root']}");
    of("{AWS: '123456789012'}", "{AWS: !Sub 'arn:${AWS::Partition}:iam::123456789012:root'}");
    of("{AWS: !Ref AWS::AccountId}", "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}");
    of("{AWS: !Ref AWS::AccountId}", "{AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}");
    for other in [
        "{AWS: 'arn:aws:iam::123456789012:role/root'}",
        "{AWS: '123456789013'}",
        "'*'",
        "{Service: '123456789012'}",
    ] {
        let found = differ("AWS::S3::BucketPolicy", &policy("{AWS: '123456789012'}"), &policy(other));
        assert!(!found.is_empty(), "{other}");
    }
}

#[test]
fn what_is_not_there_has_its_default() {
    same(
        "AWS::S3::Bucket",
        "{VersioningConfiguration: {Status: Suspended}}",
        "{VersioningConfiguration: {}}",
    );
    same("AWS::EC2::KeyPair", "{KeyName: a, KeyType: rsa}", "{KeyName: a}");
    same("AWS::SQS::Queue", "{QueueName: a, KmsMasterKeyId: !Ref 'AWS::NoValue'}", "{QueueName: a}");
    assert_eq!(
        differ("AWS::EC2::KeyPair", "{KeyName: a, KeyType: ed25519}", "{KeyName: a}"),
        ["Properties.KeyType"]
    );
}

#[test]
fn the_edit_is_as_small_as_can_be() {
    let tags = |tags: &str| format!("{{Tags: [{tags}]}}");
    assert_eq!(
        differ(
            "AWS::S3::Bucket",
            &tags("{Key: a, Value: 1}, {Key: b, Value: 2}"),
            &tags("{Key: b, Value: 3}, {Key: c, Value: 4}")
        ),
        ["Properties.Tags[Key=a]", "Properties.Tags[Key=b].Value", "Properties.Tags[Key=c]"]
    );
    let branch = |value: &str| format!("{{QueueName: !If [C, {value}, b]}}");
    assert_eq!(differ("AWS::SQS::Queue", &branch("a"), &branch("x")), ["Properties.QueueName.Fn::If[1]"]);
}
