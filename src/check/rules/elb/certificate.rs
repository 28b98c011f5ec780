use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3679",
    title: "A secure listener has a certificate",
    about: "A listener of a Classic Load Balancer with the protocol HTTPS or SSL needs SSLCertificateId.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancing-loadbalancer-listeners.html",
    wrong: "Resources:\n  Balancer:\n    Type: AWS::ElasticLoadBalancing::LoadBalancer\n    Properties:\n      AvailabilityZones: !GetAZs \"\"\n      Listeners:\n        - InstancePort: \"80\"\n          LoadBalancerPort: \"443\"\n          Protocol: HTTPS\n",
    right: "Resources:\n  Balancer:\n    Type: AWS::ElasticLoadBalancing::LoadBalancer\n    Properties:\n      AvailabilityZones: !GetAZs \"\"\n      Listeners:\n        - InstancePort: \"80\"\n          LoadBalancerPort: \"443\"\n          Protocol: HTTPS\n          SSLCertificateId: arn:aws:iam::123456789012:server-certificate/jobs\n",
    hooks: &[Hook::Carried],
}];
