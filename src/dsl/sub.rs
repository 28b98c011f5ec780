use std::borrow::Cow;

use super::condition::IfElse;
use super::parameter::Param;
use super::resource::{Handle, ResourceType};
use super::target::Target;
use super::val::{IntoVal, Val};
use crate::diag::Origin;
use crate::model::{Intrinsic, Name, Node, Object, Ref, Sub, SubPart, Value};

/// What the macro [`sub!`](crate::sub) builds `Fn::Sub` with.
#[derive(Clone, Debug, Default)]
pub struct SubBuilder {
    parts: Vec<Part>,
    values: Vec<(&'static str, Node)>,
}

#[derive(Clone, Debug)]
enum Part {
    /// Text, or what has a name of its own in the template.
    Written(SubPart),
    /// The value of that index, which becomes a variable.
    Value(usize),
}

/// What can stand in `${…}` of [`sub!`](crate::sub): handles, values, literals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in `${{…}}` of `sub!`",
    label = "this is neither a handle, nor a value, nor text or a number",
    note = "for a literal `${{Name}}`, write `${{!Name}}`"
)]
pub trait SubValue {
    /// Adds the value; one that has no name of its own in the template becomes a variable named `hint`.
    fn append(&self, sub: &mut SubBuilder, hint: &'static str);
}

impl SubBuilder {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds text that comes out as it is.
    #[must_use]
    pub fn text(mut self, text: &'static str) -> Self {
        self.push(Cow::Borrowed(text));
        self
    }

    /// Adds a value.
    #[must_use]
    pub fn value(mut self, value: &(impl SubValue + ?Sized), hint: &'static str) -> Self {
        value.append(&mut self, hint);
        self
    }

    /// Adds a pseudo parameter.
    #[must_use]
    pub fn pseudo(mut self, name: &'static str) -> Self {
        self.variable(name.into(), None);
        self
    }

    /// `Fn::Sub`, or plain text if there is nothing to substitute.
    #[must_use]
    #[track_caller]
    pub fn build(self) -> Val<String> {
        let origin = Origin::caller();
        let names = self.variable_names();
        let mut parts = Vec::with_capacity(self.parts.len());
        for part in self.parts {
            match part {
                Part::Written(part) => parts.push(part),
                Part::Value(index) => {
                    let name = names.get(index).cloned().unwrap_or_default();
                    parts.push(SubPart::Variable { name: name.into(), attribute: None });
                }
            }
        }
        match parts.as_slice() {
            [] => Val::from_node(Node::from("").at(origin)),
            [SubPart::Text(text)] => Val::from_node(Node::from(text.clone()).at(origin)),
            _ => {
                let values = self.values.into_iter().map(|(_, node)| node);
                let variables: Object = names.into_iter().zip(values).collect();
                Val::function(Sub { parts, variables: (!variables.is_empty()).then_some(variables) }, origin)
            }
        }
    }

    /// A name for each value: its hint, with a number where something else in the text has that name.
    fn variable_names(&self) -> Vec<String> {
        if self.values.is_empty() {
            return Vec::new();
        }
        let mut taken: Vec<String> = self
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Written(SubPart::Variable { name, .. }) => name.literal().map(str::to_owned),
                Part::Written(SubPart::Text(_)) | Part::Value(_) => None,
            })
            .collect();
        let mut names = Vec::with_capacity(self.values.len());
        for (hint, _) in &self.values {
            let numbered = (2_u32..).map(|number| format!("{hint}{number}"));
            let free = std::iter::once((*hint).to_owned()).chain(numbered).find(|name| !taken.contains(name));
            let name = free.unwrap_or_default();
            taken.push(name.clone());
            names.push(name);
        }
        names
    }

    pub(super) fn push_text(&mut self, text: &str) {
        self.push(Cow::Owned(text.to_owned()));
    }

    fn push(&mut self, text: Cow<'static, str>) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Written(SubPart::Text(last))) => last.to_mut().push_str(&text),
            _ => self.parts.push(Part::Written(SubPart::Text(text))),
        }
    }

    fn variable(&mut self, name: Name, attribute: Option<Cow<'static, str>>) {
        self.parts.push(Part::Written(SubPart::Variable { name, attribute }));
    }

    /// Adds a value that has no name in the template; the same value twice is one variable.
    fn push_value(&mut self, node: Node, hint: &'static str) {
        let same = self.values.iter().position(|(_, present)| *present == node);
        let index = same.unwrap_or_else(|| {
            self.values.push((hint, node));
            self.values.len() - 1
        });
        self.parts.push(Part::Value(index));
    }

    fn push_node(&mut self, node: Node, hint: &'static str) {
        match node.value {
            Value::String(text) => self.push(text),
            Value::Number(number) => self.push(number.to_string().into()),
            Value::Bool(value) => self.push(value.to_string().into()),
            Value::Intrinsic(function) => match *function {
                Intrinsic::Ref(Ref { name }) if name.literal().is_some() => self.variable(name, None),
                Intrinsic::GetAtt(get_att) => {
                    match (get_att.resource.literal(), get_att.attribute.as_str()) {
                        (Some(_), Some(attribute)) => {
                            let attribute = Some(attribute.to_owned().into());
                            self.variable(get_att.resource, attribute);
                        }
                        _ => self.push_value(Intrinsic::GetAtt(get_att).into(), hint),
                    }
                }
                Intrinsic::Sub(sub) if sub.variables.is_none() => {
                    for part in sub.parts {
                        match part {
                            SubPart::Text(text) => self.push(text),
                            variable @ SubPart::Variable { .. } => self.parts.push(Part::Written(variable)),
                        }
                    }
                }
                function => self.push_value(Node::from(function).at(node.origin), hint),
            },
            value @ (Value::Null | Value::List(_) | Value::Object(_)) => {
                self.push_value(Node { value, origin: node.origin }, hint);
            }
        }
    }
}

