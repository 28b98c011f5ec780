use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3675",
    title: "An instance type that EMR has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-supported-instance-types.html",
    wrong: "Resources:\n  Cluster:\n    Type: AWS::EMR::Cluster\n    Properties:\n      Name: jobs\n      JobFlowRole: jobs\n      ServiceRole: emr\n      Instances:\n        CoreInstanceGroup:\n          InstanceCount: 1\n          InstanceType: m5.tiny\n",
    right: "Resources:\n  Cluster:\n    Type: AWS::EMR::Cluster\n    Properties:\n      Name: jobs\n      JobFlowRole: jobs\n      ServiceRole: emr\n      Instances:\n        CoreInstanceGroup:\n          InstanceCount: 1\n          InstanceType: m5.xlarge\n",
    hooks: &[Hook::Carried],
}];
