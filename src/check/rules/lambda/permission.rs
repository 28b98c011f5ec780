use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3663",
        title: "A permission for a source without an account names it",
        about: "The ARN of a bucket says nothing of its owner. Without SourceAccount, a bucket of that name in any \
            account may call the function.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html",
        wrong: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: jobs
      Principal: s3.amazonaws.com
      SourceArn: !GetAtt Bucket.Arn
",
        right: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: jobs
      Principal: s3.amazonaws.com
      SourceArn: !GetAtt Bucket.Arn
      SourceAccount: !Ref AWS::AccountId
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3664",
        title: "The principal of a permission is the service of its source",
        about: "A bucket calls a function as s3.amazonaws.com, a topic as sns.amazonaws.com: with another principal \
            the permission has no effect.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: jobs
      Principal: s3.amazonaws.com
      SourceArn: !Ref Topic
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: jobs
      Principal: sns.amazonaws.com
      SourceArn: !Ref Topic
",
        hooks: &[Hook::Carried],
    },
];
