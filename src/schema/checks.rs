//! The facts that checks need beyond those of types.

use std::sync::OnceLock;

use super::{Database, Fact};

/// Every fact for checks: schemas whose names start with `extensions/` or `other/`, and tables, with `tables/`. They are
/// named after their files under `schema/checks/`, whose texts are as they stand there: a `$ref` is a whole one.
#[must_use]
pub fn checks() -> &'static Database {
    static CHECKS: OnceLock<Database> = OnceLock::new();
    CHECKS.get_or_init(|| {
        Database::open(include_bytes!(concat!(env!("OUT_DIR"), "/checks.bin"))).unwrap_or(Database::EMPTY)
    })
}

/// A JSON Schema for checks. Those that differ from region to region are an object with one for each region.
///
/// ```
/// use synth::schema::{Fact, check_schema};
///
/// let runtimes = check_schema("extensions/aws_lambda_function/zipfile_runtime_enum").ok_or("no such schema")?;
/// assert!(runtimes.get("if").is_some() && runtimes.get("then").is_some());
/// let nodes = check_schema("extensions/aws_redshift_cluster/nodetype_enum").ok_or("no such schema")?;
/// let here = nodes.get("eu-west-1").and_then(|schema| schema.get("enum")).ok_or("not in this region")?;
/// assert!(here.items().filter_map(Fact::as_str).any(|node| node == "ra3.xlplus"));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn check_schema(name: &str) -> Option<Fact> {
    if name.starts_with(TABLES) { None } else { checks().get(name) }
}

/// A table of facts for checks, such as `availability-zones`.
///
/// ```
/// use synth::schema::check_table;
///
/// let runtime = check_table("lambda-runtimes").and_then(|runtimes| runtimes.get("python3.8")).ok_or("not known")?;
/// assert_eq!(runtime.get("deprecated").and_then(|date| date.as_str()), Some("2024-10-14"));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn check_table(name: &str) -> Option<Fact> {
    checks().get(&format!("{TABLES}{name}"))
}

/// What the names of tables start with.
const TABLES: &str = "tables/";
