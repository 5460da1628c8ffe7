//! The text between two forced breaks, joined from its pieces and cleaned of what is never drawn.

use crate::layout::structure::ContentId;
use crate::layout::text::{Breaking, Piece, TextStyle};
use crate::model::{Language, SHORT_CODE};
use crate::source::Span;

/// Stands in the text for an image.
pub(super) const IMAGE: char = '\u{FFFC}';
/// Stands in the text for a fixed space: white, and a line may break after it.
const GAP: char = '\u{2003}';

/// The text between two forced breaks.
#[derive(Debug, Default)]
pub(super) struct Section<'p> {
    /// The text, without soft hyphens and control characters, with a stand-in for each image and space.
    pub text: String,
    /// The pieces that the text comes from, in order and without gaps; none is empty.
    pub origins: Vec<Origin<'p>>,
    /// Where the author allows a hyphen, in bytes of the text.
    pub soft_hyphens: Vec<usize>,
    /// The forced break that ends the section, if one does.
    pub end: Option<ContentId>,
    marks: Vec<Mark>,
}

/// A piece's share of a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'p> {
    /// The piece.
    pub piece: &'p Piece,
    /// The byte of the section's text at which its share begins.
    pub start: usize,
    /// The byte after its share.
    pub end: usize,
}

/// A place from which on, up to the next, bytes of the text are bytes as written.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// The byte of the section's text.
    at: usize,
    /// The same place in the block's plain text.
    plain: usize,
    /// The same place in the piece as written.
    written: usize,
    /// Whether what follows counts in the plain text.
    counts: bool,
}

/// A piece of text seen as such.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextPiece<'p> {
    pub style: &'p TextStyle,
    pub language: &'p Language,
    pub span: Span,
    pub breaking: Breaking,
    /// How many bytes the author wrote.
    pub length: usize,
}

impl<'p> Origin<'p> {
    /// The piece as text, if it is text.
    pub(super) fn text(&self) -> Option<TextPiece<'p>> {
        match self.piece {
            Piece::Text { text, style, language, span, breaking, .. } => {
                Some(TextPiece { style, language, span: *span, breaking: *breaking, length: text.len() })
            }
            Piece::Image { .. } | Piece::Break { .. } | Piece::Space(_) => None,
        }
    }

    /// Whether it is code so short that it is better kept whole.
    pub(super) fn is_short_code(&self) -> bool {
        // No character has more than four bytes, so long code need not be counted again for each of its words.
        let most = 4 * SHORT_CODE;
        let is_short = |text: &str| text.len() <= most && text.chars().count() <= SHORT_CODE;
        self.is_code() && matches!(self.piece, Piece::Text { text, .. } if is_short(text))
    }

    /// Whether it is code in a paragraph.
    pub(super) fn is_code(&self) -> bool {
        self.text().is_some_and(|text| text.breaking == Breaking::Code)
    }

    /// The number of the note whose mark it is.
    pub(super) fn note(&self) -> Option<u32> {
        match self.piece {
            Piece::Text { note, .. } => *note,
            Piece::Image { .. } | Piece::Break { .. } | Piece::Space(_) => None,
        }
    }
}

impl Section<'_> {
    /// How many bytes of the block's plain text stand before a byte of the section's text.
    pub(super) fn plain_offset(&self, at: usize) -> usize {
        self.mark(at).map_or(0, |mark| mark.plain + if mark.counts { at - mark.at } else { 0 })
    }

    /// How many bytes of its piece as written stand before a byte of the section's text.
    pub(super) fn written_offset(&self, at: usize) -> usize {
        self.mark(at).map_or(0, |mark| mark.written + at - mark.at)
    }

    fn mark(&self, at: usize) -> Option<&Mark> {
        let next = self.marks.partition_point(|mark| mark.at <= at);
        self.marks[..next].last()
    }
}

/// Joins pieces to sections, one for each line that the author forces and at least one where there is any piece.
pub(super) fn sections(pieces: &[Piece]) -> Vec<Section<'_>> {
    let mut builder = Builder::default();
    for piece in pieces {
        builder.add(piece);
    }
    // A break at the very end begins no further line.
    if !builder.current.origins.is_empty() || builder.done.is_empty() && !pieces.is_empty() {
        builder.done.push(builder.current);
    }
    builder.done
}

#[derive(Default)]
struct Builder<'p> {
    done: Vec<Section<'p>>,
    current: Section<'p>,
    /// How much plain text stands before what comes next.
    plain: usize,
}

impl<'p> Builder<'p> {
    fn add(&mut self, piece: &'p Piece) {
        let start = self.current.text.len();
        self.mark(0, false);
        match piece {
            Piece::Text { text, counts, .. } => self.add_text(text, *counts),
            Piece::Image { counts, .. } => {
                self.current.text.push(IMAGE);
                self.plain += counts;
            }
            Piece::Space(_) => self.current.text.push(GAP),
            Piece::Break { content } => {
                self.plain += 1;
                self.current.end = Some(*content);
                self.done.push(std::mem::take(&mut self.current));
            }
        }
        self.mark(0, false);
        let end = self.current.text.len();
        if end > start {
            self.current.origins.push(Origin { piece, start, end });
        }
    }

    fn mark(&mut self, written: usize, counts: bool) {
        let at = self.current.text.len();
        self.current.marks.push(Mark { at, plain: self.plain, written, counts });
    }

    fn add_text(&mut self, text: &str, counts: bool) {
        self.mark(0, counts);
        let plain = self.plain;
        for (at, character) in text.char_indices() {
            let kept = match character {
                '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
                '\u{AD}' => {
                    self.current.soft_hyphens.push(self.current.text.len());
                    None
                }
                _ if character.is_control() => None,
                _ => Some(character),
            };
            self.current.text.extend(kept);
            if kept.map_or(0, char::len_utf8) != character.len_utf8() {
                let written = at + character.len_utf8();
                self.plain = plain + if counts { written } else { 0 };
                self.mark(written, counts);
            }
        }
        self.plain = plain + if counts { text.len() } else { 0 };
    }
}
