//! What the database says of a type.

use std::collections::BTreeMap;

use synth::schema::{Fact, FactValue, database};

/// The facts of one type.
pub(crate) struct Facts {
    root: Fact,
    definitions: BTreeMap<&'static str, Fact>,
    read_only: Vec<&'static str>,
}

/// What describes a value: schemas that are no references, and the names of the definitions that led to them.
#[derive(Default)]
pub(crate) struct Described {
    pub(crate) schemas: Vec<Fact>,
    pub(crate) definitions: Vec<&'static str>,
}

impl Facts {
    pub(crate) fn of(type_name: &str) -> Option<Self> {
        let root = database().get(type_name)?;
        let definitions = root.get("definitions").into_iter().flat_map(Fact::entries).collect();
        Some(Self { root, definitions, read_only: texts(root, "readOnlyProperties") })
    }

    /// The paths of what AWS alone sets, such as `Rules/*/Arn`.
    pub(crate) fn read_only(&self) -> &[&'static str] {
        &self.read_only
    }

    /// The property that has the tags.
    pub(crate) fn tags(&self) -> &'static str {
        let path =
            self.root.get("tagging").and_then(|tagging| tagging.get("tagProperty")).and_then(Fact::as_str);
        path.and_then(|path| path.split('/').next()).unwrap_or("Tags")
    }

    /// The texts of a list in `returns`.
    pub(crate) fn returns(&self, keyword: &str) -> Vec<&'static str> {
        self.root.get("returns").map(|returns| texts(returns, keyword)).unwrap_or_default()
    }

    pub(crate) fn root(&self) -> Described {
        self.describe(&[self.root])
    }

    /// Follows references and opens unions.
    pub(crate) fn describe(&self, schemas: &[Fact]) -> Described {
        let mut described = Described::default();
        for schema in schemas {
            self.collect(*schema, &mut described);
        }
        described
    }

    fn collect(&self, schema: Fact, described: &mut Described) {
        if let Some(name) = schema.get("$ref").and_then(Fact::as_str) {
            if described.definitions.contains(&name) {
                return;
            }
            described.definitions.push(name);
            let target = match name.strip_prefix("#/properties/") {
                Some(name) => self.root.get("properties").and_then(|properties| properties.get(name)),
                None => self.definitions.get(name).copied(),
            };
            self.collect(target.unwrap_or_else(|| panic!("there is no {name}")), described);
            return;
        }
        described.schemas.push(schema);
        for (_, branches) in schema.entries().filter(|(key, _)| matches!(*key, "anyOf" | "oneOf" | "allOf")) {
            for branch in branches.items() {
                self.collect(branch, described);
            }
        }
    }

    /// What describes the values at a path of names; lists and maps on the way are passed.
    pub(crate) fn at(&self, path: &str) -> Described {
        let mut described = self.root();
        for name in path.split('/') {
            let schemas = described.properties().remove(name).unwrap_or_default();
            described = self.describe(&schemas);
            loop {
                let inner = [described.items(), described.entries()].concat();
                if inner.is_empty() || !described.properties().is_empty() {
                    break;
                }
                described = self.describe(&inner);
            }
        }
        described
    }

    /// The properties that are required of whoever writes a template.
    pub(crate) fn required(&self) -> Vec<&'static str> {
        let mut required = texts(self.root, "required");
        required.retain(|name| !self.is_read_only(&[*name]));
        required
    }

    /// Whether AWS alone sets the property at a path of names.
    pub(crate) fn is_read_only(&self, path: &[&str]) -> bool {
        let own = |listed: &&str| listed.split('/').filter(|name| *name != "*").eq(path.iter().copied());
        self.read_only.iter().any(own)
    }
}

impl Described {
    /// The schemas of each property.
    pub(crate) fn properties(&self) -> BTreeMap<&'static str, Vec<Fact>> {
        let mut properties: BTreeMap<_, Vec<Fact>> = BTreeMap::new();
        for (name, property) in
            self.schemas.iter().filter_map(|schema| schema.get("properties")).flat_map(Fact::entries)
        {
            properties.entry(name).or_default().push(property);
        }
        properties
    }

    /// The schemas of a list's items.
    pub(crate) fn items(&self) -> Vec<Fact> {
        self.schemas.iter().filter_map(|schema| schema.get("items")).collect()
    }

    /// The schemas of a map's entries.
    pub(crate) fn entries(&self) -> Vec<Fact> {
        let patterns = self.schemas.iter().filter_map(|schema| schema.get("patternProperties"));
        let additional = self.schemas.iter().filter_map(|schema| schema.get("additionalProperties"));
        let additional = additional.filter(|schema| matches!(schema.value(), FactValue::Object(_)));
        patterns.flat_map(Fact::entries).map(|(_, schema)| schema).chain(additional).collect()
    }

    /// What each schema that names properties requires.
    pub(crate) fn required(&self) -> Vec<Vec<&'static str>> {
        let naming = self.schemas.iter().filter(|schema| schema.get("properties").is_some());
        naming.map(|schema| texts(*schema, "required")).collect()
    }

    /// The values that are listed.
    pub(crate) fn values(&self) -> impl Iterator<Item = &'static str> {
        self.schemas.iter().flat_map(|schema| values(*schema))
    }

    /// Whether text is taken that is not listed.
    pub(crate) fn takes_other_text(&self) -> bool {
        self.schemas.iter().any(|schema| schema.get("type").is_some() && values(*schema).is_empty())
    }

    /// Whether a text is a listed value, in any case where the facts say so.
    pub(crate) fn has_value(&self, text: &str) -> bool {
        let any_case = self.schemas.iter().any(|schema| schema.get("enumCaseInsensitive").is_some());
        self.values().any(|value| value == text || (any_case && value.eq_ignore_ascii_case(text)))
    }

    /// The JSON types that are named; none if any will do.
    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        let mut kinds = Vec::new();
        for schema in &self.schemas {
            let json = schema.get("format").and_then(Fact::as_str) == Some("json");
            kinds.extend(json.then_some("object"));
            match schema.get("type") {
                Some(kind) => {
                    kinds.extend(kind.as_str().into_iter().chain(kind.items().filter_map(Fact::as_str)))
                }
                None if schema.get("properties").is_some() => kinds.push("object"),
                None => {}
            }
        }
        kinds
    }
}

fn texts(fact: Fact, keyword: &str) -> Vec<&'static str> {
    fact.get(keyword).into_iter().flat_map(Fact::items).filter_map(Fact::as_str).collect()
}

/// The values that a schema lists.
fn values(schema: Fact) -> Vec<&'static str> {
    let constant = schema.get("const").and_then(Fact::as_str);
    let mut values = texts(schema, "enum");
    values.extend(texts(schema, "enumCaseInsensitive"));
    values.extend(constant);
    values
}
