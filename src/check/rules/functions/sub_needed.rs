use crate::check::Check;
use crate::check::engine::path::text;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, Rule};
use crate::check::uses::Use;
use crate::model::{Node, PseudoParameter, Step};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E1029",
    title: "A variable in text that nothing fills in",
    about: "`${Name}` is replaced only within `Fn::Sub`. Elsewhere it stays as it is, which is seldom meant when the name is \
            that of a parameter or resource.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html",
    wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: jobs-${AWS::Region}
",
    right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub jobs-${AWS::Region}
",
    hooks: &[Hook::Template(unfilled)],
}];

fn unfilled(check: &Check<'_>, findings: &mut Findings) {
    for used in &check.uses().placeholders {
        let is_template = matches!(used.path.last(), Some(Step::Key(key)) if key == "TemplateBody");
        if is_template || used.is_in("Fn::Sub") {
            continue;
        }
        for name in used.node.as_str().into_iter().flat_map(names) {
            if is_substituted(check, used, name) || !(used.is_in("DefinitionString") || is_known(check, name))
            {
                continue;
            }
            let steps = used.steps();
            let message =
                format!("'${{{name}}}' is only replaced within Fn::Sub, which is not at {}", text(&steps));
            findings.add(steps, message);
        }
    }
}

/// What stands between `${` and `}`, where all of it can be part of a name.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | ':' | '.');
    text.split("${").skip(1).filter_map(move |rest| {
        let (name, _) = rest.split_once('}')?;
        (!name.is_empty() && name.chars().all(is_part)).then_some(name)
    })
}

/// Whether a state machine's own substitutions fill it in.
fn is_substituted(check: &Check<'_>, used: &Use<'_>, name: &str) -> bool {
    ["DefinitionString", "Definition"].into_iter().any(|key| {
        let Some(depth) = used.path.iter().position(|step| matches!(step, Step::Key(other) if other == key))
        else {
            return false;
        };
        let owner = used.path.iter().take(depth).try_fold(check.root, |node, step| match step {
            Step::Key(key) => node.as_object()?.get(key),
            Step::Index(_) => None,
        });
        let substitutions =
            owner.and_then(Node::as_object).and_then(|owner| owner.get("DefinitionSubstitutions"));
        substitutions.and_then(Node::as_object).is_some_and(|all| all.get(name).is_some())
    })
}

/// Whether the name is one that `Fn::Sub` would know.
fn is_known(check: &Check<'_>, name: &str) -> bool {
    if check.parameter(name).is_some()
        || check.resource(name).is_some()
        || PseudoParameter::from_name(name).is_some()
    {
        return true;
    }
    if check
        .resources()
        .any(|other| other.kind.ends_with("::MODULE") && name.starts_with(other.name.as_ref()))
    {
        return true;
    }
    let Some((resource, attribute)) = name.split_once('.') else { return false };
    let regions: Vec<&str> = check.settings.regions.iter().map(String::as_str).collect();
    let attributes = check.resource(resource).and_then(|resource| check.attributes(resource, &regions));
    attributes.is_some_and(|attributes| attributes.kinds(attribute).is_some())
}
