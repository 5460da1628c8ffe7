//! A section cut into words, spaces and images, each shaped and measured once.

use std::ops::Range;
use std::sync::Arc;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::direction::Levels;
use super::give::Give;
use super::protrusion;
use super::section::{Origin, Section};
use crate::layout::shape::{Look, Shaper, Word};
use crate::layout::text::Piece;
use crate::model::theme::Justification;
use crate::source::Span;

/// Words are shaped in stretches of at most so many bytes; only what is no word at all is longer.
const LONGEST_WORD: usize = 256;

/// A section with its chunks.
#[derive(Debug)]
pub(super) struct Chunks<'p> {
    pub section: Section<'p>,
    /// For every origin of the section, how it is shaped; none for images and spaces.
    pub looks: Vec<Option<Arc<Look>>>,
    pub list: Vec<Chunk>,
    /// The words of the text that are addresses or paths, which readers know broken at their joints.
    addresses: Vec<Range<usize>>,
    /// How lines are made even.
    pub limits: Justification,
}

/// A word, a run of spaces, or an image: what moves as one when lines are filled.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Its bytes in the section's text.
    pub range: Range<usize>,
    /// The index of the piece that it belongs to.
    pub origin: usize,
    /// Its embedding level: odd runs to the left.
    pub level: u8,
    pub kind: ChunkKind,
    /// The shaped word; none for images and fixed spaces.
    pub word: Option<Arc<Word>>,
    /// Its size in points, by which the word is scaled.
    pub size: f64,
    /// Its width in points.
    pub width: f64,
    /// Whether a line may end after it.
    pub breaks_after: bool,
    /// Whether it belongs to short code, which is kept whole.
    pub kept: bool,
    /// Whether nothing in it gives: letters of code and keys, and short code's spaces too.
    pub rigid: bool,
    /// How far it gives.
    pub give: Give,
    /// How far it stands out at the margins where a line begins and where one ends with it, in points.
    pub protrusion: (f64, f64),
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChunkKind {
    /// Letters, digits, marks.
    Word,
    /// Letters of a script without spaces, between which a justified line may open.
    Ideograph,
    /// Spaces that stretch and that vanish at a line's end.
    Space,
    /// No-break spaces: they stretch and stay.
    Tie,
    /// White of a fixed width that vanishes at a line's end.
    Gap,
    /// An image.
    Image,
}

impl ChunkKind {
    /// Whether it is not drawn where a line ends.
    pub(super) fn vanishes(self) -> bool {
        match self {
            Self::Space | Self::Gap => true,
            Self::Word | Self::Ideograph | Self::Tie | Self::Image => false,
        }
    }

    fn of(character: char) -> Self {
        match character {
            ' ' => Self::Space,
            '\u{A0}' => Self::Tie,
            '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => {
                Self::Gap
            }
            _ if is_ideographic(character) => Self::Ideograph,
            _ => Self::Word,
        }
    }
}

/// Whether a character belongs to a script that is set without spaces, Han, kana and their signs; hangul too.
pub(super) fn is_ideographic(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{2FFF}' | '\u{3001}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{FF65}'..='\u{FFDC}'
        | '\u{20000}'..='\u{3FFFF}')
}

impl<'p> Chunks<'p> {
    /// Cuts and shapes a section.
    pub(super) fn new(
        section: Section<'p>,
        levels: &Levels,
        shaper: &Shaper<'_>,
        limits: Justification,
    ) -> Self {
        let looks: Vec<_> = section
            .origins
            .iter()
            .map(|origin| origin.text().map(|text| shaper.look(text.style, text.language)))
            .collect();
        let addresses = addresses(&section.text);
        let mut chunks = Self { section, looks, list: Vec::new(), addresses, limits };
        // A line that is nothing but the white at a paragraph's beginning helps nobody.
        let mut begun = false;
        for (range, origin, breaks_after) in cuts(&chunks.section, levels) {
            let mut chunk = chunks.chunk(range, origin, breaks_after, levels, shaper);
            let text = &chunks.section.text[chunk.range.clone()];
            chunk.give = Give::of(&chunk, &limits);
            if limits.protrusion > 0.0 {
                let (start, end) = protrusion::of_chunk(&chunk, text);
                chunk.protrusion = (start * limits.protrusion, end * limits.protrusion);
            }
            begun |= !chunk.kind.vanishes();
            chunk.breaks_after &= begun;
            chunks.list.push(chunk);
        }
        chunks
    }

    /// Whether a byte of the text belongs to an address or path.
    pub(super) fn is_address(&self, at: usize) -> bool {
        let next = self.addresses.partition_point(|range| range.start <= at);
        self.addresses[..next].last().is_some_and(|range| range.contains(&at))
    }

