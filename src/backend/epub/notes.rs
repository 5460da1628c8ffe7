//! Footnotes, at the end of the file that mentions them.

use super::writer::{Place, Writer};
use super::xhtml::{Markup, tag};
use crate::model::theme::Part;
use crate::model::{Block, BlockKind, Inline, Note};

impl<'a> Writer<'a> {
    /// Writes the notes that this file mentions, and those that they mention in turn.
    pub(super) fn write_notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let list = tag("section").class("notes").with("epub:type", "footnotes");
        let list = list.with("aria-label", self.document.terms.notes);
        self.block_element(list, |out| {
            out.line();
            let mut next = 0;
            while let Some(note) = out.notes.get(next).copied() {
                out.note(note);
                next += 1;
            }
        });
        self.notes.clear();
    }

    fn note(&mut self, note: &'a Note) {
        let Some(place) = self.noted.get(&note.number).cloned() else { return };
        let aside = tag("aside").id(Some(&place.note));
        let aside = aside.with("epub:type", "footnote").with("role", "doc-footnote");
        self.block_element(aside, |out| {
            let look = Place::new(Part::Note, &out.document.language);
            if let Some((block, content, rest)) = opening_paragraph(&note.blocks) {
                let (paragraph, inside) = out.open(tag("p"), block, look);
                let breaks = out.page_starts(block);
                out.block_element(paragraph, |out| {
                    out.back_link(note.number, &place.mark, look);
                    out.text(content, inside, breaks);
                });
                out.blocks(rest, look);
            } else {
                out.block_element(tag("p"), |out| out.back_link(note.number, &place.mark, look));
                out.blocks(&note.blocks, look);
            }
        });
    }

    /// The number of a note, which leads back to its mark.
    fn back_link(&mut self, number: u32, mark: &str, place: Place<'a>) {
        let text = format!("{number}.");
        self.usage.note(place.under(Part::NoteMark).look(), &text);
        let link = tag("a")
            .class("back")
            .with("href", &format!("#{mark}"))
            .with("role", "doc-backlink")
            .with("aria-label", &format!("{text} {}", self.document.terms.back));
        self.leaf(link, &text);
        self.plain(" ");
    }
}

/// The paragraph that a list of blocks begins with, its text, and the blocks after it.
pub(super) fn opening_paragraph(blocks: &[Block]) -> Option<(&Block, &[Inline], &[Block])> {
    let (first, rest) = blocks.split_first()?;
    match &first.kind {
        BlockKind::Paragraph(content) => Some((first, content, rest)),
        BlockKind::Heading(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Timeline(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => None,
    }
}
