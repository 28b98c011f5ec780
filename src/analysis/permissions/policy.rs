//! Compares the policies of a scope, and says what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::Bits;
use super::cases::Guard;
use super::change::{Certainty, Change, Place, Side, Weight};
use super::compare::{Gain, Reason, Rule, Table};
use super::condition::guard_text;
use super::describe::{PatternAxis, Phrase, capitalised};
use super::pattern::{Pattern, wild_letters};
use super::principal::{EVERYONE, is_foreign};
use super::scope::{Key, Kind, Opaque, OpaqueKind, Scope};
use super::statement::{Set, Statement};

/// A change of a scope, and its sentence without who it is about, by which the same change elsewhere is recognised.
pub(super) struct Found {
    pub(super) change: Change,
    pub(super) tail: String,
}

/// Why nothing can be said.
const TOO_MANY: &str = "too many patterns or conditions to compare them all";

/// What is different between the scopes.
pub(super) fn compare(key: &Key, old: &Scope, new: &Scope, redefined: &BTreeSet<String>) -> Vec<Found> {
    let mut found = opaque(key, old, new);
    let depends = old.depends_on(redefined) || new.depends_on(redefined);
    if !depends && old.sayings() == new.sayings() {
        return found;
    }
    let statements: Vec<(Side, &Statement)> = old
        .statements
        .iter()
        .map(|statement| (Side::Old, statement))
        .chain(new.statements.iter().map(|statement| (Side::New, statement)))
        .collect();
    let axis = |of: fn(&Statement) -> &Set, universe: Option<&str>, all: &str| {
        let sets: Vec<&Set> = statements.iter().map(|(_, statement)| of(statement)).collect();
        PatternAxis::new(&sets, universe.map(wild_letters).as_deref(), all)
    };
    let axes = (
        axis(|statement| &statement.who, None, EVERYONE),
        // Every action has a colon, so that `*` is `*:*`.
        axis(|statement| &statement.actions, Some("*:*"), "*"),
        axis(|statement| &statement.things, None, "*"),
    );
    let (Some(who), Some(actions), Some(things)) = axes else {
        found.push(unknown(key, new.statements.first().or(old.statements.first())));
        return found;
    };
    let rules = statements.iter().map(|(side, statement)| Rule {
        side: *side,
        effect: statement.effect,
        when: &statement.when,
    });
    let table = Table {
        rules: rules.collect(),
        axes: [who.of_rule.clone(), actions.of_rule.clone(), things.of_rule.clone()],
        redefined,
    };
    let teller = Teller { key, statements: &statements, axes: [&who, &actions, &things] };
    for (gained, to) in [(true, Side::New), (false, Side::Old)] {
        let gains = whole(table.gains(to), &table);
        found.extend(gains.iter().map(|(gain, is_whole)| teller.tell(gained, gain, *is_whole)));
    }
    found
}

/// Puts the gains together that make up all of one statement, but for what was so already: then the statement says it best.
/// They are marked.
fn whole(gains: Vec<Gain>, table: &Table<'_>) -> Vec<(Gain, bool)> {
    let mut alike: BTreeMap<(Reason, Bits), Vec<Gain>> = BTreeMap::new();
    for gain in gains {
        let [who, ..] = &gain.pieces;
        alike.entry((gain.reason.clone(), who.clone())).or_default().push(gain);
    }
    let mut all = Vec::new();
    for ((reason, who), gains) in alike {
        let (mut actions, mut things) = (Bits::default(), Bits::default());
        for gain in &gains {
            let [_, some_actions, some_things] = &gain.pieces;
            actions.add(some_actions);
            things.add(some_things);
        }
        let of_rule = |axis: &[Bits]| match reason.rules.as_slice() {
            [rule] => axis.get(*rule).cloned(),
            _ => None,
        };
        let [_, action_axis, thing_axis] = &table.axes;
        let is_all =
            of_rule(action_axis).as_ref() == Some(&actions) && of_rule(thing_axis).as_ref() == Some(&things);
        if gains.len() > 1 && is_all {
            all.push((Gain { reason, pieces: [who, actions, things] }, true));
        } else {
            all.extend(gains.into_iter().map(|gain| (gain, false)));
        }
    }
    all
}

