//! A text that is read as Markdown, and the way back from it to the author's file.

use std::ops::Range;

use comrak::nodes::{LineColumn, Sourcepos};

use crate::diagnostic::Diagnostics;
use crate::read::limits;
use crate::source::{SourceId, Span};

/// Stands before an inline text, so that comrak takes nothing at its start for the sign of a block.
const GUARD: &str = "\u{fffc} ";

/// A text with the place of each of its bytes in the source.
///
/// The body is a stretch of the source; a caption in quotes is one too; a value of the metadata may have been folded and
/// unescaped on its way here. All are read by the same code, in offsets of `text`, and only spans are made in the source's.
#[derive(Debug)]
pub(in crate::read) struct Part {
    /// What is read.
    pub(super) text: String,
    /// Where its own content begins: after the guard of an inline text.
    pub(super) start: usize,
    source: SourceId,
    lines: Vec<usize>,
    map: Map,
    /// The text as it was before lines of it were replaced.
    written: Option<Box<Self>>,
}

#[derive(Debug)]
enum Map {
    /// The text is a stretch of the source: the distance from one to the other.
    Shift(i64),
    /// Line by line that of the text as written, of which a line may have been replaced, by several even: for each line the
    /// index of the written one.
    Lines(Vec<usize>),
    /// Every byte has a place of its own; one more for the end.
    Bytes(Vec<u32>),
}

impl Part {
    /// The stretch of a source that begins at a byte.
    pub(super) fn stretch(source: SourceId, text: &str, start: usize) -> Self {
        Self::new(source, text[start..].to_owned(), 0, Map::Shift(start as i64))
    }

    /// The same text with some lines, by their index, replaced by one or several.
    pub(super) fn with_lines(self, replaced: &[(usize, String)]) -> Self {
        let mut text = String::with_capacity(self.text.len() + 8 * replaced.len());
        let mut indices = Vec::with_capacity(self.lines.len());
        let mut replaced = replaced.iter().peekable();
        for (index, line) in self.text.split_inclusive('\n').enumerate() {
            match replaced.next_if(|(number, _)| *number == index) {
                Some((_, new)) => {
                    indices.extend(new.matches('\n').map(|_| index));
                    text.push_str(new);
                    text.push_str(&line[line.trim_end_matches('\n').len()..]);
                }
                None => text.push_str(line),
            }
            indices.push(index);
        }
        // Behind the last line's end begins one more.
        indices.push(self.lines.len() - 1);
        let source = self.source;
        Self { written: Some(Box::new(self)), ..Self::new(source, text, 0, Map::Lines(indices)) }
    }

    /// The text up to an offset, if it has more lines and marks than are read.
    pub(super) fn within_limits(mut self, diagnostics: &mut Diagnostics) -> Self {
        let Some(end) = limits::overflow(&self.text) else { return self };
        diagnostics.push(limits::too_many_marks(self.span(end..end + 1)));
        self.text.truncate(end);
        self.lines.retain(|line| *line <= end);
        self
    }

    /// The text as the author wrote it, with the range of the line that a position of this text stands in.
    pub(super) fn written_line(&self, position: LineColumn) -> (&Self, Range<usize>) {
        let written = self.written.as_deref().unwrap_or(self);
        let line = self.written_index(position.line - 1) + 1;
        (written, written.line(written.offset((line, 1).into())))
    }

    /// Whether a line, counted from one, is one that the author did not write, which stands before another for the same.
    pub(super) fn is_inserted(&self, line: usize) -> bool {
        self.written_index(line - 1) == self.written_index(line) && line < self.lines.len()
    }

    /// The index of the written line for one of this text.
    fn written_index(&self, line: usize) -> usize {
        match &self.map {
            Map::Lines(indices) => indices.get(line).or(indices.last()).copied().unwrap_or(line),
            Map::Shift(_) | Map::Bytes(_) => line,
        }
    }

    /// A text whose bytes have the given places, one more for its end.
    pub(super) fn placed(source: SourceId, text: String, places: Vec<u32>) -> Self {
        Self::new(source, text, 0, Map::Bytes(places))
    }

