//! Notes at the foot: what they take of a page, and which of their lines wait for the next.

use std::collections::BTreeMap;

use super::{ABOVE_NOTES, BELOW_RULE};
use crate::layout::flow::Strip;

/// A note taller than this share of a page may be continued on the next.
const LONG_NOTE: f64 = 0.3;
/// How many lines of a long note stand on the page of its mark at least.
const LINES_BEFORE_TURN: usize = 3;
/// No more of a page goes to notes that began before it.
const MOST_CARRIED: f64 = 0.7;

/// What notes take besides their lines.
pub(super) const RULE: f64 = ABOVE_NOTES + BELOW_RULE;

/// A line of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoteLine {
    /// The number of the note.
    pub note: u32,
    /// Which of its strips.
    pub line: usize,
}

/// The notes of a flow.
#[derive(Debug)]
pub(super) struct Notes {
    strips: BTreeMap<u32, Vec<Strip>>,
}

impl Notes {
    pub(super) fn new(strips: BTreeMap<u32, Vec<Strip>>) -> Self {
        Self { strips }
    }

    /// The lines of a note; none where it has been printed by another's side.
    pub(super) fn lines(&self, note: u32) -> impl Iterator<Item = NoteLine> {
        let count = self.strips.get(&note).map_or(0, Vec::len);
        (0..count).map(move |line| NoteLine { note, line })
    }

    /// How tall a line is.
    pub(super) fn height(&self, line: NoteLine) -> f64 {
        self.strips.get(&line.note).and_then(|lines| lines.get(line.line)).map_or(0.0, |strip| strip.height)
    }

    /// The height that lines carried over from the page before take at least.
    pub(super) fn carried(&self, carried: &[NoteLine], room: f64) -> f64 {
        if carried.is_empty() {
            return 0.0;
        }
        let all: f64 = carried.iter().map(|&line| self.height(line)).sum();
        all.min(room * MOST_CARRIED) + RULE
    }

    /// The height that the notes of a strip take at least on its page.
    pub(super) fn least(&self, strip: &Strip, room: f64) -> f64 {
        let lines = strip.notes.iter().filter_map(|number| self.strips.get(number));
        lines
            .map(|lines| {
                let all: f64 = lines.iter().map(|line| line.height).sum();
                if all <= room * LONG_NOTE {
                    return all;
                }
                lines.iter().take(LINES_BEFORE_TURN).map(|line| line.height).sum()
            })
            .sum()
    }

    /// How many of the waiting lines fit into that height; one at least where they are forced to.
    pub(super) fn fitting(&self, waiting: &[NoteLine], room: f64, forced: bool) -> usize {
        let mut height = 0.0;
        let fits = |&&line: &&NoteLine| {
            height += self.height(line);
            height <= room + 0.01
        };
        let count = waiting.iter().take_while(fits).count();
        if forced && !waiting.is_empty() { count.max(1) } else { count }
    }

    /// Takes the strip of a line.
    pub(super) fn take(&mut self, line: NoteLine) -> Option<Strip> {
        let strips = self.strips.get_mut(&line.note)?;
        strips.get_mut(line.line).map(std::mem::take)
    }
}
