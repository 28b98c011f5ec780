//! Dynamic references: values that CloudFormation looks up in Systems Manager or Secrets Manager when it deploys.
//!
//! ```
//! use synth::prelude::*;
//!
//! let mut stack = Stack::new("dynamic");
//! stack.output("Image", dynamic::ssm("/images/compute").version(3));
//! let password = dynamic::secret("cluster/db").json_key("password");
//! let url = sub!("postgres://admin:${password}@db.example.com");
//! ```

use super::Json;
use super::sub::{SubBuilder, SubValue};
use super::val::{IntoVal, OneOrMany, OpenEnum, Val};
use crate::model::{DynamicReference, Node};

/// The value of a plain parameter of Systems Manager: a text or a list of texts.
pub fn ssm(name: impl Into<String>) -> SsmReference {
    SsmReference(DynamicReference::Ssm { name: name.into(), version: None })
}

/// The value of a secure string of Systems Manager. Only some properties take it:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html>
pub fn ssm_secure(name: impl Into<String>) -> SsmReference {
    SsmReference(DynamicReference::SsmSecure { name: name.into(), version: None })
}

/// A secret of Secrets Manager, by its name or, in another account, its whole ARN.
pub fn secret(secret_id: impl Into<String>) -> SecretReference {
    SecretReference { secret_id: secret_id.into(), json_key: None, version: Version::Current }
}

/// A reference to a parameter of Systems Manager, made by [`ssm`] and [`ssm_secure`].
#[derive(Clone, Debug)]
#[must_use]
pub struct SsmReference(DynamicReference);

impl SsmReference {
    /// The value of that version rather than the latest.
    pub fn version(self, number: u64) -> Self {
        Self(match self.0 {
            DynamicReference::Ssm { name, .. } => DynamicReference::Ssm { name, version: Some(number) },
            DynamicReference::SsmSecure { name, .. } => {
                DynamicReference::SsmSecure { name, version: Some(number) }
            }
            secret @ DynamicReference::SecretsManager { .. } => secret,
        })
    }
}

/// A reference to a secret, made by [`secret`].
#[derive(Clone, Debug)]
#[must_use]
pub struct SecretReference {
    secret_id: String,
    json_key: Option<String>,
    version: Version,
}

#[derive(Clone, Debug)]
enum Version {
    Current,
    Stage(String),
    Id(String),
}

impl SecretReference {
    /// The value of that key in the secret's JSON rather than the whole secret.
    pub fn json_key(self, key: impl Into<String>) -> Self {
        Self { json_key: Some(key.into()), ..self }
    }

    /// The version at that stage, such as `AWSPREVIOUS`, rather than at `AWSCURRENT`.
    pub fn version_stage(self, stage: impl Into<String>) -> Self {
        Self { version: Version::Stage(stage.into()), ..self }
    }

    /// The version of that ID.
    pub fn version_id(self, id: impl Into<String>) -> Self {
        Self { version: Version::Id(id.into()), ..self }
    }
}

impl From<SsmReference> for DynamicReference {
    fn from(reference: SsmReference) -> Self {
        reference.0
    }
}

impl From<SecretReference> for DynamicReference {
    fn from(reference: SecretReference) -> Self {
        let (version_stage, version_id) = match reference.version {
            Version::Current => (None, None),
            Version::Stage(stage) => (Some(stage), None),
            Version::Id(id) => (None, Some(id)),
        };
        Self::SecretsManager {
            secret_id: reference.secret_id,
            json_key: reference.json_key,
            version_stage,
            version_id,
        }
    }
}

macro_rules! text_of {
    ($($reference:ty),+) => {$(
        impl $reference {
            /// The text, taken for a boolean.
            #[must_use]
            pub fn as_bool(self) -> Val<bool> {
                self.into_text().cast()
            }

            /// The text, taken for a number.
            #[must_use]
            pub fn as_number(self) -> Val<f64> {
                self.into_text().cast()
            }

            /// The text, taken for a whole number.
            #[must_use]
            pub fn as_integer(self) -> Val<i64> {
                self.into_text().cast()
            }

            fn into_text(self) -> Val<String> {
                DynamicReference::from(self).into_val()
            }
        }

        #[diagnostic::do_not_recommend]
        impl IntoVal<String> for $reference {
            fn into_val(self) -> Val<String> {
                self.into_text()
            }
        }

        #[diagnostic::do_not_recommend]
        impl IntoVal<OneOrMany<String>> for $reference {
            fn into_val(self) -> Val<OneOrMany<String>> {
                self.into_text().cast()
            }
        }

        #[diagnostic::do_not_recommend]
        impl IntoVal<Json> for $reference {
            fn into_val(self) -> Val<Json> {
                self.into_text().cast()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T: OpenEnum> IntoVal<T> for $reference {
            fn into_val(self) -> Val<T> {
                self.into_text().cast()
            }
        }

        impl SubValue for $reference {
            fn append(&self, sub: &mut SubBuilder, _: &'static str) {
                sub.push_text(&DynamicReference::from(self.clone()).to_string());
            }
        }
    )+};
}

text_of!(SsmReference, SecretReference);

#[diagnostic::do_not_recommend]
impl IntoVal<String> for DynamicReference {
    fn into_val(self) -> Val<String> {
        Val::from_node(Node::from(self.to_string()))
    }
}
