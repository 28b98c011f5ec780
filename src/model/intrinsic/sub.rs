use std::borrow::Cow;

use super::{Arg, Arguments, Function};
use crate::model::{Name, Object};

/// `Fn::Sub`: a text with variables in it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Sub {
    /// The text, cut where variables stand in it.
    pub parts: Vec<SubPart>,
    /// The values of variables that are neither parameters nor resources: the two-argument form.
    pub variables: Option<Object>,
}

/// A piece of the text of `Fn::Sub`.
#[derive(Clone, Debug, PartialEq)]
pub enum SubPart {
    /// Text that comes out as it is, `${` included.
    Text(Cow<'static, str>),
    /// `${Name}` or `${Name.Attribute}`.
    Variable {
        /// A parameter, a pseudo parameter, a resource or a variable of the two-argument form.
        name: Name,
        /// The attribute, after the first full stop.
        attribute: Option<Cow<'static, str>>,
    },
}

impl Sub {
    /// The text as a template writes it, with `${Name}` for variables and `${!Literal}` for a literal `${Literal}`.
    #[must_use]
    pub fn text(&self) -> String {
        // Usually enough, so that the text is not moved while it grows.
        let mut out = String::with_capacity(24 * self.parts.len());
        for part in &self.parts {
            match part {
                SubPart::Text(text) => out.push_str(&escape(text)),
                SubPart::Variable { name, attribute } => {
                    out.push_str("${");
                    out.push_str(name.literal().unwrap_or_default());
                    if let Some(attribute) = attribute {
                        out.push('.');
                        out.push_str(attribute);
                    }
                    out.push('}');
                }
            }
        }
        out
    }
}

/// A piece of the text of `Fn::Sub` as a template writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubPiece<'t> {
    /// Text that comes out as it is. What only looks like the beginning of a variable is such.
    Text(&'t str),
    /// `${!`, of which `${` comes out.
    Escaped,
    /// What stands between `${` and `}`, white space included.
    Variable(&'t str),
}

/// The pieces of the text of `Fn::Sub`.
///
/// ```
/// use synth::model::SubPiece::{Escaped, Text, Variable};
/// use synth::model::sub_pieces;
///
/// let pieces: Vec<_> = sub_pieces("a-${Bucket.Arn}/${!x} ${").collect();
/// assert_eq!(pieces, [Text("a-"), Variable("Bucket.Arn"), Text("/"), Escaped, Text("x} "), Text("${")]);
/// ```
pub fn sub_pieces(text: &str) -> impl Iterator<Item = SubPiece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, behind) = first_piece(rest)?;
        rest = behind;
        Some(piece)
    })
}

fn first_piece(text: &str) -> Option<(SubPiece<'_>, &str)> {
    const OPEN: &str = "${";
    let Some(inside) = text.strip_prefix(OPEN) else {
        let (plain, behind) = text.split_at(text.find(OPEN).unwrap_or(text.len()));
        return (!plain.is_empty()).then_some((SubPiece::Text(plain), behind));
    };
    if let Some(behind) = inside.strip_prefix('!') {
        return Some((SubPiece::Escaped, behind));
    }
    let variable = || {
        // A name is on one line, begins with something else than `!`, and may hold anything up to the brace.
        let start = inside.len() - inside.trim_start().len();
        let first = inside.get(start..)?.chars().next().filter(|first| *first != '!')?;
        let from = start + first.len_utf8();
        let (name, behind) = inside.split_at(from + inside.get(from..)?.find('}')?);
        let behind = behind.strip_prefix('}')?;
        (!name.contains('\n')).then_some((SubPiece::Variable(name), behind))
    };
    variable().or(Some((SubPiece::Text(text.get(..OPEN.len())?), inside)))
}

fn escape(text: &str) -> Cow<'_, str> {
    if text.contains("${") { Cow::Owned(text.replace("${", "${!")) } else { Cow::Borrowed(text) }
}

impl Function for Sub {
    const KEY: &'static str = "Fn::Sub";

    fn arguments(&self) -> Arguments<'_> {
        let text = Arg::Text(Cow::Owned(self.text()));
        match &self.variables {
            None => Arguments::One(text),
            Some(variables) => Arguments::List(vec![text, Arg::Object(variables)]),
        }
    }
}
