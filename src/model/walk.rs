//! Ways through the tree, so that nobody writes the recursion twice.

use super::{Block, BlockKind, FigureContent, Inline, InlineKind, Table};

impl Block {
    /// The blocks directly inside this one, in reading order; those of notes not among them.
    pub fn children(&self) -> Vec<&Self> {
        match &self.kind {
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::PageBreak
            | BlockKind::Contents(_) => Vec::new(),
            BlockKind::List(list) => list.items.iter().flat_map(|item| &item.blocks).collect(),
            BlockKind::Definitions(list) => {
                list.iter().flat_map(|definition| definition.meanings.iter().flatten()).collect()
            }
            BlockKind::Quote(quote) => quote.blocks.iter().collect(),
            BlockKind::Callout(callout) => callout.blocks.iter().collect(),
            BlockKind::Table(table) => cells(table).flat_map(|cell| &cell.blocks).collect(),
            BlockKind::Figure(figure) => match &figure.content {
                FigureContent::Picture(_) => Vec::new(),
                FigureContent::Blocks(blocks) => blocks.iter().collect(),
            },
            BlockKind::Timeline(events) => events.iter().flat_map(|event| &event.blocks).collect(),
            BlockKind::Landscape(blocks) => blocks.iter().collect(),
        }
    }

    /// The caption and the number of a figure or table.
    pub fn caption(&self) -> Option<(&[Inline], Option<&str>)> {
        match &self.kind {
            BlockKind::Figure(figure) => Some((&figure.caption, figure.number.as_deref())),
            BlockKind::Table(table) => Some((&table.caption, table.number.as_deref())),
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout(_)
            | BlockKind::Timeline(_)
            | BlockKind::Rule
            | BlockKind::PageBreak
            | BlockKind::Contents(_)
            | BlockKind::Landscape(_) => None,
        }
    }

    /// The inline texts that belong to this block itself, in reading order: what its children hold is not among them.
    pub fn texts(&self) -> Vec<&[Inline]> {
        match &self.kind {
            BlockKind::Heading(heading) => vec![&heading.content],
            BlockKind::Paragraph(content) => vec![content],
            BlockKind::Definitions(list) => list.iter().map(|definition| &definition.term[..]).collect(),
            BlockKind::Quote(quote) => vec![&quote.attribution],
            BlockKind::Callout(callout) => vec![&callout.title, &callout.addressee],
            BlockKind::Table(table) => vec![&table.caption, &table.note, &table.source],
            BlockKind::Figure(figure) => vec![&figure.caption, &figure.source, &figure.credit],
            BlockKind::Timeline(events) => events.iter().map(|event| &event.date[..]).collect(),
            BlockKind::List(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::PageBreak
            | BlockKind::Contents(_)
            | BlockKind::Landscape(_) => Vec::new(),
        }
    }
}

/// All cells of a table, head before body, row by row.
pub fn cells(table: &Table) -> impl Iterator<Item = &super::Cell> {
    table.head.iter().chain(&table.body).flat_map(|row| &row.cells)
}

impl Inline {
    /// The inlines directly inside this one; those of notes not among them.
    pub fn children(&self) -> &[Self] {
        match &self.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Subscript(content)
            | InlineKind::Superscript(content)
            | InlineKind::Underline(content)
            | InlineKind::SmallCaps(content)
            | InlineKind::Highlight(content)
            | InlineKind::Language(_, content) => content,
            InlineKind::Link(link) => &link.content,
            InlineKind::Reference(reference) => &reference.content,
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Note(_)
            | InlineKind::Image(_)
            | InlineKind::LineBreak => &[],
        }
    }
}

/// Calls `visit` for every block, parents first, notes' blocks after the text that mentions them.
pub fn blocks<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in list {
        visit(block);
        for text in block.texts() {
            inlines(text, &mut |inline| {
                if let InlineKind::Note(note) = &inline.kind {
                    blocks_dyn(&note.blocks, visit);
                }
            });
        }
        for child in block.children() {
            blocks_dyn(std::slice::from_ref(child), visit);
        }
    }
}

/// Breaks the chain of ever-growing closure types that plain recursion would make.
fn blocks_dyn<'a>(list: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    blocks(list, &mut |block: &'a Block| visit(block));
}

/// Calls `visit` for every inline, parents first; does not enter notes.
pub fn inlines<'a>(list: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in list {
        visit(inline);
        inlines(inline.children(), visit);
    }
}

/// Whether a text ends in a colon, so that it leads in to what follows it and stays on its page.
pub fn leads_in(list: &[Inline]) -> bool {
    plain_text(list).trim_end().ends_with([':', '：'])
}

/// The words of a text without their marks: notes left out, a line break as a space, an image as its alternative text.
pub fn plain_text(list: &[Inline]) -> String {
    let mut text = String::new();
    inlines(list, &mut |inline| match &inline.kind {
        InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Keyboard(words) => {
            text.push_str(words);
        }
        InlineKind::Image(picture) => text.push_str(&picture.alt),
        InlineKind::LineBreak => text.push(' '),
        InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strikethrough(_)
        | InlineKind::Subscript(_)
        | InlineKind::Superscript(_)
        | InlineKind::Underline(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Highlight(_)
        | InlineKind::Link(_)
        | InlineKind::Reference(_)
        | InlineKind::Note(_)
        | InlineKind::Language(..) => {}
    });
    text
}
