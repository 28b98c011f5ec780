//! How a text is written in YAML: plain, in quotes or as a block.
//!
//! A text is plain only where every reader takes it for that text: those of YAML 1.1 with the whole type repository
//! (<https://yaml.org/type/>), those of the 1.2 core schema, and those with habits of their own. Where they differ, and
//! wherever that is cheap, the cautious style wins.

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// A value or an item, whose further lines would be indented by that many spaces.
    Block { indent: usize },
    /// A key, or a whole document: it has to stay on its line.
    Line,
    /// An item of a list in brackets.
    Flow,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

/// Writes `text` in the style it needs, without the end of its last line.
pub(super) fn write(out: &mut String, text: &str, position: Position) -> Style {
    let style = style(text, position);
    match (style, position) {
        (Style::Plain, _) => out.push_str(text),
        (Style::Single, _) => write_single(out, text),
        (Style::Literal, Position::Block { indent }) => write_literal(out, text, indent),
        (Style::Double | Style::Literal, _) => write_double(out, text),
    }
    style
}

/// Writes the text that the parts make up, as [`write`] does.
pub(super) fn write_parts(out: &mut String, parts: &[&str], position: Position) {
    let start = out.len();
    out.extend(parts.iter().copied());
    let is_plain = out.get(start..).is_some_and(|text| style(text, position) == Style::Plain);
    if !is_plain {
        let text = out.split_off(start);
        write(out, &text, position);
    }
}

fn style(text: &str, position: Position) -> Style {
    let mut seen = text.bytes().fold(0, |seen, byte| seen | class(byte));
    if seen & WIDE != 0 && text.chars().any(must_escape) {
        seen |= CONTROL;
    }
    if seen & BREAK != 0
        && seen & CONTROL == 0
        && matches!(position, Position::Block { .. })
        && fits_literal(text)
    {
        Style::Literal
    } else if seen & (BREAK | CONTROL | TAB) != 0 {
        Style::Double
    } else if can_be_plain(text, seen, position) {
        Style::Plain
    } else {
        Style::Single
    }
}

/// A colon or a number sign: ends a plain text or starts a comment, depending on what is beside it.
const MARK: u8 = 1;
/// Not plain in a list in brackets. The colon is among them for PyYAML before 5, libyaml before 0.2 and old SnakeYAML,
/// which refuse it there; the space for saphyr, which takes the ` -` in `[a -]` for an item.
const BRACKETS: u8 = 1 << 1;
/// The line end.
const BREAK: u8 = 1 << 2;
/// A control character: only an escape carries it.
const CONTROL: u8 = 1 << 3;
/// The tab.
const TAB: u8 = 1 << 4;
/// Part of a character outside ASCII.
const WIDE: u8 = 1 << 5;
/// Not plain at the start.
const INDICATOR: u8 = 1 << 6;
/// At the start of a text that some reader takes for a number, a boolean or the like.
const TYPED: u8 = 1 << 7;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < classes.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, and below the length")]
        let class = &mut classes[byte];
        *class = match byte as u8 {
            b'\n' => BREAK,
            b'\t' => TAB,
            0..b' ' | 0x7F => CONTROL,
            0x80.. => WIDE,
            b':' | b'#' => MARK | BRACKETS | INDICATOR,
            b',' | b'[' | b']' | b'{' | b'}' | b'?' | b'"' | b'\'' => BRACKETS | INDICATOR,
            b' ' => BRACKETS | INDICATOR,
            b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' => INDICATOR,
            b'0'..=b'9' | b'+' | b'-' | b'.' | b'~' | b'=' | b'<' => TYPED,
            b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'e' | b'E' => TYPED,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Whether a text on one line, with these classes of bytes in it, needs no quotes.
fn can_be_plain(text: &str, seen: u8, position: Position) -> bool {
    let bytes = text.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    let start = class(first);
    if start & INDICATOR != 0 || last == b' ' || (position == Position::Flow && seen & BRACKETS != 0) {
        return false;
    }
    if seen & MARK != 0 {
        let ends_plain = |pair: &[u8]| pair == b": " || pair == b" #";
        if last == b':' || bytes.windows(2).any(ends_plain) {
            return false;
        }
    }
    if start & TYPED != 0 && (is_word(text) || is_marker(text, position) || is_number(bytes) || is_date(text))
    {
        return false;
    }
    // Some readers trim every space that Unicode has.
    seen & WIDE == 0 || text.trim().len() == text.len()
}

/// Booleans and nulls of YAML 1.1 and 1.2 in whatever case, the default value, and the merge key.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 12] = ["~", "=", "<<", "y", "n", "on", "no", "off", "yes", "true", "null", "false"];
    text.len() <= 5 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// The start or the end of a document, an item of a list, and what a reader could take for one.
fn is_marker(text: &str, position: Position) -> bool {
    let item = |after: &str| {
        position == Position::Flow || after.is_empty() || after.starts_with([' ', ',', '[', ']', '{', '}'])
    };
    text.strip_prefix('-').is_some_and(item) || text.starts_with("---") || text.starts_with("...")
}

/// What some reader takes for a number: integers with any base and separator, floats, times of day. Among them are
/// `10.0.0.1`, by the letter of YAML 1.1; `80,443`, which Ruby reads as 80443; `e1`, of which JavaScript's `yaml`
/// makes a number that is none; and `-_`, over which ruamel.yaml fails.
fn is_number(text: &[u8]) -> bool {
    let signs = text.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let number = text.get(signs..).unwrap_or_default();
    match number {
        [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B', digits @ ..] => {
            digits.iter().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'_' | b'+' | b'-'))
        }
        [b'.', word @ ..] if word.eq_ignore_ascii_case(b"inf") || word.eq_ignore_ascii_case(b"nan") => true,
        _ => {
            let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'_' | b',' | b'.' | b':');
            let digits = number.iter().take_while(|byte| is_digit(byte)).count();
            match number.get(digits..).unwrap_or_default() {
                [] => true,
                [b'e' | b'E', exponent @ ..] => {
                    exponent.iter().any(u8::is_ascii_digit)
                        && exponent.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'_' | b'+' | b'-'))
                }
                _ => false,
            }
        }
    }
}

