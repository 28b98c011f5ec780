use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3671",
        title: "Iops for a volume type that ignores it",
        about: "Volumes of this type have the operations per second that follow from their size. Leave \
                Iops out, or take io1, io2 or gp3.",
        source: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html",
        wrong: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings: [{DeviceName: /dev/sda1, Ebs: {VolumeType: gp2, Iops: 100}}]
",
        right: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings: [{DeviceName: /dev/sda1, Ebs: {VolumeType: gp3, Iops: 3000}}]
",
        hooks: &[Hook::At(&[], iops)],
    },
    Rule {
        id: "W3698",
        title: "VirtualName beside Ebs is ignored",
        about: "A block device is either an instance store volume, with VirtualName, or an EBS volume.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html",
        wrong: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings: [{DeviceName: /dev/sda1, VirtualName: ephemeral0, Ebs: {VolumeSize: 8}}]
",
        right: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings: [{DeviceName: /dev/sda1, Ebs: {VolumeSize: 8}}]
",
        hooks: &[Hook::At(&[], virtual_name)],
    },
    Rule {
        id: "W3700",
        title: "The domain of an Elastic IP address",
        about: "Whatever is neither standard nor vpc counts as vpc. Write vpc.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html",
        wrong: r"Resources:
  Address:
    Type: AWS::EC2::EIP
    Properties: {Domain: vcp}
",
        right: r"Resources:
  Address:
    Type: AWS::EC2::EIP
    Properties: {Domain: vpc}
",
        hooks: &[Hook::At(&[], domain)],
    },
];

fn iops(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(volume) = node.as_object() else { return };
    let Some(kind) = volume.get("VolumeType").and_then(Node::as_str) else { return };
    let ignores = list("volume-types-without-iops", None).any(|other| kind.eq_ignore_ascii_case(other));
    if ignores && volume.get("Iops").is_some() {
        faults.push(scope.fault_at(Part::Key("Iops"), format!("a volume of type '{kind}' ignores Iops")));
    }
}

fn virtual_name(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(device) = node.as_object() else { return };
    if device.get("VirtualName").is_some() && device.get("Ebs").is_some() {
        faults.push(scope.fault_at(Part::Key("VirtualName"), "VirtualName is ignored beside Ebs"));
    }
}

fn domain(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(domain) = node.as_str() else { return };
    if !list("eip-domains", None).any(|known| domain.eq_ignore_ascii_case(known)) {
        faults.push(scope.fault(format!("the domain '{domain}' counts as vpc")));
    }
}
