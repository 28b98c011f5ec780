//! Compares the rules of a security group, with addresses and ports as intervals.

use std::collections::{BTreeMap, BTreeSet};

use super::address::Range;
use super::bits::Bits;
use super::change::{Certainty, Change, Place, Side, Weight};
use super::compare::{self, Effect, Gain, Table};
use super::condition::{When, guard_text};
use super::describe::{capitalised, listed};
use super::network::{Group, LAST_PORT, Peer, Ports, Rule};

/// What is different between the two versions of a group; nothing stands for one that is not there.
pub(super) fn compare(
    id: &str,
    old: Option<&Group>,
    new: Option<&Group>,
    redefined: &BTreeSet<String>,
) -> Vec<Change> {
    let empty = Group::default();
    let (before, after) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
    let mut changes = unread(id, before, after);
    changes.extend(direction(id, false, &before.inward, &after.inward, redefined));
    // A group that is not there on the other side lets out what all do; that is not worth saying.
    let is_on_both = before.place.is_some() && after.place.is_some();
    let (out_before, out_after) = if is_on_both {
        (outward(before, None), outward(after, old))
    } else {
        (before.outward.clone(), after.outward.clone())
    };
    changes.extend(direction(id, true, &out_before, &out_after, redefined));
    changes
}

/// What may go out. A group is created with rules for everything if it has none of its own; if they are removed later,
/// those do not come back.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html>
fn outward(group: &Group, before: Option<&Group>) -> Vec<Rule> {
    let had_rules = before.is_some_and(|before| before.place.is_some() && has_outward(before));
    match &group.place {
        Some(place) if !has_outward(group) && !had_rules => {
            let all = |v6| Rule {
                when: When::default(),
                protocol: None,
                ports: Ports::Range(0, LAST_PORT),
                peer: Peer::Range(Range::all(v6)),
                place: place.clone(),
            };
            vec![all(false), all(true)]
        }
        _ => group.outward.clone(),
    }
}

fn has_outward(group: &Group) -> bool {
    !group.outward.is_empty() || group.unread.keys().any(|(_, outward)| *outward)
}

fn unread(id: &str, before: &Group, after: &Group) -> Vec<Change> {
    let mut changes = Vec::new();
    for (gained, side, these, others) in [(true, Side::New, after, before), (false, Side::Old, before, after)]
    {
        for ((text, _), place) in these.unread.iter().filter(|(key, _)| !others.unread.contains_key(*key)) {
            let has = if gained { "has a new rule" } else { "has a rule no longer" };
            changes.push(Change {
                gained,
                who: format!("security group `{id}`"),
                sentence: format!("Security group `{id}` {has}: `{text}`"),
                certainty: Certainty::Unknown("it is not understood here".to_owned()),
                weight: Weight::Wildcard,
                resource: id.to_owned(),
                side,
                place: place.clone(),
            });
        }
    }
    changes
}

