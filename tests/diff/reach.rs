//! What a change reaches beyond the resource that it is written in: by attributes, loops, mappings and conditions.

use synth::diff::{Action, Certainty, Difference, Kind, compare};

use crate::{diff_command, difference, template};

const YES: Action = Action::Replace(Certainty::Yes);
const MAYBE: Action = Action::Replace(Certainty::Maybe);

fn action(difference: &Difference, name: &str) -> Option<Action> {
    difference.resources.iter().find(|change| change.logical_id == name).map(|change| change.action)
}

/// The difference, where `OLD` becomes `NEW`.
fn change(text: &str) -> Difference {
    difference(text, &text.replace("OLD", "NEW"))
}

#[test]
fn attributes_that_change_in_place_change_what_reads_them() {
    let found = change(
        "
Resources:
  Template: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {ImageId: OLD}}}
  Host:
    Type: AWS::EC2::Instance
    Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}}
  Address: {Type: AWS::EC2::EIP, Properties: {InstanceId: !Ref Host}}
  Other: {Type: AWS::EC2::Instance, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: '1'}}}
  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: OLD}}
  Net: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Sub '${Nested.Outputs.Net}', CidrBlock: 10.0.0.0/24}}
  Value: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: OLD}}
  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt Value.Value}}
Outputs:
  Out: {Value: !GetAtt Nested.Outputs.Other}
",
    );
    let of = |name| action(&found, name);
    assert_eq!(
        [of("Template"), of("Host"), of("Address")],
        [Some(Action::Update), Some(YES), Some(Action::Update)]
    );
    assert_eq!(of("Other"), None);
    assert_eq!([of("Nested"), of("Net")], [Some(Action::Update), Some(MAYBE)]);
    assert_eq!([of("Value"), of("Topic")], [Some(Action::Update), Some(Action::Update)]);
    assert_eq!(found.sections[0].causes[0].certainty, Certainty::Maybe);
}

#[test]
fn what_loops_make_is_compared() {
    let tables = |names: &str, key: &str| {
        format!(
            "{{Transform: 'AWS::LanguageExtensions', Parameters: {{Names: {{Type: CommaDelimitedList}}}}, Resources: \
             {{'Fn::ForEach::Tables': [Name, {names}, {{'T${{Name}}': {{Type: 'AWS::DynamoDB::Table', \
             Properties: {{KeySchema: [{{AttributeName: {key}, KeyType: HASH}}]}}}}}}]}}}}"
        )
    };
    let found = difference(&tables("[A, B]", "a"), &tables("[B, C]", "b"));
    assert_eq!(
        [action(&found, "TA"), action(&found, "TB"), action(&found, "TC")],
        [Some(Action::Remove), Some(YES), Some(Action::Add)]
    );
    assert_eq!(found.consequences.iter().filter(|other| other.kind == Kind::DataLoss).count(), 2);
    assert!(found.sections.is_empty());
    let written_out = "{Transform: 'AWS::LanguageExtensions', Parameters: {Names: {Type: CommaDelimitedList}}, Resources: \
                       {TA: {Type: 'AWS::DynamoDB::Table', Properties: {KeySchema: [{AttributeName: a, KeyType: HASH}]}}}}";
    assert!(difference(&tables("[A]", "a"), written_out).is_empty());
    // Only a deployment knows what this one makes.
    let found = difference(&tables("!Ref Names", "a"), &tables("!Ref Names", "b"));
    assert!(found.resources.is_empty());
    assert!(found.sections[0].notes[0].contains("only a deployment"));
}

#[test]
fn a_mapping_changes_what_surely_reads_what_is_changed() {
    let hosts = |first: &str, second: &str| {
        format!(
            "
Mappings: {{M: {{us-east-1: {{Ami: {first}, Size: 1}}, eu-west-1: {{Ami: {second}, Size: 1}}}}}}
Resources:
  Here: {{Type: AWS::EC2::Instance, Properties: {{ImageId: !FindInMap [M, !Ref 'AWS::Region', Ami]}}}}
  There: {{Type: AWS::EC2::Instance, Properties: {{ImageId: !FindInMap [M, eu-west-1, Ami]}}}}
  Elsewhere: {{Type: AWS::EC2::Instance, Properties: {{ImageId: !FindInMap [M, us-east-1, Ami]}}}}
"
        )
    };
    let one = difference(&hosts("a", "b"), &hosts("a", "c"));
    assert_eq!(
        [action(&one, "Here"), action(&one, "There"), action(&one, "Elsewhere")],
        [Some(MAYBE), Some(YES), None]
    );
    assert_eq!(action(&difference(&hosts("a", "b"), &hosts("c", "d")), "Here"), Some(YES));
}

