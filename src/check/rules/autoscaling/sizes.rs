use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3706",
        title: "MaxSize is not less than MinSize",
        about: "A group cannot have more instances at least than at most.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html",
        wrong: "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: \"3\"\n      MaxSize: \"2\"\n      AvailabilityZones: !GetAZs \"\"\n      LaunchConfigurationName: jobs\n",
        right: "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: \"2\"\n      MaxSize: \"3\"\n      AvailabilityZones: !GetAZs \"\"\n      LaunchConfigurationName: jobs\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3712",
        title: "A group that tracks a target can change its size",
        about: "With the same MinSize and MaxSize a target tracking policy can do nothing, and creating it fails.",
        source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html",
        wrong: "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: \"2\"\n      MaxSize: \"2\"\n      AvailabilityZones: !GetAZs \"\"\n      LaunchConfigurationName: jobs\n  Policy:\n    Type: AWS::AutoScaling::ScalingPolicy\n    Properties:\n      AutoScalingGroupName: !Ref Group\n      PolicyType: TargetTrackingScaling\n      TargetTrackingConfiguration:\n        TargetValue: 50\n        PredefinedMetricSpecification:\n          PredefinedMetricType: ASGAverageCPUUtilization\n",
        right: "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: \"2\"\n      MaxSize: \"3\"\n      AvailabilityZones: !GetAZs \"\"\n      LaunchConfigurationName: jobs\n  Policy:\n    Type: AWS::AutoScaling::ScalingPolicy\n    Properties:\n      AutoScalingGroupName: !Ref Group\n      PolicyType: TargetTrackingScaling\n      TargetTrackingConfiguration:\n        TargetValue: 50\n        PredefinedMetricSpecification:\n          PredefinedMetricType: ASGAverageCPUUtilization\n",
        hooks: &[Hook::Carried],
    },
];
