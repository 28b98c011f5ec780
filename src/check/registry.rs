//! The rules: what each looks at, and how they are run.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::OnceLock;

use super::engine::fault::{Fault, Faults, best_match, decided};
use super::engine::functions::Function;
use super::engine::path::Place;
use super::engine::patterns;
use super::engine::schema::{Schema, texts};
use super::engine::scope::{Flow, Scope};
use super::finding::Findings;
use super::options::{DEFAULT_REGION, is_of_pack};
use super::rule_sets::claim;
use super::template::Check;
use crate::diag::Severity;
use crate::model::Node;
use crate::schema::{Fact, check_schema};

/// For whoever wants the next value.
pub(crate) const NEXT: Flow = ControlFlow::Continue(());

/// A rule: what it is called, what it is about, and what it looks at.
#[derive(Debug)]
pub struct Rule {
    /// Its id: that of the reference where it is the same check (`E3012`), else words (`role-before-policy`).
    pub id: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// Why it matters, and what to do.
    pub about: &'static str,
    /// The page of AWS's documentation that says so.
    pub source: &'static str,
    /// A template that it objects to; empty for a rule whose example is elsewhere in the tests.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
    /// What it looks at. Empty for a rule that speaks when the engine or another rule finds something.
    pub(crate) hooks: &'static [Hook],
}

/// Rules whose ids are words, and whose findings make no deployment fail for certain.
const WARNINGS: [&str; 2] = ["custom-name", "role-before-policy"];

/// What a rule looks at.
pub(crate) enum Hook {
    /// The whole template.
    Template(fn(&Check<'_>, &mut Findings)),
    /// The values at places such as `Resources/AWS::S3::Bucket/Properties/BucketName`. Without places, those that the facts
    /// have for the rule.
    At(&'static [&'static str], fn(&Scope<'_, '_>, &Node, &mut Faults)),
    /// As [`Hook::At`], and the value that a parameter in such a place has unless a deployment gives it another.
    Default(&'static [&'static str], fn(&Scope<'_, '_>, &Node, &mut Faults)),
    /// The values at the places that the facts have for the rule, each held against the schema that they have for it.
    Carried,
    /// As [`Hook::Carried`], for a rule that passes something else to [`check_carried`] than what stands there.
    CarriedBy(fn(&'static Rule, &Scope<'_, '_>, &Node, &mut Faults)),
    /// The function wherever its arguments are well-formed. For `Fn::Sub` the node is the argument, else the function.
    Function(Function, fn(&Scope<'_, '_>, &Node, Schema, &mut Faults)),
    /// `Ref`, by the name in it.
    Ref(fn(&Scope<'_, '_>, &str, Schema, &mut Faults)),
    /// `Fn::GetAtt`, by the resource and the attribute in it.
    GetAtt(fn(&Scope<'_, '_>, &[Node; 2], Schema, &mut Faults)),
    /// Texts of the format that the facts have for the rule, such as `AWS::EC2::Subnet.Id`, each held against its pattern
    /// unless the function lets it pass.
    Format(fn(&Scope<'_, '_>, &str) -> bool),
    /// A keyword of schemas.
    Keyword(&'static str, fn(&Scope<'_, '_>, Fact, &Node, Schema, &mut Faults)),
    /// Strings that the engine finds suspicious: `dynamicReferenceSpaces`, `rawPseudoParameter`.
    Special(&'static str, fn(&Scope<'_, '_>, &Node, &mut Faults)),
    /// Each dynamic reference, in parts between colons.
    DynamicReference(fn(&Scope<'_, '_>, &str, Schema, &mut Faults)),
}

impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hook")
    }
}

impl Rule {
    /// How much its findings weigh.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.id.as_bytes() {
            [b'W', digit, ..] if digit.is_ascii_digit() => Severity::Warning,
            [b'I', digit, ..] if digit.is_ascii_digit() => Severity::Note,
            _ if is_of_pack(self.id) || WARNINGS.contains(&self.id) => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// All rules, by id.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FILES.iter().flat_map(|rules| rules.iter())
}

/// The rule of that id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    index().by_id.get(id).copied()
}

/// A rule and one thing it looks at.
type Hooked = (&'static Rule, &'static Hook);

/// What texts of a format look like.
struct Format {
    rule: &'static str,
    pattern: &'static str,
    passes: fn(&Scope<'_, '_>, &str) -> bool,
}

/// What looks at what.
#[derive(Default)]
struct Index {
    by_id: HashMap<&'static str, &'static Rule>,
    /// What the facts have for a rule.
    facts: HashMap<&'static str, Fact>,
    /// The places that the facts have for rules that look at functions.
    of_functions: HashSet<(&'static str, Place)>,
    places: HashMap<Place, Vec<Hooked>>,
    functions: Vec<Hooked>,
    formats: HashMap<&'static str, Format>,
    others: Vec<Hooked>,
    templates: Vec<Hooked>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index { facts: super::facts::table("rules").collect(), ..Index::default() };
        for rule in rules() {
            index.by_id.insert(rule.id, rule);
            for hook in rule.hooks {
                match hook {
                    Hook::At([], _) | Hook::Carried | Hook::CarriedBy(_) => {
                        for place in places(&index, rule.id) {
                            index.places.entry(place).or_default().push((rule, hook));
                        }
                    }
                    Hook::At(places, _) | Hook::Default(places, _) => {
                        for place in *places {
                            index.places.entry(Place::of(place)).or_default().push((rule, hook));
                        }
                    }
                    Hook::Function(..) | Hook::Ref(_) | Hook::GetAtt(_) => {
                        for place in places(&index, rule.id) {
                            index.of_functions.insert((rule.id, place));
                        }
                        index.functions.push((rule, hook));
                    }
                    Hook::Format(passes) => {
                        let facts = index.facts.get(rule.id);
                        let text = |name| facts.and_then(|facts| facts.get(name)).and_then(Fact::as_str);
                        if let (Some(format), Some(pattern)) = (text("format"), text("pattern")) {
                            index.formats.insert(format, Format { rule: rule.id, pattern, passes: *passes });
                        }
                    }
                    Hook::Keyword(..) | Hook::Special(..) | Hook::DynamicReference(_) => {
                        index.others.push((rule, hook));
                    }
                    Hook::Template(_) => index.templates.push((rule, hook)),
                }
            }
        }
        index
    })
}

