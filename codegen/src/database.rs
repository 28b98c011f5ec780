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
//! `number`, `count`, `string` and `offset` are LEB128. A node stands before those that hold it, and equal nodes are one:
//! that is what makes the block small.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::Error;

/// What the block starts with.
pub const MAGIC: &[u8] = b"synth-facts-1\n";

/// Makes the block of the facts of types, each by its name.
///
/// # Errors
/// [`Error::Invalid`] if there is more than 32 bits can count, or a number that is none.
pub fn encode(types: &BTreeMap<String, Value>) -> Result<Vec<u8>, Error> {
    let mut encoder = Encoder::default();
    let mut index = Vec::with_capacity(types.len());
    for (name, facts) in types {
        index.push((encoder.string(name)?, encoder.node(facts)?));
    }

    let texts: usize = encoder.strings.iter().map(String::len).sum();
    let mut block = MAGIC.to_vec();
    for count in [encoder.strings.len(), texts, encoder.nodes.len(), types.len()] {
        block.extend(fits(count)?.to_le_bytes());
    }
    let mut end = 0;
    for text in &encoder.strings {
        end += text.len();
        block.extend(fits(end)?.to_le_bytes());
    }
    for text in &encoder.strings {
        block.extend(text.as_bytes());
    }
    block.extend(&encoder.nodes);
    for (name, facts) in index {
        block.extend(name.to_le_bytes());
        block.extend(facts.to_le_bytes());
    }
    Ok(block)
}

fn fits(count: usize) -> Result<u32, Error> {
    u32::try_from(count).map_err(|_| Error::Invalid("the facts are larger than 4 GiB".to_owned()))
}

/// What has been written so far. The maps are only looked up in, so their order does not matter.
#[derive(Default)]
struct Encoder {
    strings: Vec<String>,
    string_ids: HashMap<String, u32>,
    nodes: Vec<u8>,
    offsets: HashMap<Vec<u8>, u32>,
}

impl Encoder {
    fn string(&mut self, text: &str) -> Result<u32, Error> {
        if let Some(&id) = self.string_ids.get(text) {
            return Ok(id);
        }
        let id = fits(self.strings.len())?;
        self.strings.push(text.to_owned());
        self.string_ids.insert(text.to_owned(), id);
        Ok(id)
    }

    /// Writes the nodes inside and then the node, unless an equal one is there; where it is.
    fn node(&mut self, value: &Value) -> Result<u32, Error> {
        let bytes = match value {
            Value::Null => vec![0],
            Value::Bool(value) => vec![if *value { 2 } else { 1 }],
            Value::Number(number) => match number.as_i64() {
                Some(whole) => tagged(3, [zigzag(whole)]),
                None => {
                    let number =
                        number.as_f64().ok_or_else(|| Error::Invalid(format!("{number} is no number")))?;
                    [4].into_iter().chain(number.to_le_bytes()).collect()
                }
            },
            Value::String(text) => tagged(5, [u64::from(self.string(text)?)]),
            Value::Array(items) => {
                let offsets = items.iter().map(|item| Ok(u64::from(self.node(item)?)));
                let offsets = offsets.collect::<Result<Vec<_>, Error>>()?;
                tagged(6, std::iter::once(offsets.len() as u64).chain(offsets))
            }
            Value::Object(entries) => {
                let sorted: BTreeMap<_, _> = entries.iter().collect();
                let mut numbers = vec![sorted.len() as u64];
                for (key, value) in sorted {
                    numbers.push(u64::from(self.string(key)?));
                    numbers.push(u64::from(self.node(value)?));
                }
                tagged(7, numbers)
            }
        };
        if let Some(&offset) = self.offsets.get(&bytes) {
            return Ok(offset);
        }
        let offset = fits(self.nodes.len())?;
        self.nodes.extend(&bytes);
        self.offsets.insert(bytes, offset);
        Ok(offset)
    }
}

fn tagged(tag: u8, numbers: impl IntoIterator<Item = u64>) -> Vec<u8> {
    let mut bytes = vec![tag];
    for number in numbers {
        push_leb128(&mut bytes, number);
    }
    bytes
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
