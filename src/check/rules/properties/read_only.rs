use crate::check::engine::path::{Part, Path};
use crate::check::engine::schema::texts;
use crate::check::engine::scope::Scope;
use crate::check::facts::resource_type;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::check::template::Check;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3040",
    title: "Properties that cannot be set",
    about: "Some properties are only there to be asked for with Fn::GetAtt: what a template sets them to is not sent to the service.",
    source: "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html",
    wrong: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: {TopicArn: 'arn:aws:sns:us-east-1:123456789012:jobs'}\n",
    right: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: jobs}\n",
    hooks: &[Hook::Template(read_only)],
}];

fn read_only(check: &Check<'_>, findings: &mut Findings) {
    check.with_root_scope(|scope| {
        for resource in check.resources() {
            let Some(properties) = resource.body.and_then(|body| body.get("Properties")) else { continue };
            let facts = resource_type(resource.kind, scope.regions);
            let paths = facts.and_then(|facts| facts.get("readOnlyProperties"));
            let section = Path::ROOT.with(Part::Key("Resources"));
            let name = section.with(Part::Key(&resource.name));
            let here = name.with(Part::Key("Properties"));
            let scope = Scope { path: &here, ..*scope };
            for path in paths.into_iter().flat_map(texts) {
                let mut steps = path.split('/');
                // Most are at the root, and not there.
                let first = steps.next().unwrap_or_default();
                if resource
                    .properties()
                    .is_some_and(|own| own.get(first).is_none() && own.get("Fn::If").is_none())
                {
                    continue;
                }
                let steps: Vec<&str> = path.split('/').collect();
                let _ = scope.along(Some(properties), &steps, &mut |value, at| {
                    if value.is_some() {
                        findings.add(
                            at.path.steps(),
                            format!("'{path}' of '{}' can only be read", resource.kind),
                        );
                    }
                    NEXT
                });
            }
        }
    });
}
