use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3063",
    title: "DataSources or Features of a detector",
    about: "A detector is configured with DataSources, formerly, or with Features, and not with both.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-guardduty-detector.html",
    wrong: r"Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, DataSources: {S3Logs: {Enable: true}}, Features: [{Name: S3_DATA_EVENTS, Status: ENABLED}]}
",
    right: r"Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties: {Enable: true, Features: [{Name: S3_DATA_EVENTS, Status: ENABLED}]}
",
    hooks: &[Hook::At(&[], either)],
}];

fn either(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let has = |name: &str| node.as_object().is_some_and(|properties| properties.get(name).is_some());
    if has("DataSources") && has("Features") {
        faults.push(scope.fault("DataSources and Features exclude each other: take Features"));
    }
}
