use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3056",
    title: "EC2 is no health check beside others",
    about: "The health checks of EC2 are always made. HealthCheckType lists others, or EC2 alone.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html",
    wrong: r"Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: '1', MaxSize: '2', HealthCheckType: 'EC2,ELB', AvailabilityZones: !GetAZs '', InstanceId: i-0123456789abcdef0}
",
    right: r"Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: '1', MaxSize: '2', HealthCheckType: ELB, AvailabilityZones: !GetAZs '', InstanceId: i-0123456789abcdef0}
",
    hooks: &[Hook::At(&[], kinds)],
}];

fn kinds(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(kinds) = node.as_str().filter(|kinds| kinds.contains(',')) else { return };
    if kinds.split(',').any(|kind| kind.trim() == "EC2") {
        faults.push(scope.fault(format!("EC2 stands beside other health checks in '{kinds}'")));
    }
}
