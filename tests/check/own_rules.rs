//! Rules of its own, beyond the examples beside them: what they object to, and what is nearly the same.

use synth::check::{Options, PACKS, check};
use synth::parse::parse;

/// The paths at which a rule finds something.
fn found(rule: &str, template: &str) -> Vec<String> {
    let mut options = Options::default();
    options.settings.include = PACKS.map(str::to_owned).to_vec();
    let document = parse("template.yaml", template.as_bytes());
    assert!(document.problems.is_empty(), "{:?}\n{template}", document.problems);
    let findings = check(&document, &options);
    let of_rule = findings.iter().filter(|finding| finding.rule == rule);
    of_rule
        .map(|finding| finding.path.iter().map(ToString::to_string).collect::<Vec<_>>().join("/"))
        .collect()
}

/// A role with these properties, a policy for it that allows an action, and a function that has the role.
fn with_role(role: &str, action: &str, rest: &str) -> String {
    format!(
        "Parameters:\n  Stage: {{Type: String}}\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n  Role:\n    Type: \
         AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n        Statement: [{{Effect: \
         Allow, Principal: {{Service: lambda.amazonaws.com}}, Action: 'sts:AssumeRole'}}]\n{role}  Rights:\n    Type: \
         AWS::IAM::Policy\n    Properties:\n      PolicyName: rights\n      Roles: [!Ref Role]\n      PolicyDocument:\n        \
         Version: '2012-10-17'\n        Statement: [{{Effect: Allow, Action: '{action}', Resource: '*'}}]\n{rest}"
    )
}

fn function(attributes: &str, properties: &str) -> String {
    format!(
        "  Function:\n    Type: AWS::Lambda::Function\n{attributes}    Properties:\n      Handler: index.handler\n      Runtime: \
         python3.14\n      Role: !GetAtt Role.Arn\n      Code: {{ZipFile: pass}}\n{properties}"
    )
}

const NETWORK: &str =
    "      VpcConfig: {SubnetIds: [subnet-0123456789abcdef0], SecurityGroupIds: [sg-0123456789abcdef0]}\n";
const INTERFACES: &str = "ec2:CreateNetwork*";

#[test]
fn what_uses_a_role_when_it_is_made_waits_for_its_policies() {
    let races =
        |role: &str, action: &str, rest: &str| found("role-before-policy", &with_role(role, action, rest));
    assert_eq!(races("", INTERFACES, &function("", NETWORK)), ["Resources/Function/Properties/Role"]);
    // Without a network nothing is needed before the first call, and not for every action.
    assert!(races("", INTERFACES, &function("", "")).is_empty());
    assert!(races("", "sqs:SendMessage", &function("", NETWORK)).is_empty());
    assert!(races("", INTERFACES, &function("    DependsOn: Rights\n", NETWORK)).is_empty());
    let through_another = "  Between:\n    Type: AWS::SQS::Queue\n    DependsOn: Rights\n".to_owned()
        + &function("    DependsOn: [Between]\n", NETWORK);
    assert!(races("", INTERFACES, &through_another).is_empty());
    // What the role has by itself may do, but for what only writes logs.
    let managed = |name: &str| {
        format!(
            "      ManagedPolicyArns: [!Sub 'arn:${{AWS::Partition}}:iam::aws:policy/service-role/{name}']\n"
        )
    };
    let races_with = |role: &str| !races(role, INTERFACES, &function("", NETWORK)).is_empty();
    assert!(races_with(&managed("AWSLambdaBasicExecutionRole")));
    assert!(!races_with(&managed("AWSLambdaVPCAccessExecutionRole")));
    let inline = |action: &str| {
        format!(
            "      Policies: [{{PolicyName: own, PolicyDocument: {{Version: '2012-10-17', Statement: [{{Effect: Allow, Action: '{action}', \
             Resource: '*'}}]}}}}]\n"
        )
    };
    assert!(races_with(&inline("s3:GetObject")));
    assert!(!races_with(&inline("ec2:*")));
    // Nor can DependsOn name a policy that is about the function itself.
    let about_itself = with_role("", INTERFACES, &function("", NETWORK))
        .replace("Resource: '*'}]\n  Function", "Resource: !GetAtt Function.Arn}]\n  Function");
    assert!(about_itself.contains("!GetAtt Function.Arn"));
    assert!(found("role-before-policy", &about_itself).is_empty());
    // DependsOn cannot name a policy that is not always there.
    let conditional = with_role("", INTERFACES, &function("", NETWORK))
        .replace("    Type: AWS::IAM::Policy\n", "    Type: AWS::IAM::Policy\n    Condition: IsProd\n");
    assert!(found("role-before-policy", &conditional).is_empty());
}

