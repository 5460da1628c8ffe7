//! Timelines: dated entries along a rule with a ring at each date.

use super::inline::{Pieces, Run};
use super::lists::leading_paragraph;
use super::{Builder, Place};
use crate::layout::flow::{Node, Strip};
use crate::layout::frame::{Artifact, Fill, Item, Placed, Rect, Segment, Shape, Stroke, Tag};
use crate::layout::paragraph;
use crate::layout::structure::{Attributes, ElementId, Numbering, Role};
use crate::layout::text::Breaking;
use crate::model::theme::{Colour, Part, RuleKind};
use crate::model::{Block, Event};

/// The radius of a ring.
const RING: f64 = 3.4;

/// From the left side to the text of an entry.
const TEXT: f64 = 16.0;

/// The column of dates takes this share of the width at most; a wider date stands above its text.
const DATES: f64 = 0.35;

/// From the column of dates to the text.
const DATE_GAP: f64 = 10.0;

impl<'a> Builder<'a> {
    /// A timeline; in a figure it stands at the figure's left side.
    pub(in crate::layout) fn timeline(&mut self, block: &Block, events: &'a [Event], place: &Place) {
        let attributes = Attributes { numbering: Some(Numbering::None), ..Attributes::default() };
        let element = self.structure.add_with(place.element, Role::Timeline, attributes);
        let space = self.style(place.part).leading * 0.3;
        self.space(space);
        let column = self.date_column(events, place);
        for (index, event) in events.iter().enumerate() {
            let nodes = self.aside(|builder| builder.event(block, event, column, &place.within(element)));
            let first = index == 0;
            self.along_rule(nodes, place, first, index + 1 == events.len());
        }
        self.space(space);
    }

    /// The width of the column of dates: the widest of those that are no wider than a share of the place.
    fn date_column(&mut self, events: &'a [Event], place: &Place) -> f64 {
        let most = (place.width - TEXT) * DATES;
        let widths = events.iter().map(|event| self.measured(|builder| builder.date_width(event, place)));
        widths.filter(|width| *width <= most).fold(0.0, f64::max)
    }

    fn date_width(&mut self, event: &'a Event, place: &Place) -> f64 {
        let element = self.scratch();
        let pieces = self.date(event, place, element);
        paragraph::natural_widths(&pieces.list, self.shaper).1
    }

    fn date(&mut self, event: &'a Event, place: &Place, label: ElementId) -> Pieces<'a> {
        let mut pieces = Pieces::default();
        let run = Run { breaking: Breaking::Words, ..self.run(Part::TimelineDate, place, label) };
        self.inlines(&event.date, &run, &mut pieces);
        pieces
    }

    /// An entry: its date in the column of dates, and beside it what happened; a date that is wider than the column stands
    /// above.
    fn event(&mut self, block: &Block, event: &'a Event, column: f64, place: &Place) {
        let item = self.structure.add(place.element, Role::ListItem);
        let label = self.structure.add(item, Role::Label);
        let body = self.structure.add(item, Role::ListBody);
        let whole = place.inset(TEXT, 0.0);
        let date = self.date(event, &whole, label);
        let dates = self.aside(|builder| {
            builder.set(&date.list, Part::TimelineDate, &whole, 0.0, Some(block.id));
        });
        let beside = if column > 0.0 { column + DATE_GAP } else { 0.0 };
        let inner = whole.inset(beside, 0.0).set_in(Part::TimelineText).within(body);
        let texts = self.aside(|builder| {
            let mut rest = &event.blocks[..];
            if let Some((_, content)) = leading_paragraph(&event.blocks) {
                let paragraph = builder.structure.add(body, Role::Paragraph);
                let text = builder.run(Part::TimelineText, &inner, paragraph);
                let mut pieces = Pieces::default();
                builder.inlines(content, &text, &mut pieces);
                builder.set(&pieces.list, Part::TimelineText, &inner, 0.0, Some(block.id));
                builder.notes(&pieces.notes, &inner);
                rest = &event.blocks[1..];
            }
            builder.blocks(rest, &inner);
        });
        let fits = paragraph::natural_widths(&date.list, self.shaper).1 <= column;
        self.side_by_side(dates, texts, fits);
        self.notes(&date.notes, &inner);
        let after = self.style(Part::TimelineText).after;
        self.pad(after, place.frame);
    }

    /// Adds the lines of a date and those of its text, the first of them on one line where the date fits its column.
    fn side_by_side(&mut self, mut dates: Vec<Node>, mut texts: Vec<Node>, fits: bool) {
        let one_line = fits && dates.len() == 1;
        if let (true, Some(Node::Strip(text))) = (one_line, texts.first_mut())
            && let Some(Node::Strip(mut line)) = dates.pop()
        {
            // The date is read first.
            (line.frame, line.start) = (text.frame, text.start);
            line.take(std::mem::take(text), 0.0);
            *text = line;
        }
        for node in dates {
            self.nodes.push(node);
            self.keep();
        }
        self.nodes.append(&mut texts);
    }

    /// Draws the rule along an entry's strips and the ring at its date.
    fn along_rule(&mut self, nodes: Vec<Node>, place: &Place, first: bool, last: bool) {
        let rule = self.theme.rule(RuleKind::Timeline);
        let x = place.x + RING + 0.6;
        let style = self.style(Part::TimelineDate);
        let level = paragraph::ascent(style.size, style.leading) - style.size * 0.3;
        let mut ring_due = true;
        let count = nodes.iter().filter(|node| matches!(node, Node::Strip(_))).count();
        let mut seen = 0;
        for node in nodes {
            let mut strip = match node {
                Node::Strip(strip) => strip,
                // The rule has no gaps: space becomes an empty strip.
                Node::Space(height) => Strip { height, frame: place.frame, ..Strip::default() },
                Node::Keep | Node::Break | Node::Float(_) | Node::Pages(_) => {
                    self.nodes.push(node);
                    continue;
                }
            };
            seen += 1;
            let top = if first && ring_due { level } else { 0.0 };
            let ends_at_ring = last && (!ring_due || seen == count);
            let foot = if ends_at_ring && !ring_due {
                0.0
            } else if last && ring_due {
                level
            } else {
                strip.height
            };
            let mut drawn = Vec::new();
            if foot > top {
                let area = Rect { x: x - rule.width / 2.0, y: top, width: rule.width, height: foot - top };
                drawn.push(super::blocks::rectangle(area, rule.colour));
            }
            if ring_due && strip.height > 0.0 {
                drawn.push(ring(x, level, self.theme.mark));
                ring_due = false;
            }
            strip.items.splice(0..0, drawn);
            self.strip(strip);
        }
    }
}

/// A ring, white inside so that the rule ends at it.
fn ring(x: f64, y: f64, colour: Colour) -> Placed {
    // The usual four curves that make a circle.
    let k = RING * 0.552_284_75;
    let path = vec![
        Segment::Move(x + RING, y),
        Segment::Cubic(x + RING, y + k, x + k, y + RING, x, y + RING),
        Segment::Cubic(x - k, y + RING, x - RING, y + k, x - RING, y),
        Segment::Cubic(x - RING, y - k, x - k, y - RING, x, y - RING),
        Segment::Cubic(x + k, y - RING, x + RING, y - k, x + RING, y),
        Segment::Close,
    ];
    let white = Colour { r: 255, g: 255, b: 255 };
    let shape = Shape {
        path,
        fill: Some(Fill { colour: white, alpha: 1.0, even_odd: false }),
        stroke: Some(Stroke::solid(1.4, colour)),
    };
    Placed { tag: Tag::Artifact(Artifact::Layout), item: Item::Shape(shape) }
}