#[test]
fn what_is_replaced_may_also_go_with_its_condition() {
    let table = |more: &str| {
        format!(
            "{{Parameters: {{P: {{Type: String}}}}, Conditions: {{C: !Equals [!Ref P, a]}}, Resources: {{T: \
             {{Type: 'AWS::DynamoDB::Table', UpdateReplacePolicy: Retain, {more}}}}}}}"
        )
    };
    let loss = |options: &synth::diff::Options| {
        let old = template(&table("Properties: {TableName: a}"));
        let new = template(&table("Condition: C, Properties: {TableName: b}"));
        let found = compare(&old, &new, options).consequences;
        found
            .into_iter()
            .filter(|other| other.kind == Kind::DataLoss)
            .map(|other| other.text)
            .collect::<Vec<_>>()
    };
    let unknown = loss(&synth::diff::Options::default());
    assert_eq!(unknown, ["T (AWS::DynamoDB::Table) may be removed: it is deleted with all that is in it"]);
    let mut options = synth::diff::Options::default();
    options.new_parameters.insert("P".to_owned(), "a".to_owned());
    assert!(loss(&options).is_empty());
}

#[test]
fn other_keys_of_a_table_are_no_other_order() {
    let table = |keys: &str| {
        format!("{{Resources: {{T: {{Type: 'AWS::DynamoDB::Table', Properties: {{KeySchema: [{keys}]}}}}}}}}")
    };
    let key = |name: &str, kind: &str| format!("{{AttributeName: {name}, KeyType: {kind}}}");
    let (a, b) = (key("a", "HASH"), key("b", "HASH"));
    assert_eq!(action(&difference(&table(&a), &table(&b)), "T"), Some(YES));
    assert_eq!(action(&difference(&table(&a), &table(&key("!Ref P", "HASH"))), "T"), Some(MAYBE));
}

#[test]
fn policies_in_texts_are_read_like_others() {
    let role = |document: &str| {
        format!(
            "{{Resources: {{R: {{Type: 'AWS::IAM::ManagedPolicy', Properties: {{PolicyDocument: {document}}}}}}}}}"
        )
    };
    let text = |action: &str| {
        format!(
            "'{{\"Statement\": [{{\"Effect\": \"Allow\", \"Action\": \"{action}\", \"Resource\": \"${{B}}/*\"}}]}}'"
        )
    };
    let object = "{Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${B}/*'}]}";
    let permissions = |old: &str, new: &str| -> Vec<String> {
        let found = difference(&role(old), &role(new)).consequences;
        found.into_iter().filter(|other| other.kind == Kind::Permissions).map(|other| other.text).collect()
    };
    let sub = |action: &str| format!("!Sub {}", text(action));
    assert!(permissions(&sub("s3:GetObject"), object).is_empty());
    assert_eq!(
        permissions(object, &sub("s3:PutObject")),
        [
            "Whoever has managed policy `R` may now s3:PutObject on ${B}/*",
            "Whoever has managed policy `R` may no longer s3:GetObject on ${B}/*"
        ]
    );
    assert!(permissions(&text("a:b"), &text("a:b").replace("[{", "{").replace("}]", "}")).is_empty());
}

