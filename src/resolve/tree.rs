//! Ways to change the tree in reading order.
//!
//! Reading order is that of [`crate::model::parts`], a note at its mark.

pub(super) use crate::model::parts::{Part, content, parts};
use crate::model::{Block, BlockKind, Document, Figure, FigureContent, Inline, InlineKind, Picture};

/// What a walk meets.
pub(super) enum Node<'a> {
    /// A block, before what it holds.
    Block(&'a mut Block),
    /// An inline, before what it holds.
    Inline(&'a mut Inline),
}

/// What a document holds, in reading order.
pub(super) fn whole(document: &mut Document) -> Vec<Part<'_>> {
    let meta = &mut document.meta;
    vec![
        Part::Text(&mut meta.title),
        Part::Text(&mut meta.subtitle),
        Part::Blocks(&mut meta.summary),
        Part::Blocks(&mut document.blocks),
        Part::Text(&mut meta.licence),
        Part::Text(&mut meta.disclaimer),
    ]
}

/// The image that a block shows, where it shows one itself.
pub(super) fn picture(block: &mut Block) -> Option<&mut Picture> {
    match &mut block.kind {
        BlockKind::Figure(Figure { content: FigureContent::Picture(picture), .. }) => Some(picture),
        BlockKind::Figure(_)
        | BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Callout(_)
        | BlockKind::Table(_)
        | BlockKind::Timeline(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => None,
    }
}

/// Visits every block and inline in reading order, those of notes at their marks.
pub(super) fn each(parts: Vec<Part<'_>>, visit: &mut dyn FnMut(Node<'_>)) {
    for part in parts {
        match part {
            Part::Text(list) => each_inline(list, visit),
            Part::Blocks(blocks) => {
                for block in blocks {
                    visit(Node::Block(block));
                    each(self::parts(block), visit);
                }
            }
        }
    }
}

/// Visits every inline of a text, and what its notes hold.
fn each_inline(list: &mut [Inline], visit: &mut dyn FnMut(Node<'_>)) {
    for inline in list {
        visit(Node::Inline(inline));
        if let InlineKind::Note(note) = &mut inline.kind {
            each(vec![Part::Blocks(&mut note.blocks)], visit);
        } else if let Some(content) = content(&mut inline.kind) {
            each_inline(content, visit);
        }
    }
}

/// Replaces every inline by what `change` hands on for it, inner ones first, those of notes included.
pub(super) fn rewrite(parts: Vec<Part<'_>>, change: &mut dyn FnMut(Inline, &mut Vec<Inline>)) {
    for part in parts {
        match part {
            Part::Text(list) => rewrite_text(list, change),
            Part::Blocks(blocks) => {
                for block in blocks {
                    rewrite(self::parts(block), change);
                }
            }
        }
    }
}

/// Replaces every inline of one text.
fn rewrite_text(list: &mut Vec<Inline>, change: &mut dyn FnMut(Inline, &mut Vec<Inline>)) {
    // Most texts are one inline and stay so: room for more would make up half of a long table.
    let old = std::mem::take(list);
    list.reserve_exact(old.len());
    for mut inline in old {
        if let InlineKind::Note(note) = &mut inline.kind {
            rewrite(vec![Part::Blocks(&mut note.blocks)], change);
        } else if let Some(content) = content(&mut inline.kind) {
            rewrite_text(content, change);
        }
        change(inline, list);
    }
}
