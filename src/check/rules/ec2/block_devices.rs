use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3671",
        title: "The I/O operations of a volume of an instance",
        about: "Volumes of type io1 and io2 need Iops, of at least 100 and not more than their type has; those of \
            gp3 have 3000 to 16000.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-instance-ebs.html",
        wrong: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      BlockDeviceMappings:\n        - DeviceName: /dev/sdf\n          Ebs:\n            VolumeType: io1\n            VolumeSize: 10\n",
        right: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      BlockDeviceMappings:\n        - DeviceName: /dev/sdf\n          Ebs:\n            VolumeType: io1\n            VolumeSize: 10\n            Iops: 100\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3715",
        title: "The name of an instance store volume",
        about: "A mapping without Ebs is one of an instance store volume, whose VirtualName is ephemeral0 to \
            ephemeral23.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html",
        wrong: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      BlockDeviceMappings:\n        - DeviceName: /dev/sdf\n          VirtualName: disk0\n",
        right: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n      BlockDeviceMappings:\n        - DeviceName: /dev/sdf\n          VirtualName: ephemeral0\n",
        hooks: &[Hook::Carried],
    },
];
