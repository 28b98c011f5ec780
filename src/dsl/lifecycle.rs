//! The attributes `CreationPolicy` and `UpdatePolicy`.

use std::borrow::Cow;

use super::properties::Properties;
use super::val::{IntoVal, List, PropertyType};
use crate::diag::Origin;
use crate::model::Node;

macro_rules! attribute_type {
    (
        $(#[$doc:meta])* $name:ident {
            $($(#[$setter_doc:meta])* $setter:ident: $property:literal $type:ty),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        #[must_use]
        pub struct $name(Properties);

        impl $name {
            /// Nothing set.
            pub const fn new() -> Self {
                Self(Properties::new())
            }

            $(
                $(#[$setter_doc])*
                #[track_caller]
                pub fn $setter(self, value: impl IntoVal<$type>) -> Self {
                    Self(self.0.with::<$type, _>($property, value))
                }
            )*
        }

        impl PropertyType for $name {
            fn into_node(self) -> Node {
                self.0.into_node()
            }
        }
    };
}

attribute_type! {
    /// What the creation of a resource waits for.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-creationpolicy.html>
    CreationPolicy {
        /// `ResourceSignal`: a number of signals, within a time.
        resource_signal: "ResourceSignal" ResourceSignal,
        /// `AutoScalingCreationPolicy`: which share of the instances must signal.
        auto_scaling_creation_policy: "AutoScalingCreationPolicy" AutoScalingCreationPolicy,
        /// `StartFleet`: whether an AppStream fleet is started, too.
        start_fleet: "StartFleet" bool,
    }
}

attribute_type! {
    /// The signals that a creation waits for.
    ResourceSignal {
        /// `Count`: how many; 1 if not set.
        count: "Count" i64,
        /// `Timeout`: how long, in ISO 8601's form such as `PT15M`; `PT5M` if not set, at most `PT12H`.
        timeout: "Timeout" String,
    }
}

attribute_type! {
    /// The share of an Auto Scaling group that must signal.
    AutoScalingCreationPolicy {
        /// `MinSuccessfulInstancesPercent`: from 0 to 100; 100 if not set.
        min_successful_instances_percent: "MinSuccessfulInstancesPercent" i64,
    }
}

attribute_type! {
    /// How a resource is updated.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html>
    UpdatePolicy {
        /// `AutoScalingRollingUpdate`: instances are replaced in batches.
        auto_scaling_rolling_update: "AutoScalingRollingUpdate" AutoScalingRollingUpdate,
        /// `AutoScalingReplacingUpdate`: the whole group is replaced.
        auto_scaling_replacing_update: "AutoScalingReplacingUpdate" AutoScalingReplacingUpdate,
        /// `AutoScalingScheduledAction`: what a scheduled action has changed.
        auto_scaling_scheduled_action: "AutoScalingScheduledAction" AutoScalingScheduledAction,
        /// `CodeDeployLambdaAliasUpdate`: an alias is shifted by CodeDeploy.
        code_deploy_lambda_alias_update: "CodeDeployLambdaAliasUpdate" CodeDeployLambdaAliasUpdate,
        /// `EnableVersionUpgrade`: an OpenSearch domain is upgraded rather than replaced.
        enable_version_upgrade: "EnableVersionUpgrade" bool,
        /// `UseOnlineResharding`: an ElastiCache replication group is resharded rather than replaced.
        use_online_resharding: "UseOnlineResharding" bool,
    }
}

attribute_type! {
    /// Replaces the instances of an Auto Scaling group in batches.
    AutoScalingRollingUpdate {
        /// `MaxBatchSize`: the most instances replaced at a time; 1 if not set, at most 100.
        max_batch_size: "MaxBatchSize" i64,
        /// `MinActiveInstancesPercent`: the share in service at any time; 100 if not set.
        min_active_instances_percent: "MinActiveInstancesPercent" i64,
        /// `MinInstancesInService`: the fewest instances in service at any time; 0 if not set.
        min_instances_in_service: "MinInstancesInService" i64,
        /// `MinSuccessfulInstancesPercent`: the share that must signal; 100 if not set.
        min_successful_instances_percent: "MinSuccessfulInstancesPercent" i64,
        /// `PauseTime`: the pause between batches, in ISO 8601's form; at most `PT1H`.
        pause_time: "PauseTime" String,
        /// `SuspendProcesses`: the scaling processes that stand still meanwhile.
        suspend_processes: "SuspendProcesses" List<String>,
        /// `WaitOnResourceSignals`: whether each batch waits for signals.
        wait_on_resource_signals: "WaitOnResourceSignals" bool,
    }
}

attribute_type! {
    /// Replaces an Auto Scaling group as a whole.
    AutoScalingReplacingUpdate {
        /// `WillReplace`: whether it is replaced.
        will_replace: "WillReplace" bool,
    }
}

attribute_type! {
    /// What a scheduled action has changed about an Auto Scaling group.
    AutoScalingScheduledAction {
        /// `IgnoreUnmodifiedGroupSizeProperties`: whether sizes that the template leaves alone stay as they are.
        ignore_unmodified_group_size_properties: "IgnoreUnmodifiedGroupSizeProperties" bool,
    }
}

attribute_type! {
    /// Shifts a Lambda alias by CodeDeploy.
    CodeDeployLambdaAliasUpdate {
        /// `ApplicationName`: the CodeDeploy application.
        application_name: "ApplicationName" String,
        /// `DeploymentGroupName`: the CodeDeploy deployment group.
        deployment_group_name: "DeploymentGroupName" String,
        /// `BeforeAllowTrafficHook`: the function that runs before.
        before_allow_traffic_hook: "BeforeAllowTrafficHook" String,
        /// `AfterAllowTrafficHook`: the function that runs after.
        after_allow_traffic_hook: "AfterAllowTrafficHook" String,
    }
}

impl UpdatePolicy {
    /// Sets a policy that has no setter, because AWS added it later than this release.
    #[track_caller]
    pub fn property(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoVal<super::Json>) -> Self {
        self.0.set(name, value.into_val().into_node(), Origin::caller());
        self
    }
}
