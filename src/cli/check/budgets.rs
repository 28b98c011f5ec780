//! `synth check --budgets`: how much of AWS's limits templates take.

use super::files::{Input, Inputs};
use super::findings::is_meant;
use super::format::{Format, indented};
use super::work;
use crate::analysis::{Budget, budgets};
use crate::cli::io::{Exit, Io};
use crate::diag::Severity;
use crate::model::{Node, Object};
use crate::parse::parse;

/// What came of one document.
enum Outcome {
    Measured(Vec<Budget>),
    PassedOver,
    Unreadable(String),
}

/// Measures all templates. The exit code is that of the check, for budgets that are warned of or exceeded.
pub(super) fn run(inputs: &Inputs, format: Format, fail_on: Severity, io: &mut Io<'_>) -> Exit {
    let as_json = match format {
        Format::Text => false,
        Format::Json => true,
        Format::Sarif | Format::Junit | Format::Github => {
            return io.mistake("budgets are written as text or as json");
        }
    };
    let mut exit = Exit::Success;
    let mut measured = 0_usize;
    let mut out = String::new();
    let write = |input: &Input, outcome: Outcome, io: &mut Io<'_>| match outcome {
        Outcome::PassedOver => {}
        Outcome::Unreadable(message) => {
            exit = io.fail(&message);
        }
        Outcome::Measured(budgets) => {
            let fails = |budget: &Budget| budget.severity().is_some_and(|severity| severity <= fail_on);
            if exit == Exit::Success && budgets.iter().any(fails) {
                exit = Exit::Findings;
            }
            let separator = match (as_json, measured) {
                (true, 0) => "[\n",
                (true, _) => ",\n",
                (false, 0) => "",
                (false, _) => "\n",
            };
            measured += 1;
            out.push_str(separator);
            let name = input.name();
            out.push_str(&if as_json { json(&name, &budgets) } else { table(&name, &budgets) });
        }
    };
    work::run(inputs, &measure, write, io);
    if measured == 0 && exit == Exit::Success {
        exit = io.fail("there is no template to be measured");
    }
    if as_json {
        out.push_str(if measured == 0 { "[]\n" } else { "\n]\n" });
    }
    match io.product(&out) {
        Exit::Success => exit,
        failed => failed,
    }
}

fn measure(input: &Input) -> Outcome {
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(message) => return Outcome::Unreadable(message),
    };
    let document = parse(&input.name(), &bytes);
    if matches!(input, Input::Found(..)) && !is_meant(&document) {
        return Outcome::PassedOver;
    }
    match (&document.root, document.problems.first()) {
        (Some(root), _) if root.as_object().is_some() => Outcome::Measured(budgets(root, bytes.len())),
        (None, Some(problem)) => Outcome::Unreadable(document.source.in_one_line(problem).to_string()),
        _ => Outcome::Unreadable(format!("`{}` is not a template: a template is an object", input.name())),
    }
}

/// The limits of the template, and of those of resources the ones that matter: the fullest of each kind, and all that there
/// is a warning about.
fn table(name: &str, budgets: &[Budget]) -> String {
    let is_fullest = |budget: &&Budget| {
        let same = budgets.iter().filter(|other| other.what == budget.what);
        same.max_by_key(|other| (other.used, std::cmp::Reverse(&other.logical_id))) == Some(*budget)
    };
    let shown: Vec<&Budget> =
        budgets.iter().filter(|budget| budget.severity().is_some() || is_fullest(budget)).collect();
    let what = |budget: &Budget| match &budget.logical_id {
        Some(id) => format!("{}: {id}", budget.what),
        None => budget.what.to_owned(),
    };
    let used = |budget: &Budget| {
        let least = if budget.at_least { "at least " } else { "" };
        format!("{least}{}", grouped(budget.used))
    };
    let limit = |budget: &Budget| format!("{} {}", grouped(budget.limit), budget.unit).trim_end().to_owned();
    let width = |text: &dyn Fn(&Budget) -> String| {
        shown.iter().map(|budget| text(budget).chars().count()).max().unwrap_or_default()
    };
    let (first, second, third) = (width(&what), width(&used), width(&limit));
    let mut text = format!("{name}\n");
    for budget in shown {
        let verdict = match budget.severity() {
            Some(Severity::Error) => "  error: beyond the limit",
            Some(_) if budget.used > budget.limit => "  warning: only by way of Amazon S3",
            Some(_) => "  warning",
            None => "",
        };
        let line = format!(
            "  {:first$}  {:>second$} of {:third$}  {:>3} %{verdict}",
            what(budget),
            used(budget),
            limit(budget),
            budget.percent()
        );
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A number with commas between its thousands.
pub(in crate::cli) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn json(name: &str, budgets: &[Budget]) -> String {
    let number = |number: usize| Node::from(i64::try_from(number).unwrap_or(i64::MAX));
    let budgets = budgets.iter().map(|budget| {
        let level = match budget.severity() {
            Some(Severity::Error) => Node::from("Error"),
            Some(_) => Node::from("Warning"),
            None => Node::default(),
        };
        Node::from(Object::from_iter([
            ("AtLeast", Node::from(budget.at_least)),
            ("Level", level),
            ("Limit", number(budget.limit)),
            ("LogicalId", budget.logical_id.clone().map_or_else(Node::default, Node::from)),
            ("Percent", number(budget.percent())),
            ("Source", budget.source.into()),
            ("Unit", budget.unit.into()),
            ("Used", number(budget.used)),
            ("What", budget.what.into()),
        ]))
    });
    let file =
        Object::from_iter([("Budgets", Node::list(budgets)), ("Filename", Node::from(name.to_owned()))]);
    indented(&file.into(), 1, 4)
}
