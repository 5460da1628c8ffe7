//! Faults of the content: what is wrong, where, and what would mend it.

use crate::source::Span;

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file says it another way, or a reader may be hindered; files are written.
    Warning,
    /// Nothing is written.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// Every fault that Triplicate can report, each with its stable name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// The complete list, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name that reports show, such as `dangling-reference`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How grave the fault is where `--strict` is not given.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // --- the source as a file
    /// The source is not valid UTF-8.
    InvalidUtf8 = "invalid-utf8", Error;
    /// A control character that no format can hold; a replacement character stands in its place.
    ControlCharacter = "control-character", Warning;
    /// The source holds no content.
    EmptyDocument = "empty-document", Error;
    /// The source, or a part of what it holds, is larger than the limit.
    TooLarge = "too-large", Error;
    /// Blocks or inlines are nested past the limit.
    TooDeep = "too-deep", Error;
    // --- metadata
    /// The front matter is not valid YAML or TOML.
    BadMetadata = "bad-metadata", Error;
    /// A value in the front matter has the wrong form.
    BadValue = "bad-value", Error;
    /// A front-matter key that nobody reads.
    UnknownKey = "unknown-key", Warning;
    /// No title in the metadata nor in the text.
    NoTitle = "no-title", Warning;
    /// No language in the metadata.
    NoLanguage = "no-language", Warning;
    /// A language tag that is not well formed.
    BadLanguage = "bad-language", Warning;
    // --- structured documents
    /// A structured document that is not valid YAML, JSON or TOML, or a value in it that has the wrong form.
    BadForm = "bad-form", Error;
    /// A field or kind in a structured document that nothing here has.
    UnknownField = "unknown-field", Error;
    // --- Markdown
    /// An HTML tag that has no meaning here; its text is kept.
    RawHtml = "raw-html", Warning;
    /// Syntax that is not supported, such as math or citations.
    Unsupported = "unsupported", Warning;
    /// Attributes in braces that cannot be read, or that mean nothing in their place.
    BadAttribute = "bad-attribute", Warning;
    /// A `:::` block of an unknown kind.
    UnknownBlock = "unknown-block", Warning;
    /// A `:::` fence without a partner.
    UnmatchedFence = "unmatched-fence", Error;
    /// A footnote mention without its text.
    MissingNote = "missing-note", Warning;
    /// A footnote text that nothing mentions; it is not printed.
    UnusedNote = "unused-note", Warning;
    /// A `::: list-table`, timeline or other block whose content has the wrong form.
    BadBlock = "bad-block", Error;
    // --- included files
    /// A file to be included that is missing or cannot be read.
    MissingInclude = "missing-include", Error;
    /// An include that names no Markdown file.
    BadInclude = "bad-include", Error;
    /// A file that includes itself, be it through others.
    IncludeCycle = "include-cycle", Error;
    /// An included file without content.
    EmptyInclude = "empty-include", Warning;
    /// Front matter of an included file; that of the document counts.
    UnreadMetadata = "unread-metadata", Warning;
    // --- images
    /// A local image that cannot be read.
    MissingImage = "missing-image", Error;
    /// An image or a file to be included that lies outside the root folder.
    OutsideRoot = "outside-root", Error;
    /// An image of a kind that is not supported, or damaged.
    BadImage = "bad-image", Error;
    /// An image at a network address; its alternative text stands in its place.
    RemoteImage = "remote-image", Warning;
    /// An image without alternative text.
    MissingAlt = "missing-alt", Warning;
    // --- structure
    /// One label given to two things.
    DuplicateLabel = "duplicate-label", Error;
    /// A reference to a label that nothing has.
    DanglingReference = "dangling-reference", Error;
    /// A link with text to a label that nothing has; the text stays.
    DanglingLink = "dangling-link", Warning;
    /// A heading that skips a level.
    HeadingJump = "heading-jump", Warning;
    /// A heading without text.
    EmptyHeading = "empty-heading", Warning;
    /// A table whose rows and spans do not close to a grid.
    TableGrid = "table-grid", Error;
    /// Table rows of unequal length, filled up with empty cells.
    RaggedTable = "ragged-table", Warning;
    /// A table in which no cell names a column or row; its first column is taken to name the rows.
    HeadlessTable = "headless-table", Warning;
    /// A relative link that leads nowhere from a published file; its text stays.
    RelativeLink = "relative-link", Warning;
    /// A link of a scheme that is not published; its text stays.
    LinkScheme = "link-scheme", Warning;
    /// A link whose address is not valid; its text stays.
    BadAddress = "bad-address", Warning;
    // --- theme and fonts
    /// A theme file with a fault.
    BadTheme = "bad-theme", Error;
    /// A font named by the theme that is neither bundled nor given.
    UnknownFont = "unknown-font", Warning;
    /// A font file that cannot be read.
    BadFont = "bad-font", Warning;
    /// A character that no font has.
    MissingGlyph = "missing-glyph", Warning;
    // --- layout and formats
    /// Content wider or taller than its place on the page.
    Overfull = "overfull", Warning;
    /// Something that a format cannot say; its nearest equivalent is written.
    NotExpressible = "not-expressible", Warning;
}

/// One fault of the content.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Which fault it is.
    pub code: Code,
    /// How grave it is in this run.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// Where; `None` only where the fault has no place in a text (a file that is missing).
    pub span: Option<Span>,
    /// What would mend it, if there is a proposal.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A fault at a place, as grave as its code says.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), span: Some(span), help: None }
    }

    /// A fault without a place in a text.
    pub fn placeless(code: Code, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), span: None, help: None }
    }

    /// Adds a proposal.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The faults found so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Notes a fault and goes on.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over another stage's faults.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(other);
    }

    /// Whether anything forbids writing.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Makes every warning an error, as `--strict` asks.
    pub fn escalate(&mut self) {
        for diagnostic in &mut self.list {
            diagnostic.severity = Severity::Error;
        }
    }

    /// The faults in the order of their places, equal ones once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| {
            (a.span.map(Span::key), a.code, &a.message).cmp(&(b.span.map(Span::key), b.code, &b.message))
        });
        // Spans compare equal by design, so the places are compared by their keys.
        self.list.dedup_by(|a, b| a == b && a.span.map(Span::key) == b.span.map(Span::key));
        self.list
    }

    /// The faults in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}

/// The candidate nearest to `word`, if one is near enough to be what was meant.
///
/// Near means an edit distance (insertions, deletions, substitutions, swaps of neighbours) of at most a third of the
/// longer word.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= (word.chars().count().max(candidate.chars().count()) / 3).max(1)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// The optimal string alignment distance, over at most the first 64 characters of each word.
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            let mut cost = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + changed);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
