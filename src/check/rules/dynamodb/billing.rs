use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3638",
        title: "A table that is paid by request has no provisioned throughput",
        about: "With BillingMode PAY_PER_REQUEST leave out ProvisionedThroughput.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html",
        wrong: "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema:\n        - AttributeName: Id\n          KeyType: HASH\n      AttributeDefinitions:\n        - AttributeName: Id\n          AttributeType: S\n      BillingMode: PAY_PER_REQUEST\n      ProvisionedThroughput:\n        ReadCapacityUnits: 5\n        WriteCapacityUnits: 5\n",
        right: "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema:\n        - AttributeName: Id\n          KeyType: HASH\n      AttributeDefinitions:\n        - AttributeName: Id\n          AttributeType: S\n      BillingMode: PAY_PER_REQUEST\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3639",
        title: "A table with provisioned billing has a throughput",
        about: "Unless BillingMode is PAY_PER_REQUEST, ProvisionedThroughput is needed, with at least one unit of \
            each kind.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html",
        wrong: "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema:\n        - AttributeName: Id\n          KeyType: HASH\n      AttributeDefinitions:\n        - AttributeName: Id\n          AttributeType: S\n      BillingMode: PROVISIONED\n",
        right: "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema:\n        - AttributeName: Id\n          KeyType: HASH\n      AttributeDefinitions:\n        - AttributeName: Id\n          AttributeType: S\n      BillingMode: PROVISIONED\n      ProvisionedThroughput:\n        ReadCapacityUnits: 5\n        WriteCapacityUnits: 5\n",
        hooks: &[Hook::Carried],
    },
];