    /// A text that has one place in this one.
    pub(super) fn elsewhere(&self, text: &str, offset: usize) -> Self {
        let places = vec![self.place(offset) as u32; text.len() + 1];
        Self::placed(self.source, text.to_owned(), places)
    }

    /// A piece of this text, to be read as one line of inlines. Quotes that were escaped because the piece stands between
    /// such quotes are quotes like any other.
    pub(super) fn inline(&self, range: Range<usize>) -> Self {
        let slice = &self.text[range.clone()];
        let start = range.start + (slice.len() - slice.trim_start().len());
        let trimmed = slice.trim();
        let quote = self.text[..range.start].chars().next_back().filter(|c| matches!(c, '"' | '\''));
        let escaped =
            quote.map(|quote| format!("\\{quote}")).filter(|escaped| trimmed.contains(escaped.as_str()));
        if let (Map::Shift(distance), None) = (&self.map, &escaped) {
            let map = Map::Shift(distance + start as i64 - GUARD.len() as i64);
            return Self::new(self.source, GUARD.to_owned() + &trimmed.replace('\n', " "), GUARD.len(), map);
        }
        let mut text = GUARD.to_owned();
        let mut places = vec![self.place(start) as u32; GUARD.len()];
        for (at, c) in trimmed.char_indices() {
            if escaped.as_deref().is_none_or(|escaped| !trimmed[at..].starts_with(escaped)) {
                text.push(if c == '\n' { ' ' } else { c });
                places
                    .extend((start + at..start + at + c.len_utf8()).map(|offset| self.place(offset) as u32));
            }
        }
        places.push(self.place(start + trimmed.len()) as u32);
        Self::new(self.source, text, GUARD.len(), Map::Bytes(places))
    }

    /// A piece of this text as it is, on one line.
    pub(super) fn piece(&self, range: Range<usize>) -> Self {
        let places = (range.start..=range.end).map(|offset| self.place(offset) as u32).collect();
        Self::placed(self.source, self.text[range].replace('\n', " "), places)
    }

    fn new(source: SourceId, text: String, start: usize, map: Map) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, start, source, lines, map, written: None }
    }

    /// The offset of a position as comrak gives it: line and column from one, the column in bytes.
    pub(super) fn offset(&self, position: LineColumn) -> usize {
        let line = position.line.clamp(1, self.lines.len()) - 1;
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1);
        self.text.floor_char_boundary((self.lines[line] + position.column.saturating_sub(1)).min(end))
    }

    /// The range of the block at comrak's position, to the end of its last line: the columns of ends are not sound.
    pub(super) fn range(&self, position: Sourcepos) -> Range<usize> {
        let start = self.offset(position.start);
        let line = self.line(self.offset((position.end.line, 1).into()));
        let end = line.start + self.text[line.clone()].trim_end().len();
        start..end.max(start)
    }

    /// The range of the line that an offset stands in, without its end.
    pub(super) fn line(&self, offset: usize) -> Range<usize> {
        let line = self.lines.partition_point(|&start| start <= offset).saturating_sub(1);
        self.lines[line]..self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1)
    }

    /// The lines from an offset on, as ranges without their ends.
    pub(super) fn line_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.lines.iter().map(|&start| self.line(start))
    }

    /// The place of an offset in the source.
    pub(super) fn place(&self, offset: usize) -> usize {
        match &self.map {
            Map::Shift(distance) => (offset as i64 + distance).max(0) as usize,
            Map::Lines(_) => {
                let line = self.lines.partition_point(|&start| start <= offset).saturating_sub(1);
                let column = offset - self.lines[line] + 1;
                let index = self.written_index(line);
                self.written
                    .as_deref()
                    .map_or(offset, |written| written.place(written.offset((index + 1, column).into())))
            }
            Map::Bytes(places) => places.get(offset).or(places.last()).map_or(0, |&place| place as usize),
        }
    }

    /// The span of a range.
    pub(in crate::read) fn span(&self, range: Range<usize>) -> Span {
        let start = self.place(range.start);
        Span::new(self.source, start, self.place(range.end).max(start))
    }
}
