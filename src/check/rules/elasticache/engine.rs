use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3647",
        title: "A node type that the region has",
        about: "Not every region has every type of cache node.",
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
        wrong: r"Resources:
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      Engine: redis
      NumCacheNodes: 1
      CacheNodeType: cache.t3.tiny
",
        right: r"Resources:
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      Engine: redis
      NumCacheNodes: 1
      CacheNodeType: cache.t3.micro
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3695",
        title: "A version that the engine has",
        about: "Engine is memcached, redis or valkey, and EngineVersion one of the versions that ElastiCache has of \
            it.",
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html",
        wrong: r#"Resources:
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      Engine: redis
      EngineVersion: "7.2"
      NumCacheNodes: 1
      CacheNodeType: cache.t3.micro
"#,
        right: r#"Resources:
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      Engine: redis
      EngineVersion: "7.1"
      NumCacheNodes: 1
      CacheNodeType: cache.t3.micro
"#,
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3704",
        title: "Valkey says whether it encrypts in transit",
        about: "With the engine valkey a replication group needs TransitEncryptionEnabled.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html",
        wrong: r"Resources:
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: Jobs
      Engine: valkey
",
        right: r"Resources:
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: Jobs
      Engine: valkey
      TransitEncryptionEnabled: true
",
        hooks: &[Hook::Carried],
    },
];
