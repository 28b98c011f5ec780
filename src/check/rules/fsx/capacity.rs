use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3725",
    title: "The capacity of a file system",
    about: "How many GiB a file system can have depends on its type: 32 to 65536 for WINDOWS, 64 to 524288 for \
            OPENZFS, at least 1200 for LUSTRE and 1024 for ONTAP.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-fsx-filesystem.html",
    wrong: r"Resources:
  Files:
    Type: AWS::FSx::FileSystem
    Properties:
      FileSystemType: LUSTRE
      StorageCapacity: 1000
      SubnetIds:
        - subnet-12345678
",
    right: r"Resources:
  Files:
    Type: AWS::FSx::FileSystem
    Properties:
      FileSystemType: LUSTRE
      StorageCapacity: 1200
      SubnetIds:
        - subnet-12345678
",
    hooks: &[Hook::Carried],
}];
