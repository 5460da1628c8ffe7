//! Ways through the tree that change it.

pub(super) use crate::model::parts::content;
use crate::model::parts::{Part, parts};
use crate::model::{Block, Inline};

/// The lists of blocks directly inside a block, in reading order; those of notes not among them.
pub(super) fn children(block: &mut Block) -> impl Iterator<Item = &mut Vec<Block>> {
    parts(block).into_iter().filter_map(|part| match part {
        Part::Blocks(blocks) => Some(blocks),
        Part::Text(_) => None,
    })
}

/// The inline texts of a block itself, in reading order.
pub(super) fn texts(block: &mut Block) -> impl Iterator<Item = &mut Vec<Inline>> {
    parts(block).into_iter().filter_map(|part| match part {
        Part::Text(text) => Some(text),
        Part::Blocks(_) => None,
    })
}

/// Calls `change` for every block, parents first; does not enter notes.
pub(super) fn each_block(list: &mut [Block], change: &mut dyn FnMut(&mut Block)) {
    for block in list {
        change(block);
        for inner in children(block) {
            each_block(inner, change);
        }
    }
}

/// Calls `change` for every inline text in blocks; does not enter notes.
pub(super) fn each_text(list: &mut [Block], change: &mut dyn FnMut(&mut Vec<Inline>)) {
    each_block(list, &mut |block| texts(block).for_each(&mut *change));
}

/// Calls `change` for every inline, parents first; does not enter notes.
pub(super) fn each_inline(list: &mut [Inline], change: &mut dyn FnMut(&mut Inline)) {
    for inline in list {
        change(inline);
        if let Some(inner) = content(&mut inline.kind) {
            each_inline(inner, change);
        }
    }
}
