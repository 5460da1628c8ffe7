//! The page: its size, its margins and the text column, in twips.

use super::markup::twips;
use crate::format::Paper;
use crate::model::Theme;
use crate::model::theme::Part;

/// How the sheet lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Orientation {
    /// Upright.
    Portrait,
    /// On its long side.
    Landscape,
}

/// A page of one orientation. Lengths are in twips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Geometry {
    pub width: i32,
    pub height: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub left: i32,
    /// From the page's top to the head.
    pub head: i32,
    /// From the foot's end to the page's bottom.
    pub foot: i32,
    /// The space above the running head: where a marking needs room above the first page's text, the head area begins
    /// higher than the line that later pages have in it.
    pub before_head: i32,
    /// The space under the running head, so that the text of later pages begins where the theme wants it; the text of the
    /// first page begins higher.
    pub after_head: i32,
    /// The width of the text column.
    pub measure: i32,
    /// How far things hang out to the left of the column.
    pub hang: i32,
}

impl Geometry {
    /// The page of a theme on a paper.
    pub(super) fn new(theme: &Theme, paper: Paper, orientation: Orientation, marking: bool) -> Self {
        let page = &theme.page;
        let (short, long) = paper.size();
        let (width, height) = match orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        let measure = match orientation {
            Orientation::Portrait => page.measure,
            Orientation::Landscape => width - page.left - page.right,
        };
        // A theme made for a wider paper gives up its margins before its text column.
        let left = page.left.min((width - measure).max(0.0));
        let line = theme.style(Part::RunningHead).leading;
        // The baseline of a line of exact height lies at about three quarters of it.
        let mark = theme.style(Part::Marking).leading;
        let line = if marking { line.max(mark) } else { line };
        let plain = (page.head - line * 0.76).max(0.0);
        let head = if marking { plain.min(page.first_top - mark - 6.0).max(0.0) } else { plain };
        let foot = page.foot - theme.style(Part::Foot).leading * 0.24;
        Self {
            width: twips(width),
            height: twips(height),
            top: twips(page.first_top),
            right: twips((width - left - measure).max(0.0)),
            bottom: twips(page.bottom),
            left: twips(left),
            head: twips(head),
            foot: twips(foot.max(0.0)),
            before_head: twips(plain - head),
            after_head: twips((page.top - plain - line).max(0.0)),
            measure: twips(measure.max(72.0)),
            hang: twips(page.hang),
        }
    }
}
