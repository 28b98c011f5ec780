use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3711",
    title: "A listener rule does not forward to a target group with GENEVE",
    about: "GENEVE is the protocol of Gateway Load Balancers, which have no listener rules.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/target-groups.html",
    wrong: r"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: GENEVE
      Port: 6081
      VpcId: vpc-12345678
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/jobs/1/2
      Priority: 1
      Conditions:
        - Field: path-pattern
          Values:
            - /jobs
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Targets
",
    right: r"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: HTTP
      Port: 6081
      VpcId: vpc-12345678
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/jobs/1/2
      Priority: 1
      Conditions:
        - Field: path-pattern
          Values:
            - /jobs
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Targets
",
    hooks: &[Hook::Carried],
}];