fn unknown(key: &Key, statement: Option<&Statement>) -> Found {
    let sentence = capitalised(&format!("{} changed", key.policies()));
    let change = Change {
        gained: true,
        who: key.holder().unwrap_or_else(|| EVERYONE.to_owned()),
        sentence: sentence.clone(),
        certainty: Certainty::Unknown(TOO_MANY.to_owned()),
        weight: Weight::Wildcard,
        resource: key.id.clone(),
        side: Side::New,
        place: statement.map(|statement| statement.place.clone()).unwrap_or_default(),
    };
    Found { change, tail: sentence }
}

/// Puts what was found into a sentence.
struct Teller<'t> {
    key: &'t Key,
    statements: &'t [(Side, &'t Statement)],
    /// Who, what, on what.
    axes: [&'t PatternAxis; 3],
}

impl Teller<'_> {
    fn rules<'s>(&'s self, indexes: &'s [usize]) -> impl Iterator<Item = &'s Statement> {
        indexes.iter().filter_map(|index| self.statements.get(*index)).map(|(_, statement)| *statement)
    }

    fn tell(&self, gained: bool, gain: &Gain, is_whole: bool) -> Found {
        let reason = &gain.reason;
        let [who, actions, things] = &gain.pieces;
        let [who_axis, action_axis, thing_axis] = self.axes;
        // What was denied is named as the denial does, where something wider allows it.
        let mut naming = reason.rules.clone();
        naming.extend(&reason.denied);
        let who = who_axis.describe(who, &naming);
        let actions = action_axis.describe(actions, &naming);
        let things = thing_axis.describe(things, &naming);

        let subject = self.key.holder().unwrap_or_else(|| who.text());
        let verb = match (reason.allowed, gained) {
            (true, true) => "may now",
            (true, false) => "may no longer",
            (false, true) => "is no longer denied",
            (false, false) => "is now denied",
        };
        let mut tail = format!("{verb} {}", self.deed(&actions, &things));
        let whens: Vec<String> = self.rules(&reason.rules).map(|rule| rule.when.text.clone()).collect();
        if !whens.iter().any(String::is_empty) {
            tail.push_str(&format!(" when {}", whens.join(", or when ")));
        }
        tail.push_str(&self.otherwise(gained, gain));
        if is_whole {
            tail.push_str(if gained { " (some of it already)" } else { " (some of it still)" });
        }

        let decisive = reason.rules.first().and_then(|index| self.statements.get(*index));
        let change = Change {
            gained,
            sentence: capitalised(&format!("{subject} {tail}")),
            who: subject,
            certainty: self.certainty(gain),
            weight: self.weight(&who, &actions, &things, whens.iter().any(String::is_empty)),
            resource: self.key.id.clone(),
            side: decisive.map_or(Side::New, |(side, _)| *side),
            place: decisive.map(|(_, statement)| statement.place.clone()).unwrap_or_default(),
        };
        Found { change, tail }
    }

    fn deed(&self, actions: &Phrase<'_>, things: &Phrase<'_>) -> String {
        let id = &self.key.id;
        let everywhere = things.exact
            && things.excepted.is_empty()
            && things.included.iter().any(|pattern| pattern.is_everything());
        let assumes =
            actions.included.iter().all(|action| action.text.eq_ignore_ascii_case("sts:AssumeRole"));
        match self.key.kind {
            Kind::Trust if assumes => format!("assume role `{id}`"),
            Kind::Trust => format!("{} for role `{id}`", actions.text()),
            Kind::Resource if everywhere => format!("{} on `{id}`", actions.text()),
            Kind::Resource => format!("{} on {}, by the policy of `{id}`,", actions.text(), things.text())
                .trim_end_matches(',')
                .to_owned(),
            Kind::Endpoint => format!("{} on {} through endpoint `{id}`", actions.text(), things.text()),
            _ => format!("{} on {}", actions.text(), things.text()),
        }
    }

    /// What the other side says of the same requests.
    fn otherwise(&self, gained: bool, gain: &Gain) -> String {
        let moment = if gained { "until now" } else { "now" };
        let case = |statement: &Statement| {
            let guard = guard_text(&statement.when.guard);
            match (statement.when.text.as_str(), guard.as_str()) {
                (text, "") => text.to_owned(),
                ("", guard) => guard.to_owned(),
                (text, guard) => format!("{text} and {guard}"),
            }
        };
        let cases = |rules: &[usize]| {
            let all: BTreeSet<String> = self.rules(rules).map(case).collect();
            all.into_iter().filter(|case| !case.is_empty()).collect::<Vec<_>>().join(", or when ")
        };
        let mut parts = Vec::new();
        let (so_far, denied) = (cases(&gain.reason.so_far), cases(&gain.reason.denied));
        if gain.reason.allowed && !so_far.is_empty() {
            parts.push(format!("{moment} only when {so_far}"));
        }
        if gain.reason.allowed && !gain.reason.denied.is_empty() {
            parts.push(match denied.as_str() {
                "" => format!("{moment} denied"),
                denied => format!("{moment} denied when {denied}"),
            });
        }
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
    }

    fn certainty(&self, gain: &Gain) -> Certainty {
        if gain.reason.undecided {
            return Certainty::Unknown(TOO_MANY.to_owned());
        }
        let guards = |rules: &[usize]| -> BTreeSet<String> {
            self.rules(rules).map(|rule| guard_text(&rule.when.guard)).collect()
        };
        let joined = |guards: &BTreeSet<String>| {
            guards.iter().map(String::as_str).collect::<Vec<_>>().join(", or when ")
        };
        let deciding = guards(&gain.reason.rules);
        if !deciding.contains("") {
            return Certainty::Maybe(format!("when {}", joined(&deciding)));
        }
        // It was so already in some stacks.
        let before = self.rules(&gain.reason.so_far).filter(|rule| rule.when.text.is_empty());
        let before: BTreeSet<String> = before.map(|rule| guard_text(&rule.when.guard)).collect();
        if !before.is_empty() && !before.contains("") {
            return Certainty::Maybe(format!("unless {}", joined(&before)));
        }
        let denied = guards(&gain.reason.denied);
        if !denied.is_empty() && !denied.contains("") {
            return Certainty::Maybe(format!("when {}", joined(&denied)));
        }
        Certainty::Certain
    }

    fn weight(&self, who: &Phrase<'_>, actions: &Phrase<'_>, things: &Phrase<'_>, always: bool) -> Weight {
        let says_who = matches!(self.key.kind, Kind::Trust | Kind::Resource);
        let everyone = who.included.iter().any(|pattern| pattern.is_everything());
        let any_thing = things.included.iter().any(|pattern| pattern.is_everything());
        let is_power = |action: &&Pattern| {
            let name = action.text.to_ascii_lowercase();
            action.is_everything() || name == "*:*" || (name.starts_with("iam:") && is_escalation(&name))
        };
        if says_who && everyone && always {
            Weight::Everyone
        } else if !says_who && any_thing && actions.included.iter().any(is_power) {
            Weight::Administrator
        } else if says_who && who.included.iter().any(|pattern| is_foreign(pattern)) {
            Weight::OtherAccount
        } else if actions.included.iter().any(|action| action.is_wild()) || (any_thing && !says_who) {
            Weight::Wildcard
        } else {
            Weight::Ordinary
        }
    }
}

