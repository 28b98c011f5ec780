//! The rules for what the engine finds wrong with the arguments of functions.

use crate::check::registry::Rule;

macro_rules! function {
    ($id:literal, $title:literal, $about:literal, $page:literal, $wrong:literal, $right:literal) => {
        Rule {
            id: $id,
            title: $title,
            about: $about,
            source: concat!(
                "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-",
                $page,
                ".html"
            ),
            wrong: $wrong,
            right: $right,
            hooks: &[],
        }
    };
}

pub(crate) const RULES: &[Rule] = &[
    function!(
        "E1010",
        "The arguments of Fn::GetAtt",
        "`Fn::GetAtt` names a resource of the template and an attribute that resources of its type have, whose value is of \
         the type that the place takes.",
        "getatt",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !GetAtt Queue.Name\n  Queue:\n    Type: AWS::SQS::Queue\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !GetAtt Queue.QueueName\n  Queue:\n    Type: AWS::SQS::Queue\n"
    ),
    function!(
        "E1011",
        "The arguments of Fn::FindInMap",
        "`Fn::FindInMap` names a mapping of the template, one of its keys, and a key below that one.",
        "findinmap",
        "Mappings:\n  Names:\n    all:\n      topic: jobs\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !FindInMap [Names, all, queue]\n",
        "Mappings:\n  Names:\n    all:\n      topic: jobs\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !FindInMap [Names, all, topic]\n"
    ),
    function!(
        "E1015",
        "The argument of Fn::GetAZs",
        "`Fn::GetAZs` takes a region, or an empty text for the region of the stack, and yields a list.",
        "getavailabilityzones",
        "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: '1'\n      MaxSize: '1'\n      AvailabilityZones: !GetAZs [us-east-1]\n",
        "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: '1'\n      MaxSize: '1'\n      AvailabilityZones: !GetAZs us-east-1\n"
    ),
    function!(
        "E1016",
        "The argument of Fn::ImportValue",
        "`Fn::ImportValue` takes the name of an export: text, or a function that does not depend on a resource.",
        "importvalue",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !ImportValue [name]\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !ImportValue name\n"
    ),
    function!(
        "E1017",
        "The arguments of Fn::Select",
        "`Fn::Select` takes the index of an item, from 0, and a list that has it.",
        "select",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Select [2, [jobs, tasks]]\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Select [1, [jobs, tasks]]\n"
    ),
    function!(
        "E1018",
        "The arguments of Fn::Split",
        "`Fn::Split` takes a delimiter and text, and yields a list.",
        "split",
        "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: '1'\n      MaxSize: '1'\n      AvailabilityZones: !Split [',']\n",
        "Resources:\n  Group:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: '1'\n      MaxSize: '1'\n      AvailabilityZones: !Split [',', 'us-east-1a,us-east-1b']\n"
    ),
    function!(
        "E1019",
        "The variables of Fn::Sub",
        "Each `${Name}` is a parameter, a resource, an attribute of one, a pseudo parameter, or a variable of the function \
         itself; `${!Name}` is left as it is.",
        "sub",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub jobs-${Stage}\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub jobs-${AWS::Region}\n"
    ),
    function!(
        "E1020",
        "The name in Ref",
        "`Ref` names a parameter, a resource or a pseudo parameter, whose value is of the type that the place takes.",
        "ref",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Ref Name\n",
        "Parameters:\n  Name:\n    Type: String\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Ref Name\n"
    ),
    function!(
        "E1021",
        "The argument of Fn::Base64",
        "`Fn::Base64` takes text, or a function that yields it.",
        "base64",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName:\n        Fn::Base64: [jobs]\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName:\n        Fn::Base64: jobs\n"
    ),
    function!(
        "E1022",
        "The arguments of Fn::Join",
        "`Fn::Join` takes a delimiter that is written out, and a list of text.",
        "join",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Join [jobs]\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Join [-, [jobs, !Ref AWS::Region]]\n"
    ),
    function!(
        "E1024",
        "The arguments of Fn::Cidr",
        "`Fn::Cidr` takes a block of addresses, how many blocks to make of it (1 to 256), and how large they are in bits.",
        "cidr",
        "Resources:\n  Network:\n    Type: Custom::Network\n    Properties:\n      ServiceToken: arn:aws:sns:us-east-1:123456789012:networks\n      Blocks: !Cidr [10.0.0.0/16, 0, 8]\n",
        "Resources:\n  Network:\n    Type: Custom::Network\n    Properties:\n      ServiceToken: arn:aws:sns:us-east-1:123456789012:networks\n      Blocks: !Cidr [10.0.0.0/16, 1, 8]\n"
    ),
    function!(
        "E1028",
        "The arguments of Fn::If",
        "`Fn::If` takes the name of a condition of the template, and two values.",
        "conditions",
        "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !If [IsIreland, jobs]\n",
        "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !If [IsIreland, jobs, tasks]\n"
    ),
    function!(
        "E1030",
        "Fn::Length",
        "`Fn::Length` counts the items of a list, and needs the transform `AWS::LanguageExtensions`.",
        "length",
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds:\n        Fn::Length: [a, b]\n",
        "Transform: AWS::LanguageExtensions\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds:\n        Fn::Length: [a, b]\n"
    ),
    function!(
        "E1031",
        "Fn::ToJsonString",
        "`Fn::ToJsonString` makes text of an object or list, and needs the transform `AWS::LanguageExtensions`.",
        "ToJsonString",
        "Resources:\n  Parameter:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value:\n        Fn::ToJsonString:\n          region: !Ref AWS::Region\n",
        "Transform: AWS::LanguageExtensions\nResources:\n  Parameter:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value:\n        Fn::ToJsonString:\n          region: !Ref AWS::Region\n"
    ),
    function!(
        "E1033",
        "The arguments of Fn::GetStackOutput",
        "`Fn::GetStackOutput` names a stack and one of its outputs.",
        "getstackoutput",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName:\n        Fn::GetStackOutput:\n          StackName: names\n",
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName:\n        Fn::GetStackOutput:\n          StackName: names\n          OutputName: topic\n"
    ),
    function!(
        "W1028",
        "A branch of Fn::If that is never taken",
        "Where the function stands, its condition is always the same: the resource has that condition, or this is in a branch \
         of another `Fn::If`. Leave the function out, or look for the condition that was meant.",
        "conditions",
        "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsIreland\n    Properties:\n      TopicName: !If [IsIreland, jobs, tasks]\n",
        "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !If [IsIreland, jobs, tasks]\n"
    ),
    function!(
        "W1030",
        "What Ref yields does not fit",
        "The value that the parameter or pseudo parameter can have is not one that the place takes.",
        "ref",
        "Parameters:\n  Class:\n    Type: String\n    Default: FROZEN\nResources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableClass: !Ref Class\n      BillingMode: PAY_PER_REQUEST\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      KeySchema: [{AttributeName: id, KeyType: HASH}]\n",
        "Parameters:\n  Class:\n    Type: String\n    Default: STANDARD\nResources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableClass: !Ref Class\n      BillingMode: PAY_PER_REQUEST\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      KeySchema: [{AttributeName: id, KeyType: HASH}]\n"
    ),
    function!(
        "W1031",
        "What Fn::Sub yields does not fit",
        "With the values that its variables can have, the text is not one that the place takes.",
        "sub",
        "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !Sub key-${AWS::Region}\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n",
        "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !Sub alias/key-${AWS::Region}\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n"
    ),
    function!(
        "W1032",
        "What Fn::Join yields does not fit",
        "With the values that its parts can have, the text is not one that the place takes.",
        "join",
        "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !Join [-, [key, !Ref AWS::Region]]\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n",
        "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !Join [-, [alias/key, !Ref AWS::Region]]\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n"
    ),
    function!(
        "W1033",
        "What Fn::Split yields does not fit",
        "The list that comes of the text is not one that the place takes.",
        "split",
        "",
        ""
    ),
    function!(
        "W1034",
        "What Fn::FindInMap yields does not fit",
        "The value in the mapping is not one that the place takes.",
        "findinmap",
        "Mappings:\n  Keys:\n    all:\n      alias: key\nResources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !FindInMap [Keys, all, alias]\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n",
        "Mappings:\n  Keys:\n    all:\n      alias: alias/key\nResources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !FindInMap [Keys, all, alias]\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n"
    ),
    function!(
        "W1035",
        "What Fn::Select yields does not fit",
        "The item of the list is not one that the place takes.",
        "select",
        "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !Select [0, [key, alias/key]]\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n",
        "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: !Select [1, [key, alias/key]]\n      TargetKeyId: 12345678-1234-1234-1234-123456789012\n"
    ),
    function!(
        "W1036",
        "What Fn::GetAZs yields does not fit",
        "The zones of the region are not what the place takes.",
        "getavailabilityzones",
        "",
        ""
    ),
    function!(
        "W1040",
        "What Fn::ToJsonString yields does not fit",
        "The text that is made of the value is not one that the place takes.",
        "ToJsonString",
        "",
        ""
    ),
];
