use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3628",
        title: "An instance type that the region has",
        about: "Not every region has every instance type.",
        source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-regions.html",
        wrong: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: t3.tiny
",
        right: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: t3.micro
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3674",
        title: "One primary private address",
        about: "PrivateIpAddress is the primary address of an instance, so no other address can be primary.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html",
        wrong: r"Resources:
  Port:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: subnet-12345678
      PrivateIpAddress: 10.0.0.4
      PrivateIpAddresses:
        - PrivateIpAddress: 10.0.0.5
          Primary: true
",
        right: r"Resources:
  Port:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: subnet-12345678
      PrivateIpAddress: 10.0.0.4
      PrivateIpAddresses:
        - PrivateIpAddress: 10.0.0.5
          Primary: false
",
        hooks: &[Hook::Carried],
    },
];
