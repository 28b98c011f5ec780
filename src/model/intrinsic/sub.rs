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
