//! What must not be shown: values of `NoEcho` parameters, and what looks like a secret.

use std::collections::BTreeSet;

use super::edit::{Edit, Step};
use crate::model::{Node, Section, Value};
use crate::schema::{Fact, check_table};

/// What stands in place of a secret.
pub const MASK: &str = "******";

/// Knows what is secret in two templates.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    parameters: BTreeSet<String>,
    values: BTreeSet<String>,
}

/// Shorter values would occur by accident.
const SHORTEST: usize = 4;

impl Secrets {
    /// Reads which parameters a template masks.
    pub(super) fn add_template(&mut self, root: &Node) {
        let parameters = root.as_object().and_then(|root| root.get(Section::Parameters.as_str()));
        for entry in parameters.and_then(Node::as_object).into_iter().flatten() {
            let Some(parameter) = entry.node.as_object() else { continue };
            let is_masked = match parameter.get("NoEcho").map(|node| &node.value) {
                None | Some(Value::Null | Value::Bool(false)) => false,
                Some(Value::String(text)) => !text.is_empty() && !text.eq_ignore_ascii_case("false"),
                Some(_) => true,
            };
            if is_masked || looks_secret(&entry.key) {
                self.parameters.insert(entry.key.to_string());
                let default = parameter.get("Default").and_then(Node::as_str);
                self.add_value(default.unwrap_or_default());
            }
        }
    }

    /// Adds the value of a parameter, if that is secret.
    pub(super) fn add_parameter(&mut self, name: &str, value: &str) {
        if self.is_parameter(name) {
            self.add_value(value);
        }
    }

    fn add_value(&mut self, value: &str) {
        if value.len() >= SHORTEST {
            self.values.insert(value.to_owned());
        }
    }

    /// Whether the value of that parameter is secret.
    pub(super) fn is_parameter(&self, name: &str) -> bool {
        self.parameters.contains(name) || looks_secret(name)
    }

    /// The text without what is secret in it.
    pub(super) fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let mut found: Vec<&String> =
            self.values.iter().filter(|value| text.contains(value.as_str())).collect();
        // One may be the beginning of another.
        found.sort_by_key(|value| std::cmp::Reverse(value.len()));
        for value in found {
            text = text.replace(value.as_str(), MASK);
        }
        if text.lines().any(line_is_secret) {
            text = text.split_inclusive('\n').map(mask_line).collect();
        }
        text
    }

    /// Masks what is secret in an edit.
    pub(super) fn mask(&self, edit: &mut Edit) {
        let is_secret = self.is_secret_place(&edit.path);
        for node in [&mut edit.old, &mut edit.new].into_iter().flatten() {
            self.mask_node(node, is_secret);
        }
        for step in &mut edit.path {
            if let Step::Item(item) = step {
                item.name = item.name.as_ref().map(|name| self.text(name));
            }
        }
    }

    fn is_secret_place(&self, path: &[Step]) -> bool {
        let parameter = match path {
            [Step::Key(section), Step::Key(name), Step::Key(attribute), ..] => {
                section == Section::Parameters.as_str()
                    && self.is_parameter(name)
                    && ["Default", "AllowedValues", "Value"].contains(&attribute.as_str())
            }
            _ => false,
        };
        let in_parameters =
            matches!(path.first(), Some(Step::Key(section)) if section == Section::Parameters.as_str());
        parameter
            || (!in_parameters
                && path.iter().any(|step| match step {
                    Step::Key(key) => looks_secret(key),
                    Step::Item(item) => item
                        .name
                        .as_ref()
                        .and_then(|name| name.split_once('='))
                        .is_some_and(|(_, name)| looks_secret(name)),
                }))
    }

    /// Masks a value: all texts, if the place is secret, and else what is secret wherever it stands.
    pub(super) fn mask_node(&self, node: &mut Node, is_secret: bool) {
        match &mut node.value {
            Value::String(text) if is_secret && !is_reference(text) => *text = MASK.into(),
            Value::String(text) => *text = self.text(text).into(),
            Value::Number(_) if is_secret => node.value = Value::String(MASK.into()),
            Value::List(items) => items.iter_mut().for_each(|item| self.mask_node(item, is_secret)),
            Value::Object(object) => {
                let is_function = object.len() == 1
                    && object
                        .iter()
                        .all(|entry| matches!(entry.key.as_ref(), "Ref" | "Fn::GetAtt" | "Fn::ImportValue"));
                if is_function {
                    return;
                }
                let is_masked_parameter = object.get("NoEcho").is_some() && object.get("Type").is_some();
                let named =
                    ["Name", "Key"].iter().filter_map(|key| object.get(key)?.as_str()).any(looks_secret);
                for entry in object.iter_mut() {
                    let is_value = named && entry.key == "Value";
                    let is_default =
                        is_masked_parameter && ["Default", "AllowedValues"].contains(&entry.key.as_ref());
                    let is_secret = is_secret || is_value || is_default || looks_secret(&entry.key);
                    self.mask_node(&mut entry.node, is_secret);
                }
            }
            _ => {}
        }
    }
}

