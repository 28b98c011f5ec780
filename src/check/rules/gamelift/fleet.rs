use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3641",
    title: "An instance type that GameLift has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/gamelift/latest/developerguide/gamelift-ec2-instances.html",
    wrong: r"Resources:
  Fleet:
    Type: AWS::GameLift::Fleet
    Properties:
      Name: jobs
      EC2InstanceType: c5.tiny
",
    right: r"Resources:
  Fleet:
    Type: AWS::GameLift::Fleet
    Properties:
      Name: jobs
      EC2InstanceType: c5.large
",
    hooks: &[Hook::Carried],
}];
