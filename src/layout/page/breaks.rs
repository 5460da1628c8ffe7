//! Distributes a flow over pages as they are planned: text, figures at the top or in their places, notes at the foot.

use std::collections::BTreeSet;

use super::columns::{balanced, runs};
use super::fill::{Begin, Column, as_strip};
use super::notes::{NoteLine, Notes, RULE};
use super::plan::{Planned, Sheets, plan};
use super::sheet::Sheet;
use super::{Draft, Geometry, Part};
use crate::format::Paper;
use crate::layout::flow::{Flow, Node, Section, Strip, each_strip};
use crate::model::theme::PageStyle;

/// A page with less room than this under its text, in points, is full.
const LEAST_ROOM: f64 = 60.0;

/// Distributes all sections over pages.
pub(super) fn distribute(flow: Flow, style: &PageStyle, paper: Paper) -> Vec<Draft> {
    let Flow { mut sections, notes, frames: _, heads } = flow;
    say_once(&mut sections);
    let notes = Notes::new(notes);
    let mut printer =
        Printer { style, paper, notes, heads, carried: Vec::new(), drafts: Vec::new(), open: None };
    for section in sections {
        printer.section(section);
    }
    while !printer.carried.is_empty() {
        let geometry = printer.geometry(false, printer.drafts.is_empty());
        let carried = std::mem::take(&mut printer.carried);
        let part = printer.notes_below(Part::new(geometry), false, geometry.top, carried);
        printer.drafts.push(Draft { geometry, parts: vec![part] });
    }
    printer.drafts
}

/// Leaves every note to the strip that mentions it first.
fn say_once(sections: &mut [Section]) {
    let mut seen = BTreeSet::new();
    for section in sections {
        each_strip(&mut section.nodes, &mut |strip| strip.notes.retain(|note| seen.insert(*note)));
    }
}

struct Printer<'a> {
    style: &'a PageStyle,
    paper: Paper,
    notes: Notes,
    heads: Vec<Vec<Strip>>,
    /// Lines of notes that did not fit the page of their mark.
    carried: Vec<NoteLine>,
    drafts: Vec<Draft>,
    /// What is left of the last page.
    open: Option<Open>,
}

/// What is left of a page under its text.
#[derive(Clone, Copy, Debug)]
struct Open {
    page: usize,
    top: f64,
    bottom: f64,
    /// The white that what stands above leaves at least.
    space: f64,
}

