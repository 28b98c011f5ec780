//! How much of AWS's limits a template takes.

use std::collections::BTreeMap;

use super::limits::{MAX_DESCRIPTION_BYTES, MAX_ENTRIES, MAX_TEMPLATE_BYTES};
use crate::diag::Severity;
use crate::model::{Node, Object, Section, Value};

const CLOUDFORMATION: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";
const IAM: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const LAMBDA: &str = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";

/// The most bytes of a template that is handed to CloudFormation as it is, not by way of Amazon S3.
const MAX_INLINE_BYTES: usize = 51_200;
/// The most bytes of all environment variables of a function.
const MAX_ENVIRONMENT_BYTES: usize = 4_096;
/// The most characters of a managed policy, and of a role's trust policy by default.
const MAX_MANAGED_POLICY: usize = 6_144;
const MAX_TRUST_POLICY: usize = 2_048;

/// Whom inline policies belong to: the type, what their sum is called, the most characters of that, the property of
/// `AWS::IAM::Policy` that names them, and the type and the property of a policy that has one owner.
const OWNERS: [(&str, &str, usize, &str, &str, &str); 3] = [
    ("AWS::IAM::Role", "inline policies of a role", 10_240, "Roles", "AWS::IAM::RolePolicy", "RoleName"),
    ("AWS::IAM::Group", "inline policies of a group", 5_120, "Groups", "AWS::IAM::GroupPolicy", "GroupName"),
    ("AWS::IAM::User", "inline policies of a user", 2_048, "Users", "AWS::IAM::UserPolicy", "UserName"),
];

/// One of AWS's limits, and how much of it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What is limited.
    pub what: &'static str,
    /// What is counted, such as `bytes`; empty where that is what is limited.
    pub unit: &'static str,
    /// The logical ID of the resource whose limit it is; `None` for a limit of the template.
    pub logical_id: Option<String>,
    /// How much is taken.
    pub used: usize,
    /// Whether more may be: what functions add is known only when the stack is deployed.
    pub at_least: bool,
    /// The most that AWS takes.
    pub limit: usize,
    /// Whether there is another way when it is exceeded.
    pub is_soft: bool,
    /// The page of AWS's documentation that says so.
    pub source: &'static str,
}

impl Budget {
    /// How much of the limit is taken, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.used.saturating_mul(100) / self.limit.max(1)
    }

    /// How much it weighs: an error beyond the limit, a warning from four fifths of it.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        if self.used > self.limit && !self.is_soft {
            Some(Severity::Error)
        } else {
            (self.used.saturating_mul(5) >= self.limit.saturating_mul(4)).then_some(Severity::Warning)
        }
    }
}

/// Measures a template of that many bytes. Its functions are plain objects.
///
/// ```
/// use synth::analysis::budgets;
/// use synth::parse::parse;
///
/// let text = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n";
/// let document = parse("template.yaml", text.as_bytes());
/// let measured = budgets(&document.root.unwrap(), text.len());
/// let resources = measured.iter().find(|budget| budget.what == "resources").unwrap();
/// assert_eq!((resources.used, resources.limit), (1, 500));
/// ```
#[must_use]
pub fn budgets(root: &Node, bytes: usize) -> Vec<Budget> {
    let section = |section: Section| root.as_object().and_then(|root| root.get(section.as_str()));
    let count = |of: Section| section(of).and_then(Node::as_object).map_or(0, Object::len);
    let whole = |what, unit, used, limit| Budget {
        what,
        unit,
        logical_id: None,
        used,
        at_least: false,
        limit,
        is_soft: false,
        source: CLOUDFORMATION,
    };
    let mut found: Vec<Budget> = MAX_ENTRIES
        .iter()
        .map(|(section, limit, _, what)| whole(*what, "", count(*section), *limit))
        .collect();
    let description = section(Section::Description).and_then(Node::as_str).map_or(0, str::len);
    found.push(whole("description", "bytes", description, MAX_DESCRIPTION_BYTES));
    let inline = whole("template in a request", "bytes", bytes, MAX_INLINE_BYTES);
    found.push(Budget { is_soft: true, ..inline });
    found.push(whole("template in Amazon S3", "bytes", bytes, MAX_TEMPLATE_BYTES));
    if let Some(resources) = section(Section::Resources).and_then(Node::as_object) {
        of_resources(resources, &mut found);
    }
    found
}

