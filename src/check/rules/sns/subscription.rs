use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W3694",
    title: "The endpoint of a subscription is what its protocol delivers to",
    about: "The protocol lambda delivers to a function, and sqs to a queue.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html",
    wrong: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Queue:\n    Type: AWS::SQS::Queue\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: arn:aws:iam::123456789012:role/jobs\n      Runtime: python3.13\n      Handler: index.handler\n      Code:\n        ZipFile: \"\"\n  Subscription:\n    Type: AWS::SNS::Subscription\n    Properties:\n      TopicArn: !Ref Topic\n      Protocol: lambda\n      Endpoint: jobs\n",
    right: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Queue:\n    Type: AWS::SQS::Queue\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: arn:aws:iam::123456789012:role/jobs\n      Runtime: python3.13\n      Handler: index.handler\n      Code:\n        ZipFile: \"\"\n  Subscription:\n    Type: AWS::SNS::Subscription\n    Properties:\n      TopicArn: !Ref Topic\n      Protocol: lambda\n      Endpoint: !GetAtt Function.Arn\n",
    hooks: &[Hook::Carried],
}];
