//! Rules of security groups, as people write them and by trying every packet.

use serde_json::{Value as Json, json};
use synth::analysis::permissions::Weight;

use super::random::Random;
use super::{compared, pairs, told};

const NOTHING: [&str; 0] = [];

fn group(ingress: Json) -> Json {
    json!({"G": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": ingress}}})
}

fn rule(protocol: &str, from: i64, to: i64, cidr: &str) -> Json {
    let key = if cidr.contains(':') { "CidrIpv6" } else { "CidrIp" };
    json!({"IpProtocol": protocol, "FromPort": from, "ToPort": to, key: cidr})
}

#[test]
fn intervals_are_what_they_cover() {
    let one = group(json!([rule("tcp", 80, 99, "10.0.0.0/8")]));
    let same = [
        json!([rule("tcp", 80, 89, "10.0.0.0/8"), rule("tcp", 90, 99, "10.0.0.0/8")]),
        json!([rule("6", 80, 99, "10.0.0.0/9"), rule("tcp", 80, 99, "10.128.0.0/9")]),
        json!([rule("tcp", 80, 99, "10.0.0.0/8"), rule("tcp", 85, 85, "10.1.2.3/32")]),
        json!([{"IpProtocol": "tcp", "FromPort": "80", "ToPort": "99", "CidrIp": "10.0.0.0/8", "Description": "web"}]),
    ];
    for rules in same {
        assert_eq!(told(&one, &group(rules.clone())), NOTHING, "{rules}");
        assert_eq!(told(&group(rules.clone()), &one), NOTHING, "{rules}");
    }
    let mut apart = group(json!([]));
    apart["R"] = json!({"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
        "GroupId": {"Fn::GetAtt": ["G", "GroupId"]}, "IpProtocol": "tcp", "FromPort": 80, "ToPort": 99, "CidrIp": "10.0.0.0/8"
    }});
    assert_eq!(told(&one, &apart), NOTHING);
}

#[test]
fn a_wider_rule_is_one_sentence() {
    let base = group(json!([rule("tcp", 443, 443, "10.0.0.0/8")]));
    let said = |rules: Json| told(&base, &group(rules));
    assert_eq!(
        said(json!([rule("tcp", 443, 443, "10.0.0.0/8"), rule("tcp", 22, 22, "0.0.0.0/0")])),
        ["+ Everyone (`0.0.0.0/0`) may now reach tcp 22 through security group `G`"]
    );
    assert_eq!(
        said(json!([rule("tcp", 443, 450, "10.0.0.0/8")])),
        ["+ `10.0.0.0/8` may now reach tcp 444-450 through security group `G`"]
    );
    assert_eq!(
        said(json!([rule("tcp", 443, 443, "10.0.0.0/7")])),
        ["+ `11.0.0.0/8` may now reach tcp 443 through security group `G`"]
    );
    assert_eq!(
        said(json!([rule("tcp", 443, 443, "10.0.0.0/8"), rule("-1", -1, -1, "::/0")])),
        ["+ Everyone (`::/0`) may now reach everything through security group `G`"]
    );
    assert_eq!(
        said(
            json!([rule("tcp", 443, 443, "10.0.0.0/8"), {"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "SourceSecurityGroupId": {"Ref": "G"}}])
        ),
        ["+ Members of security group `G` may now reach icmp type 8 through security group `G`"]
    );
    assert_eq!(
        said(json!([{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": {"Ref": "Office"}}])),
        [
            "+ `${Office}` may now reach tcp 443 through security group `G`",
            "- `10.0.0.0/8` may no longer reach tcp 443 through security group `G`"
        ]
    );
}

#[test]
fn what_the_internet_reaches_weighs_most() {
    let template = |rules: Json| json!({"Resources": group(rules)});
    let weight =
        |cidr: &str| compared(&template(json!([])), &template(json!([rule("tcp", 22, 22, cidr)])))[0].weight;
    assert_eq!(weight("0.0.0.0/0"), Weight::Everyone);
    assert_eq!(weight("::/0"), Weight::Everyone);
    assert_eq!(weight("10.0.0.0/8"), Weight::Ordinary);
}

#[test]
fn without_rules_everything_may_go_out() {
    let group = |egress: Option<Json>| {
        let mut group = group(json!([]));
        if let Some(egress) = egress {
            group["G"]["Properties"]["SecurityGroupEgress"] = egress;
        }
        group
    };
    let all = json!([{"IpProtocol": -1, "CidrIp": "0.0.0.0/0"}, {"IpProtocol": "-1", "CidrIpv6": "::/0"}]);
    let https = json!([rule("tcp", 443, 443, "0.0.0.0/0")]);
    assert_eq!(told(&group(None), &group(Some(all))), NOTHING);
    assert_eq!(
        told(&group(None), &group(Some(https.clone()))),
        [
            "- Security group `G` may no longer reach everything at everyone (`::/0`)",
            "- Security group `G` may no longer reach everything except tcp at everyone (`0.0.0.0/0`)",
            "- Security group `G` may no longer reach tcp 0-442 and 444-65535 at everyone (`0.0.0.0/0`)"
        ]
    );
    // The first rules do not come back when others go.
    assert_eq!(
        told(&group(Some(https)), &group(None)),
        ["- Security group `G` may no longer reach tcp 443 at everyone (`0.0.0.0/0`)"]
    );
}

#[test]
fn cases_of_the_template_are_said() {
    let rules = |rule: Json| group(json!([{"Fn::If": ["IsOpen", rule, {"Ref": "AWS::NoValue"}]}]));
    assert_eq!(
        told(&group(json!([])), &rules(rule("tcp", 22, 22, "0.0.0.0/0"))),
        [
            "+ Everyone (`0.0.0.0/0`) may now reach tcp 22 through security group `G` (maybe: when condition `IsOpen` is true)"
        ]
    );
    let cidr = json!([{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
        "CidrIp": {"Fn::If": ["IsOpen", "0.0.0.0/0", "10.0.0.0/8"]}}]);
    assert_eq!(
        told(&group(json!([rule("tcp", 22, 22, "10.0.0.0/8")])), &group(cidr)),
        [
            "+ Everyone (`0.0.0.0/0`) except `10.0.0.0/8` may now reach tcp 22 through security group `G` (maybe: when \
          condition `IsOpen` is true)"
        ]
    );
}

const CIDRS: [&str; 8] = [
    "10.0.0.0/30",
    "10.0.0.0/31",
    "10.0.0.2/31",
    "10.0.0.1/32",
    "10.0.0.3/32",
    "0.0.0.0/0",
    "fd00::/127",
    "fd00::1/128",
];
/// With those that a group and a list of prefixes stand for, which may have addresses of version 6 too.
const ADDRESSES: [&str; 10] = [
    "10.0.0.0",
    "10.0.0.1",
    "10.0.0.2",
    "10.0.0.3",
    "192.0.2.1",
    "fd00::",
    "fd00::1",
    "sg-1",
    "pl-1",
    "pl-1::",
];
const GROUP: (&str, &str) = ("SourceSecurityGroupId", "sg-1");
const LIST: (&str, &str) = ("SourcePrefixListId", "pl-1");

fn rules(random: &mut Random) -> Vec<Json> {
    (0..random.below(5))
        .map(|_| {
            let from = i64::try_from(random.below(5)).unwrap();
            let to = from + i64::try_from(random.below(4)).unwrap();
            let protocol = *random.of(&["tcp", "udp", "-1", "6", "47"]);
            let mut rule = rule(protocol, from, to, random.of::<&str>(&CIDRS));
            if random.one_in(4) {
                // Who is known by another group or a list of prefixes is none of the single addresses.
                let entries = rule.as_object_mut().unwrap();
                entries.retain(|key, _| !key.starts_with("Cidr"));
                let (key, name) = *random.of(&[GROUP, LIST]);
                entries.insert(key.to_owned(), json!(name));
            }
            if random.one_in(6) { json!({"Fn::If": ["C", rule, {"Ref": "AWS::NoValue"}]}) } else { rule }
        })
        .collect()
}

/// The same rules, cut and put together in other ways.
fn rewritten(random: &mut Random, rules: &[Json]) -> Vec<Json> {
    let mut all = Vec::new();
    for whole in rules {
        let (from, to) = (whole["FromPort"].as_i64(), whole["ToPort"].as_i64());
        match (random.below(4), from.zip(to)) {
            (0, Some((from, to))) if to > from => {
                let (mut low, mut high) = (whole.clone(), whole.clone());
                low["ToPort"] = json!(from);
                high["FromPort"] = json!(from + 1);
                all.extend([low, high]);
            }
            (1, Some(_)) if whole["CidrIp"] == "10.0.0.0/30" => {
                let (mut low, mut high) = (whole.clone(), whole.clone());
                low["CidrIp"] = json!("10.0.0.0/31");
                high["CidrIp"] = json!("10.0.0.2/31");
                all.extend([low, high]);
            }
            (2, _) => all.extend([whole.clone(), whole.clone()]),
            _ => all.push(whole.clone()),
        }
    }
    random.shuffle(&mut all);
    all
}

fn gets_through(rules: &[Json], protocol: &str, port: i64, address: &str, condition: bool) -> bool {
    rules.iter().any(|rule| {
        let rule = match rule.get("Fn::If") {
            Some(_) if !condition => return false,
            Some(branches) => &branches[1],
            None => rule,
        };
        let name = match rule["IpProtocol"].as_str().unwrap() {
            "6" => "tcp",
            name => name,
        };
        let ports = !["tcp", "udp"].contains(&name)
            || (rule["FromPort"].as_i64().unwrap()..=rule["ToPort"].as_i64().unwrap()).contains(&port);
        let source = ["CidrIp", "CidrIpv6", GROUP.0, LIST.0].iter().find_map(|key| rule.get(key)?.as_str());
        let named = [GROUP.1, LIST.1];
        let is_named = named.contains(&address.trim_end_matches(':'));
        let inside = match source.unwrap() {
            // Wherever those are, they are among all of their version.
            "0.0.0.0/0" => !address.contains(':'),
            name if is_named || named.contains(&name) => name == address.trim_end_matches(':'),
            "10.0.0.0/30" => address.starts_with("10."),
            "10.0.0.0/31" => ["10.0.0.0", "10.0.0.1"].contains(&address),
            "10.0.0.2/31" => ["10.0.0.2", "10.0.0.3"].contains(&address),
            "fd00::/127" => address.contains(':'),
            one => one.split_once('/').unwrap().0 == address,
        };
        (name == "-1" || name == protocol) && ports && inside
    })
}

#[test]
fn groups_agree_with_trying_every_packet() {
    let mut same = 0;
    for seed in pairs(1500) {
        let mut random = Random::new(seed ^ 0xA0);
        let old = rules(&mut random);
        let mut new = if random.one_in(3) { rules(&mut random) } else { old.clone() };
        new = rewritten(&mut random, &new);
        if random.one_in(3) && !new.is_empty() {
            new.remove(random.below(new.len()));
        }
        let template = |rules: &[Json]| json!({"Resources": group(json!(rules))});
        // Some of the rules are resources of their own.
        let apart = |rules: &[Json], random: &mut Random| {
            let mut resources = group(json!([]));
            let mut inside = Vec::new();
            for (index, rule) in rules.iter().enumerate() {
                if rule.get("Fn::If").is_some() || random.one_in(2) {
                    inside.push(rule.clone());
                    continue;
                }
                let mut properties = rule.clone();
                properties["GroupId"] = match random.below(2) {
                    0 => json!({"Ref": "G"}),
                    _ => json!({"Fn::GetAtt": ["G", "GroupId"]}),
                };
                resources[format!("R{index}")] =
                    json!({"Type": "AWS::EC2::SecurityGroupIngress", "Properties": properties});
            }
            resources["G"]["Properties"]["SecurityGroupIngress"] = json!(inside);
            json!({ "Resources": resources })
        };
        let found = compared(&template(&old), &apart(&new, &mut random));
        for gained in [true, false] {
            let mut is_better = false;
            for protocol in ["tcp", "udp", "47", "50"] {
                for port in 0..10 {
                    for address in ADDRESSES {
                        for condition in [false, true] {
                            let through =
                                |rules: &[Json]| gets_through(rules, protocol, port, address, condition);
                            is_better |= if gained {
                                !through(&old) && through(&new)
                            } else {
                                through(&old) && !through(&new)
                            };
                        }
                    }
                }
            }
            same += usize::from(!is_better);
            let said = found.iter().any(|change| change.gained == gained);
            assert_eq!(is_better, said, "seed {seed}: {}\n{}\n{found:#?}", json!(old), json!(new));
        }
    }
    assert!(same > 0, "{same}");
}
