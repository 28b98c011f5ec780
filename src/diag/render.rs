use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::panic::Location;
use std::path::{Path, PathBuf};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin as Place, Snippet};

use super::{Diagnostic, Label, Severity, Source, Span};

/// Shows diagnostics with the lines of source that they concern, as rustc does.
///
/// ```
/// use synth::diag::{Diagnostic, Renderer};
///
/// let finding = Diagnostic::error("no-resources", "the stack `empty` has no resources");
/// assert_eq!(Renderer::plain().render(&finding), "error[no-resources]: the stack `empty` has no resources");
/// ```
#[derive(Debug)]
pub struct Renderer {
    renderer: annotate_snippets::Renderer,
    sources: SourceReader,
}

/// Shows diagnostics about a document with the lines of it that they concern.
#[derive(Debug)]
pub struct DocumentRenderer<'a> {
    renderer: &'a Renderer,
    source: &'a Source,
}

impl DocumentRenderer<'_> {
    /// The diagnostic as text, without a final newline.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        self.renderer.show(diagnostic, Some(self.source))
    }
}

impl Renderer {
    /// Without colours.
    #[must_use]
    pub fn plain() -> Self {
        Self { renderer: annotate_snippets::Renderer::plain(), sources: SourceReader::default() }
    }

    /// With colours, as ANSI escapes.
    #[must_use]
    pub fn styled() -> Self {
        Self {
            renderer: annotate_snippets::Renderer::styled().decor_style(DecorStyle::Ascii),
            sources: SourceReader::default(),
        }
    }

    /// Reads source files from somewhere else.
    #[must_use]
    pub fn sources(mut self, sources: SourceReader) -> Self {
        self.sources = sources;
        self
    }

    /// Shows the lines of this document too.
    #[must_use]
    pub fn document<'a>(&'a self, source: &'a Source) -> DocumentRenderer<'a> {
        DocumentRenderer { renderer: self, source }
    }

    /// The diagnostic as text, without a final newline. Places in a document are left out: [`Renderer::document`] shows
    /// them.
    ///
    /// Where a source file cannot be read, or is shorter than it was when it was compiled, its name and line stand without
    /// the excerpt.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        self.show(diagnostic, None)
    }

    fn show(&self, diagnostic: &Diagnostic, source: Option<&Source>) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let files = self.files(diagnostic);
        let excerpts = source.map(|source| Excerpt::of(diagnostic, source)).unwrap_or_default();
        let mut report: Group<'_> = level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code.as_ref())
            .elements(None::<Place<'_>>);
        let mut unread = Vec::new();
        for excerpt in &excerpts {
            let annotations = excerpt.labels.iter().map(|(rank, span, label)| {
                let kind = if *rank == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                kind.span(span.clone()).label(label.text.as_str())
            });
            report = report.element(
                Snippet::source(excerpt.text.as_ref())
                    .line_start(excerpt.line)
                    .path(excerpt.name)
                    .annotations(annotations),
            );
        }
        for file in &files {
            match &file.text {
                Some(text) => {
                    let annotations = file.labels.iter().filter_map(|(rank, location, label)| {
                        let kind = if *rank == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                        Some(kind.span(span_of(text, location)?).label(label.text.as_str()))
                    });
                    report = report
                        .element(Snippet::source(text.as_str()).path(file.name).annotations(annotations));
                }
                None => {
                    for (rank, location, label) in &file.labels {
                        if *rank > 0 && !label.text.is_empty() {
                            unread.push(format!("{location}: {}", label.text));
                            continue;
                        }
                        let place = Place::path(file.name)
                            .line(location.line() as usize)
                            .char_column(location.column() as usize);
                        report = report.element(place);
                    }
                }
            }
        }
        let notes =
            diagnostic.labels.iter().filter(|label| !label.origin.is_known() && !label.text.is_empty());
        for text in unread.iter().chain(notes.map(|label| &label.text)) {
            report = report.element(Level::NOTE.message(text.as_str()));
        }
        if let Some(help) = &diagnostic.help {
            report = report.element(Level::HELP.message(help.as_str()));
        }
        let mut text = self.renderer.render(&[report]);
        for (shown, meant) in excerpts.iter().filter_map(|excerpt| excerpt.place.as_ref()) {
            text = text.replacen(shown, meant, 1);
        }
        text
    }

    /// The labels by the file that they are in, files in the order of their first label.
    fn files<'d>(&self, diagnostic: &'d Diagnostic) -> Vec<SourceFile<'d>> {
        let mut files: Vec<SourceFile<'d>> = Vec::new();
        for (rank, label) in diagnostic.labels.iter().enumerate() {
            let Some(location) = label.origin.location() else { continue };
            match files.iter_mut().find(|file| file.name == location.file()) {
                Some(file) => file.labels.push((rank, location, label)),
                None => files.push(SourceFile {
                    name: location.file(),
                    text: self.sources.read(location.file()),
                    labels: vec![(rank, location, label)],
                }),
            }
        }
        for file in &mut files {
            let labels = &file.labels;
            file.text = file
                .text
                .take()
                .filter(|text| labels.iter().all(|(_, location, _)| span_of(text, location).is_some()));
        }
        files
    }
}

struct SourceFile<'d> {
    name: &'static str,
    text: Option<String>,
    labels: Vec<(usize, &'static Location<'static>, &'d Label)>,
}

/// Lines of a document, and what is said of them. Only those lines are handed on: what shows them reads all it is given.
struct Excerpt<'d> {
    name: &'d str,
    line: usize,
    /// Where the first label seems to be, and where it is, if the start of the line is cut off.
    place: Option<(String, String)>,
    text: Cow<'d, str>,
    labels: Vec<(usize, Range<usize>, &'d Label)>,
}

