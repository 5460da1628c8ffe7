//! Values spelled as TOML, as a person would type them: a table for each block, what is in it set in.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::read::forms::BARE;

/// How long a list or a map is that stands on one line, in characters.
const MEASURE: usize = 96;

/// Writes the fields of a document: the metadata, then a table for each block, then the notes.
pub(super) fn document(fields: &Map<String, Value>) -> String {
    let mut out = String::new();
    for (key, value) in fields {
        match (key.as_str(), value) {
            ("body", Value::Array(blocks)) if !blocks.is_empty() => {
                for value in blocks {
                    block(value, &mut out);
                }
            }
            ("notes", Value::Object(notes)) => {
                out.push_str("\n[notes]\n");
                pairs(notes, &mut out);
            }
            _ => pair(key, value, &mut out),
        }
    }
    out
}

fn pairs(map: &Map<String, Value>, out: &mut String) {
    for (key, value) in map {
        pair(key, value, out);
    }
}

fn pair(key: &str, value: &Value, out: &mut String) {
    let _ = write!(out, "{} = ", spelled_key(key));
    self::value(value, 0, out);
    out.push('\n');
}

/// A block as an entry of the array of tables `body`; one of which much is said has a table for its fields.
fn block(value: &Value, out: &mut String) {
    out.push_str("\n[[body]]\n");
    match value {
        Value::Object(kinds) => {
            for (kind, value) in kinds {
                match value {
                    Value::Object(fields) if length(value).is_none() => {
                        let _ = writeln!(out, "[body.{}]", spelled_key(kind));
                        pairs(fields, out);
                    }
                    Value::Object(_)
                    | Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_) => {
                        pair(kind, value, out);
                    }
                }
            }
        }
        Value::String(word) if BARE.contains(&word.as_str()) => {
            let _ = writeln!(out, "{word} = {{}}");
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            pair("paragraph", value, out);
        }
    }
}

/// Writes a value, its further lines set in by so many steps more than `depth`.
fn value(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Null => out.push_str("\"\""),
        Value::Bool(_) | Value::Number(_) => {
            let _ = write!(out, "{value}");
        }
        Value::String(text) => out.push_str(&string(text)),
        Value::Array(list) if length(value).is_none() => {
            out.push_str("[\n");
            for entry in list {
                pad(depth + 1, out);
                self::value(entry, depth + 1, out);
                out.push_str(",\n");
            }
            pad(depth, out);
            out.push(']');
        }
        Value::Array(list) => {
            out.push('[');
            for (at, entry) in list.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                self::value(entry, depth, out);
            }
            out.push(']');
        }
        // A table within a line may break only where a list in it does.
        Value::Object(map) => {
            out.push('{');
            for (at, (key, entry)) in map.iter().enumerate() {
                let _ = write!(out, "{} {} = ", if at > 0 { "," } else { "" }, spelled_key(key));
                self::value(entry, depth, out);
            }
            out.push_str(if map.is_empty() { "}" } else { " }" });
        }
    }
}

fn pad(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// The length of a value of simple parts on one line; nothing where it is too long for one.
fn length(value: &Value) -> Option<usize> {
    let length = match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 6,
        Value::String(text) if text.len() > MEASURE || text.contains('\n') => return None,
        Value::String(text) => text.chars().count() + 2,
        Value::Array(list) => list.iter().try_fold(2, |sum, value| within(sum + length(value)? + 2))?,
        Value::Object(map) => {
            map.iter().try_fold(4, |sum, (key, value)| within(sum + key.len() + length(value)? + 5))?
        }
    };
    within(length)
}

fn within(length: usize) -> Option<usize> {
    (length <= MEASURE).then_some(length)
}

/// A text between the quotes that fit it best.
fn string(text: &str) -> String {
    ::toml::Value::String(text.to_owned()).to_string()
}

/// A key, in quotes where it is not a plain word.
fn spelled_key(key: &str) -> String {
    let is_bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if is_bare { key.to_owned() } else { string(key) }
}
