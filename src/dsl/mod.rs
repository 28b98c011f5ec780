//! The DSL: stacks as Rust values.
//!
//! A [`Stack`] declares parameters, conditions, mappings and resources, and gives a handle for each. A handle is the
//! only way to refer to something, so a reference to what is not there cannot be written. Every property takes a literal
//! of its type, a handle, or a function that yields one: see [`IntoVal`].

mod allowed;
mod condition;
pub mod dynamic;
pub mod function;
mod hook;
mod interface;
mod json;
mod lifecycle;
mod mapping;
mod mixed;
mod names;
mod output;
mod parameter;
pub mod policy;
mod properties;
pub mod pseudo;
mod resource;
pub mod rule;
mod stack;
mod sub;
mod synthesis;
mod tag;
mod target;
mod val;
mod value;

pub use crate::model::Node;
pub use condition::{Condition, ConditionExpression, IfElse, NoValue, no_value};
pub use hook::Hook;
pub use interface::Interface;
pub use json::Json;
pub use lifecycle::{
    AutoScalingCreationPolicy, AutoScalingReplacingUpdate, AutoScalingRollingUpdate,
    AutoScalingScheduledAction, CodeDeployLambdaAliasUpdate, CreationPolicy, ResourceSignal, UpdatePolicy,
};
pub use mapping::{Mapping, MappingHandle};
pub use mixed::{MixedList, MixedMap};
pub use output::Output;
pub use parameter::{Param, Parameter};
pub use policy::PolicyDocument;
pub use properties::Properties;
pub use resource::{Handle, Resource, ResourceAttributes, ResourceBody, ResourceType};
pub use rule::Rule;
pub use stack::Stack;
pub use sub::{Scalar, SubBuilder, SubValue};
pub use tag::Tag;
pub use target::Target;
pub use val::{IntoVal, List, Map, OneOrMany, OpenEnum, PropertyType, Val};
