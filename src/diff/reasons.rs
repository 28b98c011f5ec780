//! Why a resource is replaced, and how sure that is.

use super::change::Reason;
use super::edit::{Edit, EditKind, Step};
use super::function::Function;
use super::replacement::{Certainty, Rule, Verdict, condition_of};
use super::resource::value_at;
use super::side::Known;
use crate::model::{Node, Object, Value};

impl Reason {
    /// Other keys of a table are no other order of the same ones.
    pub(super) fn settled_by(mut self, edits: &[Edit], resource_type: &str) -> Self {
        let is_table = ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"].contains(&resource_type);
        let is_settled = |edit: &Edit| {
            let is_elsewhere = edit.path.get(1) != Some(&Step::Key("KeySchema".to_owned()));
            let mut values = [&edit.old, &edit.new].into_iter().flatten();
            is_elsewhere || edit.kind != EditKind::Order && !values.any(has_function)
        };
        if is_table && self.property == "KeySchema" && edits.iter().all(is_settled) {
            self.certainty = Certainty::Yes;
            self.condition = None;
        }
        self
    }

    /// What stands in a branch of a choice counts only where the condition does: not at all, if that is known.
    pub(super) fn limited_by(mut self, path: &[Step], body: &Object, known: &Known<'_>) -> Option<Self> {
        for (name, is_then) in branches(path, body) {
            match known.holds(name) {
                Some(holds) if holds == is_then => {}
                Some(_) => return None,
                None if self.condition.is_none() || self.certainty == Certainty::Yes => {
                    let holds = if is_then { "holds" } else { "does not hold" };
                    self.certainty = Certainty::Maybe;
                    self.condition = Some(format!("where the condition {name} {holds}"));
                }
                None => {}
            }
        }
        Some(self)
    }
}

/// The conditions of the choices on the way, and whether the way leads to what counts where they hold.
pub(super) fn branches<'b>(path: &[Step], body: &'b Object) -> Vec<(&'b str, bool)> {
    let choices = path.iter().enumerate().filter(|(_, step)| **step == Step::Key("Fn::If".to_owned()));
    choices
        .filter_map(|(at, _)| {
            let choice = Function::of(value_at(body, path.get(..at)?)?)?;
            let Some(Step::Item(item)) = path.get(at + 1) else { return None };
            Some((choice.argument.as_list()?.first()?.as_str()?, item.index() == 1))
        })
        .collect()
}

pub(super) fn reason(verdict: Verdict, resource_type: &str) -> Reason {
    let condition = match verdict.rule {
        Rule::Conditional => condition_of(resource_type, &verdict.property).map(str::to_owned),
        Rule::Custom => Some("if its function returns another physical ID".to_owned()),
        Rule::CreateOnly | Rule::Type => None,
    };
    Reason {
        certainty: verdict.certainty(),
        property: verdict.property,
        rule: verdict.rule,
        condition,
        chain: Vec::new(),
    }
}

/// Adds a reason, unless the same property is one with as much certainty; whether that changed anything.
pub(super) fn add_reason(reasons: &mut Vec<Reason>, reason: Reason) -> bool {
    match reasons.iter_mut().find(|known| known.property == reason.property) {
        Some(known) if known.certainty >= reason.certainty => false,
        Some(known) => {
            *known = reason;
            true
        }
        None => {
            reasons.push(reason);
            true
        }
    }
}

fn has_function(node: &Node) -> bool {
    Function::of(node).is_some()
        || match &node.value {
            Value::List(items) => items.iter().any(has_function),
            Value::Object(object) => object.iter().any(|entry| has_function(&entry.node)),
            _ => false,
        }
}