/// The places that the facts have for a rule.
fn places(index: &Index, rule: &str) -> impl Iterator<Item = Place> + use<> {
    let facts = index.facts.get(rule).and_then(|facts| facts.get("keywords"));
    facts.into_iter().flat_map(texts).map(Place::of)
}

/// Whether the facts have the place for a rule that looks at functions.
pub(crate) fn is_place_of(rule: &'static str, place: Place) -> bool {
    index().of_functions.contains(&(rule, place))
}

/// Runs the rules that look at the template as a whole.
pub(super) fn run_templates(check: &Check<'_>, findings: &mut Findings) {
    for (rule, hook) in &index().templates {
        if let Hook::Template(run) = hook {
            findings.of(rule.id, |findings| run(check, findings));
        }
    }
}

/// Runs the rules that look at a place.
pub(super) fn run_at(place: Place, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(hooked) = index().places.get(&place) else { return };
    for (rule, hook) in hooked {
        // A rule that leads to the places of others runs in any case; what it finds itself is left out at the end.
        let leads_nowhere = rule.severity() == Severity::Note || is_of_pack(rule.id);
        if leads_nowhere && scope.check.is_off(rule.id) {
            continue;
        }
        own(rule, faults, |faults| match hook {
            Hook::At(_, run) | Hook::Default(_, run) => run(scope, node, faults),
            Hook::Carried => check_carried(scope, rule, node, faults),
            Hook::CarriedBy(run) => run(rule, scope, node, faults),
            _ => {}
        });
    }
}

/// Runs the rules that look at a parameter's default at this place; the node is the reference to the parameter.
pub(super) fn run_at_reference(place: Place, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    for (rule, hook) in index().places.get(&place).into_iter().flatten() {
        if let Hook::Default(_, run) = hook
            && !scope.check.is_off(rule.id)
        {
            own(rule, faults, |faults| scope.by_default(node, &mut |value| run(scope, value, faults)));
        }
    }
}

/// Holds a value against the schema that the facts have for a rule. What a function yields leaves the answer open, unless
/// the schema differs from region to region.
pub(crate) fn check_carried(scope: &Scope<'_, '_>, rule: &'static Rule, node: &Node, faults: &mut Faults) {
    match carried(rule) {
        Some((schema, _)) if schema.get(DEFAULT_REGION).is_some() => {
            check_carried_in(scope, rule, node, faults);
        }
        _ => check_carried_in(&held(scope), rule, node, faults),
    }
}

/// Holds a value against the schema that the facts have for a rule: the part for each region, where it has such.
pub(crate) fn check_carried_in(scope: &Scope<'_, '_>, rule: &'static Rule, node: &Node, faults: &mut Faults) {
    let Some((schema, all)) = carried(rule) else { return };
    if schema.get(DEFAULT_REGION).is_none() {
        return hold_in(scope, rule, node, Schema::of(schema), all, faults);
    }
    for region in scope.regions {
        let regions = [*region];
        let scope = Scope { regions: &regions, ..*scope };
        let before = faults.len();
        if let Some(part) = schema.get(region) {
            hold_in(&scope, rule, node, Schema::of(part), all, faults);
        }
        for fault in faults.iter_mut().skip(before) {
            fault.message.push_str(&format!(" in {region}"));
        }
    }
}

/// The schema that the facts have for a rule, and whether all that is wrong is said.
fn carried(rule: &Rule) -> Option<(Fact, bool)> {
    let facts = index().facts.get(rule.id)?;
    let schema = facts.get("schema").and_then(Fact::as_str).and_then(check_schema)?;
    let all = facts.get("allMatches").and_then(Fact::as_bool) == Some(true);
    Some((schema, all))
}

/// The scope of a value that is held against a schema that is a rule's.
fn held<'a, 't>(scope: &Scope<'a, 't>) -> Scope<'a, 't> {
    Scope { dynamic_references: false, undecidable: true, in_rule: true, ..*scope }
}

