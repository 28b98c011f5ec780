//! How a change moves what a template takes of AWS's limits.

use std::collections::BTreeMap;

use super::change::{Consequence, Difference, Kind};
use super::replacement::Certainty;
use crate::analysis::{Budget, budgets};
use crate::model::Node;

/// One of AWS's limits of which the change takes more or less than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetChange {
    /// How much was taken.
    pub before: usize,
    /// How much is taken now; nothing of the limit of a resource that is gone.
    pub after: Budget,
}

impl BudgetChange {
    /// How much was taken, in percent of the limit.
    #[must_use]
    pub fn percent_before(&self) -> usize {
        Budget { used: self.before, ..self.after.clone() }.percent()
    }

    /// Whether the limit is exceeded now, and was not before.
    #[must_use]
    pub fn crosses(&self) -> bool {
        self.before <= self.after.limit && self.after.used > self.after.limit
    }

    /// Whether somebody should look at it: it crosses the limit, one side takes four fifths of it, one takes half and moves
    /// by a hundredth, or the template as a whole takes a twentieth more.
    #[must_use]
    pub fn matters(&self) -> bool {
        let Budget { used, limit, is_soft, ref logical_id, .. } = self.after;
        let (more, moved) = (self.before.max(used), self.before.abs_diff(used));
        let takes = |share: usize| more.saturating_mul(100) >= limit.saturating_mul(share);
        let moves = |share: usize| moved.saturating_mul(100) >= limit.saturating_mul(share);
        // Whoever has gone another way already need not care.
        let is_left_behind = is_soft && self.before > limit && used > limit;
        let grows = logical_id.is_none() && used > self.before && moves(5);
        !is_left_behind && (takes(80) || (takes(50) && moves(1)) || grows)
    }
}

impl Difference {
    /// Compares what two templates of so many bytes take of AWS's limits, and adds what follows where the change exceeds one.
    ///
    /// ```
    /// use synth::diff::{Kind, Options, compare};
    /// use synth::parse::parse;
    ///
    /// let topics = |count: usize| {
    ///     let topic = |index| format!("  T{index}: {{Type: AWS::SNS::Topic}}\n");
    ///     let text = format!("Resources:\n{}", (0..count).map(topic).collect::<String>());
    ///     (parse("t.yaml", text.as_bytes()).root.unwrap(), text.len())
    /// };
    /// let (old, new) = (topics(499), topics(501));
    /// let mut difference = compare(&old.0, &new.0, &Options::default());
    /// difference.add_budgets((&old.0, old.1), (&new.0, new.1));
    /// let resources = difference.budgets.iter().find(|change| change.after.what == "resources").unwrap();
    /// assert_eq!((resources.before, resources.after.used, resources.after.limit), (499, 501, 500));
    /// assert!(resources.crosses() && difference.has(Kind::Limits));
    /// ```
    pub fn add_budgets(&mut self, (old, old_bytes): (&Node, usize), (new, new_bytes): (&Node, usize)) {
        let renamed = |budget: &Budget| {
            let rename = self.renames.iter().find(|rename| Some(&rename.from) == budget.logical_id.as_ref());
            rename.map(|rename| rename.to.clone()).or_else(|| budget.logical_id.clone())
        };
        let mut before: BTreeMap<_, Budget> = budgets(old, old_bytes)
            .into_iter()
            .map(|budget| ((budget.what, renamed(&budget)), budget))
            .collect();
        let mut changes: Vec<BudgetChange> = budgets(new, new_bytes)
            .into_iter()
            .map(|after| {
                let before = before.remove(&(after.what, after.logical_id.clone()));
                BudgetChange { before: before.map_or(0, |budget| budget.used), after }
            })
            .collect();
        changes.extend(before.into_iter().map(|((_, logical_id), budget)| BudgetChange {
            before: budget.used,
            after: Budget { used: 0, at_least: false, logical_id, ..budget },
        }));
        changes.retain(|change| change.before != change.after.used);
        self.consequences.extend(changes.iter().filter(|change| change.crosses()).map(exceeded));
        self.budgets = changes;
        self.sort_consequences();
    }
}

fn exceeded(change: &BudgetChange) -> Consequence {
    let Budget { what, unit, logical_id, used, at_least, limit, is_soft, .. } = &change.after;
    let blank = if unit.is_empty() { "" } else { " " };
    let at_least = if *at_least { "at least " } else { "" };
    let of = logical_id.as_ref().map(|id| format!(" of {id}")).unwrap_or_default();
    let help = if *is_soft {
        "hand it over by way of Amazon S3: `aws cloudformation deploy --s3-bucket`, or `--template-url`"
    } else {
        "divide the stack, or what is in it"
    };
    Consequence {
        kind: if *is_soft { Kind::Limits } else { Kind::Refused },
        certainty: Certainty::Yes,
        name: logical_id.clone().unwrap_or_else(|| (*what).to_owned()),
        text: format!(
            "{what}{of}: {at_least}{used}{blank}{unit} now, {} before, and AWS takes {limit}",
            change.before
        ),
        help: Some(help.to_owned()),
    }
}
