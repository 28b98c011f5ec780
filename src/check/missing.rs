//! Why some rules of the reference, cfn-lint, are not implemented here, and why some that are never have a finding.

/// The rules of the reference that there are not here, by id, each with the reason.
pub const NOT_IMPLEMENTED: &[(&str, &str)] = &[
    ("E0002", "says that a rule of cfn-lint has crashed; here a rule has no way to fail"),
    ("E0003", "a mistake in the configuration is one of the command line, and ends with exit code 2"),
    (
        "E0100",
        "a file of Git sync is read for its parameters, and what is wrong with it ends with exit code 2",
    ),
    ("E0200", "what is wrong with a file of parameters ends with exit code 2"),
    ("E1052", "cfn-lint asks it nowhere, so it never has a finding there"),
    ("E3040", "waits in cfn-lint for a place that no schema has, so it never has a finding there"),
    (
        "E8002",
        "waits in cfn-lint for a keyword that no schema has; E3015, E6005 and E8001 find unknown conditions",
    ),
    (
        "I4010",
        "an experiment of cfn-lint that asks every template for notes about its design, which change nothing",
    ),
    ("W1019", "cfn-lint never shows it the variables of Fn::Sub, so it never has a finding there"),
    ("W4011", "an experiment of cfn-lint about notes on a resource's purpose, which change nothing"),
    ("W4012", "an experiment of cfn-lint about the form of such notes, which change nothing"),
];

/// The rules that are here for the sake of their ids, so that settings may name them, by id: no template makes them speak, here
/// or in the reference. Each with the reason.
pub const NEVER_FOUND: &[(&str, &str)] = &[
    ("E1101", "every check that a schema asks for is a rule of its own, which speaks for itself"),
    ("E1103", "every format that a schema has is that of a rule of its own"),
    ("E2003", "a name that is no name is found by E2001, which looks at all of the section's keys"),
    ("E3008", "a list whose items have places of their own is always one of several forms, and E3018 speaks"),
    ("E3011", "a name that is too long fits no pattern of names, and E3001 speaks"),
    ("E8007", "what is wrong with a use of a condition is found by E8001 and the rules about functions"),
    ("W1040", "what Fn::ToJsonString yields is found by E1031"),
    (
        "W2030",
        "a parameter gets to a property through a function, and W1030 or another rule about functions speaks",
    ),
    ("W2031", "as with W2030"),
    ("W3034", "as with W2030"),
];
