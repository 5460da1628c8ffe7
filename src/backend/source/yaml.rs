//! Values spelled as YAML, as a person would type them: long words folded, code as it stands, short lists on a line.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// How long a line of folded words is, and a list or map that stands on one line, in characters.
const MEASURE: usize = 88;

/// Writes the entries of a map, one under another.
pub(super) fn entries(map: &Map<String, Value>, indent: usize, out: &mut String) {
    for (at, (key, value)) in map.iter().enumerate() {
        if at > 0 {
            pad(indent, out);
        }
        let _ = write!(out, "{}:", scalar(key));
        let is_map = value.as_object().is_some_and(|map| !map.is_empty());
        beside(value, indent + if is_map { 2 } else { 0 }, out);
    }
}

/// Writes a value behind its key, on the same line where it fits there.
fn beside(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Array(list) if !list.is_empty() && !is_short(value) => {
            out.push('\n');
            for value in list {
                pad(indent, out);
                out.push('-');
                item(value, indent + 2, out);
            }
        }
        Value::Object(map) if !map.is_empty() && !is_short(value) => {
            out.push('\n');
            pad(indent, out);
            entries(map, indent, out);
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => leaf(value, indent + 2, out),
    }
}

/// Writes a value behind the sign of its item.
fn item(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() && !is_short(value) => {
            out.push(' ');
            entries(map, indent, out);
        }
        Value::Array(list) if !list.is_empty() && !is_short(value) => {
            for (at, value) in list.iter().enumerate() {
                if at > 0 {
                    pad(indent, out);
                } else {
                    out.push(' ');
                }
                out.push('-');
                item(value, indent + 2, out);
            }
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => leaf(value, indent, out),
    }
}

/// Writes a value that begins on the line where it is; the further lines of a text are set in.
fn leaf(value: &Value, indent: usize, out: &mut String) {
    out.push(' ');
    match value.as_str() {
        Some(text) => words(text, indent, out),
        None => flow(value, out),
    }
    out.push('\n');
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Whether a list or a map holds only short words, and lists or maps of such, and fits a line.
fn is_short(value: &Value) -> bool {
    fn length(value: &Value, depth: usize) -> Option<usize> {
        match value {
            Value::String(text) => {
                (text.len() <= MEASURE && !text.contains('\n')).then(|| text.chars().count() + 2)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(6),
            Value::Array(list) if depth > 0 => list.iter().try_fold(2, |sum, value| {
                Some(sum + length(value, depth - 1)?).filter(|sum| *sum <= MEASURE)
            }),
            Value::Object(map) if depth > 0 => map.iter().try_fold(2, |sum, (key, value)| {
                Some(sum + key.len() + 2 + length(value, depth - 1)?).filter(|sum| *sum <= MEASURE)
            }),
            Value::Array(list) => list.is_empty().then_some(2),
            Value::Object(map) => map.is_empty().then_some(2),
        }
    }
    let is_list_of_maps = value.as_array().is_some_and(|list| list.iter().all(Value::is_object));
    let depth = if is_list_of_maps { 2 } else { 1 };
    length(value, depth).is_some_and(|length| length <= MEASURE)
}

/// Writes a value on one line.
fn flow(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(on) => out.push_str(if *on { "true" } else { "false" }),
        Value::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Value::String(text) if text.contains(',') => out.push_str(&quoted(text)),
        Value::String(text) => out.push_str(&scalar(text)),
        Value::Array(list) => {
            out.push('[');
            for (at, value) in list.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                flow(value, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (at, (key, value)) in map.iter().enumerate() {
                let _ = write!(out, "{}{}: ", if at > 0 { ", " } else { "" }, scalar(key));
                flow(value, out);
            }
            out.push('}');
        }
    }
}

/// Writes a text: on one line where it is short, else over several, each set in.
fn words(text: &str, indent: usize, out: &mut String) {
    if text.contains(|c| is_unprintable(c) && c != '\n') {
        out.push_str(&quoted(text));
    } else if text.contains('\n') {
        lines(text, indent, out);
    } else if text.chars().count() > MEASURE && can_fold(text) {
        folded(text, indent, out);
    } else {
        out.push_str(&scalar(text));
    }
}

/// Whether a text comes back from folded lines as it is.
fn can_fold(text: &str) -> bool {
    !text.starts_with([' ', '\t']) && !text.ends_with([' ', '\t']) && !text.contains('\t')
}

/// A text over several lines, which are read as one. It is broken only where words stand on both sides of one space that no
/// backslash makes another.
fn folded(text: &str, indent: usize, out: &mut String) {
    out.push_str(">-");
    let mut length = MEASURE;
    let mut is_open = false;
    for word in text.split(' ') {
        // Nothing stands between two spaces: the line goes on.
        let must_stay = word.is_empty() || is_open;
        is_open = word.is_empty() || word.ends_with('\\');
        let width = word.chars().count();
        if length + 1 + width > MEASURE && !must_stay {
            out.push('\n');
            pad(indent, out);
            length = 0;
        } else {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += width;
    }
}

/// A text of several lines, as it is.
fn lines(text: &str, indent: usize, out: &mut String) {
    let body = text.trim_end_matches('\n');
    if body.is_empty() {
        out.push_str(&quoted(text));
        return;
    }
    // Where the first line that says something is set in itself, the reader has to be told how far all are.
    let is_set_in = body.trim_start_matches('\n').starts_with([' ', '\t']);
    let chomp = match text.len() - body.len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    let _ = write!(out, "|{}{chomp}", if is_set_in { "2" } else { "" });
    let ends = text.len() - body.len();
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            pad(indent, out);
            out.push_str(line);
        }
    }
    out.extend(std::iter::repeat_n('\n', ends.saturating_sub(1)));
}

/// A value on one line, in quotes unless it is sure to be read as the text that it is.
pub(super) fn scalar(text: &str) -> String {
    let is_sign = |c: char| c.is_alphanumeric() || " ,.()/’–".contains(c);
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_safe = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|c| is_sign(c) || c == '-')
        && !words.contains(&&*text.to_lowercase());
    if is_safe || is_date(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text is a date such as `2026-11-23`, which nobody quotes.
fn is_date(text: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(&parts[..], [year, rest @ ..] if digits(year, 4)
        && matches!(rest.len(), 1 | 2) && rest.iter().all(|part| digits(part, 2)))
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if is_unprintable(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether YAML does not take a character as it is.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
