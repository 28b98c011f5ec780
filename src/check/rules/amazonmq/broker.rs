use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3670",
    title: "An instance type that Amazon MQ has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/broker-instance-types.html",
    wrong: "Resources:\n  Broker:\n    Type: AWS::AmazonMQ::Broker\n    Properties:\n      BrokerName: jobs\n      EngineType: RABBITMQ\n      DeploymentMode: SINGLE_INSTANCE\n      PubliclyAccessible: false\n      HostInstanceType: mq.t3.tiny\n",
    right: "Resources:\n  Broker:\n    Type: AWS::AmazonMQ::Broker\n    Properties:\n      BrokerName: jobs\n      EngineType: RABBITMQ\n      DeploymentMode: SINGLE_INSTANCE\n      PubliclyAccessible: false\n      HostInstanceType: mq.t3.micro\n",
    hooks: &[Hook::Carried],
}];
