//! The rules of security groups.

use std::collections::BTreeMap;

use super::address::{self, Range};
use super::cases::{Found, cases};
use super::change::Place;
use super::condition::When;
use super::parts::{Names, canonical};
use super::resources::Resource;
use crate::model::{Node, Object};

/// The last port.
pub(super) const LAST_PORT: u32 = 65_535;

/// A security group, or rules for one that is not in the template.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Where the group itself is, if it is in the template.
    pub(super) place: Option<Place>,
    /// What may come in.
    pub(super) inward: Vec<Rule>,
    /// What may go out.
    pub(super) outward: Vec<Rule>,
    /// Rules that are not understood, whether they are about what goes out, and where they are.
    pub(super) unread: BTreeMap<(String, bool), Place>,
}

/// One rule, in one case of the template's conditions.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) when: When,
    /// The name or number; nothing for all.
    pub(super) protocol: Option<String>,
    pub(super) ports: Ports,
    pub(super) peer: Peer,
    pub(super) place: Place,
}

/// The ports of a rule. For ICMP it is 256 times the type, plus the code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ports {
    /// From the first to the last.
    Range(u32, u32),
    /// Known only when the stack is deployed.
    Open(String),
}

/// Who is at the other end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Peer {
    /// Addresses.
    Range(Range),
    /// Addresses that are known only when the stack is deployed, and whether they are of version 6.
    Open(String, bool),
    /// The members of a security group.
    Group(String),
    /// The addresses of a prefix list.
    PrefixList(String),
}

/// Whether resources of the type are about what reaches what.
pub(super) fn matters(kind: &str) -> bool {
    matches!(
        kind,
        "AWS::EC2::SecurityGroup" | "AWS::EC2::SecurityGroupIngress" | "AWS::EC2::SecurityGroupEgress"
    )
}

/// Reads the security groups of a template, and the rules for them.
pub(super) fn read(resources: &[Resource], names: &Names) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for resource in resources {
        let properties = resource.properties();
        match resource.kind.as_str() {
            "AWS::EC2::SecurityGroup" => {
                let group = groups.entry(resource.id.clone()).or_default();
                group.place = Some(properties.place.clone());
                for found in properties.list("SecurityGroupIngress") {
                    group.add(&found, false, names);
                }
                for found in properties.list("SecurityGroupEgress") {
                    group.add(&found, true, names);
                }
            }
            "AWS::EC2::SecurityGroupIngress" | "AWS::EC2::SecurityGroupEgress" => {
                let outward = resource.kind.ends_with("Egress");
                let mut ids = properties.get("GroupId");
                ids.extend(properties.get("GroupName"));
                for id in ids {
                    let found = Found { guard: id.guard.clone(), ..properties.clone() };
                    groups.entry(group_name(id.node, names)).or_default().add(&found, outward, names);
                }
            }
            _ => {}
        }
    }
    groups
}

impl Group {
    fn add(&mut self, found: &Found<'_>, outward: bool, names: &Names) {
        for (guard, node) in cases(found) {
            let when = When::guarded(guard);
            match node.as_object().and_then(|object| rule(object, when, names, &found.place)) {
                Some(rule) if outward => self.outward.push(rule),
                Some(rule) => self.inward.push(rule),
                None => {
                    self.unread.insert((canonical(&node), outward), found.place.clone());
                }
            }
        }
    }
}

/// What a group is called: by its logical ID if it is in the template, however it is referred to.
fn group_name(node: &Node, names: &Names) -> String {
    let own = names.resource(node);
    let own = own.filter(|id| names.types.get(*id).is_some_and(|kind| kind == "AWS::EC2::SecurityGroup"));
    own.map(str::to_owned).unwrap_or_else(|| text(node, names))
}

fn text(node: &Node, names: &Names) -> String {
    names.text(node).map_or_else(|| canonical(node), |pattern| pattern.text)
}

fn rule(object: &Object, when: When, names: &Names, place: &Place) -> Option<Rule> {
    let get = |name: &str| object.get(name).map(|node| text(node, names));
    let protocol = match get("IpProtocol")?.to_ascii_lowercase().as_str() {
        "-1" | "all" => None,
        "6" => Some("tcp".to_owned()),
        "17" => Some("udp".to_owned()),
        "1" => Some("icmp".to_owned()),
        "58" => Some("icmpv6".to_owned()),
        other => Some(other.to_owned()),
    };
    let ports = ports(protocol.as_deref(), get("FromPort"), get("ToPort"));
    Some(Rule { when, protocol, ports, peer: peer(object, names)?, place: place.clone() })
}

fn ports(protocol: Option<&str>, from: Option<String>, to: Option<String>) -> Ports {
    const ALL: Ports = Ports::Range(0, LAST_PORT);
    let is_icmp = matches!(protocol, Some("icmp" | "icmpv6"));
    if !is_icmp && !matches!(protocol, Some("tcp" | "udp")) {
        // Of the others there are no ports, and with all of them the ports do not count.
        return ALL;
    }
    let (Some(from), Some(to)) = (from.clone().or_else(|| to.clone()), to.or(from)) else { return ALL };
    let (Ok(first), Ok(last)) = (from.parse::<i64>(), to.parse::<i64>()) else {
        return Ports::Open(if from == to { from } else { format!("{from}-{to}") });
    };
    let port = |number: i64| u32::try_from(number).unwrap_or(0).min(LAST_PORT);
    match (is_icmp, first, last) {
        (_, -1, _) => ALL,
        (true, kind, -1) => Ports::Range(port(kind * 256), port(kind * 256 + 255)),
        (true, kind, code) => Ports::Range(port(kind * 256 + code), port(kind * 256 + code)),
        (false, first, last) => Ports::Range(port(first), port(last)),
    }
}

fn peer(object: &Object, names: &Names) -> Option<Peer> {
    for (name, v6) in [("CidrIp", false), ("CidrIpv6", true)] {
        if let Some(node) = object.get(name) {
            let text = text(node, names);
            let range = address::range(&text).filter(|range| range.v6 == v6);
            return Some(range.map_or(Peer::Open(text, v6), Peer::Range));
        }
    }
    for name in ["SourceSecurityGroupId", "SourceSecurityGroupName", "DestinationSecurityGroupId"] {
        if let Some(node) = object.get(name) {
            return Some(Peer::Group(group_name(node, names)));
        }
    }
    for name in ["SourcePrefixListId", "DestinationPrefixListId"] {
        if let Some(node) = object.get(name) {
            return Some(Peer::PrefixList(text(node, names)));
        }
    }
    None
}
