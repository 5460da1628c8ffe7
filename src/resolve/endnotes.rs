//! Notes at the end: the heading above them, and which they are.

use std::collections::BTreeMap;

use super::{Resolved, Terms, tree};
use crate::model::{Block, BlockKind, Document, Heading, Inline, InlineKind, Note, walk};

/// Sees to it that the body of a document whose notes stand at the end closes with a heading for them; tells whether it does.
///
/// A heading with nothing under it, with which the author has closed the document, is taken for theirs.
pub(super) fn head(document: &mut Document, terms: &Terms) -> bool {
    if document.meta.endnotes != Some(true) || !has_notes(document) {
        return false;
    }
    if !matches!(document.blocks.last(), Some(Block { kind: BlockKind::Heading(_), .. })) {
        let span = document.meta.span;
        let headings = super::outline::headings(&document.blocks).into_iter();
        let levels = headings.filter_map(|block| {
            if let BlockKind::Heading(heading) = &block.kind { Some(heading.level) } else { None }
        });
        // As high as the highest of the document's own.
        let level = levels.min().unwrap_or(1);
        let content = vec![Inline::new(InlineKind::Text(terms.notes.to_owned()), span)];
        let heading =
            Heading { level, depth: level, content, numbered: false, appendix: false, number: None };
        document.blocks.push(Block::new(BlockKind::Heading(heading), span));
    }
    true
}

fn has_notes(document: &mut Document) -> bool {
    let mut found = false;
    tree::each(tree::whole(document), &mut |node| {
        found |= matches!(node, tree::Node::Inline(Inline { kind: InlineKind::Note(_), .. }));
    });
    found
}

impl Resolved {
    /// The notes of the whole document, by their numbers; those that notes mention among them.
    pub fn notes(&self) -> Vec<&Note> {
        let mut notes = BTreeMap::new();
        let meta = &self.meta;
        for text in [&meta.title, &meta.subtitle, &meta.licence, &meta.disclaimer] {
            for note in mentioned(text) {
                notes.insert(note.number, note);
                gather(&note.blocks, &mut notes);
            }
        }
        gather(&meta.summary, &mut notes);
        gather(&self.blocks, &mut notes);
        notes.into_values().collect()
    }
}

/// The notes of blocks, and those that their texts mention.
fn gather<'a>(blocks: &'a [Block], notes: &mut BTreeMap<u32, &'a Note>) {
    walk::blocks(blocks, &mut |block| {
        let mentioned = block.texts().into_iter().flat_map(mentioned);
        notes.extend(mentioned.map(|note| (note.number, note)));
    });
}

/// The notes whose marks stand in a text.
fn mentioned(text: &[Inline]) -> Vec<&Note> {
    let mut notes = Vec::new();
    walk::inlines(text, &mut |inline| {
        if let InlineKind::Note(note) = &inline.kind {
            notes.push(note);
        }
    });
    notes
}
