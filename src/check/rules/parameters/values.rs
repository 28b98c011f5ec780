use crate::check::registry::Rule;

const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W2030",
        title: "A parameter's value that the property does not take",
        about: "The parameter's default, or one of its allowed values, is none of those that the property takes which it is \
                used for.",
        source: PARAMETERS,
        wrong: "Parameters:\n  Class:\n    Type: String\n    Default: FROZEN\nResources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableClass: !Ref Class\n      BillingMode: PAY_PER_REQUEST\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      KeySchema: [{AttributeName: id, KeyType: HASH}]\n",
        right: "Parameters:\n  Class:\n    Type: String\n    Default: STANDARD\nResources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableClass: !Ref Class\n      BillingMode: PAY_PER_REQUEST\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      KeySchema: [{AttributeName: id, KeyType: HASH}]\n",
        hooks: &[],
    },
    Rule {
        id: "W2031",
        title: "A parameter's value that does not match the property's pattern",
        about: "The parameter's default, or one of its allowed values, does not match the pattern of the property which it is \
                used for.",
        source: PARAMETERS,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "W3034",
        title: "A parameter's number outside the property's bounds",
        about: "The parameter's default, or one of its bounds or allowed values, is less or more than the property takes which \
                it is used for.",
        source: PARAMETERS,
        wrong: "",
        right: "",
        hooks: &[],
    },
];
