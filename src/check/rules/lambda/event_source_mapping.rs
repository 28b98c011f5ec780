use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3505",
        title: "A queue hides a message for as long as the function may take",
        about: "With a VisibilityTimeout of the queue below the Timeout of the function, messages would be delivered \
            again while they are processed.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
        wrong: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 30\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: arn:aws:iam::123456789012:role/jobs\n      Code:\n        S3Bucket: jobs\n        S3Key: jobs.zip\n      Handler: index.handler\n      Runtime: python3.13\n      Timeout: 60\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: !Ref Function\n      EventSourceArn: !GetAtt Queue.Arn\n",
        right: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 360\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: arn:aws:iam::123456789012:role/jobs\n      Code:\n        S3Bucket: jobs\n        S3Key: jobs.zip\n      Handler: index.handler\n      Runtime: python3.13\n      Timeout: 60\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: !Ref Function\n      EventSourceArn: !GetAtt Queue.Arn\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3633",
        title: "A stream is read from a position",
        about: "An event source mapping for Kinesis, Kafka or DynamoDB needs StartingPosition.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html",
        wrong: "Resources:\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: jobs\n      EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/jobs\n",
        right: "Resources:\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: jobs\n      EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/jobs\n      StartingPosition: LATEST\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3634",
        title: "A queue has no position to start from",
        about: "StartingPosition is for streams; with an SQS queue leave it out.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html",
        wrong: "Resources:\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: jobs\n      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs\n      StartingPosition: LATEST\n",
        right: "Resources:\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: jobs\n      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3705",
        title: "At most ten messages of a FIFO queue at a time",
        about: "With a FIFO queue BatchSize is at most 10.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html",
        wrong: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: jobs\n      EventSourceArn: !GetAtt Queue.Arn\n      BatchSize: 100\n",
        right: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n  Source:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      FunctionName: jobs\n      EventSourceArn: !GetAtt Queue.Arn\n      BatchSize: 10\n",
        hooks: &[Hook::Carried],
    },
];
