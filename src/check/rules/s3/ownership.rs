use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3045",
    title: "A canned ACL needs ownership controls",
    about: "New buckets take no ACLs: with an AccessControl that grants anything to others, OwnershipControls \
            are needed.",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    wrong: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
",
    right: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
      OwnershipControls:
        Rules:
          - ObjectOwnership: ObjectWriter
",
    hooks: &[Hook::Carried],
}];
