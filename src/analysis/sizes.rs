//! How long policies and environments are, as AWS counts them.

use std::collections::{BTreeMap, HashSet};

use crate::model::{Node, Object, SubPiece, Value, sub_pieces};

const IAM: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const S3: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html";
const KMS: &str = "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html";

/// The most bytes of all environment variables of a function.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
pub const MAX_ENVIRONMENT_BYTES: usize = 4_096;

/// What AWS takes of a policy that is a property.
struct Limit {
    kind: &'static str,
    property: &'static str,
    what: &'static str,
    unit: &'static str,
    most: usize,
    can_be_raised: bool,
    source: &'static str,
}

const POLICIES: [Limit; 4] = [
    Limit {
        kind: "AWS::IAM::ManagedPolicy",
        property: "PolicyDocument",
        what: "managed policy",
        unit: "characters",
        most: 6_144,
        can_be_raised: false,
        source: IAM,
    },
    Limit {
        kind: "AWS::IAM::Role",
        property: "AssumeRolePolicyDocument",
        what: "trust policy of a role",
        unit: "characters",
        most: 2_048,
        can_be_raised: true,
        source: IAM,
    },
    Limit {
        kind: "AWS::KMS::Key",
        property: "KeyPolicy",
        what: "policy of a key",
        unit: "bytes",
        most: 32 * 1_024,
        can_be_raised: false,
        source: KMS,
    },
    Limit {
        kind: "AWS::S3::BucketPolicy",
        property: "PolicyDocument",
        what: "policy of a bucket",
        unit: "bytes",
        most: 20 * 1_024,
        can_be_raised: false,
        source: S3,
    },
];

/// Whom inline policies belong to.
struct OwnerType {
    kind: &'static str,
    /// What the sum of its policies is called.
    what: &'static str,
    /// The most characters of that.
    most: usize,
    /// The property of `AWS::IAM::Policy` that names such owners.
    names: &'static str,
    /// The type of a policy that has one owner, and its property that names it.
    single: (&'static str, &'static str),
}

const OWNERS: [OwnerType; 3] = [
    OwnerType {
        kind: "AWS::IAM::Role",
        what: "inline policies of a role",
        most: 10_240,
        names: "Roles",
        single: ("AWS::IAM::RolePolicy", "RoleName"),
    },
    OwnerType {
        kind: "AWS::IAM::Group",
        what: "inline policies of a group",
        most: 5_120,
        names: "Groups",
        single: ("AWS::IAM::GroupPolicy", "GroupName"),
    },
    OwnerType {
        kind: "AWS::IAM::User",
        what: "inline policies of a user",
        most: 2_048,
        names: "Users",
        single: ("AWS::IAM::UserPolicy", "UserName"),
    },
];

/// A size, of which functions may add to what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// What there is in any case.
    pub known: usize,
    /// Whether more may be: what functions add is known only when the stack is deployed.
    pub at_least: bool,
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

/// A policy, or all policies inside something, beside the most that AWS takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicySize<'t> {
    /// What is limited.
    pub what: &'static str,
    /// What is counted, such as `bytes`.
    pub unit: &'static str,
    /// The resource whose limit it is.
    pub logical_id: &'t str,
    /// Its property that holds them; `None` where all of them are resources of their own.
    pub property: Option<&'static str>,
    /// How long they are.
    pub size: Size,
    /// The most that AWS takes.
    pub limit: usize,
    /// Whether AWS takes more on request.
    pub can_be_raised: bool,
    /// The page of AWS's documentation that says so.
    pub source: &'static str,
}

/// Measures the policies of a plain template's resources.
#[must_use]
pub fn policy_sizes(resources: &Object) -> Vec<PolicySize<'_>> {
    let mut found = Vec::new();
    let mut inline = Inline::default();
    for entry in resources {
        let Some(body) = entry.node.as_object() else { continue };
        let kind = body.get("Type").and_then(Node::as_str).unwrap_or_default();
        if let Some(index) = OWNERS.iter().position(|owner| owner.kind == kind) {
            inline.owners.insert((index, &entry.key));
        }
        let Some(properties) = body.get("Properties").and_then(Node::as_object) else { continue };
        for limit in POLICIES.iter().filter(|limit| limit.kind == kind) {
            if let Some(policy) = properties.get(limit.property) {
                found.push(PolicySize {
                    what: limit.what,
                    unit: limit.unit,
                    logical_id: &entry.key,
                    property: Some(limit.property),
                    size: policy_size(policy),
                    limit: limit.most,
                    can_be_raised: limit.can_be_raised,
                    source: limit.source,
                });
            }
        }
        add_inline(&entry.key, kind, body, properties, &mut inline);
    }
    for (owner, (size, property)) in inline.sums {
        let (index, logical_id) = owner;
        let Some(of) = OWNERS.get(index).filter(|_| inline.owners.contains(&owner)) else { continue };
        found.push(PolicySize {
            what: of.what,
            unit: "characters",
            logical_id,
            property,
            size,
            limit: of.most,
            can_be_raised: false,
            source: IAM,
        });
    }
    found
}

/// A kind of owner, as an index, and its name.
type Owner<'t> = (usize, &'t str);

/// The inline policies of a template.
#[derive(Default)]
struct Inline<'t> {
    owners: HashSet<Owner<'t>>,
    /// Their sums, and the owner's property that holds some of them.
    sums: BTreeMap<Owner<'t>, (Size, Option<&'static str>)>,
}

