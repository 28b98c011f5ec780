//! Checks templates: what would fail when they are deployed, and what is doubtful about them.
//!
//! ```
//! use synth::check::{Options, check};
//! use synth::parse::parse;
//!
//! let template = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueName: jobs\n";
//! let findings = check(&parse("template.yaml", template.as_bytes()), &Options::default());
//! assert_eq!(findings[0].rule, "E3002");
//! ```

mod attributes;
mod engine;
mod facts;
mod finding;
mod fix;
mod missing;
mod nested;
mod options;
mod prepare;
mod registry;
mod rule_sets;
mod sam;
mod scalars;
mod suggest;
mod template;
mod uses;

use std::collections::BTreeSet;

use engine::fault::Fault;
use engine::schema::Schema;
use engine::scope::Scope;
pub use facts::{is_reference_rule, reference_rules, regions};
pub use finding::Finding;
use finding::{Findings, is_written, locate};
pub use fix::{FIXES, Fixed, fix};
pub use missing::{NEVER_FOUND, NOT_IMPLEMENTED};
pub use options::{DEFAULT_REGION, Deployment, Options, PACKS, Settings};
pub use registry::{Rule, rule, rules};
pub use suggest::nearest as nearest_name;
pub(crate) use template::Check;

use crate::diag::{Diagnostic, Origin, Severity, Source};
use crate::model::{Node, Section, Step, Template, plain_object};
use crate::parse::{Document, SYNTAX};

/// Checks a document: what is wrong with its form, or else with the template that it holds. The findings are in the
/// order of their places.
#[must_use]
pub fn check(document: &Document, options: &Options) -> Vec<Finding> {
    let syntax = document.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let syntax: Vec<Finding> = syntax.map(|problem| of_problem(SYNTAX, problem)).collect();
    // A template that cannot be read cannot say what it wants to leave out.
    let wants_syntax = || options.settings.clone().or(options.file.clone()).wants(SYNTAX);
    if !syntax.is_empty() {
        return if wants_syntax() { syntax } else { Vec::new() };
    }
    match &document.root {
        Some(root) if root.as_object().is_some() => {
            run(root, Some(&document.source), Some(document), options)
        }
        _ if !wants_syntax() => Vec::new(),
        _ => vec![Finding {
            rule: SYNTAX,
            severity: Severity::Error,
            message: "this is not a template: a template is an object".to_owned(),
            path: Vec::new(),
            origin: Origin::Unknown,
            explains: None,
            when: None,
        }],
    }
}

/// Whether a document looks like a template: an object with a section that only templates have.
#[must_use]
pub fn is_template(document: &Document) -> bool {
    let root = document.root.as_ref().and_then(Node::as_object);
    root.is_some_and(|root| {
        ["AWSTemplateFormatVersion", "Resources"].into_iter().any(|section| root.get(section).is_some())
    })
}

/// What keeps a document from being checked, as a finding.
fn of_problem(rule: &'static str, problem: &Diagnostic) -> Finding {
    Finding {
        rule,
        severity: Severity::Error,
        message: problem.message.clone(),
        path: Vec::new(),
        origin: problem.labels.first().map_or(Origin::Unknown, |label| label.origin),
        explains: None,
        when: None,
    }
}

/// Checks a template that a program built. The findings' origins are lines of that program.
///
/// Types and properties that are not known here are warnings: the typed API has none of them, so the program names them
/// on purpose, as what AWS has added since. A property whose name is like a known one is a mistake all the same.
#[must_use]
pub fn check_template(template: &Template, options: &Options) -> Vec<Finding> {
    let mut findings = check_plain(&plain_object(template.root()).into(), None, options);
    for finding in &mut findings {
        let is_new = finding.rule == "E3002" && !finding.message.contains(suggest::MEANT);
        if is_new || finding.rule == "E3006" {
            finding.severity = Severity::Warning;
        }
    }
    findings
}

/// Checks a template whose functions are plain objects; `source` is the text that its origins point into, if they do.
#[must_use]
pub fn check_plain(root: &Node, source: Option<&Source>, options: &Options) -> Vec<Finding> {
    run(root, source, None, options)
}

fn run(root: &Node, source: Option<&Source>, document: Option<&Document>, options: &Options) -> Vec<Finding> {
    match prepare::transformed(root, options) {
        Ok(None) => run_transformed(root, root, source, document, options),
        Ok(Some(transformed)) => run_transformed(&transformed, root, source, document, options),
        Err(problem) => {
            let finding = of_problem("E0001", &problem);
            if options.in_force(root).wants(finding.rule) { vec![finding] } else { Vec::new() }
        }
    }
}