#[test]
fn lines_of_encoded_texts_are_shown_with_what_is_put_in() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, word: &str| {
        let text = format!(
            "
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub
        - |
          #!/bin/sh
          echo {word} ${{X}}
        - {{X: {word}}}
"
        );
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let ran = diff_command(&[&write("a.yaml", "old"), &write("b.yaml", "new")]);
    for line in ["- echo old ${X}", "+ echo new ${X}", "- {X: old}", "+ {X: new}"] {
        assert!(ran.stdout.contains(line), "{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("#!/bin/sh"), "{}", ran.stdout);
}

#[test]
fn outputs_change_with_what_they_name() {
    let old = "
Mappings: {M: {x: {y: OLD}}}
Conditions: {C: !Equals [!Ref 'AWS::Region', OLD]}
Resources: {}
Outputs:
  Same: {Value: 1, Export: {Name: same}}
  Mapped: {Value: !FindInMap [M, x, y], Export: {Name: mapped}}
  Chosen: {Value: !If [C, 1, 2], Export: {Name: chosen}}
  There: {Condition: C, Value: 1, Export: {Name: there}}
";
    let found = change(old);
    let exports = found.consequences.iter().filter(|other| other.kind == Kind::Exports);
    let exports: Vec<&str> = exports.map(|other| other.text.split(':').next().unwrap()).collect();
    assert_eq!(
        exports,
        [
            "the export mapped changes its value",
            "the export chosen changes its value",
            "the export there may go with its condition"
        ]
    );
    let outputs = found.sections.iter().filter(|other| other.section == Some(synth::model::Section::Outputs));
    let causes: Vec<_> = outputs.map(|other| (other.name.as_str(), other.causes[0].certainty)).collect();
    let (yes, maybe) = (Certainty::Yes, Certainty::Maybe);
    assert_eq!(causes, [("Mapped", yes), ("Chosen", maybe), ("There", maybe)]);
}

#[test]
fn logical_ids_that_are_swapped_lose_nothing_that_can_be_changed_in_place() {
    let queues = |a: &str, b: &str| {
        format!(
            "{{Resources: {{A: {{Type: 'AWS::SQS::Queue', Properties: {{{a}}}}}, \
             B: {{Type: 'AWS::SQS::Queue', Properties: {{{b}}}}}}}}}"
        )
    };
    let kinds = |a: &str, b: &str| {
        let found = difference(&queues(a, b), &queues(b, a));
        found.consequences.into_iter().map(|other| other.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds("DelaySeconds: 1", "DelaySeconds: 2"), [Kind::Renames; 2]);
    assert!(kinds("QueueName: a", "QueueName: b").contains(&Kind::DataLoss));
}

#[test]
fn a_new_resource_cannot_have_the_name_of_one_that_is_removed() {
    let table = |id: &str, name: &str, more: &str| {
        format!(
            "{{Resources: {{{id}: {{Type: 'AWS::DynamoDB::Table', Properties: {{TableName: {name}{more}}}}}}}}}"
        )
    };
    let refused = |new: &str| {
        let found = difference(&table("Old", "a", ""), new).consequences;
        found.into_iter().find(|other| other.kind == Kind::Refused).map(|other| other.text)
    };
    let same_name = refused(&table("New", "a", ", Tags: [{Key: a, Value: b}]")).unwrap();
    assert!(same_name.contains("TableName a of Old"), "{same_name}");
    assert_eq!(refused(&table("New", "b", "")), None);
}

#[test]
fn a_branch_that_is_known_not_to_count_changes_nothing() {
    let bucket = |name: &str| {
        format!(
            "{{Parameters: {{P: {{Type: String}}}}, Conditions: {{C: !Equals [!Ref P, a]}}, Resources: {{B: \
             {{Type: 'AWS::S3::Bucket', Properties: {{BucketName: !If [C, {name}, other]}}}}}}}}"
        )
    };
    let with = |value: &str| {
        let mut options = synth::diff::Options::default();
        options.new_parameters.insert("P".to_owned(), value.to_owned());
        action(&compare(&template(&bucket("one")), &template(&bucket("two")), &options), "B")
    };
    assert_eq!([with("a"), with("b")], [Some(YES), Some(Action::Nothing)]);
    assert_eq!(action(&difference(&bucket("one"), &bucket("two")), "B"), Some(MAYBE));
}

#[test]
fn a_route_reaches_its_stage_by_a_deployment_only() {
    let api = |key: &str, stage: &str| {
        format!(
            "
Resources:
  Api: {{Type: AWS::ApiGatewayV2::Api, Properties: {{Name: a, ProtocolType: HTTP}}}}
  Route: {{Type: AWS::ApiGatewayV2::Route, Properties: {{ApiId: !Ref Api, RouteKey: {key}}}}}
  Deployment: {{Type: AWS::ApiGatewayV2::Deployment, Properties: {{ApiId: !Ref Api}}}}
  Stage: {{Type: AWS::ApiGatewayV2::Stage, Properties: {{ApiId: !Ref Api, StageName: a, {stage}}}}}
"
        )
    };
    let deployed = |stage: &str| {
        let found = difference(&api("GET /a", stage), &api("GET /b", stage)).consequences;
        found.iter().all(|other| other.kind != Kind::Deployment)
    };
    assert!(!deployed("DeploymentId: !Ref Deployment"));
    assert!(deployed("AutoDeploy: true"));
}

#[test]
fn a_group_that_is_elsewhere_gives_what_is_not_known() {
    let user =
        |groups: &str| format!("{{Resources: {{U: {{Type: 'AWS::IAM::User', Properties: {{{groups}}}}}}}}}");
    let found = difference(&user(""), &user("Groups: [admins]")).consequences;
    assert_eq!(found[0].text, "User `U` is now in group `admins` (what that allows is not in the template)");
    let back = difference(&user("Groups: [admins]"), &user("")).consequences;
    assert!(back[0].text.starts_with("User `U` is no longer in group `admins`"));
}

#[test]
fn what_sam_makes_is_replaced_with_its_name_and_key() {
    let found = change(
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  Table: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: {Name: OLD, Type: String}}}
  Function: {Type: AWS::Serverless::Function, Properties: {FunctionName: OLD, Handler: a.b}}
  Other: {Type: AWS::Serverless::Function, Properties: {Handler: OLD}}
",
    );
    let of = |name| action(&found, name);
    assert_eq!([of("Table"), of("Function"), of("Other")], [Some(YES), Some(YES), Some(Action::Update)]);
    assert!(found.consequences.iter().any(|other| other.kind == Kind::DataLoss && other.name == "Table"));
}

#[test]
fn a_condition_that_is_added_may_remove_what_is_there() {
    let queue = |more: &str| {
        format!(
            "{{Conditions: {{C: !Equals [!Ref 'AWS::Region', a]}}, Resources: {{Q: {{Type: 'AWS::SNS::Topic'{more}}}}}}}"
        )
    };
    let found = difference(&queue(""), &queue(", Condition: C"));
    assert!(found.resources[0].may_go() && found.has(Kind::Removal));
    assert!(!difference(&queue(", Condition: C"), &queue("")).has(Kind::Removal));
}
