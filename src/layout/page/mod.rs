//! Distributes strips over pages: where pages end, notes at the foot, heads and grounds, running heads and page numbers.

mod assemble;
mod breaks;
mod columns;
mod fill;
mod furniture;
mod notes;
mod plan;
mod sheet;
#[cfg(test)]
mod tests;

use super::build::body;
use super::flow::{Flow, Strip};
use super::frame::Pages;
use super::shape::Shaper;
use super::structure::Structure;
use crate::format::Paper;
use crate::model::Theme;
use crate::model::theme::{FrontMatter, PageStyle};
use crate::resolve::Resolved;

/// Points between the text and the rule above the notes.
const ABOVE_NOTES: f64 = 12.0;

/// Points between that rule and the first note.
const BELOW_RULE: f64 = 5.0;

/// The sizes of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Geometry {
    /// The sheet's width.
    pub width: f64,
    /// The sheet's height.
    pub height: f64,
    /// The left side of the text column.
    pub left: f64,
    /// The top of the text.
    pub top: f64,
    /// The foot of the text.
    pub bottom: f64,
    /// The width of the text column.
    pub measure: f64,
    /// The height of the text where nothing stands above it on its page.
    pub full: f64,
    /// Where something stands above it on its page, the white that this leaves at least.
    pub under: Option<f64>,
}

impl Geometry {
    /// The geometry of an upright or landscape page; the first page of a document begins higher.
    pub(super) fn new(paper: Paper, page: &PageStyle, landscape: bool, first: bool) -> Self {
        let (short, long) = paper.size();
        let (width, height) = if landscape { (long, short) } else { (short, long) };
        let measure = if landscape { width - page.left - page.right } else { page.measure };
        // A theme made for a wider paper keeps its proportion of margins.
        let left = page.left.min((width - measure).max(0.0));
        let top = if first && !landscape { page.first_top } else { page.top };
        let bottom = height - page.bottom;
        Self { width, height, left, top, bottom, measure, full: bottom - top, under: None }
    }

    /// So many columns side by side.
    fn columns(self, page: &PageStyle, count: usize) -> Vec<Self> {
        if count < 2 {
            return vec![self];
        }
        let measure = page.column_width(count);
        let left = |index: usize| self.left + (measure + page.column_gap) * index as f64;
        (0..count).map(|index| Self { left: left(index), measure, ..self }).collect()
    }

    /// The height of the text.
    pub(super) fn room(&self) -> f64 {
        self.bottom - self.top
    }
}

/// A page before its numbers are known.
#[derive(Debug)]
pub(super) struct Draft {
    pub geometry: Geometry,
    /// What stands on it: its columns, and what stands over or under them in their whole width.
    pub parts: Vec<Part>,
}

/// A column of a page.
#[derive(Debug)]
pub(super) struct Part {
    pub geometry: Geometry,
    /// The strips with their tops, from that of the page.
    pub strips: Vec<(f64, Strip)>,
    /// How many of the first strips belong to figures from the page before.
    pub floated: usize,
    /// Repeated table heads.
    pub repeated: Vec<(f64, Strip)>,
    /// The notes, and the top of the first.
    pub notes: Vec<(f64, Strip)>,
}

impl Draft {
    /// An empty page.
    fn new(geometry: Geometry) -> Self {
        Self { geometry, parts: Vec::new() }
    }

    /// The strips of the text with their tops.
    fn strips(&self) -> impl Iterator<Item = &(f64, Strip)> {
        self.parts.iter().flat_map(|part| &part.strips)
    }
}

impl Part {
    /// An empty column.
    fn new(geometry: Geometry) -> Self {
        Self { geometry, strips: Vec::new(), floated: 0, repeated: Vec::new(), notes: Vec::new() }
    }
}

/// Makes pages of a flow.
pub(super) fn paginate(
    document: &Resolved,
    theme: &Theme,
    paper: Paper,
    flow: Flow,
    structure: Structure,
    shaper: &Shaper<'_>,
) -> Pages {
    let frames = flow.frames.clone();
    let drafts = breaks::distribute(flow, &theme.page, paper);
    let front = front_pages(&drafts, document, theme);
    let mirrored = document.language.is_right_to_left();
    let mut pages = assemble::assemble(drafts, &frames, theme, front, structure, mirrored, shaper);
    furniture::furnish(&mut pages, front, document, theme, shaper);
    pages
}

/// How many pages before the body have Roman numbers.
fn front_pages(drafts: &[Draft], document: &Resolved, theme: &Theme) -> usize {
    match (theme.page.front_matter, body(document, &theme.page)) {
        (FrontMatter::Decimal, _) => 0,
        (FrontMatter::Roman, None) => drafts.len(),
        (FrontMatter::Roman, Some(first)) => {
            let begins = |strip: &Strip| strip.start.is_some_and(|(block, _)| block >= first);
            let body = drafts.iter().position(|draft| draft.strips().any(|(_, strip)| begins(strip)));
            body.unwrap_or(drafts.len())
        }
    }
}
