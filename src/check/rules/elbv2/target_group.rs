use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3681",
        title: "What a target group needs for its type of targets",
        about: "Targets other than functions need Port, Protocol and VpcId; for functions these have no meaning, nor \
            have port and protocol of the health check.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html",
        wrong: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      TargetType: lambda\n      Port: 80\n",
        right: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      TargetType: lambda\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3683",
        title: "The port of GENEVE",
        about: "A target group with the protocol GENEVE has the port 6081.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html",
        wrong: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Protocol: GENEVE\n      Port: 80\n      VpcId: vpc-12345678\n",
        right: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Protocol: GENEVE\n      Port: 6081\n      VpcId: vpc-12345678\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3684",
        title: "Health checks without HTTP have no matcher",
        about: "Matcher and ProtocolVersion are for health checks by HTTP and HTTPS.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html",
        wrong: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Protocol: TCP\n      Port: 80\n      VpcId: vpc-12345678\n      HealthCheckProtocol: TCP\n      Matcher:\n        HttpCode: \"200\"\n",
        right: "Resources:\n  Targets:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Protocol: TCP\n      Port: 80\n      VpcId: vpc-12345678\n      HealthCheckProtocol: HTTP\n      Matcher:\n        HttpCode: \"200\"\n",
        hooks: &[Hook::Carried],
    },
];
