use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::Json;
use super::condition::ConditionExpression;
use super::target::Target;
use super::val::{IntoVal, List, OneOrMany, OpenEnum, Val};
use crate::diag::Origin;
use crate::model::{AwsParameterType, Entry, Node, Number, Object, ParameterAttribute, ParameterType};

/// A parameter of a template: what whoever creates the stack gives it. `T` is what it yields.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("parameters");
/// let size = stack.parameter("Size", Parameter::number().default(8).min_value(1).max_value(64));
/// let subnets = stack.parameter("Subnets", Parameter::subnet_ids().description("Where the nodes run."));
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>
#[must_use]
pub struct Parameter<T> {
    type_name: Cow<'static, str>,
    attributes: Object,
    marker: PhantomData<fn() -> T>,
}

impl Parameter<String> {
    /// `String`: any text.
    pub fn string() -> Self {
        Self::of_type(ParameterType::String)
    }

    /// `AWS::EC2::AvailabilityZone::Name`
    pub fn availability_zone_name() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::AvailabilityZoneName))
    }

    /// `AWS::EC2::Image::Id`
    pub fn image_id() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::ImageId))
    }

    /// `AWS::EC2::Instance::Id`
    pub fn instance_id() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::InstanceId))
    }

    /// `AWS::EC2::KeyPair::KeyName`
    pub fn key_pair_name() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::KeyPairName))
    }

    /// `AWS::EC2::SecurityGroup::GroupName`
    pub fn security_group_name() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::SecurityGroupName))
    }

    /// `AWS::EC2::SecurityGroup::Id`
    pub fn security_group_id() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::SecurityGroupId))
    }

    /// `AWS::EC2::Subnet::Id`
    pub fn subnet_id() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::SubnetId))
    }

    /// `AWS::EC2::Volume::Id`
    pub fn volume_id() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::VolumeId))
    }

    /// `AWS::EC2::VPC::Id`
    pub fn vpc_id() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::VpcId))
    }

    /// `AWS::Route53::HostedZone::Id`
    pub fn hosted_zone_id() -> Self {
        Self::of_type(ParameterType::Aws(AwsParameterType::HostedZoneId))
    }

    /// `AWS::SSM::Parameter::Name`: the name of a parameter of Systems Manager, yielded as it is.
    pub fn ssm_parameter_name() -> Self {
        Self::of_type(ParameterType::SsmName)
    }

    /// `AWS::SSM::Parameter::Value<String>`: the name is given, and the value yielded.
    pub fn ssm_string() -> Self {
        Self::of_type(ParameterType::Ssm(None))
    }

    /// `AWS::SSM::Parameter::Value<…>` with a type of ID, such as the newest image of a family.
    pub fn ssm(value: AwsParameterType) -> Self {
        Self::of_type(ParameterType::Ssm(Some(value)))
    }

    /// The value it has when none is given.
    #[track_caller]
    pub fn default(self, value: impl Into<Cow<'static, str>>) -> Self {
        self.with(ParameterAttribute::Default, value.into())
    }

    /// The only values it takes.
    #[track_caller]
    pub fn allowed_values(self, values: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        self.with_allowed(values.into_iter().map(|value| value.into().into()))
    }

    /// The regular expression that the whole value matches, in Java's syntax.
    #[track_caller]
    pub fn allowed_pattern(self, pattern: impl Into<Cow<'static, str>>) -> Self {
        self.with(ParameterAttribute::AllowedPattern, pattern.into())
    }

    /// The fewest characters that the value has.
    #[track_caller]
    pub fn min_length(self, characters: u32) -> Self {
        self.with(ParameterAttribute::MinLength, i64::from(characters))
    }

    /// The most characters that the value has; CloudFormation's own limit is 4,096.
    #[track_caller]
    pub fn max_length(self, characters: u32) -> Self {
        self.with(ParameterAttribute::MaxLength, i64::from(characters))
    }
}

impl Parameter<f64> {
    /// `Number`: a whole number or one with a fraction.
    pub fn number() -> Self {
        Self::of_type(ParameterType::Number)
    }

