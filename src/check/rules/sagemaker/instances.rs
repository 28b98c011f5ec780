use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3640",
        title: "An instance type that SageMaker has for processing in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: "Resources:\n  Quality:\n    Type: AWS::SageMaker::DataQualityJobDefinition\n    Properties:\n      JobResources:\n        ClusterConfig:\n          InstanceCount: 1\n          VolumeSizeInGB: 10\n          InstanceType: ml.m5.tiny\n",
        right: "Resources:\n  Quality:\n    Type: AWS::SageMaker::DataQualityJobDefinition\n    Properties:\n      JobResources:\n        ClusterConfig:\n          InstanceCount: 1\n          VolumeSizeInGB: 10\n          InstanceType: ml.m5.large\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3642",
        title: "An instance type that SageMaker has for inference in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: "Resources:\n  Experiment:\n    Type: AWS::SageMaker::InferenceExperiment\n    Properties:\n      ModelVariants:\n        - InfrastructureConfig:\n            InfrastructureType: RealTimeInference\n            RealTimeInferenceConfig:\n              InstanceCount: 1\n              InstanceType: ml.m5.tiny\n",
        right: "Resources:\n  Experiment:\n    Type: AWS::SageMaker::InferenceExperiment\n    Properties:\n      ModelVariants:\n        - InfrastructureConfig:\n            InfrastructureType: RealTimeInference\n            RealTimeInferenceConfig:\n              InstanceCount: 1\n              InstanceType: ml.m5.large\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3643",
        title: "An instance type that SageMaker has for transforms in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: "Resources:\n  Package:\n    Type: AWS::SageMaker::ModelPackage\n    Properties:\n      ValidationSpecification:\n        ValidationProfiles:\n          - TransformJobDefinition:\n              TransformResources:\n                InstanceCount: 1\n                InstanceType: ml.m5.tiny\n",
        right: "Resources:\n  Package:\n    Type: AWS::SageMaker::ModelPackage\n    Properties:\n      ValidationSpecification:\n        ValidationProfiles:\n          - TransformJobDefinition:\n              TransformResources:\n                InstanceCount: 1\n                InstanceType: ml.m5.large\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3644",
        title: "An instance type that SageMaker has for clusters in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: "Resources:\n  Cluster:\n    Type: AWS::SageMaker::Cluster\n    Properties:\n      InstanceGroups:\n        - InstanceGroupName: jobs\n          InstanceCount: 1\n          ExecutionRole: arn:aws:iam::123456789012:role/jobs\n          LifeCycleConfig:\n            OnCreate: start.sh\n            SourceS3Uri: s3://sagemaker-jobs\n          InstanceType: ml.m5.tiny\n",
        right: "Resources:\n  Cluster:\n    Type: AWS::SageMaker::Cluster\n    Properties:\n      InstanceGroups:\n        - InstanceGroupName: jobs\n          InstanceCount: 1\n          ExecutionRole: arn:aws:iam::123456789012:role/jobs\n          LifeCycleConfig:\n            OnCreate: start.sh\n            SourceS3Uri: s3://sagemaker-jobs\n          InstanceType: ml.m5.large\n",
        hooks: &[Hook::Carried],
    },
];