impl Printer<'_> {
    fn geometry(&self, landscape: bool, first: bool) -> Geometry {
        Geometry::new(self.paper, self.style, landscape, first)
    }

    fn section(&mut self, section: Section) {
        let Section { landscape, columns, continues, nodes } = section;
        let open = self.open.take().filter(|open| continues && open.bottom - open.top >= LEAST_ROOM);
        if columns < 2 {
            return self.run(nodes, landscape, 1, open);
        }
        // A break ends the page, and its columns are balanced like those of the last.
        let mut open = open;
        for nodes in runs(nodes) {
            let first = open.take();
            if !nodes.is_empty() {
                self.run(nodes, landscape, columns, first);
            }
        }
    }

    /// Distributes a list over columns, of which the first stand on what is left of the last page, where there is some.
    fn run(&mut self, mut nodes: Vec<Node>, landscape: bool, columns: usize, open: Option<Open>) {
        let page = self.geometry(landscape, self.drafts.is_empty());
        let first = open.map_or(page, |Open { top, bottom, space, .. }| Geometry {
            top,
            bottom,
            under: Some(space),
            ..self.geometry(landscape, self.drafts.len() == 1)
        });
        let other = self.geometry(landscape, false);
        let sheets =
            Sheets { first: first.columns(self.style, columns), others: other.columns(self.style, columns) };
        let start = Begin { carried: self.carried.clone(), ..Begin::default() };
        let column = Column { nodes: &nodes, notes: &self.notes, heads: &self.heads };
        let (planned, _) = plan(&column, start, &sheets);
        let planned = if columns > 1 { balanced(&column, &sheets, planned) } else { planned };
        let heads = planned.iter().map(|sheet| heads_above(&column, sheet.begin.at, sheet.room));
        let heads: Vec<Vec<Strip>> = heads.collect();
        let mut planned = planned.into_iter().zip(heads).enumerate().peekable();
        let mut page = open.map_or(0, |open| open.page);
        while let Some((first, _)) = planned.peek() {
            let is_new = *first > 0 || open.is_none();
            if is_new {
                page = self.drafts.len();
                let geometry = self.geometry(landscape, page == 0);
                self.drafts.push(Draft::new(geometry));
            }
            let mut filled = Filled::default();
            for (index, (sheet, above)) in planned.by_ref().take(columns) {
                if let Some(part) = self.sheet(&mut nodes, sheet, above, *sheets.get(index), &mut filled) {
                    self.drafts[page].parts.push(part);
                }
            }
            // Where nothing but landscape pages stands between two breaks, there is no other.
            if is_new && self.drafts[page].parts.is_empty() {
                self.drafts.pop();
            }
            if !filled.pages.is_empty() {
                let nodes = filled.pages;
                self.section(Section { landscape: true, columns: 1, continues: false, nodes });
            }
            let bottom = filled.notes.min(other.bottom);
            self.open = Some(Open { page, top: filled.foot, bottom, space: filled.space });
        }
    }

    /// Makes a column of nodes, with table heads above the first of its text and their notes at its foot; none where nothing but
    /// landscape pages is among them.
    fn sheet(
        &mut self,
        nodes: &mut [Node],
        planned: Planned,
        above: Vec<Strip>,
        geometry: Geometry,
        filled: &mut Filled,
    ) -> Option<Part> {
        let Planned { begin, end, .. } = planned;
        let mut sheet = Sheet {
            part: Part::new(geometry),
            y: geometry.top,
            space: geometry.under.unwrap_or(0.0),
            hangs: 0.0,
            begun: geometry.under.is_some(),
            above: None,
            pages: Vec::new(),
            notes: std::mem::take(&mut self.carried),
        };
        let stays = |at: &usize| !end.waiting.contains(at);
        for at in begin.waiting.into_iter().filter(stays) {
            sheet.add(std::mem::replace(&mut nodes[at], Node::Keep), &self.notes);
        }
        sheet.part.floated = sheet.part.strips.len();
        sheet.above = Some(above);
        for at in (begin.at..end.at).filter(stays) {
            sheet.add(std::mem::replace(&mut nodes[at], Node::Keep), &self.notes);
        }
        filled.foot = filled.foot.max(sheet.y + sheet.hangs);
        filled.space = filled.space.max(sheet.space);
        let is_empty = !sheet.begun && sheet.part.strips.is_empty() && !sheet.pages.is_empty();
        filled.pages.append(&mut sheet.pages);
        if is_empty {
            self.carried = sheet.notes;
            return None;
        }
        let part = self.notes_below(sheet.part, sheet.begun, sheet.y + sheet.hangs, sheet.notes);
        filled.notes = part.notes.first().map_or(filled.notes, |(top, _)| filled.notes.min(top - RULE));
        Some(part)
    }

    /// Puts as many lines of notes at the foot of a column as fit under its text.
    fn notes_below(&mut self, mut part: Part, begun: bool, text_end: f64, mut lines: Vec<NoteLine>) -> Part {
        let bottom = part.geometry.bottom;
        // One line at least goes on a page without text, so that the pages come to an end.
        let count = self.notes.fitting(&lines, bottom - text_end - RULE, !begun);
        self.carried = lines.split_off(count);
        let height: f64 = lines.iter().map(|&line| self.notes.height(line)).sum();
        let mut y = bottom - height;
        for strip in lines.into_iter().filter_map(|line| self.notes.take(line)) {
            let height = strip.height;
            part.notes.push((y, strip));
            y += height;
        }
        part
    }
}

/// How far the columns of a page are filled, and what follows it.
struct Filled {
    /// The foot of the longest.
    foot: f64,
    /// The white under it.
    space: f64,
    /// Where the room of the notes begins.
    notes: f64,
    /// What stands on the landscape pages after it.
    pages: Vec<Node>,
}

impl Default for Filled {
    fn default() -> Self {
        Self { foot: 0.0, space: 0.0, notes: f64::MAX, pages: Vec::new() }
    }
}

/// The table heads above the first strip of a page of such a height that begins at a place.
fn heads_above(column: &Column<'_>, at: usize, room: f64) -> Vec<Strip> {
    let mut strips =
        column.nodes.iter().enumerate().skip(at).filter_map(|(at, node)| Some((at, as_strip(node)?)));
    let first = strips.find(|(_, strip)| strip.height > 0.0);
    first
        .map_or(Vec::new(), |(at, strip)| column.repeated(at, strip, room).iter().map(Strip::again).collect())
}
