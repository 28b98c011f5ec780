//! What is said of roles, users and groups.

use serde_json::{Value as Json, json};
use synth::analysis::permissions::{Certainty, Side, Weight};

use super::{compared, role, told};

const NOTHING: [&str; 0] = [];

fn allow(action: &str, resource: &str) -> Json {
    json!({"Effect": "Allow", "Action": action, "Resource": resource})
}

fn document(statement: Json) -> Json {
    json!({"Statement": statement})
}

#[test]
fn it_does_not_matter_which_policy_of_a_role_says_it() {
    let inline = role(json!([allow("s3:GetObject", "*"), allow("sqs:*", "*")]));
    let mut attached = role(json!(allow("sqs:*", "*")));
    attached["Extra"] = json!({"Type": "AWS::IAM::Policy", "Properties": {
        "PolicyName": "Extra", "Roles": [{"Ref": "X"}], "PolicyDocument": document(allow("s3:GetObject", "*")),
    }});
    assert_eq!(told(&inline, &attached), NOTHING);
    let mut managed = role(json!(allow("sqs:*", "*")));
    managed["X"]["Properties"]["ManagedPolicyArns"] = json!([{"Ref": "M"}]);
    managed["M"] = json!({"Type": "AWS::IAM::ManagedPolicy", "Properties": {
        "PolicyDocument": document(allow("s3:GetObject", "*")),
    }});
    assert_eq!(told(&inline, &managed), NOTHING);
    let mut by_name = inline.clone();
    by_name["X"]["Properties"] = json!({"RoleName": "worker"});
    by_name["Inline"] = json!({"Type": "AWS::IAM::RolePolicy", "Properties": {
        "RoleName": "worker", "PolicyName": "P", "PolicyDocument": document(json!([allow("s3:GetObject", "*"), allow("sqs:*", "*")])),
    }});
    assert_eq!(told(&inline, &by_name), NOTHING);
}

#[test]
fn a_managed_policy_changes_for_whom_it_is_attached_to() {
    let template = |action: &str| {
        json!({
            "M": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document(allow(action, "arn:x"))}},
            "X": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": [{"Ref": "M"}]}},
            "Y": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": document(allow("a:*", "*"))}]}},
        })
    };
    let (old, new) = (template("a:b"), template("a:*"));
    assert_eq!(told(&old, &new), ["+ Role `X` may now a:* except a:b on arn:x"]);
    let mut nobody = (old, new);
    for template in [&mut nobody.0, &mut nobody.1] {
        template["X"]["Properties"] = json!({});
    }
    assert_eq!(
        told(&nobody.0, &nobody.1),
        ["+ Whoever has managed policy `M` may now a:* except a:b on arn:x"]
    );
}

#[test]
fn a_policy_may_be_attached_in_some_cases_only() {
    let with = |arn: Json| {
        json!({
            "M": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document(allow("a:b", "arn:x"))}},
            "X": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": [arn]}},
        })
    };
    let sometimes = json!({"Fn::If": ["IsProd", {"Ref": "M"}, {"Ref": "AWS::NoValue"}]});
    assert_eq!(
        told(&with(json!({"Ref": "AWS::NoValue"})), &with(sometimes)),
        ["+ Role `X` may now a:b on arn:x (maybe: when condition `IsProd` is true)"]
    );
}

#[test]
fn members_have_what_their_group_has() {
    let template = |action: &str| {
        json!({
            "G": {"Type": "AWS::IAM::Group", "Properties": {"Policies": [{"PolicyDocument": document(allow(action, "arn:x"))}]}},
            "U": {"Type": "AWS::IAM::User", "Properties": {"Groups": [{"Ref": "G"}]}},
        })
    };
    assert_eq!(
        told(&template("a:b"), &template("a:c")),
        ["+ Members of group `G` may now a:c on arn:x", "- Members of group `G` may no longer a:b on arn:x",]
    );
    let mut outside = template("a:b");
    outside["U"]["Properties"] = json!({});
    assert_eq!(told(&outside, &template("a:b")), ["+ User `U` may now a:b on arn:x"]);
}

#[test]
fn policies_elsewhere_are_named_and_not_guessed() {
    let with = |arns: Json| {
        let mut resources = role(json!(allow("a:b", "arn:x")));
        resources["X"]["Properties"]["ManagedPolicyArns"] = arns;
        resources
    };
    let readonly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    let by_sub = json!([{"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess"}]);
    assert_eq!(told(&with(json!([readonly])), &with(by_sub)), NOTHING);
    assert_eq!(
        told(&with(json!([])), &with(json!([readonly]))),
        [format!("+ Role `X` now has managed policy `{readonly}` (what it allows is not in the template)")]
    );
    // Who may do everything loses nothing with a policy less.
    let admin = json!(["arn:aws:iam::aws:policy/AdministratorAccess"]);
    assert_eq!(
        told(&with(json!([readonly])), &with(admin)),
        ["+ Role `X` may now * on * (some of it already)"]
    );
    let deny = json!(["arn:aws:iam::aws:policy/AWSDenyAll"]);
    assert!(told(&with(json!([])), &with(deny.clone()))[0].starts_with("- Role `X` now has managed policy"));
    assert!(told(&with(deny), &with(json!([])))[0].starts_with("+ Role `X` no longer has managed policy"));
}

