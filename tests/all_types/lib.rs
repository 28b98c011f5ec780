//! Nothing: `run.rs` is the test.
