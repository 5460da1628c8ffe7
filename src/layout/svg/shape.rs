//! Paths as shapes.

use usvg::tiny_skia_path::{self as outline, PathSegment, Point};
use usvg::{FillRule, LineCap, LineJoin, Paint, PaintOrder, Path, Rect as Bounds, Transform};

use super::Drawing;
use crate::layout::frame::{Cap, Fill, Item, Join, Segment, Shape, Stroke};
use crate::model::theme::Colour;

impl Drawing<'_> {
    /// Draws a path whose coordinates `transform` takes to the drawing's plane.
    pub(super) fn path(&mut self, path: &Path, transform: Transform, alpha: f32) -> Option<()> {
        let fill = match path.fill() {
            Some(fill) => Some(Fill {
                colour: colour(fill.paint())?,
                alpha: f64::from(fill.opacity().get() * alpha),
                even_odd: fill.rule() == FillRule::EvenOdd,
            }),
            None => None,
        };
        let transform = self.page.pre_concat(transform);
        let area =
            |fill: Fill| Shape { path: segments(path.data(), transform), fill: Some(fill), stroke: None };
        let fill = fill.filter(|fill| fill.alpha > 0.0);
        let line = match path.stroke() {
            Some(stroke) if stroke.opacity().get() * alpha > 0.0 => outlined(path, stroke, transform, alpha)?,
            _ => {
                self.items.extend(fill.map(|fill| Item::Shape(area(fill))));
                return Some(());
            }
        };
        match (path.paint_order(), fill) {
            // Together, so that a reader of the file meets one thing.
            (PaintOrder::FillAndStroke, Some(fill)) if line.fill.is_none() => {
                self.items.push(Item::Shape(Shape { fill: Some(fill), ..line }));
            }
            (PaintOrder::FillAndStroke, fill) => {
                self.items.extend(fill.map(|fill| Item::Shape(area(fill))));
                self.items.push(Item::Shape(line));
            }
            (PaintOrder::StrokeAndFill, fill) => {
                self.items.push(Item::Shape(line));
                self.items.extend(fill.map(|fill| Item::Shape(area(fill))));
            }
        }
        Some(())
    }

    /// Draws what is seen of a ground that reaches past the drawing's edge.
    pub(super) fn cut_ground(&mut self, path: &Path, alpha: f32) -> Option<()> {
        let has_line = path.stroke().is_some_and(|stroke| stroke.opacity().get() > 0.0);
        let fill = path.fill().filter(|_| !has_line)?;
        let ground = rectangle(path.data(), path.abs_transform())?;
        let canvas = self.canvas;
        let seen = Bounds::from_ltrb(
            ground.left().max(canvas.left()),
            ground.top().max(canvas.top()),
            ground.right().min(canvas.right()),
            ground.bottom().min(canvas.bottom()),
        )?;
        let fill = Fill {
            colour: colour(fill.paint())?,
            alpha: f64::from(fill.opacity().get() * alpha),
            even_odd: false,
        };
        let path = segments(&outline::PathBuilder::from_rect(seen), self.page);
        self.items.push(Item::Shape(Shape { path, fill: Some(fill), stroke: None }));
        Some(())
    }
}

/// The outline as a stroke; as an area of its own where the transformation would make it uneven.
fn outlined(path: &Path, stroke: &usvg::Stroke, transform: Transform, alpha: f32) -> Option<Shape> {
    let (colour, alpha) = (colour(stroke.paint())?, f64::from(stroke.opacity().get() * alpha));
    let Some(scale) = uniform_scale(transform) else {
        let (across, down) = transform.get_scale();
        let mut pen = stroke.to_tiny_skia();
        let dashed = pen.dash.take().and_then(|dash| path.data().dash(&dash, across.max(down)));
        let line = dashed.as_ref().unwrap_or(path.data()).stroke(&pen, across.max(down))?;
        let fill = Some(Fill { colour, alpha, even_odd: false });
        return Some(Shape { path: segments(&line, transform), fill, stroke: None });
    };
    let scaled = |length: f32| f64::from(length) * scale;
    let stroke = Stroke {
        colour,
        alpha,
        width: scaled(stroke.width().get()),
        dashes: stroke.dasharray().unwrap_or_default().iter().copied().map(scaled).collect(),
        dash_offset: scaled(stroke.dashoffset()),
        cap: match stroke.linecap() {
            LineCap::Butt => Cap::Butt,
            LineCap::Round => Cap::Round,
            LineCap::Square => Cap::Square,
        },
        join: match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => Join::Miter,
            LineJoin::Round => Join::Round,
            LineJoin::Bevel => Join::Bevel,
        },
        miter_limit: f64::from(stroke.miterlimit().get()),
    };
    Some(Shape { path: segments(path.data(), transform), fill: None, stroke: Some(stroke) })
}

