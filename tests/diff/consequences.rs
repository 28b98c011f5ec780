//! What follows from a change, beyond what is changed.

use synth::diff::{Action, Certainty, Consequence, EditKind, Fate, Kind, Options, compare};
use synth::model::Section;

use crate::{difference, template};

fn of(kind: Kind, old: &str, new: &str) -> Vec<Consequence> {
    difference(old, new).consequences.into_iter().filter(|consequence| consequence.kind == kind).collect()
}

fn table(policies: &str, key: &str) -> String {
    format!(
        "{{Resources: {{T: {{Type: 'AWS::DynamoDB::Table', {policies} Properties: {{TableName: {key}}}}}}}}}"
    )
}

const NOTHING: &str = "{Resources: {}}";

#[test]
fn data_is_lost_unless_a_policy_keeps_it() {
    let lost = |policies: &str, new: &str| of(Kind::DataLoss, &table(policies, "a"), new);
    assert_eq!(lost("", NOTHING)[0].certainty, Certainty::Yes);
    assert!(lost("DeletionPolicy: Retain,", NOTHING).is_empty());
    // The policy of the template that is deployed counts.
    assert_eq!(lost("", &table("DeletionPolicy: Retain, UpdateReplacePolicy: Retain,", "b")).len(), 0);
    assert_eq!(lost("DeletionPolicy: Retain,", &table("DeletionPolicy: Retain,", "b")).len(), 1);
    let cluster = "{Resources: {C: {Type: 'AWS::RDS::DBCluster'}}}";
    assert!(of(Kind::DataLoss, cluster, NOTHING).is_empty());
    assert_eq!(difference(cluster, NOTHING).resources[0].fate, Some(Fate::Snapshot));
}

#[test]
fn a_name_that_stays_forbids_the_replacement() {
    let role = |name: &str, path: &str| {
        format!(
            "{{Resources: {{R: {{Type: 'AWS::IAM::Role', Properties: {{RoleName: {name}, Path: {path}}}}}}}}}"
        )
    };
    assert_eq!(of(Kind::Refused, &role("a", "/"), &role("a", "/x/"))[0].certainty, Certainty::Yes);
    assert!(of(Kind::Refused, &role("a", "/"), &role("b", "/x/")).is_empty());
    let policy = |name: &str, path: &str| {
        format!(
            "{{Resources: {{R: {{Type: 'AWS::IAM::ManagedPolicy', Properties: {{{name} Path: {path}}}}}}}}}"
        )
    };
    assert_eq!(
        of(Kind::Refused, &policy("ManagedPolicyName: a,", "/"), &policy("ManagedPolicyName: a,", "/x/"))
            .len(),
        1
    );
    assert!(of(Kind::Refused, &policy("", "/"), &policy("", "/x/")).is_empty());
}

#[test]
fn a_type_cannot_be_changed() {
    let template = |kind: &str| format!("{{Resources: {{R: {{Type: {kind}}}}}}}");
    let found = difference(&template("AWS::SQS::Queue"), &template("AWS::SNS::Topic"));
    assert_eq!(found.resources[0].action, Action::Replace(Certainty::Yes));
    assert!(found.consequences.iter().any(|consequence| consequence.kind == Kind::Refused));
}

#[test]
fn permissions_are_added_in_their_place() {
    let mut found = difference(&table("", "a"), NOTHING);
    found.add_permissions([("R".to_owned(), "R may now read every bucket".to_owned())]);
    let kinds: Vec<Kind> = found.consequences.iter().map(|consequence| consequence.kind).collect();
    assert_eq!(kinds, [Kind::DataLoss, Kind::Permissions]);
    assert!(found.has(Kind::Permissions));
}

const API: &str = "
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}
  Method: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, HttpMethod: GET, AuthorizationType: AUTH}}
  DEPLOYMENT: {Type: AWS::ApiGateway::Deployment, DependsOn: Method, Properties: {RestApiId: !Ref Api}}
  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref DEPLOYMENT, StageName: s}}
";

#[test]
fn a_method_reaches_its_stage_by_a_deployment_only() {
    let api = |auth: &str, deployment: &str| API.replace("AUTH", auth).replace("DEPLOYMENT", deployment);
    let found = of(Kind::Deployment, &api("NONE", "V1"), &api("AWS_IAM", "V1"));
    assert_eq!(
        found[0].text,
        "Method of Api changes, and there is no new AWS::ApiGateway::Deployment: the stage goes on as before"
    );
    // A deployment that only has another logical ID is a new one, unless the stack is refactored.
    assert!(of(Kind::Deployment, &api("NONE", "V1"), &api("AWS_IAM", "V2")).is_empty());
}

