//! What one page can hold: the places where it may end if it begins at a given place.

use super::Geometry;
use super::notes::{NoteLine, Notes, RULE};
use crate::layout::flow::{self, Node, Strip, TableId};

/// So many of the last places where a page may end are looked at; earlier ones leave too much of it empty.
const CANDIDATES: usize = 10;
/// So many figures wait for the next page at most.
const MOST_WAITING: usize = 2;

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Begin {
    /// The node that comes first.
    pub at: usize,
    /// Figures from pages before, which go to its top.
    pub waiting: Vec<usize>,
    /// Lines of notes from pages before.
    pub carried: Vec<NoteLine>,
    /// Whether waiting figures have it to themselves, since what follows begins a page.
    pub alone: bool,
}

/// Where a page ends, and what waits for the next.
#[derive(Clone, Debug)]
pub(super) struct End {
    /// What the next page begins with.
    pub next: Begin,
    /// The height of text and notes.
    pub used: f64,
    /// Why it ends here.
    pub reason: Reason,
    /// Whether a note is cut.
    pub cuts_note: bool,
}

/// Why a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It may.
    Chosen,
    /// The author wants it, or nothing follows.
    Wanted,
    /// It is full, though there is no place where it may end.
    Cut,
}

/// The list that is distributed.
#[derive(Debug)]
pub(super) struct Column<'a> {
    pub nodes: &'a [Node],
    pub notes: &'a Notes,
    pub heads: &'a [Vec<Strip>],
}

/// A page being filled.
struct Page<'a> {
    column: &'a Column<'a>,
    room: f64,
    y: f64,
    space: f64,
    /// How far what stands last reaches past its foot.
    hangs: f64,
    /// What its notes take at least.
    foot: f64,
    /// The notes that were carried to it, and those mentioned on it.
    lines: Vec<NoteLine>,
    waiting: Vec<usize>,
    /// Whether anything stands on it, and whether any text does.
    begun: bool,
    in_text: bool,
    /// Whether landscape pages follow it.
    pages: bool,
}

impl<'a> Column<'a> {
    /// Where a page that begins there may end, the latest place last.
    pub(super) fn ends(&self, begin: &Begin, geometry: &Geometry) -> Vec<End> {
        let room = geometry.room();
        let mut page = Page {
            column: self,
            room,
            y: 0.0,
            space: geometry.under.unwrap_or(0.0),
            hangs: 0.0,
            foot: self.notes.carried(&begin.carried, room),
            lines: begin.carried.clone(),
            waiting: begin.waiting.clone(),
            begun: geometry.under.is_some(),
            in_text: false,
            pages: false,
        };
        page.top();
        if begin.alone {
            return vec![page.end(begin.at, Reason::Wanted)];
        }
        let mut ends: Vec<End> = Vec::new();
        // Where something stands above, all of it may go to the next column.
        let mut kept = !page.begun;
        for (at, node) in self.nodes.iter().enumerate().skip(begin.at) {
            match node {
                Node::Space(amount) => page.space = page.space.max(*amount),
                Node::Keep => kept = true,
                Node::Break if page.begun => {
                    ends.push(page.end(at + 1, Reason::Wanted));
                    return latest(ends);
                }
                Node::Break => {}
                // They follow all figures before them.
                Node::Pages(_) => {
                    if page.waiting.is_empty() {
                        page.pages = true;
                    } else {
                        page.waiting.push(at);
                    }
                    kept = false;
                }
                Node::Strip(_) | Node::Float(_) => {
                    let may_end = !kept && page.begun;
                    if may_end {
                        ends.push(page.end(at, Reason::Chosen));
                    }
                    let fits = match node {
                        Node::Strip(strip) if page.in_text => page.strip(strip, 0.0),
                        Node::Strip(strip) => {
                            let heads = self.repeated(at, strip, room).iter().map(|strip| strip.height);
                            page.strip(strip, heads.sum::<f64>() + strip.cut.above)
                        }
                        Node::Float(_) | Node::Pages(_) | Node::Space(_) | Node::Keep | Node::Break => {
                            page.float(at, may_end)
                        }
                    };
                    if !fits {
                        // Without a place where it may, the page ends where it must.
                        if ends.is_empty() {
                            ends.push(page.end(at, Reason::Cut));
                        }
                        return latest(ends);
                    }
                    kept = false;
                }
            }
        }
        ends.push(page.end(self.nodes.len(), Reason::Wanted));
        latest(ends)
    }

    /// The table head to repeat above a strip if it begins a page of such a height.
    pub(super) fn repeated(&self, at: usize, strip: &Strip, room: f64) -> &'a [Strip] {
        let own = strip.cut.above + strip.height + strip.cut.below;
        let fits = |heads: &&[Strip]| own + heads.iter().map(|head| head.height).sum::<f64>() <= room;
        let table = strip.table.filter(|table| self.table_before(at) == Some(*table));
        table.map(|table| &self.heads[table.0][..]).filter(fits).unwrap_or_default()
    }

    /// The table that the last strip before a place belongs to.
    fn table_before(&self, at: usize) -> Option<TableId> {
        self.nodes[..at].iter().rev().find_map(|node| match node {
            Node::Strip(strip) => Some(strip.table),
            Node::Float(_) => Some(None),
            Node::Space(_) | Node::Keep | Node::Break | Node::Pages(_) => None,
        })?
    }
}

