use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3044",
        title: "A service on Fargate has the scheduling strategy REPLICA",
        about: "The strategy DAEMON is neither for Fargate nor for the deployment controllers CODE_DEPLOY and \
            EXTERNAL.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities:\n        - FARGATE\n      NetworkMode: awsvpc\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      LaunchType: FARGATE\n      SchedulingStrategy: DAEMON\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          Subnets:\n            - subnet-12345678\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities:\n        - FARGATE\n      NetworkMode: awsvpc\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      LaunchType: FARGATE\n      SchedulingStrategy: REPLICA\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          Subnets:\n            - subnet-12345678\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3052",
        title: "A service whose tasks have their own network interface needs a network configuration",
        about: "With the network mode awsvpc of the task definition, NetworkConfiguration says in which subnets its \
            tasks run.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: awsvpc\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: awsvpc\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          Subnets:\n            - subnet-12345678\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3054",
        title: "A service on Fargate runs tasks that are made for it",
        about: "RequiresCompatibilities of the task definition has to have FARGATE.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: bridge\n      RequiresCompatibilities:\n        - EC2\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      LaunchType: FARGATE\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          Subnets:\n            - subnet-12345678\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: bridge\n      RequiresCompatibilities:\n        - FARGATE\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      LaunchType: FARGATE\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          Subnets:\n            - subnet-12345678\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3713",
        title: "The log drivers of a service on Fargate",
        about: "Fargate has the log drivers awslogs, splunk and awsfirelens.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: awsvpc\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n          LogConfiguration:\n            LogDriver: syslog\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      LaunchType: FARGATE\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          Subnets:\n            - subnet-12345678\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: awsvpc\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n          LogConfiguration:\n            LogDriver: splunk\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n      LaunchType: FARGATE\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          Subnets:\n            - subnet-12345678\n",
        hooks: &[Hook::Carried],
    },
];
