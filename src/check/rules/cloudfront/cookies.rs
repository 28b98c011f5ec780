use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3722",
    title: "Which cookies CloudFront forwards",
    about: "Without a cache policy, Forward of the cookies is all, none or whitelist.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cookies.html",
    wrong: "Resources:\n  Site:\n    Type: AWS::CloudFront::Distribution\n    Properties:\n      DistributionConfig:\n        Enabled: true\n        Origins:\n          - Id: site\n            DomainName: example.com\n            CustomOriginConfig:\n              OriginProtocolPolicy: https-only\n        DefaultCacheBehavior:\n          TargetOriginId: site\n          ViewerProtocolPolicy: https-only\n          ForwardedValues:\n            QueryString: false\n            Cookies:\n              Forward: some\n",
    right: "Resources:\n  Site:\n    Type: AWS::CloudFront::Distribution\n    Properties:\n      DistributionConfig:\n        Enabled: true\n        Origins:\n          - Id: site\n            DomainName: example.com\n            CustomOriginConfig:\n              OriginProtocolPolicy: https-only\n        DefaultCacheBehavior:\n          TargetOriginId: site\n          ViewerProtocolPolicy: https-only\n          ForwardedValues:\n            QueryString: false\n            Cookies:\n              Forward: none\n",
    hooks: &[Hook::Carried],
}];