/// A date of YAML 1.1, whether or not a time follows, and with the sign that Ruby allows.
fn is_date(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let end = text.find(|character: char| character != '-' && !character.is_ascii_digit());
    let (date, time) = text.split_at(end.unwrap_or(text.len()));
    let mut parts = date.split('-').map(str::len);
    let lengths = [parts.next(), parts.next(), parts.next(), parts.next()];
    matches!(lengths, [Some(4), Some(1 | 2), Some(1 | 2), None])
        && (time.is_empty() || time.starts_with(['T', 't', ' ']))
}

/// Whether a text with line ends, and without control characters, can be a literal block.
///
/// Not when its first or last line is blank but for spaces, as a reader cannot tell those from the indentation, nor when
/// it starts with a tab, which readers disagree about.
fn fits_literal(text: &str) -> bool {
    let body = text.trim_matches('\n');
    let blank = |line: Option<&str>| line.is_none_or(|line| line.trim_matches([' ', '\t']).is_empty());
    !body.starts_with('\t') && !blank(body.split('\n').next()) && !blank(body.rsplit('\n').next())
}

/// `|` for a text with one line end at its end, `|-` for none, `|+` for several; and the indentation, where the text's
/// own spaces hide it.
fn write_literal(out: &mut String, text: &str, indent: usize) {
    out.push('|');
    if text.trim_start_matches('\n').starts_with(' ') {
        out.push(INDENTATION);
    }
    let body = match text.strip_suffix('\n') {
        None => {
            out.push('-');
            text
        }
        Some(body) => {
            if body.ends_with('\n') {
                out.push('+');
            }
            body
        }
    };
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            push_spaces(out, indent);
            out.push_str(line);
        }
    }
}

/// How much deeper than its collection every text is indented: the step of the layout.
const INDENTATION: char = '2';

/// Writes the spaces at the start of a line.
pub(super) fn push_spaces(out: &mut String, count: usize) {
    const SPACES: &str = "                                                                ";
    let mut left = count;
    while let Some(rest) = left.checked_sub(SPACES.len()) {
        out.push_str(SPACES);
        left = rest;
    }
    out.push_str(SPACES.get(..left).unwrap_or_default());
}

fn write_single(out: &mut String, text: &str) {
    out.push('\'');
    for (index, part) in text.split('\'').enumerate() {
        if index > 0 {
            out.push_str("''");
        }
        out.push_str(part);
    }
    out.push('\'');
}

/// Writes a text in double quotes, on one line whatever it holds.
fn write_double(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if must_escape(character) => push_escape(out, character),
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// A character that a reader may change or refuse, or that is there without being seen: control characters, line ends
/// of YAML 1.1 and of Unicode, the byte order mark, what is no character, and what reverses or hides the text around it.
/// The joiners stay: emoji and Persian are written with them.
fn must_escape(character: char) -> bool {
    matches!(
        character,
        '\0'..' '
            | '\u{7F}'..='\u{9F}'
            | '\u{61C}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FFFE}'..='\u{FFFF}'
    )
}

fn push_escape(out: &mut String, character: char) {
    let code = u32::from(character);
    let (letter, digits) = if code <= 0xFF { ('x', 2) } else { ('u', 4) };
    out.push('\\');
    out.push(letter);
    for digit in (0..digits).rev() {
        out.extend(char::from_digit((code >> (4 * digit)) & 0xF, 16).map(|digit| digit.to_ascii_uppercase()));
    }
}