/// A version is a copy of its function as that was when the version was made.
#[test]
fn a_function_reaches_its_aliases_by_a_version_only() {
    let function = |properties: &str, version: &str| {
        format!(
            "
Resources:
  Jobs: {{Type: AWS::Lambda::Function, Properties: {{Role: r, Code: {{ZipFile: x}}, {properties}}}}}
  {version}: {{Type: AWS::Lambda::Version, Properties: {{FunctionName: !Ref Jobs}}}}
  Live: {{Type: AWS::Lambda::Alias, Properties: {{Name: live, FunctionName: !Ref Jobs, FunctionVersion: !GetAtt {version}.Version}}}}
"
        )
    };
    let old = function("Timeout: 10", "V1");
    let found = of(Kind::Deployment, &old, &function("Timeout: 20", "V1"));
    assert_eq!(
        found[0].text,
        "Jobs changes, and there is no new AWS::Lambda::Version of it: V1 goes on as before, and so do aliases of it"
    );
    assert!(of(Kind::Deployment, &old, &function("Timeout: 20", "V2")).is_empty());
    // The function gets another name, and its version goes with it; a version has no tags.
    assert!(of(Kind::Deployment, &old, &function("Timeout: 20, FunctionName: jobs", "V1")).is_empty());
    assert!(
        of(Kind::Deployment, &old, &function("Timeout: 10, Tags: [{Key: a, Value: b}]", "V1")).is_empty()
    );
}

#[test]
fn exports_in_use_are_known_from_the_templates_that_import_them() {
    let exporter = |name: &str| {
        format!(
            "{{Resources: {{Q: {{Type: 'AWS::SQS::Queue'}}}}, Outputs: {{O: {{Value: !Ref Q, Export: {{Name: !Sub '${{AWS::StackName}}-{name}'}}}}}}}}"
        )
    };
    let importer = template(
        "{Resources: {F: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !ImportValue {'Fn::Sub': '${Stack}-queue'}}}}}",
    );
    let options = Options { importers: vec![("importer.yaml".to_owned(), importer)], ..Options::default() };
    let found = compare(&template(&exporter("queue")), &template(&exporter("other")), &options);
    assert_eq!(found.consequences[0].kind, Kind::Refused);
    assert!(
        found.consequences[0].text.contains("importer.yaml imports it"),
        "{}",
        found.consequences[0].text
    );
    let alone = compare(&template(&exporter("queue")), &template(&exporter("other")), &Options::default());
    assert_eq!(
        (alone.consequences[0].kind, alone.consequences[0].certainty),
        (Kind::Exports, Certainty::Maybe)
    );
}

