//! Bytes become text.

use super::problem::Problem;
use crate::diag::Span;

/// The longest document, in bytes: spans count to there. Far beyond what a template may have.
const LONGEST: usize = u32::MAX as usize / 4;

/// The text that the bytes are, in UTF-8 or, with a byte order mark, in UTF-16. Where that fails, the text as far as it
/// could be read, and why.
pub(super) fn decode(bytes: &[u8]) -> Result<String, (String, Problem)> {
    if bytes.len() > LONGEST {
        return Err((String::new(), Problem::new(Span::default(), "the document is longer than a gigabyte")));
    }
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest)?,
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes)?,
    };
    match text.bytes().position(|byte| byte == 0) {
        None => Ok(text),
        Some(at) => {
            let problem = Problem::new(at_byte(at), "this is not a text: it holds a zero byte");
            Err((text, problem))
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<String, (String, Problem)> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let at = error.valid_up_to();
        let text = bytes.get(..at).map(String::from_utf8_lossy).unwrap_or_default().into_owned();
        let problem =
            Problem::new(at_byte(at), format!("this is not UTF-8: byte {at} cannot stand where it is"));
        (text, problem.help("save the file as UTF-8"))
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, (String, Problem)> {
    let mut text = String::with_capacity(bytes.len());
    let (pairs, rest) = bytes.as_chunks::<2>();
    for (index, character) in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).enumerate() {
        match character {
            Ok(character) => text.push(character),
            Err(_) => {
                let message = format!("this is not UTF-16: character {index} is half of one");
                let problem = Problem::new(at_byte(text.len()), message).help("save the file as UTF-8");
                return Err((text, problem));
            }
        }
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        let problem = Problem::new(at_byte(text.len()), "this is not UTF-16: it has an odd number of bytes");
        Err((text, problem.help("save the file as UTF-8")))
    }
}

/// The first character that YAML does not take anywhere.
pub(super) fn control_character(text: &str) -> Option<Problem> {
    let suspicious = |byte: u8| matches!(byte, 0..=8 | 0x0B | 0x0C | 0x0E..=0x1F | 0x7F | 0xC2 | 0xEF);
    // Most texts hold none of these bytes.
    if !text.bytes().any(suspicious) {
        return None;
    }
    let (at, character) = text.char_indices().find(|(_, character)| {
        matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
    })?;
    let message = format!("the control character U+{:04X} cannot stand in YAML", u32::from(character));
    let end = at + character.len_utf8();
    Some(
        Problem::new(Span { start: at as u32, end: end as u32 }, message)
            .help("in double quotes, write it as an escape such as `\\x07`"),
    )
}

fn at_byte(at: usize) -> Span {
    Span { start: at as u32, end: at as u32 }
}
