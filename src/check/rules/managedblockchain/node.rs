use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3617",
    title: "An instance type that Managed Blockchain has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/managed-blockchain/latest/hyperledger-fabric-dev/managed-blockchain-hyperledger-peer-nodes.html",
    wrong: "Resources:\n  Peer:\n    Type: AWS::ManagedBlockchain::Node\n    Properties:\n      NetworkId: n-MWY63ZJZU5HGNCMBQER7IN6OIU\n      NodeConfiguration:\n        AvailabilityZone: us-east-1a\n        InstanceType: bc.t3.tiny\n",
    right: "Resources:\n  Peer:\n    Type: AWS::ManagedBlockchain::Node\n    Properties:\n      NetworkId: n-MWY63ZJZU5HGNCMBQER7IN6OIU\n      NodeConfiguration:\n        AvailabilityZone: us-east-1a\n        InstanceType: bc.t3.small\n",
    hooks: &[Hook::Carried],
}];
