//! What a document is: a closed tree of blocks and inlines with metadata, and the theme that it wears.
//!
//! `read` makes a [`Document`]; `resolve` fills the fields that say so (numbers, identities, words of references) and
//! hands it on as a `Resolved`; layout and the backends only read.

mod block;
mod image;
mod inline;
mod kind;
mod meta;
pub(crate) mod parts;
mod table;
pub mod theme;
pub mod walk;

pub use block::{
    Block, BlockId, BlockKind, Callout, CalloutKind, Code, Contents, Definition, Event, Figure,
    FigureContent, Heading, List, ListItem, ListKind, NumberStyle, Picture, Quote, Width,
};
pub use image::{Image, ImageData, ImageId};
pub(crate) use inline::SHORT_CODE;
pub use inline::{Inline, InlineKind, Link, Note, Reference};
pub use kind::Kind;
pub use meta::{Author, Date, Language, Listing, Meta};
pub use table::{Align, Cell, Column, Extent, Row, Table};
pub use theme::Theme;

/// A document as its author wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What the document says about itself.
    pub meta: Meta,
    /// The body, in reading order.
    pub blocks: Vec<Block>,
    /// The images that blocks and inlines name by [`ImageId`].
    pub images: Vec<Image>,
}

/// An author's name for a thing: what stands after `#`.
///
/// Any text without white space; `resolve` adds automatic labels for headings, and each backend spells a label as its
/// format allows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(pub String);

impl Label {
    /// The label as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}
