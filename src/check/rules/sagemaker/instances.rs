use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3640",
        title: "An instance type that SageMaker has for processing in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: r"Resources:
  Quality:
    Type: AWS::SageMaker::DataQualityJobDefinition
    Properties:
      JobResources:
        ClusterConfig:
          InstanceCount: 1
          VolumeSizeInGB: 10
          InstanceType: ml.m5.tiny
",
        right: r"Resources:
  Quality:
    Type: AWS::SageMaker::DataQualityJobDefinition
    Properties:
      JobResources:
        ClusterConfig:
          InstanceCount: 1
          VolumeSizeInGB: 10
          InstanceType: ml.m5.large
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3642",
        title: "An instance type that SageMaker has for inference in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: r"Resources:
  Experiment:
    Type: AWS::SageMaker::InferenceExperiment
    Properties:
      ModelVariants:
        - InfrastructureConfig:
            InfrastructureType: RealTimeInference
            RealTimeInferenceConfig:
              InstanceCount: 1
              InstanceType: ml.m5.tiny
",
        right: r"Resources:
  Experiment:
    Type: AWS::SageMaker::InferenceExperiment
    Properties:
      ModelVariants:
        - InfrastructureConfig:
            InfrastructureType: RealTimeInference
            RealTimeInferenceConfig:
              InstanceCount: 1
              InstanceType: ml.m5.large
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3643",
        title: "An instance type that SageMaker has for transforms in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: r"Resources:
  Package:
    Type: AWS::SageMaker::ModelPackage
    Properties:
      ValidationSpecification:
        ValidationProfiles:
          - TransformJobDefinition:
              TransformResources:
                InstanceCount: 1
                InstanceType: ml.m5.tiny
",
        right: r"Resources:
  Package:
    Type: AWS::SageMaker::ModelPackage
    Properties:
      ValidationSpecification:
        ValidationProfiles:
          - TransformJobDefinition:
              TransformResources:
                InstanceCount: 1
                InstanceType: ml.m5.large
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3644",
        title: "An instance type that SageMaker has for clusters in the region",
        about: "Not every region has every instance type of the service.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/instance-types-az.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::SageMaker::Cluster
    Properties:
      InstanceGroups:
        - InstanceGroupName: jobs
          InstanceCount: 1
          ExecutionRole: arn:aws:iam::123456789012:role/jobs
          LifeCycleConfig:
            OnCreate: start.sh
            SourceS3Uri: s3://sagemaker-jobs
          InstanceType: ml.m5.tiny
",
        right: r"Resources:
  Cluster:
    Type: AWS::SageMaker::Cluster
    Properties:
      InstanceGroups:
        - InstanceGroupName: jobs
          InstanceCount: 1
          ExecutionRole: arn:aws:iam::123456789012:role/jobs
          LifeCycleConfig:
            OnCreate: start.sh
            SourceS3Uri: s3://sagemaker-jobs
          InstanceType: ml.m5.large
",
        hooks: &[Hook::Carried],
    },
];
