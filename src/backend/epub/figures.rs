//! Figures with what stands above and below them, and timelines, as markup.

use super::writer::{Place, Writer};
use super::xhtml::{Markup, tag};
use crate::model::theme::Part;
use crate::model::{Block, Event, Figure, FigureContent, Inline, walk};

/// Dates of a timeline up to this many characters stay on one line; longer ones would leave no room for what happened.
const LONGEST_DATE: usize = 24;

impl<'a> Writer<'a> {
    /// Writes a figure.
    pub(super) fn figure(&mut self, block: &'a Block, figure: &'a Figure, place: Place<'a>) {
        let (element, inside) = self.open(tag("figure"), block, place);
        let captioned = figure.number.is_some() || !figure.caption.is_empty();
        let element = if captioned { element.class("captioned") } else { element };
        self.block_element(element, |out| {
            out.line();
            if captioned {
                let term = out.document.terms.figure;
                out.block_element(tag("figcaption"), |out| {
                    out.caption(term, figure.number.as_deref(), &figure.caption, inside);
                });
            }
            match &figure.content {
                FigureContent::Picture(picture) => out.picture(picture, inside),
                FigureContent::Blocks(blocks) => out.blocks(blocks, inside),
            }
            let terms = out.document.terms;
            out.remark(terms.source, &figure.source, inside);
            out.remark(terms.credit, &figure.credit, inside);
        });
    }

    /// The label and the title of a figure or table.
    pub(super) fn caption(
        &mut self,
        term: &str,
        number: Option<&str>,
        title: &'a [Inline],
        place: Place<'a>,
    ) {
        if let Some(number) = number {
            let look = place.under(Part::CaptionLabel);
            self.element(tag("span").class("label"), |out| out.label(&format!("{term} {number}."), look));
            self.plain(" ");
        }
        self.inlines(title, place.under(Part::Caption));
    }

    /// A note, source or credit under a figure or table.
    pub(super) fn remark(&mut self, term: &str, content: &'a [Inline], place: Place<'a>) {
        if content.is_empty() {
            return;
        }
        let look = place.under(Part::Source);
        self.block_element(tag("p").class("source"), |out| {
            out.label(&format!("{term}: "), look);
            out.inlines(content, look);
        });
    }

    /// Writes dated entries.
    pub(super) fn timeline(&mut self, block: &'a Block, events: &'a [Event], place: Place<'a>) {
        // Their display takes the meaning of lists and items away; the roles say it again.
        let element = tag("ol").class("timeline").with("role", "list");
        let (element, inside) = self.open(element, block, place);
        let look = inside.under(Part::TimelineText);
        self.block_element(element, |out| {
            out.line();
            for event in events {
                let long = walk::plain_text(&event.date).chars().count() > LONGEST_DATE;
                let date = tag("span").class(if long { "date long" } else { "date" });
                out.block_element(tag("li").with("role", "listitem"), |out| {
                    out.element(date, |out| out.inlines(&event.date, look.under(Part::TimelineDate)));
                    out.plain(" ");
                    out.element(tag("div").class("event"), |out| out.close_blocks(&event.blocks, true, look));
                });
            }
        });
    }
}
