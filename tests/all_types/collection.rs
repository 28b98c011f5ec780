//! What the generated source hands over: it is emitted, read back, and held against the facts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use synth::dsl::policy::Statement;
use synth::dsl::{Json, List, Map, PolicyDocument, ResourceType, Stack, Val};
use synth::emit::{Format, to_string};
use synth::model::Object;

use super::facts::Facts;
use super::{check, returned};

/// What a value that is being constructed is inside of: the resource, and those of its types that lead back to themselves.
pub(crate) struct Above {
    #[allow(dead_code, reason = "as `is_of`")]
    resource: &'static str,
    types: Vec<&'static str>,
}

impl Above {
    pub(crate) fn of(resource: &'static str) -> Self {
        Self { resource, types: Vec::new() }
    }

    /// Whether the type is not inside itself, which is where recursion ends.
    pub(crate) fn enter(&mut self, name: &'static str) -> bool {
        let new = !self.types.contains(&name);
        if new {
            self.types.push(name);
        }
        new
    }

    pub(crate) fn leave(&mut self) {
        self.types.pop();
    }

    /// Whether the resource is of one of these types, which is asked where types that share a property type have not all the
    /// same properties in it.
    #[allow(dead_code, reason = "whether there are such types depends on the facts")]
    pub(crate) fn is_of(&self, resources: &[&str]) -> bool {
        resources.contains(&self.resource)
    }
}

pub(crate) fn policy() -> PolicyDocument {
    PolicyDocument::new().statement(Statement::allow(["s3:GetObject"]).on("*"))
}

/// Everything that has been constructed, and what is wrong with it.
#[derive(Default)]
pub(crate) struct Collection {
    pub(crate) types: BTreeSet<&'static str>,
    pub(crate) faults: Vec<String>,
}

impl Collection {
    /// Holds a resource against the facts, and what its handle returns.
    pub(crate) fn resource<R: ResourceType>(
        &mut self,
        resource: R,
        attributes: impl FnOnce(&R::Attributes, &mut Attributes),
    ) {
        let mut stack = Stack::new("specimens");
        let handle = stack.add("Specimen", resource);
        let mut returned = Attributes::default();
        attributes(&handle, &mut returned);
        self.hold(R::TYPE_NAME, stack, returned);
    }

    fn hold(&mut self, type_name: &'static str, mut stack: Stack, attributes: Attributes) {
        if !self.types.insert(type_name) {
            self.faults.push(format!("{type_name}: is there twice"));
        }
        let Some(facts) = Facts::of(type_name) else {
            self.faults.push(format!("{type_name}: is not among the facts"));
            return;
        };
        stack.metadata("Attributes", attributes.nodes);
        let template = stack.synthesize().unwrap();
        let json: Value = serde_json::from_str(&to_string(&template, Format::Json)).unwrap();
        let yaml: yaml_serde::Value = yaml_serde::from_str(&to_string(&template, Format::Yaml)).unwrap();
        let yaml = serde_json::to_value(yaml.get("Resources")).unwrap();
        if Some(&yaml) != json.get("Resources") {
            self.faults.push(format!("{type_name}: YAML says otherwise than JSON"));
        }
        let resource = json.pointer("/Resources/Specimen").unwrap_or(&Value::Null);
        if resource.get("Type").and_then(Value::as_str) != Some(type_name) {
            self.faults.push(format!("{type_name}: is emitted as {:?}", resource.get("Type")));
        }
        self.faults.extend(check::faults(type_name, &facts, resource.get("Properties")));
        let functions = json.pointer("/Metadata/Attributes").unwrap_or(&Value::Null);
        self.faults.extend(returned::faults(type_name, &facts, functions, &attributes.kinds));
    }

    /// Holds what a constructor asks for against what the facts say is required.
    pub(crate) fn required<R: ResourceType>(&mut self, resource: R) {
        let mut stack = Stack::new("specimens");
        stack.add("Specimen", resource);
        self.hold_required(R::TYPE_NAME, stack);
    }

    fn hold_required(&mut self, type_name: &str, stack: Stack) {
        let Some(facts) = Facts::of(type_name) else { return };
        let json = to_string(&stack.synthesize().unwrap(), Format::Json);
        let json: Value = serde_json::from_str(&json).unwrap();
        let properties = json.pointer("/Resources/Specimen/Properties").and_then(Value::as_object);
        let given: BTreeSet<&str> = properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let required: BTreeSet<&str> = facts.required().into_iter().collect();
        for name in given.difference(&required) {
            self.faults.push(format!("{type_name}: {name}: `new` takes it, and it is not required"));
        }
        for name in required.difference(&given) {
            self.faults.push(format!("{type_name}: {name}: is required, and `new` does not take it"));
        }
    }

    /// Holds the values of an enum against the facts at the places where it is used: resource types, and paths in them.
    pub(crate) fn values(&mut self, places: &[(&str, &str)], values: &[&str]) {
        let mut unknown = values.to_vec();
        for (type_name, path) in places {
            let Some(described) = Facts::of(type_name).map(|facts| facts.at(path)) else { continue };
            unknown.retain(|value| !described.has_value(value));
            for value in described.values().filter(|value| !values.contains(value)) {
                if !values.iter().any(|own| own.eq_ignore_ascii_case(value) && described.has_value(own)) {
                    self.faults.push(format!("{type_name}: {path}: the enum has no value {value:?}"));
                }
            }
        }
        for value in unknown {
            self.faults.push(format!("{places:?}: the enum's value {value:?} is not among the facts"));
        }
    }
}

/// What the methods of a handle return.
#[derive(Default)]
pub(crate) struct Attributes {
    nodes: Object,
    /// The JSON type that each method says it returns, if it says one.
    kinds: BTreeMap<&'static str, Option<&'static str>>,
}

impl Attributes {
    pub(crate) fn add<T: Returned>(&mut self, method: &'static str, value: Val<T>) {
        self.nodes.push(method, value.into_node());
        self.kinds.insert(method, T::KIND);
    }
}

/// A Rust type of return values.
pub(crate) trait Returned {
    const KIND: Option<&'static str>;
}

macro_rules! returned {
    ($(($($generic:ident)?) $type:ty: $kind:expr;)+) => {
        $(impl<$($generic)?> Returned for $type { const KIND: Option<&'static str> = $kind; })+
    };
}

returned! {
    () String: Some("string");
    () bool: Some("boolean");
    () i64: Some("integer");
    () f64: Some("number");
    () Json: None;
    (T) List<T>: Some("array");
    (T) Map<T>: Some("object");
}
