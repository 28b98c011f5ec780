use std::ops::ControlFlow;

use crate::analysis::Facts;
use crate::check::attributes::pointer;
use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::functions::Function;
use crate::check::engine::lookup::cases;
use crate::check::engine::path::Part;
use crate::check::engine::schema::{FactSchema, Schema};
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::check::template::{Check, Resource};
use crate::model::{Node, Step};
use crate::schema::{Fact, check_table, database};

const SOURCE: &str =
    "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3700",
        title: "Sources are in the first stage of a pipeline",
        about: "All actions of the first stage are sources, and none of a later one is.",
        source: SOURCE,
        wrong: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1'}, OutputArtifacts: [{Name: more}], Configuration: {RepositoryName: jobs, BranchName: main}}
",
        right: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}, InputArtifacts: [{Name: code}], Configuration: {ProjectName: jobs}}
",
        hooks: &[Hook::At(&[], category)],
    },
    Rule {
        id: "E3701",
        title: "The artifacts of a pipeline",
        about: "An action takes artifacts that an action before it has made, and no two actions make one \
                of the same name.",
        source: SOURCE,
        wrong: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}, InputArtifacts: [{Name: cod}], Configuration: {ProjectName: jobs}}
",
        right: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}, InputArtifacts: [{Name: code}], Configuration: {ProjectName: jobs}}
",
        hooks: &[Hook::Template(artifacts)],
    },
    Rule {
        id: "E3702",
        title: "How many artifacts an action takes and makes",
        about: "That depends on the owner, the category and the provider of the action.",
        source: SOURCE,
        wrong: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}, Configuration: {ProjectName: jobs}}
",
        right: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}, InputArtifacts: [{Name: code}], Configuration: {ProjectName: jobs}}
",
        hooks: &[Hook::At(&[], counts)],
    },
    Rule {
        id: "E3703",
        title: "The configuration of an action",
        about: "TemplatePath begins with the name of an artifact that the action takes, and RoleArn is \
                the ARN of a role.",
        source: SOURCE,
        wrong: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: '1'}, InputArtifacts: [{Name: code}], Configuration: {ActionMode: CREATE_UPDATE, StackName: jobs, TemplatePath: 'cod::jobs.yaml'}}
",
        right: r"Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
        - Name: First
          Actions:
            - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}, OutputArtifacts: [{Name: code}], Configuration: {S3Bucket: code, S3ObjectKey: jobs}}
        - Name: Then
          Actions:
            - {Name: Second, ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: '1'}, InputArtifacts: [{Name: code}], Configuration: {ActionMode: CREATE_UPDATE, StackName: jobs, TemplatePath: 'code::jobs.yaml'}}
",
        hooks: &[Hook::At(&[], configuration)],
    },
];

fn category(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let (Some(category), Some(first)) = (node.as_str(), is_in_first_stage(scope)) else { return };
    let message = if first && category != "Source" {
        format!("an action of the first stage is a source, and not '{category}'")
    } else if !first && !list("pipeline-later-categories", None).any(|known| known == category) {
        format!("an action of a later stage cannot be of the category '{category}'")
    } else {
        return;
    };
    faults.push(Fault { rule: Some("E3700"), ..scope.fault(message) });
}

/// Whether a place is in the first stage; nothing if conditions decide which stage comes first.
fn is_in_first_stage(scope: &Scope<'_, '_>) -> Option<bool> {
    let steps = scope.path.steps();
    let mut steps = steps.iter().skip_while(|step| **step != Step::Key("Stages".into())).skip(1).peekable();
    let is_if = |step: &Step<'_>| *step == Step::Key(Function::If.key().into());
    while let Some(step) = steps.next() {
        match step {
            Step::Index(index) => {
                return (!steps.peek().is_some_and(|next| is_if(next))).then_some(*index == 0);
            }
            // The branch of a condition is no stage.
            step if is_if(step) => {
                steps.next();
            }
            Step::Key(_) => {}
        }
    }
    None
}

/// An artifact that has been made: its name, when it is, and where.
type Made<'t> = (String, Facts<'t>, Vec<Step<'static>>);

fn artifacts(check: &Check<'_>, findings: &mut Findings) {
    for pipeline in check.resources().filter(|resource| resource.kind == "AWS::CodePipeline::Pipeline") {
        of_pipeline(check, pipeline, findings);
    }
}

