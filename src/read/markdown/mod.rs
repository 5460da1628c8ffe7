//! The Markdown reader: comrak's tree, walked once, to a [`Document`].
//!
//! [`part`] keeps the way back to the author's places, [`parse`] calls comrak, [`blocks`] and its neighbours make blocks,
//! [`atoms`] and [`marks`] make inlines, [`metadata`] reads the front matter, [`finish`] does what needs the whole.

mod atoms;
mod attributes;
mod blocks;
mod directives;
mod entities;
mod facts;
mod fences;
mod figures;
mod finish;
mod html;
mod html_blocks;
mod inlines;
mod keys;
mod list_table;
mod lists;
mod marks;
mod metadata;
mod notes;
mod parse;
mod part;
mod sample;
mod tables;
mod timeline;
mod tree;
mod typography;
mod values;

use std::collections::BTreeMap;
use std::rc::Rc;

use comrak::Arena;

use self::entities::Entities;
use self::notes::Notes;
use self::part::Part;
use super::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, Document, Image, ImageId};
use crate::source::{SourceId, Sources, Span};
pub use sample::{Sample, sample};

/// What the reading of one document has at hand.
struct Reader<'a> {
    options: &'a Options,
    diagnostics: &'a mut Diagnostics,
    entities: Entities,
    notes: Notes<'a>,
    images: Vec<Image>,
    /// The images by the names of their files; nothing for those with a fault.
    loaded: BTreeMap<String, Option<ImageId>>,
    /// Whether typographic signs are wanted.
    smart: bool,
    /// Whether the words being read are those of a link.
    in_link: bool,
    /// How many levels deep the words being read are.
    depth: usize,
}

impl Reader<'_> {
    /// Notes a fault.
    fn fault(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn bad_language(&mut self, tag: &str, span: Span) {
        let message = format!("`{tag}` is not a language tag");
        self.fault(
            Diagnostic::new(Code::BadLanguage, span, message)
                .with_help("write a tag such as `en`, `en-GB` or `zh-Hans`"),
        );
    }
}

impl Reader<'_> {
    /// A text of the metadata that holds blocks.
    fn text_of_blocks(&mut self, part: Part) -> Vec<Block> {
        let part = parse::mend_fences(part, self.diagnostics);
        let arena = Arena::new();
        let root = parse::blocks(&arena, &part, self.diagnostics);
        self.blocks(&part, root)
    }
}

/// Reads a Markdown document.
pub(super) fn read(
    id: SourceId,
    sources: &Sources,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Document {
    let text = sources.get(id).map(|source| &*source.text).unwrap_or_default();
    let front = metadata::split(id, text);
    let values = front.as_ref().map(|front| front.values(diagnostics)).unwrap_or_default();
    let start = front.as_ref().map_or(0, |front| front.end);
    let body = Rc::new(parse::mend_fences(Part::stretch(id, text, start), diagnostics));
    let arena = Arena::new();
    let root = parse::blocks(&arena, &body, diagnostics);
    let mut reader = Reader {
        options,
        diagnostics,
        entities: Entities::default(),
        notes: Notes::default(),
        images: Vec::new(),
        loaded: BTreeMap::new(),
        smart: options.smart,
        in_link: false,
        depth: 0,
    };
    reader.collect_notes(root, &body);
    let meta = reader.metadata(id, text, values);
    let blocks = reader.blocks(&body, root);
    reader.report_unused_notes();
    let smart = reader.smart;
    let mut document = Document { meta, blocks, images: reader.images };
    whole(&mut document, Span::new(id, start, start), options, diagnostics);
    finish::finish(&mut document, smart);
    document
}

/// What every document has: content, a title, a language.
fn whole(document: &mut Document, start: Span, options: &Options, diagnostics: &mut Diagnostics) {
    if document.blocks.is_empty() && document.meta.summary.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::EmptyDocument, start, "the document holds no text")
                .with_help("write something below the front matter"),
        );
    }
    if document.meta.title.is_empty() {
        finish::take_title(document);
    }
    let at = Span { start: 0, end: 0, ..start };
    finish::supply_title(document, &options.fallback_title, at, diagnostics);
    if document.meta.language.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::NoLanguage, at, "the document names no language; English is assumed")
                .with_help("write `lang: en` into the front matter"),
        );
    }
}
