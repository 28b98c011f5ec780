use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3045",
    title: "A canned ACL needs ownership controls",
    about: "New buckets take no ACLs: with an AccessControl that grants anything to others, OwnershipControls \
            are needed.",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    wrong: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: PublicRead\n",
    right: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: PublicRead\n      OwnershipControls:\n        Rules:\n          - ObjectOwnership: ObjectWriter\n",
    hooks: &[Hook::Carried],
}];
