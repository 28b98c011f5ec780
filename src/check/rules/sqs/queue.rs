use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3501",
        title: "Properties of FIFO queues",
        about: "The name of a FIFO queue ends with .fifo, and only FIFO queues have deduplication and FIFO \
            throughput.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html",
        wrong: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n      QueueName: jobs\n",
        right: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n      QueueName: jobs.fifo\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3502",
        title: "A queue and its dead-letter queue are of one type",
        about: "The dead-letter queue of a FIFO queue is a FIFO queue, and that of a standard queue a standard \
            queue.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html",
        wrong: "Resources:\n  Dead:\n    Type: AWS::SQS::Queue\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n      RedrivePolicy:\n        deadLetterTargetArn: !GetAtt Dead.Arn\n        maxReceiveCount: 3\n",
        right: "Resources:\n  Dead:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n      RedrivePolicy:\n        deadLetterTargetArn: !GetAtt Dead.Arn\n        maxReceiveCount: 3\n",
        hooks: &[Hook::Carried],
    },
];
