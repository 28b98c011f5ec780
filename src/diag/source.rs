use std::fmt;

use super::{Diagnostic, Span};

/// The text of a document, and where its lines start.
#[derive(Clone, Debug, Default)]
pub struct Source {
    name: String,
    text: String,
    /// The offset at which each line but the first starts.
    line_starts: Vec<u32>,
}

impl Source {
    /// The text under the name that diagnostics show. Lines end with `\n`, `\r\n` or `\r`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let after = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
        // Counted first: a document of nothing but line ends would else take eight times its size.
        let mut line_starts = Vec::new();
        if bytes.contains(&b'\r') {
            let is_end = |&(index, &byte): &(usize, &u8)| {
                byte == b'\n' || (byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'))
            };
            line_starts.reserve_exact(bytes.iter().enumerate().filter(is_end).count());
            line_starts.extend(bytes.iter().enumerate().filter(is_end).map(|(index, _)| after(index)));
        } else {
            line_starts.reserve_exact(bytes.iter().filter(|byte| **byte == b'\n').count());
            line_starts.extend(text.match_indices('\n').map(|(index, _)| after(index)));
        }
        Self { name: name.into(), text, line_starts }
    }

    /// The name of the document, such as the path of its file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a part; empty if there is no such part.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The line and the column, both from 1, of a byte. Columns count characters.
    ///
    /// ```
    /// use synth::diag::Source;
    ///
    /// let source = Source::new("template.yaml", "Ä: 1\nB: 2\n");
    /// assert_eq!(source.line_column(4), (1, 4));
    /// assert_eq!(source.line_column(6), (2, 1));
    /// ```
    #[must_use]
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let (number, start) = self.line(offset);
        let line = self.text.get(start as usize..).unwrap_or_default();
        // Lines can be as long as the document, and this is asked for each finding: counting bytes is what is fast.
        let before = line.as_bytes().get(..(offset - start) as usize).unwrap_or(line.as_bytes());
        let column = before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        (number, column as u32 + 1)
    }

    /// The lines from the one that holds byte `first` to the one that holds byte `last`: where the first begins, its
    /// number from 1, and the text of them all without the last line end.
    pub(super) fn lines(&self, first: u32, last: u32) -> (u32, u32, &str) {
        let (line, start) = self.line(first);
        let next = self.line_starts.get(self.line(last).0 as usize - 1);
        let text = match next {
            Some(&next) => {
                let text = self.text.get(start as usize..next as usize).unwrap_or_default();
                let text = text.strip_suffix('\n').unwrap_or(text);
                text.strip_suffix('\r').unwrap_or(text)
            }
            None => self.text.get(start as usize..).unwrap_or_default(),
        };
        (start, line, text)
    }

    /// The number of the line that holds the byte, from 1, and where it starts.
    fn line(&self, offset: u32) -> (u32, u32) {
        let before = self.line_starts.partition_point(|&start| start <= offset);
        let start = before.checked_sub(1).and_then(|line| self.line_starts.get(line)).copied().unwrap_or(0);
        (before as u32 + 1, start)
    }

    /// The diagnostic in one line, with the place in this document: `template.yaml:12:8: error[code]: message`.
    #[must_use]
    pub fn in_one_line<'a>(&'a self, diagnostic: &'a Diagnostic) -> impl fmt::Display + 'a {
        OneLine { source: self, diagnostic }
    }
}

struct OneLine<'a> {
    source: &'a Source,
    diagnostic: &'a Diagnostic,
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.diagnostic.labels.iter().find(|label| label.origin.is_known());
        if let Some(span) = first.and_then(|label| label.origin.span()) {
            let (line, column) = self.source.line_column(span.start);
            write!(f, "{}:{line}:{column}: ", self.source.name)?;
        }
        self.diagnostic.fmt(f)
    }
}
