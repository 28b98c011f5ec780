use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3636",
    title: "Source and artifacts in S3 have a location",
    about: "With the type S3, Location says which bucket and object, or where results go.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-codebuild-project-source.html",
    wrong: "Resources:\n  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      ServiceRole: build\n      Environment:\n        ComputeType: BUILD_GENERAL1_SMALL\n        Image: aws/codebuild/standard:7.0\n        Type: LINUX_CONTAINER\n      Source:\n        Type: NO_SOURCE\n        BuildSpec: build.yaml\n      Artifacts:\n        Type: S3\n",
    right: "Resources:\n  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      ServiceRole: build\n      Environment:\n        ComputeType: BUILD_GENERAL1_SMALL\n        Image: aws/codebuild/standard:7.0\n        Type: LINUX_CONTAINER\n      Source:\n        Type: NO_SOURCE\n        BuildSpec: build.yaml\n      Artifacts:\n        Type: S3\n        Location: builds\n",
    hooks: &[Hook::Carried],
}];
