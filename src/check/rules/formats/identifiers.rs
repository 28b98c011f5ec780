use crate::check::engine::path::Place;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1150",
        title: "The ID of a security group",
        about: "sg- and 8 or 17 hexadecimal digits, or a reference to the group.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: r"Resources:
  Port:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: subnet-12345678
      GroupSet:
        - jobs
",
        right: r"Resources:
  Port:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: subnet-12345678
      GroupSet:
        - sg-12345678
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1151",
        title: "The ID of a VPC",
        about: "vpc- and 8 or 17 hexadecimal digits, or a reference to the VPC.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: r"Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: 10.0.0.0/24
      VpcId: jobs
",
        right: r"Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: 10.0.0.0/24
      VpcId: vpc-12345678
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1152",
        title: "The ID of an image",
        about: "ami- and 8 or 17 characters. An image whose ID changes is better named by a parameter of the \
            Parameter Store.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: jobs
",
        right: r"Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
",
        hooks: &[Hook::Format(image_of_template)],
    },
    Rule {
        id: "E1153",
        title: "The name of a security group",
        about: "Letters, digits, spaces and some other characters.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html",
        wrong: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      GroupName: jöbs
",
        right: r"Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Jobs
      GroupName: jobs
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1154",
        title: "The ID of a subnet",
        about: "subnet- and 8 or 17 hexadecimal digits, or a reference to the subnet.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: r"Resources:
  Port:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: jobs
",
        right: r"Resources:
  Port:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: subnet-12345678
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1155",
        title: "The name of a log group",
        about: "At most 512 letters, digits and _ - / . #.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html",
        wrong: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: jobs*
",
        right: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: jobs
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1161",
        title: "The name of a bucket",
        about: "3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at either end.",
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
        wrong: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: Jobs
",
        right: r"Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: jobs
",
        hooks: &[Hook::Format(empty_bucket_name)],
    },
    Rule {
        id: "E1162",
        title: "The ID of a key",
        about: "The ID of a KMS key, or alias/ and the name of an alias.",
        source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
        wrong: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      KmsKeyId: jobs
",
        right: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      KmsKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1164",
        title: "The name of an alias of a key",
        about: "alias/ and letters, digits and : / _ -.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html",
        wrong: r"Resources:
  Alias:
    Type: AWS::KMS::Alias
    Properties:
      AliasName: jobs
      TargetKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
",
        right: r"Resources:
  Alias:
    Type: AWS::KMS::Alias
    Properties:
      AliasName: alias/jobs
      TargetKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab
",
        hooks: &[Hook::Format(never)],
    },
];

/// Nothing is let pass but what is of the form.
fn never(_scope: &Scope<'_, '_>, _text: &str) -> bool {
    false
}

/// A launch template can name the parameter that holds the ID.
fn image_of_template(scope: &Scope<'_, '_>, text: &str) -> bool {
    let place = "Resources/AWS::EC2::LaunchTemplate/Properties/LaunchTemplateData/ImageId";
    text.starts_with("resolve:ssm") && scope.place == Place::of(place)
}

/// A bucket whose name is empty is one without a name.
fn empty_bucket_name(scope: &Scope<'_, '_>, text: &str) -> bool {
    text.is_empty() && scope.place == Place::of("Resources/AWS::S3::Bucket/Properties/BucketName")
}
