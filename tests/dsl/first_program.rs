//! The program that the API was designed for, as the design has it.

use insta::assert_snapshot;

#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, reason = "here the program is a module, and its `main` is not called")]
mod program {
    use synth::prelude::*;
    use synth::aws::iam::ManagedPolicy;

    pub fn stack() -> Stack {
        let mut stack = Stack::new("pc-serverless-policy").description("Policies that SSM needs on the cluster.");
        let bucket = stack.parameter("S3Bucket", Parameter::string().description("Bucket for job data and SSM logs."));
        let policy = stack.add(
            "pclusterSSM",
            ManagedPolicy::new(
                PolicyDocument::new()
                    .statement(Statement::allow(["ssm:GetDocument", "ssmmessages:OpenDataChannel"]).on("*"))
                    .statement(Statement::allow(["s3:*"]).on(sub!("arn:aws:s3:::${bucket}/*"))),
            )
            .managed_policy_name("pclusterSSM")
            .path("/"),
        );
        stack.output("PclusterPolicy", policy.reference()).description("ARN of the policy.");
        stack
    }

    fn main() -> std::process::ExitCode { synth::App::new().stack(stack()).run() }   // the whole command line comes with it
}

#[test]
fn it_compiles_as_written() {
    assert_snapshot!(crate::template(program::stack()), @"
    AWSTemplateFormatVersion: '2010-09-09'

    Description: Policies that SSM needs on the cluster.

    Parameters:
      S3Bucket:
        Description: Bucket for job data and SSM logs.
        Type: String

    Resources:
      pclusterSSM:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action:
                  - ssm:GetDocument
                  - ssmmessages:OpenDataChannel
                Resource: '*'
              - Effect: Allow
                Action:
                  - s3:*
                Resource: !Sub arn:aws:s3:::${S3Bucket}/*
          ManagedPolicyName: pclusterSSM
          Path: /

    Outputs:
      PclusterPolicy:
        Description: ARN of the policy.
        Value: !Ref pclusterSSM
    ");
}
