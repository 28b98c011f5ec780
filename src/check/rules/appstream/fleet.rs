use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3621",
    title: "An instance type that AppStream has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/appstream2/latest/developerguide/instance-types.html",
    wrong: r"Resources:
  Fleet:
    Type: AWS::AppStream::Fleet
    Properties:
      Name: jobs
      InstanceType: stream.standard.tiny
",
    right: r"Resources:
  Fleet:
    Type: AWS::AppStream::Fleet
    Properties:
      Name: jobs
      InstanceType: stream.standard.small
",
    hooks: &[Hook::Carried],
}];