fn direction(
    id: &str,
    outward: bool,
    old: &[Rule],
    new: &[Rule],
    redefined: &BTreeSet<String>,
) -> Vec<Change> {
    let rules: Vec<(Side, &Rule)> =
        old.iter().map(|rule| (Side::Old, rule)).chain(new.iter().map(|rule| (Side::New, rule))).collect();
    let peers = Peers::new(&rules);
    let protocols = Protocols::new(&rules);
    let ports = PortAxis::new(&rules);
    let pieces = |of: &dyn Fn(&Rule) -> Bits| rules.iter().map(|(_, rule)| of(rule)).collect::<Vec<Bits>>();
    let table = Table {
        rules: rules
            .iter()
            .map(|(side, rule)| compare::Rule { side: *side, effect: Effect::Allow, when: &rule.when })
            .collect(),
        axes: [
            pieces(&|rule| peers.of(&rule.peer)),
            pieces(&|rule| ports.of(&rule.ports)),
            pieces(&|rule| protocols.of(rule.protocol.as_deref())),
        ],
        redefined,
    };
    let mut changes = Vec::new();
    for (gained, to) in [(true, Side::New), (false, Side::Old)] {
        for gain in table.gains(to) {
            let [peer, port, protocol] = &gain.pieces;
            let (peer, is_everyone) = peers.text(peer);
            let what = what(&protocols.text(protocol), &ports.intervals(port));
            let verb = if gained { "may now reach" } else { "may no longer reach" };
            let (who, sentence) = if outward {
                let who = format!("security group `{id}`");
                (who, format!("Security group `{id}` {verb} {what} at {peer}"))
            } else {
                let sentence = format!("{} {verb} {what} through security group `{id}`", capitalised(&peer));
                (peer, sentence)
            };
            let weight = match (is_everyone, outward) {
                (true, false) => Weight::Everyone,
                (true, true) => Weight::Wildcard,
                (false, _) if protocol.contains(Protocols::OTHERS) => Weight::Wildcard,
                (false, _) => Weight::Ordinary,
            };
            let decisive = gain.reason.rules.first().and_then(|index| rules.get(*index));
            let (side, place) =
                decisive.map_or((to, Place::default()), |(side, rule)| (*side, rule.place.clone()));
            let certainty = certainty(&gain, &rules);
            changes.push(Change {
                gained,
                who,
                sentence,
                certainty,
                weight,
                resource: id.to_owned(),
                side,
                place,
            });
        }
    }
    changes
}

fn certainty(gain: &Gain, rules: &[(Side, &Rule)]) -> Certainty {
    let guards = |indexes: &[usize]| -> BTreeSet<String> {
        let rules = indexes.iter().filter_map(|index| rules.get(*index));
        rules.map(|(_, rule)| guard_text(&rule.when.guard)).collect()
    };
    let joined =
        |guards: &BTreeSet<String>| guards.iter().map(String::as_str).collect::<Vec<_>>().join(", or when ");
    let (deciding, so_far) = (guards(&gain.reason.rules), guards(&gain.reason.so_far));
    if gain.reason.undecided {
        Certainty::Unknown("too many conditions to try all their combinations".to_owned())
    } else if !deciding.contains("") {
        Certainty::Maybe(format!("when {}", joined(&deciding)))
    } else if !so_far.is_empty() {
        Certainty::Maybe(format!("unless {}", joined(&so_far)))
    } else {
        Certainty::Certain
    }
}

/// `tcp 80-443`, `udp`, `everything`.
fn what(protocols: &str, intervals: &[String]) -> String {
    match (protocols, intervals) {
        ("", []) => "everything".to_owned(),
        ("", _) => format!("ports {} of other protocols", listed(intervals.to_vec())),
        (protocols, []) => protocols.to_owned(),
        ("icmp" | "icmpv6", _) => {
            let kinds = intervals.iter().map(|interval| icmp(interval)).collect();
            format!("{protocols} {}", listed(kinds))
        }
        (protocols, _) => format!("{protocols} {}", listed(intervals.to_vec())),
    }
}

/// The type and code that ports stand for.
fn icmp(interval: &str) -> String {
    let (first, last) = interval.split_once('-').unwrap_or((interval, interval));
    let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) else {
        return interval.to_owned();
    };
    let (kind, last_kind) = (first / 256, last / 256);
    match (first % 256, last % 256) {
        (0, 255) if kind == last_kind => format!("type {kind}"),
        (0, 255) => format!("types {kind}-{last_kind}"),
        (code, last_code) if first == last || kind == last_kind && code == last_code => {
            format!("type {kind} code {code}")
        }
        (code, last_code) => format!("type {kind} code {code} to type {last_kind} code {last_code}"),
    }
}

/// The starts of the pieces that the intervals cut everything into.
fn cuts(intervals: impl Iterator<Item = (u128, u128)>) -> BTreeSet<u128> {
    let mut starts = BTreeSet::from([0]);
    for (first, last) in intervals {
        starts.insert(first);
        starts.extend(last.checked_add(1));
    }
    starts
}

