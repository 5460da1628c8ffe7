//! Timelines: dated entries.

use comrak::nodes::Node;

use super::attributes::Attributes;
use super::part::Part;
use super::{Reader, blocks, figures};
use crate::model::{Block, BlockKind, Event, Figure, FigureContent, Inline, InlineKind};
use crate::source::Span;

/// What to do where a timeline is not one.
const HELP: &str =
    "write each entry as a date with its definition (`: …`), or as a list item that begins with `**date**`";

impl Reader<'_> {
    /// `::: {.timeline}`: a list of definitions whose terms are dates, or a list whose items begin with a strong date; a
    /// paragraph behind it is its caption. With a caption or label it is a figure. `written` holds the attributes.
    pub(super) fn timeline(
        &mut self,
        part: &Part,
        node: Node<'_>,
        written: &Part,
        attributes: &mut Attributes,
        span: Span,
        opening: Span,
    ) -> Vec<Block> {
        let mut blocks = self.blocks(part, node);
        let caption = figures::take_caption(&mut blocks);
        let mut events = Vec::new();
        let is_empty = blocks.is_empty();
        for block in blocks {
            self.events(block, &mut events);
        }
        if is_empty {
            self.bad_block(opening, "this timeline holds no entries", HELP);
        }
        let timeline = Block::new(BlockKind::Timeline(events), span);
        let is_figure = caption.is_some()
            || attributes.label.is_some()
            || attributes.pairs.iter().any(|(key, _)| key.text == "caption" || key.text == "fig-cap");
        if !is_figure {
            return vec![timeline];
        }
        let figure = Figure {
            content: FigureContent::Blocks(vec![timeline]),
            caption: Vec::new(),
            source: Vec::new(),
            credit: Vec::new(),
            number: None,
        };
        let mut block = Block::new(BlockKind::Figure(figure), span);
        self.caption_figure(&mut block, caption.unwrap_or_default(), written, attributes);
        vec![block]
    }

    fn events(&mut self, block: Block, events: &mut Vec<Event>) {
        let span = block.span;
        if let BlockKind::Definitions(list) = block.kind {
            events.extend(list.into_iter().map(|entry| Event {
                date: entry.term,
                blocks: entry.meanings.into_iter().flatten().collect(),
                span: entry.span,
            }));
        } else if let BlockKind::List(list) = block.kind {
            for item in list.items {
                let (date, blocks) = dated(item.blocks).unwrap_or_else(|blocks| {
                    self.bad_block(item.span, "this entry of a timeline has no date", HELP);
                    (Vec::new(), blocks)
                });
                events.push(Event { date, blocks, span: item.span });
            }
        } else {
            self.bad_block(span, "this has no place in a timeline", HELP);
        }
    }
}

/// The date that an item begins with, and the rest of the item; the item as it was where there is none.
fn dated(mut blocks: Vec<Block>) -> Result<(Vec<Inline>, Vec<Block>), Vec<Block>> {
    let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.first_mut() else {
        return Err(blocks);
    };
    if !matches!(content.first(), Some(Inline { kind: InlineKind::Strong(_), .. })) {
        return Err(blocks);
    }
    let InlineKind::Strong(mut date) = content.remove(0).kind else { return Err(blocks) };
    // A colon or dash between date and text is the list's, not the timeline's.
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
        *text = text.trim_start().trim_start_matches([':', '–', '—']).trim_start().to_owned();
    }
    blocks::trim_start(content);
    if content.is_empty() {
        blocks.remove(0);
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = date.last_mut() {
        *text = text.trim_end_matches(':').to_owned();
    }
    Ok((date, blocks))
}
