//! Who a policy speaks of.

use super::parts::Names;
use super::pattern::{Letter, Pattern, plain_letters};
use super::statement::Set;
use crate::model::Node;

/// Reads `Principal` or `NotPrincipal`.
///
/// An account is everybody in it, which is what naming it comes to: it can give the permission on to whomever it likes.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
pub(super) fn read(node: &Node, not: bool, names: &Names) -> Set {
    let mut patterns = Vec::new();
    match node.as_object() {
        Some(object) => {
            for entry in object {
                let one = std::slice::from_ref(&entry.node);
                for value in entry.node.as_list().unwrap_or(one) {
                    patterns.extend(principal(&entry.key, value, names));
                }
            }
        }
        None => {
            let one = std::slice::from_ref(node);
            for value in node.as_list().unwrap_or(one) {
                patterns.extend(principal("AWS", value, names));
            }
        }
    }
    Set { patterns, not }
}

/// What everybody is called.
pub(super) const EVERYONE: &str = "everyone";

fn everyone() -> Pattern {
    Pattern { text: EVERYONE.to_owned(), ..Pattern::everything() }
}

/// One principal of the kind: `AWS`, `Service`, `Federated` or `CanonicalUser`.
pub(super) fn principal(kind: &str, value: &Node, names: &Names) -> Option<Pattern> {
    let pattern = names.text(value)?;
    if pattern.text == "*" {
        return Some(everyone());
    }
    let known = |prefix: &str, text: String| {
        let mut letters = plain_letters(prefix);
        letters.extend(pattern.letters.iter().cloned());
        Some(Pattern { text, letters })
    };
    let text = &pattern.text;
    match kind {
        "Service" => known("service:", format!("service `{text}`")),
        "Federated" => known("federated:", format!("identity provider `{text}`")),
        "CanonicalUser" => known("canonical:", format!("canonical user `{text}`")),
        _ => Some(of_account(&pattern, names)),
    }
}

/// An account, or somebody in one: `aws:ACCOUNT:WHO`.
fn of_account(pattern: &Pattern, names: &Names) -> Pattern {
    let own_account = [Letter::Token("${AWS::AccountId}".to_owned())];
    let is_account = |letters: &[Letter]| {
        letters == own_account
            || (letters.len() == 12
                && letters.iter().all(|letter| matches!(letter, Letter::Char(c) if c.is_ascii_digit())))
    };
    let join = |account: &[Letter], who: &[Letter]| {
        let mut letters = plain_letters("aws:");
        letters.extend_from_slice(account);
        letters.push(Letter::Char(':'));
        letters.extend_from_slice(who);
        letters
    };
    let account = |account: &[Letter]| {
        let text = account.iter().map(super::parts::letter_text).collect::<String>();
        Pattern { text: format!("account `{text}`"), letters: join(account, &[Letter::AnyMany]) }
    };
    if is_account(&pattern.letters) {
        return account(&pattern.letters);
    }
    let text = format!("`{}`", pattern.text);
    let mut parts = pattern.letters.splitn(6, |letter| *letter == Letter::Char(':'));
    let parts: [&[Letter]; 6] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    let [arn, .., number, who] = parts;
    if arn == plain_letters("arn") && is_account(number) && !who.is_empty() {
        if who == plain_letters("root") {
            return account(number);
        }
        return Pattern { text, letters: join(number, who) };
    }
    // Who is made by this template is in the account of its stack.
    if let [Letter::Token(token)] = pattern.letters.as_slice() {
        let name = token.strip_prefix("${").and_then(|name| name.strip_suffix(".Arn}"));
        if name.and_then(|name| names.types.get(name)).is_some_and(|kind| kind.starts_with("AWS::IAM::")) {
            return Pattern { text, letters: join(&own_account, &pattern.letters) };
        }
    }
    let mut letters = plain_letters("id:");
    letters.extend(pattern.letters.iter().cloned());
    Pattern { text, letters }
}

/// Whether it is somebody outside the account of the stack, or may be.
pub(super) fn is_foreign(pattern: &Pattern) -> bool {
    let own = "aws:".chars().map(Letter::Char).chain([Letter::Token("${AWS::AccountId}".to_owned())]);
    let in_own_account = own.zip(&pattern.letters).all(|(own, letter)| own == *letter);
    !(in_own_account || pattern.starts_with("service:"))
}
