//! The headings in order, as contents lists and bookmarks show them.

use super::OutlineEntry;
use crate::model::{Block, BlockKind, Heading, Inline, InlineKind, walk};

/// The outline of a body whose headings are numbered and labelled.
pub(super) fn outline(blocks: &[Block]) -> Vec<OutlineEntry> {
    headings(blocks).into_iter().filter_map(entry).collect()
}

/// The headings that open sections: those in the body itself and on its landscape pages, not those inside boxes, cells,
/// lists and notes.
pub(super) fn headings(blocks: &[Block]) -> Vec<&Block> {
    blocks
        .iter()
        .flat_map(|block| match &block.kind {
            BlockKind::Heading(_) => vec![block],
            BlockKind::Landscape(blocks) => headings(blocks),
            BlockKind::Paragraph(_)
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
            | BlockKind::Contents(_) => Vec::new(),
        })
        .collect()
}

/// What the outline has of one heading.
fn entry(block: &Block) -> Option<OutlineEntry> {
    let Block { kind: BlockKind::Heading(Heading { depth, content, number, .. }), label, id, .. } = block
    else {
        return None;
    };
    Some(OutlineEntry {
        label: label.clone()?,
        block: *id,
        depth: *depth,
        number: number.clone(),
        content: bare(content),
        text: walk::plain_text(content).split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

/// A text without notes and links; line breaks become spaces, images their alternative texts.
pub(super) fn bare(list: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in list {
        let wrap = |kind: fn(Vec<Inline>) -> InlineKind, content: &[Inline]| {
            Inline::new(kind(bare(content)), inline.span)
        };
        match &inline.kind {
            InlineKind::Note(_) => {}
            InlineKind::Link(link) => out.extend(bare(&link.content)),
            InlineKind::Reference(reference) => out.extend(bare(&reference.content)),
            InlineKind::LineBreak => out.push(Inline::text(" ", inline.span)),
            InlineKind::Image(picture) => out.push(Inline::text(picture.alt.clone(), inline.span)),
            InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::Keyboard(_) => out.push(inline.clone()),
            InlineKind::Emphasis(content) => out.push(wrap(InlineKind::Emphasis, content)),
            InlineKind::Strong(content) => out.push(wrap(InlineKind::Strong, content)),
            InlineKind::Strikethrough(content) => out.push(wrap(InlineKind::Strikethrough, content)),
            InlineKind::Subscript(content) => out.push(wrap(InlineKind::Subscript, content)),
            InlineKind::Superscript(content) => out.push(wrap(InlineKind::Superscript, content)),
            InlineKind::Underline(content) => out.push(wrap(InlineKind::Underline, content)),
            InlineKind::SmallCaps(content) => out.push(wrap(InlineKind::SmallCaps, content)),
            InlineKind::Highlight(content) => out.push(wrap(InlineKind::Highlight, content)),
            InlineKind::Language(language, content) => {
                out.push(Inline::new(InlineKind::Language(language.clone(), bare(content)), inline.span));
            }
        }
    }
    out
}
