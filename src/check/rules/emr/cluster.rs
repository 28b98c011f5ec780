use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3675",
    title: "An instance type that EMR has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-supported-instance-types.html",
    wrong: r"Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: jobs
      JobFlowRole: jobs
      ServiceRole: emr
      Instances:
        CoreInstanceGroup:
          InstanceCount: 1
          InstanceType: m5.tiny
",
    right: r"Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: jobs
      JobFlowRole: jobs
      ServiceRole: emr
      Instances:
        CoreInstanceGroup:
          InstanceCount: 1
          InstanceType: m5.xlarge
",
    hooks: &[Hook::Carried],
}];
