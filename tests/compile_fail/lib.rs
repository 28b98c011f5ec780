//! Nothing: the cases are in `cases/`, and `run.rs` compiles them.
