//! What stands on its own lines, as markup.

use super::plan::Piece;
use super::writer::{Place, Writer, speak};
use super::xhtml::{Markup, tag};
use crate::model::theme::Part;
use crate::model::{Block, BlockKind, Heading, Quote};

impl<'a> Writer<'a> {
    /// Writes what stands in a chapter; each heading opens a section that ends before the next one of its depth.
    pub(super) fn flow(&mut self, pieces: &[Piece<'a>], place: Place<'a>) {
        let mut index = 0;
        while let Some(piece) = pieces.get(index) {
            let after = index + 1;
            match (piece, opening_heading(piece)) {
                (Piece::Block(block), Some(heading)) => {
                    let rest = &pieces[after..];
                    let ends =
                        |piece| opening_heading(piece).is_some_and(|other| other.depth <= heading.depth);
                    let length = rest.iter().position(ends).unwrap_or(rest.len());
                    self.section(block, heading, &rest[..length], place);
                    index = after + length;
                }
                (Piece::Block(block), None) => {
                    self.block(block, place);
                    index = after;
                }
                (Piece::Landscape { block, pieces, first }, _) => {
                    let (mut part, inside) = speak(tag("div"), block.language.as_ref(), place);
                    if *first {
                        part = self.open(tag("div"), block, place).0;
                        self.page_starts(block);
                    }
                    self.block_element(part.class("landscape"), |out| {
                        out.line();
                        out.flow(pieces, inside);
                    });
                    index = after;
                }
            }
        }
    }

    fn section(&mut self, block: &'a Block, heading: &'a Heading, rest: &[Piece<'a>], place: Place<'a>) {
        let id =
            block.label.as_ref().and_then(|label| self.plan.anchors.get(label)).map(|anchor| &anchor.id[..]);
        let is_endnotes = self.document.endnotes == Some(block.id);
        let section = match (heading.depth, heading.appendix) {
            _ if is_endnotes => tag("section").with("epub:type", "endnotes").with("role", "doc-endnotes"),
            (0 | 1, false) => tag("section").with("epub:type", "chapter").with("role", "doc-chapter"),
            (0 | 1, true) => tag("section").with("epub:type", "appendix").with("role", "doc-appendix"),
            _ => tag("section"),
        };
        let section = match id {
            Some(id) if heading.depth <= 1 => section.with("aria-labelledby", id),
            _ => section,
        };
        self.block_element(section, |out| {
            out.line();
            out.block(block, place);
            out.flow(rest, place);
            if is_endnotes {
                out.endnotes();
            }
        });
    }

    /// Writes a chapter.
    pub(super) fn chapter(&mut self, pieces: &[Piece<'a>]) {
        let place = self.place(Part::Text);
        if pieces.first().and_then(opening_heading).is_some() {
            self.flow(pieces, place);
            return;
        }
        let section = tag("section").with("epub:type", "chapter").with("role", "doc-chapter");
        self.block_element(section.with("aria-label", &self.document.front.title), |out| {
            out.line();
            out.flow(pieces, place);
        });
    }

    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], place: Place<'a>) {
        for block in blocks {
            self.block(block, place);
        }
    }

    /// Writes a block.
    pub(super) fn block(&mut self, block: &'a Block, place: Place<'a>) {
        let breaks = self.page_starts(block);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let look = place.under(Part::heading(heading.level));
                let (element, inside) = self.open(heading_tag(heading, place), block, look);
                self.block_element(element, |out| {
                    out.heading_number(heading.number.as_deref(), inside);
                    out.text(&heading.content, inside, breaks);
                });
            }
            BlockKind::Paragraph(content) => {
                let (element, inside) = self.open(tag("p"), block, place);
                self.block_element(element, |out| out.text(content, inside, breaks));
            }
            BlockKind::List(list) => self.list(block, list, place),
            BlockKind::Definitions(list) => self.definitions(block, list, place),
            BlockKind::Quote(quote) => self.quote(block, quote, place),
            BlockKind::Code(code) => self.code(block, code, place, breaks),
            BlockKind::Callout(callout) => self.callout(block, callout, place),
            BlockKind::Table(table) => self.table(block, table, place, breaks.rows),
            BlockKind::Figure(figure) => self.figure(block, figure, place),
            BlockKind::Timeline(events) => self.timeline(block, events, place),
            BlockKind::Rule => {
                let (element, _) = self.open(tag("hr"), block, place);
                self.void(element);
                self.line();
            }
            BlockKind::PageBreak => {
                let (element, _) = self.open(tag("div").class("page-break"), block, place);
                self.block_element(element, |_| {});
            }
            BlockKind::Contents(contents) => self.contents(Some(block), contents.depth, place),
            BlockKind::Landscape(blocks) => {
                let (element, inside) = self.open(tag("div").class("landscape"), block, place);
                self.block_element(element, |out| {
                    out.line();
                    out.blocks(blocks, inside);
                });
            }
        }
    }

    /// The number of a heading, parted from its words by a space.
    pub(super) fn heading_number(&mut self, number: Option<&str>, place: Place<'a>) {
        if let Some(number) = number {
            let look = place.under(Part::HeadingNumber);
            self.element(tag("span").class("number"), |out| out.label(number, look));
            self.plain(" ");
        }
    }

    /// Text that the program adds: it takes no part in the count by which pages begin.
    pub(super) fn label(&mut self, text: &str, place: Place<'a>) {
        self.usage.note(place.look(), text);
        self.plain(text);
    }

    fn quote(&mut self, block: &'a Block, quote: &'a Quote, place: Place<'a>) {
        if quote.attribution.is_empty() {
            let (element, inside) = self.open(tag("blockquote"), block, place.under(Part::Quote));
            self.block_element(element, |out| {
                out.line();
                out.blocks(&quote.blocks, inside);
            });
            return;
        }
        let (element, inside) = self.open(tag("figure").class("quote"), block, place);
        self.block_element(element, |out| {
            out.block_element(tag("blockquote"), |out| {
                out.line();
                out.blocks(&quote.blocks, inside.under(Part::Quote));
            });
            let look = inside.under(Part::Attribution);
            out.block_element(tag("figcaption"), |out| out.inlines(&quote.attribution, look));
        });
    }
}

/// The heading that opens a section at this place of a chapter.
fn opening_heading<'a>(piece: &Piece<'a>) -> Option<&'a Heading> {
    match piece {
        Piece::Block(Block { kind: BlockKind::Heading(heading), .. }) => Some(heading),
        Piece::Block(_) => None,
        Piece::Landscape { pieces, .. } => pieces.first().and_then(opening_heading),
    }
}

/// The tag of a heading: its depth makes the element, its level the look.
fn heading_tag(heading: &Heading, place: Place<'_>) -> super::xhtml::Tag {
    let depth = heading.depth.clamp(1, 6);
    let name = match depth {
        _ if place.plain => "p",
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    let level = heading.level.clamp(1, 6);
    // Where no heading may stand, the role says that the paragraph is one all the same.
    let element = if place.plain {
        tag(name).with("role", "heading").with("aria-level", &depth.to_string())
    } else {
        tag(name)
    };
    if place.plain || level != depth { element.class(&format!("h{level}")) } else { element }
}
