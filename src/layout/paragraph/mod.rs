//! Pieces of text to lines: where lines may end, which ends are best together, and what each line looks like.
//!
//! The way: `section` joins the pieces, `direction` finds which way the text runs, `chunk` cuts and shapes it, `breaks`
//! and `hyphen` find where lines may end, `fit` chooses, `line` puts each line together.

mod breaks;
mod chunk;
mod direction;
mod fit;
mod hyphen;
mod line;
mod section;

use std::sync::Arc;

use self::breaks::{Break, Search, breaks};
use self::chunk::Chunks;
use self::direction::{Levels, is_right_to_left};
use self::fit::{Goal, fit};
use self::line::{Bit, Opening, bits, place};
use self::section::sections;
use super::frame::{ContentId, Glyph, Run};
use super::shape::Shaper;
use super::text::{Drawn, Line, LinePart, Measure, Piece, TextStyle};
use crate::model::Language;
use crate::model::theme::TextAlign;

/// The share of the size that hangs below the baseline.
const DEPTH: f64 = 0.22;
/// Lines are never taken to be narrower than this, in points.
const NARROWEST: f64 = 1.0;

/// Sets a paragraph in lines.
pub(crate) fn set(pieces: &[Piece], measure: &Measure, shaper: &Shaper<'_>) -> Vec<Line> {
    let sections = sections(pieces);
    let right_to_left = is_right_to_left(&sections);
    let size = main_size(pieces, measure.leading);
    let mut lines: Vec<Line> = Vec::new();
    for section in sections {
        let levels = Levels::new(&section, right_to_left);
        let chunks = Chunks::new(section, &levels, shaper);
        let setting =
            Setting { chunks, measure, shaper, right_to_left, size, begins: lines.is_empty(), pieces };
        setting.add_lines(&mut lines);
    }
    lines
}

/// The width of the widest part that cannot be broken, and of the longest line where only forced breaks end lines.
pub(crate) fn natural_widths(pieces: &[Piece], shaper: &Shaper<'_>) -> (f64, f64) {
    let sections = sections(pieces);
    let right_to_left = is_right_to_left(&sections);
    let (mut least, mut most) = (0.0_f64, 0.0_f64);
    for section in sections {
        let levels = Levels::new(&section, right_to_left);
        let chunks = Chunks::new(section, &levels, shaper);
        let search = Search { hyphenate: false, limit: f64::INFINITY };
        let mut start = 0.0;
        for place in breaks(&chunks, shaper, search) {
            least = least.max(place.before.width - start);
            most = most.max(place.before.width);
            start = place.after.width;
        }
    }
    (least, most)
}

/// From the top of a line of text to its baseline, in points, for text of a size set with a leading.
///
/// The same for every face, so that baselines of one style stand at regular distances whatever faces they use.
pub(crate) fn ascent(size: f64, leading: f64) -> f64 {
    leading - descent(size, leading)
}

fn descent(size: f64, leading: f64) -> f64 {
    (leading - size) * 0.5 + size * DEPTH
}

/// The largest size of a paragraph, by which all its lines are placed.
fn main_size(pieces: &[Piece], leading: f64) -> f64 {
    let sizes = pieces.iter().filter_map(|piece| match piece {
        Piece::Text { style, .. } => Some(style.size),
        Piece::Image { .. } | Piece::Break { .. } | Piece::Space(_) => None,
    });
    sizes.reduce(f64::max).unwrap_or(leading * 0.75)
}

/// A section about to be set.
struct Setting<'a, 'p> {
    chunks: Chunks<'p>,
    pieces: &'p [Piece],
    measure: &'a Measure,
    shaper: &'a Shaper<'a>,
    right_to_left: bool,
    size: f64,
    /// Whether the paragraph begins here.
    begins: bool,
}

impl Setting<'_, '_> {
    fn add_lines(&self, lines: &mut Vec<Line>) {
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
        let widths = [self.width(self.begins), self.width(false)];
        let justified = self.measure.align == TextAlign::Justify;
        let search = Search { hyphenate: false, limit: widths[0].min(widths[1]) };
        let goal = Goal {
            widths,
            justified,
            tolerance: if justified { 100.0 } else { 150.0 },
            emergency: 0.0,
            last_resort: false,
            balance_last: self.measure.align == TextAlign::Center,
        };
        let plain = breaks(&self.chunks, self.shaper, search);
        if let Some(chosen) = fit(&plain, &goal) {
            return (plain, chosen);
        }
        let rich = if self.measure.hyphenate {
            breaks(&self.chunks, self.shaper, Search { hyphenate: true, ..search })
        } else {
            plain
        };
        let attempts = [
            Goal { tolerance: 400.0, ..goal },
            Goal { tolerance: 2000.0, emergency: 2.0 * self.size, ..goal },
            Goal { tolerance: f64::INFINITY, emergency: 2.0 * self.size, last_resort: true, ..goal },
        ];
        let chosen = attempts.iter().find_map(|goal| fit(&rich, goal));
        // The last attempt takes whatever comes.
        let chosen = chosen.unwrap_or_else(|| (0..rich.len()).collect());
        (rich, chosen)
    }

    fn line(&self, from: Option<&Break>, to: &Break, is_last: bool, first: bool) -> Line {
        let bits = bits(&self.chunks, self.shaper, from, to);
        let width = self.width(first);
        let natural: f64 = bits.iter().map(|bit| bit.width).sum();
        let justify = self.measure.align == TextAlign::Justify;
        let opening = match natural > width {
            _ if !justify => Opening::default(),
            // A last line closes up where it must, and never opens.
            false if is_last => Opening::default(),
            _ => Opening::to_fill(&bits, width),
        };
        let mut line = place(&self.chunks, &bits, 0.0, opening, u8::from(self.right_to_left));
        self.shift(&mut line, first);
        line.offset = self.chunks.section.plain_offset(from.map_or(0, |place| place.at));
        line.hyphenated = to.is_hyphenated();
        line.notes = self.notes(&bits);
        (line.ascent, line.descent) = self.extent(&line);
        line
    }

    fn notes(&self, bits: &[Bit]) -> Vec<u32> {
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

#[cfg(test)]
mod tests;
