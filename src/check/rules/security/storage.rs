use crate::check::engine::fault::Faults;
use crate::check::engine::lookup::cases;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::text;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "security-unencrypted",
        title: "Storage that is not encrypted",
        about: "What is stored there is not encrypted unless a property says so, and for most types only on creation: a later change \
                replaces them. Looked at are services that do not encrypt anyway, as Amazon S3 and DynamoDB do. A \
                parameter counts with its default.",
        source: "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html",
        wrong: r"Resources:
  Files:
    Type: AWS::EFS::FileSystem
    Properties:
      PerformanceMode: generalPurpose
",
        right: r"Resources:
  Files:
    Type: AWS::EFS::FileSystem
    Properties:
      PerformanceMode: generalPurpose
      Encrypted: true
",
        hooks: &[
            Hook::At(
                &[
                    "Resources/AWS::AutoScaling::LaunchConfiguration/Properties/BlockDeviceMappings/*/Ebs",
                    "Resources/AWS::DAX::Cluster/Properties",
                    "Resources/AWS::DocDB::DBCluster/Properties",
                    "Resources/AWS::EC2::Instance/Properties/BlockDeviceMappings/*/Ebs",
                    "Resources/AWS::EC2::LaunchTemplate/Properties/LaunchTemplateData/BlockDeviceMappings/*/Ebs",
                    "Resources/AWS::EC2::Volume/Properties",
                    "Resources/AWS::EFS::FileSystem/Properties",
                    "Resources/AWS::ElastiCache::ReplicationGroup/Properties",
                    "Resources/AWS::Elasticsearch::Domain/Properties",
                    "Resources/AWS::Kinesis::Stream/Properties",
                    "Resources/AWS::Neptune::DBCluster/Properties",
                    "Resources/AWS::OpenSearchService::Domain/Properties",
                    "Resources/AWS::RDS::DBInstance/Properties",
                    "Resources/AWS::WorkSpaces::Workspace/Properties",
                ],
                not_said,
            ),
            Hook::Default(
                &[
                    "Resources/AWS::AutoScaling::LaunchConfiguration/Properties/BlockDeviceMappings/*/Ebs/Encrypted",
                    "Resources/AWS::DAX::Cluster/Properties/SSESpecification/SSEEnabled",
                    "Resources/AWS::DocDB::DBCluster/Properties/StorageEncrypted",
                    "Resources/AWS::EC2::Instance/Properties/BlockDeviceMappings/*/Ebs/Encrypted",
                    "Resources/AWS::EC2::LaunchTemplate/Properties/LaunchTemplateData/BlockDeviceMappings/*/Ebs/Encrypted",
                    "Resources/AWS::EC2::Volume/Properties/Encrypted",
                    "Resources/AWS::EFS::FileSystem/Properties/Encrypted",
                    "Resources/AWS::ElastiCache::ReplicationGroup/Properties/AtRestEncryptionEnabled",
                    "Resources/AWS::Elasticsearch::Domain/Properties/EncryptionAtRestOptions/Enabled",
                    "Resources/AWS::Neptune::DBCluster/Properties/StorageEncrypted",
                    "Resources/AWS::OpenSearchService::Domain/Properties/EncryptionAtRestOptions/Enabled",
                    "Resources/AWS::RDS::DBCluster/Properties/StorageEncrypted",
                    "Resources/AWS::RDS::DBInstance/Properties/StorageEncrypted",
                    "Resources/AWS::Redshift::Cluster/Properties/Encrypted",
                    "Resources/AWS::WorkSpaces::Workspace/Properties/UserVolumeEncryptionEnabled",
                ],
                turned_off,
            ),
        ],
    },
    Rule {
        id: "security-public-storage",
        title: "Storage that is open to the internet",
        about: "The list of who may read, or an address in the internet, lets in more than the programs that use what is stored. Keep \
                public access to buckets blocked, and databases in subnets of your own network. A parameter counts \
                with its default.",
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
        wrong: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: false, IgnorePublicAcls: true, RestrictPublicBuckets: true}
",
        right: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
