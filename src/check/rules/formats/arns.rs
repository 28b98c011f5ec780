use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1156",
        title: "The ARN of a role",
        about: "arn:aws:iam::, the account, and :role/ with the path and the name; or a reference to the role.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: r"Resources:
  Account:
    Type: AWS::ApiGateway::Account
    Properties:
      CloudWatchRoleArn: jobs
",
        right: r"Resources:
  Account:
    Type: AWS::ApiGateway::Account
    Properties:
      CloudWatchRoleArn: arn:aws:iam::123456789012:role/jobs
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1157",
        title: "The ARN of a key",
        about: "The ARN of a KMS key or of an alias, or a reference to the key.",
        source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
        wrong: r#"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile: ""
      KmsKeyArn: jobs
"#,
        right: r#"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile: ""
      KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab
"#,
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1158",
        title: "The ARN of a topic",
        about: "arn:aws:sns:, the region, the account and the name; or a reference to the topic.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: r"Resources:
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      Protocol: email
      Endpoint: jobs@example.com
      TopicArn: jobs
",
        right: r"Resources:
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      Protocol: email
      Endpoint: jobs@example.com
      TopicArn: arn:aws:sns:eu-west-1:123456789012:jobs
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1159",
        title: "The ARN of a certificate",
        about: "arn:aws:acm:, the region, the account and :certificate/; or a reference to the certificate.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: r"Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: jobs.example.com
      CertificateArn: jobs
",
        right: r"Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: jobs.example.com
      CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/jobs
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1160",
        title: "The ARN of a function",
        about: "arn:aws:lambda:, the region, the account and :function:; or a reference to the function.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
        wrong: r"Resources:
  Provider:
    Type: AWS::IoT::CertificateProvider
    Properties:
      AccountDefaultForOperations:
        - CreateCertificateFromCsr
      LambdaFunctionArn: jobs
",
        right: r"Resources:
  Provider:
    Type: AWS::IoT::CertificateProvider
    Properties:
      AccountDefaultForOperations:
        - CreateCertificateFromCsr
      LambdaFunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:jobs
",
        hooks: &[Hook::Format(never)],
    },
];

/// Nothing is let pass but what is of the form.
fn never(_scope: &Scope<'_, '_>, _text: &str) -> bool {
    false
}
