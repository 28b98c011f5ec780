use crate::check::registry::Rule;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3003",
        title: "A property that is needed is missing",
        about: "The type of the resource, or of the property, needs it.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: jobs
",
        right: r"Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: jobs
      PolicyDocument:
        Statement: []
",
        hooks: &[],
    },
    Rule {
        id: "E3014",
        title: "Exactly one of some properties",
        about: "The resource needs one of these properties, and takes no more than one of them.",
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
",
        hooks: &[],
    },
    Rule {
        id: "E3017",
        title: "A value of one of some forms",
        about: "The value fits none of the forms that the property takes. What each of them misses is said beside.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      KmsKeyId: jobs
",
        right: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      KmsKeyId: alias/jobs
",
        hooks: &[],
    },
    Rule {
        id: "E3018",
        title: "A value of exactly one of some forms",
        about: "The value fits none of the forms that are possible, or more than one of them.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Queue:
    Type: AWS::Batch::JobQueue
    Properties:
      Priority: 1
",
        right: r"Resources:
  Queue:
    Type: AWS::Batch::JobQueue
    Properties:
      Priority: 1
      ComputeEnvironmentOrder:
        - Order: 1
          ComputeEnvironment: jobs
",
        hooks: &[],
    },
    Rule {
        id: "E3020",
        title: "Properties that exclude each other",
        about: "One of the two properties has to go.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-12345678
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: eu-west-1a
      AvailabilityZoneId: euw1-az1
",
        right: r"Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-12345678
      CidrBlock: 10.0.0.0/24
      AvailabilityZoneId: euw1-az1
",
        hooks: &[],
    },
    Rule {
        id: "E3021",
        title: "A property that needs another one",
        about: "The property has no meaning without the other one.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      MasterUserPassword: '{{resolve:secretsmanager:jobs:SecretString:password}}'
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      MasterUserPassword: '{{resolve:secretsmanager:jobs:SecretString:password}}'
      MasterUsername: jobs
",
        hooks: &[],
    },
    Rule {
        id: "E3058",
        title: "At least one of some properties",
        about: "The resource needs one of these properties, or more.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        wrong: r"Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      State: ENABLED
",
        right: r"Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
",
        hooks: &[],
    },
];
