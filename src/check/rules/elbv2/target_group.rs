use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3681",
        title: "What a target group needs for its type of targets",
        about: "Targets other than functions need Port, Protocol and VpcId; for functions these have no meaning, nor \
            have port and protocol of the health check.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html",
        wrong: r"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: lambda
      Port: 80
",
        right: r"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: lambda
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3683",
        title: "The port of GENEVE",
        about: "A target group with the protocol GENEVE has the port 6081.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html",
        wrong: r"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: GENEVE
      Port: 80
      VpcId: vpc-12345678
",
        right: r"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: GENEVE
      Port: 6081
      VpcId: vpc-12345678
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3684",
        title: "Health checks without HTTP have no matcher",
        about: "Matcher and ProtocolVersion are for health checks by HTTP and HTTPS.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html",
        wrong: r#"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: TCP
      Port: 80
      VpcId: vpc-12345678
      HealthCheckProtocol: TCP
      Matcher:
        HttpCode: "200"
"#,
        right: r#"Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: TCP
      Port: 80
      VpcId: vpc-12345678
      HealthCheckProtocol: HTTP
      Matcher:
        HttpCode: "200"
"#,
        hooks: &[Hook::Carried],
    },
];