/// Whether a text only says where a secret is.
fn is_reference(text: &str) -> bool {
    text.starts_with("{{resolve:") || text.starts_with("arn:")
}

/// Whether what has that name is a secret.
fn looks_secret(name: &str) -> bool {
    let known = check_table("password-properties");
    if known.is_some_and(|names| names.items().filter_map(Fact::as_str).any(|known| known == name)) {
        return true;
    }
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    [
        "password",
        "passwd",
        "passphrase",
        "secret",
        "secretkey",
        "secretstring",
        "token",
        "apikey",
        "privatekey",
        "accesskey",
        "credential",
        "credentials",
    ]
    .iter()
    .any(|end| plain.ends_with(end))
        || is_pass(name)
}

/// `PASS`, `DB_PASS` and `dbPwd`, but not the word of a sentence.
fn is_pass(name: &str) -> bool {
    let word = last_word(name);
    let is_name = word != name || !name.contains(|character: char| character.is_ascii_lowercase());
    is_name && ["pass", "pwd"].contains(&word.to_ascii_lowercase().as_str())
}

/// The last word of a name: `PASS` of `DB_PASS`, and `Pass` of `dbPass`.
fn last_word(name: &str) -> &str {
    let word = name.rsplit(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or(name);
    let is_lower = |character: char| character.is_ascii_lowercase();
    let start = word
        .char_indices()
        .zip(word.chars().skip(1))
        .filter(|((_, before), after)| is_lower(*before) && !is_lower(*after))
        .map(|((index, _), _)| index + 1)
        .last();
    start.and_then(|start| word.get(start..)).unwrap_or(word)
}

/// How tokens of well-known services begin, and how long they are at least.
const KNOWN_TOKENS: [(&str, usize); 10] = [
    ("AKIA", 20),
    ("ASIA", 20),
    ("ghp_", 40),
    ("github_pat_", 30),
    ("glpat-", 20),
    ("sk_live_", 20),
    ("sk_test_", 20),
    ("xapp-", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
];

/// Where the password of `https://name:password@host` begins.
fn password_of_url(line: &str) -> Option<usize> {
    let start = line.find("://")? + 3;
    let rest = line.get(start..)?;
    let end = rest.find(|character: char| character.is_whitespace() || "/\"'`<>".contains(character));
    let host = rest.get(..end.unwrap_or(rest.len()))?;
    let (user, _) = host.rsplit_once('@')?;
    let (name, password) = user.split_once(':')?;
    (!password.is_empty() && !password.starts_with(['$', '{', '<'])).then_some(start + name.len() + 1)
}

/// Whether something in the line is a secret by its looks.
fn line_is_secret(line: &str) -> bool {
    secret_from(line).is_some()
}

/// Where the secret of a line begins.
fn secret_from(line: &str) -> Option<usize> {
    if let Some(start) = line.find("-----BEGIN ").filter(|_| line.contains("PRIVATE KEY")) {
        return Some(start);
    }
    for (prefix, length) in KNOWN_TOKENS {
        if let Some(start) = line.find(prefix) {
            let word = line
                .get(start..)?
                .chars()
                .take_while(|character| character.is_ascii_alphanumeric() || "_-".contains(*character));
            if word.count() >= length {
                return Some(start);
            }
        }
    }
    if let Some(start) = password_of_url(line) {
        return Some(start);
    }
    // NAME=value, "name": "value": only where a value follows that is written out.
    let (at, _) = line.match_indices(['=', ':']).find(|(at, _)| {
        let name = line.get(..*at).unwrap_or_default().trim_end_matches(['"', '\'', ' ']);
        let name = name
            .rsplit(|character: char| {
                !(character.is_ascii_alphanumeric() || character == '_' || character == '-')
            })
            .next();
        let value = line.get(at + 1..).unwrap_or_default();
        // What is not written out is a call or an expression.
        let is_quoted = value.trim_start().starts_with(['"', '\'']);
        let value = value.trim_start_matches([' ', '"', '\'']);
        name.is_some_and(looks_secret)
            && value.len() >= SHORTEST
            && !value.starts_with(['$', '<', '{', '(', ':', '='])
            && (is_quoted
                || value
                    .chars()
                    .take_while(|character| !character.is_whitespace())
                    .all(|character| !"()[]{}".contains(character)))
    })?;
    Some(at + 1)
}

fn mask_line(line: &str) -> String {
    match secret_from(line).and_then(|start| line.get(..start)) {
        Some(before) => format!("{before}{MASK}{}", if line.ends_with('\n') { "\n" } else { "" }),
        None => line.to_owned(),
    }
}
