use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3711",
    title: "A listener rule does not forward to a target group with GENEVE",
    about: "GENEVE is the protocol of Gateway Load Balancers, which have no listener rules.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/target-groups.html",
    wrong: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Protocol: GENEVE\n      Port: 6081\n      VpcId: vpc-12345678\n  Rule:\n    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n    Properties:\n      ListenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/jobs/1/2\n      Priority: 1\n      Conditions:\n        - Field: path-pattern\n          Values:\n            - /jobs\n      Actions:\n        - Type: forward\n          TargetGroupArn: !Ref Targets\n",
    right: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Protocol: HTTP\n      Port: 6081\n      VpcId: vpc-12345678\n  Rule:\n    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n    Properties:\n      ListenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/jobs/1/2\n      Priority: 1\n      Conditions:\n        - Field: path-pattern\n          Values:\n            - /jobs\n      Actions:\n        - Type: forward\n          TargetGroupArn: !Ref Targets\n",
    hooks: &[Hook::Carried],
}];
