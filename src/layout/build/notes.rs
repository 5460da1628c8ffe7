//! Notes: at the foot of the page of their mark, or at the end of the document.

use std::sync::Arc;

use super::inline::{Pieces, Run};
use super::{Builder, Place};
use crate::layout::flow::{Node, Strip};
use crate::layout::frame::{Anchor, LinkTarget};
use crate::layout::structure::{Attributes, Role};
use crate::layout::text::{Breaking, LinkPiece, Piece, TextStyle};
use crate::model::theme::Part;
use crate::model::{BlockKind, Note};

impl<'a> Builder<'a> {
    /// Builds the notes of a paragraph, unless they wait for the document's end: their structure stands after it, their
    /// strips wait for the page's foot.
    pub(in crate::layout) fn notes(&mut self, notes: &[&'a Note], place: &Place) {
        if self.document.endnotes.is_some() {
            return;
        }
        for note in notes {
            let mut nodes = self.aside(|builder| builder.note(note, place));
            if let Some(Node::Strip(first)) = nodes.iter_mut().find(|node| matches!(node, Node::Strip(_))) {
                first.anchors.push((Anchor::Note(note.number), 0.0, 0.0));
            }
            let strips = self.note_strips(nodes);
            self.flow.notes.insert(note.number, strips);
        }
    }

    /// All notes of the document under the heading with which its body closes, where they stand at its end.
    pub(in crate::layout) fn endnotes(&mut self, place: &Place) {
        if self.document.endnotes.is_none() {
            return;
        }
        let place = Place { element: self.section_element(place), ..place.clone() };
        for note in self.document.notes() {
            self.strip(Strip { anchors: vec![(Anchor::Note(note.number), 0.0, 0.0)], ..Strip::default() });
            self.keep();
            self.note(note, &place);
        }
    }

    /// A note with its number, which leads back to its mark.
    fn note(&mut self, note: &'a Note, place: &Place) {
        let attributes = Attributes { note: Some(note.number), ..Attributes::default() };
        let element = self.structure.add_with(place.element, Role::Note, attributes);
        let label = self.structure.add(element, Role::Label);
        let back = self.structure.add(label, Role::Link);
        let column = Place {
            x: 0.0,
            width: self.measure,
            hang: 0.0,
            frame: None,
            align: None,
            mirrored: self.is_mirrored(),
            ..place.clone()
        };
        let inner = Place { part: Part::Note, ..column.within(element) };
        let run = Run {
            style: Arc::new(TextStyle::of(self.style(Part::NoteMark))),
            // The gap between a note's number and its text is the same in all notes.
            breaking: Breaking::Code,
            link: Some(Arc::new(LinkPiece {
                target: LinkTarget::Anchor(Anchor::NoteMark(note.number)),
                element: back,
                description: self.document.terms.back.to_owned(),
            })),
            ..self.run(Part::NoteMark, &inner, back)
        };
        self.note_blocks(note, &run, &inner);
    }

    /// The blocks of a note, the first paragraph after the note's mark.
    fn note_blocks(&mut self, note: &'a Note, mark: &Run<'_>, place: &Place) {
        let mut pieces = Pieces::default();
        self.words(&format!("{}. ", note.number), mark, &mut pieces);
        for piece in &mut pieces.list {
            if let Piece::Text { link, .. } = piece {
                link.clone_from(&mark.link);
            }
        }
        let mut rest = &note.blocks[..];
        let mut inner_notes = Vec::new();
        let mut block = None;
        if let Some((first, others)) = note.blocks.split_first()
            && let BlockKind::Paragraph(content) = &first.kind
        {
            let element = self.structure.add(place.element, Role::Paragraph);
            let run = self.run(Part::Note, place, element);
            self.inlines(content, &run, &mut pieces);
            inner_notes.append(&mut pieces.notes);
            rest = others;
            block = Some(first.id);
        }
        match block.filter(|_| self.document.endnotes.is_some()) {
            Some(block) => self.set_later(pieces.list, Part::Note, place, 0.0, block),
            None => self.set(&pieces.list, Part::Note, place, 0.0, None),
        }
        self.notes(&inner_notes, place);
        self.blocks_after(rest, place, rest.len() < note.blocks.len());
        let after = self.style(Part::Note).after;
        if self.document.endnotes.is_some() {
            self.space(after);
        } else {
            self.pad(after, None);
        }
    }

    /// The strips of a note, with those of the notes that it mentions after them.
    fn note_strips(&mut self, nodes: Vec<Node>) -> Vec<Strip> {
        let mut strips: Vec<Strip> = nodes
            .into_iter()
            .filter_map(|node| match node {
                Node::Strip(strip) => Some(strip),
                Node::Space(height) => Some(Strip { height, ..Strip::default() }),
                Node::Keep | Node::Break | Node::Float(_) | Node::Pages(_) => None,
            })
            .collect();
        let mentioned: Vec<u32> = strips.iter().flat_map(|strip| strip.notes.iter().copied()).collect();
        for number in mentioned {
            strips.extend(self.flow.notes.remove(&number).unwrap_or_default());
        }
        strips
    }
}
