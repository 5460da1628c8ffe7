//! Decides where pages end.
//!
//! Every page is filled until a strip does not fit; then it ends at the last place where it may. A strip whose notes do not
//! fit does not fit either, but a long note may begin on its page and go on at the foot of the next.

use std::collections::{BTreeMap, VecDeque};

use super::{ABOVE_NOTES, BELOW_RULE, Draft, Geometry};
use crate::format::Paper;
use crate::layout::flow::{Flow, Node, Section, Strip, TableId};
use crate::model::Theme;

/// A note taller than this share of a page may be continued on the next.
const LONG_NOTE: f64 = 0.3;

/// How many lines of a long note stand on the page of its mark at least.
const LINES_BEFORE_TURN: usize = 3;

/// Distributes all sections over pages.
pub(super) fn distribute(flow: Flow, theme: &Theme, paper: Paper) -> Vec<Draft> {
    let Flow { sections, notes, frames: _, heads } = flow;
    let mut filler =
        Filler { theme, paper, notes, heads, carried: VecDeque::new(), drafts: Vec::new(), last_table: None };
    for section in sections {
        filler.section(section);
    }
    while !filler.carried.is_empty() {
        filler.page(Vec::new(), false);
    }
    filler.drafts
}

struct Filler<'a> {
    theme: &'a Theme,
    paper: Paper,
    notes: BTreeMap<u32, Vec<Strip>>,
    heads: Vec<Vec<Strip>>,
    /// Lines of notes that did not fit the page of their mark.
    carried: VecDeque<Strip>,
    drafts: Vec<Draft>,
    /// The table whose row ended the page before.
    last_table: Option<TableId>,
}

impl Filler<'_> {
    fn section(&mut self, section: Section) {
        let mut nodes: VecDeque<Node> = section.nodes.into();
        while nodes.iter().any(|node| matches!(node, Node::Strip(_))) {
            let end = self.end_of_page(&nodes, section.landscape);
            let taken: Vec<Node> = nodes.drain(..end).collect();
            self.page(taken, section.landscape);
        }
    }

    fn geometry(&self, landscape: bool) -> Geometry {
        Geometry::new(self.paper, &self.theme.page, landscape, self.drafts.is_empty())
    }

    /// How many nodes go on the next page.
    fn end_of_page(&self, nodes: &VecDeque<Node>, landscape: bool) -> usize {
        let room = self.geometry(landscape).room();
        let mut y = 0.0;
        let mut space: f64 = 0.0;
        let mut notes = self.carried_height(room);
        let mut kept = true;
        let mut legal = None;
        let mut begun = false;
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Space(amount) => space = space.max(*amount),
                Node::Keep => kept = true,
                Node::Break if begun => return index + 1,
                Node::Break => {}
                Node::Strip(strip) => {
                    if !kept && begun {
                        legal = Some(index);
                    }
                    if !begun {
                        y = self.repeated(strip).iter().map(|strip| strip.height).sum();
                        space = 0.0;
                    }
                    let wanted = self.notes_height(strip, room);
                    let rule = if notes == 0.0 && wanted > 0.0 { ABOVE_NOTES + BELOW_RULE } else { 0.0 };
                    if begun && y + space + strip.height + notes + wanted + rule > room + 0.01 {
                        // Without a place where it may, the page ends where it must.
                        return legal.unwrap_or(index);
                    }
                    y += space + strip.height;
                    notes += wanted + rule;
                    space = 0.0;
                    kept = false;
                    begun = begun || strip.height > 0.0;
                }
            }
        }
        nodes.len()
    }

    /// The height that carried lines take at least.
    fn carried_height(&self, room: f64) -> f64 {
        if self.carried.is_empty() {
            return 0.0;
        }
        let all: f64 = self.carried.iter().map(|strip| strip.height).sum();
        all.min(room * 0.7) + ABOVE_NOTES + BELOW_RULE
    }

    /// The height that the notes of a strip take at least on its page.
    fn notes_height(&self, strip: &Strip, room: f64) -> f64 {
        strip
            .notes
            .iter()
            .filter_map(|number| self.notes.get(number))
            .map(|lines| {
                let all: f64 = lines.iter().map(|line| line.height).sum();
                if all <= room * LONG_NOTE {
                    return all;
                }
                lines.iter().take(LINES_BEFORE_TURN).map(|line| line.height).sum()
            })
            .sum()
    }

    /// The table head to repeat above a strip that begins a page.
    fn repeated(&self, strip: &Strip) -> &[Strip] {
        match strip.table {
            Some(table) if self.last_table == Some(table) => &self.heads[table.0],
            Some(_) | None => &[],
        }
    }

    /// Makes a page of nodes, with their notes at its foot.
    fn page(&mut self, nodes: Vec<Node>, landscape: bool) {
        let geometry = self.geometry(landscape);
        let mut draft = Draft { geometry, strips: Vec::new(), repeated: Vec::new(), notes: Vec::new() };
        let (mut y, mut space) = (geometry.top, 0.0_f64);
        let mut begun = false;
        for node in nodes {
            match node {
                Node::Space(amount) => space = space.max(amount),
                Node::Keep | Node::Break => {}
                Node::Strip(strip) => {
                    if begun {
                        y += space;
                    } else {
                        for head in self.repeated(&strip) {
                            draft.repeated.push((y, head.again()));
                            y += head.height;
                        }
                    }
                    space = 0.0;
                    begun = begun || strip.height > 0.0;
                    self.last_table = strip.table;
                    for number in &strip.notes {
                        self.carried.extend(self.notes.remove(number).unwrap_or_default());
                    }
                    let height = strip.height;
                    draft.strips.push((y, strip));
                    y += height;
                }
            }
        }
        self.foot(&mut draft, y);
        self.drafts.push(draft);
    }

    /// Puts as many lines of notes at the foot of a page as fit under its text.
    fn foot(&mut self, draft: &mut Draft, text_end: f64) {
        let room = draft.geometry.bottom - text_end - ABOVE_NOTES - BELOW_RULE;
        let mut taken = Vec::new();
        let mut height = 0.0;
        while let Some(line) = self.carried.front() {
            // One line at least goes on a page without text, so that the pages come to an end.
            let forced = taken.is_empty() && draft.strips.is_empty();
            if height + line.height > room + 0.01 && !forced {
                break;
            }
            height += line.height;
            taken.extend(self.carried.pop_front());
        }
        let mut y = draft.geometry.bottom - height;
        for line in taken {
            let height = line.height;
            draft.notes.push((y, line));
            y += height;
        }
    }
}
