//! `make schema`: from a published source to the facts under `schema/`.
//!
//! Everything is read, corrected, checked and rendered before the first file is replaced; whatever is wrong, the committed
//! facts stay as they were.

mod checks;
mod correction;
mod report;
mod returns;
mod source;
mod store;
mod wheel;

use std::path::Path;

use crate::Error;

pub use checks::{FILES, TABLES, Table};
pub use correction::Correction;
pub use report::{Change, Report};
pub use returns::ReturnValues;
pub use source::Source;
pub use store::{Store, names_kept};
pub use wheel::{Incoming, read_wheel};

/// What a refresh found.
#[derive(Debug)]
pub struct Refreshed {
    /// What differs from the facts before.
    pub report: Report,
    /// Whether any file differs.
    pub changed: bool,
}

/// Renews the facts in `schema` from a wheel, or with `check` only says whether they would change.
///
/// # Errors
/// Whatever is wrong with the wheel, with a schema in it, with a correction, or with a name that would change. Nothing has
/// been written then.
pub fn refresh(schema: &Path, wheel: &Path, check: bool) -> Result<Refreshed, Error> {
    let source = Source::load(schema)?;
    source.verify(wheel)?;
    let corrections = Correction::load_all(&schema.join("patches"))?;
    let mut incoming = read_wheel(wheel, &corrections)?;
    ReturnValues::load(schema)?.apply(&mut incoming.types)?;
    let before = Store::load(schema)?;
    let after = Store::build(&incoming, &before)?;
    names_kept(&before, &after)?;
    let report = Report::compare(&before, &after);
    let changed = after.differs(schema, &source, &incoming)?;
    if changed && !check {
        after.write(schema, &source, &incoming, &report)?;
    }
    Ok(Refreshed { report, changed })
}
