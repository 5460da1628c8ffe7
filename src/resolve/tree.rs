//! Ways to change the tree in reading order.
//!
//! Reading order is the order in which a listener hears the document: a quotation before who said it, a table's cells
//! before the remark under it, a note at its mark.

use crate::model::{Block, BlockKind, Document, Figure, FigureContent, Inline, InlineKind, Picture, Table};

/// A piece of what a block or a document holds.
pub(super) enum Part<'a> {
    /// A text of its own.
    Text(&'a mut Vec<Inline>),
    /// Blocks within.
    Blocks(&'a mut Vec<Block>),
}

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

/// What a block holds, in reading order.
pub(super) fn parts(block: &mut Block) -> Vec<Part<'_>> {
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

/// The inlines directly inside another, where it can hold some; those of notes not among them.
pub(super) fn content(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match &mut inline.kind {
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
        } else if let Some(content) = content(inline) {
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
    let old = std::mem::take(list);
    list.reserve(old.len());
    for mut inline in old {
        if let InlineKind::Note(note) = &mut inline.kind {
            rewrite(vec![Part::Blocks(&mut note.blocks)], change);
        } else if let Some(content) = content(&mut inline) {
            rewrite_text(content, change);
        }
        change(inline, list);
    }
}
