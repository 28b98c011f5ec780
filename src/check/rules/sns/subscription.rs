use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W3694",
    title: "The endpoint of a subscription is what its protocol delivers to",
    about: "The protocol lambda delivers to a function, and sqs to a queue.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html",
    wrong: r#"Resources:
  Topic:
    Type: AWS::SNS::Topic
  Queue:
    Type: AWS::SQS::Queue
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile: ""
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Topic
      Protocol: lambda
      Endpoint: jobs
"#,
    right: r#"Resources:
  Topic:
    Type: AWS::SNS::Topic
  Queue:
    Type: AWS::SQS::Queue
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile: ""
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Topic
      Protocol: lambda
      Endpoint: !GetAtt Function.Arn
"#,
    hooks: &[Hook::Carried],
}];
