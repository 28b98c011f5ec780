//! The facts of all types as one block of bytes, which a program carries and reads without decoding it.
//!
//! ```text
//! block   = "synth-facts-1\n" counts strings nodes index
//! counts  = strings: u32, bytes of strings: u32, bytes of nodes: u32, types: u32     (little-endian, as everything is)
//! strings = the end of each string: u32 …, then the strings themselves
//! nodes   = node …
//! index   = (name: u32 string, facts: u32 offset into nodes) …, sorted by name
//! node    = 0                                  null
//!         | 1 | 2                              false, true
//!         | 3 number                           a whole number, zigzag
//!         | 4 f64                              any other number
//!         | 5 string                           a text
//!         | 6 count offset …                   a list
//!         | 7 count (string offset) …          an object, sorted by key
//! ```
//! `number`, `count`, `string` and `offset` are LEB128, and an `offset` counts backwards from the node that holds it. A
//! node stands before those that hold it, equal nodes are one, and the strings that occur most have the lowest numbers:
//! that is what makes the block small.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::Value;

use crate::facts::Regions;
use crate::{Error, checks, read};

/// What the block starts with.
pub const MAGIC: &[u8] = b"synth-facts-1\n";

/// Makes the block of all facts in a folder such as `schema/`: the types of `services/`, each with `regions`, the list of
/// those that have it.
///
/// # Errors
/// [`Error::Io`] and [`Error::Json`] by what is in the folder, otherwise as [`encode`].
pub fn from_folder(schema: &Path) -> Result<Vec<u8>, Error> {
    let list = schema.join("regions.txt");
    let regions = Regions::from_text(&list.display().to_string(), &read(&list)?)?;
    let services = schema.join("services");
    let mut types = BTreeMap::new();
    for entry in std::fs::read_dir(&services).map_err(|source| Error::io(&services, source))? {
        let path = entry.map_err(|source| Error::io(&services, source))?.path();
        let facts: BTreeMap<String, Value> = serde_json::from_str(&read(&path)?)
            .map_err(|source| Error::Json { origin: path.display().to_string(), source })?;
        types.extend(facts);
    }
    for (name, facts) in &mut types {
        shorten(facts);
        let having = regions.of_type(name).iter().map(|region| Value::from(region.as_str())).collect();
        if let Some(facts) = facts.as_object_mut() {
            facts.insert("regions".to_owned(), having);
        }
    }
    encode(&types)
}

/// Makes the block of the facts for checks in a folder such as `schema/checks`, each by its name. Its strings are as they
/// stand in the text.
///
/// # Errors
/// As [`checks::load`], otherwise as [`encode`].
pub fn checks_from_folder(folder: &Path) -> Result<Vec<u8>, Error> {
    let mut facts = checks::load(folder)?;
    checks::add_jsonata(&mut facts)?;
    encode(&facts)
}

