//! Timelines: a ring, a column of dates, and what happened.

use docx_rs::{BreakType, Paragraph, ParagraphChild, Run};

use super::finish::Onto;
use super::inlines::{Marks, tab};
use super::lists::leading_paragraph;
use super::markup::twips;
use super::measure::Ruler;
use super::styles::Place;
use super::{Flow, Node, Voice, Writer};
use crate::error::Error;
use crate::model::theme::Part;
use crate::model::walk::plain_text;
use crate::model::{BlockKind, Event};

/// From the left side to the dates, in points.
const DATE: f64 = 16.0;

/// The column of dates takes this share of the width at most; a wider date stands above its text.
const DATES: f64 = 0.35;

/// From the column of dates to the text, in points.
const DATE_GAP: f64 = 10.0;

/// The column of dates in the style, which every timeline of the document overrules by its own.
const USUAL: f64 = 80.0;

/// How much wider than measured a date may turn out in the face that a machine has.
const SLACK: f64 = 1.04;

/// Where an entry of a timeline stands that takes its place from the style.
pub(super) fn usual_place() -> Place {
    place(USUAL)
}

/// Where its date begins.
pub(super) fn date_stop(place: Place) -> i32 {
    place.left + place.first + twips(DATE)
}

/// An entry beside a column of dates of that width; in one of none, under its date.
fn place(dates: f64) -> Place {
    let beside = if dates > 0.0 { dates + DATE_GAP } else { 0.0 };
    let left = twips(DATE + beside);
    Place::hanging(left, left)
}

impl<'a> Writer<'a> {
    /// Dated entries, each under a ring's mark.
    pub(super) fn timeline(
        &mut self,
        events: &'a [Event],
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let space = self.theme.style(Part::Text).leading * 0.4;
        self.pending.space = self.pending.space.max(space);
        let widths = self.date_widths(events);
        let most = (f64::from(flow.measure - flow.inner.left - flow.inner.right - flow.listed) / 20.0 - DATE)
            * DATES;
        let column = widths.iter().copied().filter(|width| *width <= most).fold(0.0, f64::max);
        let mut place = place(column).shifted(flow.inner.left + flow.listed);
        place.right = flow.inner.right;
        for (event, width) in events.iter().zip(widths) {
            self.event(event, place, width <= column, flow, out)?;
        }
        if let Some(Node::Paragraph(last)) = out.last_mut() {
            let spacing = last.property.line_spacing.take().unwrap_or_default();
            last.property.line_spacing = Some(spacing.after(twips(space.max(6.0)) as u32));
        }
        Ok(())
    }

    /// One entry; its date stands beside its text where it fits the column, else above.
    fn event(
        &mut self,
        event: &'a Event,
        place: Place,
        fits: bool,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let mut paragraph = self.event_paragraph(place, flow);
        let marks = Marks { style: Some("TimelineDate"), ..self.marks("Timeline", flow) };
        self.inlines(&event.date, marks, flow, &mut paragraph.children)?;
        let (content, rest) = leading_paragraph(&event.blocks);
        if let Some(block) = content
            && let BlockKind::Paragraph(content) = &block.kind
        {
            self.pending.labels.extend(block.label.clone());
            let spoken = flow.spoken(block.language.as_ref());
            let marks = self.marks("Timeline", &spoken);
            paragraph.children.push(if fits { tab() } else { line_break() });
            self.inlines(content, marks, &spoken, &mut paragraph.children)?;
        }
        self.push(paragraph, out);
        let column = Place::block(place.left - flow.inner.left - flow.listed, 0);
        let inside = flow.speaking(Voice::Timeline, column);
        self.blocks(rest, &inside, out)
    }

    /// The empty first paragraph of an entry, which brings the stop for its date along with its place.
    fn event_paragraph(&mut self, place: Place, flow: &Flow<'a>) -> Paragraph {
        let mut paragraph = self.paragraph_at("Timeline", place, flow);
        let (usual, stop) = (date_stop(usual_place()), date_stop(place));
        if stop != usual {
            // docx-rs counts stops from the text column on; in a figure this one stands left of that.
            let stops =
                format!(r#"<w:tab w:val="left" w:pos="{stop}"/><w:tab w:val="clear" w:pos="{usual}"/>"#);
            let lift = self.lifting(Onto::Paragraph, format!("<w:tabs>{stops}</w:tabs>"));
            paragraph.children.push(lift);
        }
        self.put_in_box(&mut paragraph, flow);
        paragraph
    }

    /// How wide the dates are, in points.
    fn date_widths(&self, events: &[Event]) -> Vec<f64> {
        let ruler = Ruler::new(self.fonts, self.theme.style(Part::TimelineDate));
        events.iter().map(|event| ruler.width(&plain_text(&event.date)) * SLACK).collect()
    }
}

fn line_break() -> ParagraphChild {
    ParagraphChild::Run(Box::new(Run::new().add_break(BreakType::TextWrapping)))
}
