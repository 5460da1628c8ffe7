//! What stands on its own lines.

use super::{ImageId, Inline, Label, Language, Table};
use crate::source::Span;

/// A block's place in reading order, given by `resolve` (all zero before).
///
/// Counted over every block of the document, nested ones and those of notes included, each parent before its children.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// A block with what every block may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// The author's name for it; `resolve` names headings that have none.
    pub label: Option<Label>,
    /// The language of its text, where it is not that of its surroundings.
    pub language: Option<Language>,
    /// Its number in reading order, given by `resolve`.
    pub id: BlockId,
    /// Where it was written.
    pub span: Span,
}

impl Block {
    /// A block without label and language.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, label: None, language: None, id: BlockId::default(), span }
    }
}

/// Every kind of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading, which opens a section.
    Heading(Heading),
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A bullet, numbered or task list.
    List(List),
    /// Terms, each with its definitions.
    Definitions(Vec<Definition>),
    /// Words of somebody else.
    Quote(Quote),
    /// Text kept as it is typed, set in a monospace.
    Code(Code),
    /// A box beside the argument.
    Callout(Callout),
    /// A table with its caption, note and source.
    Table(Table),
    /// An image or other content with a caption.
    Figure(Figure),
    /// Dated entries in order.
    Timeline(Vec<Event>),
    /// A rule between two thoughts.
    Rule,
    /// What follows begins on a new page.
    PageBreak,
    /// The printed list of headings.
    Contents(Contents),
    /// A part set on landscape pages.
    Landscape(Vec<Block>),
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// The level that the author gave, 1 to 6: it governs the look.
    pub level: u8,
    /// The level in the outline, 1 to 6, without jumps: set by `resolve`, it governs tags.
    pub depth: u8,
    /// The words.
    pub content: Vec<Inline>,
    /// Whether it takes part in numbering where the document numbers its sections.
    pub numbered: bool,
    /// Whether it opens an appendix, counted in letters.
    pub appendix: bool,
    /// The number as printed, such as `2.1` or `A`: set by `resolve`.
    pub number: Option<String>,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// How its items are marked.
    pub kind: ListKind,
    /// The items in order.
    pub items: Vec<ListItem>,
    /// Whether items stand close, as they do where none holds more than one paragraph.
    pub tight: bool,
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// With a bullet.
    Bullet,
    /// With numbers or letters counted from `start`.
    Numbered {
        /// The number of the first item.
        start: u32,
        /// How numbers are spelled.
        style: NumberStyle,
    },
    /// With boxes, ticked or not.
    Task,
}

/// How a list spells its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberStyle {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// Its content.
    pub blocks: Vec<Block>,
    /// For an item of a task list, whether it is done.
    pub done: Option<bool>,
    /// Where it was written.
    pub span: Span,
}

/// A term with its definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What is defined.
    pub term: Vec<Inline>,
    /// What it means; several where it means several things.
    pub meanings: Vec<Vec<Block>>,
    /// Where it was written.
    pub span: Span,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The quoted words.
    pub blocks: Vec<Block>,
    /// Who said them, without a dash before.
    pub attribution: Vec<Inline>,
}

/// Preformatted text.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The text, lines parted by `\n`, without a last one.
    pub text: String,
    /// The programming language, where the author named it.
    pub syntax: Option<String>,
}

/// A box beside the argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// What kind of box.
    pub kind: CalloutKind,
    /// Its heading, where it is not just the name of its kind.
    pub title: Vec<Inline>,
    /// To whom a recommendation is addressed.
    pub addressee: Vec<Inline>,
    /// Its content.
    pub blocks: Vec<Block>,
    /// A recommendation's number as printed: set by `resolve`.
    pub number: Option<String>,
}

/// The kinds of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalloutKind {
    /// Something to know.
    Note,
    /// Something that helps.
    Tip,
    /// Something that can go wrong.
    Warning,
    /// The bottom line, up front.
    KeyFindings,
    /// What somebody should do; numbered through the document.
    Recommendation,
}

impl CalloutKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Note, Self::Tip, Self::Warning, Self::KeyFindings, Self::Recommendation];
}

/// An image or other content with its caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is shown.
    pub content: FigureContent,
    /// Its title; a figure without one has no number unless it has a label.
    pub caption: Vec<Inline>,
    /// Where the data come from.
    pub source: Vec<Inline>,
    /// Who made the image.
    pub credit: Vec<Inline>,
    /// Its number as printed: set by `resolve`.
    pub number: Option<String>,
}

/// What a figure shows.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureContent {
    /// One image.
    Picture(Picture),
    /// Blocks, such as a timeline.
    Blocks(Vec<Block>),
}

/// An image in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Which image; `None` where it lies on the network and its alternative text stands in its place.
    pub image: Option<ImageId>,
    /// The address of an image on the network.
    pub address: Option<String>,
    /// What it says, for who cannot see it; `resolve` supplies a stand-in where there is none.
    pub alt: String,
    /// Whether it says nothing that the text does not.
    pub decorative: bool,
    /// How wide it is shown; its own size, at most the column, where not given.
    pub width: Option<Width>,
    /// Where it was written.
    pub span: Span,
}

/// A width that an author gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// In points.
    Points(f64),
    /// As a share of the space at hand, 0 to 1.
    Share(f64),
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When, as printed.
    pub date: Vec<Inline>,
    /// What happened.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A printed list of headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Headings down to this outline level are listed.
    pub depth: u8,
}

impl Contents {
    /// How deep a list goes where its author says nothing.
    pub(crate) const DEPTH: u8 = 2;
}