#[test]
fn what_calls_a_function_when_it_is_made_uses_its_role() {
    let custom = |rest: &str| {
        function("", "")
            + &format!(
                "  Custom:\n    Type: Custom::Copy\n{rest}    Properties: {{ServiceToken: !GetAtt Function.Arn}}\n"
            )
    };
    let races = |action: &str, rest: &str| found("role-before-policy", &with_role("", action, &custom(rest)));
    assert_eq!(races("s3:PutObject", ""), ["Resources/Custom/Properties/ServiceToken"]);
    assert!(races("logs:PutLogEvents", "").is_empty());
    assert!(races("s3:PutObject", "    DependsOn: Rights\n").is_empty());
    let queue = function("", "")
        + "  Queue: {Type: AWS::SQS::Queue}\n  Mapping:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: {FunctionName: !Ref \
           Function, EventSourceArn: !GetAtt Queue.Arn}\n";
    let races = |action: &str| found("role-before-policy", &with_role("", action, &queue));
    assert_eq!(races("sqs:*"), ["Resources/Mapping/Properties/FunctionName"]);
    assert!(races("sns:*").is_empty());
}

#[test]
fn names_are_left_out_where_every_change_replaces() {
    let names = |kind: &str, properties: &str| {
        found(
            "custom-name",
            &format!("Resources:\n  Named:\n    Type: {kind}\n    Properties: {{{properties}}}\n"),
        )
    };
    assert_eq!(
        names("AWS::SageMaker::EndpointConfig", "EndpointConfigName: jobs, ProductionVariants: []"),
        ["Resources/Named/Properties/EndpointConfigName"]
    );
    assert_eq!(
        names("AWS::EMR::SecurityConfiguration", "Name: !Ref AWS::StackName, SecurityConfiguration: {}")
            .len(),
        1
    );
    assert!(names("AWS::EMR::SecurityConfiguration", "SecurityConfiguration: {}").is_empty());
    assert!(
        names("AWS::EMR::SecurityConfiguration", "Name: !Ref AWS::NoValue, SecurityConfiguration: {}")
            .is_empty()
    );
    // Others have something that can be changed, or a name that must be given.
    assert!(names("AWS::S3::Bucket", "BucketName: jobs").is_empty());
    assert!(names("AWS::EC2::KeyPair", "KeyName: jobs").is_empty());
}

fn topic_policy(statements: &str) -> String {
    format!(
        "Resources:\n  Sharing:\n    Type: AWS::SNS::TopicPolicy\n    Properties:\n      Topics: \
         ['arn:aws:sns:us-east-1:111122223333:news']\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n{statements}"
    )
}

