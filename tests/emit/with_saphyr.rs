//! Reads YAML with saphyr, a parser of YAML 1.2, and takes functions for what CloudFormation takes them.

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Value as Json, json};

pub(crate) fn read(text: &str) -> Result<Json, String> {
    let documents = Yaml::load_from_str(text).map_err(|error| error.to_string())?;
    match documents.as_slice() {
        [document] => meaning(document),
        _ => Err(format!("{} documents", documents.len())),
    }
}

fn meaning(yaml: &Yaml<'_>) -> Result<Json, String> {
    Ok(match yaml {
        Yaml::Value(Scalar::Null) => Json::Null,
        Yaml::Value(Scalar::Boolean(truth)) => json!(truth),
        Yaml::Value(Scalar::Integer(number)) => json!(number),
        Yaml::Value(Scalar::FloatingPoint(number)) => json!(number.into_inner()),
        Yaml::Value(Scalar::String(text)) => json!(text),
        Yaml::Sequence(items) => Json::Array(items.iter().map(meaning).collect::<Result<_, _>>()?),
        Yaml::Mapping(entries) => {
            let entry = |(key, value): (&Yaml<'_>, &Yaml<'_>)| {
                let key = key.as_str().ok_or_else(|| format!("the key {key:?} is no string"))?;
                Ok::<_, String>((key.to_owned(), meaning(value)?))
            };
            Json::Object(entries.iter().map(entry).collect::<Result<_, _>>()?)
        }
        Yaml::Tagged(tag, inner) if tag.handle == "!" => {
            let argument = meaning(inner)?;
            match (tag.suffix.as_str(), argument) {
                (key @ ("Ref" | "Condition"), argument) => json!({ key: argument }),
                ("GetAtt", Json::String(text)) => {
                    let (name, attribute) = text.split_once('.').ok_or(format!("!GetAtt {text}"))?;
                    json!({ "Fn::GetAtt": [name, attribute] })
                }
                (key, argument) => json!({ format!("Fn::{key}"): argument }),
            }
        }
        _ => return Err(format!("{yaml:?}")),
    })
}