/// Checks a template after its transforms; `written` is what it was before.
fn run_transformed(
    root: &Node,
    written: &Node,
    source: Option<&Source>,
    document: Option<&Document>,
    options: &Options,
) -> Vec<Finding> {
    let check = Check::new(root, written, document, options);
    let mut findings = Findings::default();
    let facts = check.conditions.unconstrained();
    let regions: Vec<&str> = check.settings.regions.iter().map(String::as_str).collect();
    let scope = Scope::root(&check, &facts, &regions);
    findings.add_faults(scope.faults(root, Schema::named("other/template/configuration")), unclaimed);
    registry::run_templates(&check, &mut findings);
    let mut findings = finish(findings, &check, source);
    if !root.as_object().is_some_and(|root| root.iter().any(|entry| Section::from_key(&entry.key).is_some()))
    {
        say_that_it_is_none(&mut findings);
    }
    findings
}

/// Says of what has no section of a template that it is none; that it lacks this and has that explains it.
fn say_that_it_is_none(findings: &mut [Finding]) {
    let Some(index) = findings.iter().position(|finding| finding.path.is_empty()) else { return };
    for (other, finding) in findings.iter_mut().enumerate() {
        if other == index {
            finding.message =
                "this is not a template: it has no `Resources`, nor any other section of one".into();
        } else if finding.explains.is_none() {
            finding.explains = Some(index);
        }
    }
}

/// The rule of a fault that no rule has claimed: that of the function in which it was found, or the one about the
/// template's structure.
fn unclaimed(fault: &Fault) -> &'static str {
    match fault.keyword {
        "cfnLint" => "E1101",
        "condition" => "E8007",
        "dynamicReference" => "E1050",
        "dynamicReferenceSpaces" => "W1053",
        "rawPseudoParameter" => "W1054",
        "fn_and" => "E8004",
        "fn_base64" => "E1021",
        "fn_cidr" => "E1024",
        "fn_equals" => "E8003",
        "fn_findinmap" => "E1011",
        "fn_foreach" => "E1032",
        "fn_getatt" => "E1010",
        "fn_getazs" => "E1015",
        "fn_getstackoutput" => "E1033",
        "fn_if" => "E1028",
        "fn_importvalue" => "E1016",
        "fn_join" => "E1022",
        "fn_length" => "E1030",
        "fn_not" => "E8005",
        "fn_or" => "E8006",
        "fn_select" => "E1017",
        "fn_split" => "E1018",
        "fn_sub" => "E1019",
        "fn_tojsonstring" => "E1031",
        "format" => "E1103",
        "ref" => "E1020",
        _ => "E1001",
    }
}

/// Places the findings, leaves out those that are not wanted and those said twice, and orders the rest.
fn finish(findings: Findings, check: &Check<'_>, source: Option<&Source>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut kept: Vec<(usize, Finding)> = Vec::new();
    for (index, gathered) in findings.into_gathered().into_iter().enumerate() {
        if check.is_off(gathered.rule) || suppressed(check, &gathered) {
            continue;
        }
        let origin = match (gathered.origin, gathered.key_origin) {
            (Some(origin), _) => origin,
            (None, known) if known.is_known() && !is_written(check.root, &gathered.path) => known,
            (None, _) => locate(check.root, &gathered.path, source),
        };
        let place = origin.span().map(|span| (span.start, span.end));
        if place.is_some()
            && !seen.insert((gathered.rule, gathered.message.clone(), place, gathered.explains))
        {
            continue;
        }
        let severity = rule(gathered.rule).map_or(Severity::Error, Rule::severity);
        kept.push((
            index,
            Finding {
                rule: gathered.rule,
                severity,
                message: gathered.message,
                path: gathered.path,
                origin,
                explains: gathered.explains,
                when: gathered.when,
            },
        ));
    }
    kept.sort_by_key(|(index, finding)| {
        let start = finding.origin.span().map_or(0, |span| span.start);
        let line = finding.origin.location().map(|at| (at.file(), at.line(), at.column()));
        (start, line, finding.rule, *index)
    });
    let places: Vec<usize> = kept.iter().map(|(index, _)| *index).collect();
    kept.into_iter()
        .map(|(_, finding)| {
            let explains = finding.explains.and_then(|old| places.iter().position(|index| *index == old));
            Finding { explains, ..finding }
        })
        .collect()
}

/// Whether the resource that the finding is about says that it does not want the rule.
fn suppressed(check: &Check<'_>, gathered: &finding::Gathered) -> bool {
    let [Step::Key(section), Step::Key(name), ..] = gathered.path.as_slice() else { return false };
    if section != Section::Resources.as_str() || check.settings.insists_on(gathered.rule) {
        return false;
    }
    let ignored = check.section(Section::Resources).and_then(|resources| {
        ["Metadata", "cfn-lint", "config", "ignore_checks"]
            .into_iter()
            .try_fold(resources.get(name)?, |node, key| node.as_object()?.get(key))
    });
    let ids = ignored.and_then(Node::as_list).unwrap_or_default();
    ids.iter().any(|id| id.as_str() == Some(gathered.rule))
}
