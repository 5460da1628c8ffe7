//! A section set in lines: the attempts at choosing its breaks, and each line in its place.

use std::sync::Arc;

use super::bits::{Bit, bits, protrusion};
use super::breaks::{Break, Search, breaks, start};
use super::chunk::Chunks;
use super::fit::{Goal, Patience, RAGGED_SHORT_LAST, SHORT_LAST, fit};
use super::line::place;
use super::opening::Opening;
use super::{ascent, descent};
use crate::layout::frame::{Glyph, Run};
use crate::layout::shape::Shaper;
use crate::layout::structure::ContentId;
use crate::layout::text::{Drawn, Line, LinePart, Measure, Piece, TextStyle};
use crate::model::Language;
use crate::model::theme::TextAlign;

/// Lines are never taken to be narrower than this, in points.
const NARROWEST: f64 = 1.0;
/// Type with less leading than this, as a share of its size, is no running text but a title.
const TIGHT: f64 = 1.3;
/// How far every line is taken to stretch where nothing else helps, in em.
const EMERGENCY: f64 = 2.0;

/// A section about to be set.
#[derive(Debug)]
pub(super) struct Setting<'a, 'p> {
    pub chunks: Chunks<'p>,
    /// All pieces of the paragraph.
    pub pieces: &'p [Piece],
    pub measure: &'a Measure,
    pub shaper: &'a Shaper<'a>,
    /// Whether the paragraph runs to the left.
    pub right_to_left: bool,
    /// The size by which its lines are placed in their leading.
    pub size: f64,
    /// Whether the paragraph begins here.
    pub begins: bool,
}

impl Setting<'_, '_> {
    /// Sets the section and adds its lines.
    pub(super) fn add_lines(&self, lines: &mut Vec<Line>) {
        let (breaks, chosen) = self.choose();
        let mut from: Option<&Break> = None;
        for (index, &to) in chosen.iter().enumerate() {
            let to = &breaks[to];
            let is_last = index + 1 == chosen.len();
            let mut line = self.line(from, to, is_last, self.begins && index == 0);
            if is_last {
                self.end_line(&mut line);
            }
            lines.push(line);
            from = Some(to);
        }
    }

    /// The width that a line may fill.
    fn width(&self, first: bool) -> f64 {
        let indent = if first { self.measure.first_indent } else { self.measure.rest_indent };
        let width = self.measure.width - indent;
        // A width that is no number is none.
        if width > NARROWEST { width } else { NARROWEST }
    }

    /// Chooses where lines end: without hyphens if that looks well, else with them, else as well as can be.
    fn choose(&self) -> (Vec<Break>, Vec<usize>) {
        let goal = self.goal();
        let find = |hyphenate: bool, limit: f64, keep_code: bool| {
            let search = Search { hyphenate, limit, ragged: !goal.justified, keep_code };
            breaks(&self.chunks, self.shaper, search)
        };
        let strict = Patience {
            tolerance: if goal.justified { 100.0 } else { 150.0 },
            emergency: 0.0,
            desperate: false,
            last_resort: false,
        };
        let mut places = find(false, f64::INFINITY, true);
        if let Some(chosen) = fit(&places, &goal, &strict) {
            return (places, chosen);
        }
        if self.measure.hyphenate {
            places = find(true, f64::INFINITY, true);
        }
        let even = Patience { tolerance: 400.0, ..strict };
        // With all ways open the worst line is as good as can be; only where there is none does it count as less bad than it is.
        let open = Patience { tolerance: 10_000.0, ..strict };
        let loose = Patience { tolerance: 2000.0, emergency: EMERGENCY * self.size, ..strict };
        if let Some(chosen) = fit(&places, &goal, &even) {
            return (places, chosen);
        }
        if self.chunks.list.iter().any(|chunk| chunk.kept) {
            places = find(self.measure.hyphenate, f64::INFINITY, false);
            if let Some(chosen) = fit(&places, &goal, &even) {
                return (places, chosen);
            }
        }
        if let Some(chosen) = [open, loose].iter().find_map(|patience| fit(&places, &goal, patience)) {
            return (places, chosen);
        }
        // Only now are words cut that have no place for a hyphen.
        places = find(self.measure.hyphenate, goal.widths[0].min(goal.widths[1]), false);
        let many = Patience { desperate: true, ..loose };
        let any = Patience { tolerance: f64::INFINITY, last_resort: true, ..many };
        let chosen = [even, many, any].iter().find_map(|patience| fit(&places, &goal, patience));
        // The last attempt takes whatever comes, so a line for each break is never seen.
        let chosen = chosen.unwrap_or_else(|| (0..places.len()).collect());
        (places, chosen)
    }

