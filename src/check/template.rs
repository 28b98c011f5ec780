//! What is known of a template while it is checked.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::attributes::{Attributes, KnownAttributes};
use super::engine::scope::Scope;
use super::engine::values::text;
use super::options::{Deployment, Options, Settings};
use super::uses::Uses;
use super::{nested, prepare, sam};
use crate::analysis::{Conditions, References, SERVERLESS};
use crate::model::{Entry, Node, Object, Section};
use crate::parse::Document;

/// A template and its parts by name, in the order in which they are written.
pub(crate) struct Check<'t> {
    /// The whole of it, after its transforms.
    pub(crate) root: &'t Node,
    /// The document that it was read from, if it was.
    pub(crate) document: Option<&'t Document>,
    /// Its conditions, in which a comparison of two constants is a switch.
    pub(crate) conditions: Conditions<'t>,
    /// What the caller wants.
    pub(crate) options: &'t Options,
    /// What holds for this template.
    pub(crate) settings: Settings,
    /// The deployments that it is checked for, with lists where parameters are lists.
    pub(crate) deployments: Vec<Deployment>,
    has_conditions: bool,
    parameters: Named<'t, Parameter<'t>>,
    resources: Named<'t, Resource<'t>>,
    /// Which of them are modules or SAM's, which make further resources.
    modules: Vec<usize>,
    mappings: Named<'t, Mapping<'t>>,
    mappings_are_whole: bool,
    transforms: Vec<&'t str>,
    references: References<'t>,
    uses: Uses<'t>,
    attributes: KnownAttributes,
    /// The same before the transforms, where those change something.
    uses_as_written: Option<Uses<'t>>,
}

/// Things in order, and by name.
struct Named<'t, T> {
    items: Vec<T>,
    by_name: HashMap<Cow<'t, str>, usize>,
}

impl<T> Default for Named<'_, T> {
    fn default() -> Self {
        Self { items: Vec::new(), by_name: HashMap::new() }
    }
}

impl<'t, T> Named<'t, T> {
    fn get(&self, name: &str) -> Option<&T> {
        self.by_name.get(name).and_then(|index| self.items.get(*index))
    }

    fn push(&mut self, name: impl Into<Cow<'t, str>>, item: T) {
        self.by_name.insert(name.into(), self.items.len());
        self.items.push(item);
    }
}

/// A parameter.
pub(crate) struct Parameter<'t> {
    /// Its logical ID.
    pub(crate) name: &'t str,
    /// Its type, such as `String`.
    pub(crate) kind: &'t str,
    body: &'t Object,
}

/// A resource, or one that SAM makes beside those that are written.
pub(crate) struct Resource<'t> {
    /// Its logical ID.
    pub(crate) name: Cow<'t, str>,
    /// Its type; all custom resources have one.
    pub(crate) kind: &'t str,
    /// The condition under which there is such a resource.
    pub(crate) condition: Option<&'t str>,
    /// All that is written of it; nothing of one that SAM makes.
    pub(crate) body: Option<&'t Object>,
    /// The template of a nested stack, where it is at hand.
    pub(crate) nested: Option<Node>,
}

/// A mapping.
pub(crate) struct Mapping<'t> {
    /// Its logical ID.
    pub(crate) name: &'t str,
    keys: &'t Object,
}

/// The type that stands for all custom resources.
pub(crate) const CUSTOM_RESOURCE: &str = "AWS::CloudFormation::CustomResource";
const TRANSFORM: &str = "Fn::Transform";