/// Whether with this action of IAM's, on everything, one can give oneself more.
fn is_escalation(action: &str) -> bool {
    const VERBS: [&str; 8] = ["*", "put", "attach", "create", "update", "pass", "add", "setdefault"];
    let verb = action.trim_start_matches("iam:");
    VERBS.iter().any(|start| verb.starts_with(start))
}

/// What is attached or written that cannot be looked into, and differs.
fn opaque(key: &Key, old: &Scope, new: &Scope) -> Vec<Found> {
    let parts = |scope: &Scope| -> BTreeMap<(OpaqueKind, String, Guard), Place> {
        let part = |part: &Opaque| ((part.kind, part.text.clone(), part.guard.clone()), part.place.clone());
        scope.opaque.iter().map(part).collect()
    };
    let (before, after) = (parts(old), parts(new));
    let added = after.iter().filter(|(part, _)| !before.contains_key(*part)).map(|part| (true, part));
    let removed = before.iter().filter(|(part, _)| !after.contains_key(*part)).map(|part| (false, part));
    let mut found = Vec::new();
    for (is_added, ((kind, text, guard), place)) in added.chain(removed) {
        let subject = key.holder().unwrap_or_else(|| key.policies());
        let covered = *kind == OpaqueKind::Managed
            && if is_added { old.allows_everything() } else { new.allows_everything() };
        if covered {
            continue;
        }
        let (gained, tail, reason) = tell_opaque(*kind, is_added, text);
        let certainty = match guard_text(guard) {
            case if case.is_empty() => Certainty::Unknown(reason.to_owned()),
            case => Certainty::Unknown(format!("{reason}; maybe: when {case}")),
        };
        let change = Change {
            gained,
            sentence: capitalised(&format!("{subject} {tail}")),
            who: subject,
            certainty,
            weight: opaque_weight(*kind, text),
            resource: key.id.clone(),
            side: if is_added { Side::New } else { Side::Old },
            place: place.clone(),
        };
        found.push(Found { change, tail });
    }
    found
}

