//! Holds a value against a schema: which keywords see which form of the value.

use super::fault::Faults;
use super::functions::{Function, only_entry};
use super::keywords;
use super::path::Part;
use super::schema::{ALL_KINDS, FactSchema, Schema, is_about_whole, texts};
use super::scope::{Scope, Wanted};
use super::values::is_strictly;
use super::{dynamic_reference, intrinsics};
use crate::analysis::{Facts, Scenario};
use crate::check::registry;
use crate::model::{Node, PseudoParameter, Value};

impl<'t> Scope<'_, 't> {
    /// Adds to `faults` what the schema has against the value.
    pub(crate) fn validate(&self, node: &Node, schema: Schema, faults: &mut Faults) {
        let before = faults.len();
        match schema {
            Schema::Anything => return,
            Schema::Nothing => {
                let message = match self.path.last() {
                    Part::Key(key) => format!("'{key}' may not stand here"),
                    _ => "nothing may stand here".to_owned(),
                };
                faults.push(self.fault(message));
                return;
            }
            Schema::Kinds(_) | Schema::Texts(_) | Schema::Fact(_) => {
                self.validate_filtered(node, schema, faults)
            }
        }
        if self.wanted != Wanted::All {
            return;
        }
        // What a type says of a fault counts for the schema in which it was found first.
        let new = faults.get_mut(before..).unwrap_or_default();
        if new.iter().any(|fault| fault.type_fits.is_none()) {
            let kinds = match schema {
                Schema::Fact(schema) => {
                    schema.fact.get("type").map_or_else(Vec::new, |kinds| texts(kinds).collect())
                }
                _ => schema.kinds(),
            };
            let fits = kinds.iter().any(|kind| is_strictly(node, kind));
            for fault in new.iter_mut().filter(|fault| fault.type_fits.is_none()) {
                fault.type_fits = Some(fits);
            }
        }
    }

    fn validate_filtered(&self, node: &Node, schema: Schema, faults: &mut Faults) {
        if schema.get("cfnContext").is_some() {
            self.all_keywords(node, schema, faults);
            return;
        }
        if let Value::String(text) = &node.value {
            if self.dynamic_references && dynamic_reference::occurs(text) {
                let in_function = self.path.backwards().any(|step| match step {
                    Part::Key(key) => Function::from_key(key).is_some_and(|function| {
                        function != Function::If && super::functions::Functions::VALUES.has(function)
                    }),
                    _ => false,
                });
                if !in_function {
                    self.claim("dynamicReference", faults, |faults| {
                        dynamic_reference::check(self, text, schema, faults);
                    });
                }
                return;
            }
            if self.dynamic_references && dynamic_reference::is_misspelt(text) {
                self.claim("dynamicReferenceSpaces", faults, |faults| {
                    registry::run_special("dynamicReferenceSpaces", self, node, faults);
                });
                return;
            }
            if text.starts_with("AWS::")
                && PseudoParameter::from_name(text).is_some()
                && !self.path.is_in(Function::Ref)
            {
                self.claim("rawPseudoParameter", faults, |faults| {
                    registry::run_special("rawPseudoParameter", self, node, faults);
                });
                return;
            }
        }
        if self.functions.is_empty() {
            self.all_keywords(node, schema, faults);
            return;
        }
        // Among the arguments of Fn::If itself nothing is left out for `AWS::NoValue`.
        if self.path.last() == Part::Key(Function::If.key()) {
            match self.function_of(node) {
                Some(function) => self.function(function, node, schema, faults),
                None => self.all_keywords(node, schema, faults),
            }
            return;
        }
        if let Schema::Fact(whole) = schema
            && !whole.reduced
            && whole.fact.entries().any(|(keyword, _)| is_about_whole(keyword))
        {
            self.keywords_about_whole(node, whole, faults);
        }
        let reduced = match schema {
            Schema::Fact(schema) => Schema::Fact(schema.reduced()),
            other => other,
        };
        if let Some(function) = self.function_of(node) {
            self.function(function, node, reduced, faults);
            return;
        }
        self.all_keywords(node, reduced, faults);
        self.rules_here(node, reduced, faults);
        self.inner_values(node, reduced, faults);
    }

    /// The function that the value is, if such may stand here.
    fn function_of(&self, node: &Node) -> Option<Function> {
        let (key, _) = only_entry(node)?;
        Function::from_key(key).filter(|function| self.functions.has(*function))
    }

    fn function(&self, function: Function, node: &Node, schema: Schema, faults: &mut Faults) {
        self.claim(function.keyword(), faults, |faults| {
            intrinsics::check(self, function, node, schema, faults);
        });
        if function == Function::Ref && self.rules && self.wanted == Wanted::All {
            registry::run_at_reference(self.place, &Scope { rules: false, ..*self }, node, faults);
        }
    }

    /// The keywords that count which properties or items there are, for each way in which conditions turn out.
    fn keywords_about_whole(&self, node: &Node, schema: FactSchema, faults: &mut Faults) {
        let scenarios = self.check.conditions.scenarios(node, self.facts);
        for Scenario { instance, facts } in scenarios.iter() {
            let Some(instance) = instance.as_deref() else { continue };
            let before = faults.len();
            let scope = Scope { facts: &facts, ..*self };
            for (keyword, value) in schema.fact.entries().filter(|(keyword, _)| is_about_whole(keyword)) {
                scope.claim(keyword, faults, |faults| {
                    keywords::check(&scope, keyword, value, instance, schema, faults);
                });
            }
            if facts != *self.facts {
                self.say_when(&facts, scenarios.is_complete(), faults, before);
            }
        }
    }

    /// Says of the faults from `before` on for which values of parameters they are there.
    fn say_when(&self, facts: &Facts<'t>, complete: bool, faults: &mut Faults, before: usize) {
        if self.wanted != Wanted::All || faults.len() == before {
            return;
        }
        let values = self.check.conditions.witness(facts).unwrap_or_default();
        let values: Vec<String> =
            values.into_iter().map(|(name, value)| format!("{name} is '{value}'")).collect();
        let mut text = match values.as_slice() {
            [] => return,
            values => format!("so it is when {}", values.join(" and ")),
        };
        if !complete {
            text.push_str("; there are more combinations of the conditions here than were tried");
        }
        for fault in faults.iter_mut().skip(before) {
            fault.when.get_or_insert_with(|| text.clone());
        }
    }

    fn all_keywords(&self, node: &Node, schema: Schema, faults: &mut Faults) {
        match schema {
            Schema::Anything | Schema::Nothing => {}
            Schema::Kinds(kinds) => self.claim("type", faults, |faults| {
                keywords::check_kinds(self, kinds, node, faults);
            }),
            Schema::Texts(texts) => {
                self.claim("type", faults, |faults| {
                    keywords::check_kinds(self, &["string"], node, faults);
                });
                self.claim("enum", faults, |faults| keywords::check_texts(self, texts, node, faults));
            }
            Schema::Fact(schema) => {
                let before = faults.len();
                for (keyword, value) in schema.fact.entries() {
                    if self.is_enough(before, faults) {
                        return;
                    }
                    if !(schema.reduced && is_about_whole(keyword)) {
                        self.claim(keyword, faults, |faults| {
                            keywords::check(self, keyword, value, node, schema, faults);
                        });
                    }
                }
            }
        }
    }

    /// Runs what looks at this place, and at the places that the schema names besides.
    pub(super) fn rules_here(&self, node: &Node, schema: Schema, faults: &mut Faults) {
        if self.rules && schema.get("$ref").is_none() {
            self.claim("cfnLint", faults, |faults| {
                registry::run_at(self.place, &Scope { rules: false, ..*self }, node, faults);
            });
        }
    }

    /// A schema that says `object` or `array` and no more still takes values only, and functions that are well-formed.
    fn inner_values(&self, node: &Node, schema: Schema, faults: &mut Faults) {
        let takes = |wanted: &str| match schema {
            Schema::Kinds(kinds) => kinds.contains(&wanted),
            _ => schema.get("type").is_some_and(|kinds| texts(kinds).any(|kind| kind == wanted)),
        };
        match &node.value {
            Value::Object(object) => {
                let told = ["properties", "additionalProperties", "patternProperties"];
                if !takes("object") || told.iter().any(|key| schema.get(key).is_some()) {
                    return;
                }
                for entry in object {
                    let step = Part::Key(&entry.key);
                    self.descend(&entry.node, Schema::Kinds(ALL_KINDS), step, Some("*"), faults);
                }
            }
            Value::List(items) => {
                if !takes("array") || schema.get("items").is_some() {
                    return;
                }
                let from = schema.get("prefixItems").map_or(0, |prefix| prefix.items().count());
                for (index, item) in items.iter().enumerate().skip(from) {
                    self.descend(item, Schema::Kinds(ALL_KINDS), Part::Index(index), Some("*"), faults);
                }
            }
            _ => {}
        }
    }

    /// Says of what is found within that this keyword found it, unless that has been said.
    fn claim(&self, keyword: &'static str, faults: &mut Faults, check: impl FnOnce(&mut Faults)) {
        let before = faults.len();
        check(faults);
        for fault in faults.iter_mut().skip(before) {
            if fault.keyword.is_empty() {
                fault.keyword = keyword;
            }
        }
    }
}
