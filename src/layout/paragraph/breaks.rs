//! The places where lines may end, each with what it costs and how wide the lines on both sides are.

use super::chunk::{Chunk, ChunkKind, Chunks};
use super::hyphen;
use crate::layout::shape::Shaper;

/// How far a word space stretches and shrinks, as shares of its width.
const SPACE_STRETCH: f64 = 0.6;
const SPACE_SHRINK: f64 = 0.3;
/// How far the place between two ideographs stretches, as a share of the size.
const IDEOGRAPH_STRETCH: f64 = 0.06;

/// What a break costs, on TeX's scale of 0 to 10,000: with a hyphen added, and after one that stands there anyway.
const HYPHEN: f64 = 50.0;
const EXPLICIT_HYPHEN: f64 = 50.0;
/// A hyphen costs more where nothing forces lines to be even.
const RAGGED_HYPHEN: f64 = 120.0;
/// At a joint of an address, behind its `://`, and elsewhere in it.
const ADDRESS: f64 = 100.0;
const ADDRESS_START: f64 = 600.0;
const ADDRESS_ANYWHERE: f64 = 1000.0;
/// Inside what is no address and has no place for a hyphen.
const ANYWHERE: f64 = 4000.0;
/// Before a dash that stands between spaces.
const DASH: f64 = 500.0;
/// After a word of one letter, in the languages that mind.
const ONE_LETTER: f64 = 500.0;
/// Inside a Korean word: where lines are even, and where they are not.
const HANGUL: f64 = 20.0;
const RAGGED_HANGUL: f64 = 300.0;

/// Lengths of a stretch of text: as it is, and how much it gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub width: f64,
    pub stretch: f64,
    pub shrink: f64,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    /// The byte of the section's text at which the next line begins.
    pub at: usize,
    /// The chunk that holds that byte; for the section's end, the number of chunks.
    pub chunk: usize,
    /// All that stands before it when a line ends here: a hyphen counted, spaces at the end not.
    pub before: Extent,
    /// All that is behind when a line begins here.
    pub after: Extent,
    /// The width of the hyphen that is added; 0 where none is.
    pub hyphen: f64,
    /// What it costs.
    pub penalty: f64,
}

impl Break {
    /// Whether a hyphen is added.
    pub(super) fn is_hyphenated(&self) -> bool {
        self.hyphen > 0.0
    }
}

/// Which breaks are looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
    /// What is wider than this between two breaks may be broken anywhere.
    pub limit: f64,
    /// Whether lines need not be even.
    pub ragged: bool,
}

/// Finds the breaks of a section; the last is its end.
pub(super) fn breaks(chunks: &Chunks<'_>, shaper: &Shaper<'_>, search: Search) -> Vec<Break> {
    let mut list = Vec::new();
    let mut total = Extent::default();
    let mut from = 0;
    while from < chunks.list.len() {
        let rest = &chunks.list[from..];
        let to = from + rest.iter().position(|chunk| chunk.breaks_after).map_or(rest.len(), |at| at + 1);
        Unit { chunks, shaper, search, from, to }.add(&mut total, &mut list);
        from = to;
    }
    // What stands at the very end is a break of no cost.
    if list.last().is_none_or(|last: &Break| last.chunk < chunks.list.len()) {
        let end = chunks.section.text.len();
        list.push(Break {
            at: end,
            chunk: chunks.list.len(),
            before: total,
            after: total,
            hyphen: 0.0,
            penalty: 0.0,
        });
    }
    list
}

/// Chunks between two break opportunities.
struct Unit<'a, 'p> {
    chunks: &'a Chunks<'p>,
    shaper: &'a Shaper<'a>,
    search: Search,
    from: usize,
    to: usize,
}

