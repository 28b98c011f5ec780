use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W3703",
    title: "The type of a VPN gateway",
    about: "The one type of VPN gateway is ipsec.1.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpngateway.html",
    wrong: "Resources:\n  Gateway:\n    Type: AWS::EC2::VPNGateway\n    Properties:\n      Type: ipsec.2\n",
    right: "Resources:\n  Gateway:\n    Type: AWS::EC2::VPNGateway\n    Properties:\n      Type: ipsec.1\n",
    hooks: &[Hook::Carried],
}];
