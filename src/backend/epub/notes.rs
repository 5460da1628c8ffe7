//! Notes: at the end of the file that mentions them, or of the book.

use super::plan::COLOPHON;
use super::writer::{NotePlace, Place, Writer};
use super::xhtml::{Markup, tag};
use crate::model::theme::Part;
use crate::model::{Block, BlockKind, Inline, Note};

impl<'a> Writer<'a> {
    /// Writes the notes that this file mentions, and those that they mention in turn.
    pub(super) fn footnotes(&mut self) {
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

    /// Writes all notes of the book under their heading.
    pub(super) fn endnotes(&mut self) {
        self.block_element(tag("div").class("notes endnotes"), |out| {
            out.line();
            for note in out.document.notes() {
                // What nobody has mentioned until here the colophon mentions, which comes after.
                out.place_note(note.number, COLOPHON);
                out.note(note);
            }
        });
    }

    /// Where a note and its mark stand; they have their places from the first mention on, which lies in that file.
    pub(super) fn place_note(&mut self, number: u32, mark_file: &str) -> &mut NotePlace {
        let plan = self.plan;
        let endnotes = plan.endnotes.as_deref();
        let ids = &mut self.ids;
        self.noted.entry(number).or_insert_with(|| NotePlace {
            file: endnotes.unwrap_or(mark_file).to_owned(),
            note: ids.take(&format!("fn-{number}")),
            mark_file: mark_file.to_owned(),
            mark: ids.take(&format!("fnref-{number}")),
            marked: false,
        })
    }

    /// Writes a note, by whose type reading systems know what to show beside its mark, wherever it stands.
    fn note(&mut self, note: &'a Note) {
        let Some(place) = self.noted.get(&note.number).cloned() else { return };
        let file = if place.mark_file == self.file { "" } else { &place.mark_file };
        let mark = format!("{file}#{}", place.mark);
        let aside = tag("aside").id(Some(&place.note));
        let aside = aside.with("epub:type", "footnote").with("role", "doc-footnote");
        self.block_element(aside, |out| {
            let look = Place::new(Part::Note, &out.document.language);
            if let Some((block, content, rest)) = opening_paragraph(&note.blocks) {
                let (paragraph, inside) = out.open(tag("p"), block, look);
                let breaks = out.page_starts(block);
                out.block_element(paragraph, |out| {
                    out.back_link(note.number, &mark, look);
                    out.text(content, inside, breaks);
                });
                out.blocks(rest, look);
            } else {
                out.block_element(tag("p"), |out| out.back_link(note.number, &mark, look));
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
            .with("href", mark)
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
