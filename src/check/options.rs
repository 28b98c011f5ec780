//! What whoever checks a template wants of the check.

use std::collections::BTreeMap;

use crate::model::{Node, Object, Value};

/// Which rules run, for which regions, and with which values of parameters.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the caller says.
    pub settings: Settings,
    /// What a configuration file says. The caller's settings and those of a template come before it.
    pub file: Settings,
    /// The deployments that the template is checked for: where there are any, the values of their parameters count in place
    /// of those that the template allows.
    pub deployments: Vec<Deployment>,
    /// The day on which the check is made, as days since 1970-01-01: what a lifecycle is held against.
    pub day: i64,
}

/// The values of parameters that a stack is created or updated with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deployment {
    /// Where they are written, such as the name of a file.
    pub source: String,
    /// The values by parameter; null stands for one that only AWS knows, such as the previous one.
    pub values: BTreeMap<String, Node>,
}

/// What can be said on the command line, in a configuration file, and in a template. What is empty is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Rules, or beginnings of their ids, whose findings are left out.
    pub ignore: Vec<String>,
    /// Rules, or beginnings of their ids, that run although they are off by default: the informational ones, and those of
    /// `security` and `yaml`.
    pub include: Vec<String>,
    /// Rules, or beginnings of their ids, that a template cannot leave out.
    pub mandatory: Vec<String>,
    /// The regions that the template is meant for.
    pub regions: Vec<String>,
    /// Whether lists are joined with those of other places, instead of the first that says anything.
    pub merge: bool,
}

/// The region that a template is checked for unless another is wanted.
pub const DEFAULT_REGION: &str = "us-east-1";

/// What stands for all regions.
const ALL_REGIONS: &str = "ALL_REGIONS";

/// Rules that run only if they are included, by how their ids begin, such as `security-open-port`.
pub const PACKS: [&str; 2] = ["security", "yaml"];

impl Default for Options {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            file: Settings::default(),
            deployments: Vec::new(),
            day: today(),
        }
    }
}

impl Options {
    /// What holds for a template: each setting where it is said first, by the caller, by the template, or by the file.
    pub(super) fn in_force(&self, root: &Node) -> Settings {
        let mut settings = self.settings.clone();
        settings.merge |= self.file.merge;
        let mut settings = settings.or(Settings::of_template(root)).or(self.file.clone());
        if settings.regions.iter().any(|region| region == ALL_REGIONS) {
            settings.regions = super::facts::regions_with_types().map(str::to_owned).collect();
        } else if settings.regions.is_empty() {
            settings.regions.push(DEFAULT_REGION.to_owned());
        }
        settings
    }
}

impl Settings {
    /// These settings, and the others where these say nothing.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        let merge = self.merge || others.merge;
        let or = |mut own: Vec<String>, other: Vec<String>| {
            if merge {
                own.extend(other);
                own
            } else if own.is_empty() {
                other
            } else {
                own
            }
        };
        Self {
            ignore: or(self.ignore, others.ignore),
            include: or(self.include, others.include),
            mandatory: or(self.mandatory, others.mandatory),
            regions: or(self.regions, others.regions),
            merge,
        }
    }

    /// What a configuration file says: an object with `ignore_checks`, `include_checks`, `mandatory_checks`, `regions`.
    #[must_use]
    pub fn of_file(object: &Object) -> Self {
        Self {
            mandatory: texts(object, "mandatory_checks"),
            merge: object.get("merge_configs").is_some_and(|merge| merge.value == Value::Bool(true)),
            ..Self::of_object(object)
        }
    }

    /// What a template says in its metadata, under `cfn-lint` and `config`.
    fn of_template(root: &Node) -> Self {
        let config = ["Metadata", "cfn-lint", "config"]
            .into_iter()
            .try_fold(root, |node, key| node.as_object()?.get(key))
            .and_then(Node::as_object);
        config.map_or_else(Self::default, Self::of_object)
    }

    fn of_object(object: &Object) -> Self {
        Self {
            ignore: texts(object, "ignore_checks"),
            include: texts(object, "include_checks"),
            regions: texts(object, "regions"),
            ..Self::default()
        }
    }

    /// Whether the findings of a rule are wanted.
    #[must_use]
    pub fn wants(&self, rule: &str) -> bool {
        let named = |ids: &[String]| ids.iter().any(|id| !id.is_empty() && rule.starts_with(id.as_str()));
        let is_informational =
            rule.as_bytes().first() == Some(&b'I') && rule.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        let is_off = is_informational || is_of_pack(rule);
        named(&self.mandatory) || (!named(&self.ignore) && (!is_off || named(&self.include)))
    }

    /// Whether a template cannot leave out what a rule finds.
    pub(super) fn insists_on(&self, rule: &str) -> bool {
        self.mandatory.iter().any(|id| !id.is_empty() && rule.starts_with(id.as_str()))
    }
}

/// Whether a rule is one of those that are about taste and care, and not about what fails.
pub(super) fn is_of_pack(rule: &str) -> bool {
    rule.split_once('-').is_some_and(|(pack, _)| PACKS.contains(&pack))
}

fn texts(object: &Object, key: &str) -> Vec<String> {
    let items = object.get(key).and_then(Node::as_list).unwrap_or_default();
    items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}

/// Today, or the day that `SOURCE_DATE_EPOCH` names, so that a check can be repeated.
fn today() -> i64 {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|epoch| epoch.parse::<i64>().ok());
    let seconds = seconds.unwrap_or_else(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    });
    seconds.div_euclid(86_400)
}
