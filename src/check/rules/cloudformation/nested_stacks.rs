use crate::check::engine::dynamic_reference::occurs;
use crate::check::engine::lookup::cases;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Object, Step};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3043",
    title: "The parameters of a nested stack",
    about: "Where the template of a nested stack is a local file, the parameters that it is given are \
            those that it has, and those without a default value are given.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
    wrong: "",
    right: "",
    hooks: &[Hook::Template(nested)],
}];

fn nested(check: &Check<'_>, findings: &mut Findings) {
    for stack in check.resources() {
        let location = match stack.kind {
            "AWS::CloudFormation::Stack" => "TemplateURL",
            "AWS::Serverless::Application" => "Location",
            _ => continue,
        };
        let Some(properties) = stack.properties() else { continue };
        check.with_root_scope(|scope| {
            cases(scope, properties, &[location, "Parameters"], &mut |case, facts| {
                let given = case.get("Parameters").and_then(Node::as_object);
                let file = case.get(location).and_then(Node::as_str).filter(|file| !occurs(file));
                let (Some(given), Some(file)) = (given, file) else { return };
                let Some(wanted) = check.nested_template(file).and_then(parameters) else { return };
                let when: Vec<String> =
                    facts.statuses().map(|(name, value, _)| format!("'{name}' is {value}")).collect();
                compare(&stack.name, file, given, &wanted, &when.join(" and "), findings);
            });
        });
    }
}

/// The parameters of a template.
fn parameters(root: Node) -> Option<Object> {
    Some(match root.as_object()?.get("Parameters") {
        Some(parameters) => parameters.as_object()?.clone(),
        None => Object::new(),
    })
}

fn compare(stack: &str, file: &str, given: &Object, wanted: &Object, when: &str, findings: &mut Findings) {
    let path = steps(["Resources", stack, "Properties", "Parameters"]);
    let when = if when.is_empty() { String::new() } else { format!(" when {when}") };
    for entry in given.iter().filter(|entry| wanted.get(&entry.key).is_none()) {
        let mut path = path.clone();
        if when.is_empty() {
            path.push(Step::Key(entry.key.clone()));
        }
        findings.add(path, format!("'{file}' has no parameter '{}'{when}", entry.key));
    }
    for entry in wanted.iter().filter(|entry| given.get(&entry.key).is_none()) {
        if entry.node.as_object().is_none_or(|parameter| parameter.get("Default").is_none()) {
            findings.add(
                path.clone(),
                format!("'{file}' needs the parameter '{}', which '{stack}' does not give{when}", entry.key),
            );
        }
    }
}
