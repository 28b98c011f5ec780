use std::net::{Ipv4Addr, Ipv6Addr};

use crate::analysis::{Basis, Facts};
use crate::check::engine::functions::{Function, function};
use crate::check::engine::path::{Part, Path};
use crate::check::engine::scope::Scope;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::check::template::{Check, Resource};
use crate::model::{Node, Section, Step};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3059",
        title: "Subnets are inside their VPC",
        about: "The addresses of a subnet are among those of its VPC.",
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        wrong: r"Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/24}
",
        right: r"Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
",
        hooks: &[Hook::Template(inside)],
    },
    Rule {
        id: "E3060",
        title: "Subnets of a VPC do not overlap",
        about: "An address of a VPC belongs to one subnet at most.",
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        wrong: r"Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  One:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/23}
  Two:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
",
        right: r"Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  One:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}
  Two:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
",
        hooks: &[Hook::Template(apart)],
    },
];

/// A range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    is_v6: bool,
    first: u128,
    last: u128,
}

impl Network {
    /// The network that a text such as `10.0.0.0/16` names; nothing if it names a host in one.
    fn of(text: &str) -> Option<Self> {
        let (address, length) =
            text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
        let (is_v6, first, bits) = match address.parse::<Ipv4Addr>() {
            Ok(address) => (false, u128::from(address.to_bits()), 32),
            Err(_) => (true, address.parse::<Ipv6Addr>().ok()?.to_bits(), 128),
        };
        let length = length.map_or(Some(bits), |length| length.parse::<u32>().ok())?;
        let hosts = bits
            .checked_sub(length)
            .map(|free| if free == 128 { u128::MAX } else { (1_u128 << free) - 1 })?;
        (first & hosts == 0).then_some(Self { is_v6, first, last: first | hosts })
    }

    fn is_in(self, other: Self) -> bool {
        self.is_v6 == other.is_v6 && other.first <= self.first && self.last <= other.last
    }

    fn overlaps(self, other: Self) -> bool {
        self.is_v6 == other.is_v6 && self.first <= other.last && other.first <= self.last
    }
}

const DYNAMIC: [&str; 4] = ["Ipv4IpamPoolId", "Ipv6IpamPoolId", "Ipv6Pool", "AmazonProvidedIpv6CidrBlock"];
const BLOCKS: [&str; 2] = ["CidrBlock", "Ipv6CidrBlock"];

/// The networks that a resource has, as far as they can be told, and where they are written.
struct Blocks {
    known: Vec<(Network, String, Vec<Step<'static>>)>,
    has_unknown: bool,
}

/// Lets `see` look at the properties of a resource from their place.
fn at_properties<'t>(check: &Check<'t>, resource: &Resource<'t>, see: impl FnOnce(&Scope<'_, 't>, &Node)) {
    let Some(properties) = resource.body.and_then(|body| body.get("Properties")) else { return };
    let section = Path::ROOT.with(Part::Key("Resources"));
    let name = section.with(Part::Key(&resource.name));
    let path = name.with(Part::Key("Properties"));
    check.with_root_scope(|scope| see(&Scope { path: &path, ..*scope }, properties));
}

fn blocks(check: &Check<'_>, resource: &Resource<'_>) -> Blocks {
    let mut blocks = Blocks { known: Vec::new(), has_unknown: false };
    at_properties(check, resource, |scope, properties| {
        for name in DYNAMIC {
            let _ = scope.along(Some(properties), &[name], &mut |value, _| {
                blocks.has_unknown |= value.is_some();
                NEXT
            });
        }
        for name in BLOCKS {
            let _ = scope.along(Some(properties), &[name], &mut |value, at| {
                match (value, value.and_then(Node::as_str)) {
                    (_, Some(text)) => match Network::of(text) {
                        Some(network) => blocks.known.push((network, text.to_owned(), at.path.steps())),
                        None => blocks.has_unknown = true,
                    },
                    (Some(_), None) => blocks.has_unknown = true,
                    (None, _) => {}
                }
                NEXT
            });
        }
    });
    blocks
}

