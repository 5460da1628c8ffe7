//! Distributes a flow over pages as they are planned: text, figures at the top or in their places, notes at the foot.

use std::collections::BTreeSet;

use super::fill::{Begin, Column, as_strip};
use super::notes::{NoteLine, Notes, RULE};
use super::plan::{Planned, plan};
use super::{Draft, Geometry};
use crate::format::Paper;
use crate::layout::flow::{Flow, Node, Section, Strip, each_strip};
use crate::model::theme::PageStyle;

/// Distributes all sections over pages.
pub(super) fn distribute(flow: Flow, style: &PageStyle, paper: Paper) -> Vec<Draft> {
    let Flow { mut sections, notes, frames: _, heads } = flow;
    say_once(&mut sections);
    let notes = Notes::new(notes);
    let mut printer = Printer { style, paper, notes, heads, carried: Vec::new(), drafts: Vec::new() };
    for section in sections {
        printer.section(section);
    }
    while !printer.carried.is_empty() {
        let geometry = printer.geometry(false, printer.drafts.is_empty());
        let carried = std::mem::take(&mut printer.carried);
        printer.finish(Draft::new(geometry), false, geometry.top, carried);
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
}

impl Printer<'_> {
    fn geometry(&self, landscape: bool, first: bool) -> Geometry {
        Geometry::new(self.paper, self.style, landscape, first)
    }

    fn section(&mut self, section: Section) {
        let Section { landscape, mut nodes } = section;
        let begins = self.drafts.is_empty();
        let start = Begin { carried: self.carried.clone(), ..Begin::default() };
        let column = Column { nodes: &nodes, notes: &self.notes, heads: &self.heads };
        let pages = plan(&column, start, &|first| self.geometry(landscape, first && begins));
        let room = |index: usize| self.geometry(landscape, begins && index == 0).room();
        let heads =
            pages.iter().enumerate().map(|(index, page)| heads_above(&column, page.begin.at, room(index)));
        let heads: Vec<Vec<Strip>> = heads.collect();
        for (page, above) in pages.into_iter().zip(heads) {
            let follows = self.page(&mut nodes, page, above, landscape);
            if !follows.is_empty() {
                self.section(Section { landscape: true, nodes: follows });
            }
        }
    }

    /// Makes a page of nodes, with table heads above the first of its text and their notes at its foot; gives back what stands on the
    /// landscape pages after it.
    fn page(&mut self, nodes: &mut [Node], page: Planned, above: Vec<Strip>, landscape: bool) -> Vec<Node> {
        let geometry = self.geometry(landscape, self.drafts.is_empty());
        let Planned { begin, end } = page;
        let mut sheet = Sheet {
            draft: Draft::new(geometry),
            y: geometry.top,
            space: 0.0,
            hangs: 0.0,
            begun: false,
            above: None,
            pages: Vec::new(),
            notes: std::mem::take(&mut self.carried),
        };
        let stays = |at: &usize| !end.waiting.contains(at);
        for at in begin.waiting.into_iter().filter(stays) {
            sheet.add(std::mem::replace(&mut nodes[at], Node::Keep), &self.notes);
        }
        sheet.draft.floated = sheet.draft.strips.len();
        sheet.above = Some(above);
        for at in (begin.at..end.at).filter(stays) {
            sheet.add(std::mem::replace(&mut nodes[at], Node::Keep), &self.notes);
        }
        // Where nothing but such pages stands between two breaks, there is no other.
        if sheet.begun || !sheet.draft.strips.is_empty() || sheet.pages.is_empty() {
            self.finish(sheet.draft, sheet.begun, sheet.y + sheet.hangs, sheet.notes);
        } else {
            self.carried = sheet.notes;
        }
        sheet.pages
    }

    /// Puts as many lines of notes at the foot of a page as fit under its text.
    fn finish(&mut self, mut draft: Draft, begun: bool, text_end: f64, mut lines: Vec<NoteLine>) {
        let bottom = draft.geometry.bottom;
        // One line at least goes on a page without text, so that the pages come to an end.
        let count = self.notes.fitting(&lines, bottom - text_end - RULE, !begun);
        self.carried = lines.split_off(count);
        let height: f64 = lines.iter().map(|&line| self.notes.height(line)).sum();
        let mut y = bottom - height;
        for strip in lines.into_iter().filter_map(|line| self.notes.take(line)) {
            let height = strip.height;
            draft.notes.push((y, strip));
            y += height;
        }
        self.drafts.push(draft);
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

/// A page while strips are put on it.
struct Sheet {
    draft: Draft,
    y: f64,
    space: f64,
    /// How far what stands last reaches past its foot.
    hangs: f64,
    begun: bool,
    /// Before the first strip of the text the table heads that stand above it.
    above: Option<Vec<Strip>>,
    /// What stands on landscape pages after it.
    pages: Vec<Node>,
    notes: Vec<NoteLine>,
}

impl Sheet {
    /// Adds what a node draws.
    fn add(&mut self, node: Node, notes: &Notes) {
        match node {
            Node::Space(amount) => self.space = self.space.max(amount),
            Node::Keep | Node::Break => {}
            Node::Pages(nodes) => self.pages.extend(nodes),
            Node::Float(nodes) => {
                let above = self.above.take();
                for node in nodes {
                    self.add(node, notes);
                }
                self.above = above;
            }
            Node::Strip(strip) => self.strip(strip, notes),
        }
    }

    fn strip(&mut self, strip: Strip, notes: &Notes) {
        if self.begun {
            self.y += self.space;
        }
        self.space = 0.0;
        if strip.height > 0.0 {
            if let Some(heads) = self.above.take() {
                for head in heads {
                    let height = head.height;
                    self.draft.repeated.push((self.y, head));
                    self.y += height;
                }
                self.y += strip.cut.above;
            }
            self.begun = true;
        }
        for &number in &strip.notes {
            self.notes.extend(notes.lines(number));
        }
        let height = strip.height;
        self.hangs = strip.cut.below;
        self.draft.strips.push((self.y, strip));
        self.y += height;
    }
}
