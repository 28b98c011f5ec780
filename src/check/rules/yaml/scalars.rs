use crate::check::engine::path::{Part, Path};
use crate::check::finding::Findings;
use crate::check::registry::{Hook, Rule};
use crate::check::scalars::meanings;
use crate::check::template::Check;
use crate::diag::{Origin, Source};
use crate::model::{Node, Value};
use crate::parse::Format;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "account-number",
        title: "Account numbers that are read as octal numbers",
        about: "Without quotes, digits below 8 after a 0 are an octal number: CloudFormation sees another account. Put the number of an \
                account in quotes.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html",
        wrong: r"Mappings:
  Accounts:
    Production: {Number: 012345670123}
Resources: {}
",
        right: r"Mappings:
  Accounts:
    Production: {Number: '012345670123'}
Resources: {}
",
        hooks: &[Hook::Template(account_numbers)],
    },
    Rule {
        id: "yaml-versions",
        title: "Values that versions of YAML read differently",
        about: "CloudFormation reads YAML 1.1, and many editors and tools 1.2: 'yes', '012' and '12:30' mean different things to them. Put \
                texts in quotes, and write truths and numbers in the plain way.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html",
        wrong: r"Mappings:
  Countries:
    Norway: {Code: NO}
Resources: {}
",
        right: r"Mappings:
  Countries:
    Norway: {Code: 'NO'}
Resources: {}
",
        hooks: &[Hook::Template(versions)],
    },
];

fn account_numbers(check: &Check<'_>, findings: &mut Findings) {
    each_plain(check, &mut |text, path| {
        let is_octal =
            text.len() == 12 && text.starts_with('0') && text.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
        if is_octal {
            let message = format!("{text} is an octal number, and no account number: put it in quotes");
            findings.add(path.steps(), message);
        }
    });
}

fn versions(check: &Check<'_>, findings: &mut Findings) {
    if check.is_off("yaml-versions") {
        return;
    }
    each_plain(check, &mut |text, path| {
        if let Some((first, second)) = meanings(text) {
            let message = format!("{text} is {first} in YAML 1.1, and {second} in YAML 1.2");
            findings.add(path.steps(), message);
        }
    });
}

/// Shows the keys and values of one line that stand without quotes in a template in YAML.
fn each_plain(check: &Check<'_>, see: &mut dyn FnMut(&str, &Path<'_>)) {
    let document = check.document.filter(|document| document.format == Format::Yaml);
    if let Some(document) = document {
        walk(check.root, &document.source, &Path::ROOT, see);
    }
}

fn walk(node: &Node, source: &Source, path: &Path<'_>, see: &mut dyn FnMut(&str, &Path<'_>)) {
    match &node.value {
        Value::Object(object) => {
            for entry in object {
                let path = path.with(Part::Key(&entry.key));
                show(entry.key_origin, source, &path, see);
                walk(&entry.node, source, &path, see);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, source, &path.with(Part::Index(index)), see);
            }
        }
        Value::Number(_) | Value::Bool(_) | Value::String(_) => show(node.origin, source, path, see),
        Value::Null | Value::Intrinsic(_) => {}
    }
}

fn show(origin: Origin, source: &Source, path: &Path<'_>, see: &mut dyn FnMut(&str, &Path<'_>)) {
    let text = origin.span().map_or("", |span| source.slice(span));
    // Quotes, blocks, tags and anchors begin with other characters.
    if text.starts_with(|first: char| first.is_ascii_alphanumeric() || matches!(first, '+' | '-')) {
        see(text, path);
    }
}
