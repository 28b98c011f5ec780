//! Reads the block of bytes that `cfn_synth_codegen::database` writes and describes, in place.

use std::fmt;

use crate::model::{Node, Object};

/// The facts of many resource types, by their names.
pub struct Database {
    texts: &'static str,
    text_ends: &'static [u8],
    nodes: &'static [u8],
    index: &'static [u8],
}

/// What the block starts with.
const MAGIC: &[u8] = b"synth-facts-1\n";
/// The bytes of an entry of the index: a text and an offset.
const ENTRY: usize = 8;
/// What a list begins with.
const LIST: u8 = 6;
/// What an object begins with.
const OBJECT: u8 = 7;

impl Database {
    pub(super) const EMPTY: Self = Self { texts: "", text_ends: &[], nodes: &[], index: &[] };

    /// The database in a block; `None` if it is none of this version.
    #[must_use]
    pub fn open(block: &'static [u8]) -> Option<Self> {
        let rest = block.strip_prefix(MAGIC)?;
        let (strings, rest) = split_u32(rest)?;
        let (texts, rest) = split_u32(rest)?;
        let (nodes, rest) = split_u32(rest)?;
        let (types, rest) = split_u32(rest)?;
        let (text_ends, rest) = rest.split_at_checked(strings.checked_mul(4)?)?;
        let (texts, rest) = rest.split_at_checked(texts)?;
        let (nodes, index) = rest.split_at_checked(nodes)?;
        if index.len() != types.checked_mul(ENTRY)? {
            return None;
        }
        Some(Self { texts: std::str::from_utf8(texts).ok()?, text_ends, nodes, index })
    }

    /// The facts about a type.
    #[must_use]
    pub fn get(&'static self, type_name: &str) -> Option<Fact> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            let (name, fact) = self.entry(middle)?;
            match name.cmp(type_name) {
                std::cmp::Ordering::Equal => return Some(fact),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// How many types there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len() / ENTRY
    }

    /// Whether there is no type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// All types and the facts about them, by name.
    pub fn iter(&'static self) -> impl Iterator<Item = (&'static str, Fact)> {
        (0..self.len()).filter_map(|position| self.entry(position))
    }

    fn entry(&'static self, position: usize) -> Option<(&'static str, Fact)> {
        let entry = self.index.get(position.checked_mul(ENTRY)?..)?;
        let (name, rest) = split_u32(entry)?;
        let (offset, _) = split_u32(rest)?;
        Some((self.text(name)?, Fact { database: self, offset }))
    }

    fn text(&self, number: usize) -> Option<&'static str> {
        let (start, end) = self.bounds(number)?;
        self.texts.get(start..end)
    }

    /// Where a text starts and ends.
    fn bounds(&self, number: usize) -> Option<(usize, usize)> {
        let Some(before) = number.checked_sub(1) else { return Some((0, split_u32(self.text_ends)?.0)) };
        // Both are read at once: see [`FactObject::find`].
        let ends: &[u8; 8] = self.text_ends.get(before.checked_mul(4)?..)?.first_chunk()?;
        let (start, end) = ends.split_first_chunk()?;
        let read = |bytes: [u8; 4]| usize::try_from(u32::from_le_bytes(bytes)).ok();
        Some((read(*start)?, read(*end.first_chunk()?)?))
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Database({} types)", self.len())
    }
}

/// A value among the facts: of a schema keyword, as JSON has it. Reading it copies nothing.
#[derive(Clone, Copy)]
pub struct Fact {
    database: &'static Database,
    offset: usize,
}

/// What a [`Fact`] is.
#[derive(Clone, Copy, Debug)]
pub enum FactValue {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(&'static str),
    /// A list.
    List(FactList),
    /// An object.
    Object(FactObject),
}

impl Fact {
    /// What it is. A block that is damaged reads as `null` there.
    #[must_use]
    pub fn value(self) -> FactValue {
        self.read().unwrap_or(FactValue::Null)
    }