/// Holds a value against a schema that is a rule's. Unless `all` are wanted, what is wrong is one finding, at the place
/// that explains it best.
pub(crate) fn hold(
    scope: &Scope<'_, '_>,
    rule: &'static Rule,
    node: &Node,
    schema: Schema,
    all: bool,
    faults: &mut Faults,
) {
    hold_in(&held(scope), rule, node, schema, all, faults);
}

fn hold_in(
    scope: &Scope<'_, '_>,
    rule: &'static Rule,
    node: &Node,
    schema: Schema,
    all: bool,
    faults: &mut Faults,
) {
    let inner = Scope { rules: false, ..*scope };
    let found = decided(inner.faults(node, schema));
    if all {
        for mut fault in found {
            claim(rule.id, &mut fault);
            faults.push(fault);
        }
    } else if let Some(fault) = best_match(found) {
        // A schema that takes nothing has no more to say than the rule's title.
        let takes_nothing = fault.keyword == "if" && fault.path.len() == scope.path.steps().len();
        let message = match takes_nothing {
            true => rule.title.to_owned(),
            false => format!("{}: {}", rule.title, fault.message),
        };
        faults.push(Fault { rule: Some(rule.id), message, context: Vec::new(), ..fault });
    }
}

/// Says of what a rule finds that it is the rule's, where no keyword has found it.
fn own(rule: &'static Rule, faults: &mut Faults, run: impl FnOnce(&mut Faults)) {
    let before = faults.len();
    run(faults);
    for fault in faults.iter_mut().skip(before) {
        if fault.rule.is_none() && fault.keyword.is_empty() {
            fault.rule = Some(rule.id);
        }
    }
}

/// Whether `aws cloudformation package` or SAM puts an object in the place of text there.
pub(super) fn is_templated(place: Place) -> bool {
    static PLACES: OnceLock<Vec<Place>> = OnceLock::new();
    PLACES
        .get_or_init(|| super::facts::list("templated-properties", None).map(Place::of).collect())
        .contains(&place)
}

/// Runs what looks at a function.
pub(super) fn run_function(
    scope: &Scope<'_, '_>,
    function: Function,
    node: &Node,
    schema: Schema,
    faults: &mut Faults,
) {
    for (rule, hook) in &index().functions {
        if let Hook::Function(other, run) = hook
            && *other == function
            && !scope.check.is_off(rule.id)
        {
            own(rule, faults, |faults| run(scope, node, schema, faults));
        }
    }
}

/// Runs what looks at `Ref`.
pub(super) fn run_ref(scope: &Scope<'_, '_>, name: &str, schema: Schema, faults: &mut Faults) {
    for (rule, hook) in &index().functions {
        if let Hook::Ref(run) = hook
            && !scope.check.is_off(rule.id)
        {
            own(rule, faults, |faults| run(scope, name, schema, faults));
        }
    }
}

/// Runs what looks at `Fn::GetAtt`.
pub(super) fn run_get_att(scope: &Scope<'_, '_>, parts: &[Node; 2], schema: Schema, faults: &mut Faults) {
    for (rule, hook) in &index().functions {
        if let Hook::GetAtt(run) = hook
            && !scope.check.is_off(rule.id)
        {
            own(rule, faults, |faults| run(scope, parts, schema, faults));
        }
    }
}

/// Runs the rule of a format.
pub(super) fn run_format(scope: &Scope<'_, '_>, name: &str, text: &str, faults: &mut Faults) {
    let Some(format) = index().formats.get(name).filter(|format| !scope.check.is_off(format.rule)) else {
        return;
    };
    if !(format.passes)(scope, text) && !patterns::is_found(format.pattern, text) {
        let message = format!("'{text}' is not of the format {name}: it does not match {}", format.pattern);
        faults.push(Fault { rule: Some(format.rule), ..scope.fault(message) });
    }
}

/// Runs the rule of a keyword.
pub(super) fn run_keyword(
    scope: &Scope<'_, '_>,
    keyword: &str,
    value: Fact,
    node: &Node,
    schema: Schema,
    faults: &mut Faults,
) {
    for (_, hook) in &index().others {
        if let Hook::Keyword(name, run) = hook
            && *name == keyword
        {
            run(scope, value, node, schema, faults);
        }
    }
}

/// Runs the rule of a suspicious string.
pub(super) fn run_special(name: &str, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    for (rule, hook) in &index().others {
        if let Hook::Special(other, run) = hook
            && *other == name
            && !scope.check.is_off(rule.id)
        {
            own(rule, faults, |faults| run(scope, node, faults));
        }
    }
}

/// Runs what looks at dynamic references.
pub(super) fn run_dynamic_reference(
    scope: &Scope<'_, '_>,
    reference: &str,
    schema: Schema,
    faults: &mut Faults,
) {
    for (rule, hook) in &index().others {
        if let Hook::DynamicReference(run) = hook
            && !scope.check.is_off(rule.id)
        {
            own(rule, faults, |faults| run(scope, reference, schema, faults));
        }
    }
}
