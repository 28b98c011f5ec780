use crate::check::engine::fault::Faults;
use crate::check::engine::lookup::cases;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::{as_number, text};
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Object};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "security-open-port",
    title: "Ports for administrators that are open to the world",
    about: "SSH, Remote Desktop and the like are tried by everyone who can reach them. Let in the addresses that need it, or use Session \
            Manager, which needs no port. A parameter counts with its default.",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    wrong: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: SSH
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
",
    right: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: SSH
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 192.0.2.0/24}
",
    hooks: &[Hook::At(
        &[
            "Resources/AWS::EC2::SecurityGroup/Properties/SecurityGroupIngress/*",
            "Resources/AWS::EC2::SecurityGroupIngress/Properties",
        ],
        ingress,
    )],
}];

/// The ports of Telnet, SSH, Remote Desktop and Windows Remote Management.
const PORTS: [(u16, &str); 5] =
    [(22, "SSH"), (23, "Telnet"), (3389, "Remote Desktop"), (5985, "WinRM"), (5986, "WinRM")];

fn ingress(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(ingress) = node.as_object() else { return };
    let names = ["IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6"];
    cases(scope, ingress, &names, &mut |case, facts| {
        in_case(&Scope { facts, ..*scope }, case, faults);
    });
}

/// Looks at what lets somebody in, as it is when the conditions in it are decided.
fn in_case(scope: &Scope<'_, '_>, ingress: &Object, faults: &mut Faults) {
    let value = |name: &str| {
        let mut found = None;
        scope.by_default(ingress.get(name)?, &mut |value| found = Some(value.clone()));
        found
    };
    let port = |name| value(name).as_ref().and_then(as_number);
    let open = match value("IpProtocol").as_ref().and_then(text).as_deref() {
        Some("-1") => Some((0.0, f64::from(u16::MAX))),
        Some("tcp" | "6") => port("FromPort").zip(port("ToPort")),
        _ => None,
    };
    let Some((from, to)) = open else { return };
    let Some((port, what)) = PORTS.into_iter().find(|(port, _)| (from..=to).contains(&f64::from(*port)))
    else {
        return;
    };
    for name in ["CidrIp", "CidrIpv6"] {
        let cidr = value(name);
        // Whatever address stands before it: no bit of it counts.
        let Some(cidr) = cidr.as_ref().and_then(Node::as_str).filter(|cidr| cidr.ends_with("/0")) else {
            continue;
        };
        let message = format!("port {port}, {what}, is open to {cidr}, which is everyone");
        faults.push(scope.fault_at(Part::Key(name), message));
    }
}
