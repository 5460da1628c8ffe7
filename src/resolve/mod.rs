//! Everything that follows from the document as a whole: numbers, references in words, outline, colophon, checks.
//!
//! The result can be made only here, so no backend meets an open reference or a table that does not close.

mod address;
mod check;
mod contents;
mod endnotes;
mod front;
mod grid;
mod label;
mod lists;
mod number;
mod outline;
mod refer;
mod target;
mod terms;
mod tree;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{
    Block, BlockId, Document, Image, ImageId, Inline, Label, Language, Listing, Meta, Picture, Theme,
};
use crate::source::Span;
pub use terms::Terms;

/// A document in which every number is counted and every reference has its words and its target.
///
/// What formats may count on: headings have words, tables close to a grid, images have alternative texts, addresses
/// are absolute and percent-encoded, and no link or reference holds another one or a note.
#[derive(Clone, Debug)]
#[expect(clippy::manual_non_exhaustive, reason = "backends in this crate must not make one either")]
pub struct Resolved {
    /// What the document says about itself; its texts are resolved like those of the body.
    pub meta: Meta,
    /// Lines made of the metadata, worded once for all formats.
    pub front: Front,
    /// The body.
    pub blocks: Vec<Block>,
    /// What stands after the last section.
    pub colophon: Vec<ColophonEntry>,
    /// The images that blocks and inlines name.
    pub images: Vec<Image>,
    /// The theme's logo, for the masthead.
    pub logo: Option<Picture>,
    /// The headings that open sections, in order; those inside boxes, cells, lists and notes are not among them.
    pub outline: Vec<OutlineEntry>,
    /// The lists of figures and tables that are asked for and hold something, in order.
    pub lists: Vec<List>,
    /// What every label names.
    pub targets: BTreeMap<Label, Target>,
    /// How many notes there are.
    pub note_count: u32,
    /// The heading, the last block of the body, under which the notes stand; `None` where they stand at the foot of pages.
    pub endnotes: Option<BlockId>,
    /// The language of the text.
    pub language: Language,
    /// The words that the program adds, in that language.
    pub terms: &'static Terms,
    #[expect(dead_code, reason = "keeps others from making one")]
    sealed: (),
}

impl Resolved {
    /// Takes the theme's logo among the document's images, so that every format finds it there.
    pub fn with_logo(mut self, theme: &Theme) -> Self {
        if let Some(logo) = &theme.logo {
            self.logo = Some(Picture {
                image: Some(ImageId(self.images.len() as u32)),
                address: None,
                alt: theme.logo_alt.clone(),
                decorative: theme.logo_alt.is_empty(),
                width: None,
                span: Span::default(),
            });
            self.images.push(logo.clone());
        }
        self
    }
}

/// Lines made of the metadata.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// The title as plain text.
    pub title: String,
    /// The title for running heads.
    pub running_title: String,
    /// Series, number and edition, such as `Policy Brief · No. 1 · Second edition`.
    pub series_line: Option<String>,
    /// Publisher, then report number, ISBN and DOI, for the foot of a title page.
    pub imprint: Vec<String>,
    /// The date in the document's language, such as `23 November 2026`.
    pub date_line: Option<String>,
}

/// An entry of the colophon.
#[derive(Clone, Debug, PartialEq)]
pub struct ColophonEntry {
    /// What it is, such as `Recommended citation`.
    pub term: String,
    /// Its paragraphs.
    pub content: Vec<Vec<Inline>>,
}

/// A heading as the outline and the contents list have it.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// The heading's label; every heading has one.
    pub label: Label,
    /// The heading.
    pub block: BlockId,
    /// The level in the outline, 1 to 6, without jumps.
    pub depth: u8,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its words, without notes and links; images are their alternative texts.
    pub content: Vec<Inline>,
    /// Its words as plain text.
    pub text: String,
}

/// A list of figures or tables.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// What it lists.
    pub of: Listing,
    /// Its heading.
    pub title: &'static str,
    /// The word by which they are counted, such as `Figure`.
    pub word: &'static str,
    /// Its entries, whose numbers are such as `Figure 3.`; all of the first level.
    pub entries: Vec<OutlineEntry>,
}

impl OutlineEntry {
    /// Its number and its words on one line.
    pub fn line(&self) -> String {
        match &self.number {
            Some(number) => format!("{number} {}", self.text),
            None => self.text.clone(),
        }
    }
}

/// What a label names.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The block.
    pub block: BlockId,
    /// The words that mention it, such as `Figure 3`, in which no line may end.
    pub words: String,
    /// Whether `words` are an actual counted name ("Figure 3", "Section 2.1") rather than the heading's own text.
    pub counted: bool,
}

/// Resolves a document: counts, words, checks and mends it.
///
/// Faults go to `diagnostics`; the result is whole in any case, with a stand-in at the place of each fault.
pub fn resolve(mut document: Document, diagnostics: &mut Diagnostics) -> Resolved {
    let language = document.meta.language.clone().unwrap_or_else(Language::english);
    let terms = Terms::of(&language);
    check::check(&mut document, terms, diagnostics);
    let at_end = endnotes::head(&mut document, terms);
    label::label(&mut document, diagnostics);
    let note_count = number::number(&mut document, diagnostics);
    let mut named = target::targets(&mut document, terms);
    refer::refer(&mut document, &mut named, diagnostics);
    let outline = outline::outline(&document.blocks);
    let lists = lists::lists(&document, terms);
    contents::limit(&mut document, &outline, diagnostics);
    Resolved {
        front: front::front(&document.meta, terms),
        outline,
        lists,
        colophon: front::colophon(&document.meta, terms),
        targets: named.into_iter().map(|(label, named)| (label, named.target)).collect(),
        note_count,
        endnotes: document.blocks.last().filter(|_| at_end).map(|heading| heading.id),
        terms,
        language,
        meta: document.meta,
        blocks: document.blocks,
        images: document.images,
        logo: None,
        sealed: (),
    }
}
