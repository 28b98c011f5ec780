use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3620",
    title: "An instance class that DocumentDB has in the region",
    about: "Not every region has every instance class.",
    source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-classes.html",
    wrong: r"Resources:
  Database:
    Type: AWS::DocDB::DBInstance
    Properties:
      DBClusterIdentifier: jobs
      DBInstanceClass: db.t3.tiny
",
    right: r"Resources:
  Database:
    Type: AWS::DocDB::DBInstance
    Properties:
      DBClusterIdentifier: jobs
      DBInstanceClass: db.t3.medium
",
    hooks: &[Hook::Carried],
}];
