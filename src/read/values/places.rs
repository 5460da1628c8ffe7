//! The way from the words of a text value back to where they were typed.

use std::ops::Range;

/// The places in the source of every byte of a value, and of its end: quotes, escapes, line ends and indentation are
/// skipped.
pub(in crate::read) fn places(source: &str, range: Range<usize>, value: &str) -> Vec<u32> {
    let mut places = Vec::with_capacity(value.len() + 1);
    let mut at = opening(source, range.clone());
    for c in value.chars() {
        let rest = &source[at..range.end];
        let mut length = length_of(rest, c);
        if length.is_none() {
            let skipped = rest
                .char_indices()
                .take_while(|(_, next)| {
                    next.is_whitespace() || matches!(next, '\\' | '"' | '\'') || *next == c
                })
                .find_map(|(offset, _)| Some((offset, length_of(&rest[offset..], c)?)));
            at += skipped.map_or(0, |(offset, _)| offset);
            length = skipped.map(|(_, length)| length);
        }
        places.extend(std::iter::repeat_n(at as u32, c.len_utf8()));
        at += length.unwrap_or(0);
    }
    places.push(at as u32);
    places
}

/// Where the words of a value begin: the line of YAML's `|` and `>` holds none.
fn opening(source: &str, range: Range<usize>) -> usize {
    let first = source[range.clone()].lines().next().unwrap_or_default();
    let is_sign = |c: char| matches!(c, '|' | '>' | '+' | '-') || c.is_ascii_digit();
    let sign = first.split('#').next().unwrap_or_default().trim_end();
    if sign.starts_with(['|', '>']) && sign.chars().all(is_sign) && first.len() < range.len() {
        return range.start + first.len();
    }
    range.start
}

/// How long the spelling of a character is, if the text begins with one.
fn length_of(text: &str, c: char) -> Option<usize> {
    let next = text.chars().next()?;
    if next == c || (c == ' ' && next == '\n') {
        return Some(next.len_utf8());
    }
    if next != '\\' {
        return None;
    }
    let sign = text[1..].chars().next()?;
    let plain = match sign {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '/' => '/',
        '_' => '\u{a0}',
        'x' => return numbered(text, 2, c),
        'u' => return numbered(text, 4, c).or_else(|| pair(text, c)),
        'U' => return numbered(text, 8, c),
        _ => return None,
    };
    (plain == c).then_some(2)
}

/// The length of an escape with so many digits, if it stands for the character.
fn numbered(text: &str, digits: usize, c: char) -> Option<usize> {
    let number = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
    (number == u32::from(c)).then_some(2 + digits)
}

/// The length of JSON's two escapes for one character, if they stand for it.
fn pair(text: &str, c: char) -> Option<usize> {
    let mut units = [0; 2];
    let [high, low] = *c.encode_utf16(&mut units) else { return None };
    let spelled = |at: usize| u16::from_str_radix(text.get(at + 2..at + 6)?, 16).ok();
    (spelled(0) == Some(high) && text.get(6..8) == Some("\\u") && spelled(6) == Some(low)).then_some(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands at the place of the first and of the last character.
    fn ends<'s>(source: &'s str, value: &str) -> (&'s str, &'s str) {
        let places = places(source, 0..source.len(), value);
        assert_eq!(places.len(), value.len() + 1);
        let last = value.char_indices().next_back().map_or(0, |(at, _)| at);
        (&source[places[0] as usize..], &source[places[last] as usize..])
    }

    #[test]
    fn words_are_found_behind_escapes_and_folds() {
        assert_eq!(ends("\"a \\u2014 b\"", "a — b"), ("a \\u2014 b\"", "b\""));
        assert_eq!(ends("\"\\uD83D\\uDE00 b\"", "😀 b"), ("\\uD83D\\uDE00 b\"", "b\""));
        assert_eq!(ends("'it''s so'", "it's so"), ("it''s so'", "o'"));
        assert_eq!(ends(">-\n  one\n  two\n", "one two"), ("one\n  two\n", "o\n"));
        assert_eq!(ends("|\n  one\n\n  two\n", "one\n\ntwo"), ("one\n\n  two\n", "o\n"));
        assert_eq!(ends("\"a\\tb\\nc\"", "a\tb\nc"), ("a\\tb\\nc\"", "c\""));
    }
}
