//! Code as markup: blocks of it, and what of it runs within text.
//!
//! Reading systems break lines after hyphens and slashes, so that `--out-dir` falls apart. Short code within text therefore
//! never breaks, which the style sheet says of all that is not marked as long; long code and long lines of blocks break at
//! spaces and, where a word is long too, after a sign that joins two names, or before the dot of an ending.

use super::writer::{Breaks, Place, Writer};
use super::xhtml::{Markup, Tag, tag};
use crate::model::theme::Part;
use crate::model::{Block, Code, SHORT_CODE};

/// Code of at most this many characters stays on one line within tables, whose columns are narrower than the text.
const WHOLE_IN_CELL: usize = 16;
/// A break leaves at least this many characters on each side.
const LEAST: usize = 3;

impl<'a> Writer<'a> {
    /// Writes a block of code.
    pub(super) fn code(&mut self, block: &'a Block, code: &'a Code, place: Place<'a>, breaks: Breaks<'a>) {
        self.breaks = breaks.texts;
        self.at = 0;
        let (element, inside) = self.open(tag("pre"), block, place.under(Part::Code));
        let class = code.syntax.as_ref().map(|syntax| format!("language-{}", syntax.replace(' ', "-")));
        self.block_element(element, |out| {
            out.element(tag("code").maybe("class", class.as_deref()), |out| {
                for line in code.text.split_inclusive('\n') {
                    out.code_words(line, longest_whole(place.part), inside);
                }
            });
        });
        for (_, start) in std::mem::take(&mut self.breaks) {
            self.page_mark(start);
        }
    }

    /// Writes code, or keys, within text.
    pub(super) fn inline_code(&mut self, element: Tag, text: &str, place: Place<'a>) {
        let most = longest_whole(place.part);
        let place = Place { code: true, ..place };
        let long = text.chars().count() > most;
        let element = if long { element.class("long") } else { element };
        self.element(element, |out| out.code_words(text, most, place));
    }

    /// Writes the words of code; those of long code with marks where lines may break.
    fn code_words(&mut self, text: &str, most: usize, place: Place<'a>) {
        if text.trim_end().chars().count() <= most {
            self.words(text, place);
            return;
        }
        for word in text.split_inclusive(char::is_whitespace) {
            let (name, space) = word.split_at(word.trim_end().len());
            for (index, piece) in pieces(name, most).into_iter().enumerate() {
                if index > 0 {
                    self.void(tag("wbr"));
                }
                self.piece(piece, most, place);
            }
            self.words(space, place);
        }
    }

    /// Writes a piece of long code, marked where it could fall apart and need not.
    fn piece(&mut self, piece: &str, most: usize, place: Place<'a>) {
        if may_break(piece) && piece.chars().count() <= most {
            self.element(tag("span").class("whole"), |out| out.words(piece, place));
        } else {
            self.words(piece, place);
        }
    }
}

/// Whether reading systems break lines within a word of code.
fn may_break(word: &str) -> bool {
    let mut signs = word.chars();
    signs.next_back();
    signs.any(|sign| matches!(sign, '-' | '/' | '|' | '?' | '!' | '}') || !sign.is_ascii())
}

/// How many characters of code stay on one line in that part of the theme.
fn longest_whole(part: Part) -> usize {
    if matches!(part, Part::TableText | Part::TableHead) { WHOLE_IN_CELL } else { SHORT_CODE }
}

/// The pieces that a cell of a table cannot part code into any further.
pub(super) fn cell_pieces(text: &str) -> Vec<&str> {
    if text.chars().count() <= WHOLE_IN_CELL {
        return vec![text];
    }
    text.split_whitespace().flat_map(|word| pieces(word, WHOLE_IN_CELL)).collect()
}

/// A word of code in pieces between which a line may break; one piece where it is not longer than `most`.
fn pieces(word: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    if word.chars().count() > most {
        let mut from = 0;
        let mut before = ' ';
        for (at, character) in word.char_indices() {
            let room = |part: &str| part.chars().count() >= LEAST;
            let ending = character == '.' && before.is_alphanumeric();
            let joint = ending || (joins(before) && !joins(character) && !closes(character));
            if joint && room(&word[from..at]) && room(&word[at..]) {
                pieces.push(&word[from..at]);
                from = at;
            }
            before = character;
        }
        pieces.push(&word[from..]);
    } else {
        pieces.push(word);
    }
    pieces
}

fn joins(sign: char) -> bool {
    matches!(sign, '/' | '\\' | ',' | ';' | ':' | '-' | '_' | '=' | '&' | '|' | '+' | ']' | ')' | '}')
}

fn closes(sign: char) -> bool {
    matches!(sign, '"' | '\'' | '>' | '?' | '!' | '*' | '`')
}

#[cfg(test)]
mod tests {
    use super::{cell_pieces, pieces};

    #[test]
    fn long_words_break_after_what_joins_names() {
        assert_eq!(pieces("--out-dir", 24), ["--out-dir"]);
        assert_eq!(pieces("--number-sections-deeply", 16), ["--number-", "sections-", "deeply"]);
        assert_eq!(pieces("https://example.org/tides", 16), ["https://", "example", ".org/", "tides"]);
        assert_eq!(pieces("aside[role=doc-footnote]", 16), ["aside[role=", "doc-", "footnote]"]);
        assert_eq!(pieces("w:pageBreakBefore", 16), ["w:pageBreakBefore"]);
        assert_eq!(pieces("------------------", 16), ["------------------"]);
        assert_eq!(pieces("日本語の名前/日本語の名前", 4), ["日本語の名前/", "日本語の名前"]);
    }

    #[test]
    fn short_code_in_a_cell_is_one_piece() {
        assert_eq!(cell_pieces("--output FILE"), ["--output FILE"]);
        assert_eq!(cell_pieces("Heading 1 to Heading 6"), ["Heading", "1", "to", "Heading", "6"]);
    }
}
