use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3620",
    title: "An instance class that DocumentDB has in the region",
    about: "Not every region has every instance class.",
    source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-classes.html",
    wrong: "Resources:\n  Database:\n    Type: AWS::DocDB::DBInstance\n    Properties:\n      DBClusterIdentifier: jobs\n      DBInstanceClass: db.t3.tiny\n",
    right: "Resources:\n  Database:\n    Type: AWS::DocDB::DBInstance\n    Properties:\n      DBClusterIdentifier: jobs\n      DBInstanceClass: db.t3.medium\n",
    hooks: &[Hook::Carried],
}];
