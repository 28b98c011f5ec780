use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3687",
        title: "A protocol with ports needs them",
        about: "For TCP, UDP and ICMP both FromPort and ToPort are needed; for ICMP they are type and code.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html",
        wrong: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
          IpProtocol: tcp
",
        right: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
          IpProtocol: tcp
          FromPort: 443
          ToPort: 443
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3688",
        title: "All ports are -1 to -1",
        about: "When one of FromPort and ToPort is -1, which stands for all, the other one is too.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html",
        wrong: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
          IpProtocol: tcp
          FromPort: -1
          ToPort: 443
",
        right: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
          IpProtocol: tcp
          FromPort: -1
          ToPort: -1
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3687",
        title: "A protocol without ports ignores them",
        about: "Only TCP, UDP and ICMP have ports. For another protocol, or -1 for all, FromPort and ToPort do \
            nothing.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html",
        wrong: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
          IpProtocol: -1
          FromPort: 443
          ToPort: 443
",
        right: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
          IpProtocol: -1
",
        hooks: &[Hook::Carried],
    },
];
