//! Texts of structured documents, read in the inline notation of Markdown.

use std::ops::Range;

use comrak::Arena;

use super::part::Part;
use super::{Reader, blocks, parse};
use crate::model::{Block, Inline, walk};
use crate::read::values;
use crate::source::SourceId;

impl Part {
    /// A value of a source, as a text to be read: `range` is where it was typed.
    pub(in crate::read) fn typed(source: SourceId, text: &str, range: Range<usize>, value: &str) -> Self {
        let places = values::places(text, range, value);
        let mut shown = String::with_capacity(value.len());
        let mut kept = Vec::with_capacity(places.len());
        let mut start = 0;
        let mut lines = value.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let is_last = lines.peek().is_none_or(|next| next.trim().is_empty());
            let length = broken_line(line).filter(|_| !is_last).unwrap_or(line.len());
            shown.push_str(&line[..length]);
            kept.extend(&places[start..start + length]);
            if length < line.len() {
                // One line is read at a time, so a break that stays is spelled as a sign in it.
                shown.push_str(BREAK);
                kept.extend([places[start + length]; BREAK.len()]);
            }
            start += line.len();
        }
        kept.push(places[start]);
        Self::placed(source, shown, kept)
    }
}

const BREAK: &str = "<br>";

/// The length of a line without the sign, if it has one, that what follows begins on a new line.
fn broken_line(line: &str) -> Option<usize> {
    let words = line.strip_suffix('\n')?;
    if let Some(before) = words.strip_suffix('\\') {
        return (!before.ends_with('\\')).then_some(before.len());
    }
    words.ends_with("  ").then_some(words.trim_end().len())
}

impl Reader<'_> {
    /// A text as inlines.
    pub(in crate::read) fn words(&mut self, part: &Part) -> Vec<Inline> {
        let mut content = self.fragment(part, 0..part.text.len());
        blocks::trim_end(&mut content);
        content
    }

    /// A text as plain words, such as those that stand for an image.
    pub(in crate::read) fn plain_words(&mut self, part: &Part) -> String {
        let start = part.text.len() - part.text.trim_start().len();
        let content = self.fragment(part, start..part.text.trim_end().len().max(start));
        walk::plain_text(&content)
    }

    /// A text as paragraphs, which blank lines part; one that holds just an image is a figure.
    pub(in crate::read) fn paragraphs(&mut self, part: &Part) -> Vec<Block> {
        let mut list = Vec::new();
        for range in stretches(&part.text) {
            list.extend(self.lone_figure(part, range.clone()).or_else(|| {
                let content = self.fragment(part, range.clone());
                blocks::paragraph_of(content, part, range)
            }));
        }
        list
    }

    fn lone_figure(&mut self, part: &Part, range: Range<usize>) -> Option<Block> {
        if !part.text[range.clone()].starts_with("![") {
            return None;
        }
        let piece = part.piece(range);
        let arena = Arena::new();
        let node = parse::inlines(&arena, &piece, self.depth, self.diagnostics);
        self.figure_alone(&piece, node, 0..piece.text.len())
    }
}

/// The stretches of a text between blank lines, without the white space around them.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        match list.last_mut().filter(|_| is_open && !words.is_empty()) {
            Some(last) => last.end = start + words.len(),
            None if words.is_empty() => {}
            None => list.push(start..start + words.len()),
        }
        is_open = !words.is_empty();
    }
    list
}
