//! What runs within a block.

use super::{Block, Label, Language, Picture};
use crate::source::Span;

/// Code up to this many characters stays on one line in every format: a name, an option with its value, a short call. They
/// fill two thirds of a telephone's line, so that they fit beside an indent too.
pub(crate) const SHORT_CODE: usize = 24;

/// An inline with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it was written.
    pub span: Span,
}

impl Inline {
    /// An inline at a place.
    pub fn new(kind: InlineKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Plain text at a place.
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self::new(InlineKind::Text(text.into()), span)
    }
}

/// Every kind of inline.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Words; a non-breaking space is U+00A0 among them.
    Text(String),
    /// Stress: italic.
    Emphasis(Vec<Inline>),
    /// Importance: bold.
    Strong(Vec<Inline>),
    /// No longer valid.
    Strikethrough(Vec<Inline>),
    /// Below the line.
    Subscript(Vec<Inline>),
    /// Above the line.
    Superscript(Vec<Inline>),
    /// Underlined.
    Underline(Vec<Inline>),
    /// Small capitals.
    SmallCaps(Vec<Inline>),
    /// Marked, as with a pen.
    Highlight(Vec<Inline>),
    /// A piece of code.
    Code(String),
    /// A key to press.
    Keyboard(String),
    /// A mention of an outside address.
    Link(Link),
    /// A mention of a label.
    Reference(Reference),
    /// A footnote, at its mark.
    Note(Note),
    /// Words in another language.
    Language(Language, Vec<Inline>),
    /// A small image in the line.
    Image(Picture),
    /// A line ends here.
    LineBreak,
}

/// A mention of an outside address.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The address: absolute and percent-encoded after `resolve`.
    pub target: String,
    /// A title shown beside it, where given.
    pub title: Option<String>,
    /// The words that carry it.
    pub content: Vec<Inline>,
}

/// A mention of a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// What is meant.
    pub label: Label,
    /// The words that carry it: the author's own, or, where those are empty, "Figure 3" as worded by `resolve`.
    pub content: Vec<Inline>,
    /// Whether the words are the program's ("Figure 3"), so that a format with live fields may keep them current; set by `resolve`.
    pub worded: bool,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its text, one block or several.
    pub blocks: Vec<Block>,
    /// Its number, from 1 through the document: set by `resolve`.
    pub number: u32,
}
