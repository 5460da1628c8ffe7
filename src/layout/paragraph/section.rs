//! The text between two forced breaks, joined from its pieces and cleaned of what is never drawn.

use crate::layout::frame::ContentId;
use crate::layout::text::{Piece, TextStyle};
use crate::model::Language;
use crate::source::Span;

/// Stands in the text for an image.
const IMAGE: char = '\u{FFFC}';
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
    dropped: Vec<(usize, usize)>,
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

/// From here on, bytes of the text count in the block's plain text or do not.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    plain: usize,
    counts: bool,
}

/// A piece of text seen as such.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextPiece<'p> {
    pub style: &'p TextStyle,
    pub language: &'p Language,
    pub span: Span,
    pub hyphenate: bool,
    /// How many bytes the author wrote.
    pub length: usize,
}

impl<'p> Origin<'p> {
    /// The piece as text, if it is text.
    pub(super) fn text(&self) -> Option<TextPiece<'p>> {
        match self.piece {
            Piece::Text { text, style, language, span, hyphenate, .. } => {
                Some(TextPiece { style, language, span: *span, hyphenate: *hyphenate, length: text.len() })
            }
            Piece::Image { .. } | Piece::Break { .. } | Piece::Space(_) => None,
        }
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
        let next = self.marks.partition_point(|mark| mark.at <= at);
        next.checked_sub(1)
            .and_then(|index| self.marks.get(index))
            .map_or(0, |mark| mark.plain + if mark.counts { at - mark.at } else { 0 })
    }

    /// How many bytes of a piece as written stand before a byte of the section's text, which lies in that piece.
    pub(super) fn written_offset(&self, origin: &Origin<'_>, at: usize) -> usize {
        let from = self.dropped.partition_point(|&(place, _)| place < origin.start);
        let to = self.dropped.partition_point(|&(place, _)| place <= at);
        let dropped: usize = self.dropped[from..to.max(from)].iter().map(|&(_, count)| count).sum();
        at - origin.start + dropped
    }
}

/// Joins pieces to sections, one for each line that the author forces and at least one where there is any piece.
pub(super) fn sections(pieces: &[Piece]) -> Vec<Section<'_>> {
    let mut builder = Builder::default();
    let mut plain = 0;
    for piece in pieces {
        builder.add(piece, &mut plain);
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
}

impl<'p> Builder<'p> {
    fn add(&mut self, piece: &'p Piece, plain: &mut usize) {
        let start = self.current.text.len();
        match piece {
            Piece::Text { text, counts, .. } => self.add_text(text, *counts, plain),
            Piece::Image { counts, .. } => {
                self.mark(*plain, false);
                self.current.text.push(IMAGE);
                *plain += counts;
                self.mark(*plain, false);
            }
            Piece::Space(_) => {
                self.mark(*plain, false);
                self.current.text.push(GAP);
            }
            Piece::Break { content } => {
                self.mark(*plain, false);
                *plain += 1;
                self.current.end = Some(*content);
                self.done.push(std::mem::take(&mut self.current));
                self.mark(*plain, false);
                return;
            }
        }
        let end = self.current.text.len();
        if end > start {
            self.current.origins.push(Origin { piece, start, end });
        }
    }

    fn mark(&mut self, plain: usize, counts: bool) {
        let at = self.current.text.len();
        self.current.marks.push(Mark { at, plain, counts });
    }

    fn add_text(&mut self, text: &str, counts: bool, plain: &mut usize) {
        self.mark(*plain, counts);
        for character in text.chars() {
            let written = character.len_utf8();
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
            *plain += if counts { written } else { 0 };
            let length = kept.map_or(0, char::len_utf8);
            if length != written {
                self.current.dropped.push((self.current.text.len(), written - length));
                self.mark(*plain, counts);
            }
        }
    }
}
