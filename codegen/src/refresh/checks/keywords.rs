//! The keywords of JSON Schemas that are known, and what is in them.

use serde_json::Value;

use crate::Error;

/// What the value of a keyword is.
enum Holds {
    /// A schema, a truth, or a list of schemas.
    Schemas,
    /// Schemas by name.
    Map,
    /// `cfnContext` and `cfnGather`: facts, with a schema in `schema`.
    Around,
    /// Facts.
    Facts,
    /// A text for people.
    Prose,
}

fn keyword(name: &str) -> Option<Holds> {
    Some(match name {
        "additionalProperties"
        | "allOf"
        | "anyOf"
        | "contains"
        | "else"
        | "if"
        | "items"
        | "not"
        | "oneOf"
        | "prefixItems"
        | "propertyNames"
        | "then" => Holds::Schemas,
        "definitions" | "dependentSchemas" | "patternProperties" | "properties" => Holds::Map,
        "cfnContext" | "cfnGather" => Holds::Around,
        "$id" | "$ref" | "$schema" | "cfnLint" | "const" | "default" | "dependentExcluded"
        | "dependentRequired" | "dynamicValidation" | "enum" | "exclusiveMaximum" | "exclusiveMinimum"
        | "format" | "maximum" | "maxItems" | "maxLength" | "maxProperties" | "minimum" | "minItems"
        | "minLength" | "minProperties" | "multipleOf" | "pattern" | "required" | "requiredOr"
        | "requiredXor" | "type" | "uniqueItems" | "uniqueKeys" => Holds::Facts,
        "$comment" | "description" | "examples" | "title" => Holds::Prose,
        _ => return None,
    })
}

/// Leaves out the prose of a schema.
///
/// # Errors
/// [`Error::Construct`] with the place of a keyword that is not known.
pub(super) fn without_prose(name: &str, place: &str, schema: &mut Value) -> Result<(), Error> {
    match schema {
        Value::Object(members) => {
            let mut prose = Vec::new();
            for (key, value) in members.iter_mut() {
                let place = format!("{place}/{key}");
                match keyword(key) {
                    Some(Holds::Schemas) => without_prose(name, &place, value)?,
                    Some(Holds::Map) => {
                        for (key, schema) in value.as_object_mut().into_iter().flatten() {
                            without_prose(name, &format!("{place}/{key}"), schema)?;
                        }
                    }
                    Some(Holds::Around) => {
                        if let Some(schema) = value.get_mut("schema") {
                            without_prose(name, &format!("{place}/schema"), schema)?;
                        }
                    }
                    Some(Holds::Facts) => {}
                    Some(Holds::Prose) => prose.push(key.clone()),
                    None => {
                        return Err(Error::Construct {
                            type_name: name.to_owned(),
                            place,
                            message: format!("unknown keyword `{key}`"),
                        });
                    }
                }
            }
            prose.iter().for_each(|key| {
                members.remove(key);
            });
            Ok(())
        }
        Value::Array(schemas) => schemas
            .iter_mut()
            .enumerate()
            .try_for_each(|(number, schema)| without_prose(name, &format!("{place}/{number}"), schema)),
        Value::Bool(_) => Ok(()),
        other => Err(Error::Construct {
            type_name: name.to_owned(),
            place: place.to_owned(),
            message: format!("a schema was expected, not `{other}`"),
        }),
    }
}