impl Unit<'_, '_> {
    /// Adds the breaks inside the unit and the one at its end.
    fn add(&self, total: &mut Extent, list: &mut Vec<Break>) {
        let inside = &self.chunks.list[self.from..self.to];
        let width: f64 = inside.iter().filter(|chunk| !chunk.kind.vanishes()).map(|chunk| chunk.width).sum();
        let anywhere = width > self.search.limit;
        let address = self.chunks.is_address(self.chunks.list[self.from].range.start);
        // The extent without the white at the unit's end.
        let mut solid = *total;
        for (index, chunk) in inside.iter().enumerate().map(|(index, chunk)| (self.from + index, chunk)) {
            if let (ChunkKind::Word | ChunkKind::Ideograph, Some(_)) = (chunk.kind, &chunk.word) {
                let start = list.len();
                if self.search.hyphenate && !address {
                    self.add_hyphens(index, *total, list);
                }
                if anywhere || address {
                    self.add_anywhere(index, *total, anywhere, address, list);
                    list[start..].sort_by_key(|place| place.at);
                }
            }
            let (stretch, shrink) = give(chunk);
            total.width += chunk.width;
            total.stretch += stretch;
            total.shrink += shrink;
            if !chunk.kind.vanishes() {
                solid = *total;
            }
        }
        let mut after = *total;
        if let (Some(last), Some(next)) = (inside.last(), self.chunks.list.get(self.to)) {
            after.stretch += between(last, next);
        }
        let at = self.chunks.list[self.to - 1].range.end;
        let penalty = self.penalty_at_end(address);
        list.push(Break { at, chunk: self.to, before: solid, after, hyphen: 0.0, penalty });
        *total = after;
    }