fn of_resources(resources: &Object, found: &mut Vec<Budget>) {
    let mut inline: BTreeMap<(usize, &str), Size> = BTreeMap::new();
    for entry in resources {
        let Some(body) = entry.node.as_object() else { continue };
        let kind = body.get("Type").and_then(Node::as_str).unwrap_or_default();
        let Some(properties) = body.get("Properties").and_then(Node::as_object) else { continue };
        let policy = || properties.get("PolicyDocument").map(size).unwrap_or_default();
        let mut add = |what, unit, size: Size, limit, source| {
            found.push(Budget {
                what,
                unit,
                logical_id: Some(entry.key.to_string()),
                used: size.known,
                at_least: size.at_least,
                limit,
                is_soft: false,
                source,
            });
        };
        match kind {
            "AWS::IAM::ManagedPolicy" => {
                add("managed policy", "characters", policy(), MAX_MANAGED_POLICY, IAM)
            }
            "AWS::Lambda::Function" | "AWS::Serverless::Function" => {
                let variables = properties.get("Environment").and_then(Node::as_object);
                if let Some(variables) = variables.and_then(|environment| environment.get("Variables")) {
                    add(
                        "environment of a function",
                        "bytes",
                        environment(variables),
                        MAX_ENVIRONMENT_BYTES,
                        LAMBDA,
                    );
                }
            }
            _ => {}
        }
        if let Some(trust) = properties.get("AssumeRolePolicyDocument") {
            add("trust policy of a role", "characters", size(trust), MAX_TRUST_POLICY, IAM);
        }
        for (index, (owner, _, _, names, single, name)) in OWNERS.into_iter().enumerate() {
            if kind == owner {
                let policies = properties.get("Policies").and_then(Node::as_list).unwrap_or_default();
                let documents =
                    policies.iter().filter_map(|policy| policy.as_object()?.get("PolicyDocument"));
                for document in documents {
                    inline.entry((index, &entry.key)).or_default().add(size(document));
                }
            }
            let owners = match kind {
                "AWS::IAM::Policy" => properties.get(names).and_then(Node::as_list).unwrap_or_default(),
                _ if kind == single => properties.get(name).map(std::slice::from_ref).unwrap_or_default(),
                _ => continue,
            };
            for owner in owners.iter().filter_map(referred) {
                inline.entry((index, owner)).or_default().add(policy());
            }
        }
    }
    for ((index, owner), size) in inline {
        let Some((_, what, limit, ..)) = OWNERS.get(index) else { continue };
        found.push(Budget {
            what,
            unit: "characters",
            logical_id: Some(owner.to_owned()),
            used: size.known,
            at_least: size.at_least,
            limit: *limit,
            is_soft: false,
            source: IAM,
        });
    }
}

/// The resource that a `Ref` names.
fn referred(node: &Node) -> Option<&str> {
    node.as_object()?.get("Ref")?.as_str()
}

/// A size, of which functions may add to what is known.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    known: usize,
    at_least: bool,
}

impl Size {
    fn of(known: usize) -> Self {
        Self { known, at_least: false }
    }

    fn add(&mut self, other: Self) {
        self.known += other.known;
        self.at_least |= other.at_least;
    }
}

/// The bytes of a function's environment: of names and of values.
fn environment(variables: &Node) -> Size {
    let mut sum = Size { known: 0, at_least: variables.as_object().is_none() };
    for entry in variables.as_object().into_iter().flatten() {
        sum.add(Size::of(entry.key.len()));
        sum.add(text(&entry.node, str::len));
    }
    sum
}

/// The characters of a policy as JSON without white space, as IAM counts them.
fn size(node: &Node) -> Size {
    let quoted =
        |text: &str| text.chars().map(|character| 1 + usize::from(matches!(character, '"' | '\\'))).sum();
    if function(node).is_some() {
        let mut sum = text(node, quoted);
        sum.known += 2;
        return sum;
    }
    match &node.value {
        Value::String(text) => Size::of(quoted(text) + 2),
        Value::List(items) => {
            let mut sum = Size::of(2 + items.len().saturating_sub(1));
            items.iter().for_each(|item| sum.add(size(item)));
            sum
        }
        Value::Object(object) => {
            let mut sum = Size::of(2 + object.len().saturating_sub(1));
            for entry in object {
                sum.known += quoted(&entry.key) + 3;
                sum.add(size(&entry.node));
            }
            sum
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Intrinsic(_) => text(node, quoted),
    }
}

/// What a value adds to a text: of functions, what is written out in them.
fn text(node: &Node, length: fn(&str) -> usize) -> Size {
    match &node.value {
        Value::String(text) => return Size::of(length(text)),
        Value::Number(number) => return Size::of(number.to_string().len()),
        Value::Bool(value) => return Size::of(value.to_string().len()),
        Value::Null | Value::List(_) | Value::Object(_) | Value::Intrinsic(_) => {}
    }
    let mut sum = Size { known: 0, at_least: true };
    match function(node) {
        Some(("Fn::Sub", argument)) => {
            let text = argument.as_list().and_then(|parts| parts.first()).unwrap_or(argument).as_str();
            sum.known = text.map_or(0, |text| outside_of_variables(text, length));
        }
        Some(("Fn::Join", argument)) => {
            if let Some([delimiter, items]) = argument.as_list() {
                let items = items.as_list().unwrap_or_default();
                let delimiters = items.len().saturating_sub(1);
                sum.known = delimiters * delimiter.as_str().map_or(0, length);
                items.iter().for_each(|item| sum.add(text(item, length)));
            }
        }
        _ => {}
    }
    sum
}

fn outside_of_variables(text: &str, length: fn(&str) -> usize) -> usize {
    let mut rest = text;
    let mut sum = 0;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((_, beyond)) = after.split_once('}') else { break };
        sum += length(before);
        rest = beyond;
    }
    sum + length(rest)
}

/// The function that an object of one entry is.
fn function(node: &Node) -> Option<(&str, &Node)> {
    let object = node.as_object()?;
    let mut entries = object.iter();
    let (entry, None) = (entries.next()?, entries.next()) else { return None };
    (entry.key == "Ref" || entry.key.starts_with("Fn::")).then_some((entry.key.as_ref(), &entry.node))
}