impl<T: SubValue + ?Sized> SubValue for &T {
    fn append(&self, sub: &mut SubBuilder, hint: &'static str) {
        (**self).append(sub, hint);
    }
}

impl SubValue for str {
    fn append(&self, sub: &mut SubBuilder, _: &'static str) {
        sub.push_text(self);
    }
}

macro_rules! text {
    ($($type:ty),+) => {$(
        impl SubValue for $type {
            fn append(&self, sub: &mut SubBuilder, _: &'static str) {
                sub.push_text(&self.to_string());
            }
        }
    )+};
}

text!(String, Cow<'_, str>, char, bool, u8, u16, u32, u64, usize, i32, i64, f64);

impl SubValue for Target {
    fn append(&self, sub: &mut SubBuilder, _: &'static str) {
        sub.variable(self.name(), None);
    }
}

/// What has one text: `Fn::Sub` takes no lists and no objects.
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` cannot stand in `${{…}}` of `sub!`",
    note = "`Fn::Sub` takes texts, numbers and booleans: make a list one text with `join`, or take an item with `select`"
)]
pub trait Scalar {}

impl Scalar for String {}
impl Scalar for bool {}
impl Scalar for i64 {}
impl Scalar for f64 {}

impl<T: Scalar> SubValue for Param<T> {
    fn append(&self, sub: &mut SubBuilder, hint: &'static str) {
        Target::from(*self).append(sub, hint);
    }
}

impl<R: ResourceType> SubValue for Handle<R> {
    fn append(&self, sub: &mut SubBuilder, hint: &'static str) {
        Target::from(*self).append(sub, hint);
    }
}

impl<T: Scalar> SubValue for Val<T> {
    fn append(&self, sub: &mut SubBuilder, hint: &'static str) {
        sub.push_node(self.node().clone(), hint);
    }
}

impl<A: IntoVal<String> + Clone, B: IntoVal<String> + Clone> SubValue for IfElse<A, B> {
    fn append(&self, sub: &mut SubBuilder, hint: &'static str) {
        let value: Val<String> = self.clone().into_val();
        sub.push_node(value.into_node(), hint);
    }
}

/// `Fn::Sub`, written as CloudFormation writes it.
///
/// - `${name}` and `${name.method()}` are Rust expressions: handles, their attributes, any value, text, numbers. What has
///   a name in the template is written by that name; any other function becomes a variable of the two-argument form.
/// - `${AWS::Region}` is a pseudo parameter.
/// - `${!Literal}` is a literal `${Literal}`, as in a shell script.
/// - Braces and dollar signs by themselves mean nothing.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("names");
/// let bucket = stack.parameter("Bucket", Parameter::string());
/// let folder = "jobs";
/// let arn = sub!("arn:${AWS::Partition}:s3:::${bucket}/${folder}/*");
/// let script = sub!(r#"curl -s "https://${bucket}.s3.amazonaws.com/${!1}" | jq '{id: .id}'"#);
/// # stack.output("Arn", arn);
/// # stack.output("Script", script);
/// # stack.add("Thing", Resource::custom("Custom::Thing"));
/// # let text = synth::emit::to_string(&stack.synthesize()?, synth::emit::Format::Yaml);
/// # assert!(text.contains("!Sub arn:${AWS::Partition}:s3:::${Bucket}/jobs/*"), "{text}");
/// # assert!(text.contains("${!1}"), "{text}");
/// # Ok::<(), synth::diag::Diagnostics>(())
/// ```
///
/// A name that the program does not have is a compile error at the text:
///
/// ```compile_fail
/// let arn = synth::sub!("arn:aws:s3:::${bucket}/*");
/// ```
#[macro_export]
macro_rules! sub {
    ($($text:tt)*) => {
        $crate::__macros::sub!($crate $($text)*)
    };
}
