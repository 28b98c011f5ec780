use crate::check::engine::path::Place;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1150",
        title: "The ID of a security group",
        about: "sg- and 8 or 17 hexadecimal digits, or a reference to the group.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: "Resources:\n  Port:\n    Type: AWS::EC2::NetworkInterface\n    Properties:\n      SubnetId: subnet-12345678\n      GroupSet:\n        - jobs\n",
        right: "Resources:\n  Port:\n    Type: AWS::EC2::NetworkInterface\n    Properties:\n      SubnetId: subnet-12345678\n      GroupSet:\n        - sg-12345678\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1151",
        title: "The ID of a VPC",
        about: "vpc- and 8 or 17 hexadecimal digits, or a reference to the VPC.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: "Resources:\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties:\n      CidrBlock: 10.0.0.0/24\n      VpcId: jobs\n",
        right: "Resources:\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties:\n      CidrBlock: 10.0.0.0/24\n      VpcId: vpc-12345678\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1152",
        title: "The ID of an image",
        about: "ami- and 8 or 17 characters. An image whose ID changes is better named by a parameter of the \
            Parameter Store.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: jobs\n",
        right: "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-12345678\n",
        hooks: &[Hook::Format(image_of_template)],
    },
    Rule {
        id: "E1153",
        title: "The name of a security group",
        about: "Letters, digits, spaces and some other characters.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html",
        wrong: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      GroupName: jöbs\n",
        right: "Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: Jobs\n      GroupName: jobs\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1154",
        title: "The ID of a subnet",
        about: "subnet- and 8 or 17 hexadecimal digits, or a reference to the subnet.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        wrong: "Resources:\n  Port:\n    Type: AWS::EC2::NetworkInterface\n    Properties:\n      SubnetId: jobs\n",
        right: "Resources:\n  Port:\n    Type: AWS::EC2::NetworkInterface\n    Properties:\n      SubnetId: subnet-12345678\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1155",
        title: "The name of a log group",
        about: "At most 512 letters, digits and _ - / . #.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html",
        wrong: "Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: jobs*\n",
        right: "Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: jobs\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1161",
        title: "The name of a bucket",
        about: "3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at either end.",
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
        wrong: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: Jobs\n",
        right: "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: jobs\n",
        hooks: &[Hook::Format(empty_bucket_name)],
    },
    Rule {
        id: "E1162",
        title: "The ID of a key",
        about: "The ID of a KMS key, or alias/ and the name of an alias.",
        source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
        wrong: "Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      KmsKeyId: jobs\n",
        right: "Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      KmsKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab\n",
        hooks: &[Hook::Format(never)],
    },
    Rule {
        id: "E1164",
        title: "The name of an alias of a key",
        about: "alias/ and letters, digits and : / _ -.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html",
        wrong: "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: jobs\n      TargetKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab\n",
        right: "Resources:\n  Alias:\n    Type: AWS::KMS::Alias\n    Properties:\n      AliasName: alias/jobs\n      TargetKeyId: 1234abcd-12ab-34cd-56ef-1234567890ab\n",
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
