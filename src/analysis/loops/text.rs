//! Texts in which the variables of loops are replaced: `${Name}`, and `&{Name}` for the letters and digits only.

use std::borrow::Cow;

use super::Variable;
use super::term::Failure;
use crate::diag::Origin;
use crate::emit::{Format, node_to_string};
use crate::model::Value;

/// Whether anything is left to replace, by a loop or by `Fn::Sub`.
pub(super) fn has_variables(text: &str) -> bool {
    ["${", "&{"].into_iter().any(|opening| {
        text.match_indices(opening).any(|(at, _)| {
            let inner = text.get(at + opening.len()..).unwrap_or_default().trim_start();
            let mut rest = inner.chars();
            let starts = rest.next().is_some_and(|first| first != '!');
            starts && rest.as_str().split_once('}').is_some_and(|(name, _)| !name.trim_end().contains('\n'))
        })
    })
}

/// The text with the values of variables in it.
pub(super) fn replaced<'x>(text: &'x str, variables: &[Variable]) -> Result<Cow<'x, str>, Failure> {
    if variables.is_empty() || !has_variables(text) {
        return Ok(Cow::Borrowed(text));
    }
    let mut text = text.to_owned();
    for (name, value) in variables {
        let value: Cow<'_, str> = match &value.value {
            Value::String(value) => Cow::Borrowed(value.as_ref()),
            Value::Object(_) => Cow::Owned(short_name(&node_to_string(value, Format::Json))),
            _ => {
                let message = format!("the variable '{name}' of a loop is no text, and stands in '{text}'");
                return Err(Failure::wrong(Origin::Unknown, message));
            }
        };
        text = text.replace(&format!("${{{name}}}"), &value);
        let plain = || value.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let opening = format!("&{{{name}}}");
        if text.contains(&opening) {
            text = text.replace(&opening, &plain());
        }
    }
    Ok(Cow::Owned(text))
}

/// A name of four digits for a function whose value only a deployment knows: the same for the same function.
fn short_name(function: &str) -> String {
    let hash = function.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{:04x}", (hash >> 24) & 0xffff)
}
