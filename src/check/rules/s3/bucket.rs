use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::lookup::cases;
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::is_strictly;
use crate::check::engine::values::python_int;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::model::{Node, Value};
use crate::schema::check_table;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3045",
        title: "A bucket with an access control list",
        about: "Access control lists are what access to buckets was granted with formerly. A bucket \
                policy says more, and at one place.",
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
        wrong: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {AccessControl: Private}
",
        right: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
",
        hooks: &[Hook::At(&[], access_control)],
    },
    Rule {
        id: "E3061",
        title: "The days of a tiering",
        about: "After how many days objects move to an archive tier has a lower and an upper bound for \
                each tier.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-tiering.html",
        wrong: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      IntelligentTieringConfigurations: [{Id: old, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 30}]}]
",
        right: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      IntelligentTieringConfigurations: [{Id: old, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 90}]}]
",
        hooks: &[Hook::At(&[], tiering)],
    },
];

fn access_control(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(properties) = node.as_object() else { return };
    let mut found = false;
    cases(scope, properties, &["AccessControl"], &mut |case, _| {
        found |= case
            .get("AccessControl")
            .is_some_and(|value| value.as_str() != Some("") && value.value != Value::Null);
    });
    if found {
        let message = "AccessControl is an access control list: a bucket policy is to be preferred";
        faults.push(scope.fault_at(Part::Key("AccessControl"), message));
    }
}

fn tiering(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let path = scope.path.with(Part::Key("Days"));
    let check = |tier: &str, days: &Node, at: &Scope<'_, '_>, faults: &mut Faults| {
        let Some(bounds) = check_table("s3-tierings").and_then(|tiers| tiers.get(tier)) else { return };
        let days: Node = match days.as_str() {
            Some(text) => match python_int(text).and_then(|days| i64::try_from(days).ok()) {
                Some(days) => days.into(),
                None => return,
            },
            None => days.clone(),
        };
        if is_strictly(&days, "integer") {
            let found = Scope { path: &path, facts: at.facts, ..*scope }.faults(&days, Schema::of(bounds));
            faults.extend(found.into_iter().map(|fault| Fault { rule: Some("E3061"), ..fault }));
        }
    };
    let _ = scope.along(Some(node), &["AccessTier"], &mut |tier, at| {
        let Some(tier) = tier.and_then(Node::as_str) else { return NEXT };
        let at = &Scope { path: scope.path, ..*at };
        at.along(Some(node), &["Days"], &mut |days, at| {
            if let Some(days) = days {
                check(tier, days, at, faults);
            }
            NEXT
        })
    });
}