    fn chunk(
        &self,
        range: Range<usize>,
        origin: usize,
        breaks_after: bool,
        levels: &Levels,
        shaper: &Shaper<'_>,
    ) -> Chunk {
        let level = levels.at(range.start);
        let source = &self.section.origins[origin];
        let mut chunk = Chunk {
            origin,
            level,
            kind: ChunkKind::Image,
            word: None,
            size: 0.0,
            width: 0.0,
            breaks_after,
            kept: source.is_short_code(),
            rigid: source.is_short_code(),
            give: Give::default(),
            protrusion: (0.0, 0.0),
            range,
        };
        match source.piece {
            Piece::Text { style, .. } => {
                let text = &self.section.text[chunk.range.clone()];
                let word = self.shape(shaper, origin, text, level);
                chunk.kind = text.chars().next().map_or(ChunkKind::Word, ChunkKind::of);
                chunk.rigid |= style.framed || source.is_code() && !chunk.kind.vanishes();
                chunk.size = style.size;
                chunk.width = f64::from(word.width) * style.size;
                for &(at, character) in &word.missing {
                    let span = self.span_of(source, chunk.range.start + at, character);
                    shaper.report_missing(character, span);
                }
                chunk.word = Some(word);
            }
            Piece::Image { width, .. } => chunk.width = *width,
            Piece::Space(width) => (chunk.kind, chunk.width) = (ChunkKind::Gap, *width),
            Piece::Break { .. } => {}
        }
        chunk
    }

    /// Shapes a text as the piece of that index looks.
    pub(super) fn shape(&self, shaper: &Shaper<'_>, origin: usize, text: &str, level: u8) -> Arc<Word> {
        match &self.looks[origin] {
            Some(look) => shaper.word(look, text, level % 2 == 1),
            None => Arc::default(),
        }
    }

    /// Where a character was written: its own place where the piece stands in the source letter by letter.
    fn span_of(&self, origin: &Origin<'_>, at: usize, character: char) -> Span {
        let Some(text) = origin.text() else { return Span::default() };
        let span = text.span;
        if (span.end - span.start.min(span.end)) as usize != text.length {
            return span;
        }
        let start = span.start + self.section.written_offset(at) as u32;
        Span { start, end: start + character.len_utf8() as u32, ..span }
    }
}

/// The ranges of the chunks, each with the index of its piece and whether a line may end after it.
pub(super) fn cuts(section: &Section<'_>, levels: &Levels) -> Vec<(Range<usize>, usize, bool)> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let mut breaks = segmenter.segment_str(&section.text).skip(1).peekable();
    let mut list = Vec::new();
    for (index, origin) in section.origins.iter().enumerate() {
        // A note's mark stays with the word before it.
        let sticks = section.origins.get(index + 1).is_some_and(|next| next.note().is_some());
        let korean = origin.text().is_some_and(|text| text.language.primary() == "ko");
        let mut start = origin.start;
        let mut kind = None;
        for (at, character) in section.text[origin.start..origin.end].char_indices() {
            let at = origin.start + at;
            let here = ChunkKind::of(character);
            while breaks.next_if(|&place| place < at).is_some() {}
            let breaks_here =
                at > start && breaks.peek() == Some(&at) && (!korean || may_end(&section.text[..at]));
            let length = at - start;
            let long = !here.vanishes()
                && (length >= LONGEST_WORD && starts_cluster(character) || length >= 4 * LONGEST_WORD);
            let turns = kind.is_some_and(|kind| kind != here && (kind, here) != FULL_STOP_KINDS);
            if at > start && (breaks_here || turns || long || levels.at(at) != levels.at(start)) {
                list.push((start..at, index, breaks_here));
                (start, kind) = (at, None);
            }
            kind = kind.or(Some(here));
        }
        while breaks.next_if(|&place| place < origin.end).is_some() {}
        let breaks_here = breaks.peek() == Some(&origin.end)
            && !sticks
            && (!korean || may_end(&section.text[..origin.end]));
        list.push((start..origin.end, index, breaks_here));
    }
    list
}

/// Whether a Korean line may end after a text: after spaces, hyphens and the like, but not within words, though hangul are as
/// wide as ideographs.
fn may_end(text: &str) -> bool {
    text.chars().next_back().is_none_or(|last| {
        last.is_whitespace()
            || matches!(
                last,
                '-' | '/'
                    | '\u{200B}'
                    | '\u{2010}'
                    | '\u{2013}'
                    | '\u{2014}'
                    | '\u{2026}'
                    | super::section::IMAGE
            )
    })
}

/// The words that name a place on the network or on a disk.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let joints = || word.bytes().filter(|byte| matches!(byte, b'/' | b'_' | b'=' | b'\\')).count();
        let mail = || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        if word.contains("://") || word.starts_with("www.") || (word.len() > 12 && joints() > 2) || mail() {
            list.push(at..at + word.len());
        }
        at += word.len();
    }
    list
}

/// Marks of any kind after an ideograph belong to its chunk where no line may break between.
const FULL_STOP_KINDS: (ChunkKind, ChunkKind) = (ChunkKind::Ideograph, ChunkKind::Word);

/// Whether a character cannot be a part of the letter before it.
fn starts_cluster(character: char) -> bool {
    character.is_alphanumeric() || character.is_ascii()
}
