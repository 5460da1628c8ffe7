//! Ways through the tree that change it.

use crate::model::{Block, BlockKind, FigureContent, Inline, InlineKind};

/// The lists of blocks directly inside a block, in reading order; those of notes not among them.
pub(super) fn children(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_) => Vec::new(),
        BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        BlockKind::Definitions(list) => list.iter_mut().flat_map(|entry| &mut entry.meanings).collect(),
        BlockKind::Quote(quote) => vec![&mut quote.blocks],
        BlockKind::Callout(callout) => vec![&mut callout.blocks],
        BlockKind::Table(table) => {
            let rows = table.head.iter_mut().chain(&mut table.body);
            rows.flat_map(|row| &mut row.cells).map(|cell| &mut cell.blocks).collect()
        }
        BlockKind::Figure(figure) => match &mut figure.content {
            FigureContent::Picture(_) => Vec::new(),
            FigureContent::Blocks(blocks) => vec![blocks],
        },
        BlockKind::Timeline(events) => events.iter_mut().map(|event| &mut event.blocks).collect(),
        BlockKind::Landscape(blocks) => vec![blocks],
    }
}

/// The inline texts of a block itself, in reading order.
pub(super) fn texts(block: &mut Block) -> Vec<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Heading(heading) => vec![&mut heading.content],
        BlockKind::Paragraph(content) => vec![content],
        BlockKind::Definitions(list) => list.iter_mut().map(|entry| &mut entry.term).collect(),
        BlockKind::Quote(quote) => vec![&mut quote.attribution],
        BlockKind::Callout(callout) => vec![&mut callout.title, &mut callout.addressee],
        BlockKind::Table(table) => vec![&mut table.caption, &mut table.note, &mut table.source],
        BlockKind::Figure(figure) => vec![&mut figure.caption, &mut figure.source, &mut figure.credit],
        BlockKind::Timeline(events) => events.iter_mut().map(|event| &mut event.date).collect(),
        BlockKind::List(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => Vec::new(),
    }
}

/// The inlines directly inside an inline; those of notes not among them.
pub(super) fn content(kind: &mut InlineKind) -> Option<&mut Vec<Inline>> {
    match kind {
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strikethrough(content)
        | InlineKind::Subscript(content)
        | InlineKind::Superscript(content)
        | InlineKind::Underline(content)
        | InlineKind::SmallCaps(content)
        | InlineKind::Highlight(content)
        | InlineKind::Language(_, content) => Some(content),
        InlineKind::Link(link) => Some(&mut link.content),
        InlineKind::Reference(reference) => Some(&mut reference.content),
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Keyboard(_)
        | InlineKind::Note(_)
        | InlineKind::Image(_)
        | InlineKind::LineBreak => None,
    }
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
    each_block(list, &mut |block| texts(block).into_iter().for_each(&mut *change));
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
