use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3687",
        title: "A protocol with ports needs them",
        about: "For TCP, UDP and ICMP both FromPort and ToPort are needed; for ICMP they are type and code.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html",
        wrong: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      SecurityGroupIngress:\n        - CidrIp: 10.0.0.0/8\n          IpProtocol: tcp\n",
        right: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      SecurityGroupIngress:\n        - CidrIp: 10.0.0.0/8\n          IpProtocol: tcp\n          FromPort: 443\n          ToPort: 443\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3688",
        title: "All ports are -1 to -1",
        about: "When one of FromPort and ToPort is -1, which stands for all, the other one is too.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html",
        wrong: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      SecurityGroupIngress:\n        - CidrIp: 10.0.0.0/8\n          IpProtocol: tcp\n          FromPort: -1\n          ToPort: 443\n",
        right: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      SecurityGroupIngress:\n        - CidrIp: 10.0.0.0/8\n          IpProtocol: tcp\n          FromPort: -1\n          ToPort: -1\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3687",
        title: "A protocol without ports ignores them",
        about: "Only TCP, UDP and ICMP have ports. For another protocol, or -1 for all, FromPort and ToPort do \
            nothing.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html",
        wrong: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      SecurityGroupIngress:\n        - CidrIp: 10.0.0.0/8\n          IpProtocol: -1\n          FromPort: 443\n          ToPort: 443\n",
        right: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      SecurityGroupIngress:\n        - CidrIp: 10.0.0.0/8\n          IpProtocol: -1\n",
        hooks: &[Hook::Carried],
    },
];