/// The pieces between the cuts, up to the last number.
fn between(cuts: &BTreeSet<u128>, last: u128) -> Vec<(u128, u128)> {
    let starts: Vec<u128> = cuts.iter().copied().filter(|cut| *cut <= last).collect();
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([last]);
    starts.iter().copied().zip(ends).collect()
}

/// Who is at the other end: addresses, and what has addresses that are not known here. The members of a group have
/// addresses of version 4, so that all of those are more than any group. A prefix list has some of one version or the other.
struct Peers {
    ranges: Vec<Range>,
    others: Vec<(String, bool)>,
}

impl Peers {
    fn new(rules: &[(Side, &Rule)]) -> Self {
        let mut ranges = Vec::new();
        for v6 in [false, true] {
            let of_version = rules.iter().filter_map(|(_, rule)| match &rule.peer {
                Peer::Range(range) if range.v6 == v6 => Some((range.first, range.last)),
                _ => None,
            });
            let pieces = between(&cuts(of_version), Range::all(v6).last);
            ranges.extend(pieces.into_iter().map(|(first, last)| Range { v6, first, last }));
        }
        let others: BTreeSet<(String, bool)> =
            rules.iter().flat_map(|(_, rule)| Self::others(&rule.peer)).collect();
        Self { ranges, others: others.into_iter().collect() }
    }

    fn others(peer: &Peer) -> Vec<(String, bool)> {
        match peer {
            Peer::Range(_) => Vec::new(),
            Peer::Open(text, v6) => vec![(format!("`{text}`"), *v6)],
            Peer::Group(text) => vec![(format!("members of security group `{text}`"), false)],
            Peer::PrefixList(text) => [false, true].map(|v6| (format!("prefix list `{text}`"), v6)).to_vec(),
        }
    }

    fn of(&self, peer: &Peer) -> Bits {
        let mine = Self::others(peer);
        let others = self.others.iter().enumerate().filter(|(_, other)| match peer {
            Peer::Range(range) => *range == Range::all(other.1),
            _ => mine.contains(other),
        });
        let others = others.map(|(index, _)| self.ranges.len() + index);
        let ranges = self.ranges.iter().enumerate().filter(|(_, piece)| match peer {
            Peer::Range(range) => {
                range.v6 == piece.v6 && range.first <= piece.first && piece.last <= range.last
            }
            _ => false,
        });
        ranges.map(|(index, _)| index).chain(others).collect()
    }

    /// What they are called, and whether they are most addresses of a version: then it is everyone, but for some.
    fn text(&self, pieces: &Bits) -> (String, bool) {
        let mut texts = Vec::new();
        let mut is_everyone = false;
        let mut all_of = [false; 2];
        for (v6, is_all) in [false, true].into_iter().zip(&mut all_of) {
            let inside = self.merged(v6, |index| pieces.contains(index));
            let outside = self.merged(v6, |index| !pieces.contains(index));
            let size = |ranges: &[Range]| {
                ranges.iter().map(|range| (range.last - range.first) / 2 + 1).sum::<u128>()
            };
            let blocks = |ranges: Vec<Range>| -> Vec<String> {
                ranges.into_iter().flat_map(Range::blocks).map(|block| format!("`{block}`")).collect()
            };
            *is_all = outside.is_empty();
            if size(&inside) < size(&outside) || inside.is_empty() {
                texts.extend(blocks(inside));
                continue;
            }
            is_everyone = true;
            let everyone = format!("everyone (`{}`)", if v6 { "::/0" } else { "0.0.0.0/0" });
            texts.push(match blocks(outside) {
                some if some.is_empty() => everyone,
                some => format!("{everyone} except {}", listed(some)),
            });
        }
        for (index, (text, v6)) in self.others.iter().enumerate() {
            // All addresses of its version say as much.
            let [v4_all, v6_all] = all_of;
            let covered = if *v6 { v6_all } else { v4_all };
            if pieces.contains(self.ranges.len() + index) && !covered && !texts.contains(text) {
                texts.push(text.clone());
            }
        }
        (listed(texts), is_everyone)
    }

