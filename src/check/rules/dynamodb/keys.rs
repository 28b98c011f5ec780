use std::collections::BTreeSet;

use crate::check::engine::lookup::cases;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Object};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3039",
    title: "The attributes of a table are those of its keys",
    about: "AttributeDefinitions has the attributes that are keys of the table or of an index, all of \
            them and no others.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html",
    wrong: r"Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties: {BillingMode: PAY_PER_REQUEST, AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: day, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
",
    right: r"Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties: {BillingMode: PAY_PER_REQUEST, AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
",
    hooks: &[Hook::Template(tables)],
}];

const NAMES: [&str; 4] =
    ["AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"];

fn tables(check: &Check<'_>, findings: &mut Findings) {
    for table in check.resources().filter(|resource| resource.kind == "AWS::DynamoDB::Table") {
        let Some(properties) = table.properties() else { continue };
        check.with_root_scope(|scope| {
            cases(scope, properties, &NAMES, &mut |case, _| {
                let Some((attributes, keys)) = attributes_and_keys(case) else { return };
                if attributes != keys {
                    let list = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join(", ");
                    let message = format!(
                        "the attributes of '{}' are {}, and its keys are {}",
                        table.name,
                        list(&attributes),
                        list(&keys)
                    );
                    findings.add(steps(["Resources", table.name.as_ref(), "Properties"]), message);
                }
            });
        });
    }
}

/// Both sets of names, unless one of them is not known.
fn attributes_and_keys(table: &Object) -> Option<(BTreeSet<&str>, BTreeSet<&str>)> {
    let items = |name: &str| match table.get(name) {
        Some(node) => node.as_list(),
        None => Some([].as_slice()),
    };
    let [definitions, schema, global, local] = NAMES.map(items);
    let attributes = definitions?.iter().map(attribute_name).collect::<Option<BTreeSet<&str>>>()?;
    let mut keys: BTreeSet<&str> = schema?.iter().filter_map(attribute_name).collect();
    for index in global?.iter().chain(local?) {
        let schema = index.as_object().and_then(|index| index.get("KeySchema")).and_then(Node::as_list);
        keys.extend(schema.into_iter().flatten().filter_map(attribute_name));
    }
    Some((attributes, keys))
}

fn attribute_name(item: &Node) -> Option<&str> {
    item.as_object()?.get("AttributeName")?.as_str()
}
