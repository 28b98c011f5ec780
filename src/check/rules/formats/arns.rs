use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1156",
        title: "The ARN of a role",
        about: "arn:aws:iam::, the account, and :role/ with the path and the name; or a reference to the role.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: "Resources:\n  Account:\n    Type: AWS::ApiGateway::Account\n    Properties:\n      CloudWatchRoleArn: jobs\n",
        right: "Resources:\n  Account:\n    Type: AWS::ApiGateway::Account\n    Properties:\n      CloudWatchRoleArn: arn:aws:iam::123456789012:role/jobs\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1157",
        title: "The ARN of a key",
        about: "The ARN of a KMS key or of an alias, or a reference to the key.",
        source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
        wrong: "Resources:\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: arn:aws:iam::123456789012:role/jobs\n      Runtime: python3.13\n      Handler: index.handler\n      Code:\n        ZipFile: \"\"\n      KmsKeyArn: jobs\n",
        right: "Resources:\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: arn:aws:iam::123456789012:role/jobs\n      Runtime: python3.13\n      Handler: index.handler\n      Code:\n        ZipFile: \"\"\n      KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1158",
        title: "The ARN of a topic",
        about: "arn:aws:sns:, the region, the account and the name; or a reference to the topic.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: "Resources:\n  Subscription:\n    Type: AWS::SNS::Subscription\n    Properties:\n      Protocol: email\n      Endpoint: jobs@example.com\n      TopicArn: jobs\n",
        right: "Resources:\n  Subscription:\n    Type: AWS::SNS::Subscription\n    Properties:\n      Protocol: email\n      Endpoint: jobs@example.com\n      TopicArn: arn:aws:sns:eu-west-1:123456789012:jobs\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1159",
        title: "The ARN of a certificate",
        about: "arn:aws:acm:, the region, the account and :certificate/; or a reference to the certificate.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: "Resources:\n  Domain:\n    Type: AWS::ApiGateway::DomainName\n    Properties:\n      DomainName: jobs.example.com\n      CertificateArn: jobs\n",
        right: "Resources:\n  Domain:\n    Type: AWS::ApiGateway::DomainName\n    Properties:\n      DomainName: jobs.example.com\n      CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/jobs\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1160",
        title: "The ARN of a function",
        about: "arn:aws:lambda:, the region, the account and :function:; or a reference to the function.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: "Resources:\n  Provider:\n    Type: AWS::IoT::CertificateProvider\n    Properties:\n      AccountDefaultForOperations:\n        - CreateCertificateFromCsr\n      LambdaFunctionArn: jobs\n",
        right: "Resources:\n  Provider:\n    Type: AWS::IoT::CertificateProvider\n    Properties:\n      AccountDefaultForOperations:\n        - CreateCertificateFromCsr\n      LambdaFunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:jobs\n",
        hooks: &[Hook::Format(never)],
    },
];

/// Nothing is let pass but what is of the form.
fn never(_scope: &Scope<'_, '_>, _text: &str) -> bool {
    false
}
