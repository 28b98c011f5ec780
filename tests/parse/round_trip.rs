//! A template that is read, recognised and written, in YAML or in JSON, is read as the same again.

use synth::emit::{self, Format};
use synth::model::{Node, Object, Value, plain_object};
use synth::parse::parse;

use super::corpus::{own_documents, real_templates};

#[test]
fn what_is_written_is_what_was_read() {
    let mut count = 0;
    for (name, bytes) in own_documents().into_iter().chain(real_templates()) {
        let document = parse(&name, &bytes);
        if !document.problems.is_empty() {
            continue;
        }
        let Some(template) = document.template() else { continue };
        count += 1;
        let read = dotted(document.root.as_ref().unwrap());
        let plain = Node::from(plain_object(template.root()));
        same(&name, "recognised", &dotted(&plain), &read);
        for format in [Format::Yaml, Format::Json] {
            let text = emit::to_string(&template, format);
            let again = parse(&name, text.as_bytes());
            assert!(again.problems.is_empty(), "{name}: {}\n{text}", crate::reports(&again));
            same(&name, &format!("{format:?}"), &dotted(again.root.as_ref().unwrap()), &read);
            let rewritten = emit::to_string(&again.template().unwrap(), format);
            assert_eq!(rewritten, text, "{name} is not written the same again");
        }
    }
    println!("{count} templates");
}

fn same(name: &str, what: &str, read: &Node, meant: &Node) {
    if read != meant {
        let lines = |node: &Node| emit::node_to_string(node, Format::Json);
        let (read, meant) = (lines(read), lines(meant));
        let first = read.lines().zip(meant.lines()).find(|(read, meant)| read != meant);
        panic!("{name}, {what}: {first:?}");
    }
}

/// The tree with `Fn::GetAtt` as a list, which the long form may write as one text too; entries in one order, as
/// sections and attributes are written in AWS's; and of a key that occurs twice the last value, which is the one that
/// readers keep.
fn dotted(node: &Node) -> Node {
    match &node.value {
        Value::List(items) => Node::list(items.iter().map(dotted)),
        Value::Object(object) => {
            let mut entries: Vec<(String, Node)> = Vec::new();
            for entry in object {
                let split = (entry.key == "Fn::GetAtt" && object.len() == 1)
                    .then(|| entry.node.as_str()?.split_once('.'))
                    .flatten();
                let node = match split {
                    Some((id, attribute)) => Node::list([id.to_owned().into(), attribute.to_owned().into()]),
                    None => dotted(&entry.node),
                };
                entries.push((entry.key.to_string(), node));
            }
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Object::from_iter(entries).into()
        }
        value => value.clone().into(),
    }
}