impl<'t> Check<'t> {
    /// What is known of a template after its transforms; `written` is what it was before.
    pub(crate) fn new(
        root: &'t Node,
        written: &'t Node,
        document: Option<&'t Document>,
        options: &'t Options,
    ) -> Self {
        let conditions = Conditions::with_switches(root);
        let section = |section: Section| {
            root.as_object().and_then(|root| root.get(section.as_str())).and_then(Node::as_object)
        };
        let mut parameters = Named::default();
        for entry in section(Section::Parameters).into_iter().flatten() {
            let body = entry.node.as_object();
            if let Some((body, kind)) = body.and_then(|body| Some((body, body.get("Type")?.as_str()?))) {
                parameters.push(entry.key.as_ref(), Parameter { name: &entry.key, kind, body });
            }
        }
        let mut resources = Named::default();
        for entry in section(Section::Resources).into_iter().flatten() {
            if let Some(resource) = resource(entry, document) {
                resources.push(entry.key.as_ref(), resource);
            }
        }
        let mut mappings = Named::default();
        let mut mappings_are_whole = true;
        for entry in section(Section::Mappings).into_iter().flatten() {
            if entry.key == TRANSFORM {
                mappings_are_whole = false;
            } else if let Some(keys) = entry.node.as_object() {
                mappings.push(entry.key.as_ref(), Mapping { name: &entry.key, keys });
            }
        }
        let transforms = prepare::transforms(root);
        let has_conditions = conditions.names().next().is_some();
        let mut check = Self {
            root,
            document,
            conditions,
            options,
            settings: options.in_force(root),
            deployments: options.deployments.clone(),
            has_conditions,
            parameters,
            resources,
            modules: Vec::new(),
            mappings,
            mappings_are_whole,
            transforms,
            references: References::new(root),
            uses: Uses::of(root),
            attributes: KnownAttributes::default(),
            uses_as_written: (!std::ptr::eq(root, written)).then(|| Uses::of(written)),
        };
        for deployment in &mut check.deployments {
            deployment.values.retain(|name, _| check.parameters.get(name).is_some());
            for (name, value) in &mut deployment.values {
                let parameter = check.parameters.get(name).filter(|parameter| !parameter.is_stored());
                *value = parameter.and_then(|parameter| parameter.value(value)).unwrap_or_default();
            }
        }
        if check.has_transform(SERVERLESS) {
            for (name, kind) in sam::implied_resources(&check) {
                if check.resource(&name).is_none() {
                    let resource = Resource {
                        name: name.clone().into(),
                        kind,
                        condition: None,
                        body: None,
                        nested: None,
                    };
                    check.resources.push(name, resource);
                }
            }
        }
        let resources = check.resources().enumerate();
        check.modules =
            resources.filter(|(_, resource)| resource.is_module()).map(|(index, _)| index).collect();
        check
    }

    /// The attributes of a resource; nothing if none of the regions has its type.
    pub(crate) fn attributes(&self, resource: &Resource<'_>, regions: &[&str]) -> Option<Rc<Attributes>> {
        self.attributes.of(resource, regions)
    }

