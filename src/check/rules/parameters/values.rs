//! The rules of what the engine finds wrong with the values of parameters; where a `Ref` takes them to a property, W1030
//! says so instead.

use crate::check::registry::Rule;

const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W2030",
        title: "A parameter's value that the property does not take",
        about: "The parameter's default, or one of its allowed values, is none of those that the property takes which it is \
                used for.",
        source: PARAMETERS,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "W2031",
        title: "A parameter's value that does not match the property's pattern",
        about: "The parameter's default, or one of its allowed values, does not match the pattern of the property which it is \
                used for.",
        source: PARAMETERS,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "W3034",
        title: "A parameter's number outside the property's bounds",
        about: "The parameter's default, or one of its bounds or allowed values, is less or more than the property takes which \
                it is used for.",
        source: PARAMETERS,
        wrong: "",
        right: "",
        hooks: &[],
    },
];
