use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3044",
        title: "A service on Fargate has the scheduling strategy REPLICA",
        about: "The strategy DAEMON is neither for Fargate nor for the deployment controllers CODE_DEPLOY and \
            EXTERNAL.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities:
        - FARGATE
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      SchedulingStrategy: DAEMON
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-12345678
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities:
        - FARGATE
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      SchedulingStrategy: REPLICA
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-12345678
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3052",
        title: "A service whose tasks have their own network interface needs a network configuration",
        about: "With the network mode awsvpc of the task definition, NetworkConfiguration says in which subnets its \
            tasks run.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-12345678
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3054",
        title: "A service on Fargate runs tasks that are made for it",
        about: "RequiresCompatibilities of the task definition has to have FARGATE.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: bridge
      RequiresCompatibilities:
        - EC2
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-12345678
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: bridge
      RequiresCompatibilities:
        - FARGATE
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-12345678
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3713",
        title: "The log drivers of a service on Fargate",
        about: "Fargate has the log drivers awslogs, splunk and awsfirelens.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
          LogConfiguration:
            LogDriver: syslog
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-12345678
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
          LogConfiguration:
            LogDriver: splunk
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-12345678
",
        hooks: &[Hook::Carried],
    },
];
