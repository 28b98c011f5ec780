use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3635",
    title: "An instance class that Neptune has in the region",
    about: "Not every region has every instance class.",
    source: "https://docs.aws.amazon.com/neptune/latest/userguide/instance-types.html",
    wrong: "Resources:\n  Database:\n    Type: AWS::Neptune::DBInstance\n    Properties:\n      DBInstanceClass: db.t3.tiny\n",
    right: "Resources:\n  Database:\n    Type: AWS::Neptune::DBInstance\n    Properties:\n      DBInstanceClass: db.t3.medium\n",
    hooks: &[Hook::Carried],
}];
