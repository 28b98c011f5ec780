use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule, check_carried_in};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3042",
        title: "A task has an essential container",
        about: "When every container has Essential set to false, nothing says when the task ends: at least one has \
            to be essential.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-taskdefinition-containerdefinition.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
          Essential: false
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
          Essential: true
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3046",
        title: "The options of the log driver awslogs",
        about: "awslogs needs awslogs-group and awslogs-region, and takes a few other options.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: jobs
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: jobs
              awslogs-region: eu-west-1
",
        hooks: &[Hook::CarriedBy(with_functions)],
    },
    Rule {
        id: "E3047",
        title: "Memory that Fargate has for so much CPU",
        about: "Fargate has certain amounts of memory for each amount of CPU: 256 units, for example, come with 512, \
            1024 or 2048 MiB.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities:
        - FARGATE
      NetworkMode: awsvpc
      Cpu: 256
      Memory: 4096
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities:
        - FARGATE
      NetworkMode: awsvpc
      Cpu: 256
      Memory: 512
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3048",
        title: "What a task on Fargate needs",
        about: "A task on Fargate has Cpu and Memory, the network mode awsvpc, no placement constraints, and one of \
            the log drivers awslogs, splunk and awsfirelens.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities:
        - FARGATE
      NetworkMode: awsvpc
      Cpu: 256
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities:
        - FARGATE
      NetworkMode: awsvpc
      Cpu: 256
      Memory: 512
      ContainerDefinitions:
        - Name: jobs
          Image: jobs
",
        hooks: &[Hook::Carried],
    },
];

/// Holds the value against the schema of a rule, with what functions yield.
fn with_functions(rule: &'static Rule, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check_carried_in(&Scope { dynamic_references: false, ..*scope }, rule, node, faults);
}
