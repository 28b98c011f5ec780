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