    /// Where functions stand in the template.
    pub(crate) fn uses(&self) -> &Uses<'t> {
        &self.uses
    }

    /// As [`Check::uses`], before the transforms: a transform can replace a function by its value.
    pub(crate) fn uses_as_written(&self) -> &Uses<'t> {
        self.uses_as_written.as_ref().unwrap_or(&self.uses)
    }

    /// Whether the CDK wrote the template.
    pub(crate) fn is_of_cdk(&self) -> bool {
        let resources = self.section(Section::Resources).into_iter().flatten();
        resources.filter_map(|entry| Some((entry.key.as_ref(), entry.node.as_object()?))).any(
            |(name, resource)| {
                let metadata = resource.get("Metadata").and_then(Node::as_object);
                name == "CDKMetadata"
                    || resource.get("Type").and_then(Node::as_str) == Some("AWS::CDK::Metadata")
                    || metadata.is_some_and(|metadata| metadata.get("aws:cdk:path").is_some())
            },
        )
    }

    /// Whether any condition is declared.
    pub(crate) fn has_conditions(&self) -> bool {
        self.has_conditions
    }

    /// The template that a relative location names, if it lies beside the one that is checked.
    pub(crate) fn nested_template(&self, location: &str) -> Option<Node> {
        nested::template(&self.document?.source, location)
    }

    /// Runs what looks at values from the scope of the whole template.
    pub(crate) fn with_root_scope(&self, run: impl FnOnce(&Scope<'_, 't>)) {
        let facts = self.conditions.unconstrained();
        let regions: Vec<&str> = self.settings.regions.iter().map(String::as_str).collect();
        run(&Scope::root(self, &facts, &regions));
    }

    /// Which resource refers to which.
    pub(crate) fn references(&self) -> &References<'t> {
        &self.references
    }

    /// A section that is an object.
    pub(crate) fn section(&self, section: Section) -> Option<&'t Object> {
        self.root.as_object()?.get(section.as_str())?.as_object()
    }

    /// The parameter of that name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&Parameter<'t>> {
        self.parameters.get(name)
    }

    /// All parameters.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &Parameter<'t>> {
        self.parameters.items.iter()
    }

    /// The names of all parameters.
    pub(crate) fn parameter_names(&self) -> impl Iterator<Item = &'t str> {
        self.parameters.items.iter().map(|parameter| parameter.name)
    }

    /// The resource of that name.
    pub(crate) fn resource(&self, name: &str) -> Option<&Resource<'t>> {
        self.resources.get(name)
    }

    /// All resources, also those that SAM makes.
    pub(crate) fn resources(&self) -> impl Iterator<Item = &Resource<'t>> {
        self.resources.items.iter()
    }

    /// The names of all resources.
    pub(crate) fn resource_names(&self) -> impl Iterator<Item = &str> {
        self.resources.items.iter().map(|resource| resource.name.as_ref())
    }

    /// The mapping of that name.
    pub(crate) fn mapping(&self, name: &str) -> Option<&Mapping<'t>> {
        self.mappings.get(name)
    }

    /// The names of all mappings.
    pub(crate) fn mapping_names(&self) -> impl Iterator<Item = &'t str> {
        self.mappings.items.iter().map(|mapping| mapping.name)
    }

    /// Whether all mappings are written out, and none comes from a transform.
    pub(crate) fn mappings_are_whole(&self) -> bool {
        self.mappings_are_whole
    }

    /// Whether the template has that transform.
    pub(crate) fn has_transform(&self, name: &str) -> bool {
        self.transforms.contains(&name)
    }

    /// The resources that are modules or SAM's.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &Resource<'t>> {
        self.modules.iter().filter_map(|index| self.resources.items.get(*index))
    }

    /// Whether a module or SAM may have made a resource of that name.
    pub(crate) fn is_in_module(&self, name: &str) -> bool {
        self.modules().any(|resource| name != resource.name && name.starts_with(resource.name.as_ref()))
    }

    /// Whether the text is the path of a parameter in the Parameter Store, which SAM puts in the place of its value.
    pub(crate) fn is_path_of_parameter(&self, text: &str) -> bool {
        self.has_transform(SERVERLESS)
            && self
                .parameters()
                .any(|parameter| parameter.is_stored() && parameter.default_text() == Some(text))
    }

    /// Whether the caller does not want what a rule finds.
    pub(crate) fn is_off(&self, rule: &str) -> bool {
        !self.settings.wants(rule)
    }
}

fn resource<'t>(entry: &'t Entry, document: Option<&Document>) -> Option<Resource<'t>> {
    let body = entry.node.as_object()?;
    let kind = body.get("Type")?.as_str()?;
    let kind = if kind.starts_with("Custom::") { CUSTOM_RESOURCE } else { kind };
    let condition = body.get("Condition").and_then(Node::as_str);
    let mut resource =
        Resource { name: Cow::Borrowed(&entry.key), kind, condition, body: Some(body), nested: None };
    if kind == "AWS::CloudFormation::Stack" {
        let location = resource.property("TemplateURL").and_then(Node::as_str);
        resource.nested = document
            .zip(location)
            .and_then(|(document, location)| nested::template(&document.source, location));
    }
    Some(resource)
}

