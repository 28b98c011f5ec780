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
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n          Essential: false\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n          Essential: true\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3046",
        title: "The options of the log driver awslogs",
        about: "awslogs needs awslogs-group and awslogs-region, and takes a few other options.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: bridge\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n          LogConfiguration:\n            LogDriver: awslogs\n            Options:\n              awslogs-group: jobs\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      NetworkMode: bridge\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n          LogConfiguration:\n            LogDriver: awslogs\n            Options:\n              awslogs-group: jobs\n              awslogs-region: eu-west-1\n",
        hooks: &[Hook::CarriedBy(with_functions)],
    },
    Rule {
        id: "E3047",
        title: "Memory that Fargate has for so much CPU",
        about: "Fargate has certain amounts of memory for each amount of CPU: 256 units, for example, come with 512, \
            1024 or 2048 MiB.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities:\n        - FARGATE\n      NetworkMode: awsvpc\n      Cpu: 256\n      Memory: 4096\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities:\n        - FARGATE\n      NetworkMode: awsvpc\n      Cpu: 256\n      Memory: 512\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3048",
        title: "What a task on Fargate needs",
        about: "A task on Fargate has Cpu and Memory, the network mode awsvpc, no placement constraints, and one of \
            the log drivers awslogs, splunk and awsfirelens.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
        wrong: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities:\n        - FARGATE\n      NetworkMode: awsvpc\n      Cpu: 256\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n",
        right: "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities:\n        - FARGATE\n      NetworkMode: awsvpc\n      Cpu: 256\n      Memory: 512\n      ContainerDefinitions:\n        - Name: jobs\n          Image: jobs\n",
        hooks: &[Hook::Carried],
    },
];

/// Holds the value against the schema of a rule, with what functions yield.
fn with_functions(rule: &'static Rule, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check_carried_in(&Scope { dynamic_references: false, ..*scope }, rule, node, faults);
}