#[test]
fn boundaries_limit() {
    let with = |boundary: Json| {
        let mut resources = role(json!(allow("*", "*")));
        resources["X"]["Properties"]["PermissionsBoundary"] = boundary;
        resources["M"] = json!({"Type": "AWS::IAM::ManagedPolicy", "Properties": {
            "PolicyDocument": document(allow("s3:*", "*")),
        }});
        resources
    };
    let none = json!({"Ref": "AWS::NoValue"});
    assert_eq!(
        told(&with(json!({"Ref": "M"})), &with(none.clone())),
        ["+ Role `X` may now * except s3:* on *"]
    );
    assert_eq!(
        told(&with(none.clone()), &with(json!({"Ref": "M"}))),
        ["- Role `X` may no longer * except s3:* on *"]
    );
    assert_eq!(
        told(&with(json!("arn:aws:iam::1:policy/b")), &with(none)),
        [
            "+ Role `X` is no longer limited by boundary `arn:aws:iam::1:policy/b` (what it allows is not in the template)"
        ]
    );
}

#[test]
fn texts_are_the_same_however_they_are_put_together() {
    let on = |resource: Json| {
        let mut resources = role(json!({"Effect": "Allow", "Action": "s3:*", "Resource": resource}));
        resources["B"] = json!({"Type": "AWS::S3::Bucket"});
        resources
    };
    let forms = [
        json!({"Fn::Sub": "arn:aws:s3:::${B}/*"}),
        json!({"Fn::Sub": "arn:${AWS::Partition}:s3:::${B}/*"}),
        json!({"Fn::Join": ["", ["arn:aws:s3:::", {"Ref": "B"}, "/*"]]}),
        json!({"Fn::Join": ["/", [{"Fn::GetAtt": ["B", "Arn"]}, "*"]]}),
        json!({"Fn::Sub": "${B.Arn}/*"}),
        json!({"Fn::Sub": ["${Arn}/*", {"Arn": {"Fn::GetAtt": ["B", "Arn"]}}]}),
    ];
    for form in &forms {
        assert_eq!(told(&on(forms[0].clone()), &on(form.clone())), NOTHING, "{form}");
    }
    assert_eq!(
        told(&on(json!({"Fn::Sub": "${B.Arn}/a/*"})), &on(forms[0].clone())),
        ["+ Role `X` may now s3:* on arn:aws:s3:::${B}/* except arn:aws:s3:::${B}/a/*"]
    );
    assert_eq!(
        told(&on(json!({"Fn::Sub": "${B.Arn}/${!aws:username}"})), &on(json!({"Fn::Sub": "${B.Arn}/*"}))),
        ["+ Role `X` may now s3:* on arn:aws:s3:::${B}/* except arn:aws:s3:::${B}/${aws:username}"]
    );
}

