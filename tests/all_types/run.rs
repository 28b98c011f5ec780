//! Proof over all types: every resource type is constructed with all that can be set, emitted, and held against the database of
//! facts, which knows nothing of the generator.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod check;
mod collection;
mod facts;
mod returned;

use collection::{Above, Collection};
use synth::schema::database;

/// Each type of the API, and each enum: written by `build.rs`.
#[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery, reason = "it is generated")]
mod specimens {
    use super::collection::policy;
    use super::{Above, Collection};

    include!(concat!(env!("OUT_DIR"), "/specimens.rs"));
}

/// How many faults a failure tells of.
const SHOWN: usize = 50;

#[test]
fn every_type_is_what_the_facts_say() {
    let mut all = Collection::default();
    specimens::all(&mut all);
    for (name, _) in database().iter().filter(|(name, _)| !all.types.contains(name)) {
        all.faults.push(format!("{name}: is not constructed"));
    }
    let count = all.faults.len();
    all.faults.truncate(SHOWN);
    assert!(count == 0, "{count} faults, of which the first are:\n{}", all.faults.join("\n"));
    assert_eq!(all.types.len(), database().len());
}
