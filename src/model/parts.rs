//! What blocks and inlines hold, to be changed, in reading order.
//!
//! Reading order is the order in which a listener hears the document: a quotation before who said it, a table's cells
//! before the remark under it.

use super::{Block, BlockKind, FigureContent, Inline, InlineKind, Table};

/// A piece of what a block or a document holds.
pub(crate) enum Part<'a> {
    /// A text of its own.
    Text(&'a mut Vec<Inline>),
    /// Blocks within.
    Blocks(&'a mut Vec<Block>),
}

/// What a block holds, in reading order.
pub(crate) fn parts(block: &mut Block) -> Vec<Part<'_>> {
    match &mut block.kind {
        BlockKind::Heading(heading) => vec![Part::Text(&mut heading.content)],
        BlockKind::Paragraph(content) => vec![Part::Text(content)],
        BlockKind::List(list) => list.items.iter_mut().map(|item| Part::Blocks(&mut item.blocks)).collect(),
        BlockKind::Definitions(list) => list
            .iter_mut()
            .flat_map(|definition| {
                std::iter::once(Part::Text(&mut definition.term))
                    .chain(definition.meanings.iter_mut().map(Part::Blocks))
            })
            .collect(),
        BlockKind::Quote(quote) => vec![Part::Blocks(&mut quote.blocks), Part::Text(&mut quote.attribution)],
        BlockKind::Callout(callout) => vec![
            Part::Text(&mut callout.title),
            Part::Text(&mut callout.addressee),
            Part::Blocks(&mut callout.blocks),
        ],
        BlockKind::Table(table) => table_parts(table),
        BlockKind::Figure(figure) => {
            let mut parts = vec![Part::Text(&mut figure.caption)];
            match &mut figure.content {
                FigureContent::Picture(_) => {}
                FigureContent::Blocks(blocks) => parts.push(Part::Blocks(blocks)),
            }
            parts.push(Part::Text(&mut figure.source));
            parts.push(Part::Text(&mut figure.credit));
            parts
        }
        BlockKind::Timeline(events) => events
            .iter_mut()
            .flat_map(|event| [Part::Text(&mut event.date), Part::Blocks(&mut event.blocks)])
            .collect(),
        BlockKind::Landscape(blocks) => vec![Part::Blocks(blocks)],
        BlockKind::Code(_) | BlockKind::Rule | BlockKind::PageBreak | BlockKind::Contents(_) => Vec::new(),
    }
}

/// What a table holds.
fn table_parts(table: &mut Table) -> Vec<Part<'_>> {
    let cells = table.head.iter_mut().chain(&mut table.body).flat_map(|row| &mut row.cells);
    std::iter::once(Part::Text(&mut table.caption))
        .chain(cells.map(|cell| Part::Blocks(&mut cell.blocks)))
        .chain([Part::Text(&mut table.note), Part::Text(&mut table.source)])
        .collect()
}

/// The inlines directly inside another, where it can hold some; those of notes not among them.
pub(crate) fn content(inline: &mut InlineKind) -> Option<&mut Vec<Inline>> {
    match inline {
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
