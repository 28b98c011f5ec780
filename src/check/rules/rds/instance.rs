use std::borrow::Cow;

use crate::check::engine::fault::Faults;
use crate::check::engine::functions::Functions;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule, check_carried, rule};
use crate::model::{Entry, Node, Object};

const SOURCE: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3025",
        title: "The class of a database instance in its region",
        about: "Which classes there are depends on the region, the engine and the licence.",
        source: SOURCE,
        wrong: "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties: {Engine: mysql, DBInstanceClass: db.none.large, \
                AllocatedStorage: '20'}\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        right: "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties: {Engine: mysql, DBInstanceClass: db.m6g.large, \
                AllocatedStorage: '20'}\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        hooks: &[Hook::At(&[], class)],
    },
    Rule {
        id: "E3062",
        title: "The class of a database instance and its engine",
        about: "Which classes there are depends on the engine and its version.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[Hook::At(&[], class_of_engine)],
    },
    Rule {
        id: "E3682",
        title: "What an instance of an Aurora cluster does not take",
        about: "Storage, backups and passwords belong to the cluster, not to its instances.",
        source: SOURCE,
        wrong: "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties: {Engine: aurora-mysql, DBInstanceClass: db.r6g.large, \
                DBClusterIdentifier: jobs, AllocatedStorage: '20'}\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        right: "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties: {Engine: aurora-mysql, DBInstanceClass: db.r6g.large, \
                DBClusterIdentifier: jobs}\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        hooks: &[Hook::At(&[], aurora)],
    },
    Rule {
        id: "E3691",
        title: "The engine of a database instance and its version",
        about: "EngineVersion is a version that the engine has.",
        source: SOURCE,
        wrong: "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties: {Engine: mysql, EngineVersion: 1.0.0, DBInstanceClass: \
                db.m6g.large, AllocatedStorage: '20'}\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        right: "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties: {Engine: mysql, EngineVersion: '8.4', DBInstanceClass: \
                db.m6g.large, AllocatedStorage: '20'}\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        hooks: &[Hook::At(&[], version)],
    },
    Rule {
        id: "E3694",
        title: "The class of the instances of a database cluster in its region",
        about: "Which classes there are depends on the region and the engine.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: "",
        right: "",
        hooks: &[Hook::At(&[], cluster_class)],
    },
];

/// The properties with the name of the engine in lower case, as the service understands it in any.
fn with_plain_engine(node: &Node) -> Cow<'_, Node> {
    let engine = node.as_object().and_then(|properties| properties.get("Engine")).and_then(Node::as_str);
    let Some(lower) = engine.map(str::to_lowercase).filter(|lower| Some(lower.as_str()) != engine) else {
        return Cow::Borrowed(node);
    };
    let entries = node.as_object().into_iter().flatten().map(|entry| match entry.key.as_ref() {
        "Engine" => Entry { node: Node::from(lower.clone()).at(entry.node.origin), ..entry.clone() },
        _ => entry.clone(),
    });
    Cow::Owned(Node { value: crate::model::Value::Object(entries.collect::<Object>()), origin: node.origin })
}

fn carried(scope: &Scope<'_, '_>, id: &str, node: &Node, faults: &mut Faults) {
    if let (Some(rule), Some(_)) = (rule(id), node.as_object()) {
        check_carried(scope, rule, node, faults);
    }
}

fn class(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    // What a function yields is not looked at: the schema compares several properties with each other.
    let scope = Scope { functions: Functions::NONE, ..*scope };
    carried(&scope, "E3025", &with_plain_engine(node), faults);
}

fn class_of_engine(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let scope = Scope { functions: Functions::NONE, ..*scope };
    carried(&scope, "E3062", &with_plain_engine(node), faults);
}

fn aurora(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    carried(scope, "E3682", &with_plain_engine(node), faults);
}

fn version(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    carried(scope, "E3691", &with_plain_engine(node), faults);
}

fn cluster_class(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let scope = Scope { functions: Functions::NONE, ..*scope };
    carried(&scope, "E3694", node, faults);
}
