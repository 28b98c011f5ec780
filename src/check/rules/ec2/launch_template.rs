use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3714",
    title: "The security groups and subnets of a launch template are in one VPC",
    about: "An instance cannot have a security group of another VPC than that of its subnet.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-launchtemplate.html",
    wrong: "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n  Other:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.1.0.0/16\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: 10.0.0.0/24\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      VpcId: !Ref Other\n  Template:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        SecurityGroupIds:\n          - !Ref Group\n        NetworkInterfaces:\n          - DeviceIndex: 0\n            SubnetId: !Ref Subnet\n",
    right: "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n  Other:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.1.0.0/16\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: 10.0.0.0/24\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      VpcId: !Ref Vpc\n  Template:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        SecurityGroupIds:\n          - !Ref Group\n        NetworkInterfaces:\n          - DeviceIndex: 0\n            SubnetId: !Ref Subnet\n",
    hooks: &[Hook::Carried],
}];
