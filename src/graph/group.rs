//! What services are about, as the colours of AWS's own architecture icons tell them apart.

/// A group of services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What runs programs.
    Compute,
    /// What keeps files and blocks.
    Storage,
    /// What keeps records.
    Database,
    /// What connects, and what delivers content.
    Network,
    /// Who may do what, keys, certificates.
    Security,
    /// Queues, topics, events, APIs.
    Integration,
    /// Logs, alarms, stacks, deployments.
    Management,
    /// All else.
    Other,
}

impl Group {
    /// The group that a resource type belongs to.
    ///
    /// ```
    /// use synth::graph::Group;
    ///
    /// assert_eq!(Group::of("AWS::Lambda::Function"), Group::Compute);
    /// assert_eq!(Group::of("AWS::EC2::Subnet"), Group::Network);
    /// assert_eq!(Group::of("Custom::Thing"), Group::Other);
    /// ```
    #[must_use]
    pub fn of(resource_type: &str) -> Self {
        let mut parts = resource_type.split("::");
        let (Some("AWS"), Some(service), Some(kind)) = (parts.next(), parts.next(), parts.next()) else {
            return Self::Other;
        };
        match service {
            "EC2" => ec2(kind),
            "Serverless" => match kind {
                "Api" | "HttpApi" | "StateMachine" => Self::Integration,
                "SimpleTable" => Self::Database,
                _ => Self::Compute,
            },
            "AppRunner" | "AutoScaling" | "Batch" | "ECR" | "ECS" | "EKS" | "ElasticBeanstalk"
            | "ImageBuilder" | "Lambda" | "Lightsail" | "PCS" => Self::Compute,
            "Backup" | "DLM" | "EFS" | "FSx" | "S3" | "S3Express" | "S3Outposts" | "S3Tables"
            | "S3Vectors" => Self::Storage,
            "DAX"
            | "DMS"
            | "DSQL"
            | "DocDB"
            | "DynamoDB"
            | "ElastiCache"
            | "MemoryDB"
            | "Neptune"
            | "OpenSearchService"
            | "OpenSearchServerless"
            | "RDS"
            | "Redshift"
            | "Timestream" => Self::Database,
            "CloudFront"
            | "ElasticLoadBalancing"
            | "ElasticLoadBalancingV2"
            | "GlobalAccelerator"
            | "NetworkFirewall"
            | "NetworkManager"
            | "Route53"
            | "Route53Resolver"
            | "ServiceDiscovery"
            | "VpcLattice" => Self::Network,
            "ACMPCA" | "CertificateManager" | "Cognito" | "GuardDuty" | "IAM" | "KMS" | "RAM" | "SSO"
            | "SecretsManager" | "SecurityHub" | "Shield" | "WAF" | "WAFRegional" | "WAFv2" => Self::Security,
            "AmazonMQ" | "ApiGateway" | "ApiGatewayV2" | "AppSync" | "Events" | "Kinesis"
            | "KinesisFirehose" | "MSK" | "Pipes" | "SES" | "SNS" | "SQS" | "Scheduler" | "StepFunctions" => {
                Self::Integration
            }
            "ApplicationAutoScaling"
            | "Budgets"
            | "CloudFormation"
            | "CloudTrail"
            | "CloudWatch"
            | "CodeBuild"
            | "CodeDeploy"
            | "CodePipeline"
            | "Config"
            | "Logs"
            | "SSM"
            | "ServiceCatalog"
            | "Synthetics"
            | "XRay" => Self::Management,
            _ => Self::Other,
        }
    }

    /// As one calls it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compute => "compute",
            Self::Storage => "storage",
            Self::Database => "database",
            Self::Network => "network",
            Self::Security => "security",
            Self::Integration => "integration",
            Self::Management => "management",
            Self::Other => "other",
        }
    }
}

/// One service that holds both machines and networks.
fn ec2(kind: &str) -> Group {
    match kind {
        "Volume" | "VolumeAttachment" => Group::Storage,
        "Instance"
        | "LaunchTemplate"
        | "SpotFleet"
        | "EC2Fleet"
        | "KeyPair"
        | "PlacementGroup"
        | "Host"
        | "CapacityReservation" => Group::Compute,
        kind if kind.starts_with("SecurityGroup") => Group::Security,
        _ => Group::Network,
    }
}
