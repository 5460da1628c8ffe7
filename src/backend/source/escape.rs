//! Spells text so that nothing in it is taken for markup, nor for a sign that typography would change.

use std::fmt::Write as _;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a text of its own: a paragraph, a heading, a value of the metadata.
    Free,
    /// Between double quotes, as the value of an attribute or the title of an image: no such sign, no brace and no
    /// backslash that is not an escape may stand in it.
    Quoted,
}

/// Writes a text behind what stands in `out`; `next` is the sign that will follow, if any does.
pub(super) fn text(text: &str, place: Place, next: Option<char>, out: &mut String) {
    let chars: Vec<char> = text.chars().collect();
    let mut run = 0;
    for (at, &c) in chars.iter().enumerate() {
        run = if at > 0 && chars[at - 1] == c { run - 1 } else { run_length(&chars[at..]) };
        let whole = run + chars[..at].iter().rev().take(3).take_while(|before| **before == c).count();
        let before = if at == 0 { out.chars().next_back() } else { Some(chars[at - 1]) };
        let after = chars.get(at + 1).copied().or(next);
        let is_first = at == 0;
        let needs_sign = match c {
            '`' | '*' | '[' | ']' | '<' | '~' | '^' | '$' | '\'' => true,
            '"' | '{' | '\\' => place == Place::Free,
            '_' => !(before.is_some_and(is_plain) && after.is_some_and(is_plain)),
            '=' => before == Some('=') || after == Some('='),
            '-' => whole > 1,
            '.' => whole > 2 || ends_with_www(&chars[..at]),
            ':' => chars[at + 1..].starts_with(&['/', '/']) || (is_first && before == Some(']')),
            '(' => is_first && before == Some(']'),
            '!' => at + 1 == chars.len() && next.is_some(),
            '&' => after.is_some_and(|c| c.is_alphanumeric() || c == '#'),
            '@' => after.is_some_and(|c| !c.is_whitespace()),
            _ => false,
        };
        if needs_sign {
            out.push('\\');
            out.push(c);
        } else if (place == Place::Quoted && matches!(c, '"' | '{' | '}' | '\\'))
            || needs_number(c, before, after)
        {
            reference(c, out);
        } else if c == '\u{a0}' {
            out.push_str("\\ ");
        } else {
            out.push(c);
        }
    }
}

/// The length of the run of one character that a text begins with.
fn run_length(chars: &[char]) -> usize {
    chars.iter().take_while(|c| **c == chars[0]).count()
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn ends_with_www(before: &[char]) -> bool {
    before.len() >= 3 && before[before.len() - 3..].iter().all(|c| matches!(c, 'w' | 'W'))
}

/// Whether a character cannot stand as it is: control characters, a space at the end of all, and other white space where
/// it might be taken for the edge of a text.
fn needs_number(c: char, before: Option<char>, after: Option<char>) -> bool {
    let at_edge = |neighbour: Option<char>| neighbour.is_none_or(char::is_whitespace);
    match c {
        ' ' => before.is_none() || after.is_none(),
        '\u{a0}' => {
            at_edge(before)
                || at_edge(after)
                || !after.is_some_and(char::is_alphanumeric)
                || before == Some('\\')
        }
        '\u{ad}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{fdd0}'..='\u{fdef}' => true,
        c if c.is_control() => true,
        c => c.is_whitespace() && (at_edge(before) || at_edge(after)),
    }
}

/// A character by its name or number.
pub(super) fn reference(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("&quot;"),
        '&' => out.push_str("&amp;"),
        '\u{a0}' => out.push_str("&nbsp;"),
        '\u{ad}' => out.push_str("&shy;"),
        c => {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }
}

/// A line that opens a paragraph, made such that its start is no sign of another block.
pub fn opening(line: String) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = match line[digits..].chars().next() {
        Some('#' | '+' | '-' | '>' | ':' | '=' | '|') if digits == 0 => Some(0),
        Some('.' | ')') if digits > 0 => Some(digits),
        _ if line.starts_with("Table: ") || line.starts_with("table: ") => Some("Table".len()),
        _ => None,
    };
    match sign {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line,
    }
}

/// An address for the round brackets of a link.
pub(super) fn address(url: &str, place: Place) -> String {
    let bare =
        !url.is_empty() && !url.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'));
    let mut out = String::with_capacity(url.len() + 2);
    for c in url.chars() {
        match c {
            '\\' | '<' | '>' => out.extend(['\\', c]),
            '&' | '`' => reference(c, &mut out),
            '"' | '{' | '}' if place == Place::Quoted => reference(c, &mut out),
            c if c.is_control() => reference(c, &mut out),
            c => out.push(c),
        }
    }
    if bare { out } else { format!("<{out}>") }
}

/// The title of a link, with its quotes.
pub(super) fn title(text: &str, place: Place) -> String {
    let quote = if place == Place::Quoted { '\'' } else { '"' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' | '&' | '"' | '\'' | '`' => reference(c, &mut out),
            '{' | '}' if place == Place::Quoted => reference(c, &mut out),
            c if c.is_control() => reference(c, &mut out),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// A text with all percent-encoded that an address could not hold as it is.
pub(super) fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '+' | ',' | ';' | '@' | '~')
        {
            out.push(c);
        } else if c.is_ascii() || c.is_whitespace() || c.is_control() {
            for byte in c.to_string().bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}