/// Whether it is more that may be done now, the sentence without its subject, and why it is not known what.
fn tell_opaque(kind: OpaqueKind, is_added: bool, text: &str) -> (bool, String, &'static str) {
    match (kind, is_added) {
        (OpaqueKind::Managed, _) if only_denies(text) => (
            !is_added,
            format!(
                "{} managed policy `{text}`, which denies",
                if is_added { "now has" } else { "no longer has" }
            ),
            "what it denies is not in the template",
        ),
        (OpaqueKind::Managed, true) => {
            (true, format!("now has managed policy `{text}`"), "what it allows is not in the template")
        }
        (OpaqueKind::Managed, false) => {
            let reason = "what it allowed, or denied, is not in the template";
            (false, format!("no longer has managed policy `{text}`"), reason)
        }
        (OpaqueKind::Group, true) => {
            (true, format!("is now in group `{text}`"), "what that allows is not in the template")
        }
        (OpaqueKind::Group, false) => {
            let reason = "what that allowed, or denied, is not in the template";
            (false, format!("is no longer in group `{text}`"), reason)
        }
        (OpaqueKind::Boundary, true) => {
            (false, format!("is now limited by boundary `{text}`"), "what it allows is not in the template")
        }
        (OpaqueKind::Boundary, false) => (
            true,
            format!("is no longer limited by boundary `{text}`"),
            "what it allows is not in the template",
        ),
        (OpaqueKind::Unread, true) => {
            (true, format!("has a new part: {}", shortened(text)), "it is not understood here")
        }
        (OpaqueKind::Unread, false) => {
            (false, format!("has a part no longer: {}", shortened(text)), "it is not understood here")
        }
    }
}

/// AWS's managed policies that only take away.
fn only_denies(arn: &str) -> bool {
    let name = arn.rsplit('/').next().unwrap_or(arn);
    arn.contains(":iam::aws:policy/")
        && (name.starts_with("AWSDeny") || name.starts_with("AWSCompromisedKeyQuarantine"))
}

fn opaque_weight(kind: OpaqueKind, text: &str) -> Weight {
    let name = text.rsplit('/').next().unwrap_or(text);
    match kind {
        OpaqueKind::Managed if matches!(name, "PowerUserAccess" | "IAMFullAccess") => Weight::Administrator,
        OpaqueKind::Managed if name.ends_with("FullAccess") => Weight::Wildcard,
        OpaqueKind::Boundary => Weight::Administrator,
        OpaqueKind::Managed | OpaqueKind::Group => Weight::Ordinary,
        OpaqueKind::Unread => Weight::Wildcard,
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let short: String = text.chars().take(MOST).collect();
    let cut = if short.len() < text.len() { "…" } else { "" };
    format!("`{short}{cut}`")
}