/// Outputs whose texts are the same: they follow parameters, conditions and mappings, and so do exports.
#[test]
fn outputs_follow_what_they_name() {
    let with = |size: &str| {
        template(&format!(
            "
Parameters: {{Stage: {{Type: String}}, Name: {{Type: String}}}}
Mappings: {{Sizes: {{dev: {{Size: {size}}}, prod: {{Size: 3}}}}}}
Conditions: {{IsProd: !Equals [!Ref Stage, prod]}}
Resources: {{Q: {{Type: AWS::SQS::Queue}}}}
Outputs:
  Named: {{Value: !Sub '${{Name}}-jobs', Export: {{Name: named}}}}
  Chosen: {{Value: !If [IsProd, a, b]}}
  Size: {{Value: !FindInMap [Sizes, dev, Size]}}
  OnlyProd: {{Condition: IsProd, Value: !Ref Q, Export: {{Name: only-prod}}}}
  Steady: {{Value: !Ref Q}}
"
        ))
    };
    let changes = |stages: [&str; 2], names: [&str; 2]| {
        let given = |stage: &str, name: &str| {
            [("Stage", stage), ("Name", name)].map(|(key, value)| (key.to_owned(), value.to_owned())).into()
        };
        let options = Options {
            old_parameters: given(stages[0], names[0]),
            new_parameters: given(stages[1], names[1]),
            ..Options::default()
        };
        let found = compare(&with("1"), &with("2"), &options);
        let outputs = found.sections.iter().filter(|change| change.section == Some(Section::Outputs));
        let outputs: Vec<(String, Option<EditKind>, Vec<String>)> = outputs
            .map(|change| {
                let causes = change.causes.iter().map(|cause| cause.source.clone()).collect();
                (change.name.clone(), change.edits.first().map(|edit| edit.kind), causes)
            })
            .collect();
        let exports = found.consequences.iter().filter(|consequence| consequence.kind == Kind::Exports);
        (outputs, exports.map(|consequence| consequence.text.clone()).collect::<Vec<_>>())
    };
    let name = |text: &str| text.to_owned();
    let by = |output: &str, source: &str| (name(output), None, vec![name(source)]);

    let (outputs, exports) = changes(["prod", "dev"], ["x", "x"]);
    let gone = (name("OnlyProd"), Some(EditKind::Remove), Vec::new());
    assert_eq!(outputs, [by("Chosen", "IsProd"), by("Size", "Sizes"), gone]);
    assert!(
        matches!(exports.as_slice(), [only] if only.starts_with("the export only-prod is gone")),
        "{exports:?}"
    );

    let (outputs, exports) = changes(["dev", "prod"], ["x", "y"]);
    let new = (name("OnlyProd"), Some(EditKind::Add), Vec::new());
    assert_eq!(outputs, [by("Named", "Name"), by("Chosen", "IsProd"), by("Size", "Sizes"), new]);
    assert!(
        matches!(exports.as_slice(), [only] if only.starts_with("the export named changes its value")),
        "{exports:?}"
    );

    assert_eq!(changes(["dev", "dev"], ["x", "x"]), (vec![by("Size", "Sizes")], Vec::new()));
}

#[test]
fn parameters_and_capabilities_that_the_update_needs() {
    let new = "{Parameters: {P: {Type: String}}, Resources: {R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a}}}}";
    assert_eq!(of(Kind::Parameters, NOTHING, new)[0].name, "P");
    assert!(of(Kind::Capabilities, NOTHING, new)[0].text.contains("CAPABILITY_NAMED_IAM"));
    let unnamed = "{Resources: {R: {Type: 'AWS::IAM::Role'}}}";
    assert!(of(Kind::Capabilities, NOTHING, unnamed)[0].text.contains("CAPABILITY_IAM"));
    assert!(of(Kind::Capabilities, new, unnamed).is_empty());
    let transform = "{Transform: 'AWS::LanguageExtensions', Resources: {}}";
    assert!(of(Kind::Capabilities, NOTHING, transform)[0].text.contains("CAPABILITY_AUTO_EXPAND"));
}

const STAGED: &str = "
Parameters: {Stage: {Type: String, Default: dev}}
Mappings: {Sizes: {dev: {Delay: 1}, prod: {Delay: PROD}}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Always: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !FindInMap [Sizes, !Ref Stage, Delay]}}
  Prod: {Type: AWS::SQS::Queue, Condition: IsProd, DeletionPolicy: Delete}
  Named: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'jobs-${Stage}'}}
";

#[test]
fn what_a_change_does_depends_on_the_values_of_parameters() {
    let compare_with = |old: &str, new: &str, prod: &str| {
        let values = |stage: &str| {
            [("Stage".to_owned(), stage.to_owned())]
                .into_iter()
                .filter(|(_, stage)| !stage.is_empty())
                .collect()
        };
        let options =
            Options { old_parameters: values(old), new_parameters: values(new), ..Options::default() };
        compare(&template(&STAGED.replace("PROD", "5")), &template(&STAGED.replace("PROD", prod)), &options)
    };
    let actions = |found: &synth::diff::Difference| {
        found
            .resources
            .iter()
            .map(|change| format!("{} {}", change.logical_id, change.action.as_str()))
            .collect::<Vec<_>>()
    };
    // Nothing is known: the mapping may matter.
    assert_eq!(actions(&compare_with("", "", "9")), ["Always may update"]);
    // It does not for this value, and it does for that.
    assert!(actions(&compare_with("dev", "dev", "9")).is_empty());
    assert_eq!(actions(&compare_with("prod", "prod", "9")), ["Always update"]);
    // Another value creates what the condition holds back, and a name made of it is another one.
    assert_eq!(actions(&compare_with("dev", "prod", "5")), ["Always update", "Prod add", "Named replace"]);
    let back = compare_with("prod", "dev", "5");
    assert_eq!(actions(&back), ["Always update", "Prod remove", "Named replace"]);
    assert!(back.has(Kind::DataLoss));
}
