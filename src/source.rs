//! Texts that an author wrote, and places in them.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Names one [`Source`] among the [`Sources`] of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A range of bytes in one source.
///
/// Spans say where a thing came from and nothing about what it is, so all spans are equal: two documents that
/// differ only in their places are the same document.
#[derive(Clone, Copy, Default)]
pub struct Span {
    /// The text that the range lies in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `source`.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        Self { source, start: start as u32, end: end as u32 }
    }

    /// The smallest range that holds both; `self` where they lie in different sources.
    pub fn to(self, other: Self) -> Self {
        if self.source != other.source {
            return self;
        }
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Orders places as the author reads them: source, then start, then end.
    pub fn key(self) -> (SourceId, u32, u32) {
        (self.source, self.start, self.end)
    }
}

impl PartialEq for Span {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Span {}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.source.0, self.start, self.end)
    }
}

/// A text with its name and the starts of its lines.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name that messages show: the path as the author gave it, or `<stdin>`.
    pub name: String,
    /// The file that it was read from; `None` for a text that came another way.
    pub file: Option<PathBuf>,
    /// The text itself, without a byte-order mark.
    pub text: Arc<str>,
    lines: Vec<u32>,
    /// How many characters stand before every `STEP`th byte, counted when it is first asked for.
    counts: OnceLock<Vec<u32>>,
}

/// A line may be as long as the text and have a fault in every word, so that nobody counts its characters from its start each
/// time.
const STEP: usize = 1024;

impl Source {
    /// Takes a text under the name that messages will show.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        Self { name: name.into(), file: None, text, lines, counts: OnceLock::new() }
    }

    /// The same, read from a file.
    pub fn from_file(self, file: &Path) -> Self {
        Self { file: Some(file.to_owned()), ..self }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, byte: usize) -> usize {
        let begun = |bytes: &[u8]| bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count();
        let counts = self.counts.get_or_init(|| {
            let mut sum = 0;
            let after = self.text.as_bytes().chunks(STEP).map(|chunk| {
                sum += begun(chunk) as u32;
                sum
            });
            std::iter::once(0).chain(after).collect()
        });
        let step = byte / STEP;
        counts[step] as usize + begun(&self.text.as_bytes()[step * STEP..byte])
    }

    /// The line that a byte stands in, without its end.
    pub fn line_at(&self, byte: usize) -> Range<usize> {
        let line = self.lines.partition_point(|&start| start as usize <= byte).saturating_sub(1);
        let end = self.lines.get(line + 1).map_or(self.text.len(), |&next| next as usize - 1);
        self.lines[line] as usize..end
    }

    /// Line and column of a byte, both from one; the column counts characters.
    pub fn line_column(&self, byte: u32) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.lines[line] as usize;
        let end = self.text.floor_char_boundary((byte as usize).clamp(start, self.text.len()));
        (line + 1, self.characters_before(end) - self.characters_before(start) + 1)
    }

    /// The byte at a one-based line and a one-based column in bytes, clamped to the text.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = match line.checked_sub(1).and_then(|index| self.lines.get(index)) {
            Some(&start) => start as usize,
            None => self.text.len(),
        };
        (start + column.saturating_sub(1)).min(self.text.len())
    }
}

/// All texts of one run, by their [`SourceId`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Adds a text and names it.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.list.push(source);
        SourceId(self.list.len() as u32 - 1)
    }

    /// The text of that name, if it belongs to this run.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// The words of that text, to be kept while others are added; none if it does not belong to this run.
    pub fn text(&self, id: SourceId) -> Arc<str> {
        self.get(id).map(|source| Arc::clone(&source.text)).unwrap_or_default()
    }

    /// The texts in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_however_long_the_line() {
        let source = Source::new("x", format!("a\n{}\nb\u{fc}c\n", "\u{e9}".repeat(3 * STEP)));
        for column in [1, 2, STEP / 2, STEP, STEP + 1, 2 * STEP, 3 * STEP + 1] {
            assert_eq!(source.line_column((2 + 2 * (column - 1)) as u32), (2, column));
        }
        assert_eq!(source.line_column(3), (2, 1), "a byte within a character");
        let last = 6 * STEP as u32 + 3;
        assert_eq!([0, 1, 3, 4].map(|at| source.line_column(last + at)), [(3, 1), (3, 2), (3, 3), (3, 4)]);
        assert_eq!(source.line_column(u32::MAX), (4, 1));
        assert_eq!(source.line_at(last as usize), last as usize..last as usize + 4);
    }
}
