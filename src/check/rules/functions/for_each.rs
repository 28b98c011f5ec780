use crate::analysis::{LANGUAGE_EXTENSIONS, is_loop};
use crate::check::Check;
use crate::check::engine::path::text;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Step, Value};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E0001",
        title: "A transform that cannot run",
        about: "The loops of a template run before anything else is looked at. Where one cannot, nothing more is known of the \
                template, and its stack cannot be made.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html",
        wrong: "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - [A, B]\n    \
                - Topic:\n        Type: AWS::SNS::Topic\n",
        right: "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - [A, B]\n    \
                - Topic${Name}:\n        Type: AWS::SNS::Topic\n",
        hooks: &[],
    },
    Rule {
        id: "E1032",
        title: "Fn::ForEach without its transform",
        about: "Loops are run by the transform AWS::LanguageExtensions. Without it CloudFormation takes Fn::ForEach for a \
                name.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html",
        wrong: "Resources:\n  Fn::ForEach::Topics:\n    - Name\n    - [A, B]\n    - Topic${Name}:\n        \
                Type: AWS::SNS::Topic\n",
        right: "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - [A, B]\n    \
                - Topic${Name}:\n        Type: AWS::SNS::Topic\n",
        hooks: &[Hook::Template(needs_transform)],
    },
];

fn needs_transform(check: &Check<'_>, findings: &mut Findings) {
    if !check.has_transform(LANGUAGE_EXTENSIONS) {
        search(check.written, &mut Vec::new(), findings);
    }
}

fn search(node: &Node, path: &mut Vec<Step<'static>>, findings: &mut Findings) {
    match &node.value {
        Value::Object(object) => {
            for entry in object {
                let is_loop = is_loop(&entry.key);
                // Steps are made for objects only that may hold loops: most values are plain.
                if !is_loop && !matches!(entry.node.value, Value::Object(_) | Value::List(_)) {
                    continue;
                }
                path.push(Step::Key(entry.key.clone()));
                if is_loop {
                    let place = text(path);
                    findings
                        .add(path.clone(), format!("{place} needs the transform '{LANGUAGE_EXTENSIONS}'"));
                }
                search(&entry.node, path, findings);
                path.pop();
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                search(item, path, findings);
                path.pop();
            }
        }
        _ => {}
    }
}