    fn text(&self) -> &str {
        let inside = &self.chunks.list[self.from..self.to];
        match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => &self.chunks.section.text[first.range.start..last.range.end],
            _ => "",
        }
    }

    /// What the break at the unit's end costs.
    fn penalty_at_end(&self, address: bool) -> f64 {
        let Some(next) = self.chunks.list.get(self.to) else { return 0.0 };
        let text = self.text();
        let last = &self.chunks.list[self.to - 1];
        match last.kind {
            ChunkKind::Space if self.begins_with_dash() => DASH,
            ChunkKind::Space if self.is_one_letter(text.trim_end()) => ONE_LETTER,
            ChunkKind::Space | ChunkKind::Gap | ChunkKind::Image | ChunkKind::Tie => 0.0,
            ChunkKind::Ideograph | ChunkKind::Word if next.kind == ChunkKind::Image => 0.0,
            ChunkKind::Ideograph if !text.ends_with(is_hangul) => 0.0,
            ChunkKind::Ideograph if self.search.ragged => RAGGED_HANGUL,
            ChunkKind::Ideograph => HANGUL,
            ChunkKind::Word if address && text.ends_with("//") => ADDRESS_START,
            ChunkKind::Word if address => ADDRESS,
            ChunkKind::Word if text.ends_with(char::is_alphanumeric) => 0.0,
            ChunkKind::Word => EXPLICIT_HYPHEN,
        }
    }

    /// Whether what follows the unit is a dash between spaces.
    fn begins_with_dash(&self) -> bool {
        let mut next = self.chunks.list[self.to..].iter();
        let dash = next.next().map(|chunk| &self.chunks.section.text[chunk.range.clone()]);
        matches!(dash, Some("–" | "—")) && next.next().is_some_and(|chunk| chunk.kind == ChunkKind::Space)
    }

    fn is_one_letter(&self, text: &str) -> bool {
        let mut characters = text.chars();
        let alone = characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none();
        let origin = &self.chunks.section.origins[self.chunks.list[self.from].origin];
        let minds = |language: &str| matches!(language, "cs" | "pl" | "ru" | "sk" | "uk");
        alone && origin.text().is_some_and(|text| minds(text.language.primary()))
    }

    fn add_hyphens(&self, index: usize, total: Extent, list: &mut Vec<Break>) {
        let chunk = &self.chunks.list[index];
        let places = hyphen::places(self.chunks, chunk);
        if places.is_empty() {
            return;
        }
        let hyphen = hyphen_width(self.chunks, self.shaper, chunk);
        let base = if self.search.ragged { RAGGED_HYPHEN } else { HYPHEN };
        for place in &places {
            let (before, after) = self.halves(chunk, place.at, total);
            list.push(Break {
                at: chunk.range.start + place.at,
                chunk: index,
                before: Extent { width: before.width + hyphen, ..before },
                after,
                hyphen,
                penalty: base + place.extra,
            });
        }
    }

    /// The extents on both sides of a cut in a word; halves that look different alone are shaped alone.
    fn halves(&self, chunk: &Chunk, at: usize, total: Extent) -> (Extent, Extent) {
        let (head, tail) = match &chunk.word {
            Some(word) if word.is_safe_at(at) => {
                let head = f64::from(word.width_of(&(0..at)));
                (head, f64::from(word.width) - head)
            }
            _ => {
                let text = &self.chunks.section.text[chunk.range.clone()];
                let width =
                    |text| f64::from(self.chunks.shape(self.shaper, chunk.origin, text, chunk.level).width);
                (width(&text[..at]), width(&text[at..]))
            }
        };
        let before = Extent { width: total.width + head * chunk.size, ..total };
        let after = Extent { width: total.width + chunk.width - tail * chunk.size, ..total };
        (before, after)
    }

    /// Adds a break before every glyph of a chunk, or only at the joints of an address that is not too long.
    fn add_anywhere(
        &self,
        index: usize,
        total: Extent,
        anywhere: bool,
        address: bool,
        list: &mut Vec<Break>,
    ) {
        let chunk = &self.chunks.list[index];
        let Some(word) = &chunk.word else { return };
        let text = &self.chunks.section.text;
        let known: Vec<usize> =
            list.iter().rev().take_while(|place| place.chunk == index).map(|p| p.at).collect();
        let mut signs: Vec<(usize, f32)> =
            word.signs().map(|sign| (sign.start as usize, sign.advance)).collect();
        signs.sort_by_key(|&(start, _)| start);
        let mut head = 0.0;
        let mut last = None;
        for (start, advance) in signs {
            let at = chunk.range.start + start;
            let joint = is_joint(&text[..at], &text[at..]);
            let begins = last != Some(start) && (start > 0 || index > self.from);
            if begins && (joint || anywhere) && !known.contains(&at) {
                let penalty = match (joint, address) {
                    (true, _) => ADDRESS,
                    (false, true) => ADDRESS_ANYWHERE,
                    (false, false) => ANYWHERE,
                };
                let before = Extent { width: total.width + f64::from(head) * chunk.size, ..total };
                list.push(Break { at, chunk: index, before, after: before, hyphen: 0.0, penalty });
            }
            head += advance;
            last = Some(start);
        }
    }
}

/// Whether an address may well be broken between these two: after a sign that joins its parts.
fn is_joint(before: &str, after: &str) -> bool {
    let joins =
        |character: char| matches!(character, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '#' | '%' | '+');
    before.ends_with(joins) && !after.starts_with(joins) && !after.is_empty()
}

fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7FF}')
}

/// The width of a hyphen as it is added to a chunk, in points.
fn hyphen_width(chunks: &Chunks<'_>, shaper: &Shaper<'_>, chunk: &Chunk) -> f64 {
    f64::from(chunks.shape(shaper, chunk.origin, hyphen::HYPHEN, chunk.level).width) * chunk.size
}

/// How far a chunk stretches and shrinks.
pub(super) fn give(chunk: &Chunk) -> (f64, f64) {
    match chunk.kind {
        ChunkKind::Space | ChunkKind::Tie => (chunk.width * SPACE_STRETCH, chunk.width * SPACE_SHRINK),
        ChunkKind::Word | ChunkKind::Ideograph | ChunkKind::Gap | ChunkKind::Image => (0.0, 0.0),
    }
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
