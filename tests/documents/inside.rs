//! Whether everything stands on its page.

use triplicate::layout::frame::{Item, Page, Pages, Segment};

/// How far something may stand out: rounding, and strokes that are drawn around their line, in points.
const NEAR: f64 = 1.0;

/// The first thing that does not stand on its page, in words.
pub(crate) fn outside(pages: &Pages) -> Option<String> {
    pages.pages.iter().find_map(|page| {
        let out = page.items.iter().find_map(|placed| item(page, &placed.item));
        let link = page.links.iter().find_map(|link| {
            let area = link.area;
            let corners = [(area.x, area.y), (area.x + area.width, area.y + area.height)];
            points(page, &corners).map(|place| format!("a link at {place}"))
        });
        out.or(link).map(|what| format!("on page {} of {}: {what}", page.label, pages.pages.len()))
    })
}

fn item(page: &Page, item: &Item) -> Option<String> {
    match item {
        // Text within a drawing may be turned; its drawing is looked at.
        Item::Run(run) if run.matrix.is_some_and(|[_, b, c, _]| b != 0.0 || c != 0.0) => None,
        Item::Run(run) => {
            let corners = [(run.x, run.y), (run.x + run.width(), run.y)];
            points(page, &corners).map(|place| format!("the words {:?} at {place}", run.text))
        }
        Item::Shape(shape) => {
            let corners: Vec<(f64, f64)> = shape
                .path
                .iter()
                .flat_map(|segment| match *segment {
                    Segment::Move(x, y) | Segment::Line(x, y) | Segment::Cubic(.., x, y) => vec![(x, y)],
                    Segment::Close => Vec::new(),
                })
                .collect();
            points(page, &corners).map(|place| format!("a shape at {place}"))
        }
        Item::Image { area, .. } => {
            let corners = [(area.x, area.y), (area.x + area.width, area.y + area.height)];
            points(page, &corners).map(|place| format!("an image at {place}"))
        }
    }
}

/// The first point that lies outside, as text.
fn points(page: &Page, points: &[(f64, f64)]) -> Option<String> {
    let is_out = |&&(x, y): &&(f64, f64)| {
        !(-NEAR..=page.width + NEAR).contains(&x) || !(-NEAR..=page.height + NEAR).contains(&y)
    };
    let (x, y) = points.iter().find(is_out)?;
    Some(format!("({x:.1}, {y:.1}) of ({:.0}, {:.0})", page.width, page.height))
}
