use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3663",
        title: "Names of environment variables that Lambda keeps for itself",
        about: "Lambda sets variables such as AWS_REGION itself and refuses a function that declares one of them.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Environment:
        Variables:
          AWS_REGION: eu-west-1
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Environment:
        Variables:
          JOBS_REGION: eu-west-1
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3677",
        title: "Inline code is for Node.js and Python",
        about: "ZipFile holds source text, which only the runtimes of Node.js and Python take.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html",
        wrong: r#"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        ZipFile: ""
      Handler: index.handler
      Runtime: java21
"#,
        right: r#"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        ZipFile: ""
      Handler: index.handler
      Runtime: python3.13
"#,
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3678",
        title: "Inline code needs a runtime",
        about: "A function with ZipFile needs Runtime.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html",
        wrong: r#"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        ZipFile: ""
      Handler: index.handler
"#,
        right: r#"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        ZipFile: ""
      Handler: index.handler
      Runtime: python3.13
"#,
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3685",
        title: "A container image brings its own handler and runtime",
        about: "With PackageType Image leave out Handler, Runtime and Layers.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html",
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/jobs:1
      Runtime: python3.13
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/jobs:1
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3696",
        title: "Logs as text have no system log level",
        about: "SystemLogLevel filters logs that are JSON; with LogFormat Text leave it out.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-loggingconfig.html",
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      LoggingConfig:
        LogFormat: Text
        SystemLogLevel: INFO
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      LoggingConfig:
        LogFormat: JSON
        SystemLogLevel: INFO
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3717",
        title: "A function runs for at most 15 minutes",
        about: "Without a capacity provider the Timeout of a function is at most 900 seconds.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Timeout: 1000
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Timeout: 900
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3702",
        title: "A layer that AWS Lambda hosts may not be there",
        about: "ARNs that begin with arn:aws:lambda:::awslayer: are for internal use. Take the layer that AWS \
            documents for the region.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html",
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Layers:
        - arn:aws:lambda:::awslayer:AmazonLinux1803
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Layers:
        - arn:aws:lambda:us-east-1:123456789012:layer:jobs:1
",
        hooks: &[Hook::Carried],
    },
];
