//! Constructors and setters, which resources and property types have alike.

use std::fmt::Write as _;

use super::members::Setters;
use super::model::Field;
use super::plan::settable;

/// Writes the methods of one struct.
pub(super) struct Writer<'a> {
    pub(super) setters: &'a Setters<'a>,
    /// The `T` of a field's `IntoVal<T>`.
    pub(super) rust_type: &'a dyn Fn(&Field<'_>) -> String,
    /// A field's doc comment.
    pub(super) described: &'a dyn Fn(&Field<'_>) -> String,
}

impl Writer<'_> {
    pub(super) fn constructor(&self, out: &mut String, fields: &[Field<'_>], empty: &str) {
        let required = required(fields);
        if required.is_empty() {
            let _ =
                writeln!(out, "    /// Nothing is required.\n    pub fn new() -> Self {{ Self({empty}) }}");
            return;
        }
        out.push_str("    /// With what is required.\n    ///\n");
        for field in &required {
            let _ = writeln!(out, "    /// - {}", (self.described)(field));
        }
        out.push_str("    #[track_caller]\n    pub fn new(");
        for (position, field) in required.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            let _ = write!(
                out,
                "{comma}{}: impl d::IntoVal<{}>",
                self.setters.name(field),
                (self.rust_type)(field)
            );
        }
        let _ = write!(out, ") -> Self {{ Self({empty}");
        for field in &required {
            let _ = write!(out, ".with({:?}, {})", field.name, self.setters.name(field));
        }
        out.push_str(") }\n");
    }

    pub(super) fn setter(&self, out: &mut String, field: &Field<'_>) {
        let _ = write!(
            out,
            "    /// {}\n    #[track_caller]\n    \
             pub fn {}(self, value: impl d::IntoVal<{}>) -> Self {{ Self(self.0.with({:?}, value)) }}\n",
            (self.described)(field),
            self.setters.name(field),
            (self.rust_type)(field),
            field.name,
        );
    }
}

/// The arguments of `new`. They are in alphabetical order: AWS may reorder its list of what is required, and two strings would
/// change places without notice.
pub(super) fn required<'x, 'f>(fields: &'x [Field<'f>]) -> Vec<&'x Field<'f>> {
    settable(fields).filter(|field| field.required).collect()
}
