//! The bounds that keep reading any input cheap.

/// The deepest nesting that is read. Everything that handles templates recurses, and has to do so within the stack of a
/// thread, which in a build for tests is full at about 190 levels; the deepest of 2,621 real templates has 17.
pub const DEEPEST: usize = 100;

/// The most values that a document may hold. CloudFormation takes templates of at most a megabyte, where a value takes
/// two bytes at the least, so no template that can be deployed has more.
pub const MOST_VALUES: usize = 1_000_000;

/// The most values once the aliases of YAML stand for what they mean: a few lines of them can mean billions.
pub const MOST_EXPANDED_VALUES: usize = 250_000;

/// The most problems that are told of one document.
pub const MOST_PROBLEMS: usize = 1_000;
