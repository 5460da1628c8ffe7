//! What a line holds, in the order of the text, and how it is opened to fill its measure.

use std::ops::Range;
use std::sync::Arc;

use super::breaks::Break;
use super::chunk::{Chunk, ChunkKind, Chunks};
use super::give::{Give, between};
use super::hyphen::HYPHEN;
use super::protrusion;
use crate::layout::shape::{Shaper, Word};

/// What is behind an added hyphen in the text.
const SOFT_HYPHEN: &str = "\u{AD}";
/// What has more bytes is no word, but an address or a row of signs.
const LONGEST_WORD: usize = 100;

/// A chunk's share of a line.
#[derive(Debug)]
pub(super) struct Bit<'c> {
    pub origin: usize,
    pub level: u8,
    pub kind: ChunkKind,
    pub word: Option<Arc<Word>>,
    /// The bytes of the word.
    pub range: Range<usize>,
    /// The text behind the word's bytes.
    pub text: &'c str,
    pub size: f64,
    pub width: f64,
    /// How far it gives, and how far the place after it stretches.
    pub give: Give,
    /// Whether its letters never give.
    pub rigid: bool,
    pub after: f64,
    /// The white after it, part of its width but of no glyph.
    pub gap: f64,
    /// Letter-spacing after its last letter, which has no place at the line's end.
    pub excess: f64,
    /// Whether it is white at the line's end: kept in the text, not in the width.
    pub hangs: bool,
    /// Whether no gap follows its last letter.
    pub ends_line: bool,
}

impl Bit<'_> {
    /// How many glyphs it has at most.
    pub(super) fn glyphs(&self) -> usize {
        self.word.as_ref().map_or(0, |word| word.signs().count())
    }

    /// How many spaces it has, if it is of spaces.
    pub(super) fn spaces(&self) -> usize {
        match self.kind {
            ChunkKind::Space | ChunkKind::Tie => self.text.chars().count(),
            ChunkKind::Word | ChunkKind::Ideograph | ChunkKind::Gap | ChunkKind::Image => 0,
        }
    }
}

/// The bits of a line from one break to another, in the order of the text.
pub(super) fn bits<'c>(
    chunks: &'c Chunks<'_>,
    shaper: &Shaper<'_>,
    from: Option<&Break>,
    to: &Break,
) -> Vec<Bit<'c>> {
    let start = from.map_or(0, |place| place.at);
    let first = from.map_or(0, |place| place.chunk);
    let last = chunks.list.len().min(to.chunk + 1);
    let mut list: Vec<Bit<'c>> = Vec::new();
    for index in first..last {
        let chunk = &chunks.list[index];
        let range = chunk.range.start.max(start)..chunk.range.end.min(to.at);
        if range.is_empty() {
            continue;
        }
        let mut bit = bit(chunks, shaper, chunk, range.clone());
        if let Some(next) = chunks.list.get(index + 1).filter(|_| range.end < to.at) {
            let between = between(chunk, next);
            (bit.gap, bit.after) = (between.width, between.stretch);
            bit.width += between.width;
            bit.give.shrink += between.shrink;
        }
        list.push(bit);
    }
    for bit in list.iter_mut().rev().take_while(|bit| bit.kind.vanishes()) {
        bit.hangs = true;
        (bit.width, bit.give, bit.gap) = (0.0, Give::default(), 0.0);
    }
    if to.is_hyphenated() {
        add_hyphen(chunks, shaper, &mut list);
    }
    if let Some(last) = list.iter_mut().rfind(|bit| !bit.hangs) {
        let tracking = last.word.as_ref().map_or(0.0, |word| word.tracking);
        last.excess = f64::from(tracking) * last.size;
        last.width -= last.excess;
        // Nor is there a gap after it that letters could open.
        if last.give.gaps > 0.0 {
            last.give.gaps -= chunks.limits.letter_spacing * last.size;
            last.ends_line = true;
        }
    }
    list
}

fn bit<'c>(chunks: &'c Chunks<'_>, shaper: &Shaper<'_>, chunk: &Chunk, range: Range<usize>) -> Bit<'c> {
    let text = &chunks.section.text[range.clone()];
    let mut bit = Bit {
        origin: chunk.origin,
        level: chunk.level,
        kind: chunk.kind,
        word: chunk.word.clone(),
        range: range.start - chunk.range.start..range.end - chunk.range.start,
        text,
        size: chunk.size,
        width: chunk.width,
        give: chunk.give,
        rigid: chunk.rigid,
        after: 0.0,
        gap: 0.0,
        excess: 0.0,
        hangs: false,
        ends_line: false,
    };
    if let Some(word) = chunk.word.as_ref().filter(|_| range != chunk.range) {
        // A stretch that is no word may be cut between any two glyphs; its halves are not worth shaping.
        let is_long = chunk.range.len() > LONGEST_WORD;
        let stands = |at: usize| {
            at == 0 || at == chunk.range.len() || word.is_safe_at(at) || (is_long && word.begins_at(at))
        };
        if !(stands(bit.range.start) && stands(bit.range.end)) {
            bit.word = Some(chunks.shape(shaper, chunk.origin, text, chunk.level));
            bit.range = 0..text.len();
        }
        let word = bit.word.as_ref().unwrap_or(word);
        bit.width = f64::from(word.width_of(&bit.range)) * chunk.size;
        if chunk.give.gaps > 0.0 {
            bit.give.gaps =
                f64::from(word.clusters_in(&bit.range)) * chunk.size * chunks.limits.letter_spacing;
        }
        if chunk.give.widths > 0.0 {
            bit.give.widths = bit.width * chunks.limits.expansion;
        }
    }
    bit
}

fn add_hyphen(chunks: &Chunks<'_>, shaper: &Shaper<'_>, list: &mut Vec<Bit<'_>>) {
    let Some(last) = list.last() else { return };
    let word = chunks.shape(shaper, last.origin, HYPHEN, last.level);
    let hyphen = Bit {
        origin: last.origin,
        level: last.level,
        kind: ChunkKind::Word,
        range: 0..HYPHEN.len(),
        text: SOFT_HYPHEN,
        size: last.size,
        width: f64::from(word.width) * last.size,
        word: Some(word),
        give: Give::default(),
        rigid: false,
        after: 0.0,
        gap: 0.0,
        excess: 0.0,
        hangs: false,
        ends_line: false,
    };
    list.push(hyphen);
}

/// How far bits stand out at the margins on both sides of a line, in points.
pub(super) fn protrusion<'c>(bits: &[Bit<'c>], chunks: &Chunks<'_>) -> (f64, f64) {
    let share = chunks.limits.protrusion;
    let shows = |bit: &&Bit<'_>| !bit.hangs;
    let (Some(first), Some(last)) = (bits.iter().find(shows), bits.iter().rfind(shows)) else {
        return (0.0, 0.0);
    };
    if share == 0.0 {
        return (0.0, 0.0);
    }
    let protrudes = |bit: &Bit<'_>| bit.kind == ChunkKind::Word && !bit.rigid && bit.level.is_multiple_of(2);
    let text = |bit: &Bit<'c>| if bit.text == SOFT_HYPHEN { HYPHEN } else { bit.text };
    let start = first.word.as_ref().filter(|_| protrudes(first));
    let end = last.word.as_ref().filter(|_| protrudes(last));
    (
        start
            .map_or(0.0, |word| protrusion::start(word, first.range.start, text(first)) * first.size * share),
        end.map_or(0.0, |word| protrusion::end(word, last.range.end, text(last)) * last.size * share),
    )
}
