//! How much a document may hold, so that every stage after this one ends in reasonable time and room.
//!
//! What a byte of the source costs differs a hundredfold: a word of a paragraph takes little, while each item of a list is tagged,
//! shaped and placed by itself. So not only the source's size is limited, but also what it says.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, walk};
use crate::source::Span;

/// How many texts a document may have: some twenty thousand pages of them. A gigabyte holds 150,000 to 400,000.
pub(super) const MOST_TEXTS: usize = 1_000_000;

/// How many lines and marks a Markdown text may have; comrak takes half a kilobyte for each.
pub(super) const MOST_MARKS: usize = 4_000_000;

/// Leaves a document empty that holds more than can be published.
pub(super) fn check(document: &mut Document, diagnostics: &mut Diagnostics) {
    let mut count = Count { texts: 0, first_past: None };
    for list in [&document.meta.summary, &document.blocks] {
        walk::blocks(list, &mut |block| count.block(block));
    }
    let Some(span) = count.first_past else { return };
    document.blocks.clear();
    document.meta.summary.clear();
    if diagnostics.iter().any(|fault| fault.code == Code::TooLarge) {
        // A part of it was too large by itself.
        return;
    }
    let message = format!(
        "the document has more than {} paragraphs, headings, items, cells, notes, links and marked words",
        thousands(MOST_TEXTS)
    );
    diagnostics.push(
        Diagnostic::new(Code::TooLarge, span, message)
            .with_help("divide it into several documents; what they hold has not been checked"),
    );
}

/// The texts met so far.
struct Count {
    texts: usize,
    /// Where the first stands that is too much.
    first_past: Option<Span>,
}

impl Count {
    fn add(&mut self, count: usize, span: Span) {
        self.texts += count;
        if self.texts > MOST_TEXTS {
            self.first_past.get_or_insert(span);
        }
    }

    fn block(&mut self, block: &Block) {
        self.add(1, block.span);
        if let BlockKind::List(list) = &block.kind {
            // The blocks of an item are met by themselves; an empty one is drawn all the same.
            list.items.iter().filter(|item| item.blocks.is_empty()).for_each(|item| self.add(1, item.span));
        }
        if let BlockKind::Table(table) = &block.kind {
            walk::cells(table).filter(|cell| cell.blocks.is_empty()).for_each(|cell| self.add(1, cell.span));
        }
        for text in block.texts() {
            walk::inlines(text, &mut |inline| self.inline(inline));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if !matches!(inline.kind, InlineKind::Text(_)) {
            self.add(1, inline.span);
        }
    }
}

/// Where a text has more lines and marks than are read.
pub(super) fn overflow(text: &str) -> Option<usize> {
    if text.len() <= MOST_MARKS {
        return None;
    }
    let bytes = text.as_bytes();
    let is_mark = |&(at, byte): &(usize, &u8)| match byte {
        b'\n' | b'!' | b'$' | b'&' | b'*' | b'<' | b'=' | b'>' | b'[' | b'\\' | b'^' | b'_' | b'`' | b'|'
        | b'~' => true,
        // Signs of lists, if something stands behind them.
        b'+' | b'-' | b':' | b')' | b'.' => {
            bytes.get(at + 1).is_some_and(|next| matches!(next, b' ' | b'\t'))
        }
        _ => false,
    };
    bytes.iter().enumerate().filter(is_mark).nth(MOST_MARKS).map(|(at, _)| at)
}

/// What to say where a text has too many lines and marks.
pub(super) fn too_many_marks(span: Span) -> Diagnostic {
    let message = format!("the text has more than {} lines and marks", thousands(MOST_MARKS));
    Diagnostic::new(Code::TooLarge, span, message)
        .with_help("divide it into several documents; what follows has not been read")
}

/// A number with its thousands apart.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let parts = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    parts.collect::<Vec<_>>().join(",")
}
