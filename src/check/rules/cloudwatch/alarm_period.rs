use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3615",
    title: "The period of an alarm",
    about: "Period is 10, 30 or 60 seconds, or a multiple of 60.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html",
    wrong: "Resources:\n  Alarm:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      ComparisonOperator: GreaterThanThreshold\n      EvaluationPeriods: 1\n      MetricName: Errors\n      Namespace: AWS/Lambda\n      Statistic: Sum\n      Threshold: 1\n      Period: 90\n",
    right: "Resources:\n  Alarm:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      ComparisonOperator: GreaterThanThreshold\n      EvaluationPeriods: 1\n      MetricName: Errors\n      Namespace: AWS/Lambda\n      Statistic: Sum\n      Threshold: 1\n      Period: 120\n",
    hooks: &[Hook::Carried],
}];