fn inside(check: &Check<'_>, findings: &mut Findings) {
    for vpc in check.resources().filter(|resource| resource.kind == "AWS::EC2::VPC") {
        let own = blocks(check, vpc);
        if own.has_unknown {
            continue;
        }
        let mut networks: Vec<Network> =
            own.known.iter().map(|(network, ..)| *network).filter(|n| !n.is_v6).collect();
        let referring = |kind: &'static str| {
            let references = check.references().to(&vpc.name);
            references
                .filter(|reference| reference.section == Section::Resources)
                .filter_map(|reference| check.resource(reference.from))
                .filter(move |resource| resource.kind == kind)
        };
        let mut has_unknown = false;
        for more in referring("AWS::EC2::VPCCidrBlock") {
            let blocks = blocks(check, more);
            has_unknown |= blocks.has_unknown;
            networks.extend(blocks.known.iter().map(|(network, ..)| *network));
        }
        if has_unknown {
            continue;
        }
        for subnet in referring("AWS::EC2::Subnet") {
            for (network, text, path) in blocks(check, subnet).known {
                let of_kind = networks.iter().filter(|other| other.is_v6 == network.is_v6).count();
                if networks.iter().any(|other| network.is_in(*other)) || (of_kind == 0 && !network.is_v6) {
                    continue;
                }
                findings.add(path, format!("'{text}' is not inside the addresses of the VPC '{}'", vpc.name));
            }
        }
    }
}

fn apart(check: &Check<'_>, findings: &mut Findings) {
    let mut seen: Vec<(String, Network, String, Facts<'_>)> = Vec::new();
    for subnet in check.resources().filter(|resource| resource.kind == "AWS::EC2::Subnet") {
        at_properties(check, subnet, |scope, properties| {
            let facts = match subnet.condition {
                Some(condition) => check.conditions.assume(scope.facts, condition, true, Basis::Known),
                None => Some(scope.facts.clone()),
            };
            let Some(facts) = facts else { return };
            let scope = &Scope { facts: &facts, ..*scope };
            let _ = scope.along(Some(properties), &["VpcId"], &mut |vpc, at| {
                let Some(vpc) = vpc.and_then(vpc_name) else { return NEXT };
                let at = Scope { path: scope.path, ..*at };
                for name in BLOCKS {
                    let _ = at.along(Some(properties), &[name], &mut |block, at| {
                        let Some(text) = block.and_then(Node::as_str) else { return NEXT };
                        let Some(network) = Network::of(text) else { return NEXT };
                        for (other_vpc, other, other_text, facts) in &seen {
                            let together = check.conditions.join(at.facts, facts).is_some();
                            if *other_vpc == vpc && other.overlaps(network) && together {
                                findings.add(
                                    scope.path.steps(),
                                    format!("'{text}' overlaps with '{other_text}'"),
                                );
                            }
                        }
                        seen.push((vpc.clone(), network, text.to_owned(), at.facts.clone()));
                        NEXT
                    });
                }
                NEXT
            });
        });
    }
}

/// The VPC that a value names, if that can be told.
fn vpc_name(node: &Node) -> Option<String> {
    let name = match function(node) {
        Some((Function::Ref, name)) => name.as_str(),
        Some((Function::GetAtt, argument)) => match argument.as_list() {
            Some([name, ..]) => name.as_str().and_then(|name| name.split('.').next()),
            _ => argument.as_str().and_then(|name| name.split('.').next()),
        },
        Some(_) => None,
        None => node.as_str(),
    };
    name.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::Network;

    #[test]
    fn networks_are_ranges() {
        let of = |text| Network::of(text).unwrap();
        assert!(of("10.0.1.0/24").is_in(of("10.0.0.0/16")));
        assert!(!of("10.1.1.0/24").is_in(of("10.0.0.0/16")));
        assert!(of("10.0.0.0/16").overlaps(of("10.0.1.0/24")));
        assert!(!of("fd00::/64").overlaps(of("10.0.1.0/24")));
        assert!(of("2001:db8::/64").is_in(of("::/0")));
        assert_eq!(Network::of("10.0.0.1/24"), None);
        assert_eq!(Network::of("10.0.0.0/33"), None);
    }
}
