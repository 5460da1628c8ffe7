//! How far things in a line give, so that lines become even: white, and, within narrow limits, letters.

use super::chunk::{Chunk, ChunkKind};
use crate::layout::shape::Edge;
use crate::model::theme::Justification;

/// How far the space between two words stretches and shrinks, as shares of the size: alike in all faces, so that code,
/// whose spaces are wide, opens no further than the words around it.
const SPACE_STRETCH: f64 = 0.14;
const SPACE_SHRINK: f64 = 0.07;
/// How far the place between two ideographs stretches, as a share of the size.
const IDEOGRAPH_STRETCH: f64 = 0.06;

/// The white beside a full-width bracket, comma or full stop, and that between Han and Latin letters, as shares of the size.
const HALF: f64 = 0.5;
const QUARTER: f64 = 0.25;

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
    pub(super) fn of(chunk: &Chunk, limits: &Justification) -> Self {
        match chunk.kind {
            _ if chunk.rigid => Self::default(),
            ChunkKind::Space | ChunkKind::Tie => Self {
                stretch: chunk.size * SPACE_STRETCH,
                shrink: (chunk.size * SPACE_SHRINK).min(chunk.width / 3.0),
                ..Self::default()
            },
            ChunkKind::Word => {
                let Some(word) = chunk.word.as_ref().filter(|word| word.is_elastic) else {
                    return Self::default();
                };
                Self {
                    widths: chunk.width * limits.expansion,
                    gaps: f64::from(word.clusters) * chunk.size * limits.letter_spacing,
                    ..Self::default()
                }
            }
            ChunkKind::Ideograph | ChunkKind::Gap | ChunkKind::Image => Self::default(),
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

/// The white between two chunks on one line, and how it gives, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Between {
    pub width: f64,
    pub stretch: f64,
    pub shrink: f64,
}

/// The white between two chunks on one line.
pub(super) fn between(left: &Chunk, right: &Chunk) -> Between {
    let solid = |chunk: &Chunk| matches!(chunk.kind, ChunkKind::Ideograph | ChunkKind::Word);
    let edges = left.word.as_ref().map(|word| word.last).zip(right.word.as_ref().map(|word| word.first));
    let (true, true, true, Some((last, first))) = (left.breaks_after, solid(left), solid(right), edges)
    else {
        return Between::default();
    };
    let size = left.size.min(right.size);
    let ideographic = [left, right].iter().any(|chunk| chunk.kind == ChunkKind::Ideograph);
    let stretch = if ideographic { size * IDEOGRAPH_STRETCH } else { 0.0 };
    let width = match (last, first) {
        (Edge::Closing, _) => left.size * HALF,
        (_, Edge::Opening) => right.size * HALF,
        (Edge::Letter, Edge::Han) | (Edge::Han, Edge::Letter) => size * QUARTER,
        _ => 0.0,
    };
    Between { width, stretch, shrink: width / 2.0 }
}