    /// The pieces of a version, those beside one another as one.
    fn merged(&self, v6: bool, is_in: impl Fn(usize) -> bool) -> Vec<Range> {
        let mut merged: Vec<Range> = Vec::new();
        for (_, piece) in
            self.ranges.iter().enumerate().filter(|(index, piece)| piece.v6 == v6 && is_in(*index))
        {
            match merged.last_mut() {
                Some(last) if last.last.checked_add(1) == Some(piece.first) => last.last = piece.last,
                _ => merged.push(*piece),
            }
        }
        merged
    }
}

/// The protocols that are named, after all others.
struct Protocols(Vec<String>);

impl Protocols {
    /// The piece of the protocols that no rule names.
    const OTHERS: usize = 0;

    fn new(rules: &[(Side, &Rule)]) -> Self {
        let named: BTreeSet<&String> = rules.iter().filter_map(|(_, rule)| rule.protocol.as_ref()).collect();
        Self(named.into_iter().cloned().collect())
    }

    fn of(&self, protocol: Option<&str>) -> Bits {
        match protocol {
            None => (0..=self.0.len()).collect(),
            Some(name) => {
                let named = self.0.iter().enumerate().filter(|(_, other)| *other == name);
                named.map(|(index, _)| index + 1).collect()
            }
        }
    }

    /// Empty for all of them.
    fn text(&self, pieces: &Bits) -> String {
        let names = |inside: bool| -> Vec<String> {
            let named = self.0.iter().enumerate().filter(|(index, _)| pieces.contains(index + 1) == inside);
            named.map(|(_, name)| name.clone()).collect()
        };
        match (pieces.contains(Self::OTHERS), names(false)) {
            (true, without) if without.is_empty() => String::new(),
            (true, without) => format!("everything except {}", listed(without)),
            (false, _) => listed(names(true)),
        }
    }
}

/// The ports, and those that are known only when the stack is deployed, which lie within all ports only.
struct PortAxis {
    pieces: Vec<(u128, u128)>,
    open: BTreeMap<String, usize>,
}

impl PortAxis {
    fn new(rules: &[(Side, &Rule)]) -> Self {
        let ranges = rules.iter().filter_map(|(_, rule)| match rule.ports {
            Ports::Range(first, last) => Some((first.into(), last.into())),
            Ports::Open(_) => None,
        });
        let pieces = between(&cuts(ranges), LAST_PORT.into());
        let open: BTreeSet<&String> = rules
            .iter()
            .filter_map(|(_, rule)| match &rule.ports {
                Ports::Open(text) => Some(text),
                Ports::Range(..) => None,
            })
            .collect();
        let open =
            open.into_iter().enumerate().map(|(index, text)| (text.clone(), pieces.len() + index)).collect();
        Self { pieces, open }
    }

    fn of(&self, ports: &Ports) -> Bits {
        match ports {
            Ports::Open(text) => self.open.get(text).copied().into_iter().collect(),
            Ports::Range(first, last) => {
                let (first, last) = (u128::from(*first), u128::from(*last));
                let inside =
                    self.pieces.iter().enumerate().filter(|(_, piece)| first <= piece.0 && piece.1 <= last);
                let all = (first, last) == (0, u128::from(LAST_PORT));
                let open = self.open.values().copied().filter(|_| all);
                inside.map(|(index, _)| index).chain(open).collect()
            }
        }
    }

    /// `80`, `90-99`; none for all ports.
    fn intervals(&self, pieces: &Bits) -> Vec<String> {
        let mut merged: Vec<(u128, u128)> = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            if !pieces.contains(index) {
                continue;
            }
            match merged.last_mut() {
                Some(last) if last.1 + 1 == piece.0 => last.1 = piece.1,
                _ => merged.push(*piece),
            }
        }
        if merged == [(0, u128::from(LAST_PORT))] {
            return Vec::new();
        }
        let ranges = merged
            .into_iter()
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
        let open =
            self.open.iter().filter(|(_, index)| pieces.contains(**index)).map(|(text, _)| text.clone());
        ranges.chain(open).collect()
    }
}
