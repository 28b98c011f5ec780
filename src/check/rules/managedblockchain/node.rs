use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3617",
    title: "An instance type that Managed Blockchain has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/managed-blockchain/latest/hyperledger-fabric-dev/managed-blockchain-hyperledger-peer-nodes.html",
    wrong: r"Resources:
  Peer:
    Type: AWS::ManagedBlockchain::Node
    Properties:
      NetworkId: n-MWY63ZJZU5HGNCMBQER7IN6OIU
      NodeConfiguration:
        AvailabilityZone: us-east-1a
        InstanceType: bc.t3.tiny
",
    right: r"Resources:
  Peer:
    Type: AWS::ManagedBlockchain::Node
    Properties:
      NetworkId: n-MWY63ZJZU5HGNCMBQER7IN6OIU
      NodeConfiguration:
        AvailabilityZone: us-east-1a
        InstanceType: bc.t3.small
",
    hooks: &[Hook::Carried],
}];