impl<'t> Resource<'t> {
    /// Whether other resources, whose names begin with this one's, may come of it: it is a module, or one of SAM's.
    pub(crate) fn is_module(&self) -> bool {
        self.kind.ends_with("::MODULE") || self.kind.starts_with("AWS::Serverless::")
    }

    /// One of its properties.
    pub(crate) fn property(&self, name: &str) -> Option<&'t Node> {
        self.properties()?.get(name)
    }

    /// Its properties.
    pub(crate) fn properties(&self) -> Option<&'t Object> {
        self.body?.get("Properties")?.as_object()
    }
}

impl<'t> Parameter<'t> {
    /// One of its attributes.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'t Node> {
        self.body.get(name)
    }

    /// Whether its value is looked up in the Parameter Store.
    pub(crate) fn is_stored(&self) -> bool {
        self.kind.starts_with("AWS::SSM::Parameter::")
    }

    /// Whether its value is a list.
    pub(crate) fn is_list(&self) -> bool {
        self.kind == "CommaDelimitedList" || self.kind.starts_with("List<")
    }

    fn default_text(&self) -> Option<&'t str> {
        self.attribute("Default").and_then(Node::as_str)
    }

    /// The values that it is known to be able to have: those allowed, or else its default and its bounds. Each with the
    /// attribute that gives it.
    pub(crate) fn values(&self) -> Vec<(Node, &'static str, Option<usize>)> {
        if self.is_stored() {
            return Vec::new();
        }
        let allowed = self.attribute("AllowedValues").and_then(Node::as_list).unwrap_or_default();
        if !allowed.is_empty() {
            return allowed
                .iter()
                .enumerate()
                .filter_map(|(index, value)| Some((self.value(value)?, "AllowedValues", Some(index))))
                .collect();
        }
        let bound = |name| self.attribute(name).and_then(text).map(|text| Node::from(text.into_owned()));
        [("Default", self.default()), ("MinValue", bound("MinValue")), ("MaxValue", bound("MaxValue"))]
            .into_iter()
            .filter_map(|(attribute, value)| Some((value?, attribute, None)))
            .collect()
    }

    /// Its default, unless that is where the value is looked up.
    pub(crate) fn default(&self) -> Option<Node> {
        if self.is_stored() {
            return None;
        }
        self.attribute("Default").and_then(|value| self.value(value))
    }

    /// The value that text stands for: a list for a type of lists.
    fn value(&self, node: &Node) -> Option<Node> {
        let text = text(node)?;
        Some(if self.is_list() {
            Node::list(text.split(',').map(|item| Node::from(item.trim().to_owned())))
        } else {
            text.into_owned().into()
        })
    }
}

impl<'t> Mapping<'t> {
    /// Its first keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'t str> {
        self.keys.iter().map(|entry| entry.key.as_ref()).filter(|key| *key != TRANSFORM)
    }

    /// The second keys under a first one.
    pub(crate) fn second_keys(&self, key: &str) -> impl Iterator<Item = &'t str> {
        let second = self.keys.get(key).and_then(Node::as_object);
        second.into_iter().flatten().map(|entry| entry.key.as_ref()).filter(|key| *key != TRANSFORM)
    }

    /// The value under two keys.
    pub(crate) fn value(&self, key: &str, second: &str) -> Option<&'t Node> {
        let value = self.keys.get(key)?.as_object()?.get(second)?;
        (text(value).is_some() || value.as_list().is_some()).then_some(value)
    }

    /// Whether all first keys are written out.
    pub(crate) fn is_whole(&self) -> bool {
        self.keys.get(TRANSFORM).is_none()
    }

    /// Whether all second keys under a first one are written out.
    pub(crate) fn is_whole_at(&self, key: &str) -> bool {
        let second = self.keys.get(key).and_then(Node::as_object);
        second.is_none_or(|second| second.get(TRANSFORM).is_none())
    }
}