/// The ends that are worth a look.
fn latest(mut ends: Vec<End>) -> Vec<End> {
    let first = ends.len().saturating_sub(CANDIDATES);
    ends.drain(..first);
    ends
}

impl Page<'_> {
    /// Puts as many waiting figures at the top as fit, one at least.
    fn top(&mut self) {
        let mut placed = 0;
        for index in 0..self.waiting.len() {
            let at = self.waiting[index];
            let is_pages = matches!(self.column.nodes.get(at), Some(Node::Pages(_)));
            // No figure overtakes what stands on the pages after this one.
            if !is_pages && (self.pages || !self.put_float(at)) {
                break;
            }
            self.pages |= is_pages;
            placed += 1;
        }
        self.waiting.drain(..placed);
    }

    /// Adds a strip, if it fits, with so much room above it.
    fn strip(&mut self, strip: &Strip, above: f64) -> bool {
        let space = above + if self.begun { self.space } else { 0.0 };
        let wanted = self.column.notes.least(strip, self.room);
        let rule = if self.foot == 0.0 && wanted > 0.0 { RULE } else { 0.0 };
        let height = strip.height + strip.cut.below;
        if self.begun && self.y + space + height + self.foot + wanted + rule > self.room + 0.01 {
            return false;
        }
        self.y += space + strip.height;
        self.hangs = strip.cut.below;
        self.foot += wanted + rule;
        self.note(strip);
        self.space = 0.0;
        self.begun |= strip.height > 0.0;
        self.in_text |= strip.height > 0.0;
        true
    }

    fn note(&mut self, strip: &Strip) {
        for &number in &strip.notes {
            self.lines.extend(self.column.notes.lines(number));
        }
    }

    /// Adds a figure where it stands, or has it wait for the next page, if it may.
    fn float(&mut self, at: usize, may_wait: bool) -> bool {
        if self.waiting.is_empty() && !self.pages && self.put_float(at) {
            return true;
        }
        let waits = may_wait && self.waiting.len() < MOST_WAITING;
        if waits {
            self.waiting.push(at);
        }
        waits
    }

    /// Adds a figure, if it fits.
    fn put_float(&mut self, at: usize) -> bool {
        let Some(Node::Float(nodes)) = self.column.nodes.get(at) else { return false };
        let strips = || nodes.iter().filter_map(as_strip);
        let (before, after) = margins(nodes);
        let space = if self.begun { self.space.max(before) } else { 0.0 };
        let height = flow::height(nodes);
        let wanted: f64 = strips().map(|strip| self.column.notes.least(strip, self.room)).sum();
        let rule = if self.foot == 0.0 && wanted > 0.0 { RULE } else { 0.0 };
        if self.begun && self.y + space + height + self.foot + wanted + rule > self.room + 0.01 {
            return false;
        }
        self.y += space + height;
        self.hangs = 0.0;
        self.foot += wanted + rule;
        strips().for_each(|strip| self.note(strip));
        self.space = after;
        self.begun = true;
        true
    }

    /// The page as it is if it ends before a node.
    fn end(&self, at: usize, reason: Reason) -> End {
        let forced = !self.begun;
        let foot = self.y + self.hangs;
        let taken = self.column.notes.fitting(&self.lines, self.room - foot - RULE, forced);
        let notes: f64 = self.lines[..taken].iter().map(|&line| self.column.notes.height(line)).sum();
        let carried = self.lines[taken..].to_vec();
        // Nothing but white may be left.
        let rest = self.column.nodes[at..]
            .iter()
            .any(|node| matches!(node, Node::Strip(_) | Node::Float(_) | Node::Pages(_)));
        let at = if rest { at } else { self.column.nodes.len() };
        let is_over = reason == Reason::Wanted;
        End {
            used: foot + if taken > 0 { RULE + notes } else { 0.0 },
            reason,
            cuts_note: !carried.is_empty(),
            next: Begin {
                at,
                alone: is_over && !self.waiting.is_empty(),
                waiting: self.waiting.clone(),
                carried,
            },
        }
    }
}

/// A node as a strip, if it is one.
pub(super) fn as_strip(node: &Node) -> Option<&Strip> {
    match node {
        Node::Strip(strip) => Some(strip),
        Node::Space(_) | Node::Keep | Node::Break | Node::Float(_) | Node::Pages(_) => None,
    }
}

/// The white above and below what a list draws.
fn margins(nodes: &[Node]) -> (f64, f64) {
    let white = |node: &Node| match node {
        Node::Space(amount) => Some(*amount),
        Node::Strip(strip) if strip.height == 0.0 => Some(0.0),
        Node::Keep | Node::Break => Some(0.0),
        Node::Strip(_) | Node::Float(_) | Node::Pages(_) => None,
    };
    (
        nodes.iter().map_while(white).fold(0.0, f64::max),
        nodes.iter().rev().map_while(white).fold(0.0, f64::max),
    )
}