/// Leaves out what every path and reference starts with: `#/definitions/Name` becomes `Name`, and `/properties/Name` does.
/// They would be a third of the block.
fn shorten(facts: &mut Value) {
    match facts {
        Value::Object(entries) => entries.values_mut().for_each(shorten),
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::String(text) => {
            let short = text.strip_prefix("#/definitions/").or_else(|| text.strip_prefix("/properties/"));
            if let Some(short) = short {
                *text = short.to_owned();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Makes the block of the facts of types, each by its name.
///
/// # Errors
/// [`Error::Invalid`] if there is more than 32 bits can count, or a number that is none.
pub fn encode(types: &BTreeMap<String, Value>) -> Result<Vec<u8>, Error> {
    let mut uses = BTreeMap::new();
    for (name, facts) in types {
        *uses.entry(name.as_str()).or_default() += 1;
        count_strings(facts, &mut uses);
    }
    let mut strings: Vec<&str> = uses.keys().copied().collect();
    strings.sort_by_key(|text| std::cmp::Reverse(uses.get(text)));
    let numbers = strings.iter().enumerate().map(|(number, text)| (*text, number as u64)).collect();
    let mut encoder = Encoder { numbers, nodes: Vec::new(), offsets: HashMap::new() };
    let mut index = Vec::with_capacity(types.len());
    for (name, facts) in types {
        index.push((encoder.string(name), encoder.node(facts)?));
    }

    let texts: usize = strings.iter().map(|text| text.len()).sum();
    let mut block = MAGIC.to_vec();
    for count in [strings.len(), texts, encoder.nodes.len(), types.len()] {
        block.extend(fits(count)?.to_le_bytes());
    }
    let mut end = 0;
    for text in &strings {
        end += text.len();
        block.extend(fits(end)?.to_le_bytes());
    }
    for text in &strings {
        block.extend(text.as_bytes());
    }
    block.extend(&encoder.nodes);
    for (name, facts) in index {
        block.extend(u32::try_from(name).unwrap_or_default().to_le_bytes());
        block.extend(fits(facts)?.to_le_bytes());
    }
    Ok(block)
}

fn count_strings<'f>(value: &'f Value, uses: &mut BTreeMap<&'f str, usize>) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::String(text) => *uses.entry(text).or_default() += 1,
        Value::Array(items) => items.iter().for_each(|item| count_strings(item, uses)),
        Value::Object(entries) => {
            for (key, value) in entries {
                *uses.entry(key).or_default() += 1;
                count_strings(value, uses);
            }
        }
    }
}

fn fits(count: usize) -> Result<u32, Error> {
    u32::try_from(count).map_err(|_| Error::Invalid("the facts are larger than 4 GiB".to_owned()))
}

/// What has been written so far. The maps are only looked up in, so their order does not matter.
struct Encoder<'f> {
    numbers: HashMap<&'f str, u64>,
    nodes: Vec<u8>,
    offsets: HashMap<Vec<Part>, usize>,
}

/// A part of a node: as it stands, or where another node is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Tag(u8),
    Number(u64),
    Bits(u64),
    Node(usize),
}

impl Encoder<'_> {
    fn string(&self, text: &str) -> u64 {
        self.numbers.get(text).copied().unwrap_or_default()
    }

    /// Writes the nodes inside and then the node, unless an equal one is there; where it is.
    fn node(&mut self, value: &Value) -> Result<usize, Error> {
        let parts = self.parts(value)?;
        if let Some(&offset) = self.offsets.get(&parts) {
            return Ok(offset);
        }
        let offset = self.nodes.len();
        for part in &parts {
            match *part {
                Part::Tag(tag) => self.nodes.push(tag),
                Part::Number(number) => push_leb128(&mut self.nodes, number),
                Part::Bits(bits) => self.nodes.extend(bits.to_le_bytes()),
                Part::Node(inside) => push_leb128(&mut self.nodes, (offset - inside) as u64),
            }
        }
        self.offsets.insert(parts, offset);
        Ok(offset)
    }

    fn parts(&mut self, value: &Value) -> Result<Vec<Part>, Error> {
        Ok(match value {
            Value::Null => vec![Part::Tag(0)],
            Value::Bool(false) => vec![Part::Tag(1)],
            Value::Bool(true) => vec![Part::Tag(2)],
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => vec![Part::Tag(3), Part::Number(zigzag(whole))],
                (None, Some(float)) => vec![Part::Tag(4), Part::Bits(float.to_bits())],
                (None, None) => return Err(Error::Invalid(format!("{number} is no number"))),
            },
            Value::String(text) => vec![Part::Tag(5), Part::Number(self.string(text))],
            Value::Array(items) => {
                let mut parts = vec![Part::Tag(6), Part::Number(items.len() as u64)];
                for item in items {
                    parts.push(Part::Node(self.node(item)?));
                }
                parts
            }
            Value::Object(entries) => {
                let sorted: BTreeMap<_, _> = entries.iter().collect();
                let mut parts = vec![Part::Tag(7), Part::Number(sorted.len() as u64)];
                for (key, value) in sorted {
                    parts.push(Part::Number(self.string(key)));
                    parts.push(Part::Node(self.node(value)?));
                }
                parts
            }
        })
    }
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn push_leb128(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            bytes.push(low & 0x7F);
            return;
        }
        bytes.push(low | 0x80);
    }
}
