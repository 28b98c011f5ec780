use crate::check::engine::dynamic_reference::occurs;
use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::path::Part;
use crate::check::engine::patterns::is_found;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::model::Node;
use std::ops::ControlFlow;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3013",
        title: "The aliases of a distribution",
        about: "An alias is a domain name in lower case, whose first label may be *.",
        source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html",
        wrong: r"Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {Enabled: true, Aliases: [WWW.example.com], Origins: [{Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}], DefaultCacheBehavior: {TargetOriginId: site, ViewerProtocolPolicy: https-only}}
",
        right: r"Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {Enabled: true, Aliases: [www.example.com], Origins: [{Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}], DefaultCacheBehavior: {TargetOriginId: site, ViewerProtocolPolicy: https-only}}
",
        hooks: &[Hook::At(&[], alias)],
    },
    Rule {
        id: "E3057",
        title: "The origin of a cache behavior",
        about: "TargetOriginId is the Id of one of the distribution's origins or origin groups.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-defaultcachebehavior.html",
        wrong: r"Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {Enabled: true, Origins: [{Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}], DefaultCacheBehavior: {TargetOriginId: sit, ViewerProtocolPolicy: https-only}}
",
        right: r"Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {Enabled: true, Origins: [{Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}], DefaultCacheBehavior: {TargetOriginId: site, ViewerProtocolPolicy: https-only}}
",
        hooks: &[Hook::At(&[], target)],
    },
    Rule {
        id: "W3704",
        title: "ForwardedValues beside CachePolicyId is ignored",
        about: "A cache policy says what ForwardedValues said before there were policies.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-defaultcachebehavior.html",
        wrong: r"Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {Enabled: true, Origins: [{Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}], DefaultCacheBehavior: {TargetOriginId: site, ViewerProtocolPolicy: https-only, CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6, ForwardedValues: {QueryString: false}}}
",
        right: r"Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {Enabled: true, Origins: [{Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}], DefaultCacheBehavior: {TargetOriginId: site, ViewerProtocolPolicy: https-only, CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6}}
",
        hooks: &[Hook::At(&[], forwarded)],
    },
];

/// The labels of a domain name between full stops, of which the last has two characters at least.
const DOMAIN: &str = r"^(?:[a-z0-9*](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$";

fn alias(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(alias) = node.as_str().filter(|alias| !occurs(alias)) else { return };
    if alias.contains(".*.") {
        let fault = scope.fault(format!("only the first label of an alias can be *, in '{alias}'"));
        faults.push(Fault { keyword: "pattern", rule: Some("E3013"), ..fault });
    }
    if !is_found(DOMAIN, alias) {
        let fault = scope.fault(format!("the alias '{alias}' is no domain name in lower case"));
        faults.push(Fault { keyword: "pattern", rule: Some("E3013"), ..fault });
    }
}

fn target(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let _ = scope.along(Some(node), &["DefaultCacheBehavior", "TargetOriginId"], &mut |wanted, at| {
        let Some(wanted) = wanted.and_then(Node::as_str) else { return NEXT };
        let mut origins = Vec::new();
        let inner = Scope { path: scope.path, ..*at };
        let found = inner.along(Some(node), &["Origins", "*", "Id"], &mut |origin, _| {
            match origin.and_then(Node::as_str).filter(|origin| *origin != wanted) {
                Some(origin) => origins.push(origin.to_owned()),
                None => return ControlFlow::Break(()),
            }
            NEXT
        });
        let found = found.is_break()
            || inner
                .along(Some(node), &["OriginGroups", "Items", "*", "Id"], &mut |group, _| {
                    let Some(group) = group else { return NEXT };
                    match group.as_str().filter(|group| *group != wanted) {
                        Some(group) => origins.push(group.to_owned()),
                        None => return ControlFlow::Break(()),
                    }
                    NEXT
                })
                .is_break();
        if !found {
            let message = format!("'{wanted}' is none of the origins {}", origins.join(", "));
            faults.push(Fault { rule: Some("E3057"), ..at.fault(message) });
        }
        NEXT
    });
}

fn forwarded(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(behavior) = node.as_object() else { return };
    if behavior.get("CachePolicyId").is_some() && behavior.get("ForwardedValues").is_some() {
        faults.push(
            scope.fault_at(Part::Key("ForwardedValues"), "ForwardedValues is ignored beside CachePolicyId"),
        );
    }
}
