//! Chooses where pages end, for a whole section together, so that no page pays for another.

use std::collections::BTreeMap;

use super::Geometry;
use super::fill::{Begin, Column, End, Reason, as_strip};
use crate::layout::flow::Node;
use crate::layout::page_map::Offset;

/// What an empty page costs; a partly empty one costs by the square of its empty share.
const EMPTY: f64 = 1000.0;
/// What a page costs that ends where it may not.
const CUT: f64 = 500.0;
/// What it costs to part a paragraph, the rows of a table, the lines of a row, what stands in a box; and to cut a note.
const PARAGRAPH: f64 = 0.3;
const ROW: f64 = 3.0;
const LINES: f64 = 12.0;
const BOX: f64 = 5.0;
const NOTE: f64 = 8.0;
/// What each figure costs that does not stand where it was mentioned.
const WAITING: f64 = 14.0;
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
}

/// The best way to a place, by the page that ends there.
#[derive(Debug)]
struct Way {
    begin: Begin,
    cost: f64,
    /// The way to the page before, and how that page ended.
    before: Option<usize>,
}

/// The ways in the order of the list: at one place, those first that still have more figures to put.
type Reached = BTreeMap<(usize, usize, usize), Way>;

/// Plans the pages of a list; `geometry` gives that of the first page and of all others.
pub(super) fn plan(column: &Column<'_>, start: Begin, geometry: &dyn Fn(bool) -> Geometry) -> Vec<Planned> {
    let (first, other) = (geometry(true), geometry(false));
    let mut reached = Reached::new();
    reached.insert(key(&start), Way { begin: start, cost: 0.0, before: None });
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
        let sheet = if way.before.is_none() { &first } else { &other };
        for end in column.ends(&way.begin, sheet) {
            let cost = way.cost + cost(column, &way, &end, sheet);
            let known = reached.get(&key(&end.next));
            if known.is_none_or(|known| cost < known.cost) {
                reached.insert(key(&end.next), Way { begin: end.next, cost, before: Some(id) });
            }
        }
        done.push(way);
    }
    trace(done, best)
}

fn key(begin: &Begin) -> (usize, usize, usize) {
    (begin.at, usize::MAX - begin.waiting.len(), begin.carried.len())
}

/// The pages of the best way.
fn trace(mut done: Vec<Way>, best: Option<usize>) -> Vec<Planned> {
    let mut pages = Vec::new();
    let mut at = best;
    while let Some(id) = at {
        let before = done[id].before;
        if let Some(page) = before {
            let begin = done[page].begin.clone();
            pages.push(Planned { begin, end: std::mem::take(&mut done[id].begin) });
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

/// What it costs to end a page so.
fn cost(column: &Column<'_>, way: &Way, end: &End, sheet: &Geometry) -> f64 {
    let room = sheet.room().max(1.0);
    let empty = (1.0 - end.used / room).clamp(0.0, 1.0);
    let mut cost = match end.reason {
        Reason::Chosen => EMPTY * empty.powi(2) + parting(column, end.next.at),
        Reason::Cut => EMPTY * empty.powi(2) + CUT,
        // Figures that have a page to themselves leave as large a hole as any.
        Reason::Wanted if way.begin.alone => EMPTY * empty.powi(2),
        Reason::Wanted if way.before.is_some() && end.used < LEAST_LAST => SHORT_LAST,
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
