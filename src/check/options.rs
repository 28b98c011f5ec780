//! What whoever checks a template wants of the check.

use std::collections::BTreeMap;

use crate::model::{Node, Section};

/// Which rules run, for which regions, and with which values of parameters.
#[derive(Clone, Debug)]
pub struct Options {
    /// The regions that the template is meant for; never empty.
    pub regions: Vec<String>,
    /// Rules, or beginnings of their ids, whose findings are left out.
    pub ignore: Vec<String>,
    /// Rules, or beginnings of their ids, that run although they are off by default: the informational ones.
    pub include: Vec<String>,
    /// Sets of values of parameters that the template is deployed with.
    pub parameters: Vec<BTreeMap<String, String>>,
    /// The day on which the check is made, as days since 1970-01-01: what a lifecycle is held against.
    pub day: i64,
}

/// The region that a template is checked for unless another is wanted.
pub const DEFAULT_REGION: &str = "us-east-1";

impl Default for Options {
    fn default() -> Self {
        Self {
            regions: vec![DEFAULT_REGION.to_owned()],
            ignore: Vec::new(),
            include: Vec::new(),
            parameters: Vec::new(),
            day: today(),
        }
    }
}

impl Options {
    /// These options with what the template says itself, in its metadata: `cfn-lint` holds `config` with rules to
    /// ignore or include, and the regions it is meant for unless the caller names others. Nothing if it says nothing.
    pub(super) fn configured_by(&self, root: &Node) -> Option<Self> {
        let entry = |node: &'_ Node, key: &str| node.as_object().and_then(|object| object.get(key)).cloned();
        let metadata = root.as_object()?.get(Section::Metadata.as_str())?;
        let config = entry(&entry(metadata, "cfn-lint")?, "config")?;
        let texts = |key: &str| -> Vec<String> {
            let list = entry(&config, key);
            let items = list.as_ref().and_then(Node::as_list).unwrap_or_default();
            items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
        };
        let mut options = self.clone();
        options.ignore.extend(texts("ignore_checks"));
        options.include.extend(texts("include_checks"));
        let regions = texts("regions");
        if !regions.is_empty() && self.regions == [DEFAULT_REGION] {
            options.regions = regions;
        }
        Some(options)
    }

    /// Whether the findings of a rule are wanted.
    #[must_use]
    pub fn wants(&self, rule: &str) -> bool {
        let named = |ids: &[String]| ids.iter().any(|id| rule.starts_with(id.as_str()));
        let is_informational =
            rule.as_bytes().first() == Some(&b'I') && rule.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        !named(&self.ignore) && (!is_informational || named(&self.include))
    }
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