#[test]
fn conditions_are_compared_as_sets() {
    let when = |condition: Json| {
        role(json!({"Effect": "Allow", "Action": "a:b", "Resource": "*", "Condition": condition}))
    };
    let same = |old: Json, new: Json| assert_eq!(told(&when(old), &when(new)), NOTHING);
    let one_way = |narrow: Json, wide: Json| {
        let (there, back) =
            (told(&when(narrow.clone()), &when(wide.clone())), told(&when(wide.clone()), &when(narrow)));
        assert!(there.len() == 1 && there[0].starts_with('+'), "{there:?}");
        assert!(back.len() == 1 && back[0].starts_with('-'), "{back:?}");
    };
    same(json!({"StringEquals": {"aws:x": ["a", "b"]}}), json!({"StringEquals": {"AWS:X": ["b", "a"]}}));
    same(
        json!({"ArnLike": {"aws:x": "arn:aws:s3:::*"}}),
        json!({"ArnEquals": {"aws:x": ["arn:aws:s3:::*"]}}),
    );
    same(json!({"StringLike": {"aws:x": "*"}}), json!({"Null": {"aws:x": "false"}}));
    one_way(json!({"StringEquals": {"aws:x": "a"}}), json!({"StringEquals": {"aws:x": ["a", "b"]}}));
    one_way(json!({"StringEquals": {"aws:x": "a", "aws:y": "b"}}), json!({"StringEquals": {"aws:x": "a"}}));
    one_way(json!({"StringLike": {"aws:x": "ab*"}}), json!({"StringLike": {"aws:x": "a*"}}));
    one_way(json!({"StringEquals": {"aws:x": "a"}}), json!({"StringEqualsIfExists": {"aws:x": "a"}}));
    one_way(
        json!({"IpAddress": {"aws:SourceIp": "10.1.0.0/16"}}),
        json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}),
    );
    one_way(
        json!({"NumericLessThan": {"aws:MultiFactorAuthAge": "60"}}),
        json!({"NumericLessThan": {"aws:MultiFactorAuthAge": 3600}}),
    );
    one_way(
        json!({"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}}),
        json!({"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}}),
    );
    one_way(json!({"StringNotEquals": {"aws:x": ["a", "b"]}}), json!({"StringNotEquals": {"aws:x": "a"}}));
    // What is one character and begins with u is u.
    same(
        json!({"StringEquals": {"aws:x": "u"}}),
        json!({"StringLike": {"aws:x": "?"}, "StringLikeIfExists": {"aws:x": "u*"}}),
    );
    // One is not more than the other.
    let both =
        told(&when(json!({"StringEquals": {"aws:x": "a"}})), &when(json!({"StringEquals": {"aws:y": "a"}})));
    assert_eq!(
        both,
        [
            "+ Role `X` may now a:b on * when aws:y StringEquals `a` (until now only when aws:x StringEquals `a`)",
            "- Role `X` may no longer a:b on * when aws:x StringEquals `a` (now only when aws:y StringEquals `a`)",
        ]
    );
}

#[test]
fn cases_of_the_template_are_said() {
    let (statement, nothing) = (allow("a:b", "*"), json!({"Ref": "AWS::NoValue"}));
    let sometimes = role(json!([{"Fn::If": ["IsProd", statement, nothing]}]));
    let always = role(json!([statement]));
    let none = role(json!([]));
    assert_eq!(
        told(&none, &sometimes),
        ["+ Role `X` may now a:b on * (maybe: when condition `IsProd` is true)"]
    );
    assert_eq!(
        told(&sometimes, &always),
        [
            "+ Role `X` may now a:b on * (until now only when condition `IsProd` is true) (maybe: unless condition `IsProd` is true)"
        ]
    );
    let either = role(json!([{"Fn::If": ["IsProd", statement, statement]}]));
    assert_eq!(told(&always, &either), NOTHING);
    let in_list = role(
        json!([{"Effect": "Allow", "Action": ["a:b", {"Fn::If": ["IsProd", "a:c", nothing]}], "Resource": "*"}]),
    );
    assert_eq!(
        told(&always, &in_list),
        ["+ Role `X` may now a:c on * (maybe: when condition `IsProd` is true)"]
    );
    let mut of_resource = always.clone();
    of_resource["X"]["Condition"] = json!("IsProd");
    assert_eq!(told(&sometimes, &of_resource), NOTHING);

    let with = |value: &str| json!({"Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, value]}}, "Resources": sometimes});
    assert_eq!(compared(&with("prod"), &with("prod")).len(), 0);
    let redefined: Vec<String> =
        compared(&with("prod"), &with("test")).iter().map(ToString::to_string).collect();
    assert_eq!(redefined.len(), 2, "{redefined:?}");
}

#[test]
fn a_change_knows_its_place_and_weight() {
    let old = json!({"Resources": role(json!([allow("a:b", "arn:x")]))});
    let new = json!({"Resources": role(json!([allow("a:b", "arn:x"), allow("iam:*", "*")]))});
    let found = compared(&old, &new);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place.to_string(), "Resources/X/Properties/Policies/0/PolicyDocument/Statement/1");
    assert_eq!((found[0].side, found[0].weight), (Side::New, Weight::Administrator));
    assert_eq!((found[0].resource.as_str(), found[0].who.as_str()), ("X", "role `X`"));
    assert_eq!(found[0].certainty, Certainty::Certain);
    assert_eq!(compared(&new, &old)[0].side, Side::Old);
}

#[test]
fn what_is_not_understood_is_said() {
    let text = |text: &str| json!({"X": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": text}}});
    assert_eq!(told(&text("{}"), &text("{}")), NOTHING);
    assert_eq!(
        told(&text("{}"), &text("{ }")),
        [
            "+ The trust policy of `X` has a new part: `\"{ }\"` (it is not understood here)",
            "- The trust policy of `X` has a part no longer: `\"{}\"` (it is not understood here)",
        ]
    );
    // Whatever the shape, it is read.
    for odd in
        [json!(null), json!([1, 2]), json!({"Statement": 7}), json!({"Statement": [{"Effect": "Maybe"}]})]
    {
        let odd = json!({"X": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": odd, "Policies": odd}}});
        assert_eq!(told(&odd, &odd), NOTHING);
    }
}
