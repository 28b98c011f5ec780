use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3670",
    title: "An instance type that Amazon MQ has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/broker-instance-types.html",
    wrong: r"Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
    Properties:
      BrokerName: jobs
      EngineType: RABBITMQ
      DeploymentMode: SINGLE_INSTANCE
      PubliclyAccessible: false
      HostInstanceType: mq.t3.tiny
",
    right: r"Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
    Properties:
      BrokerName: jobs
      EngineType: RABBITMQ
      DeploymentMode: SINGLE_INSTANCE
      PubliclyAccessible: false
      HostInstanceType: mq.t3.micro
",
    hooks: &[Hook::Carried],
}];
