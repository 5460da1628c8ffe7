//! Pieces of text to lines: where lines may end, which ends are best together, and what each line looks like.
//!
//! The way: `section` joins the pieces, `direction` finds which way the text runs, `chunk` cuts and shapes it, `breaks`,
//! `hyphen` and `cost` find where lines may end, `setting` and `fit` choose, `bits`, `opening` and `line` put each line
//! together; `give` and `protrusion` say how far things stretch and stand out.

mod bits;
mod breaks;
mod chunk;
mod cost;
mod direction;
#[cfg(test)]
mod east_asian_tests;
mod fit;
mod give;
mod hyphen;
mod line;
mod opening;
mod protrusion;
mod section;
mod setting;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unicode_tests;

use self::breaks::{Search, breaks};
use self::chunk::Chunks;
use self::direction::{Levels, is_right_to_left};
use self::section::sections;
use self::setting::Setting;
use super::shape::Shaper;
use super::text::{Line, Measure, Piece};
use crate::model::theme::Justification;

/// The share of the size that hangs below the baseline.
const DEPTH: f64 = 0.22;

/// Sets a paragraph in lines.
pub(crate) fn set(pieces: &[Piece], measure: &Measure, shaper: &Shaper<'_>) -> Vec<Line> {
    let sections = sections(pieces);
    let right_to_left = is_right_to_left(&sections);
    let size = main_size(pieces, measure.size);
    let mut lines: Vec<Line> = Vec::new();
    for section in sections {
        let levels = Levels::new(&section, right_to_left);
        let limits = if right_to_left {
            Justification { protrusion: 0.0, ..measure.justification }
        } else {
            measure.justification
        };
        let chunks = Chunks::new(section, &levels, shaper, limits);
        let setting =
            Setting { chunks, measure, shaper, right_to_left, size, begins: lines.is_empty(), pieces };
        setting.add_lines(&mut lines);
    }
    if measure.mirrored {
        for line in &mut lines {
            mirror(line, measure.width);
        }
    }
    lines
}

/// Counts the positions of a line from the right side of its measure; what is seen stays the same.
fn mirror(line: &mut Line, width: f64) {
    for part in &mut line.parts {
        part.x = width - part.x - part.width;
    }
    line.width = line.parts.iter().map(|part| part.x + part.width).fold(0.0, f64::max);
}

/// The width of the widest part that cannot be broken, and of the longest line where only forced breaks end lines.
pub(crate) fn natural_widths(pieces: &[Piece], shaper: &Shaper<'_>) -> (f64, f64) {
    let sections = sections(pieces);
    let right_to_left = is_right_to_left(&sections);
    let (mut least, mut most) = (0.0_f64, 0.0_f64);
    for section in sections {
        let levels = Levels::new(&section, right_to_left);
        let chunks = Chunks::new(section, &levels, shaper, Justification::default());
        let search = Search { hyphenate: false, limit: f64::INFINITY, ragged: false, keep_code: true };
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

/// The usual size of a paragraph or its largest, by which all its lines are placed.
fn main_size(pieces: &[Piece], usual: f64) -> f64 {
    let sizes = pieces.iter().filter_map(|piece| match piece {
        Piece::Text { style, .. } => Some(style.size),
        Piece::Image { .. } | Piece::Break { .. } | Piece::Space(_) => None,
    });
    sizes.fold(usual, f64::max)
}
