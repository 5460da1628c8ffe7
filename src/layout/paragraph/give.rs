//! How far things in a line give, so that lines become even: white, and, within narrow limits, letters.

use super::chunk::{Chunk, ChunkKind};
use crate::layout::shape::Word;
use crate::model::theme::Justification;

/// How far the space between two words stretches and shrinks, as shares of the size: alike in all faces, so that code,
/// whose spaces are wide, opens no further than the words around it.
const SPACE_STRETCH: f64 = 0.14;
const SPACE_SHRINK: f64 = 0.07;
/// How far the place between two ideographs stretches, as a share of the size.
const IDEOGRAPH_STRETCH: f64 = 0.06;

/// How far something gives, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Give {
    /// How far white stretches and shrinks.
    pub stretch: f64,
    pub shrink: f64,
    /// How far letters become wider or narrower, and how far they move apart or together.
    pub widths: f64,
    pub gaps: f64,
}

impl Give {
    /// That of white, or of letters that may be widened.
    pub(super) fn of(chunk: &Chunk, text: &str, limits: &Justification) -> Self {
        match chunk.kind {
            _ if chunk.rigid => Self::default(),
            ChunkKind::Space | ChunkKind::Tie => Self {
                stretch: chunk.size * SPACE_STRETCH,
                shrink: (chunk.size * SPACE_SHRINK).min(chunk.width / 3.0),
                ..Self::default()
            },
            ChunkKind::Word if is_elastic(text) => {
                let gaps = chunk.word.as_ref().map_or(0, |word| gaps(word, 0..text.len()));
                Self {
                    widths: chunk.width * limits.expansion,
                    gaps: gaps as f64 * chunk.size * limits.letter_spacing,
                    ..Self::default()
                }
            }
            ChunkKind::Word | ChunkKind::Ideograph | ChunkKind::Gap | ChunkKind::Image => Self::default(),
        }
    }

    /// A share of it.
    pub(super) fn share(self, share: f64) -> Self {
        Self {
            stretch: self.stretch * share,
            shrink: self.shrink * share,
            widths: self.widths * share,
            gaps: self.gaps * share,
        }
    }
}

/// After how many letters of a range of the word's bytes space can be added.
pub(super) fn gaps(word: &Word, range: std::ops::Range<usize>) -> usize {
    let mut count = 0;
    let mut last = None;
    for sign in word.signs().filter(|sign| range.contains(&(sign.start as usize))) {
        count += usize::from(last != Some(sign.start));
        last = Some(sign.start);
    }
    count
}

/// Whether the letters stand apart and bear a little more or less width: those of Latin, Greek and Cyrillic with their signs.
/// Others are joined, or fill a square.
fn is_elastic(text: &str) -> bool {
    text.chars().all(
        |character| matches!(character, ' '..='\u{58F}' | '\u{1C80}'..='\u{1C8F}' | '\u{1D00}'..='\u{20CF}'),
    )
}

/// How far the place between two chunks stretches.
pub(super) fn between(left: &Chunk, right: &Chunk) -> f64 {
    let ideographic = |chunk: &Chunk| chunk.kind == ChunkKind::Ideograph;
    let solid = |chunk: &Chunk| matches!(chunk.kind, ChunkKind::Ideograph | ChunkKind::Word);
    if left.breaks_after && solid(left) && solid(right) && (ideographic(left) || ideographic(right)) {
        left.size.min(right.size) * IDEOGRAPH_STRETCH
    } else {
        0.0
    }
}
