use crate::check::registry::Rule;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3012",
        title: "A value of another type",
        about: "The property takes text, a number, a truth, a list or an object. CloudFormation turns numbers and \
            truths into text, and text that is one into them, but no list into a single value.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName:
        - jobs
",
        right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: jobs
",
        hooks: &[],
    },
    Rule {
        id: "E3030",
        title: "A value that is none of those allowed",
        about: "The property takes certain values only.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: FREE
      KeySchema:
        - AttributeName: Id
          KeyType: HASH
      AttributeDefinitions:
        - AttributeName: Id
          AttributeType: S
",
        right: r"Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      KeySchema:
        - AttributeName: Id
          KeyType: HASH
      AttributeDefinitions:
        - AttributeName: Id
          AttributeType: S
",
        hooks: &[],
    },
    Rule {
        id: "E3031",
        title: "A text of another form",
        about: "The text does not match the regular expression that its property has.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: []
      ManagedPolicyArns:
        - jobs
",
        right: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: []
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/ReadOnlyAccess
",
        hooks: &[],
    },
    Rule {
        id: "E3032",
        title: "Too many items, or too few",
        about: "The list has to have a certain number of items.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Cache:
    Type: AWS::SageMaker::Model
    Properties:
      VpcConfig:
        Subnets: []
        SecurityGroupIds:
          - sg-12345678
",
        right: r"Resources:
  Cache:
    Type: AWS::SageMaker::Model
    Properties:
      VpcConfig:
        Subnets: [subnet-12345678]
        SecurityGroupIds:
          - sg-12345678
",
        hooks: &[],
    },
    Rule {
        id: "E3033",
        title: "A text that is too long or too short",
        about: "The length of the text, in characters, has to be within bounds.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: []
      PermissionsBoundary: arn:aws
",
        right: r"Resources:
  Topic:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: []
      PermissionsBoundary: arn:aws:iam::aws:policy/ReadOnlyAccess
",
        hooks: &[],
    },
    Rule {
        id: "E3034",
        title: "A number out of bounds",
        about: "The number is less than the least or greater than the greatest that the property takes.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 901
",
        right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 900
",
        hooks: &[],
    },
    Rule {
        id: "E3037",
        title: "Items that are equal",
        about: "The list takes each item once.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
      BinaryMediaTypes:
        - image/png
        - image/png
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: jobs
      BinaryMediaTypes:
        - image/png
        - image/gif
",
        hooks: &[],
    },
    Rule {
        id: "E3008",
        title: "An item that its place in the list does not take",
        about: "In some lists each place has a form of its own, such as the first key of a table being its hash key.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E3065",
        title: "Too many different items",
        about: "The list may repeat items, but has so many different ones at most.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Namespace: AWS/Lambda
      Statistic: Sum
      Period: 60
      Threshold: 1
      MetricName: Errors
      AlarmActions:
        - arn:aws:sns:eu-west-1:123456789012:jobs0
        - arn:aws:sns:eu-west-1:123456789012:jobs1
        - arn:aws:sns:eu-west-1:123456789012:jobs2
        - arn:aws:sns:eu-west-1:123456789012:jobs3
        - arn:aws:sns:eu-west-1:123456789012:jobs4
        - arn:aws:sns:eu-west-1:123456789012:jobs5
",
        right: r"Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Namespace: AWS/Lambda
      Statistic: Sum
      Period: 60
      Threshold: 1
      MetricName: Errors
      AlarmActions:
        - arn:aws:sns:eu-west-1:123456789012:jobs0
        - arn:aws:sns:eu-west-1:123456789012:jobs1
        - arn:aws:sns:eu-west-1:123456789012:jobs2
        - arn:aws:sns:eu-west-1:123456789012:jobs3
        - arn:aws:sns:eu-west-1:123456789012:jobs4
",
        hooks: &[],
    },
    Rule {
        id: "I3037",
        title: "Items that are repeated",
        about: "The list may hold an item twice, though this is most often a mistake.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  App:
    Type: AWS::Amplify::App
    Properties:
      Name: jobs
      EnvironmentVariables:
        - Name: team
          Value: jobs
        - Name: team
          Value: jobs
",
        right: r"Resources:
  App:
    Type: AWS::Amplify::App
    Properties:
      Name: jobs
      EnvironmentVariables:
        - Name: team
          Value: jobs
",
        hooks: &[],
    },
];
