use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::lookup::cases;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Section};

const SOURCE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E2530",
        title: "SnapStart and the runtime",
        about: "SnapStart is there for some runtimes and regions only.",
        source: SOURCE,
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
      SnapStart: {ApplyOn: PublishedVersions}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Function}
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
      SnapStart: {ApplyOn: PublishedVersions}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Function}
",
        hooks: &[Hook::At(&[], supported)],
    },
    Rule {
        id: "W2530",
        title: "SnapStart without a version",
        about: "SnapStart works for published versions of a function only: make an AWS::Lambda::Version \
                of it, or let SAM do so with AutoPublishAlias.",
        source: SOURCE,
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
      SnapStart: {ApplyOn: PublishedVersions}
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
      SnapStart: {ApplyOn: PublishedVersions}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Function}
",
        hooks: &[Hook::At(&[], has_version)],
    },
    Rule {
        id: "I2530",
        title: "Functions that could start faster",
        about: "With SnapStart a function of this runtime starts from a snapshot of what it has loaded.",
        source: SOURCE,
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
      SnapStart: {ApplyOn: PublishedVersions}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Function}
",
        hooks: &[],
    },
];

/// What a function says when it wants snapshots.
const WANTED: &str = "PublishedVersions";

fn supported(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(properties) = node.as_object() else { return };
    let has_it = |region: &str| list("snap-start", Some("regions")).any(|other| other == region);
    let path = scope.path.with(Part::Key("SnapStart"));
    let inner = Scope { path: &path, ..*scope };
    cases(scope, properties, &["Runtime", "SnapStart"], &mut |case, _| {
        let runtime = case.get("Runtime").and_then(Node::as_str);
        let snap_start = case.get("SnapStart").and_then(Node::as_object).filter(|object| !object.is_empty());
        let Some(snap_start) = snap_start else {
            let java =
                runtime.filter(|name| name.starts_with("java") && !matches!(*name, "java8" | "java8.al2"));
            if let (Some(runtime), true) = (java, scope.regions.iter().all(|region| has_it(region))) {
                let fault =
                    inner.fault_at(Part::Key("ApplyOn"), format!("'{runtime}' could do with SnapStart"));
                faults.push(Fault { rule: Some("I2530"), ..fault });
            }
            return;
        };
        if snap_start.get("ApplyOn").and_then(Node::as_str) != Some(WANTED) {
            return;
        }
        let without: Vec<&str> = scope.regions.iter().copied().filter(|region| !has_it(region)).collect();
        if !without.is_empty() {
            let message = format!("there is no SnapStart in {}", without.join(", "));
            faults.push(inner.fault_at(Part::Key("ApplyOn"), message));
        }
        if let Some(runtime) = runtime.filter(|runtime| !has_snap_start(runtime)) {
            let message = format!("there is no SnapStart for the runtime '{runtime}'");
            faults.push(inner.fault_at(Part::Key("ApplyOn"), message));
        }
    });
}

fn has_snap_start(runtime: &str) -> bool {
    list("snap-start", Some("families")).any(|family| runtime.starts_with(family))
        && !runtime.starts_with("dotnetcore")
        && !list("snap-start", Some("runtimesWithout")).any(|other| other == runtime)
}

fn has_version(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if node.as_str() != Some(WANTED) {
        return;
    }
    let Some(Part::Key(name)) = scope.path.get(1) else { return };
    let check = scope.check;
    let Some(resource) = check.resource(name) else { return };
    if resource.kind == "AWS::Serverless::Function" {
        if resource.properties().is_some() && resource.property("AutoPublishAlias").is_none() {
            faults.push(scope.fault(format!(
                "'{name}' has SnapStart and no AutoPublishAlias, so no version of it has it"
            )));
        }
        return;
    }
    let is_version =
        |name: &str| check.resource(name).is_some_and(|resource| resource.kind == "AWS::Lambda::Version");
    let mut references = check.references().to(name);
    if !references.any(|reference| reference.section == Section::Resources && is_version(reference.from)) {
        faults.push(scope.fault(format!("'{name}' has SnapStart and no AWS::Lambda::Version refers to it")));
    }
}
