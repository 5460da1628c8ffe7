//! The metadata as front matter in YAML.

use std::fmt::Write as _;

use super::blocks::Writer;
use super::escape::Place;
use crate::model::{Author, Date, Inline, Language, Meta};

/// How deep a contents list goes where nothing is said.
const CONTENTS_DEPTH: u8 = 2;

/// Writes the keys with their values, a line or several for each.
pub(super) fn write<'d>(meta: &'d Meta, writer: &mut Writer<'d>, out: &mut String) {
    let mut words = |key: &str, text: &'d [Inline], out: &mut String| {
        let value = writer.line(text, Place::Free);
        if !value.is_empty() {
            pair(key, &scalar(&value), out);
        }
    };
    words("title", &meta.title, out);
    words("subtitle", &meta.subtitle, out);
    plain("short-title", meta.short_title.as_deref(), out);
    authors(&meta.authors, out);
    date(meta.date.as_ref(), out);
    plain("edition", meta.edition.as_deref(), out);
    plain("language", meta.language.as_ref().map(Language::as_str), out);
    if !meta.summary.is_empty() {
        let text = writer.blocks(&meta.summary);
        pair("summary", &lines(&text), out);
    }
    if !meta.keywords.is_empty() {
        let list: Vec<String> = meta.keywords.iter().map(|word| item(word)).collect();
        pair("keywords", &format!("[{}]", list.join(", ")), out);
    }
    plain("series", meta.series.as_deref(), out);
    plain("number", meta.number.as_deref(), out);
    plain("publisher", meta.publisher.as_deref(), out);
    plain("isbn", meta.isbn.as_deref(), out);
    plain("doi", meta.doi.as_deref(), out);
    plain("report-number", meta.report_number.as_deref(), out);
    let mut words = |key: &str, text: &'d [Inline], out: &mut String| {
        let value = writer.line(text, Place::Free);
        if !value.is_empty() {
            pair(key, &scalar(&value), out);
        }
    };
    words("licence", &meta.licence, out);
    words("disclaimer", &meta.disclaimer, out);
    plain("marking", meta.marking.as_deref(), out);
    if let Some(depth) = meta.contents {
        pair("toc", "true", out);
        if depth != CONTENTS_DEPTH {
            pair("toc-depth", &depth.to_string(), out);
        }
    }
    if meta.number_sections {
        pair("number-sections", "true", out);
    }
    plain("base-url", meta.base_url.as_deref(), out);
}

fn pair(key: &str, value: &str, out: &mut String) {
    let _ = writeln!(out, "{key}: {value}");
}

fn plain(key: &str, text: Option<&str>, out: &mut String) {
    if let Some(text) = text {
        pair(key, &scalar(text), out);
    }
}

fn date(date: Option<&Date>, out: &mut String) {
    match date {
        Some(Date::Words(words)) => pair("date", &scalar(words), out),
        Some(date @ Date::Calendar { .. }) => pair("date", &date.iso().unwrap_or_default(), out),
        None => {}
    }
}

fn authors(authors: &[Author], out: &mut String) {
    let is_name = |author: &Author| Author { name: author.name.clone(), ..Author::default() } == *author;
    match authors {
        [] => {}
        [only] if is_name(only) => pair("author", &scalar(&only.name), out),
        several => {
            out.push_str("author:\n");
            for author in several {
                if is_name(author) {
                    let _ = writeln!(out, "  - {}", scalar(&author.name));
                } else {
                    person(author, out);
                }
            }
        }
    }
}

fn person(author: &Author, out: &mut String) {
    let Author { name, affiliation, role, email, orcid } = author;
    pair("  - name", &scalar(name), out);
    plain("    role", role.as_deref(), out);
    plain("    affiliation", affiliation.as_deref(), out);
    plain("    email", email.as_deref(), out);
    plain("    orcid", orcid.as_deref(), out);
}

/// A value on one line, in quotes unless it is sure to be read as the text that it is.
fn scalar(text: &str) -> String {
    let is_sign = |c: char| c.is_alphanumeric() || " ,.()/’–".contains(c);
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_safe = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|c| is_sign(c) || c == '-')
        && !words.contains(&&*text.to_lowercase());
    if is_safe { text.to_owned() } else { quoted(text) }
}

/// A value in a list between square brackets.
fn item(text: &str) -> String {
    if text.contains(',') { quoted(text) } else { scalar(text) }
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

/// A text of several lines, as it is.
fn lines(text: &str) -> String {
    if text.contains(|c| is_unprintable(c) && c != '\n') || text.starts_with([' ', '\n']) {
        return quoted(text);
    }
    let mut out = String::from("|");
    for line in text.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str("  ");
            out.push_str(line);
        }
    }
    out
}
