use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3023",
        title: "Values of a record set that its type has",
        about: "An A record is an IPv4 address, an MX record a priority and a domain name, text in a TXT record is \
            in quotes, a CNAME has one value.",
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
        wrong: r#"Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneId: Z0123456789ABC
      Name: jobs.example.com
      Type: A
      TTL: "60"
      ResourceRecords:
        - jobs
"#,
        right: r#"Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneId: Z0123456789ABC
      Name: jobs.example.com
      Type: A
      TTL: "60"
      ResourceRecords:
        - 10.0.0.1
"#,
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3029",
        title: "An alias has no TTL",
        about: "Route 53 answers an alias with the TTL of its target, so leave out TTL beside AliasTarget.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html",
        wrong: r#"Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneId: Z0123456789ABC
      Name: jobs.example.com
      Type: A
      TTL: "60"
      AliasTarget:
        HostedZoneId: Z2FDTNDATAQYW2
        DNSName: d1.cloudfront.net
"#,
        right: r"Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneId: Z0123456789ABC
      Name: jobs.example.com
      Type: A
      AliasTarget:
        HostedZoneId: Z2FDTNDATAQYW2
        DNSName: d1.cloudfront.net
",
        hooks: &[Hook::Carried],
    },
];
