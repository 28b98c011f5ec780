use crate::analysis::{Basis, Facts};
use crate::check::engine::functions::{Function, function, ref_name};
use crate::check::engine::lookup::cases;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::as_number;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::{Check, Resource};
use crate::model::{Node, Step, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3026",
    title: "A Redis cluster fails over by itself",
    about: "Where the parameter group has cluster-enabled, AutomaticFailoverEnabled is true or left out, \
            and there are two nodes at least.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html",
    wrong: r"Resources:
  Group:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {ReplicationGroupDescription: jobs, AutomaticFailoverEnabled: false, NumCacheClusters: 2, CacheParameterGroupName: !Ref Parameters}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
  Parameters:
    Type: AWS::ElastiCache::ParameterGroup
    Properties: {CacheParameterGroupFamily: redis7, Description: jobs, Properties: {cluster-enabled: 'yes'}}
",
    right: r"Resources:
  Group:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {ReplicationGroupDescription: jobs, AutomaticFailoverEnabled: true, NumCacheClusters: 2, CacheParameterGroupName: !Ref Parameters}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
  Parameters:
    Type: AWS::ElastiCache::ParameterGroup
    Properties: {CacheParameterGroupFamily: redis7, Description: jobs, Properties: {cluster-enabled: 'yes'}}
",
    hooks: &[Hook::Template(groups)],
}];

const NAME: &str = "CacheParameterGroupName";

fn groups(check: &Check<'_>, findings: &mut Findings) {
    for group in check.resources().filter(|resource| resource.kind == "AWS::ElastiCache::ReplicationGroup") {
        let Some(name) = group.property(NAME) else { continue };
        let mut path = steps(["Resources", group.name.as_ref(), "Properties", NAME]);
        branches(check, group, name, &check.conditions.unconstrained(), &mut path, findings);
    }
}

/// Looks at each parameter group that the name may be of.
fn branches<'t>(
    check: &Check<'t>,
    group: &Resource<'t>,
    name: &Node,
    facts: &Facts<'t>,
    path: &mut Vec<Step<'static>>,
    findings: &mut Findings,
) {
    if let Some((Function::If, argument)) = function(name) {
        let Some([condition, yes, no]) = argument.as_list() else { return };
        let Some(condition) = condition.as_str() else { return };
        for (index, branch, holds) in [(1, yes, true), (2, no, false)] {
            let Some(facts) = check.conditions.assume(facts, condition, holds, Basis::Known) else {
                continue;
            };
            path.extend([Step::Key(Function::If.key().into()), Step::Index(index)]);
            branches(check, group, branch, &facts, path, findings);
            path.truncate(path.len().saturating_sub(2));
        }
        return;
    }
    let Some(parameters) = ref_name(name).and_then(|name| check.resource(name)) else { return };
    let Some(settings) = parameters.property("Properties").and_then(Node::as_object) else { return };
    let Some(properties) = group.properties() else { return };
    path.push(Step::Key(Function::Ref.key().into()));
    check.with_root_scope(|scope| {
        let scope = Scope { facts, ..*scope };
        cases(&scope, settings, &["cluster-enabled"], &mut |case, facts| {
            if case.get("cluster-enabled").and_then(Node::as_str) != Some("yes") {
                return;
            }
            let scope = Scope { facts, ..scope };
            let names = ["AutomaticFailoverEnabled", "NumNodeGroups", "NumCacheClusters"];
            cases(&scope, properties, &names, &mut |case, _| {
                let name = group.name.as_ref();
                let mut find = |property: &'static str, message: String| {
                    let mut path = path.clone();
                    path.push(Step::Key(property.into()));
                    findings.add(path, message);
                };
                if case.get("AutomaticFailoverEnabled").is_some_and(is_false) {
                    let message = format!("'{name}' is a cluster, and AutomaticFailoverEnabled is false");
                    find("AutomaticFailoverEnabled", message);
                }
                let nodes = case.get("NumCacheClusters");
                let few = nodes.is_none_or(|nodes| as_number(nodes).is_some_and(|nodes| nodes <= 1.0));
                if case.get("NumNodeGroups").is_none() && few {
                    find(
                        "NumCacheClusters",
                        format!("'{name}' is a cluster, and NumCacheClusters is not 2 at least"),
                    );
                }
            });
        });
    });
    path.pop();
}

fn is_false(node: &Node) -> bool {
    match &node.value {
        Value::Bool(value) => !value,
        Value::String(text) => !text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}
