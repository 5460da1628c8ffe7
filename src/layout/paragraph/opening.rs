//! How a line is made to fill its measure: what each thing in it gives.

use super::bits::Bit;
use super::chunk::ChunkKind;
use crate::model::theme::Justification;

/// How far a word space may open at most, in em; a line that would need more stays ragged.
const WIDEST: f64 = 1.6;
/// The steps in which letters become wider: what a file can say exactly.
const STEPS: f64 = 1000.0;

/// How a line is made to fill its measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Opening {
    /// The share of its stretch by which white opens; below 0, of its shrink by which it closes.
    pub ratio: f64,
    /// The widths of letters, as a share of their own.
    pub scale: f64,
    /// What is added after each letter, in em.
    pub spacing: f64,
}

impl Default for Opening {
    fn default() -> Self {
        Self { ratio: 0.0, scale: 1.0, spacing: 0.0 }
    }
}

impl Opening {
    /// Opens bits so that they become as wide as the measure, as far as they give: each thing takes its share, and what is
    /// more than letters bear goes to the white.
    pub(super) fn to_fill(bits: &[Bit<'_>], measure: f64, limits: &Justification) -> Self {
        let sum = |part: fn(&Bit<'_>) -> f64| bits.iter().map(part).sum::<f64>();
        let slack = measure - sum(|bit| bit.width);
        let white =
            if slack < 0.0 { sum(|bit| bit.give.shrink) } else { sum(|bit| bit.give.stretch + bit.after) };
        let (widths, gaps) = (sum(|bit| bit.give.widths), sum(|bit| bit.give.gaps));
        let total = white + widths + gaps;
        // Letters alone would make a single word stand out of its neighbours.
        if total <= 0.0 || (white <= 0.0 && slack > 0.0) {
            return Self::default();
        }
        let share = (slack / total).clamp(-1.0, 1.0);
        let scale = (STEPS * (1.0 + share * limits.expansion)).round() / STEPS;
        let taken = if widths > 0.0 { widths * (scale - 1.0) / limits.expansion } else { 0.0 };
        let rest = slack - taken - share * gaps;
        let ratio = if white > 0.0 { (rest / white).max(-1.0) } else { 0.0 };
        let widest = bits.iter().filter(|bit| bit.give.stretch > 0.0);
        let widest = widest.map(|bit| WIDEST * bit.size / bit.give.stretch).fold(f64::INFINITY, f64::min);
        if ratio > widest {
            return Self::default();
        }
        Self { ratio, scale: if widths > 0.0 { scale } else { 1.0 }, spacing: share * limits.letter_spacing }
    }

    /// How much wider a bit becomes than its glyphs are.
    pub(super) fn added(self, bit: &Bit<'_>) -> f64 {
        let given = if self.ratio < 0.0 { bit.give.shrink } else { bit.give.stretch + bit.after };
        bit.gap + self.ratio * given
    }

    /// By how much the letters of a bit are widened; white stands among them as if it were.
    pub(super) fn scale_of(self, bit: &Bit<'_>) -> f64 {
        match bit.kind {
            ChunkKind::Word if bit.give.widths > 0.0 => self.scale,
            ChunkKind::Space | ChunkKind::Tie if !bit.rigid => self.scale,
            ChunkKind::Word
            | ChunkKind::Ideograph
            | ChunkKind::Space
            | ChunkKind::Tie
            | ChunkKind::Gap
            | ChunkKind::Image => 1.0,
        }
    }

    /// What is added after each letter of a bit, in points.
    pub(super) fn spacing_of(self, bit: &Bit<'_>) -> f64 {
        if bit.give.gaps > 0.0 || bit.ends_line { self.spacing * bit.size } else { 0.0 }
    }
}
