//! Every resource type that AWS publishes, typed: one module per service.
//!
//! The modules are generated at build time from the facts under `schema/`, each if its cargo feature is on. The module is
//! CloudFormation's name of the service in lower case, and so is the feature: `AWS::DynamoDB` is in `dynamodb`. Where AWS
//! names services as a family, they share the feature of the first: `s3` also has `s3tables` and `s3vectors`, `apigateway`
//! also has `apigatewayv2`. Whoever uses a module without its feature is told which one is lacking.
//!
//! Types and property types have CloudFormation's names; where resource types of a service define a property type of one
//! name differently, the resource's name is in front. Setters are the properties' names in snake case. A required property is
//! an argument of `new`, in alphabetical order. What only AWS sets has no setter, but is a method of the handle, as is every
//! other value that `Fn::GetAtt` returns.
//!
//! Properties with a list of values take an enum, its values as strings, and values that AWS has added since. Properties
//! without a known shape take [`Json`](crate::dsl::Json), and those for an IAM policy take a
//! [`PolicyDocument`](crate::dsl::PolicyDocument). Tags are [`Tag`](crate::dsl::Tag)s, with `.tag(key, value)` on
//! whatever is taggable.

#![allow(clippy::all, clippy::pedantic, clippy::nursery, missing_docs, non_camel_case_types, non_snake_case)]

include!(concat!(env!("OUT_DIR"), "/aws.rs"));
