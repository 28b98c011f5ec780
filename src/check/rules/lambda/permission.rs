use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3663",
        title: "A permission for a source without an account names it",
        about: "The ARN of a bucket says nothing of its owner. Without SourceAccount, a bucket of that name in any \
            account may call the function.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html",
        wrong: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n  Permission:\n    Type: AWS::Lambda::Permission\n    Properties:\n      Action: lambda:InvokeFunction\n      FunctionName: jobs\n      Principal: s3.amazonaws.com\n      SourceArn: !GetAtt Bucket.Arn\n",
        right: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n  Permission:\n    Type: AWS::Lambda::Permission\n    Properties:\n      Action: lambda:InvokeFunction\n      FunctionName: jobs\n      Principal: s3.amazonaws.com\n      SourceArn: !GetAtt Bucket.Arn\n      SourceAccount: !Ref AWS::AccountId\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3664",
        title: "The principal of a permission is the service of its source",
        about: "A bucket calls a function as s3.amazonaws.com, a topic as sns.amazonaws.com: with another principal \
            the permission has no effect.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
        wrong: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Permission:\n    Type: AWS::Lambda::Permission\n    Properties:\n      Action: lambda:InvokeFunction\n      FunctionName: jobs\n      Principal: s3.amazonaws.com\n      SourceArn: !Ref Topic\n",
        right: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Permission:\n    Type: AWS::Lambda::Permission\n    Properties:\n      Action: lambda:InvokeFunction\n      FunctionName: jobs\n      Principal: sns.amazonaws.com\n      SourceArn: !Ref Topic\n",
        hooks: &[Hook::Carried],
    },
];
