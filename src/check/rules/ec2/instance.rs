use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3628",
        title: "An instance type that the region has",
        about: "Not every region has every instance type.",
        source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-regions.html",
        wrong: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.tiny\n",
        right: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      InstanceType: t3.micro\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3674",
        title: "One primary private address",
        about: "PrivateIpAddress is the primary address of an instance, so no other address can be primary.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html",
        wrong: "Resources:\n  Port:\n    Type: AWS::EC2::NetworkInterface\n    Properties:\n      SubnetId: subnet-12345678\n      PrivateIpAddress: 10.0.0.4\n      PrivateIpAddresses:\n        - PrivateIpAddress: 10.0.0.5\n          Primary: true\n",
        right: "Resources:\n  Port:\n    Type: AWS::EC2::NetworkInterface\n    Properties:\n      SubnetId: subnet-12345678\n      PrivateIpAddress: 10.0.0.4\n      PrivateIpAddresses:\n        - PrivateIpAddress: 10.0.0.5\n          Primary: false\n",
        hooks: &[Hook::Carried],
    },
];
