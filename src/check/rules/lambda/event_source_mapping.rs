use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3505",
        title: "A queue hides a message for as long as the function may take",
        about: "With a VisibilityTimeout of the queue below the Timeout of the function, messages would be delivered \
            again while they are processed.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
        wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Timeout: 60
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Function
      EventSourceArn: !GetAtt Queue.Arn
",
        right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 360
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/jobs
      Code:
        S3Bucket: jobs
        S3Key: jobs.zip
      Handler: index.handler
      Runtime: python3.13
      Timeout: 60
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Function
      EventSourceArn: !GetAtt Queue.Arn
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3633",
        title: "A stream is read from a position",
        about: "An event source mapping for Kinesis, Kafka or DynamoDB needs StartingPosition.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html",
        wrong: r"Resources:
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: jobs
      EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/jobs
",
        right: r"Resources:
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: jobs
      EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/jobs
      StartingPosition: LATEST
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3634",
        title: "A queue has no position to start from",
        about: "StartingPosition is for streams; with an SQS queue leave it out.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html",
        wrong: r"Resources:
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: jobs
      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs
      StartingPosition: LATEST
",
        right: r"Resources:
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: jobs
      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3705",
        title: "At most ten messages of a FIFO queue at a time",
        about: "With a FIFO queue BatchSize is at most 10.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html",
        wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: jobs
      EventSourceArn: !GetAtt Queue.Arn
      BatchSize: 100
",
        right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: jobs
      EventSourceArn: !GetAtt Queue.Arn
      BatchSize: 10
",
        hooks: &[Hook::Carried],
    },
];
