//! A line put together: its parts in the order in which they are seen, its spaces stretched or shrunk.

use std::ops::Range;
use std::sync::Arc;

use super::breaks::{Break, between, give};
use super::chunk::{Chunk, ChunkKind, Chunks};
use super::direction::visual_order;
use super::hyphen::HYPHEN;
use crate::layout::frame::{Glyph, Run};
use crate::layout::shape::{Shaper, Word};
use crate::layout::text::{Drawn, Line, LinePart, Piece};

/// What is behind an added hyphen in the text.
const SOFT_HYPHEN: &str = "\u{AD}";
/// How far a word space may open at most, in em; a line that would need more stays ragged.
const WIDEST_OPENING: f64 = 1.0;

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
    /// Whether it is white at the line's end: kept in the text, not in the width.
    pub hangs: bool,
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
        hangs: false,
    };
    if let Some(word) = chunk.word.as_ref().filter(|_| range != chunk.range) {
        let safe = |at: usize| at == 0 || at == chunk.range.len() || word.is_safe_at(at);
        // What was found breakable anywhere is measured as cut, not as shaped anew.
        if !(safe(bit.range.start) && safe(bit.range.end)) && chunk.range.len() < 100 {
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
            .map(|bit| WIDEST_OPENING * bit.size * spaces(bit) / bit.stretch)
            .fold(f64::INFINITY, f64::min);
        let ratio = if stretch > 0.0 { slack / stretch } else { 0.0 };
        Self { ratio: if ratio > widest { 0.0 } else { ratio } }
    }

    /// How much wider a bit becomes.
    fn added(self, bit: &Bit) -> f64 {
        if self.ratio < 0.0 { self.ratio * bit.shrink } else { self.ratio * (bit.stretch + bit.after) }
    }
}

fn spaces(bit: &Bit) -> f64 {
    bit.text.chars().count().max(1) as f64
}

/// Lays the bits out from `x` on, in the order in which they are seen.
pub(super) fn place(chunks: &Chunks<'_>, bits: &[Bit], x: f64, opening: Opening, base: u8) -> Line {
    let levels: Vec<u8> = bits.iter().map(|bit| if bit.hangs { base } else { bit.level }).collect();
    let order = visual_order(&levels);
    let mut line = Line { width: x, ..Line::default() };
    let mut from = 0;
    while from < order.len() {
        let bit = &bits[order[from]];
        let same =
            |index: &&usize| bits[**index].origin == bit.origin && levels[**index] == levels[order[from]];
        let count = order[from..].iter().take_while(same).count().max(1);
        let group: Vec<&Bit> = order[from..from + count].iter().map(|&index| &bits[index]).collect();
        place_group(chunks, &group, levels[order[from]] % 2 == 1, opening, &mut line);
        from += count;
    }
    line
}

/// Lays out bits of one piece that stand side by side.
fn place_group(chunks: &Chunks<'_>, group: &[&Bit], right_to_left: bool, opening: Opening, line: &mut Line) {
    let Some(first) = group.first() else { return };
    let origin = &chunks.section.origins[first.origin];
    match origin.piece {
        Piece::Text { style, content, link, note, .. } => {
            let base = Run {
                face: crate::fonts::FaceId::MISSING,
                size: style.size,
                colour: style.colour,
                x: 0.0,
                y: -style.rise,
                matrix: None,
                glyphs: Vec::new(),
                text: String::new(),
            };
            for run in runs(group, right_to_left, opening, &base) {
                let width = run.width();
                let part = LinePart {
                    x: line.width,
                    width,
                    content: *content,
                    drawn: Drawn::Run(run),
                    style: Some(style.clone()),
                    link: link.clone(),
                    note: *note,
                };
                line.width += width;
                line.parts.push(part);
            }
        }
        Piece::Image { image, width, height, content, link, .. } => {
            line.parts.push(LinePart {
                x: line.width,
                width: *width,
                content: *content,
                drawn: Drawn::Image { image: *image, height: *height },
                style: None,
                link: link.clone(),
                note: None,
            });
            line.width += width;
        }
        Piece::Space(_) | Piece::Break { .. } => {
            line.width += group.iter().map(|bit| bit.width).sum::<f64>();
        }
    }
}

/// The glyphs of bits as runs of one face and size each. The text of a run stands in the order of the text.
fn runs(group: &[&Bit], right_to_left: bool, opening: Opening, base: &Run) -> Vec<Run> {
    let mut list: Vec<Run> = Vec::new();
    for bit in group {
        let Some(word) = &bit.word else { continue };
        let first = list.len();
        for part in &word.parts {
            let size = bit.size * f64::from(part.scale);
            let signs: Vec<_> =
                part.signs.iter().filter(|sign| bit.range.contains(&(sign.start as usize))).collect();
            if signs.is_empty() {
                continue;
            }
            let from = signs.iter().map(|sign| sign.start as usize).min().unwrap_or(0).max(bit.range.start);
            let to = signs.iter().map(|sign| sign.end as usize).max().unwrap_or(0).min(bit.range.end);
            // The text may be another than the one that was shaped: a soft hyphen behind a hyphen.
            let whole = from == bit.range.start && to == bit.range.end;
            let text =
                if whole { &bit.text[..] } else { &bit.text[from - bit.range.start..to - bit.range.start] };
            let same = list.last().is_some_and(|run| run.face == part.face && run.size == size);
            if !same {
                list.push(Run { face: part.face, size, ..base.clone() });
            }
            let Some(run) = list.last_mut() else { continue };
            let at = if right_to_left { 0 } else { run.text.len() };
            if right_to_left {
                for glyph in &mut run.glyphs {
                    glyph.text = glyph.text.start + text.len()..glyph.text.end + text.len();
                }
            }
            run.text.insert_str(at, text);
            run.glyphs.extend(signs.iter().map(|sign| {
                let range = if whole && text.len() != to - from {
                    at..at + text.len()
                } else {
                    at + (sign.start as usize).max(from) - from..at + (sign.end as usize).min(to) - from
                };
                Glyph {
                    id: sign.id,
                    advance: f64::from(sign.advance) * bit.size,
                    dx: f64::from(sign.dx) * bit.size,
                    dy: f64::from(sign.dy) * bit.size,
                    text: range,
                }
            }));
        }
        open(&mut list[first.saturating_sub(1)..], bit, opening);
    }
    list
}

/// Opens the glyphs that a bit has just added to the runs: every space alike, a word at its end.
fn open(runs: &mut [Run], bit: &Bit, opening: Opening) {
    let Some(run) = runs.last_mut() else { return };
    let added = opening.added(bit);
    let count = match bit.kind {
        ChunkKind::Space | ChunkKind::Tie => spaces(bit) as usize,
        ChunkKind::Word | ChunkKind::Ideograph | ChunkKind::Gap | ChunkKind::Image => 1,
    };
    let from = run.glyphs.len().saturating_sub(count);
    for glyph in &mut run.glyphs[from..] {
        glyph.advance = if bit.hangs { 0.0 } else { glyph.advance + added / count as f64 };
    }
}
