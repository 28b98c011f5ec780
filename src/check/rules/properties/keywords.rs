use crate::check::registry::Rule;

const SOURCE: &str =
    "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html";

/// What the keywords of the schemas of resource types find: the engine says so, for rule E3002.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3003",
        title: "A property that is needed is missing",
        about: "A resource, or an object in it, has all properties that its type requires.",
        source: SOURCE,
        wrong: "Resources:\n  Subscription:\n    Type: AWS::SNS::Subscription\n    Properties: {Protocol: \
                sqs}\n",
        right: "Resources:\n  Subscription:\n    Type: AWS::SNS::Subscription\n    Properties: {Protocol: \
                sqs, TopicArn: !Ref Topic}\n  Topic:\n    Type: AWS::SNS::Topic\n",
        hooks: &[],
    },
    Rule {
        id: "E3008",
        title: "The items of a list have their places",
        about: "Of some lists each item has a type of its own, by its place.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E3012",
        title: "A value of another type",
        about: "A property takes values of the type that its schema states. A number and its text are the \
                same, and so are true and 'true'.",
        source: SOURCE,
        wrong: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {Tags: yes please}\n",
        right: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {Tags: [{Key: owner, \
                Value: me}]}\n",
        hooks: &[],
    },
    Rule {
        id: "E3014",
        title: "One of several properties, and no more",
        about: "The properties exclude each other, and one of them is needed.",
        source: SOURCE,
        wrong: "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: {EnableDnsSupport: true}\n",
        right: "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: {EnableDnsSupport: true, \
                CidrBlock: 10.0.0.0/16}\n",
        hooks: &[],
    },
    Rule {
        id: "E3017",
        title: "A value that fits none of the ways there are",
        about: "The value can be written in several ways, and this is none of them. The other findings of \
                that place say what each wants.",
        source: SOURCE,
        wrong: "Transform: AWS::Serverless-2016-10-31\nResources:\n  Function:\n    Type: AWS::Serverless::Function\n    \
                Properties: {InlineCode: pass, Handler: index.run, Runtime: python3.14, Tracing: '123'}\n",
        right: "Transform: AWS::Serverless-2016-10-31\nResources:\n  Function:\n    Type: AWS::Serverless::Function\n    \
                Properties: {InlineCode: pass, Handler: index.run, Runtime: python3.14, Tracing: Active}\n",
        hooks: &[],
    },
    Rule {
        id: "E3018",
        title: "A value that fits several ways at once",
        about: "The value can be written in several ways of which exactly one has to be meant.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E3020",
        title: "Properties that exclude each other",
        about: "One of the properties cannot be there beside the other.",
        source: SOURCE,
        wrong: "Resources:\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: \
                vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24, AvailabilityZoneId: use1-az1, \
                AvailabilityZone: !Select [0, !GetAZs '']}\n",
        right: "Resources:\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: \
                vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs \
                '']}\n",
        hooks: &[],
    },
    Rule {
        id: "E3021",
        title: "A property that needs another",
        about: "One of the properties is of no use without the other.",
        source: SOURCE,
        wrong: "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: \
                PAY_PER_REQUEST, AttributeDefinitions: [{AttributeName: id, AttributeType: S}], \
                KeySchema: [{AttributeName: id, KeyType: HASH}], SSESpecification: {SSEEnabled: true, \
                KMSMasterKeyId: alias/jobs}}\n",
        right: "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: \
                PAY_PER_REQUEST, AttributeDefinitions: [{AttributeName: id, AttributeType: S}], \
                KeySchema: [{AttributeName: id, KeyType: HASH}], SSESpecification: {SSEEnabled: true, \
                SSEType: KMS, KMSMasterKeyId: alias/jobs}}\n",
        hooks: &[],
    },
    Rule {
        id: "E3030",
        title: "A value that is none of those allowed",
        about: "The property takes some values only.",
        source: SOURCE,
        wrong: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties: \
                {VersioningConfiguration: {Status: Active}}\n",
        right: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties: \
                {VersioningConfiguration: {Status: Enabled}}\n",
        hooks: &[],
    },
    Rule {
        id: "E3031",
        title: "A text of another form",
        about: "The text has to match the pattern that its schema states.",
        source: SOURCE,
        wrong: "Resources:\n  Role:\n    Type: AWS::Lambda::Permission\n    Properties: {Action: invoke, \
                FunctionName: jobs, Principal: sns.amazonaws.com}\n",
        right: "Resources:\n  Role:\n    Type: AWS::Lambda::Permission\n    Properties: {Action: \
                'lambda:InvokeFunction', FunctionName: jobs, Principal: sns.amazonaws.com}\n",
        hooks: &[],
    },
    Rule {
        id: "E3032",
        title: "Too few or too many items",
        about: "The list has bounds.",
        source: SOURCE,
        wrong: "Resources:\n  Filter:\n    Type: AWS::Logs::MetricFilter\n    Properties: {LogGroupName: \
                jobs, FilterPattern: '', MetricTransformations: []}\n",
        right: "Resources:\n  Filter:\n    Type: AWS::Logs::MetricFilter\n    Properties: {LogGroupName: \
                jobs, FilterPattern: '', MetricTransformations: [{MetricName: jobs, MetricNamespace: \
                jobs, MetricValue: '1'}]}\n",
        hooks: &[],
    },
    Rule {
        id: "E3033",
        title: "A text that is too short or too long",
        about: "The text has bounds.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E3034",
        title: "A number that is too small or too large",
        about: "The number has bounds.",
        source: SOURCE,
        wrong: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {DelaySeconds: 901}\n",
        right: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {DelaySeconds: 900}\n",
        hooks: &[],
    },
    Rule {
        id: "E3037",
        title: "Items that are the same",
        about: "The items of the list have to differ.",
        source: SOURCE,
        wrong: "Resources:\n  Function:\n    Type: AWS::Lambda::Function\n    Properties: {Role: !Sub \
                'arn:aws:iam::${AWS::AccountId}:role/lambda', Code: {S3Bucket: code, S3Key: jobs}, \
                Handler: jobs.run, Runtime: python3.14, Architectures: [arm64, arm64]}\n",
        right: "Resources:\n  Function:\n    Type: AWS::Lambda::Function\n    Properties: {Role: !Sub \
                'arn:aws:iam::${AWS::AccountId}:role/lambda', Code: {S3Bucket: code, S3Key: jobs}, \
                Handler: jobs.run, Runtime: python3.14, Architectures: [arm64]}\n",
        hooks: &[],
    },
    Rule {
        id: "I3037",
        title: "Items that are the same and could differ",
        about: "The list may hold the same item more than once, and most often that is a mistake.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E3058",
        title: "One of several properties is needed",
        about: "At least one of the properties has to be there.",
        source: SOURCE,
        wrong: "Resources:\n  Rule:\n    Type: AWS::Events::Rule\n    Properties: {Name: jobs}\n",
        right: "Resources:\n  Rule:\n    Type: AWS::Events::Rule\n    Properties: {Name: jobs, \
                ScheduleExpression: rate(1 day)}\n",
        hooks: &[],
    },
    Rule {
        id: "E3065",
        title: "Too many different items",
        about: "The list has a bound on how many different items it holds.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[],
    },
];
