//! The Markdown reader: comrak's tree, walked once, to a [`Document`].
//!
//! [`part`] keeps the way back to the author's places, [`parse`] calls comrak, [`blocks`] and its neighbours make blocks,
//! [`atoms`] and [`marks`] make inlines, [`metadata`] reads the front matter, [`includes`] other files, [`finish`] does what needs
//! the whole.

mod anchors;
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
mod includes;
mod inlines;
mod keys;
mod links;
mod list_table;
mod lists;
mod marks;
mod metadata;
mod notes;
mod pairs;
mod parse;
mod part;
mod sample;
mod shortcodes;
mod shown;
mod tables;
mod texts;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use comrak::Arena;

use self::anchors::Anchors;
use self::entities::Entities;
use self::includes::Includes;
use self::notes::Notes;
use super::{Options, tree, typography};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, Document, Image, ImageId, Inline, Meta};
use crate::source::{SourceId, Sources, Span};
pub(super) use figures::parse_width;
pub(super) use keys::every as every_key;
pub(super) use list_table::{MOST_COLUMNS, count_columns};
pub(super) use metadata::unquoted;
pub(super) use part::Part;
pub use sample::{Sample, sample};

/// What the reading of one document has at hand.
pub(super) struct Reader<'a> {
    options: &'a Options,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    /// Holds the trees of all texts that are read as Markdown.
    arena: &'a Arena<'a>,
    entities: Entities,
    notes: Notes<'a>,
    includes: Includes,
    anchors: Anchors,
    images: Vec<Image>,
    /// The images by the paths of their files, seen from the document; nothing for those with a fault.
    loaded: BTreeMap<String, Option<ImageId>>,
    /// Whether typographic signs are wanted.
    smart: bool,
    /// Whether the words being read are those of a link.
    in_link: bool,
    /// How many levels deep the words being read are.
    depth: usize,
    /// What the front matter names, be its value sound or not.
    named: BTreeSet<&'static str>,
    /// Whether the document is structured: YAML, JSON or TOML as a whole.
    structured: bool,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing yet; `structured` says whether the whole document is YAML, JSON or TOML.
    pub(super) fn new(
        options: &'a Options,
        sources: &'a mut Sources,
        diagnostics: &'a mut Diagnostics,
        arena: &'a Arena<'a>,
        structured: bool,
    ) -> Self {
        Self {
            options,
            sources,
            diagnostics,
            arena,
            entities: Entities::default(),
            notes: Notes::default(),
            includes: Includes::default(),
            anchors: Anchors::default(),
            images: Vec::new(),
            loaded: BTreeMap::new(),
            smart: options.smart,
            in_link: false,
            depth: 0,
            named: BTreeSet::new(),
            structured,
        }
    }

    /// Makes a document of what was read; its blocks begin at `start`.
    pub(super) fn finish(mut self, meta: Meta, blocks: Vec<Block>, start: Span) -> Document {
        self.report_unused_notes();
        self.report_waiting();
        let mut document = Document { meta, blocks, images: std::mem::take(&mut self.images) };
        self.complete(&mut document, start);
        finish::finish(&mut document, self.smart, &mut self.anchors);
        shown::order_images(&mut document);
        document
    }

    /// Reads what lies a level deeper.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Takes it that these are there: of a text that cannot be read, nobody knows what it names.
    pub(super) fn assume(&mut self, names: &[&'static str]) {
        self.named.extend(names);
    }

    /// Notes a fault.
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn bad_language(&mut self, tag: &str, span: Span) {
        let message = format!("`{tag}` is not a language tag");
        self.fault(
            Diagnostic::new(Code::BadLanguage, span, message)
                .with_help("write a tag such as `en`, `en-GB` or `zh-Hans`"),
        );
    }

    /// A text of the metadata that holds blocks.
    fn text_of_blocks(&mut self, part: Part) -> Vec<Block> {
        let part = parse::mend(part, self.diagnostics);
        let arena = Arena::new();
        let root = parse::blocks(&arena, &part, 0, self.diagnostics);
        self.blocks(&part, root)
    }

    /// Supplies what every document has: content, a title, a language.
    fn complete(&mut self, document: &mut Document, start: Span) {
        let is_empty = document.blocks.is_empty() && document.meta.summary.is_empty();
        if is_empty && !self.named.contains("body") {
            let help = if self.structured {
                "write its blocks into `body`"
            } else {
                "write something below the front matter"
            };
            let fault = Diagnostic::new(Code::EmptyDocument, start, "the document holds no text");
            self.fault(fault.with_help(help));
        }
        let tops = if document.meta.title.is_empty() { finish::take_title(document) } else { 0 };
        let top = Span { start: 0, end: 0, ..start };
        if document.meta.title.is_empty() {
            let title = Some(self.options.fallback_title.trim()).filter(|title| !title.is_empty());
            let title = title.unwrap_or("Untitled");
            document.meta.title = vec![Inline::text(title, top)];
            if !self.named.contains("title") {
                let message = format!("the document has no title; `{title}` stands in its place");
                let help = if self.structured {
                    "give it a `title`"
                } else if tops > 1 {
                    "write `title: …` into the front matter; a heading is taken for it only if no other is of level 1"
                } else {
                    "write `title: …` into the front matter, or begin the text with `# …`"
                };
                self.fault(Diagnostic::new(Code::NoTitle, top, message).with_help(help));
            }
        }
        if document.meta.language.is_none() {
            document.meta.language.clone_from(&self.options.language);
        }
        if document.meta.language.is_none() && !self.named.contains("language") {
            let message = "the document names no language; English is assumed";
            let help = if self.structured {
                "give it a `lang`, such as `en`"
            } else {
                "write `lang: en` into the front matter"
            };
            self.fault(Diagnostic::new(Code::NoLanguage, top, message).with_help(help));
        }
    }
}

/// Reads a Markdown document.
pub(super) fn read(
    id: SourceId,
    sources: &mut Sources,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Document {
    let text = &*sources.text(id);
    let front = metadata::split(id, text);
    let values = front.as_ref().map_or(Some(Vec::new()), |front| front.values(diagnostics));
    let is_lost = values.is_none();
    let start = front.as_ref().map_or(0, |front| front.end);
    let body = Rc::new(parse::mend(Part::stretch(id, text, start), diagnostics));
    let arena = Arena::new();
    let root = parse::blocks(&arena, &body, 0, diagnostics);
    let mut reader = Reader::new(options, sources, diagnostics, &arena, false);
    if is_lost {
        reader.assume(&["title", "language", "body"]);
    }
    reader.collect_notes(root, &body);
    let meta = reader.metadata(id, text, values.unwrap_or_default());
    let blocks = reader.blocks(&body, root);
    reader.finish(meta, blocks, Span::new(id, start, start))
}
