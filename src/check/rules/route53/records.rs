use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3023",
        title: "Values of a record set that its type has",
        about: "An A record is an IPv4 address, an MX record a priority and a domain name, text in a TXT record is \
            in quotes, a CNAME has one value.",
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
        wrong: "Resources:\n  Record:\n    Type: AWS::Route53::RecordSet\n    Properties:\n      HostedZoneId: Z0123456789ABC\n      Name: jobs.example.com\n      Type: A\n      TTL: \"60\"\n      ResourceRecords:\n        - jobs\n",
        right: "Resources:\n  Record:\n    Type: AWS::Route53::RecordSet\n    Properties:\n      HostedZoneId: Z0123456789ABC\n      Name: jobs.example.com\n      Type: A\n      TTL: \"60\"\n      ResourceRecords:\n        - 10.0.0.1\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3029",
        title: "An alias has no TTL",
        about: "Route 53 answers an alias with the TTL of its target, so leave out TTL beside AliasTarget.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html",
        wrong: "Resources:\n  Record:\n    Type: AWS::Route53::RecordSet\n    Properties:\n      HostedZoneId: Z0123456789ABC\n      Name: jobs.example.com\n      Type: A\n      TTL: \"60\"\n      AliasTarget:\n        HostedZoneId: Z2FDTNDATAQYW2\n        DNSName: d1.cloudfront.net\n",
        right: "Resources:\n  Record:\n    Type: AWS::Route53::RecordSet\n    Properties:\n      HostedZoneId: Z0123456789ABC\n      Name: jobs.example.com\n      Type: A\n      AliasTarget:\n        HostedZoneId: Z2FDTNDATAQYW2\n        DNSName: d1.cloudfront.net\n",
        hooks: &[Hook::Carried],
    },
];
