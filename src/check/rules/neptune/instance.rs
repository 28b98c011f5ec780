use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3635",
    title: "An instance class that Neptune has in the region",
    about: "Not every region has every instance class.",
    source: "https://docs.aws.amazon.com/neptune/latest/userguide/instance-types.html",
    wrong: r"Resources:
  Database:
    Type: AWS::Neptune::DBInstance
    Properties:
      DBInstanceClass: db.t3.tiny
",
    right: r"Resources:
  Database:
    Type: AWS::Neptune::DBInstance
    Properties:
      DBInstanceClass: db.t3.medium
",
    hooks: &[Hook::Carried],
}];
