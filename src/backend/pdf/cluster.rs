//! What the glyphs of a run say: which text each of them stands for, and where the file must say it in words.

use std::borrow::Cow;

use crate::layout::frame::{Glyph, Run};

/// Stands behind a glyph that says nothing by itself; PDF/A wants a text behind every glyph.
pub(super) const SILENT: &str = "\u{200B}";

/// The longest text that is put behind one glyph.
const LONGEST: usize = 48;

/// Glyphs that stand for one piece of text together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster<'a> {
    /// The glyphs in visual order, at least one.
    pub glyphs: &'a [Glyph],
    text: &'a str,
    backwards: bool,
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
    let backwards = is_backwards(run);
    run.glyphs.chunk_by(|a, b| a.text == b.text).map(move |glyphs| Cluster {
        glyphs,
        text: run.text.get(glyphs[0].text.clone()).unwrap_or_default(),
        backwards,
    })
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

    /// Whether the texts behind the single glyphs say the text; if not, it must stand in the file as `ActualText`.
    pub(super) fn is_plain(&self) -> bool {
        let fits = match self.glyphs.len() {
            1 => !self.text.is_empty() && self.text.len() <= LONGEST,
            count => self.text.chars().count() == count,
        };
        fits && !self.text.contains(|c| is_forbidden(c) || is_private(c))
    }

    /// The glyphs of a plain cluster, each with the text behind it.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'a Glyph, &'a str)> {
        let Self { glyphs, text, backwards } = *self;
        glyphs.iter().enumerate().map(move |(index, glyph)| match glyphs.len() {
            1 => (glyph, text),
            count => (glyph, character(text, if backwards { count - 1 - index } else { index })),
        })
    }

    /// What to put behind the glyphs of a cluster that is not plain, if nothing better is known of them: a reader that
    /// passes over `ActualText` then still finds the words.
    pub(super) fn hints(&self) -> impl Iterator<Item = (&'a Glyph, &'a str)> {
        let text = self.text;
        let first = if text.len() <= LONGEST && !text.contains(is_forbidden) { text } else { "" };
        self.glyphs.iter().enumerate().map(move |(index, glyph)| (glyph, if index == 0 { first } else { "" }))
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
