//! The places where lines may end, each with what it costs and how wide the lines on both sides are.

use super::chunk::{Chunk, ChunkKind, Chunks};
use super::cost::{ADDRESS_ANYWHERE, ANYWHERE, HYPHEN, Place, RAGGED_HYPHEN, is_joint, joint_cost};
use super::give::{Give, between};
use super::{hyphen, protrusion};
use crate::layout::shape::Shaper;

/// Lengths of a stretch of text: as it is, and how much it gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub width: f64,
    pub stretch: f64,
    pub shrink: f64,
}

impl Extent {
    fn add(&mut self, width: f64, give: Give) {
        self.width += width;
        self.stretch += give.stretch + give.widths + give.gaps;
        self.shrink += give.shrink + give.widths + give.gaps;
    }
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
    /// Whether short code stays whole.
    pub keep_code: bool,
}

/// Finds the breaks of a section; the last is its end.
pub(super) fn breaks(chunks: &Chunks<'_>, shaper: &Shaper<'_>, search: Search) -> Vec<Break> {
    let mut list = Vec::new();
    let mut sums = Sums::default();
    let mut from = 0;
    while from < chunks.list.len() {
        let rest = &chunks.list[from..];
        let to = from + rest.iter().position(|chunk| chunk.breaks_after).map_or(rest.len(), |at| at + 1);
        Unit { chunks, shaper, search, from, to }.add(&mut sums, &mut list);
        from = to;
    }
    if list.is_empty() {
        let nothing = Extent::default();
        list.push(Break { at: 0, chunk: 0, before: nothing, after: nothing, hyphen: 0.0, penalty: 0.0 });
    }
    list
}

/// What stands before a place: all of it, and all but the white at its end.
#[derive(Debug, Default)]
struct Sums {
    total: Extent,
    solid: Extent,
}

impl Sums {
    fn add(&mut self, chunk: &Chunk) {
        self.total.add(chunk.width, chunk.give);
        if !chunk.kind.vanishes() {
            self.solid = self.total;
            self.solid.width -= chunk.protrusion.1;
        }
    }
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
    fn add(&self, sums: &mut Sums, list: &mut Vec<Break>) {
        let inside = &self.chunks.list[self.from..self.to];
        let width: f64 = inside.iter().filter(|chunk| !chunk.kind.vanishes()).map(|chunk| chunk.width).sum();
        let anywhere = width > self.search.limit;
        let first = &self.chunks.list[self.from];
        // Long names in code are broken where addresses are, at what joins their parts.
        let code = !first.kept && self.chunks.section.origins[first.origin].is_code();
        let address = code || self.chunks.is_address(first.range.start);
        for (index, chunk) in inside.iter().enumerate().map(|(index, chunk)| (self.from + index, chunk)) {
            if let (ChunkKind::Word | ChunkKind::Ideograph, Some(_)) = (chunk.kind, &chunk.word) {
                let start = list.len();
                if self.search.hyphenate && !address {
                    self.add_hyphens(index, sums.total, list);
                }
                if anywhere || address {
                    self.add_anywhere(index, sums.total, anywhere, address, list);
                    list[start..].sort_by_key(|place| place.at);
                }
            }
            sums.add(chunk);
        }
        let before = sums.solid;
        let in_code = self.ends_in_code();
        if let (Some(last), Some(next)) = (inside.last(), self.chunks.list.get(self.to)) {
            let between = between(last, next);
            sums.total.width += between.width;
            sums.total.stretch += between.stretch;
            sums.total.shrink += between.shrink;
        }
        let last = &self.chunks.list[self.to - 1];
        if in_code && last.kept && self.search.keep_code {
            return;
        }
        let at = last.range.end;
        let penalty = self.cost_of_end(address, in_code);
        let after = begun_with(self.chunks.list.get(self.to), sums.total);
        list.push(Break { at, chunk: self.to, before, after, hyphen: 0.0, penalty });
    }

    /// Whether the same code goes on behind the unit's end.
    fn ends_in_code(&self) -> bool {
        let origin = self.chunks.list[self.to - 1].origin;
        let goes_on = self.chunks.list.get(self.to).is_some_and(|next| next.origin == origin);
        goes_on && self.chunks.section.origins[origin].is_code()
    }

    /// What the break at the unit's end costs.
    fn cost_of_end(&self, address: bool, code: bool) -> f64 {
        let text = &self.chunks.section.text;
        let (first, last) = (&self.chunks.list[self.from], &self.chunks.list[self.to - 1]);
        Place {
            before: &text[first.range.start..last.range.end],
            after: &text[last.range.end..],
            address,
            code,
            ragged: self.search.ragged,
        }
        .cost()
    }

    fn add_hyphens(&self, index: usize, total: Extent, list: &mut Vec<Break>) {
        let chunk = &self.chunks.list[index];
        let places = hyphen::places(self.chunks, chunk);
        if places.is_empty() {
            return;
        }
        let hyphen = hyphen_width(self.chunks, self.shaper, chunk);
        let room = hyphen * (1.0 - self.chunks.limits.protrusion * protrusion::AFTER_HYPHEN);
        let base = if self.search.ragged { RAGGED_HYPHEN } else { HYPHEN };
        for place in &places {
            let (before, after) = self.halves(chunk, place.at, total);
            list.push(Break {
                at: chunk.range.start + place.at,
                chunk: index,
                before: Extent { width: before.width + room, ..before },
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
        let give = chunk.give.share(head * chunk.size / chunk.width.max(f64::MIN_POSITIVE));
        let (mut before, mut after) = (total, total);
        before.add(head * chunk.size, give);
        after.add(chunk.width - tail * chunk.size, give);
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
        let code = self.chunks.section.origins[chunk.origin].is_code();
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
            let opens = code && text[..at].ends_with('(') && !text[at..].starts_with(')');
            let joint = opens || is_joint(&text[..at], &text[at..]);
            let begins = last != Some(start) && (start > 0 || index > self.from);
            if begins && (joint || anywhere) && !known.contains(&at) {
                let penalty = match (joint, address) {
                    (true, _) => joint_cost(&text[..at]),
                    (false, true) => ADDRESS_ANYWHERE,
                    (false, false) => ANYWHERE,
                };
                let width = f64::from(head) * chunk.size;
                let mut before = total;
                before.add(width, chunk.give.share(width / chunk.width.max(f64::MIN_POSITIVE)));
                list.push(Break { at, chunk: index, before, after: before, hyphen: 0.0, penalty });
            }
            head += advance;
            last = Some(start);
        }
    }
}

/// All that is behind when a line begins with a chunk: what stands out at the margin takes no room in the line.
fn begun_with(chunk: Option<&Chunk>, total: Extent) -> Extent {
    Extent { width: total.width + chunk.map_or(0.0, |chunk| chunk.protrusion.0), ..total }
}

/// What a line at the very beginning starts from.
pub(super) fn start(chunks: &Chunks<'_>) -> Extent {
    begun_with(chunks.list.first(), Extent::default())
}

/// The width of a hyphen as it is added to a chunk, in points.
fn hyphen_width(chunks: &Chunks<'_>, shaper: &Shaper<'_>, chunk: &Chunk) -> f64 {
    f64::from(chunks.shape(shaper, chunk.origin, hyphen::HYPHEN, chunk.level).width) * chunk.size
}
