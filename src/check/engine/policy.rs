//! What rules about policies share: their statements, and the patterns in them.

use super::path::Part;
use super::scope::Scope;
use super::values::from_json;
use crate::check::registry::NEXT;
use crate::model::{Node, Object};

/// Shows the statements of a policy, which is an object or the text of one.
pub(crate) fn statements(scope: &Scope<'_, '_>, policy: &Node, see: &mut dyn FnMut(&Object, &Scope<'_, '_>)) {
    let parsed = policy.as_str().and_then(from_json);
    let Some(policy) = parsed.as_ref().unwrap_or(policy).as_object() else { return };
    let Some(statements) = policy.get("Statement") else { return };
    let path = scope.path.with(Part::Key("Statement"));
    let steps: &[&str] = if statements.as_list().is_some() { &["*"] } else { &[] };
    let _ = Scope { path: &path, ..*scope }.along(Some(statements), steps, &mut |found, at| {
        if let Some(statement) = found.and_then(Node::as_object) {
            see(statement, at);
        }
        NEXT
    });
}

/// The items of a list, or the one value that stands for a list of it.
pub(crate) fn items(node: &Node) -> &[Node] {
    node.as_list().unwrap_or(std::slice::from_ref(node))
}

/// Whether a statement allows something.
pub(crate) fn allows(statement: &Object) -> bool {
    statement.get("Effect").and_then(Node::as_str) == Some("Allow")
}

/// Whether a statement is for everyone, whatever its conditions say.
pub(crate) fn is_for_everyone(statement: &Object) -> bool {
    let is_everyone = |node: &Node| items(node).iter().any(|item| item.as_str() == Some("*"));
    statement.get("Principal").is_some_and(|principal| {
        is_everyone(principal)
            || principal.as_object().and_then(|kinds| kinds.get("AWS")).is_some_and(is_everyone)
    })
}

/// Keys of conditions, in small letters, that leave open who it is that asks: everyone can fulfil them.
const OPEN_KEYS: [&str; 13] = [
    "aws:currenttime",
    "aws:epochtime",
    "aws:referer",
    "aws:securetransport",
    "aws:useragent",
    "s3:authtype",
    "s3:delimiter",
    "s3:max-keys",
    "s3:prefix",
    "s3:signatureversion",
    "s3:tlsversion",
    "s3:x-amz-acl",
    "s3:x-amz-server-side-encryption",
];

/// Whether the conditions of a statement leave out some of those whom it names. What is not understood does.
pub(crate) fn is_restricted(statement: &Object) -> bool {
    let Some(condition) = statement.get("Condition") else { return false };
    let Some(operators) = condition.as_object() else { return true };
    operators.iter().any(|operator| {
        let Some(keys) = operator.node.as_object() else { return true };
        keys.iter().any(|entry| !OPEN_KEYS.contains(&entry.key.to_ascii_lowercase().as_str()))
    })
}

/// Whether a statement allows everyone something, whatever the circumstances.
pub(crate) fn is_open(statement: &Object) -> bool {
    allows(statement) && is_for_everyone(statement) && !is_restricted(statement)
}

/// Whether a name fits a pattern in which `*` stands for any characters and `?` for any one.
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut read) = (0, 0);
    // Where to go on when what follows the last `*` does not fit: that has to stand for one more then.
    let mut again = None;
    while let Some(byte) = name.get(read) {
        match pattern.get(at) {
            Some(b'*') => {
                at += 1;
                again = Some((at, read));
            }
            Some(expected) if expected == byte || *expected == b'?' => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((after, from)) = again else { return false };
                at = after;
                read = from + 1;
                again = Some((after, read));
            }
        }
    }
    pattern.iter().skip(at).all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn wildcards_stand_for_characters() {
        assert!(
            fits("get*", "getobject")
                && fits("*", "")
                && fits("*object*l", "getobjectacl")
                && fits("?et*", "get")
        );
        assert!(!fits("get", "getobject") && !fits("?get", "get") && !fits("*acl*x", "getobjectacl"));
    }
}