fn of_pipeline(check: &Check<'_>, pipeline: &Resource<'_>, findings: &mut Findings) {
    let section = crate::check::engine::path::Path::ROOT.with(Part::Key("Resources"));
    let resource = section.with(Part::Key(&pipeline.name));
    let path = resource.with(Part::Key("Properties"));
    let properties = pipeline.body.and_then(|body| body.get("Properties"));
    let mut made: Vec<Made<'_>> = Vec::new();
    check.with_root_scope(|scope| {
        let scope = Scope { path: &path, ..*scope };
        let _ = scope.along(properties, &["Stages", "*", "Actions", "*"], &mut |action, at| {
            if action.is_none() {
                return NEXT;
            }
            let _ = at.along(action, &["InputArtifacts", "*", "Name"], &mut |name, at| {
                let Some(name) = name.and_then(Node::as_str) else { return NEXT };
                let together = |(other, facts, _): &Made<'_>| {
                    other == name && check.conditions.join(at.facts, facts).is_some()
                };
                if !made.iter().any(together) {
                    findings.add(
                        at.path.steps(),
                        format!("no action before this one makes the artifact '{name}'"),
                    );
                }
                NEXT
            });
            at.along(action, &["OutputArtifacts", "*", "Name"], &mut |name, at| {
                let Some(name) = name.and_then(Node::as_str) else { return NEXT };
                let steps = at.path.steps();
                let again = |(other, facts, _): &Made<'_>| {
                    other == name && check.conditions.join(at.facts, facts).is_some()
                };
                if made.iter().any(again) {
                    findings.add(steps, format!("an action before this one makes the artifact '{name}' too"));
                } else {
                    made.push((name.to_owned(), at.facts.clone(), steps));
                }
                NEXT
            })
        });
    });
}

fn counts(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(kind) = node.as_object().and_then(|action| action.get("ActionTypeId")).and_then(Node::as_object)
    else {
        return;
    };
    cases(scope, kind, &["Owner", "Category", "Provider"], &mut |case, facts| {
        let text = |name: &str| case.get(name).and_then(Node::as_str);
        let (Some(owner), Some(category), Some(provider)) =
            (text("Owner"), text("Category"), text("Provider"))
        else {
            return;
        };
        let counts = check_table("pipeline-artifact-counts")
            .and_then(|owners| owners.get(owner)?.get(category)?.get(provider));
        let Some(counts) = counts else { return };
        let scope = Scope { facts, ..*scope };
        for (name, bounds) in counts.entries() {
            let needed = bounds.get("minItems").and_then(Fact::as_integer).unwrap_or(0) > 0;
            let path = scope.path.with(Part::Key(name));
            let when = format!("for an action of {owner}, {category}, {provider}");
            match node.as_object().and_then(|action| action.get(name)) {
                None if needed => faults
                    .push(Fault { rule: Some("E3702"), ..scope.fault(format!("'{name}' is needed {when}")) }),
                None => {}
                Some(artifacts) => {
                    let found = Scope { path: &path, ..scope }.faults(artifacts, Schema::of(bounds));
                    faults.extend(found.into_iter().map(|fault| {
                        let message = format!("{} {when}", fault.message);
                        Fault { rule: Some("E3702"), message, ..fault }
                    }));
                }
            }
        }
    });
}

fn configuration(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if node.as_object().is_none() {
        return;
    }
    let _ = scope.along(Some(node), &["Configuration", "TemplatePath"], &mut |path, at| {
        let Some(path) = path.and_then(Node::as_str) else { return NEXT };
        let inner = Scope { path: scope.path, ..*at };
        let mut names = Vec::new();
        let found = inner.along(Some(node), &["InputArtifacts", "*", "Name"], &mut |name, _| {
            let Some(name) = name.and_then(Node::as_str) else { return NEXT };
            if path.strip_prefix(name).is_some_and(|rest| rest.starts_with("::")) {
                return ControlFlow::Break(());
            }
            names.push(name.to_owned());
            NEXT
        });
        if found.is_continue() {
            let artifact = path.split("::").next().unwrap_or_default();
            let message =
                format!("'{artifact}' is none of the artifacts that the action takes: {}", names.join(", "));
            faults.push(Fault { rule: Some("E3703"), ..at.fault(message) });
        }
        NEXT
    });
    let _ = scope.along(Some(node), &["Configuration", "RoleArn"], &mut |role, at| {
        if let Some(role) = role {
            let found = role_of_pipeline().map_or_else(Vec::new, |schema| at.faults(role, schema));
            faults.extend(found.into_iter().filter(|fault| !fault.unknown).map(|fault| Fault {
                rule: Some("E3703"),
                path: at.path.steps(),
                ..fault
            }));
        }
        NEXT
    });
}

/// What the pipeline's own role has to be, as any role.
fn role_of_pipeline() -> Option<Schema> {
    let fact = database().get("AWS::CodePipeline::Pipeline")?;
    Some(pointer(FactSchema { fact, root: fact, reduced: false }, "RoleArn"))
}
