use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3647",
        title: "A node type that the region has",
        about: "Not every region has every type of cache node.",
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
        wrong: "Resources:\n  Cache:\n    Type: AWS::ElastiCache::CacheCluster\n    Properties:\n      Engine: redis\n      NumCacheNodes: 1\n      CacheNodeType: cache.t3.tiny\n",
        right: "Resources:\n  Cache:\n    Type: AWS::ElastiCache::CacheCluster\n    Properties:\n      Engine: redis\n      NumCacheNodes: 1\n      CacheNodeType: cache.t3.micro\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3695",
        title: "A version that the engine has",
        about: "Engine is memcached, redis or valkey, and EngineVersion one of the versions that ElastiCache has of \
            it.",
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html",
        wrong: "Resources:\n  Cache:\n    Type: AWS::ElastiCache::CacheCluster\n    Properties:\n      Engine: redis\n      EngineVersion: \"7.2\"\n      NumCacheNodes: 1\n      CacheNodeType: cache.t3.micro\n",
        right: "Resources:\n  Cache:\n    Type: AWS::ElastiCache::CacheCluster\n    Properties:\n      Engine: redis\n      EngineVersion: \"7.1\"\n      NumCacheNodes: 1\n      CacheNodeType: cache.t3.micro\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3704",
        title: "Valkey says whether it encrypts in transit",
        about: "With the engine valkey a replication group needs TransitEncryptionEnabled.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html",
        wrong: "Resources:\n  Cache:\n    Type: AWS::ElastiCache::ReplicationGroup\n    Properties:\n      ReplicationGroupDescription: Jobs\n      Engine: valkey\n",
        right: "Resources:\n  Cache:\n    Type: AWS::ElastiCache::ReplicationGroup\n    Properties:\n      ReplicationGroupDescription: Jobs\n      Engine: valkey\n      TransitEncryptionEnabled: true\n",
        hooks: &[Hook::Carried],
    },
];
