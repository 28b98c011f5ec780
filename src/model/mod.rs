//! The model of a template: the tree that everything reads, and the terms that CloudFormation has for its parts.

mod dynamic_reference;
mod intrinsic;
mod name;
mod node;
mod number;
mod parameter_type;
mod plain;
mod policy_attribute;
mod pseudo_parameter;
pub(crate) mod recognise;
mod template;
mod walk;

pub use dynamic_reference::DynamicReference;
pub use intrinsic::{
    And, Arg, Arguments, Base64, Cidr, Condition, Contains, EachMemberEquals, EachMemberIn, Equals,
    FindInMap, ForEach, GetAZs, GetAtt, GetStackOutput, If, ImportValue, Intrinsic, Join, Length, Malformed,
    Not, Or, Ref, RefAll, Select, Split, Sub, SubPart, SubPiece, ToJsonString, Transform, ValueOf,
    ValueOfAll, sub_pieces,
};
pub use name::{Declaration, LOGICAL_ID_MAX_LENGTH, LogicalId, LogicalIdError, Name, NameText};
pub use node::{Entry, Node, Object, Value};
pub use number::{Number, WrittenNumber};
pub use parameter_type::{AwsParameterType, ParameterType};
pub use plain::{plain, plain_object};
pub use policy_attribute::{DeletionPolicy, UpdateReplacePolicy};
pub use pseudo_parameter::PseudoParameter;
pub use recognise::recognise;
pub use template::{
    FORMAT_VERSION, OutputAttribute, ParameterAttribute, Resource, ResourceAttribute, RuleAttribute, Section,
    Template,
};
pub use walk::{Cursor, Step, Visitor, own_entry, walk, walk_object};