    /// The value it has when none is given.
    #[track_caller]
    pub fn default(self, value: impl Into<Number>) -> Self {
        self.with(ParameterAttribute::Default, value.into())
    }

    /// The only values it takes.
    #[track_caller]
    pub fn allowed_values(self, values: impl IntoIterator<Item = impl Into<Number>>) -> Self {
        self.with_allowed(values.into_iter().map(|value| value.into().into()))
    }

    /// The least value.
    #[track_caller]
    pub fn min_value(self, least: impl Into<Number>) -> Self {
        self.with(ParameterAttribute::MinValue, least.into())
    }

    /// The greatest value.
    #[track_caller]
    pub fn max_value(self, greatest: impl Into<Number>) -> Self {
        self.with(ParameterAttribute::MaxValue, greatest.into())
    }
}

impl Parameter<List<f64>> {
    /// `List<Number>`: numbers with commas between.
    pub fn number_list() -> Self {
        Self::of_type(ParameterType::NumberList)
    }

    /// The only values that its items have.
    #[track_caller]
    pub fn allowed_values(self, values: impl IntoIterator<Item = impl Into<Number>>) -> Self {
        self.with_allowed(values.into_iter().map(|value| value.into().into()))
    }
}

impl Parameter<List<String>> {
    /// `CommaDelimitedList`: texts with commas between; blanks around them are dropped.
    pub fn comma_delimited_list() -> Self {
        Self::of_type(ParameterType::CommaDelimitedList)
    }

    /// `List<AWS::EC2::SecurityGroup::Id>`
    pub fn security_group_ids() -> Self {
        Self::aws_list(AwsParameterType::SecurityGroupId)
    }

    /// `List<AWS::EC2::Subnet::Id>`
    pub fn subnet_ids() -> Self {
        Self::aws_list(AwsParameterType::SubnetId)
    }

    /// `List<AWS::EC2::AvailabilityZone::Name>`
    pub fn availability_zone_names() -> Self {
        Self::aws_list(AwsParameterType::AvailabilityZoneName)
    }

    /// `List<…>` of a type of ID.
    pub fn aws_list(item: AwsParameterType) -> Self {
        Self::of_type(ParameterType::AwsList(item))
    }

    /// `AWS::SSM::Parameter::Value<List<String>>`: the name is given, and the values yielded.
    pub fn ssm_string_list() -> Self {
        Self::of_type(ParameterType::SsmList(None))
    }

    /// `AWS::SSM::Parameter::Value<List<…>>` with a type of ID.
    pub fn ssm_list(item: AwsParameterType) -> Self {
        Self::of_type(ParameterType::SsmList(Some(item)))
    }

    /// `AWS::SSM::Parameter::Value<CommaDelimitedList>`
    pub fn ssm_comma_delimited_list() -> Self {
        Self::of_type(ParameterType::SsmCommaDelimitedList)
    }

    /// The regular expression that each item matches as a whole, in Java's syntax.
    #[track_caller]
    pub fn allowed_pattern(self, pattern: impl Into<Cow<'static, str>>) -> Self {
        self.with(ParameterAttribute::AllowedPattern, pattern.into())
    }

    /// The only values that its items have.
    #[track_caller]
    pub fn allowed_values(self, values: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        self.with_allowed(values.into_iter().map(|value| value.into().into()))
    }
}

impl<T> Parameter<List<T>> {
    /// The values it has when none are given; the template has them as one text with commas between.
    #[track_caller]
    pub fn default(self, values: impl IntoIterator<Item = impl fmt::Display>) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        self.with(ParameterAttribute::Default, values.join(","))
    }
}

impl<T> Parameter<T> {
    fn of_type(parameter_type: ParameterType) -> Self {
        Self::custom(parameter_type.to_string())
    }

    /// A parameter of a type that has no constructor, because AWS added it later than this release.
    pub fn custom(type_name: impl Into<Cow<'static, str>>) -> Self {
        Self { type_name: type_name.into(), attributes: Object::new(), marker: PhantomData }
    }

    #[track_caller]
    fn with(mut self, attribute: ParameterAttribute, value: impl Into<Node>) -> Self {
        let origin = Origin::caller();
        let entry =
            Entry { key: attribute.as_str().into(), key_origin: origin, node: value.into().at(origin) };
        self.attributes.set(entry);
        self
    }

