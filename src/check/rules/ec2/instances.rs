use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::functions::named_resource;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3673",
    title: "An instance has an image",
    about: "ImageId is left out only where the launch template of the instance has it.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html",
    wrong: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties: {InstanceType: t3.micro}
",
    right: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties: {InstanceType: t3.micro, ImageId: ami-0123456789abcdef0}
",
    hooks: &[Hook::At(&[], image)],
}];

const TEMPLATE: &str = "AWS::EC2::LaunchTemplate";

fn image(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let _ = scope.along(Some(node), &["ImageId"], &mut |image, at| {
        let is_given = image.is_some_and(|image| image.as_str() != Some(""));
        let is_nothing = image.is_none();
        if is_given {
            return NEXT;
        }
        // Where the property is not there at all, the place is that of the properties.
        let path = if at.path.last() == Part::Key("ImageId") { scope.path } else { at.path };
        let missing = || {
            let fault = Scope { path, ..*at }.fault("'ImageId' is missing, and no launch template has it");
            Fault { rule: Some("E3673"), keyword: "required", ..fault }
        };
        let inner = Scope { path: scope.path, ..*at };
        let mut any = false;
        for name in ["LaunchTemplateId", "LaunchTemplateName"] {
            let _ = inner.along(Some(node), &["LaunchTemplate"], &mut |reference, at| {
                let Some(reference) = reference else { return NEXT };
                at.along(Some(reference), &[name], &mut |template, at| {
                    any = true;
                    let Some(template) = template.and_then(named_resource) else { return NEXT };
                    at.in_resource(template, &[TEMPLATE], |resource, at| {
                        let body = resource.body.and_then(|body| body.get("Properties"));
                        at.along(body, &["LaunchTemplateData", "ImageId"], &mut |image, _| {
                            if image.is_none() && is_nothing {
                                faults.push(missing());
                            }
                            NEXT
                        })
                    })
                })
            });
        }
        if !any {
            faults.push(missing());
        }
        NEXT
    });
}
