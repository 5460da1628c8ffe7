//! Chooses where pages end, for a whole section together, so that no page pays for another.

use std::collections::BTreeMap;

use super::Geometry;
use super::fill::{Begin, Column, End, Reason, as_strip};
use crate::layout::flow::Node;
use crate::layout::page_map::Offset;

/// What an empty page costs; a partly empty one costs by the square of its empty share.
const EMPTY: f64 = 1000.0;
/// What a page costs that ends where it may not.
pub(super) const CUT: f64 = 500.0;
/// What it costs to part a paragraph, the rows of a table, the lines of a row, what stands in a box; and to cut a note.
const PARAGRAPH: f64 = 0.3;
const ROW: f64 = 3.0;
const LINES: f64 = 12.0;
const BOX: f64 = 5.0;
const NOTE: f64 = 8.0;
/// What each figure costs that does not stand where it was mentioned: as much as two lines that stay empty. It goes to the
/// next page in any case, so more of them are better filled.
const WAITING: f64 = 3.0;
/// A last page with less than this, in points, is hardly there, and costs so much.
const LEAST_LAST: f64 = 60.0;
const SHORT_LAST: f64 = 40.0;

/// A page of a plan.
#[derive(Debug)]
pub(super) struct Planned {
    /// Where it begins.
    pub begin: Begin,
    /// Where it ends.
    pub end: Begin,
    /// The height that it was planned for.
    pub room: f64,
}

/// The columns that a list is distributed over, in order; a page of one column is one as well.
#[derive(Debug)]
pub(super) struct Sheets {
    /// Those of the first page.
    pub first: Vec<Geometry>,
    /// Those of every other page, all of one height.
    pub others: Vec<Geometry>,
}

impl Sheets {
    /// The column of that number.
    pub(super) fn get(&self, index: usize) -> &Geometry {
        let beyond = || &self.others[(index - self.first.len()) % self.others.len()];
        self.first.get(index).unwrap_or_else(beyond)
    }
}

/// The best way to a place, by the page that ends there.
#[derive(Debug)]
struct Way {
    begin: Begin,
    cost: f64,
    /// The way to the page before, and how that page ended.
    before: Option<usize>,
    /// How many columns are full.
    sheets: usize,
}

/// The ways in the order of the list: at one place, those first that still have more figures to put.
type Reached = BTreeMap<(usize, usize, usize, usize), Way>;

/// Plans the columns of a list; gives what they cost with them.
pub(super) fn plan(column: &Column<'_>, start: Begin, sheets: &Sheets) -> (Vec<Planned>, f64) {
    // Of the columns of the first page each differs, and all others are alike.
    let key = |begin: &Begin, count: usize| {
        let waiting = usize::MAX - begin.waiting.len();
        (begin.at, waiting, begin.carried.len(), count.min(sheets.first.len()))
    };
    let mut reached = Reached::new();
    reached.insert(key(&start, 0), Way { begin: start, cost: 0.0, before: None, sheets: 0 });
    let mut done: Vec<Way> = Vec::new();
    let mut best: Option<usize> = None;
    while let Some((_, way)) = reached.pop_first() {
        let id = done.len();
        let is_over = way.begin.at == column.nodes.len() && way.begin.waiting.is_empty();
        if is_over {
            if best.is_none_or(|best: usize| way.cost < done[best].cost) {
                best = Some(id);
            }
            done.push(way);
            continue;
        }
        let sheet = sheets.get(way.sheets);
        let opens_page = way.sheets % sheets.others.len() == 0;
        for end in column.ends(&way.begin, sheet) {
            let cost = way.cost + cost(column, &way, &end, sheet, opens_page);
            let key = key(&end.next, way.sheets + 1);
            if reached.get(&key).is_none_or(|known| cost < known.cost) {
                let sheets = way.sheets + 1;
                reached.insert(key, Way { begin: end.next, cost, before: Some(id), sheets });
            }
        }
        done.push(way);
    }
    let cost = best.map_or(0.0, |best| done[best].cost);
    (trace(done, best, sheets), cost)
}

/// The pages of the best way.
fn trace(mut done: Vec<Way>, best: Option<usize>, sheets: &Sheets) -> Vec<Planned> {
    let mut pages = Vec::new();
    let mut at = best;
    while let Some(id) = at {
        let before = done[id].before;
        if let Some(page) = before {
            let begin = done[page].begin.clone();
            let room = sheets.get(done[page].sheets).room();
            pages.push(Planned { begin, end: std::mem::take(&mut done[id].begin), room });
        }
        at = before;
    }
    pages.reverse();
    // A page begins as the one before it ended.
    for index in 1..pages.len() {
        pages[index].begin = pages[index - 1].end.clone();
    }
    pages
}

/// What it costs to end a column so, which may be the first of its page.
fn cost(column: &Column<'_>, way: &Way, end: &End, sheet: &Geometry, opens_page: bool) -> f64 {
    let empty = ((sheet.room() - end.used) / sheet.full.max(1.0)).clamp(0.0, 1.0);
    let mut cost = match end.reason {
        Reason::Chosen => EMPTY * empty.powi(2) + parting(column, end.next.at),
        Reason::Cut => EMPTY * empty.powi(2) + CUT,
        // Figures that have a page to themselves leave as large a hole as any.
        Reason::Wanted if way.begin.alone => EMPTY * empty.powi(2),
        Reason::Wanted if way.before.is_some() && opens_page && end.used < LEAST_LAST => SHORT_LAST,
        Reason::Wanted => 0.0,
    };
    cost += WAITING * end.next.waiting.len() as f64;
    if end.cuts_note {
        cost += NOTE;
    }
    cost
}

/// What it costs to part what stands on both sides of a place.
fn parting(column: &Column<'_>, at: usize) -> f64 {
    let before = column.nodes[..at].iter().rev().find_map(as_strip);
    let Some((before, Some(Node::Strip(after)))) = before.map(|before| (before, column.nodes.get(at))) else {
        return 0.0;
    };
    if after.table.is_some() && after.table == before.table {
        if after.cut.above > 0.0 || before.cut.below > 0.0 { LINES } else { ROW }
    } else if after.frame.is_some() && after.frame == before.frame {
        BOX
    } else if matches!(after.start, Some((_, Offset::Text(_)))) {
        PARAGRAPH
    } else {
        0.0
    }
}
