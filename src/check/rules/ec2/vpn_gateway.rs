use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W3703",
    title: "The type of a VPN gateway",
    about: "The one type of VPN gateway is ipsec.1.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpngateway.html",
    wrong: r"Resources:
  Gateway:
    Type: AWS::EC2::VPNGateway
    Properties:
      Type: ipsec.2
",
    right: r"Resources:
  Gateway:
    Type: AWS::EC2::VPNGateway
    Properties:
      Type: ipsec.1
",
    hooks: &[Hook::Carried],
}];
