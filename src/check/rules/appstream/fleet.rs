use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3621",
    title: "An instance type that AppStream has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/appstream2/latest/developerguide/instance-types.html",
    wrong: "Resources:\n  Fleet:\n    Type: AWS::AppStream::Fleet\n    Properties:\n      Name: jobs\n      InstanceType: stream.standard.tiny\n",
    right: "Resources:\n  Fleet:\n    Type: AWS::AppStream::Fleet\n    Properties:\n      Name: jobs\n      InstanceType: stream.standard.small\n",
    hooks: &[Hook::Carried],
}];