fn add_inline<'t>(name: &'t str, kind: &str, body: &Object, properties: &'t Object, inline: &mut Inline<'t>) {
    for (index, of) in OWNERS.iter().enumerate() {
        if kind == of.kind {
            for policy in properties.get("Policies").and_then(Node::as_list).unwrap_or_default() {
                let sum = inline.sums.entry((index, name)).or_default();
                sum.1 = Some("Policies");
                sum.0.add(least(policy, &|policy| {
                    let document = policy.as_object().and_then(|policy| policy.get("PolicyDocument"));
                    document.map_or(Size { known: 0, at_least: true }, policy_size)
                }));
            }
        }
        let named = match kind {
            "AWS::IAM::Policy" => properties.get(of.names),
            _ if kind == of.single.0 => properties.get(of.single.1),
            _ => continue,
        };
        let mut size = properties.get("PolicyDocument").map(policy_size).unwrap_or_default();
        if body.get("Condition").is_some() {
            size = Size { known: 0, at_least: true };
        }
        let named = named.map_or(&[][..], |named| named.as_list().unwrap_or(std::slice::from_ref(named)));
        for owner in named.iter().filter_map(|owner| owner.as_object()?.get("Ref")?.as_str()) {
            inline.sums.entry((index, owner)).or_default().0.add(size);
        }
    }
}

/// How long a policy is without white space, which IAM does not count. It may be the text of one.
fn policy_size(policy: &Node) -> Size {
    match policy.as_str() {
        Some(text) => Size::of(characters(text)),
        None => least(policy, &json),
    }
}

/// The bytes of a function's environment: of names and of values.
#[must_use]
pub fn environment_size(variables: &Node) -> Size {
    least(variables, &|variables| {
        let mut sum = Size { known: 0, at_least: variables.as_object().is_none() };
        for entry in variables.as_object().into_iter().flatten() {
            sum.add(least(&entry.node, &|value| {
                let mut size = text(value, str::len);
                size.known += entry.key.len();
                size
            }));
        }
        sum
    })
}

/// Measures a value; of branches of `Fn::If` the smallest, and nothing where there is no value.
fn least(node: &Node, measure: &dyn Fn(&Node) -> Size) -> Size {
    match function(node) {
        Some(("Fn::If", argument)) => {
            let branches = argument.as_list().unwrap_or_default().iter().skip(1);
            let known = branches.map(|branch| least(branch, measure).known).min().unwrap_or_default();
            Size { known, at_least: true }
        }
        _ if is_no_value(node) => Size::default(),
        _ => measure(node),
    }
}

/// The characters of a text, without white space.
fn characters(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

/// As [`characters`], within quotes.
fn quoted(text: &str) -> usize {
    characters(text) + text.matches(['"', '\\']).count()
}

/// The size of a value as JSON.
fn json(node: &Node) -> Size {
    let is_text = matches!(node.value, Value::String(_)) || function(node).is_some();
    match &node.value {
        Value::List(items) => listed(items.iter().map(|item| least(item, &json))),
        Value::Object(object) if !is_text => listed(object.iter().map(|entry| {
            least(&entry.node, &|value| {
                let mut size = json(value);
                size.known += quoted(&entry.key) + 3;
                size
            })
        })),
        _ => {
            let mut size = text(node, quoted);
            size.known += if is_text { 2 } else { 0 };
            size
        }
    }
}

/// What is there of a list or an object, with commas between and what is around it.
fn listed(sizes: impl Iterator<Item = Size>) -> Size {
    let mut sum = Size::of(2);
    let mut count = 0_usize;
    for size in sizes {
        count += usize::from(size.known > 0);
        sum.add(size);
    }
    sum.known += count.saturating_sub(1);
    sum
}

/// What a value adds to a text: of functions, what is written out in them.
fn text(node: &Node, length: fn(&str) -> usize) -> Size {
    match &node.value {
        Value::String(text) => return Size::of(length(text)),
        Value::Number(number) => return Size::of(number.to_string().len()),
        Value::Bool(value) => return Size::of(value.to_string().len()),
        Value::Null => return Size::of("null".len()),
        Value::List(_) | Value::Object(_) | Value::Intrinsic(_) => {}
    }
    let mut sum = Size { known: 0, at_least: true };
    match function(node) {
        Some(("Fn::Sub", argument)) => {
            let text = argument.as_list().and_then(<[Node]>::first).unwrap_or(argument).as_str();
            sum.known = text.map_or(0, |text| outside_of_variables(text, length));
        }
        Some(("Fn::Join", argument)) => {
            if let Some([delimiter, items]) = argument.as_list() {
                let items = items.as_list().unwrap_or_default();
                // What may not be there takes its delimiter with it.
                let is_there = |item: &&Node| {
                    !is_no_value(item) && function(item).is_none_or(|(name, _)| name != "Fn::If")
                };
                let delimiters = items.iter().filter(is_there).count().saturating_sub(1);
                sum.known = delimiters * delimiter.as_str().map_or(0, length);
                items.iter().for_each(|item| sum.add(least(item, &|item| text(item, length))));
            }
        }
        _ => {}
    }
    sum
}

/// The length of what is written out in the text of `Fn::Sub`.
fn outside_of_variables(text: &str, length: fn(&str) -> usize) -> usize {
    let written = |piece| match piece {
        SubPiece::Text(text) => length(text),
        SubPiece::Escaped => length("${"),
        SubPiece::Variable(_) => 0,
    };
    sub_pieces(text).map(written).sum()
}

/// The function that an object of one entry is.
fn function(node: &Node) -> Option<(&str, &Node)> {
    let object = node.as_object()?;
    let mut entries = object.iter();
    let (entry, None) = (entries.next()?, entries.next()) else { return None };
    (entry.key == "Ref" || entry.key.starts_with("Fn::")).then_some((entry.key.as_ref(), &entry.node))
}

fn is_no_value(node: &Node) -> bool {
    matches!(function(node), Some(("Ref", name)) if name.as_str() == Some("AWS::NoValue"))
}