    #[track_caller]
    fn with_allowed(self, values: impl Iterator<Item = Node>) -> Self {
        self.with(ParameterAttribute::AllowedValues, Node::list(values))
    }

    /// Text for people, at most 4,000 characters.
    #[track_caller]
    pub fn description(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.with(ParameterAttribute::Description, text.into())
    }

    /// What is said when a constraint is violated, instead of the constraint itself.
    #[track_caller]
    pub fn constraint_description(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.with(ParameterAttribute::ConstraintDescription, text.into())
    }

    /// Shows the value as asterisks wherever CloudFormation would show it. For secrets, better use a dynamic reference.
    #[track_caller]
    pub fn no_echo(self) -> Self {
        self.with(ParameterAttribute::NoEcho, true)
    }

    /// The entry in the template's parameters.
    pub(super) fn into_node(self, declared: Origin) -> Node {
        let mut node = Object::new();
        node.push(ParameterAttribute::Type.as_str(), Node::from(self.type_name).at(declared));
        for entry in &self.attributes {
            node.set(entry.clone());
        }
        Node::from(node).at(declared)
    }
}

impl<T> fmt::Debug for Parameter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parameter")
            .field("type", &self.type_name)
            .field("attributes", &self.attributes)
            .finish()
    }
}

/// A parameter of a stack, to be referred to.
pub struct Param<T> {
    target: Target,
    marker: PhantomData<fn() -> T>,
}

impl<T> Param<T> {
    pub(super) fn new(target: Target) -> Self {
        Self { target, marker: PhantomData }
    }

    /// The logical ID.
    #[must_use]
    pub fn logical_id(&self) -> &'static str {
        self.target.logical_id()
    }

    /// `Ref`: the parameter's value. A handle can be used as a value just so, too.
    #[must_use]
    #[track_caller]
    pub fn reference(&self) -> Val<T> {
        self.target.reference()
    }

    /// Whether the value is this one, as a condition.
    #[track_caller]
    pub fn equals(self, other: impl IntoVal<T>) -> ConditionExpression {
        self.reference().equals(other)
    }
}

impl Param<String> {
    /// The value, taken for a boolean: CloudFormation reads `true` and `false` so.
    #[must_use]
    #[track_caller]
    pub fn as_bool(&self) -> Val<bool> {
        self.target.reference()
    }

    /// The value, taken for a number.
    #[must_use]
    #[track_caller]
    pub fn as_number(&self) -> Val<f64> {
        self.target.reference()
    }

    /// The value, taken for a whole number.
    #[must_use]
    #[track_caller]
    pub fn as_integer(&self) -> Val<i64> {
        self.target.reference()
    }
}

impl Param<f64> {
    /// The value, taken for a whole number.
    #[must_use]
    #[track_caller]
    pub fn as_integer(&self) -> Val<i64> {
        self.target.reference()
    }
}

impl<T> Clone for Param<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Param<T> {}

impl<T> fmt::Debug for Param<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.target.fmt(f)
    }
}

impl<T> From<Param<T>> for Target {
    fn from(handle: Param<T>) -> Self {
        handle.target
    }
}

#[diagnostic::do_not_recommend]
impl<T> IntoVal<T> for Param<T> {
    fn into_val(self) -> Val<T> {
        self.target.unplaced_reference()
    }
}

#[diagnostic::do_not_recommend]
impl<T: OpenEnum> IntoVal<T> for Param<String> {
    fn into_val(self) -> Val<T> {
        self.target.unplaced_reference()
    }
}

macro_rules! also {
    ($($from:ty => $to:ty),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl IntoVal<$to> for Param<$from> {
            fn into_val(self) -> Val<$to> {
                self.target.unplaced_reference()
            }
        }
    )+};
}

also! {
    f64 => i64,
    f64 => String,
    String => OneOrMany<String>,
    f64 => OneOrMany<String>,
    List<String> => OneOrMany<String>,
    List<f64> => List<String>,
    String => Json,
    f64 => Json,
    List<String> => Json,
    List<f64> => Json,
}