#[test]
fn policies_of_resources_say_whom_they_are_for() {
    let open = |statements: &str| found("security-open-policy", &topic_policy(statements)).len();
    let allow =
        |rest: &str| format!("          - {{Effect: Allow, Action: 'sns:Publish', Resource: '*', {rest}}}\n");
    let everyone = allow("Principal: {AWS: ['111122223333', '*']}");
    assert_eq!(open(&everyone), 1);
    assert_eq!(open(&allow("Principal: {AWS: '111122223333'}")), 0);
    assert_eq!(open(&allow("Principal: {Service: '*'}")), 0);
    assert_eq!(open(&allow("Principal: '*', Condition: {Bool: {'aws:SecureTransport': true}}")), 1);
    assert_eq!(
        open(&allow("Principal: '*', Condition: {StringEquals: {'aws:PrincipalOrgID': o-abcdefghij}}")),
        0
    );
    let deny = |condition: &str| {
        format!(
            "          - {{Effect: Deny, Action: 'sns:*', Resource: '*', Principal: '*', Condition: {{{condition}}}}}\n"
        )
    };
    assert_eq!(
        open(&(everyone.clone() + &deny("StringNotEquals: {'aws:SourceAccount': '111122223333'}"))),
        0
    );
    assert_eq!(open(&(everyone + &deny("Bool: {'aws:SecureTransport': false}"))), 1);

    let of = |kind: &str, properties: &str| {
        let template = format!("Resources:\n  One:\n    Type: {kind}\n    Properties: {properties}\n");
        found("security-open-policy", &template).len()
    };
    let permission = "FunctionName: jobs, Action: 'lambda:InvokeFunction'";
    assert_eq!(of("AWS::Lambda::Permission", &format!("{{{permission}, Principal: '*'}}")), 1);
    assert_eq!(
        of(
            "AWS::Lambda::Permission",
            &format!("{{{permission}, Principal: '*', SourceAccount: '111122223333'}}")
        ),
        0
    );
    assert_eq!(of("AWS::Lambda::Permission", &format!("{{{permission}, Principal: s3.amazonaws.com}}")), 0);
    let statement = |principal: &str| {
        format!(
            "{{StatementId: one, Statement: {{Effect: Allow, Action: 'events:PutEvents', Resource: '*', Principal: {principal}}}}}"
        )
    };
    assert_eq!(of("AWS::Events::EventBusPolicy", &statement("'*'")), 1);
    assert_eq!(of("AWS::Events::EventBusPolicy", &statement("{AWS: '111122223333'}")), 0);
    let text = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}}";
    assert_eq!(
        of("AWS::SecretsManager::ResourcePolicy", &format!("{{SecretId: one, ResourcePolicy: '{text}'}}")),
        1
    );
    // What calls an API for the public, or goes through an endpoint, is everyone by rights.
    assert_eq!(of("AWS::ApiGateway::RestApi", &format!("{{Name: one, Policy: {text}}}")), 0);
    assert_eq!(of("AWS::KMS::Key", &format!("{{KeyPolicy: {text}}}")), 1);
}

#[test]
fn storage_is_encrypted_unless_something_else_decides() {
    let open = |kind: &str, properties: &str| {
        let template = format!(
            "Parameters:\n  Stage: {{Type: String}}\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n  One:\n    Type: \
             {kind}\n    Properties: {properties}\n"
        );
        found("security-unencrypted", &template)
    };
    let disk = |rest: &str| format!("{{AvailabilityZone: us-east-1a, Size: 8{rest}}}");
    assert_eq!(open("AWS::EC2::Volume", &disk("")), ["Resources/One/Properties"]);
    assert_eq!(
        open("AWS::EC2::Volume", &disk(", Encrypted: 'false'")),
        ["Resources/One/Properties/Encrypted"]
    );
    assert!(open("AWS::EC2::Volume", &disk(", Encrypted: true")).is_empty());
    assert!(open("AWS::EC2::Volume", &disk(", SnapshotId: snap-0123456789abcdef0")).is_empty());
    assert_eq!(
        open("AWS::EC2::Volume", &disk(", Encrypted: !If [IsProd, true, !Ref AWS::NoValue]")).len(),
        1
    );
    assert_eq!(open("AWS::RDS::DBInstance", "{Engine: mysql, DBInstanceClass: db.m5.large}").len(), 1);
    assert!(open("AWS::RDS::DBInstance", "{Engine: aurora-mysql, DBClusterIdentifier: one}").is_empty());
    // Encrypted unless they are told not to be.
    assert!(open("AWS::Redshift::Cluster", "{ClusterType: single-node}").is_empty());
    assert_eq!(open("AWS::Redshift::Cluster", "{Encrypted: false}").len(), 1);
    assert!(open("AWS::ElastiCache::ReplicationGroup", "{Engine: valkey}").is_empty());
    assert_eq!(open("AWS::ElastiCache::ReplicationGroup", "{Engine: redis}").len(), 1);
    assert!(open("AWS::S3::Bucket", "{BucketName: jobs}").is_empty());
}

