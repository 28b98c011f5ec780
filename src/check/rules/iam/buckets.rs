use crate::check::engine::fault::Faults;
use crate::check::engine::functions::{Function, function};
use crate::check::engine::path::Part;
use crate::check::engine::policy::{items, statements};
use crate::check::engine::schema::texts;
use crate::check::engine::scope::Scope;
use crate::check::facts;
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Object};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "bucket-policy-resource",
    title: "Actions on objects and actions on buckets",
    about: "S3 refuses the policy of a bucket with an action that no resource of its statement is for: s3:GetObject needs objects, \
            BUCKET/*, and s3:ListBucket the bucket itself. Name both, or write two statements.",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
    wrong: r"Resources:
  Sharing:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: shared
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: '111122223333'}
            Action: s3:GetObject
            Resource: arn:aws:s3:::shared
",
    right: r"Resources:
  Sharing:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: shared
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: '111122223333'}
            Action: s3:GetObject
            Resource: arn:aws:s3:::shared/*
",
    hooks: &[Hook::At(&["Resources/AWS::S3::BucketPolicy/Properties/PolicyDocument"], policy)],
}];

/// What a resource is, or what an action is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bucket,
    Objects,
}

fn policy(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    statements(scope, node, &mut |statement, at| check_statement(at, statement, faults));
}

fn check_statement(scope: &Scope<'_, '_>, statement: &Object, faults: &mut Faults) {
    let Some(resources) = statement.get("Resource") else { return };
    // One that may be anything may be what is needed.
    let kinds: Option<Vec<Kind>> = items(resources).iter().map(|resource| kind(scope, resource)).collect();
    let Some(kinds) = kinds.filter(|kinds| !kinds.is_empty()) else { return };
    let actions = statement.get("Action").map(items).unwrap_or_default();
    for action in actions.iter().filter_map(Node::as_str) {
        let (needed, wanted, named) = match needed(action) {
            Some(Kind::Bucket) => (Kind::Bucket, "a bucket", "objects"),
            Some(Kind::Objects) => (Kind::Objects, "objects, BUCKET/*,", "a bucket"),
            None => continue,
        };
        if !kinds.contains(&needed) {
            let message = format!("{action} is for {wanted} and the statement names {named} only");
            faults.push(scope.fault_at(Part::Key("Action"), message));
        }
    }
}

/// What a single action of S3 needs, if it is about one of the two.
fn needed(action: &str) -> Option<Kind> {
    let name = action.strip_prefix("s3:").filter(|name| !name.contains(['*', '?']))?;
    let actions = facts::service("s3")?.get("Actions")?;
    let resources = actions.get(&name.to_ascii_lowercase())?.get("Resources")?;
    let is_about = |kind: &str| texts(resources).any(|resource| resource == kind);
    match (is_about("bucket"), is_about("object")) {
        (true, false) => Some(Kind::Bucket),
        (false, true) => Some(Kind::Objects),
        _ => None,
    }
}

/// What a resource is, if that can be told.
fn kind(scope: &Scope<'_, '_>, resource: &Node) -> Option<Kind> {
    if let Some(text) = resource.as_str() {
        return of_text(text);
    }
    let is_bucket =
        |name: &str| scope.check.resource(name).is_some_and(|resource| resource.kind == "AWS::S3::Bucket");
    let (function, argument) = function(resource)?;
    match function {
        Function::GetAtt => {
            let (name, attribute) = match argument.as_list() {
                Some([name, attribute]) => (name.as_str()?, attribute.as_str()?),
                _ => argument.as_str()?.split_once('.')?,
            };
            (attribute == "Arn" && is_bucket(name)).then_some(Kind::Bucket)
        }
        Function::Sub => {
            let text = argument.as_str()?;
            // Whatever a variable is for, it stands for text without slashes only if it is a bucket.
            let is_whole = |variable: &str| is_bucket(variable.strip_suffix(".Arn").unwrap_or(variable));
            let known =
                crate::analysis::sub_variables(text).all(|name| name.starts_with("AWS::") || is_whole(name));
            known.then(|| of_text(text)).flatten()
        }
        _ => None,
    }
}

/// What an ARN is that may have variables in it.
fn of_text(text: &str) -> Option<Kind> {
    let begins = text.starts_with("arn:") || text.starts_with("${");
    if !begins || text.contains(":accesspoint/") || text.contains("{{") {
        return None;
    }
    match text.contains('/') {
        true => Some(Kind::Objects),
        false if text.contains(['*', '?']) => None,
        false => Some(Kind::Bucket),
    }
}