/// A paint that is one colour.
pub(super) fn colour(paint: &Paint) -> Option<Colour> {
    match paint {
        Paint::Color(colour) => Some(Colour { r: colour.red, g: colour.green, b: colour.blue }),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => None,
    }
}

/// By how much a transformation scales, if it does so alike in all directions.
fn uniform_scale(transform: Transform) -> Option<f64> {
    let [a, b, c, d] = [transform.sx, transform.ky, transform.kx, transform.sy].map(f64::from);
    let (across, down) = (a.hypot(b), c.hypot(d));
    let skew = (a * c + b * d) / (across * down);
    ((across / down - 1.0).abs() < 1e-3 && skew.abs() < 1e-3).then_some(across)
}

fn segments(path: &outline::Path, transform: Transform) -> Vec<Segment> {
    let mut begin = Point::zero();
    let mut last = Point::zero();
    let [a, b, c, d, e, f] =
        [transform.sx, transform.ky, transform.kx, transform.sy, transform.tx, transform.ty].map(f64::from);
    let map = |x: f64, y: f64| (a * x + c * y + e, b * x + d * y + f);
    let at = |point: Point| map(f64::from(point.x), f64::from(point.y));
    let mut list = Vec::with_capacity(path.len());
    for segment in path.segments() {
        let (PathSegment::MoveTo(end)
        | PathSegment::LineTo(end)
        | PathSegment::QuadTo(_, end)
        | PathSegment::CubicTo(_, _, end)) = segment
        else {
            list.push(Segment::Close);
            last = begin;
            continue;
        };
        list.push(match segment {
            PathSegment::MoveTo(_) => {
                begin = end;
                let (x, y) = at(end);
                Segment::Move(x, y)
            }
            PathSegment::LineTo(_) => {
                let (x, y) = at(end);
                Segment::Line(x, y)
            }
            PathSegment::QuadTo(control, _) => {
                let toward = |from: Point| {
                    let share =
                        |from: f32, to: f32| f64::from(from) + (f64::from(to) - f64::from(from)) * 2.0 / 3.0;
                    map(share(from.x, control.x), share(from.y, control.y))
                };
                cubic(toward(last), toward(end), at(end))
            }
            PathSegment::CubicTo(one, two, _) => cubic(at(one), at(two), at(end)),
            PathSegment::Close => continue,
        });
        last = end;
    }
    list
}

fn cubic(one: (f64, f64), two: (f64, f64), end: (f64, f64)) -> Segment {
    Segment::Cubic(one.0, one.1, two.0, two.1, end.0, end.1)
}

/// The rectangle that a path is once transformed, if it is an upright one.
pub(super) fn rectangle(path: &outline::Path, transform: Transform) -> Option<Bounds> {
    let path = path.clone().transform(transform)?;
    let mut corners: Vec<Point> = Vec::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(_) if !corners.is_empty() => return None,
            PathSegment::MoveTo(point) | PathSegment::LineTo(point) => corners.push(point),
            PathSegment::QuadTo(..) | PathSegment::CubicTo(..) => return None,
            PathSegment::Close => {}
        }
    }
    let near = |one: f32, other: f32| (one - other).abs() < 1e-3 * (1.0 + one.abs());
    if corners.len() == 5 && near(corners[0].x, corners[4].x) && near(corners[0].y, corners[4].y) {
        corners.pop();
    }
    let [p, q, r, s] = corners.try_into().ok()?;
    let flat = near(p.y, q.y) && near(q.x, r.x) && near(r.y, s.y) && near(s.x, p.x);
    let tall = near(p.x, q.x) && near(q.y, r.y) && near(r.x, s.x) && near(s.y, p.y);
    (flat || tall).then(|| path.bounds())
}
