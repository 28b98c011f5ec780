use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3501",
        title: "Properties of FIFO queues",
        about: "The name of a FIFO queue ends with .fifo, and only FIFO queues have deduplication and FIFO \
            throughput.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html",
        wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      QueueName: jobs
",
        right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      QueueName: jobs.fifo
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3502",
        title: "A queue and its dead-letter queue are of one type",
        about: "The dead-letter queue of a FIFO queue is a FIFO queue, and that of a standard queue a standard \
            queue.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html",
        wrong: r"Resources:
  Dead:
    Type: AWS::SQS::Queue
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 3
",
        right: r"Resources:
  Dead:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 3
",
        hooks: &[Hook::Carried],
    },
];
