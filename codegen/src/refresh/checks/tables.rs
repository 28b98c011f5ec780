//! The tables of facts that the source holds as Python or as JSON, and where in it they are.

use std::collections::BTreeMap;

use serde_json::Value;

use super::python::Modules;
use crate::{Error, checks};

/// A table, by its file's name under `tables/`.
#[derive(Debug)]
pub struct Table {
    /// The file's name.
    pub name: &'static str,
    /// The module that holds it, from the package's folder.
    pub module: &'static str,
    /// The text before each of its values, which the module has once. A value without a name is the whole table.
    pub values: &'static [(&'static str, &'static str)],
}

const fn table(
    name: &'static str,
    module: &'static str,
    values: &'static [(&'static str, &'static str)],
) -> Table {
    Table { name, module, values }
}

/// The tables in Python modules.
pub const TABLES: &[Table] = &[
    table("availability-zones", "helpers.py", &[("", "\nAVAILABILITY_ZONES = ")]),
    table(
        "boolean-strings",
        "helpers.py",
        &[("false", "\nBOOLEAN_STRINGS_FALSE = "), ("true", "\nBOOLEAN_STRINGS_TRUE = ")],
    ),
    table(
        "expressions",
        "helpers.py",
        &[
            ("alphanumeric", "\nREGEX_ALPHANUMERIC = "),
            ("cidr", "\nREGEX_CIDR = "),
            ("dynamicReference", "\nREGEX_DYN_REF = "),
            ("dynamicReferenceSpaces", "\nREGEX_DYN_REF_SPACES = "),
            ("dynamicReferenceSsm", "\nREGEX_DYN_REF_SSM = "),
            ("dynamicReferenceSsmSecure", "\nREGEX_DYN_REF_SSM_SECURE = "),
            ("ipv4", "\nREGEX_IPV4 = "),
            ("ipv6", "\nREGEX_IPV6 = re.compile(\n    "),
            ("subParameters", "\nREGEX_SUB_PARAMETERS = "),
        ],
    ),
    table(
        "functions",
        "helpers.py",
        &[
            ("all", "\nFUNCTIONS = "),
            ("conditions", "\nFUNCTION_CONDITIONS = "),
            ("list", "\nFUNCTIONS_LIST = "),
            ("object", "\nFUNCTIONS_OBJECT = "),
            ("rules", "\nFUNCTION_RULES = "),
            ("single", "\nFUNCTIONS_SINGLE = "),
        ],
    ),
    table("limits", "helpers.py", &[("", "\nLIMITS: dict[str, Any] = ")]),
    table(
        "parameter-types",
        "helpers.py",
        &[("list", "\nVALID_PARAMETER_TYPES_LIST = "), ("single", "\nVALID_PARAMETER_TYPES_SINGLE = ")],
    ),
    table(
        "pseudo-parameters",
        "helpers.py",
        &[("multiple", "\nPSEUDOPARAMS_MULTIPLE = "), ("single", "\nPSEUDOPARAMS_SINGLE = ")],
    ),
    table("snapshot-types", "helpers.py", &[("", "\nvalid_snapshot_types = ")]),
    table("templated-properties", "helpers.py", &[("", "\nTEMPLATED_PROPERTY_CFN_PATHS = ")]),
    table("pseudo-parameters-per-stack", "context/context.py", &[("", "\n_PSEUDOPARAMS_NON_REGION = ")]),
    table(
        "get-att",
        "schema/_getatts.py",
        &[
            ("every", "\n_all_property_types = "),
            ("exceptions", "\n_exceptions = "),
            ("unnamed", "\n_unnamed_unknown_types = "),
        ],
    ),
    table(
        "sam-globals",
        "template/transforms/_sam_globals.py",
        &[("", "\n_GLOBALS_TYPE_MAP: dict[str, str] = ")],
    ),
    table(
        "api-definitions-not-mixed",
        "rules/resources/apigateway/RestApiMixingDefinitions.py",
        &[("", "self._mix_types = ")],
    ),
    table(
        "api-method-settings",
        "rules/resources/apigateway/StageMethodSettingsIgnored.py",
        &[("", "\n_setting_properties = ")],
    ),
    table(
        "aurora-instance-properties",
        "rules/resources/rds/DbInstanceAuroraExclusive.py",
        &[("", " keys = ")],
    ),
    table("context-optional-types", "rules/metadata/ContextMissing.py", &[("", "\n_LOW_VALUE_TYPES = ")]),
    table("deletion-policies", "rules/resources/DeletionPolicy.py", &[("", " enum = ")]),
    table("update-replace-policies", "rules/resources/UpdateReplacePolicy.py", &[("", " enum = ")]),
    table(
        "creation-policies",
        "rules/resources/CreationPolicy.py",
        &[
            ("AWS::AppStream::Fleet", "if resource_type == \"AWS::AppStream::Fleet\":\n            return "),
            (
                "AWS::AutoScaling::AutoScalingGroup",
                "if resource_type == \"AWS::AutoScaling::AutoScalingGroup\":\n            return ",
            ),
            (
                "AWS::CloudFormation::WaitCondition",
                "if resource_type == \"AWS::CloudFormation::WaitCondition\":\n            return ",
            ),
        ],
    ),
    table(
        "dynamic-references",
        "rules/functions/DynamicReference.py",
        &[
            ("all", "\n_all = "),
            ("secretsManager", "\n_secrets_manager = "),
            ("secretsManagerArn", "\n_secrets_manager_arn = "),
            ("ssm", "\n_ssm = "),
        ],
    ),
    table("eip-domains", "rules/resources/ectwo/EipDomain.py", &[("", "\n_valid_domains = ")]),
    table(
        "get-att-any-type",
        "rules/functions/GetAttFormat.py",
        &[("", "self._resource_type_exceptions = ")],
    ),
    table("image-id-parameter-types", "rules/resources/properties/ImageId.py", &[("", "\"enum\": ")]),
    table(
        "lambda-permission-principals",
        "rules/resources/lmbd/PermissionPrincipal.py",
        &[
            ("byPattern", "_pattern_to_friendly: dict[str, str] = "),
            ("byType", "_type_to_principal: dict[str, str] = "),
        ],
    ),
    table("password-properties", "rules/resources/properties/Password.py", &[("", "password_properties = ")]),
    table(
        "pipeline-artifact-counts",
        "rules/resources/codepipeline/PipelineArtifactCounts.py",
        &[("", "self._artifact_counts: dict[str, dict[str, dict[str, Any]]] = ")],
    ),
    table(
        "pipeline-later-categories",
        "rules/resources/codepipeline/PipelineFirstStageHasSource.py",
        &[("", "self._valid_categories = ")],
    ),
    table(
        "policy-services",
        "rules/resources/iam/Permissions.py",
        &[("", "self._resource_action_limitations = ")],
    ),
    table(
        "previous-generation-properties",
        "rules/resources/PreviousGenerationInstanceType.py",
        &[
            ("properties", "for resource_type, property_type in "),
            ("inside", "for resource_type, top_level_property_type, property_type in "),
        ],
    ),
    table(
        "retention-properties",
        "rules/resources/RetentionPeriodOnResourceTypesWithAutoExpiringContent.py",
        &[("", "self._properties: dict[str, list[dict[str, str]]] = ")],
    ),
    table("s3-tierings", "rules/resources/s3/BucketTieringConfiguration.py", &[("", "self._tierings = ")]),
    table(
        "schedule-units",
        "rules/resources/events/RuleScheduleExpression.py",
        &[
            ("many", "elif float(items[0]) > 1:\n            valid_periods = "),
            ("one", "if float(items[0]) <= 1:\n            valid_periods = "),
        ],
    ),
    table(
        "secrets-manager-arn-properties",
        "rules/functions/DynamicReferenceSecretsManagerArn.py",
        &[("", " fields = ")],
    ),
    table(
        "secure-string-properties",
        "rules/functions/DynamicReferenceSecureString.py",
        &[("", "self.exceptions = ")],
    ),
    table(
        "snap-start",
        "rules/resources/lmbd/SnapStartSupported.py",
        &[
            ("families", "for r in "),
            ("regions", "self.regions = "),
            ("runtimesWithout", "return runtime not in "),
        ],
    ),
    table(
        "state-machine-jsonata",
        "rules/resources/stepfunctions/StateMachineDefinition.py",
        &[
            ("choice", "schema[\"definitions\"][\"choice\"][\"allOf\"] = "),
            ("common", "schema[\"definitions\"][\"common\"][\"allOf\"] = "),
            ("mapWithout", "        }\n        for k in "),
            ("statesWithArguments", "for state_type in "),
            ("waitSeconds", "schema[\"definitions\"][\"wait\"][\"properties\"][\"Seconds\"] = "),
        ],
    ),
    table("strict-type-exceptions", "rules/resources/properties/Type.py", &[("", "strict_exceptions = ")]),
    table(
        "replica-mode-engines",
        "rules/resources/rds/DbInstanceReplicaModeIgnored.py",
        &[("", "\n_replica_mode_engines = ")],
    ),
    table(
        "volume-types-without-iops",
        "rules/resources/ectwo/EbsIopsIgnored.py",
        &[("", "\n_no_iops_volume_types = ")],
    ),
];

