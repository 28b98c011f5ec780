//! How much of AWS's limits a template takes.

use super::limits::{MAX_DESCRIPTION_BYTES, MAX_ENTRIES, MAX_TEMPLATE_BYTES};
use super::sizes::{MAX_ENVIRONMENT_BYTES, PolicySize, Size, environment_size, policy_sizes};
use crate::diag::Severity;
use crate::model::{Node, Object, Section};

const CLOUDFORMATION: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";
const LAMBDA: &str = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";

/// The most bytes of a template that is handed to CloudFormation as it is, not by way of Amazon S3.
const MAX_INLINE_BYTES: usize = 51_200;
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
    let of_resource = |what, unit, logical_id: &str, size: Size, limit, is_soft, source| Budget {
        what,
        unit,
        logical_id: Some(logical_id.to_owned()),
        used: size.known,
        at_least: size.at_least,
        limit,
        is_soft,
        source,
    };
    for entry in resources {
        let kind = entry.node.as_object().and_then(|body| body.get("Type")?.as_str());
        if !matches!(kind, Some("AWS::Lambda::Function" | "AWS::Serverless::Function")) {
            continue;
        }
        let path = ["Properties", "Environment", "Variables"];
        if let Some(variables) =
            path.into_iter().try_fold(&entry.node, |node, key| node.as_object()?.get(key))
        {
            let size = environment_size(variables);
            let what = "environment of a function";
            found.push(of_resource(what, "bytes", &entry.key, size, MAX_ENVIRONMENT_BYTES, false, LAMBDA));
        }
    }
    for policy in policy_sizes(resources) {
        let PolicySize { what, unit, logical_id, size, limit, can_be_raised, source, .. } = policy;
        found.push(of_resource(what, unit, logical_id, size, limit, can_be_raised, source));
    }
}
