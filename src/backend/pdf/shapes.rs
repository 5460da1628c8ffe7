//! Shapes as path operators.

use super::content::{Writer, parts};
use super::objects::rounded;
use crate::layout::frame::{Cap, Fill, Join, Rect, Segment, Shape, Stroke, Tag};

impl Writer<'_> {
    /// Draws a shape.
    pub(super) fn shape(&mut self, tag: Tag, shape: &Shape) {
        let operator = match (&shape.fill, &shape.stroke) {
            (None, None) => return,
            (Some(Fill { even_odd: false, .. }), None) => "f\n",
            (Some(Fill { even_odd: true, .. }), None) => "f*\n",
            (None, Some(_)) => "S\n",
            (Some(Fill { even_odd: false, .. }), Some(_)) => "B\n",
            (Some(Fill { even_odd: true, .. }), Some(_)) => "B*\n",
        };
        if shape.path.iter().all(|segment| *segment == Segment::Close) {
            return;
        }
        self.mark(tag);
        self.end_text();
        self.set_alpha(
            shape.fill.as_ref().map_or(1.0, |fill| fill.alpha),
            shape.stroke.as_ref().map_or(1.0, |stroke| stroke.alpha),
        );
        if let Some(fill) = &shape.fill {
            self.set_fill(fill.colour);
        }
        if let Some(stroke) = &shape.stroke {
            self.set_stroke(stroke);
        }
        self.path(&shape.path);
        self.put(operator);
    }

    fn path(&mut self, path: &[Segment]) {
        if let Some(area) = rectangle(path) {
            self.numbers(&[area.x, self.upwards(area.y) - area.height, area.width, area.height], "re\n");
            return;
        }
        let mut begun = false;
        for segment in path {
            match *segment {
                Segment::Line(x, y) if begun => self.numbers(&[x, self.upwards(y)], "l\n"),
                Segment::Cubic(ax, ay, bx, by, x, y) if begun => {
                    self.numbers(&[ax, self.upwards(ay), bx, self.upwards(by), x, self.upwards(y)], "c\n");
                }
                Segment::Close if begun => self.put("h\n"),
                Segment::Close => {}
                // An outline begins with a point, whatever it was said to be.
                Segment::Move(x, y) | Segment::Line(x, y) | Segment::Cubic(.., x, y) => {
                    self.numbers(&[x, self.upwards(y)], "m\n");
                    begun = true;
                }
            }
        }
    }

    /// Sets what draws outlines, as far as it is not in force.
    fn set_stroke(&mut self, stroke: &Stroke) {
        if stroke.colour != self.stroke {
            self.numbers(&parts(stroke.colour), "RG\n");
            self.stroke = stroke.colour;
        }
        if self.pen.as_ref() == Some(stroke) {
            return;
        }
        self.numbers(&[stroke.width.max(0.0)], "w ");
        self.put(match stroke.cap {
            Cap::Butt => "0 J ",
            Cap::Round => "1 J ",
            Cap::Square => "2 J ",
        });
        self.put(match stroke.join {
            Join::Miter => "0 j ",
            Join::Round => "1 j ",
            Join::Bevel => "2 j ",
        });
        self.numbers(&[stroke.miter_limit.max(1.0)], "M [");
        // A pattern without any length, or with a negative one, is an error in the file.
        let lengths = stroke.dashes.iter().map(|&length| rounded(length));
        if lengths.clone().all(|length| length >= 0.0) && lengths.clone().sum::<f64>() > 0.0 {
            lengths.for_each(|length| self.number(length));
        }
        self.put("] ");
        self.numbers(&[stroke.dash_offset.max(0.0)], "d\n");
        self.pen = Some(stroke.clone());
    }
}

/// The rectangle that an outline draws, if it is one with its sides along the page's.
fn rectangle(path: &[Segment]) -> Option<Rect> {
    use Segment::{Close, Line, Move};
    let &[Move(x, y), Line(right, top), Line(corner, bottom), Line(left, foot), Close] = path else {
        return None;
    };
    let along = y == top && right == corner && bottom == foot && left == x && right >= x && bottom >= y;
    along.then_some(Rect { x, y, width: right - x, height: bottom - y })
}
