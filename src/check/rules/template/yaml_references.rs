use crate::analysis::SERVERLESS;
use crate::check::Check;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, Rule};
use crate::diag::Origin;
use crate::model::{Node, Step, Value};

const FORMATS: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W1100",
        title: "A YAML merge",
        about: "CloudFormation does not know `<<`. `aws cloudformation package` writes the merged entries out.",
        source: FORMATS,
        wrong: r"Resources:
  Topic: &topic
    Type: AWS::SNS::Topic
  Other:
    <<: *topic
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
  Other:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Template(merges)],
    },
    Rule {
        id: "W1101",
        title: "A YAML alias",
        about: "CloudFormation does not know aliases such as `*name`. `aws cloudformation package` and SAM put what they stand \
                for in their place.",
        source: FORMATS,
        wrong: r"Resources:
  Topic: &topic
    Type: AWS::SNS::Topic
  Other: *topic
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
  Other:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Template(aliases)],
    },
];

fn aliases(check: &Check<'_>, findings: &mut Findings) {
    let Some(document) = check.document.filter(|_| !check.has_transform(SERVERLESS)) else { return };
    for alias in &document.aliases {
        let message = format!("CloudFormation does not resolve the alias '*{}'", alias.name);
        findings.add_at(Origin::Text(alias.span), message);
    }
}

fn merges(check: &Check<'_>, findings: &mut Findings) {
    let Some(document) = check.document else { return };
    let mut places: Vec<Vec<Step<'static>>> = Vec::new();
    for alias in &document.aliases {
        if !is_merged(document.source.text().get(..alias.span.start as usize).unwrap_or_default()) {
            continue;
        }
        let place = object_at(check.root, alias.span.start);
        if !places.contains(&place) {
            findings.add(place.clone(), "CloudFormation does not merge what '<<' names into this");
            places.push(place);
        }
    }
}

/// Whether the text ends in `<<:`, and perhaps the beginning of a list of aliases.
fn is_merged(before: &str) -> bool {
    let mut rest = before.trim_end();
    loop {
        if rest.ends_with("<<:") {
            return true;
        }
        rest = match rest.strip_suffix(['[', ',']) {
            Some(rest) => rest.trim_end(),
            None => {
                let name = rest
                    .trim_end_matches(|char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-'));
                match name.strip_suffix('*') {
                    Some(name) if name.len() + 1 < rest.len() => name.trim_end(),
                    _ => return false,
                }
            }
        };
    }
}

/// The path to the innermost object around a place in the text.
fn object_at(root: &Node, place: u32) -> Vec<Step<'static>> {
    let is_around =
        |node: &Node| node.origin.span().is_some_and(|span| span.start <= place && place < span.end);
    let mut path = Vec::new();
    let mut found = 0;
    let mut node = root;
    loop {
        let next = match &node.value {
            Value::Object(object) => {
                found = path.len();
                let entry = object.iter().find(|entry| is_around(&entry.node));
                entry.map(|entry| (Step::Key(entry.key.clone().into_owned().into()), &entry.node))
            }
            Value::List(items) => {
                let item = items.iter().enumerate().find(|(_, item)| is_around(item));
                item.map(|(index, item)| (Step::Index(index), item))
            }
            _ => None,
        };
        let Some((step, inner)) = next else { break };
        path.push(step);
        node = inner;
    }
    path.truncate(found);
    path
}