",
        hooks: &[
            Hook::Default(
                &[
                    "Resources/AWS::S3::AccessPoint/Properties/PublicAccessBlockConfiguration/BlockPublicAcls",
                    "Resources/AWS::S3::AccessPoint/Properties/PublicAccessBlockConfiguration/BlockPublicPolicy",
                    "Resources/AWS::S3::AccessPoint/Properties/PublicAccessBlockConfiguration/IgnorePublicAcls",
                    "Resources/AWS::S3::AccessPoint/Properties/PublicAccessBlockConfiguration/RestrictPublicBuckets",
                    "Resources/AWS::S3::Bucket/Properties/PublicAccessBlockConfiguration/BlockPublicAcls",
                    "Resources/AWS::S3::Bucket/Properties/PublicAccessBlockConfiguration/BlockPublicPolicy",
                    "Resources/AWS::S3::Bucket/Properties/PublicAccessBlockConfiguration/IgnorePublicAcls",
                    "Resources/AWS::S3::Bucket/Properties/PublicAccessBlockConfiguration/RestrictPublicBuckets",
                ],
                unblocked,
            ),
            Hook::Default(&["Resources/AWS::S3::Bucket/Properties/AccessControl"], public_list),
            Hook::Default(
                &[
                    "Resources/AWS::AmazonMQ::Broker/Properties/PubliclyAccessible",
                    "Resources/AWS::DMS::ReplicationInstance/Properties/PubliclyAccessible",
                    "Resources/AWS::Neptune::DBInstance/Properties/PubliclyAccessible",
                    "Resources/AWS::RDS::DBCluster/Properties/PubliclyAccessible",
                    "Resources/AWS::RDS::DBInstance/Properties/PubliclyAccessible",
                    "Resources/AWS::Redshift::Cluster/Properties/PubliclyAccessible",
                    "Resources/AWS::RedshiftServerless::Workgroup/Properties/PubliclyAccessible",
                ],
                has_address,
            ),
        ],
    },
];

/// Of types that do not encrypt unless they are told to: the property that tells them, and those that make another
/// resource decide, such as the snapshot that is restored.
fn switch(kind: &str) -> Option<(&'static str, &'static [&'static str])> {
    Some(match kind {
        "AWS::EC2::Volume" => ("Encrypted", &["SnapshotId", "SourceVolumeId"]),
        "AWS::AutoScaling::LaunchConfiguration" | "AWS::EC2::Instance" | "AWS::EC2::LaunchTemplate" => {
            ("Encrypted", &["SnapshotId"])
        }
        "AWS::EFS::FileSystem" => ("Encrypted", &[]),
        "AWS::DAX::Cluster" => ("SSESpecification", &[]),
        "AWS::DocDB::DBCluster" | "AWS::Neptune::DBCluster" => (
            "StorageEncrypted",
            &["GlobalClusterIdentifier", "KmsKeyId", "SnapshotIdentifier", "SourceDBClusterIdentifier"],
        ),
        "AWS::ElastiCache::ReplicationGroup" => ("AtRestEncryptionEnabled", &["GlobalReplicationGroupId"]),
        "AWS::Elasticsearch::Domain" | "AWS::OpenSearchService::Domain" => ("EncryptionAtRestOptions", &[]),
        "AWS::Kinesis::Stream" => ("StreamEncryption", &[]),
        "AWS::RDS::DBInstance" => (
            "StorageEncrypted",
            &[
                "DBClusterIdentifier",
                "DBClusterSnapshotIdentifier",
                "DBSnapshotIdentifier",
                "KmsKeyId",
                "SourceDBClusterIdentifier",
                "SourceDBInstanceAutomatedBackupsArn",
                "SourceDBInstanceIdentifier",
                "SourceDbiResourceId",
            ],
        ),
        "AWS::WorkSpaces::Workspace" => ("UserVolumeEncryptionEnabled", &[]),
        _ => return None,
    })
}

fn not_said(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some((switch, others)) = scope.resource_kind().and_then(switch) else { return };
    let Some(object) = node.as_object() else { return };
    let names: Vec<&str> = others.iter().copied().chain([switch, "Engine"]).collect();
    let mut is_open = false;
    cases(scope, object, &names, &mut |case, _| {
        // Clusters of Valkey are encrypted unless they are told not to be.
        let is_encrypted = case.get("Engine").and_then(Node::as_str) == Some("valkey");
        let is_said = case.get(switch).is_some() || others.iter().any(|name| case.get(name).is_some());
        is_open |= !is_encrypted && !is_said;
    });
    if is_open {
        faults.push(scope.fault(format!("without {switch}, nothing is encrypted that is stored here")));
    }
}

fn turned_off(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if is(node, "false") {
        faults.push(scope.fault("nothing is encrypted that is stored here"));
    }
}

fn unblocked(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if is(node, "false") {
        faults.push(scope.fault("public access is no longer blocked, as it is by default"));
    }
}

fn public_list(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let who = match node.as_str() {
        Some("PublicRead") => "everyone may read",
        Some("PublicReadWrite") => "everyone may read and write",
        Some("AuthenticatedRead") => "everyone with an account of AWS may read",
        _ => return,
    };
    faults.push(scope.fault(format!("{who} what is in the bucket")));
}

fn has_address(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if is(node, "true") {
        faults.push(scope.fault("it has an address that the internet can reach"));
    }
}

fn is(node: &Node, truth: &str) -> bool {
    text(node).is_some_and(|text| text.eq_ignore_ascii_case(truth))
}
