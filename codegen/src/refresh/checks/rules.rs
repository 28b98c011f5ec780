//! Where the source applies which of its schemas: the table `rules`, by the code of each finding.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::python::Modules;
use crate::{Error, checks};

/// The folder of the modules that have rules.
const RULES: &str = "rules/";
/// Modules whose names the rules' values stand on.
const SHARED: [&str; 3] = ["helpers.py", "rules/formats/FormatKeyword.py", "rules/functions/_BaseFn.py"];
/// What a rule says of itself besides what it is called with, and the facts' name for it.
const MEMBERS: [(&str, &str); 4] = [
    ("self.child_rules = ", "childRules"),
    ("self.config_definition = ", "configuration"),
    ("self.parent_rules = ", "parentRules"),
    ("self.rule_set = ", "ruleSet"),
];

/// The table of all rules; of each: its module, and as far as it has them, the `keywords` (places in a template) that it
/// checks, the `schema` that it applies, the `format` with its `pattern`, the `function`, and how rules refer to others.
pub(super) fn read(modules: &BTreeMap<String, String>) -> Result<Value, Error> {
    let others: Vec<&str> = SHARED.iter().filter_map(|name| modules.get(*name)).map(String::as_str).collect();
    let mut rules: BTreeMap<String, Value> = BTreeMap::new();
    for (module, text) in modules.iter().filter(|(module, _)| module.starts_with(RULES)) {
        let invalid = |message: String| Error::Invalid(format!("tables/rules: {module}: {message}"));
        for class in text.split("\nclass ").skip(1) {
            let Some((_, id)) = class.split_once("\n    id = \"") else { continue };
            let id = id.split('"').next().unwrap_or_default();
            let facts = rule(class, Modules { own: text, others: &others })
                .map_err(|message| invalid(format!("{id}: {message}")))?;
            let facts = std::iter::once(("module".to_owned(), module.as_str().into())).chain(facts).collect();
            if !id.is_empty() && rules.insert(id.to_owned(), Value::Object(facts)).is_some() {
                return Err(invalid(format!("{id} is there twice")));
            }
        }
    }
    Ok(checks::table(RULES, rules.into_iter().collect::<Map<_, _>>().into()))
}

/// What the arguments without a name say, which differs by the first of them.
fn unnamed_facts(arguments: Vec<Value>) -> Vec<(String, Value)> {
    let mut arguments = arguments.into_iter();
    let (first, second, third) = (arguments.next(), arguments.next(), arguments.next());
    let facts = match (first, second, third) {
        (Some(keywords @ Value::Array(_)), Some(Value::String(_)), Some(Value::String(policy))) => {
            let schema = format!("other/iam/{}", policy.trim_end_matches(".json"));
            [Some(("keywords", keywords)), Some(("schema", schema.into())), None]
        }
        (Some(keywords @ Value::Array(_)), schema, all) => [
            Some(("keywords", keywords)),
            schema.map(|name| ("schema", name)),
            all.map(|all| ("allMatches", all)),
        ],
        (Some(Value::String(code)), None, None) if code.ends_with(|last: char| last.is_ascii_digit()) => {
            [Some(("approachingLimitRule", code.into())), None, None]
        }
        (Some(function), types, functions) => [
            Some(("function", function)),
            types.map(|types| ("types", types)),
            functions.filter(|names| !names.is_null()).map(|names| ("functions", names)),
        ],
        (None, ..) => [None, None, None],
    };
    facts.into_iter().flatten().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn rule<'m>(class: &'m str, modules: Modules<'m>) -> Result<BTreeMap<String, Value>, String> {
    let mut facts = BTreeMap::new();
    let call = class.split_once("super().__init__(").or_else(|| class.split_once("self.__init__("));
    if let Some((_, call)) = call {
        let (unnamed, named) = modules.arguments(call)?;
        facts.extend(unnamed_facts(unnamed));
        for (name, value) in named {
            let name = match name.as_str() {
                "all_matches" => "allMatches",
                "approaching_limit_rule" => "approachingLimitRule",
                "resolved_rule" => "resolvedRule",
                "schema_details" => "schema",
                "format" | "keywords" | "pattern" => &name,
                _ => return Err(format!("the argument `{name}` is not known")),
            };
            facts.insert(name.to_owned(), value);
        }
    }
    for (anchor, name) in MEMBERS {
        // What is not written out follows from the other members.
        if let Some((_, value)) = class.split_once(anchor)
            && value.starts_with(['{', '['])
        {
            facts.insert(name.to_owned(), modules.value_at(value)?);
        }
    }
    Ok(facts)
}
