use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3676",
        title: "A secure listener has certificates",
        about: "A listener with the protocol HTTPS or TLS needs Certificates.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listener.html",
        wrong: "Resources:\n  Balancer:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      Subnets:\n        - subnet-12345678\n        - subnet-12345679\n  Listener:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties:\n      LoadBalancerArn: !Ref Balancer\n      Port: 443\n      Protocol: HTTPS\n      DefaultActions:\n        - Type: fixed-response\n          FixedResponseConfig:\n            StatusCode: \"404\"\n",
        right: "Resources:\n  Balancer:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      Subnets:\n        - subnet-12345678\n        - subnet-12345679\n  Listener:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties:\n      LoadBalancerArn: !Ref Balancer\n      Port: 443\n      Protocol: HTTPS\n      Certificates:\n        - CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/jobs\n      DefaultActions:\n        - Type: fixed-response\n          FixedResponseConfig:\n            StatusCode: \"404\"\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3680",
        title: "An Application Load Balancer is in two subnets",
        about: "An Application Load Balancer needs subnets of at least two Availability Zones.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html",
        wrong: "Resources:\n  Balancer:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      Subnets:\n        - subnet-12345678\n",
        right: "Resources:\n  Balancer:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      Subnets:\n        - subnet-12345678\n        - subnet-12345679\n",
        hooks: &[Hook::Carried],
    },
];
