use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3636",
    title: "Source and artifacts in S3 have a location",
    about: "With the type S3, Location says which bucket and object, or where results go.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-codebuild-project-source.html",
    wrong: r"Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: build
      Environment:
        ComputeType: BUILD_GENERAL1_SMALL
        Image: aws/codebuild/standard:7.0
        Type: LINUX_CONTAINER
      Source:
        Type: NO_SOURCE
        BuildSpec: build.yaml
      Artifacts:
        Type: S3
",
    right: r"Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: build
      Environment:
        ComputeType: BUILD_GENERAL1_SMALL
        Image: aws/codebuild/standard:7.0
        Type: LINUX_CONTAINER
      Source:
        Type: NO_SOURCE
        BuildSpec: build.yaml
      Artifacts:
        Type: S3
        Location: builds
",
    hooks: &[Hook::Carried],
}];
