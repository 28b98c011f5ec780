use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3671",
        title: "The I/O operations of a volume of an instance",
        about: "Volumes of type io1 and io2 need Iops, of at least 100 and not more than their type has; those of \
            gp3 have 3000 to 16000.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-instance-ebs.html",
        wrong: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: t3.micro
      BlockDeviceMappings:
        - DeviceName: /dev/sdf
          Ebs:
            VolumeType: io1
            VolumeSize: 10
",
        right: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: t3.micro
      BlockDeviceMappings:
        - DeviceName: /dev/sdf
          Ebs:
            VolumeType: io1
            VolumeSize: 10
            Iops: 100
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3715",
        title: "The name of an instance store volume",
        about: "A mapping without Ebs is one of an instance store volume, whose VirtualName is ephemeral0 to \
            ephemeral23.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html",
        wrong: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: t3.micro
      BlockDeviceMappings:
        - DeviceName: /dev/sdf
          VirtualName: disk0
",
        right: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: t3.micro
      BlockDeviceMappings:
        - DeviceName: /dev/sdf
          VirtualName: ephemeral0
",
        hooks: &[Hook::Carried],
    },
];
