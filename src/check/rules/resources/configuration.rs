use crate::analysis::LANGUAGE_EXTENSIONS;
use crate::check::engine::fault::{Fault, Faults, decided};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::model::{Node, Step};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3001",
        title: "The section Resources and the attributes of resources",
        about: "A resource has a type, and no attributes but those that CloudFormation knows.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Propertys: {}
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {}
",
        hooks: &[Hook::At(&["Resources"], resources)],
    },
    Rule {
        id: "E3010",
        title: "At most 500 resources",
        about: "A template holds at most 500 resources. Move some of them to a nested stack or to another \
                stack.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E3011",
        title: "Logical IDs of resources have at most 255 characters",
        about: "A logical ID has 1 to 255 letters and digits.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "W3001",
        title: "An attribute of a resource that SAM ignores",
        about: "SAM drops attributes of its resources that it does not know. Most of them are meant to be \
                properties.",
        source: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html",
        wrong: r"Transform: AWS::Serverless-2016-10-31
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
    TableName: jobs
",
        right: r"Transform: AWS::Serverless-2016-10-31
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: jobs
",
        hooks: &[],
    },
];

fn resources(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let inner = Scope { rules: false, rules_in_entries: true, ..*scope };
    let mut found = decided(inner.faults(node, Schema::named("other/resources/configuration")));
    found.retain(|fault| !is_loop(scope, fault));
    for fault in &mut found {
        claim("E3001", fault);
        if is_ignored_by_sam(node, fault) {
            fault.rule = Some("W3001");
        }
    }
    faults.append(&mut found);
}

/// Whether this is only about a loop of the language extensions, whose resources are not those of the template.
fn is_loop(scope: &Scope<'_, '_>, fault: &Fault) -> bool {
    let [_, Step::Key(name)] = fault.path.as_slice() else { return false };
    fault.keyword == "additionalProperties"
        && name.starts_with("Fn::ForEach::")
        && scope.check.has_transform(LANGUAGE_EXTENSIONS)
}

/// Whether this is an attribute that a resource of SAM does not have.
fn is_ignored_by_sam(resources: &Node, fault: &Fault) -> bool {
    let [_, Step::Key(name), _] = fault.path.as_slice() else { return false };
    let resource = resources.as_object().and_then(|resources| resources.get(name)).and_then(Node::as_object);
    let kind = resource.and_then(|resource| resource.get("Type")).and_then(Node::as_str);
    fault.keyword == "additionalProperties" && kind.is_some_and(|kind| kind.starts_with("AWS::Serverless::"))
}
