//! A whole document as Markdown: front matter, blocks, and the notes that do not fit into a line.

use super::blocks::Writer;
use super::{Notes, meta, yaml};
use crate::backend::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, BlockKind, Document, FigureContent, Inline, InlineKind, Picture, walk};

/// Writes a document, as it was read, as Markdown that reads as the same document.
pub fn write(document: &Document) -> Written {
    let mut writer = Writer::new(&document.images);
    let mut out = String::from("---\n");
    yaml::entries(&meta::fields(document, &mut writer), 0, &mut out);
    out.push_str("---\n");
    let body = writer.blocks(&document.blocks);
    if !body.is_empty() {
        out.push('\n');
        out.push_str(&body);
        out.push('\n');
    }
    let mut index = 0;
    while let Some(note) = writer.notes.list.get(index).copied() {
        let lead = format!("\n[^{}]: ", Notes::name(index));
        out.push_str(&super::lists::hang(&lead, 4, &writer.blocks_or_nothing(&note.blocks)));
        out.push('\n');
        index += 1;
    }
    Written { bytes: out.into_bytes(), diagnostics: writer.into_diagnostics(document) }
}

impl Writer<'_> {
    /// What could not be spelled, once all is written.
    pub(super) fn into_diagnostics(self, document: &Document) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        each_picture(document, &mut |picture| {
            if picture.image.is_none() && picture.address.is_none() {
                let message = "an image without a file; its place is kept";
                diagnostics.push(Diagnostic::new(Code::NotExpressible, picture.span, message));
            }
        });
        diagnostics
    }
}

fn each_picture(document: &Document, visit: &mut dyn FnMut(&Picture)) {
    let in_text = |text: &[Inline], visit: &mut dyn FnMut(&Picture)| {
        walk::inlines(text, &mut |inline| {
            if let InlineKind::Image(picture) = &inline.kind {
                visit(picture);
            }
        });
    };
    for list in [&document.meta.summary, &document.blocks] {
        walk::blocks(list, &mut |block: &Block| {
            block.texts().into_iter().for_each(|text| in_text(text, visit));
            if let BlockKind::Figure(figure) = &block.kind
                && let FigureContent::Picture(picture) = &figure.content
            {
                visit(picture);
            }
        });
    }
}
