use super::{Entry, Node, Object, Value};

/// The `AWSTemplateFormatVersion` that there is.
pub const FORMAT_VERSION: &str = "2010-09-09";

/// A CloudFormation template: a tree of nodes, and what CloudFormation calls their parts.
///
/// The tree holds whatever was written, also what is wrong in shape, so that it can be reported with its place. The
/// methods here read it the way CloudFormation does and pass over what they do not recognise.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    root: Object,
}

impl Template {
    /// The template with these sections.
    #[must_use]
    pub fn new(root: Object) -> Self {
        Self { root }
    }

    /// All sections, recognised or not, in the order in which they were written.
    #[must_use]
    pub fn root(&self) -> &Object {
        &self.root
    }

    /// The template with something else in a section.
    #[must_use]
    pub fn with_section(mut self, section: Section, node: impl Into<Node>) -> Self {
        self.root.set(Entry::new(section.as_str(), node));
        self
    }

    /// What stands in a section.
    #[must_use]
    pub fn section(&self, section: Section) -> Option<&Node> {
        self.root.get(section.as_str())
    }

    /// The named entries of a section: parameters, resources, outputs and so on.
    pub fn entries(&self, section: Section) -> impl Iterator<Item = &Entry> {
        self.section(section).and_then(Node::as_object).into_iter().flatten()
    }

    /// The template's description.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.section(Section::Description).and_then(Node::as_str)
    }

    /// The resources: logical ID, type and the whole entry. Loops and transforms among them are left out.
    pub fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        self.entries(Section::Resources).filter_map(|entry| {
            let body = entry.node.as_object()?;
            let resource_type = body.get(ResourceAttribute::Type.as_str())?.as_str()?;
            Some(Resource { logical_id: &entry.key, resource_type, body })
        })
    }
}

impl From<Template> for Node {
    fn from(template: Template) -> Self {
        Value::Object(template.root).into()
    }
}

/// A resource of a template, as it was written.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'a> {
    /// Its logical ID.
    pub logical_id: &'a str,
    /// Its type, such as `AWS::S3::Bucket`.
    pub resource_type: &'a str,
    body: &'a Object,
}

impl<'a> Resource<'a> {
    /// One of its attributes.
    #[must_use]
    pub fn attribute(self, attribute: ResourceAttribute) -> Option<&'a Node> {
        self.body.get(attribute.as_str())
    }

    /// One of its properties.
    #[must_use]
    pub fn property(self, name: &str) -> Option<&'a Node> {
        self.attribute(ResourceAttribute::Properties)?.as_object()?.get(name)
    }
}

/// Declares an enum of keys in the order in which they are written.
macro_rules! keys {
    ($(#[$doc:meta])* $name:ident { $($(#[$key_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$key_doc])* $variant,)+
        }

        impl $name {
            /// All of them, in the order in which they are written.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key in the template.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// What has that key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

keys! {
    /// A section of a template, in AWS's order.
    Section {
        /// The version of the template language.
        FormatVersion = "AWSTemplateFormatVersion",
        /// Text for people.
        Description = "Description",
        /// Facts for tools, such as `AWS::CloudFormation::Interface`.
        Metadata = "Metadata",
        /// What whoever creates the stack gives it.
        Parameters = "Parameters",
        /// What parameters must fulfil together.
        Rules = "Rules",
        /// Fixed values by two keys.
        Mappings = "Mappings",
        /// Named truths.
        Conditions = "Conditions",
        /// The macros that process the template.
        Transform = "Transform",
        /// SAM's common properties.
        Globals = "Globals",
        /// Hooks, such as CodeDeploy's blue/green deployment.
        Hooks = "Hooks",
        /// What the stack consists of.
        Resources = "Resources",
        /// What the stack tells of itself.
        Outputs = "Outputs",
    }
}

keys! {
    /// An attribute of a parameter.
    ParameterAttribute {
        /// Text for people.
        Description = "Description",
        /// The type of its value.
        Type = "Type",
        /// The value it has when none is given.
        Default = "Default",
        /// The only values it takes.
        AllowedValues = "AllowedValues",
        /// The regular expression that values match.
        AllowedPattern = "AllowedPattern",
        /// The fewest characters.
        MinLength = "MinLength",
        /// The most characters.
        MaxLength = "MaxLength",
        /// The least number.
        MinValue = "MinValue",
        /// The greatest number.
        MaxValue = "MaxValue",
        /// Whether the value is masked.
        NoEcho = "NoEcho",
        /// What is said when a constraint is violated.
        ConstraintDescription = "ConstraintDescription",
    }
}

keys! {
    /// An attribute of a resource.
    ResourceAttribute {
        /// Its type.
        Type = "Type",
        /// The condition under which there is such a resource.
        Condition = "Condition",
        /// What is created before it and deleted after it.
        DependsOn = "DependsOn",
        /// What happens to it when it leaves the stack.
        DeletionPolicy = "DeletionPolicy",
        /// What happens to the old one when it is replaced.
        UpdateReplacePolicy = "UpdateReplacePolicy",
        /// What its creation waits for.
        CreationPolicy = "CreationPolicy",
        /// How it is updated.
        UpdatePolicy = "UpdatePolicy",
        /// SAM: the global properties that it does not take.
        IgnoreGlobals = "IgnoreGlobals",
        /// Facts for tools, and `AWS::CloudFormation::Init`.
        Metadata = "Metadata",
        /// The properties of its type.
        Properties = "Properties",
        /// SAM: what it may access.
        Connectors = "Connectors",
    }
}

keys! {
    /// An attribute of an output.
    OutputAttribute {
        /// The condition under which there is such an output.
        Condition = "Condition",
        /// Text for people.
        Description = "Description",
        /// The value.
        Value = "Value",
        /// The name that other stacks import the value by.
        Export = "Export",
    }
}

keys! {
    /// An attribute of a rule.
    RuleAttribute {
        /// The condition under which the rule applies.
        RuleCondition = "RuleCondition",
        /// What must hold.
        Assertions = "Assertions",
    }
}
