//! The facts about every resource type that AWS publishes, whatever features are on: for whoever checks, compares or
//! imports templates.

mod block;

pub use block::{Database, Fact, FactList, FactObject, FactValue};
