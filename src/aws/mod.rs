//! Every resource type that AWS publishes, typed: one module per service.
//!
//! The modules are generated at build time from the facts under `schema/`; each is behind the cargo feature of its name.
//! Module and feature are CloudFormation's name of the service in lower case (`AWS::ApiGateway` is `apigateway`), types
//! and property types have CloudFormation's names, and setters are the properties' names in snake case.
//!
//! A required property is an argument of `new`, in alphabetical order; a property that only AWS sets is a method of what a
//! handle dereferences to, and so is every other value that `Fn::GetAtt` returns.

#![allow(clippy::all, clippy::pedantic, clippy::nursery, missing_docs, non_camel_case_types, non_snake_case)]

include!(concat!(env!("OUT_DIR"), "/aws.rs"));
