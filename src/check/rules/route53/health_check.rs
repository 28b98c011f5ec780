use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3661",
    title: "A health check of an alarm names it",
    about: "With the type CLOUDWATCH_METRIC, AlarmIdentifier says which alarm is checked.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-route53-healthcheck-healthcheckconfig.html",
    wrong: "Resources:\n  Check:\n    Type: AWS::Route53::HealthCheck\n    Properties:\n      HealthCheckConfig:\n        Type: CLOUDWATCH_METRIC\n",
    right: "Resources:\n  Check:\n    Type: AWS::Route53::HealthCheck\n    Properties:\n      HealthCheckConfig:\n        Type: CLOUDWATCH_METRIC\n        AlarmIdentifier:\n          Name: errors\n          Region: eu-west-1\n",
    hooks: &[Hook::Carried],
}];
