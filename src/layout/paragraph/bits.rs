//! What a line holds, in the order of the text, and how it is opened to fill its measure.

use std::ops::Range;
use std::sync::Arc;

use super::breaks::{Break, between, give};
use super::chunk::{Chunk, ChunkKind, Chunks};
use super::hyphen::HYPHEN;
use crate::layout::shape::{Shaper, Word};

/// What is behind an added hyphen in the text.
const SOFT_HYPHEN: &str = "\u{AD}";
/// What has more bytes is no word, but an address or a row of signs.
const LONGEST_WORD: usize = 100;
/// How far a word space may open at most, in em; a line that would need more stays ragged.
const WIDEST_OPENING: f64 = 1.6;

/// A chunk's share of a line.
#[derive(Debug)]
pub(super) struct Bit {
    pub origin: usize,
    pub level: u8,
    pub kind: ChunkKind,
    pub word: Option<Arc<Word>>,
    /// The bytes of the word.
    pub range: Range<usize>,
    /// The text behind the word's bytes.
    pub text: String,
    pub size: f64,
    pub width: f64,
    /// How far it stretches and shrinks, and the place after it stretches.
    pub stretch: f64,
    pub shrink: f64,
    pub after: f64,
    /// Letter-spacing after its last letter, which has no place at the line's end.
    pub excess: f64,
    /// Whether it is white at the line's end: kept in the text, not in the width.
    pub hangs: bool,
}

impl Bit {
    /// How many spaces it has, if it is of spaces.
    pub(super) fn spaces(&self) -> usize {
        match self.kind {
            ChunkKind::Space | ChunkKind::Tie => self.text.chars().count(),
            ChunkKind::Word | ChunkKind::Ideograph | ChunkKind::Gap | ChunkKind::Image => 0,
        }
    }
}

/// The bits of a line from one break to another, in the order of the text.
pub(super) fn bits(chunks: &Chunks<'_>, shaper: &Shaper<'_>, from: Option<&Break>, to: &Break) -> Vec<Bit> {
    let start = from.map_or(0, |place| place.at);
    let first = from.map_or(0, |place| place.chunk);
    let last = chunks.list.len().min(to.chunk + 1);
    let mut list: Vec<Bit> = Vec::new();
    for index in first..last {
        let chunk = &chunks.list[index];
        let range = chunk.range.start.max(start)..chunk.range.end.min(to.at);
        if range.is_empty() {
            continue;
        }
        let mut bit = bit(chunks, shaper, chunk, range.clone());
        if let Some(next) = chunks.list.get(index + 1).filter(|_| range.end < to.at) {
            bit.after = between(chunk, next);
        }
        list.push(bit);
    }
    for bit in list.iter_mut().rev().take_while(|bit| bit.kind.vanishes()) {
        bit.hangs = true;
        (bit.width, bit.stretch, bit.shrink) = (0.0, 0.0, 0.0);
    }
    if to.is_hyphenated() {
        add_hyphen(chunks, shaper, &mut list);
    }
    if let Some(last) = list.iter_mut().rfind(|bit| !bit.hangs) {
        let tracking = chunks.looks[last.origin].as_ref().map_or(0.0, |look| look.tracking());
        last.excess = f64::from(tracking) * last.size;
        last.width -= last.excess;
    }
    list
}

fn bit(chunks: &Chunks<'_>, shaper: &Shaper<'_>, chunk: &Chunk, range: Range<usize>) -> Bit {
    let text = &chunks.section.text[range.clone()];
    let (stretch, shrink) = give(chunk);
    let mut bit = Bit {
        origin: chunk.origin,
        level: chunk.level,
        kind: chunk.kind,
        word: chunk.word.clone(),
        range: range.start - chunk.range.start..range.end - chunk.range.start,
        text: text.to_owned(),
        size: chunk.size,
        width: chunk.width,
        stretch,
        shrink,
        after: 0.0,
        excess: 0.0,
        hangs: false,
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
    }
    bit
}

fn add_hyphen(chunks: &Chunks<'_>, shaper: &Shaper<'_>, list: &mut Vec<Bit>) {
    let Some(last) = list.last() else { return };
    let word = chunks.shape(shaper, last.origin, HYPHEN, last.level);
    let hyphen = Bit {
        origin: last.origin,
        level: last.level,
        kind: ChunkKind::Word,
        range: 0..HYPHEN.len(),
        text: SOFT_HYPHEN.to_owned(),
        size: last.size,
        width: f64::from(word.width) * last.size,
        word: Some(word),
        stretch: 0.0,
        shrink: 0.0,
        after: 0.0,
        excess: 0.0,
        hangs: false,
    };
    list.push(hyphen);
}

/// How a line is opened to fill a measure.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opening {
    /// The share of its stretch by which everything opens; below 0, of its shrink by which it closes.
    pub ratio: f64,
}

impl Opening {
    /// Opens bits so that they become as wide as the measure, as far as they give.
    pub(super) fn to_fill(bits: &[Bit], measure: f64) -> Self {
        let natural: f64 = bits.iter().map(|bit| bit.width).sum();
        let slack = measure - natural;
        if slack < 0.0 {
            let shrink: f64 = bits.iter().map(|bit| bit.shrink).sum();
            return Self { ratio: if shrink > 0.0 { (slack / shrink).max(-1.0) } else { 0.0 } };
        }
        let stretch: f64 = bits.iter().map(|bit| bit.stretch + bit.after).sum();
        let widest = bits
            .iter()
            .filter(|bit| bit.stretch > 0.0)
            .map(|bit| WIDEST_OPENING * bit.size / bit.stretch)
            .fold(f64::INFINITY, f64::min);
        let ratio = if stretch > 0.0 { slack / stretch } else { 0.0 };
        Self { ratio: if ratio > widest { 0.0 } else { ratio } }
    }

    /// How much wider a bit becomes.
    pub(super) fn added(self, bit: &Bit) -> f64 {
        if self.ratio < 0.0 { self.ratio * bit.shrink } else { self.ratio * (bit.stretch + bit.after) }
    }
}
