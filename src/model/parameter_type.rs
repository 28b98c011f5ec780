use std::fmt;

/// The type of a parameter.
///
/// ```
/// use synth::model::{AwsParameterType, ParameterType};
///
/// let subnets = ParameterType::parse("List<AWS::EC2::Subnet::Id>");
/// assert_eq!(subnets, Some(ParameterType::AwsList(AwsParameterType::SubnetId)));
/// assert_eq!(ParameterType::SsmList(None).to_string(), "AWS::SSM::Parameter::Value<List<String>>");
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterType {
    /// `String`
    String,
    /// `Number`
    Number,
    /// `List<Number>`
    NumberList,
    /// `List<String>`, which CloudFormation takes for `CommaDelimitedList`
    StringList,
    /// `CommaDelimitedList`
    CommaDelimitedList,
    /// The ID or name of something that exists in the account, such as `AWS::EC2::VPC::Id`
    Aws(AwsParameterType),
    /// Several of them, such as `List<AWS::EC2::Subnet::Id>`
    AwsList(AwsParameterType),
    /// `AWS::SSM::Parameter::Name`: the name of a parameter of Systems Manager
    SsmName,
    /// `AWS::SSM::Parameter::Value<…>`: the name is given, and its value used; of a type where one is named
    Ssm(Option<AwsParameterType>),
    /// `AWS::SSM::Parameter::Value<List<…>>`
    SsmList(Option<AwsParameterType>),
    /// `AWS::SSM::Parameter::Value<CommaDelimitedList>`
    SsmCommaDelimitedList,
}

impl ParameterType {
    /// Reads the text that a template has as `Type`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "String" => Self::String,
            "Number" => Self::Number,
            "List<Number>" => Self::NumberList,
            "List<String>" => Self::StringList,
            "CommaDelimitedList" => Self::CommaDelimitedList,
            "AWS::SSM::Parameter::Name" => Self::SsmName,
            "AWS::SSM::Parameter::Value<String>" => Self::Ssm(None),
            "AWS::SSM::Parameter::Value<List<String>>" => Self::SsmList(None),
            "AWS::SSM::Parameter::Value<CommaDelimitedList>" => Self::SsmCommaDelimitedList,
            _ => {
                if let Some(inner) = within(text, "AWS::SSM::Parameter::Value<List<", ">>") {
                    Self::SsmList(Some(AwsParameterType::parse(inner)?))
                } else if let Some(inner) = within(text, "AWS::SSM::Parameter::Value<", ">") {
                    Self::Ssm(Some(AwsParameterType::parse(inner)?))
                } else if let Some(inner) = within(text, "List<", ">") {
                    Self::AwsList(AwsParameterType::parse(inner)?)
                } else {
                    Self::Aws(AwsParameterType::parse(text)?)
                }
            }
        })
    }

    /// Whether `Ref` yields a list.
    #[must_use]
    pub const fn is_list(self) -> bool {
        match self {
            Self::NumberList
            | Self::StringList
            | Self::CommaDelimitedList
            | Self::AwsList(_)
            | Self::SsmList(_)
            | Self::SsmCommaDelimitedList => true,
            Self::String | Self::Number | Self::Aws(_) | Self::SsmName | Self::Ssm(_) => false,
        }
    }
}

fn within<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.strip_prefix(before)?.strip_suffix(after)
}

impl fmt::Display for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("String"),
            Self::Number => f.write_str("Number"),
            Self::NumberList => f.write_str("List<Number>"),
            Self::StringList => f.write_str("List<String>"),
            Self::CommaDelimitedList => f.write_str("CommaDelimitedList"),
            Self::Aws(inner) => inner.fmt(f),
            Self::AwsList(inner) => write!(f, "List<{inner}>"),
            Self::SsmName => f.write_str("AWS::SSM::Parameter::Name"),
            Self::Ssm(None) => f.write_str("AWS::SSM::Parameter::Value<String>"),
            Self::Ssm(Some(inner)) => write!(f, "AWS::SSM::Parameter::Value<{inner}>"),
            Self::SsmList(None) => f.write_str("AWS::SSM::Parameter::Value<List<String>>"),
            Self::SsmList(Some(inner)) => write!(f, "AWS::SSM::Parameter::Value<List<{inner}>>"),
            Self::SsmCommaDelimitedList => f.write_str("AWS::SSM::Parameter::Value<CommaDelimitedList>"),
        }
    }
}

/// A type of ID or name that CloudFormation looks up in the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AwsParameterType {
    /// `AWS::EC2::AvailabilityZone::Name`
    AvailabilityZoneName,
    /// `AWS::EC2::Image::Id`
    ImageId,
    /// `AWS::EC2::Instance::Id`
    InstanceId,
    /// `AWS::EC2::KeyPair::KeyName`
    KeyPairName,
    /// `AWS::EC2::SecurityGroup::GroupName`
    SecurityGroupName,
    /// `AWS::EC2::SecurityGroup::Id`
    SecurityGroupId,
    /// `AWS::EC2::Subnet::Id`
    SubnetId,
    /// `AWS::EC2::Volume::Id`
    VolumeId,
    /// `AWS::EC2::VPC::Id`
    VpcId,
    /// `AWS::Route53::HostedZone::Id`
    HostedZoneId,
}

impl AwsParameterType {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::AvailabilityZoneName,
        Self::ImageId,
        Self::InstanceId,
        Self::KeyPairName,
        Self::SecurityGroupName,
        Self::SecurityGroupId,
        Self::SubnetId,
        Self::VolumeId,
        Self::VpcId,
        Self::HostedZoneId,
    ];

    /// The text that a template has as `Type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AvailabilityZoneName => "AWS::EC2::AvailabilityZone::Name",
            Self::ImageId => "AWS::EC2::Image::Id",
            Self::InstanceId => "AWS::EC2::Instance::Id",
            Self::KeyPairName => "AWS::EC2::KeyPair::KeyName",
            Self::SecurityGroupName => "AWS::EC2::SecurityGroup::GroupName",
            Self::SecurityGroupId => "AWS::EC2::SecurityGroup::Id",
            Self::SubnetId => "AWS::EC2::Subnet::Id",
            Self::VolumeId => "AWS::EC2::Volume::Id",
            Self::VpcId => "AWS::EC2::VPC::Id",
            Self::HostedZoneId => "AWS::Route53::HostedZone::Id",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

impl fmt::Display for AwsParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
