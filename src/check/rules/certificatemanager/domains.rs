use crate::check::engine::fault::Faults;
use crate::check::engine::lookup::cases;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3503",
    title: "The domain that validates a certificate",
    about: "The mails that validate a certificate go to its domain or to one above it.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-certificatemanager-certificate-domainvalidationoption.html",
    wrong: r"Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties: {DomainName: www.example.com, DomainValidationOptions: [{DomainName: www.example.com, ValidationDomain: example.org}]}
",
    right: r"Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties: {DomainName: www.example.com, DomainValidationOptions: [{DomainName: www.example.com, ValidationDomain: example.com}]}
",
    hooks: &[Hook::At(&[], option)],
}];

fn option(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(option) = node.as_object() else { return };
    cases(scope, option, &[], &mut |case, _| {
        let text = |name: &str| case.get(name).and_then(Node::as_str);
        let (Some(name), Some(domain)) = (text("DomainName"), text("ValidationDomain")) else { return };
        let is_above = name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        if !is_above {
            let message = format!("'{domain}' is neither '{name}' nor a domain above it");
            faults.push(scope.fault_at(Part::Key("DomainName"), message));
        }
    });
}