#[test]
fn storage_is_not_in_the_internet() {
    let open = |kind: &str, properties: &str| {
        let template = format!(
            "Parameters:\n  Public: {{Type: String, AllowedValues: ['true', 'false']}}\n  ByDefault: {{Type: String, AllowedValues: ['true', \
             'false'], Default: 'true'}}\n  NotByDefault: {{Type: String, AllowedValues: ['true', 'false'], Default: \
             'false'}}\nResources:\n  One:\n    Type: {kind}\n    Properties: {properties}\n"
        );
        found("security-public-storage", &template).len()
    };
    assert_eq!(open("AWS::RDS::DBInstance", "{PubliclyAccessible: true}"), 1);
    assert_eq!(open("AWS::RDS::DBInstance", "{PubliclyAccessible: false}"), 0);
    // The deployment decides, and what it does unless it is told otherwise counts.
    assert_eq!(open("AWS::RDS::DBInstance", "{PubliclyAccessible: !Ref Public}"), 0);
    assert_eq!(open("AWS::RDS::DBInstance", "{PubliclyAccessible: !Ref ByDefault}"), 1);
    assert_eq!(open("AWS::RDS::DBInstance", "{PubliclyAccessible: !Ref NotByDefault}"), 0);
    assert_eq!(open("AWS::S3::Bucket", "{AccessControl: PublicReadWrite}"), 1);
    assert_eq!(open("AWS::S3::Bucket", "{AccessControl: Private}"), 0);
    assert_eq!(
        open(
            "AWS::S3::Bucket",
            "{PublicAccessBlockConfiguration: {BlockPublicAcls: false, BlockPublicPolicy: false}}"
        ),
        2
    );
    assert_eq!(open("AWS::S3::Bucket", "{PublicAccessBlockConfiguration: {BlockPublicAcls: true}}"), 0);
}

#[test]
fn ports_are_those_of_each_case_and_of_the_default() {
    let open = |ingress: &str| {
        let template = format!(
            "Parameters:\n  Stage: {{Type: String}}\n  Anyone: {{Type: String, Default: 0.0.0.0/0}}\n  Someone: {{Type: \
             String}}\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n  Group:\n    Type: \
             AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: group\n      SecurityGroupIngress: [{{IpProtocol: \
             tcp, {ingress}}}]\n"
        );
        found("security-open-port", &template).len()
    };
    assert_eq!(open("FromPort: 22, ToPort: 22, CidrIp: !Ref Anyone"), 1);
    assert_eq!(open("FromPort: 22, ToPort: 22, CidrIp: !Ref Someone"), 0);
    assert_eq!(open("FromPort: 22, ToPort: 22, CidrIp: !If [IsProd, 192.0.2.0/24, 0.0.0.0/0]"), 1);
    assert_eq!(open("FromPort: !If [IsProd, 443, 22], ToPort: !If [IsProd, 443, 22], CidrIp: 0.0.0.0/0"), 1);
    // Never both: where it is a port for administrators, the world is not let in.
    assert_eq!(
        open("FromPort: 0, ToPort: !If [IsProd, 80, 20], CidrIp: !If [IsProd, 192.0.2.0/24, 0.0.0.0/0]"),
        0
    );
}

