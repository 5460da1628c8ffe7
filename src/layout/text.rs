//! What the paragraph setter takes and gives: styled pieces in, lines of positioned runs out.

use std::sync::Arc;

use super::frame::{LinkTarget, Run};
use super::structure::{ContentId, ElementId};
use crate::model::theme::{Colour, Figures, Justification, TextAlign};
use crate::model::{ImageId, Language};
use crate::source::Span;

/// How a stretch of text looks. Lengths are in points.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "marks of text are independent of each other")]
pub(crate) struct TextStyle {
    /// The family asked for.
    pub font: Arc<str>,
    /// The weight, 100 to 900.
    pub weight: u16,
    /// Whether italic.
    pub italic: bool,
    /// The size.
    pub size: f64,
    /// The colour.
    pub colour: Colour,
    /// Letter-spacing, in em.
    pub tracking: f64,
    /// Whether letters become capitals when shaped; the text behind them stays as written.
    pub capitals: bool,
    /// Whether small letters become small capitals (the font's `smcp`, else capitals at 0.8 of the size).
    pub small_caps: bool,
    /// Which digits.
    pub figures: Figures,
    /// How far the baseline is raised.
    pub rise: f64,
    /// The ground behind the text.
    pub ground: Option<Colour>,
    /// Whether a line runs under the text.
    pub underline: bool,
    /// Whether a line runs through the text.
    pub strike: bool,
    /// Whether a thin frame surrounds the text, as around a key.
    pub framed: bool,
}

/// A stretch of a paragraph.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Text of one look.
    Text {
        /// The words.
        text: String,
        /// How they look.
        style: Arc<TextStyle>,
        /// Their language, for hyphenation and the regional forms of Han characters.
        language: Language,
        /// The content that they show.
        content: ContentId,
        /// Where they were written.
        span: Span,
        /// Where its words may be broken.
        breaking: Breaking,
        /// The link that they carry.
        link: Option<Arc<LinkPiece>>,
        /// For the mark of a note, its number.
        note: Option<u32>,
        /// Whether these words count in the block's plain text, by which page starts are told; marks and numbers that the
        /// program adds do not.
        counts: bool,
    },
    /// An image standing on the baseline.
    Image {
        /// Which image.
        image: ImageId,
        /// Its width.
        width: f64,
        /// Its height above the baseline.
        height: f64,
        /// The content that it shows.
        content: ContentId,
        /// How many bytes of the block's plain text it counts for: its alternative text.
        counts: usize,
        /// The link that it carries.
        link: Option<Arc<LinkPiece>>,
    },
    /// The line ends here.
    Break {
        /// The content that the break belongs to.
        content: ContentId,
    },
    /// Empty space of a fixed width, such as after a run-in heading.
    Space(f64),
}

impl Piece {
    /// The same piece with other words; no other piece has words.
    pub(crate) fn with_text(&self, words: String) -> Self {
        let mut piece = self.clone();
        if let Self::Text { text, .. } = &mut piece {
            *text = words;
        }
        piece
    }
}

/// Where a line may end within a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Breaking {
    /// Between words, and in words with a hyphen.
    Hyphens,
    /// Between words.
    Words,
    /// As code in a paragraph and the number before a note: short ones stay whole and their spaces keep their width; longer
    /// ones end no line between an option's hyphens and its name.
    Code,
}

/// A link as it stands in a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct LinkPiece {
    /// Where it leads.
    pub target: LinkTarget,
    /// The element in the structure.
    pub element: ElementId,
    /// What it says.
    pub description: String,
}

/// The measure that a paragraph is set to. Lengths are in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// The width of the lines.
    pub width: f64,
    /// The indent of the first line.
    pub first_indent: f64,
    /// The indent of the lines after the first.
    pub rest_indent: f64,
    /// How lines fill the width.
    pub align: TextAlign,
    /// Whether words may be hyphenated at all.
    pub hyphenate: bool,
    /// What more than their spaces makes lines even.
    pub justification: Justification,
    /// The usual size, by which lines are placed in their leading even where all of a line is smaller, as code is.
    pub size: f64,
    /// The least distance from baseline to baseline; a line with something taller takes more.
    pub leading: f64,
    /// Whether positions count from the right side, leftwards, as on pages that are turned over at the end.
    pub mirrored: bool,
}

/// A line as set. Positions count from the left side of the measure and from the baseline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// What stands in it, in the order in which it is read.
    pub parts: Vec<LinePart>,
    /// From the line's top to its baseline.
    pub ascent: f64,
    /// From the baseline to the line's foot; `ascent + descent` is the leading or more.
    pub descent: f64,
    /// From the left side of the measure to the end of the last part.
    pub width: f64,
    /// How many bytes of the block's plain text stand before this line.
    pub offset: usize,
    /// The notes whose marks stand in the line.
    pub notes: Vec<u32>,
    /// Whether it ends in a hyphen that was added.
    pub hyphenated: bool,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(crate) struct LinePart {
    /// From the left side of the measure.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// The content that it shows.
    pub content: ContentId,
    /// What is drawn.
    pub drawn: Drawn,
    /// The look, for grounds, frames and lines; `None` for an image.
    pub style: Option<Arc<TextStyle>>,
    /// The link that it carries.
    pub link: Option<Arc<LinkPiece>>,
    /// For the mark of a note, its number.
    pub note: Option<u32>,
}

/// What a part of a line draws.
#[derive(Clone, Debug)]
pub(crate) enum Drawn {
    /// Glyphs; `x` is 0 and `y` the rise, counted downwards from the baseline, so a raised run has a negative `y`.
    Run(Run),
    /// An image standing on the baseline.
    Image {
        /// Which image.
        image: ImageId,
        /// Its height.
        height: f64,
    },
}
