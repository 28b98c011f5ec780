use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3706",
        title: "MaxSize is not less than MinSize",
        about: "A group cannot have more instances at least than at most.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html",
        wrong: r#"Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "3"
      MaxSize: "2"
      AvailabilityZones: !GetAZs ""
      LaunchConfigurationName: jobs
"#,
        right: r#"Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "2"
      MaxSize: "3"
      AvailabilityZones: !GetAZs ""
      LaunchConfigurationName: jobs
"#,
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3712",
        title: "A group that tracks a target can change its size",
        about: "With the same MinSize and MaxSize a target tracking policy can do nothing, and creating it fails.",
        source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html",
        wrong: r#"Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "2"
      MaxSize: "2"
      AvailabilityZones: !GetAZs ""
      LaunchConfigurationName: jobs
  Policy:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Group
      PolicyType: TargetTrackingScaling
      TargetTrackingConfiguration:
        TargetValue: 50
        PredefinedMetricSpecification:
          PredefinedMetricType: ASGAverageCPUUtilization
"#,
        right: r#"Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "2"
      MaxSize: "3"
      AvailabilityZones: !GetAZs ""
      LaunchConfigurationName: jobs
  Policy:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Group
      PolicyType: TargetTrackingScaling
      TargetTrackingConfiguration:
        TargetValue: 50
        PredefinedMetricSpecification:
          PredefinedMetricType: ASGAverageCPUUtilization
"#,
        hooks: &[Hook::Carried],
    },
];