#[test]
fn conditions_that_everyone_fulfils_leave_roles_open() {
    let open = |rest: &str| {
        let template = format!(
            "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: \
             '2012-10-17'\n        Statement: {{Effect: Allow, Action: 'sts:AssumeRole', {rest}}}\n"
        );
        found("security-open-trust", &template).len()
    };
    assert_eq!(open("Principal: '*'"), 1);
    assert_eq!(open("Principal: '*', Condition: {Bool: {'aws:SecureTransport': true}}"), 1);
    assert_eq!(open("Principal: '*', Condition: {StringEquals: {'sts:ExternalId': jobs}}"), 0);
    assert_eq!(open("Principal: {Service: ec2.amazonaws.com}"), 0);
}

#[test]
fn policies_are_measured_by_what_is_there_in_any_case() {
    let long = |length: usize| {
        format!("{{Statement: [{{Effect: Allow, Action: 's3:{}', Resource: '*'}}]}}", "a".repeat(length))
    };
    let role = |policies: &str, condition: &str, attached: usize| {
        let template = with_role(&format!("      Policies: {policies}\n"), "s3:GetObject", "")
            .replace("Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]", "PLACE")
            .replace("        Version: '2012-10-17'\n        PLACE", &format!("        {}", long(attached)))
            .replace("    Type: AWS::IAM::Policy\n", &format!("    Type: AWS::IAM::Policy\n{condition}"));
        found("policy-size", &template)
    };
    let inline = |length: usize| format!("{{PolicyName: own, PolicyDocument: {}}}", long(length));
    let both = format!("[{}, {}]", inline(5_000), inline(5_200));
    assert_eq!(role(&both, "", 10), ["Resources/Role/Properties/Policies"]);
    assert!(role(&format!("[{}]", inline(5_000)), "", 10).is_empty());
    // Together with what is put into the role from elsewhere, if that is always there.
    assert_eq!(role(&format!("[{}]", inline(5_000)), "", 5_200), ["Resources/Role/Properties/Policies"]);
    assert!(role(&format!("[{}]", inline(5_000)), "    Condition: IsProd\n", 5_200).is_empty());
    assert_eq!(role("[]", "", 10_300), ["Resources/Role"]);
    // Of branches the shorter one counts.
    let choice = |no: &str| format!("[!If [IsProd, {}, {no}]]", inline(11_000));
    assert_eq!(role(&choice(&inline(10_900)), "", 10).len(), 1);
    assert!(role(&choice("!Ref AWS::NoValue"), "", 10).is_empty());

    let of = |kind: &str, property: &str, policy: &str| {
        let template =
            format!("Resources:\n  One:\n    Type: {kind}\n    Properties: {{{property}: {policy}}}\n");
        found("policy-size", &template)
    };
    let (bucket, key) = ("AWS::S3::BucketPolicy", "AWS::KMS::Key");
    assert_eq!(of(bucket, "PolicyDocument", &long(20_480)), ["Resources/One/Properties/PolicyDocument"]);
    assert!(of(bucket, "PolicyDocument", &long(20_300)).is_empty());
    assert_eq!(of(key, "KeyPolicy", &long(32_768)), ["Resources/One/Properties/KeyPolicy"]);
    assert!(of(key, "KeyPolicy", &long(20_480)).is_empty());
    let managed = |text: &str| of("AWS::IAM::ManagedPolicy", "PolicyDocument", text);
    assert_eq!(managed(&format!("!Sub '{}${{AWS::Region}}'", "a".repeat(6_200))).len(), 1);
    assert!(managed(&format!("!Sub '${{{}}}'", "a".repeat(6_200))).is_empty());
    // AWS gives longer trust policies on request.
    assert!(of("AWS::IAM::Role", "AssumeRolePolicyDocument", &long(3_000)).is_empty());
}
