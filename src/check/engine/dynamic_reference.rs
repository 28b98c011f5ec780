//! Dynamic references: `{{resolve:ssm:name}}` in a string.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>

use super::fault::{Fault, Faults};
use super::schema::Schema;
use super::scope::Scope;
use crate::check::registry;

/// Whether the text holds one, or begins to.
pub(crate) fn occurs(text: &str) -> bool {
    reference(text).is_some()
}

/// The last reference of the first line that has one, without its braces.
fn reference(text: &str) -> Option<&str> {
    if !text.contains('{') {
        return None;
    }
    text.lines().find_map(|line| {
        let start = line.rfind("{{resolve:")?;
        let inner = line.get(start + 2..)?;
        let end = inner.rfind("}}")?;
        inner.get(..end).filter(|inner| inner.len() > "resolve:".len())
    })
}

/// Whether the text holds what would be a reference but for its spaces.
pub(crate) fn is_misspelt(text: &str) -> bool {
    text.contains('{')
        && text.match_indices("{{").any(|(at, _)| {
            let inner = text.get(at + 2..).unwrap_or_default();
            let Some(rest) = inner.trim_start().strip_prefix("resolve") else { return false };
            let service = rest.trim_start().strip_prefix(':').unwrap_or_default().trim_start();
            let named = ["ssm-secure", "ssm", "secretsmanager"].into_iter().any(|name| {
                service.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(':'))
            });
            inner.starts_with(char::is_whitespace) && named
        })
}

/// Adds what is wrong with the form of a reference.
pub(super) fn check(scope: &Scope<'_, '_>, text: &str, schema: Schema, faults: &mut Faults) {
    let Some(reference) = reference(text) else { return };
    let before = faults.len();
    check_form(scope, reference, faults);
    for fault in faults.iter_mut().skip(before) {
        fault.rule = Some("E1050");
    }
    if faults.len() == before || reference.split(':').count() >= 3 {
        registry::run_dynamic_reference(scope, reference, schema, faults);
    }
}

fn check_form(scope: &Scope<'_, '_>, reference: &str, faults: &mut Faults) {
    let parts: Vec<&str> = reference.split(':').collect();
    let mut wrong =
        |message: String| faults.push(Fault { keyword: "dynamicReference", ..scope.fault(message) });
    let Some(service) = parts.get(1).filter(|_| parts.len() >= 3) else {
        return wrong(format!(
            "'{reference}' is too short for a dynamic reference: a service and a name are needed"
        ));
    };
    let (most, least) = match *service {
        "ssm" | "ssm-secure" => (4, 3),
        "secretsmanager" if parts.get(2) == Some(&"arn") => (13, 9),
        "secretsmanager" => (7, 3),
        other => {
            return wrong(format!(
                "'{other}' is not a service of dynamic references: ssm, ssm-secure, secretsmanager"
            ));
        }
    };
    if parts.len() > most {
        wrong(format!("'{reference}' has {} parts, and at most {most} are allowed", parts.len()));
    }
    if parts.len() < least {
        wrong(format!("'{reference}' has {} parts, and at least {least} are needed", parts.len()));
    }
    let part = |index: usize| parts.get(index).copied();
    match *service {
        "secretsmanager" => {
            let secret_string = if part(2) == Some("arn") { 9 } else { 3 };
            if part(2) == Some("arn") && part(7).is_some_and(|kind| kind != "secret") {
                wrong(format!("'{reference}' does not name a secret"));
            }
            if part(secret_string).is_some_and(|text| !matches!(text, "SecretString" | "")) {
                wrong(format!("only 'SecretString' can be asked of a secret, in '{reference}'"));
            }
        }
        _ => {
            let name = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-/".contains(&byte);
            if !part(2).unwrap_or_default().bytes().any(name) {
                wrong(format!("'{reference}' has no name of a parameter"));
            }
            if part(3).is_some_and(|version| !version.bytes().any(|byte| byte.is_ascii_digit())) {
                wrong(format!("the version in '{reference}' is no number"));
            }
        }
    }
}
