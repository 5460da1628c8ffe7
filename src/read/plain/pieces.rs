//! Cuts lines into pieces, each of which is one thing: a paragraph, a heading, an item, a rule, a table.

use std::ops::Range;

use super::headings::{self, Mark};
use super::kept::{Shape, ends_early, shape};
use super::lines::{Line, groups, margin, rule};
use super::marker::{Sign, marker};

/// A line longer than this holds a whole paragraph.
pub(super) const LONGEST: usize = 120;

/// How far ahead the second item of a list is looked for.
const AHEAD: usize = 12;

/// Some lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) lines: Range<usize>,
    pub(super) shape: Shape,
}

/// The pieces of some lines, in order. `width` is how wide the text is, `body` where its words begin.
pub(super) fn pieces(text: &str, lines: &[Line], width: usize, body: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for group in groups(lines) {
        if let Some(inner) = fenced(text, lines, &group) {
            pieces.push(Piece { lines: inner, shape: Shape::Kept });
            continue;
        }
        let lists = marker(lines[group.start].words(text)).is_some();
        let whole = shape(text, &lines[group.clone()], width, body);
        // Within a drawing or a tree, a rule may be set in.
        let is_ruled = group.clone().any(|at| {
            lines[at].indent < lines[group.start].indent + 2 && rule(lines[at].words(text)).is_some()
        });
        let is_nested = group.clone().skip(1).any(|at| is_led_in(text, lines[at - 1], lines[at]));
        if whole == Shape::Kept && !lists && !is_ruled && !is_nested {
            pieces.push(Piece { lines: group, shape: whole });
            continue;
        }
        let mut cutter = Cutter { text, lines, width, start: group.start, end: group.end, led: None };
        for at in group.start + 1..group.end {
            if cutter.cuts(at) {
                pieces.push(cutter.piece(at, body));
                cutter.start = at;
            }
        }
        pieces.push(cutter.piece(group.end, body));
    }
    pieces
}

/// What stands between two like rules, where it is no heading.
fn fenced(text: &str, lines: &[Line], group: &Range<usize>) -> Option<Range<usize>> {
    let (first, last) = (lines[group.start], lines[group.end - 1]);
    let inner = group.start + 1..group.end.saturating_sub(1);
    let is_fenced =
        rule(first.words(text)).is_some() && first.words(text) == last.words(text) && !inner.is_empty();
    let is_heading = inner.len() == 1 && headings::mark(lines[inner.start].words(text), false).is_some();
    let is_plain = inner.clone().all(|at| rule(lines[at].words(text)).is_none());
    (is_fenced && is_plain && !is_heading).then_some(inner)
}

/// Whether a line that ends in a colon leads to what stands deeper.
fn is_led_in(text: &str, line: Line, next: Line) -> bool {
    line.words(text).ends_with(':') && next.indent >= line.indent + 2
}

/// Goes through the lines of a group and says where a new piece begins.
struct Cutter<'t> {
    text: &'t str,
    lines: &'t [Line],
    width: usize,
    /// The first line of the piece.
    start: usize,
    /// The line after the group.
    end: usize,
    /// The indentation of a line that led to what stands deeper.
    led: Option<usize>,
}

impl Cutter<'_> {
    fn words(&self, at: usize) -> &str {
        self.lines[at].words(self.text)
    }

    /// Whether a new piece begins with a line, which is not the first of its group.
    fn cuts(&mut self, at: usize) -> bool {
        let (last, line) = (self.lines[at - 1], self.lines[at]);
        if last.width > LONGEST || line.width > LONGEST || self.meets_rule(at) || self.opens_item(at) {
            return true;
        }
        if self.led.is_some_and(|led| line.indent <= led) {
            self.led = None;
            return true;
        }
        let in_list = marker(self.words(self.start)).is_some();
        if !in_list && is_led_in(self.text, last, line) {
            self.led = Some(last.indent);
            return true;
        }
        (at == self.start + 1 && self.opens_section(at - 1)) || (!in_list && self.opens_paragraph(at))
    }

    /// Whether a rule stands before or behind a line, or under it and the one after it.
    fn meets_rule(&self, at: usize) -> bool {
        let is_rule = |at: usize| at < self.end && rule(self.words(at)).is_some();
        is_rule(at - 1)
            || is_rule(at)
            || (is_rule(at + 1) && self.lines[at].width.abs_diff(self.lines[at + 1].width) <= 2)
    }

    /// Whether a line opens an item: in a list always, else where more items follow or a colon leads to it.
    fn opens_item(&self, at: usize) -> bool {
        let Some((sign, _)) = marker(self.words(at)) else { return false };
        if marker(self.words(self.start)).is_some() {
            return true;
        }
        let led = self.words(at - 1).ends_with(':');
        let ahead = at + 1..self.end.min(at + AHEAD);
        let mut others = ahead.filter_map(|next| {
            let (other, _) = marker(self.words(next))?;
            (self.lines[next].indent == self.lines[at].indent).then_some(other)
        });
        match sign {
            Sign::Bullet(_) => led || others.any(|other| other == sign),
            Sign::Number(number) => {
                let (style, count) = number.opening();
                let follows =
                    |other| matches!(other, Sign::Number(other) if other.follows(number, style, count));
                number.is_first() && (led || others.any(follows))
            }
        }
    }

    /// Whether the first line of a group is the heading of what follows it without a blank line.
    fn opens_section(&self, at: usize) -> bool {
        let (line, next) = (self.lines[at], self.lines[at + 1]);
        match headings::mark(self.words(at), false) {
            Some(Mark::Capitals) => {
                next.indent > line.indent || ends_early(self.text, line, next, self.width * 7 / 10)
            }
            Some(Mark::Number(parts)) if parts > 1 && self.words(at).ends_with('?') => true,
            Some(Mark::Number(parts)) if parts > 1 => {
                next.indent <= line.indent && ends_early(self.text, line, next, self.width * 7 / 10)
            }
            Some(Mark::Number(_) | Mark::Underline(_) | Mark::Part | Mark::Alone) | None => false,
        }
    }

    /// Whether a line is set in, and the lines around it are not, as the first lines of paragraphs are in books.
    fn opens_paragraph(&self, at: usize) -> bool {
        let deep = self.lines[at].indent;
        let is_out = |at: usize| self.lines[at].indent + 2 <= deep;
        at + 1 < self.end && is_out(at + 1) && (is_out(at - 1) || at - 1 == self.start)
    }

    fn piece(&self, end: usize, body: usize) -> Piece {
        let range = self.start..end;
        let lines = &self.lines[range.clone()];
        let mut shape = shape(self.text, lines, self.width, body);
        if marker(self.words(self.start)).is_some() && shape == Shape::Kept {
            // An item hangs behind its sign, which makes its lines uneven.
            shape = Shape::Prose;
        }
        if lines.len() == 1 && margin(lines) <= body && shape == Shape::Verse {
            shape = Shape::Prose;
        }
        Piece { lines: range, shape }
    }
}
