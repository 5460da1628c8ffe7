//! Lines as strips, with the grounds, frames and rules of marked text.

use crate::layout::flow::Strip;
use crate::layout::frame::{Anchor, Artifact, Cap, Item, Join, LinkArea, Placed, Rect, Shape, Stroke, Tag};
use crate::layout::text::{Drawn, Line, TextStyle};
use crate::model::theme::Colour;

/// From a key's letters to the frame around them, in points.
pub(super) const KEY_FRAME: f64 = 1.8;

/// A line as a strip whose text column begins `x` to the left of the line.
pub(in crate::layout) fn line_strip(line: Line, x: f64) -> Strip {
    let mut strip = Strip { height: line.ascent + line.descent, notes: line.notes, ..Strip::default() };
    let baseline = line.ascent;
    for part in line.parts {
        let left = x + part.x;
        let area = match &part.drawn {
            Drawn::Run(run) => Rect {
                x: left,
                y: baseline + run.y - run.size * 0.76,
                width: part.width,
                height: run.size * 1.02,
            },
            Drawn::Image { height, .. } => {
                Rect { x: left, y: baseline - height, width: part.width, height: *height }
            }
        };
        if let Some(style) = &part.style {
            ornaments(style, area, baseline, &mut strip);
        }
        if let Some(link) = &part.link {
            strip.links.push(LinkArea {
                area,
                target: link.target.clone(),
                element: link.element,
                description: link.description.clone(),
            });
        }
        if let Some(note) = part.note {
            strip.anchors.push((Anchor::NoteMark(note), left, 0.0));
        }
        let item = match part.drawn {
            Drawn::Run(mut run) => {
                run.x += left;
                run.y += baseline;
                Item::Run(run)
            }
            Drawn::Image { image, .. } => Item::Image { image, area },
        };
        strip.items.push(Placed { tag: Tag::Content(part.content), item });
    }
    strip
}

/// Grounds, frames and lines of marked text.
fn ornaments(style: &TextStyle, area: Rect, baseline: f64, strip: &mut Strip) {
    let mut draw = |shape: Shape, artifact: Artifact| {
        strip.items.push(Placed { tag: Tag::Artifact(artifact), item: Item::Shape(shape) });
    };
    let level = baseline - style.rise;
    let rule = |y: f64| Rect { x: area.x, y, width: area.width, height: (style.size * 0.055).max(0.4) };
    if let Some(ground) = style.ground {
        let tall = Rect { y: area.y - 1.0, height: area.height + 2.0, ..area };
        draw(Shape::rectangle(tall, ground), Artifact::Background);
    }
    if style.underline {
        draw(Shape::rectangle(rule(level + style.size * 0.12), style.colour), Artifact::Layout);
    }
    if style.strike {
        draw(Shape::rectangle(rule(level - style.size * 0.26), style.colour), Artifact::Layout);
    }
    if style.framed {
        let mut frame = Shape::rectangle(
            Rect {
                x: area.x - KEY_FRAME,
                // As far above the capitals as below the line.
                y: level - style.size * 0.92,
                width: area.width + 2.0 * KEY_FRAME,
                height: style.size * 1.18,
            },
            style.colour,
        );
        frame.fill = None;
        frame.stroke = Some(Stroke::solid(0.4, style.colour));
        draw(frame, Artifact::Layout);
    }
}

impl Stroke {
    /// A solid line.
    pub(in crate::layout) fn solid(width: f64, colour: Colour) -> Self {
        Self {
            colour,
            alpha: 1.0,
            width,
            dashes: Vec::new(),
            dash_offset: 0.0,
            cap: Cap::Butt,
            join: Join::Miter,
            miter_limit: 10.0,
        }
    }
}