/// The tables that are JSON files, by name.
pub const FILES: &[(&str, &str)] = &[
    ("iam", "data/AdditionalSpecs/Policies.json"),
    ("lambda-runtimes", "data/AdditionalSpecs/LmbdRuntimeLifecycle.json"),
    ("stateful-types", "data/AdditionalSpecs/StatefulResources.json"),
];

/// The files of all tables, by their names.
pub(super) fn read(modules: &BTreeMap<String, String>) -> Result<BTreeMap<String, Value>, Error> {
    let mut tables = BTreeMap::new();
    for Table { name, module, values } in TABLES {
        let invalid = |message: String| Error::Invalid(format!("tables/{name}: {module}: {message}"));
        let text = modules.get(*module).ok_or_else(|| invalid("there is no such module".to_owned()))?;
        let mut facts = serde_json::Map::new();
        for (key, anchor) in *values {
            let mut value = Modules { own: text, others: &[] }.value_after(anchor).map_err(invalid)?;
            leave_out_sources(&mut value);
            facts.insert((*key).to_owned(), value);
        }
        let whole = facts.remove("").unwrap_or_else(|| facts.into());
        tables.insert(format!("tables/{name}"), checks::table(module, whole));
    }
    for (name, file) in FILES {
        let text =
            modules.get(*file).ok_or_else(|| Error::Invalid(format!("tables/{name}: there is no {file}")))?;
        let facts = serde_json::from_str(text)
            .map_err(|source| Error::Json { origin: (*file).to_owned(), source })?;
        tables.insert(format!("tables/{name}"), checks::table(file, facts));
    }
    Ok(tables)
}

/// Addresses of pages are for people.
fn leave_out_sources(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("SourceUrl");
            members.values_mut().for_each(leave_out_sources);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_sources),
        _ => {}
    }
}
