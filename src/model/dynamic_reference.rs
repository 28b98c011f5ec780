use std::fmt;

/// A value that CloudFormation looks up when the stack is deployed, and that the template never holds.
///
/// ```
/// use synth::model::DynamicReference;
///
/// let password = DynamicReference::SecretsManager {
///     secret_id: "cluster/db".into(),
///     json_key: Some("password".into()),
///     version_stage: None,
///     version_id: None,
/// };
/// assert_eq!(password.to_string(), "{{resolve:secretsmanager:cluster/db:SecretString:password}}");
/// assert_eq!(DynamicReference::parse(&password.to_string()), Some(password));
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DynamicReference {
    /// A plain parameter of Systems Manager: `{{resolve:ssm:NAME:VERSION}}`.
    Ssm {
        /// The name of the parameter.
        name: String,
        /// Its version; the latest one if there is none.
        version: Option<u64>,
    },
    /// A secure string of Systems Manager, which only some properties take: `{{resolve:ssm-secure:NAME:VERSION}}`.
    SsmSecure {
        /// The name of the parameter.
        name: String,
        /// Its version; the latest one if there is none.
        version: Option<u64>,
    },
    /// A secret of Secrets Manager:
    /// `{{resolve:secretsmanager:ID:SecretString:JSON-KEY:VERSION-STAGE:VERSION-ID}}`.
    SecretsManager {
        /// The name or the whole ARN of the secret.
        secret_id: String,
        /// The key of the value in the secret's JSON; the whole secret if there is none.
        json_key: Option<String>,
        /// The stage of the version, such as `AWSPREVIOUS`. Excludes `version_id`.
        version_stage: Option<String>,
        /// The version. Excludes `version_stage`.
        version_id: Option<String>,
    },
}

impl DynamicReference {
    /// Reads the whole text of one reference.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix("{{resolve:")?.strip_suffix("}}")?;
        let (service, rest) = inner.split_once(':')?;
        match service {
            "ssm" => parse_ssm(rest).map(|(name, version)| Self::Ssm { name, version }),
            "ssm-secure" => parse_ssm(rest).map(|(name, version)| Self::SsmSecure { name, version }),
            "secretsmanager" => parse_secret(rest),
            _ => None,
        }
    }
}

/// `NAME` or `NAME:VERSION`; the name may hold colons, as an ARN does.
fn parse_ssm(text: &str) -> Option<(String, Option<u64>)> {
    let (name, version) = match text.rsplit_once(':') {
        Some((name, version)) if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, Some(version.parse().ok()?))
        }
        _ => (text, None),
    };
    (!name.is_empty()).then(|| (name.to_owned(), version))
}

fn parse_secret(text: &str) -> Option<DynamicReference> {
    let (secret_id, rest) = match text.split_once(":SecretString") {
        Some((secret_id, "")) => (secret_id, ""),
        Some((secret_id, rest)) => (secret_id, rest.strip_prefix(':')?),
        None => (text, ""),
    };
    let mut parts = rest.split(':').map(|part| (!part.is_empty()).then(|| part.to_owned()));
    let (json_key, version_stage, version_id) =
        (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
    let well_formed = parts.next().is_none() && !secret_id.is_empty();
    well_formed.then(|| DynamicReference::SecretsManager {
        secret_id: secret_id.to_owned(),
        json_key,
        version_stage,
        version_id,
    })
}

impl fmt::Display for DynamicReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ssm = |f: &mut fmt::Formatter<'_>, service: &str, name: &str, version: Option<u64>| match version
        {
            None => write!(f, "{{{{resolve:{service}:{name}}}}}"),
            Some(version) => write!(f, "{{{{resolve:{service}:{name}:{version}}}}}"),
        };
        match self {
            Self::Ssm { name, version } => ssm(f, "ssm", name, *version),
            Self::SsmSecure { name, version } => ssm(f, "ssm-secure", name, *version),
            Self::SecretsManager { secret_id, json_key, version_stage, version_id } => {
                let rest =
                    [json_key, version_stage, version_id].map(|part| part.as_deref().unwrap_or_default());
                let tail = format!("{secret_id}:SecretString:{}", rest.join(":"));
                write!(f, "{{{{resolve:secretsmanager:{}}}}}", tail.trim_end_matches(':'))
            }
        }
    }
}
