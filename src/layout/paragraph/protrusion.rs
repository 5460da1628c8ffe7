//! How far signs stand out at the margins, so that the edge of the text looks straight: a full stop or a hyphen leaves a
//! notch where it ends flush, and an opening quotation mark where it begins so.

use super::chunk::{Chunk, ChunkKind};
use crate::layout::shape::Word;

/// How much of a sign's own width stands out where a line begins with it.
fn at_start(character: char) -> f64 {
    match character {
        '“' | '”' | '„' | '«' | '‹' => 0.45,
        '‘' | '’' | '‚' | '\'' | '"' => 0.6,
        '–' | '—' | '-' | '\u{2010}' | '•' | '*' => 0.25,
        '(' | '[' | '{' => 0.08,
        'A' | 'T' | 'V' | 'W' | 'Y' | 'À'..='Å' | 'А' | 'Т' | 'У' | 'Λ' | 'Τ' | 'Υ' => 0.05,
        'v' | 'w' | 'y' | 'J' | 'X' | 'x' => 0.04,
        _ => 0.0,
    }
}

/// How much of an added hyphen stands out.
pub(super) const AFTER_HYPHEN: f64 = 0.55;

/// How much of a sign's own width stands out where a line ends with it.
fn at_end(character: char) -> f64 {
    match character {
        '.' | ',' | '…' => 0.65,
        '-' | '\u{2010}' | '\u{2011}' => AFTER_HYPHEN,
        '’' | '‘' | '\'' | '"' => 0.6,
        '”' | '“' | '»' | '›' => 0.45,
        ':' | ';' | '·' => 0.4,
        '–' | '—' => 0.2,
        '!' | '?' | '*' => 0.12,
        ')' | ']' | '}' => 0.08,
        'A' | 'T' | 'V' | 'W' | 'Y' | 'F' | 'L' | 'Г' | 'Т' | 'У' | 'А' => 0.05,
        'r' | 't' | 'v' | 'w' | 'y' | 'k' | 'x' | 'K' | 'X' => 0.04,
        _ => 0.0,
    }
}

/// How far the text of a range of a shaped word's bytes stands out where a line begins with it, in em.
pub(super) fn start(word: &Word, from: usize, text: &str) -> f64 {
    text.chars().next().map_or(0.0, |first| at_start(first) * width(word, from, first))
}

/// How far it stands out where a line ends with it, in em; `to` is the byte after its last.
pub(super) fn end(word: &Word, to: usize, text: &str) -> f64 {
    text.chars()
        .next_back()
        .map_or(0.0, |last| at_end(last) * width(word, to.saturating_sub(last.len_utf8()), last))
}

fn width(word: &Word, from: usize, character: char) -> f64 {
    f64::from(word.width_of(&(from..from + character.len_utf8())))
}

/// How far a chunk stands out at both ends, in points.
pub(super) fn of_chunk(chunk: &Chunk, text: &str) -> (f64, f64) {
    match &chunk.word {
        Some(word) if chunk.kind == ChunkKind::Word && !chunk.rigid && chunk.level.is_multiple_of(2) => {
            (start(word, 0, text) * chunk.size, end(word, text.len(), text) * chunk.size)
        }
        _ => (0.0, 0.0),
    }
}
