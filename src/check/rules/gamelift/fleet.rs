use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3641",
    title: "An instance type that GameLift has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/gamelift/latest/developerguide/gamelift-ec2-instances.html",
    wrong: "Resources:\n  Fleet:\n    Type: AWS::GameLift::Fleet\n    Properties:\n      Name: jobs\n      EC2InstanceType: c5.tiny\n",
    right: "Resources:\n  Fleet:\n    Type: AWS::GameLift::Fleet\n    Properties:\n      Name: jobs\n      EC2InstanceType: c5.large\n",
    hooks: &[Hook::Carried],
}];
