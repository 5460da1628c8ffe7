//! The plain-text reader: a text as people type it, without any markup, to a [`Document`].
//!
//! [`lines`] finds the lines, [`front`] takes title and authors from them, [`pieces`] cuts the rest, for which [`kept`] says
//! what must stay as it is typed and [`headings`] and [`marker`] what a line opens; [`blocks`] and [`lists`] make blocks
//! of the pieces, and [`words`] makes inlines.

mod blocks;
mod front;
mod headings;
mod kept;
mod lines;
mod lists;
mod marker;
mod pieces;
mod words;

use std::ops::Range;

use super::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{BlockKind, Document, Inline, Language};
use crate::source::{SourceId, Sources, Span};

/// What the reading of one text has at hand.
struct Reader<'a> {
    id: SourceId,
    text: &'a str,
    /// Whether typographic signs are wanted.
    smart: bool,
    language: Language,
    /// How wide its lines are.
    width: usize,
    /// How the headings found so far are marked.
    marks: Vec<headings::Mark>,
}

impl Reader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range.start, range.end)
    }
}

/// Reads a plain text.
pub(super) fn read(
    id: SourceId,
    sources: &Sources,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Document {
    let text = sources.get(id).map(|source| &*source.text).unwrap_or_default();
    let mut lines = lines::lines(text);
    let width = kept::usual_width(&lines, pieces::LONGEST);
    // No text says which language it is in; where nobody else does, the program takes it for English and says so.
    let language = options.language.clone().unwrap_or_else(Language::english);
    let mut reader = Reader { id, text, smart: options.smart, language, width, marks: Vec::new() };
    let meta = reader.front(&mut lines);
    let mut document = Document { meta, blocks: reader.blocks(&lines, 0), images: Vec::new() };
    let mut levels = headings::levels(&reader.marks).into_iter();
    for block in &mut document.blocks {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = levels.next().unwrap_or(1);
        }
    }
    complete(&mut document, options, Span::new(id, 0, 0), diagnostics);
    document
}

/// Supplies what every document has, a title and a language.
fn complete(document: &mut Document, options: &Options, top: Span, diagnostics: &mut Diagnostics) {
    if document.meta.title.is_empty() {
        let title =
            Some(options.fallback_title.trim()).filter(|title| !title.is_empty()).unwrap_or("Untitled");
        let message = format!("the document has no title; `{title}` stands in its place");
        diagnostics.push(
            Diagnostic::new(Code::NoTitle, top, message)
                .with_help("begin the text with a short line of its own"),
        );
        document.meta.title = vec![Inline::text(title, top)];
    }
    document.meta.language.clone_from(&options.language);
    if options.language.is_none() {
        let message = "a plain text cannot name its language; English is assumed";
        diagnostics.push(
            Diagnostic::new(Code::NoLanguage, top, message)
                .with_help("name it on the command line, as in `--lang en`"),
        );
    }
}
