//! What the glyphs of a run say: which text each of them stands for, and where the file must say it in words.

use std::borrow::Cow;

use crate::fonts::FaceId;
use crate::layout::frame::{Glyph, Run};

/// Stands behind a glyph that says nothing by itself; PDF/A wants a text behind every glyph.
pub(super) const SILENT: &str = "\u{200B}";

/// The longest text that is put behind one glyph.
const LONGEST: usize = 48;

/// Glyphs that stand for one piece of text together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster<'a> {
    /// Whether the texts behind the single glyphs say the text; if not, it must stand in the file as `ActualText`.
    pub is_plain: bool,
    glyphs: &'a [Glyph],
    text: &'a str,
    is_backwards: bool,
}

/// The face that a glyph is shown in: PDF/A forbids the glyph by which a face says that it has none.
pub(super) fn face_of(run: &Run, glyph: &Glyph) -> FaceId {
    if glyph.id == 0 { FaceId::MISSING } else { run.face }
}

/// Whether a run's glyphs stand in the reverse order of its text.
pub(super) fn is_backwards(run: &Run) -> bool {
    match (run.glyphs.first(), run.glyphs.last()) {
        (Some(first), Some(last)) => first.text.start > last.text.start,
        _ => false,
    }
}

/// The clusters of a run in visual order.
pub(super) fn clusters(run: &Run) -> impl DoubleEndedIterator<Item = Cluster<'_>> {
    let is_backwards = is_backwards(run);
    run.glyphs.chunk_by(|a, b| a.text == b.text).map(move |glyphs| {
        let text = run.text.get(glyphs[0].bytes()).unwrap_or_default();
        Cluster { is_plain: is_plain(glyphs, text), glyphs, text, is_backwards }
    })
}

fn is_plain(glyphs: &[Glyph], text: &str) -> bool {
    let fits = match glyphs.len() {
        1 => !text.is_empty() && text.len() <= LONGEST,
        count => text.chars().count() == count,
    };
    fits && !text.contains(|c| is_forbidden(c) || is_private(c))
}

impl<'a> Cluster<'a> {
    /// The text that the glyphs stand for, without what PDF/A forbids.
    pub(super) fn text(&self) -> Cow<'a, str> {
        if self.text.contains(is_forbidden) {
            Cow::Owned(self.text.replace(is_forbidden, ""))
        } else {
            Cow::Borrowed(self.text)
        }
    }

    /// The glyphs in visual order, each with the text behind it.
    ///
    /// In a cluster that is not plain the first has it all, if it can: a reader that passes over `ActualText` then still
    /// finds the words.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'a Glyph, &'a str)> {
        let Self { is_plain, glyphs, text, is_backwards } = *self;
        let count = glyphs.len();
        glyphs.iter().enumerate().map(move |(index, glyph)| {
            let part = match (is_plain, index) {
                (true, _) if count == 1 => text,
                (true, _) => character(text, if is_backwards { count - 1 - index } else { index }),
                (false, 0) if text.len() <= LONGEST && !text.contains(is_forbidden) => text,
                (false, _) => "",
            };
            (glyph, part)
        })
    }
}

fn character(text: &str, index: usize) -> &str {
    text.char_indices().nth(index).map_or(SILENT, |(at, c)| &text[at..at + c.len_utf8()])
}

/// PDF/A forbids these behind a glyph.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}')
}

/// PDF/A wants private characters said once more in words.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