    /// How lines are wanted.
    fn goal(&self) -> Goal {
        let justified = self.measure.align == TextAlign::Justify;
        // Titles, which are set tight, look best with lines of one length.
        let is_title = !self.measure.hyphenate && self.measure.leading < self.size * TIGHT;
        Goal {
            widths: [self.width(self.begins), self.width(false)],
            start: start(&self.chunks),
            justified,
            short_last: match (justified, self.measure.hyphenate) {
                (true, _) => SHORT_LAST,
                (false, true) => RAGGED_SHORT_LAST,
                // Lines of code end where they end.
                (false, false) => 0.0,
            },
            balance_last: !justified && (is_title || self.measure.align == TextAlign::Center),
        }
    }

    fn line(&self, from: Option<&Break>, to: &Break, is_last: bool, first: bool) -> Line {
        let bits = bits(&self.chunks, self.shaper, from, to);
        let (left, right) = protrusion(&bits, &self.chunks);
        let width = self.width(first) + left + right;
        let natural: f64 = bits.iter().map(|bit| bit.width).sum();
        let justify = self.measure.align == TextAlign::Justify;
        let opening = match natural > width {
            _ if !justify => Opening::default(),
            // A last line closes up where it must, and never opens.
            false if is_last => Opening::default(),
            _ => Opening::to_fill(&bits, width, &self.measure.justification),
        };
        let mut line = place(&self.chunks, &bits, -left, opening, u8::from(self.right_to_left));
        self.shift(&mut line, first);
        line.offset = self.chunks.section.plain_offset(from.map_or(0, |place| place.at));
        line.hyphenated = to.is_hyphenated();
        line.notes = self.notes(&bits);
        (line.ascent, line.descent) = self.extent(&line);
        line
    }

    fn notes(&self, bits: &[Bit<'_>]) -> Vec<u32> {
        let mut notes: Vec<u32> = Vec::new();
        for bit in bits {
            let note = self.chunks.section.origins[bit.origin].note();
            notes.extend(note.filter(|note| notes.last() != Some(note)));
        }
        notes
    }

    /// Moves a line that begins at 0 to where its alignment wants it.
    fn shift(&self, line: &mut Line, first: bool) {
        let slack = self.width(first) - line.width;
        let indent = self.measure.width - self.width(first);
        let indent = if self.measure.width > NARROWEST { indent } else { 0.0 };
        let at_right = match self.measure.align {
            TextAlign::Start | TextAlign::Justify => self.right_to_left,
            TextAlign::End => !self.right_to_left,
            TextAlign::Center => false,
        };
        let left = if self.right_to_left { 0.0 } else { indent };
        let by = left
            + match self.measure.align {
                TextAlign::Center => (slack / 2.0).max(0.0),
                TextAlign::Start | TextAlign::Justify | TextAlign::End if at_right => slack,
                TextAlign::Start | TextAlign::Justify | TextAlign::End => 0.0,
            };
        for part in &mut line.parts {
            part.x += by;
        }
        line.width += by;
    }

    /// How far a line reaches above and below its baseline.
    fn extent(&self, line: &Line) -> (f64, f64) {
        let mut ascent = ascent(self.size, self.measure.leading);
        for part in &line.parts {
            if let Drawn::Image { height, .. } = part.drawn {
                ascent = ascent.max(height);
            }
        }
        (ascent, descent(self.size, self.measure.leading))
    }

    /// Puts a space of no width behind a line that the author ends, so that words stay apart in the text.
    fn end_line(&self, line: &mut Line) {
        let Some(content) = self.chunks.section.end else { return };
        let Some((style, language)) = self.nearest_style() else { return };
        let word = self.shaper.word(&self.shaper.look(style, language), " ", false);
        let Some(part) = word.parts.first() else { return };
        let glyphs =
            part.signs.iter().map(|sign| Glyph { id: sign.id, advance: 0.0, dx: 0.0, dy: 0.0, text: 0..1 });
        let run = Run {
            face: part.face,
            size: style.size,
            colour: style.colour,
            x: 0.0,
            y: 0.0,
            matrix: None,
            glyphs: glyphs.collect(),
            text: " ".to_owned(),
        };
        line.parts.push(space_part(line.width, content, style, run));
    }

    /// The style of the section's last text, or else of the paragraph's first.
    fn nearest_style(&self) -> Option<(&Arc<TextStyle>, &Language)> {
        let own = self.chunks.section.origins.iter().rev().find_map(|origin| style_of(origin.piece));
        own.or_else(|| self.pieces.iter().find_map(style_of))
    }
}

fn style_of(piece: &Piece) -> Option<(&Arc<TextStyle>, &Language)> {
    match piece {
        Piece::Text { style, language, .. } => Some((style, language)),
        Piece::Image { .. } | Piece::Break { .. } | Piece::Space(_) => None,
    }
}

fn space_part(x: f64, content: ContentId, style: &Arc<TextStyle>, run: Run) -> LinePart {
    LinePart {
        x,
        width: 0.0,
        content,
        drawn: Drawn::Run(run),
        style: Some(style.clone()),
        link: None,
        note: None,
    }
}