    fn read(self) -> Option<FactValue> {
        let (tag, rest) = self.database.nodes.get(self.offset..)?.split_first()?;
        Some(match *tag {
            1 => FactValue::Bool(false),
            2 => FactValue::Bool(true),
            3 => {
                let (number, _) = split_leb128(rest)?;
                FactValue::Integer((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
            }
            4 => FactValue::Float(f64::from_le_bytes(*rest.first_chunk()?)),
            5 => FactValue::Text(self.database.text(split_number(rest)?.0)?),
            LIST => {
                let (left, bytes) = split_number(rest)?;
                FactValue::List(FactList { holder: self, left, bytes })
            }
            OBJECT => {
                let (left, bytes) = split_number(rest)?;
                FactValue::Object(FactObject { holder: self, left, bytes })
            }
            _ => FactValue::Null,
        })
    }

    /// How many members a list or an object has, and where they are, if this is one.
    fn members(self, wanted: u8) -> Option<(usize, &'static [u8])> {
        let (tag, rest) = self.database.nodes.get(self.offset..)?.split_first()?;
        if *tag == wanted { split_number(rest) } else { None }
    }

    /// The fact that stands so far before this one.
    fn inside(self, back: usize) -> Option<Self> {
        Some(Self { database: self.database, offset: self.offset.checked_sub(back)? })
    }

    /// The value of that key, if this is an object that has it.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        self.entries().find(key)
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_str(self) -> Option<&'static str> {
        match self.value() {
            FactValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if this is one.
    #[must_use]
    pub fn as_integer(self) -> Option<i64> {
        match self.value() {
            FactValue::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The truth, if this is one.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            FactValue::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The items, if this is a list; else none.
    #[must_use]
    pub fn items(self) -> FactList {
        let (left, bytes) = self.members(LIST).unwrap_or_default();
        FactList { holder: self, left, bytes }
    }

    /// The entries by key, if this is an object; else none.
    #[must_use]
    pub fn entries(self) -> FactObject {
        let (left, bytes) = self.members(OBJECT).unwrap_or_default();
        FactObject { holder: self, left, bytes }
    }
}

/// A fact as a value of a template.
impl From<Fact> for Node {
    fn from(fact: Fact) -> Self {
        match fact.value() {
            FactValue::Null => Self::default(),
            FactValue::Bool(value) => value.into(),
            FactValue::Integer(number) => number.into(),
            FactValue::Float(number) => number.into(),
            FactValue::Text(text) => text.into(),
            FactValue::List(items) => Self::list(items.map(Self::from)),
            FactValue::Object(entries) => entries.collect::<Object>().into(),
        }
    }
}

/// As JSON.
impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            FactValue::Null => f.write_str("null"),
            FactValue::Bool(value) => value.fmt(f),
            FactValue::Integer(number) => number.fmt(f),
            FactValue::Float(number) => number.fmt(f),
            FactValue::Text(text) => text.fmt(f),
            FactValue::List(items) => items.fmt(f),
            FactValue::Object(entries) => entries.fmt(f),
        }
    }
}

/// The items of a list.
#[derive(Clone, Copy)]
pub struct FactList {
    holder: Fact,
    left: usize,
    bytes: &'static [u8],
}

impl Iterator for FactList {
    type Item = Fact;

    fn next(&mut self) -> Option<Fact> {
        self.left = self.left.checked_sub(1)?;
        let (offset, rest) = split_number(self.bytes)?;
        self.bytes = rest;
        self.holder.inside(offset)
    }
}

/// The entries of an object, by key.
#[derive(Clone, Copy)]
pub struct FactObject {
    holder: Fact,
    left: usize,
    bytes: &'static [u8],
}

impl FactObject {
    /// The value of a key. As little as possible is read of the entries before it: most of what is done with facts is this.
    fn find(mut self, key: &str) -> Option<Fact> {
        let database = self.holder.database;
        while let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            let (name, rest) = split_number(self.bytes)?;
            let (start, end) = database.bounds(name)?;
            if end.checked_sub(start)? == key.len()
                && database.texts.as_bytes().get(start..end)? == key.as_bytes()
            {
                return self.holder.inside(split_number(rest)?.0);
            }
            let (_, rest) = rest.split_at_checked(rest.iter().position(|byte| byte & 0x80 == 0)? + 1)?;
            self.bytes = rest;
        }
        None
    }
}

impl Iterator for FactObject {
    type Item = (&'static str, Fact);

    fn next(&mut self) -> Option<(&'static str, Fact)> {
        self.left = self.left.checked_sub(1)?;
        let (key, rest) = split_number(self.bytes)?;
        let (offset, rest) = split_number(rest)?;
        self.bytes = rest;
        Some((self.holder.database.text(key)?, self.holder.inside(offset)?))
    }
}

impl fmt::Debug for FactList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl fmt::Debug for FactObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(*self).finish()
    }
}

fn split_u32(bytes: &'static [u8]) -> Option<(usize, &'static [u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((usize::try_from(u32::from_le_bytes(*number)).ok()?, rest))
}

#[inline]
fn split_number(bytes: &'static [u8]) -> Option<(usize, &'static [u8])> {
    let (number, rest) = split_leb128(bytes)?;
    Some((usize::try_from(number).ok()?, rest))
}

#[inline]
fn split_leb128(bytes: &'static [u8]) -> Option<(u64, &'static [u8])> {
    // Nearly all numbers have two bytes at most.
    match bytes {
        [low @ ..0x80, rest @ ..] => Some((u64::from(*low), rest)),
        [low, high @ ..0x80, rest @ ..] => Some((u64::from(low & 0x7F) | u64::from(*high) << 7, rest)),
        _ => split_long_leb128(bytes),
    }
}

#[cold]
fn split_long_leb128(bytes: &'static [u8]) -> Option<(u64, &'static [u8])> {
    let (mut number, mut rest) = (0_u64, bytes);
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, after) = rest.split_first()?;
        rest = after;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some((number, rest));
        }
    }
    None
}