impl<'d> Excerpt<'d> {
    /// Labels that are farther apart than that many bytes get excerpts of their own.
    const LONGEST: u32 = 1 << 16;
    /// So many bytes of a long line are shown before and after what it is about.
    const AROUND: usize = 1 << 8;

    fn of(diagnostic: &'d Diagnostic, source: &'d Source) -> Vec<Self> {
        let places: Vec<(usize, Span, &Label)> = diagnostic
            .labels
            .iter()
            .enumerate()
            .filter_map(|(rank, label)| Some((rank, label.origin.span()?, label)))
            .collect();
        let starts = || places.iter().map(|(_, span, _)| span.start);
        let (Some(first), Some(last)) = (starts().min(), starts().max()) else { return Vec::new() };
        if last - first <= Self::LONGEST {
            return vec![Self::new(source, first, last, places)];
        }
        places.into_iter().map(|place| Self::new(source, place.1.start, place.1.start, vec![place])).collect()
    }

    fn new(source: &'d Source, first: u32, last: u32, places: Vec<(usize, Span, &'d Label)>) -> Self {
        let (start, line, text) = source.lines(first, last);
        let (start, text, is_cut) = Self::cut(start, text, (first - start) as usize, (last - start) as usize);
        let place = is_cut.then(|| {
            let at = |column: usize| format!("{}:{line}:{column}", source.name());
            let before = text.get(..(first - start) as usize).unwrap_or(text);
            (at(before.chars().count() + 1), at(source.line_column(first).1 as usize))
        });
        let labels = places.into_iter().map(|(rank, span, label)| {
            // A value of several lines is shown by its first one.
            let from = (span.start.saturating_sub(start) as usize).min(text.len());
            let rest = text.get(from..).unwrap_or_default();
            let line_end = from + rest.find(['\n', '\r']).unwrap_or(rest.len());
            let to = (span.end.saturating_sub(start) as usize).clamp(from, line_end);
            (rank, from..to, label)
        });
        let labels = labels.collect();
        // Lines may end with `\r` alone, which what shows them does not know.
        let text = if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", " \n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        };
        Self { name: source.name(), line: line as usize, place, text, labels }
    }

    /// The lines without what is far before the first place and far after the last one. A template in one line would else be
    /// laid out as a whole for each of its findings.
    fn cut(start: u32, text: &str, first: usize, last: usize) -> (u32, &str, bool) {
        let mut from = first.saturating_sub(Self::AROUND);
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        let mut to = last.saturating_add(2 * Self::AROUND).min(text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        (start + from as u32, text.get(from..to).unwrap_or_default(), from > 0)
    }
}

/// The bytes of the call that stands at the place: a location says where a call starts, not where it ends.
fn span_of(text: &str, location: &Location<'_>) -> Option<Range<usize>> {
    let line_start = match location.line().checked_sub(2) {
        None => 0,
        Some(skipped) => text.match_indices('\n').nth(skipped as usize)?.0 + 1,
    };
    let line = text.get(line_start..)?.lines().next()?;
    let before: usize =
        line.chars().take(location.column().saturating_sub(1) as usize).map(char::len_utf8).sum();
    let start = line_start + before;
    Some(start..start + call_length(line.get(before..)?))
}

/// The length of what is called, `Stack::new` or `sub!`, and of the text that is its first argument: most often that is
/// the name which the diagnostic is about.
fn call_length(line: &str) -> usize {
    let called = path_length(line);
    if called == 0 {
        return line.chars().next().map_or(1, char::len_utf8);
    }
    let rest = line.get(called..).unwrap_or_default();
    let argument = rest.strip_prefix('!').unwrap_or(rest).strip_prefix('(');
    let end_of_text = argument.and_then(|argument| {
        let text = argument.strip_prefix('"')?;
        let mut escaped = false;
        let end = text.find(|character| {
            let is_end = character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
            is_end
        })?;
        Some(line.len() - text.len() + end + 1)
    });
    end_of_text.unwrap_or(called)
}

/// The length of a path such as `Mapping::<i64>::new`, with an operator before it.
fn path_length(line: &str) -> usize {
    let mut rest = line.strip_prefix('!').unwrap_or(line);
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_alphanumeric() || character == '_');
        let Some(after) = rest.strip_prefix("::") else { break };
        rest = match after.strip_prefix('<') {
            None => after,
            Some(generic) => {
                let mut depth = 1_usize;
                let end = generic.find(|character| {
                    depth = match character {
                        '<' => depth + 1,
                        '>' => depth - 1,
                        _ => depth,
                    };
                    depth == 0
                });
                let Some(end) = end else { break };
                generic.get(end + 1..).unwrap_or_default()
            }
        };
    }
    line.len() - rest.len()
}

/// Finds the source files that diagnostics name.
///
/// The compiler names files by paths relative to the workspace that was built, so they are looked for from the current
/// folder, and from the folder of the package that `cargo run` runs and those above it.
pub struct SourceReader {
    roots: Vec<PathBuf>,
}

impl SourceReader {
    /// Looks for files from these folders only.
    #[must_use]
    pub fn from_roots(roots: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { roots: roots.into_iter().collect() }
    }

    fn read(&self, file: &str) -> Option<String> {
        self.roots.iter().find_map(|root| std::fs::read_to_string(root.join(file)).ok())
    }
}

impl Default for SourceReader {
    fn default() -> Self {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let above = package.iter().flat_map(|package| package.ancestors().map(Path::to_path_buf));
        Self::from_roots(std::iter::once(PathBuf::new()).chain(above))
    }
}

impl fmt::Debug for SourceReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceReader").field("roots", &self.roots).finish()
    }
}
