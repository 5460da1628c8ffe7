//! The front matter: where it stands, and what its keys mean.

use std::ops::Range;

use super::attributes::Word;
use super::inlines::brief;
use super::keys;
use super::part::Part;
use super::{Reader, typography};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::theme::PageStyle;
use crate::model::{Block, Contents, Inline, Language, Meta};
use crate::read::values::{self, Entry, Fault, Limits, Value, ValueKind};
use crate::source::{SourceId, Span};

/// An author's affiliations need five levels.
const LIMITS: Limits = Limits { depth: 16, count: 10_000 };

/// The front matter of a text.
pub(super) struct Front<'t> {
    source: SourceId,
    /// The fence that it stands between.
    fence: &'static str,
    /// What stands between.
    inner: &'t str,
    /// Where that begins.
    start: usize,
    /// Whether the second fence is there.
    pub(super) closed: bool,
    /// Where the body begins.
    pub(super) end: usize,
}

/// Finds the front matter: YAML between `---`, or TOML between `+++`, on the first lines.
pub(super) fn split(source: SourceId, text: &str) -> Option<Front<'_>> {
    let first = text.lines().next()?;
    let fence = ["---", "+++"].into_iter().find(|fence| first.trim_end() == *fence)?;
    let start = (first.len() + 1).min(text.len());
    let rest = &text[start..];
    // A rule at the start of a text is followed by a blank line, front matter is not.
    if rest.lines().next().is_none_or(|line| line.trim().is_empty()) {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let word = line.trim_end();
        if word == fence || (fence == "---" && word == "...") {
            let end = start + at + line.len();
            return Some(Front { source, fence, inner: &rest[..at], start, closed: true, end });
        }
        at += line.len();
    }
    let looks_like_keys = rest.lines().next().is_some_and(|line| line.contains([':', '=']));
    let unclosed = Front { source, fence, inner: "", start: 0, closed: false, end: text.len() };
    looks_like_keys.then_some(unclosed)
}

impl Front<'_> {
    /// The place of its first line.
    pub(super) fn fence_span(&self) -> Span {
        Span::new(self.source, 0, self.fence.len())
    }

    /// Its keys with their values; `None` where they cannot be read.
    pub(super) fn values(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Entry>> {
        let span = |range: Range<usize>| Span::new(self.source, range.start, range.end);
        if !self.closed {
            let message = format!("the front matter that begins with `{}` does not end", self.fence);
            diagnostics.push(
                Diagnostic::new(Code::BadMetadata, self.fence_span(), message)
                    .with_help(format!("write `{}` on a line of its own below the last key", self.fence)),
            );
            return None;
        }
        let value = match self.fence {
            "---" => values::yaml(self.inner, self.start, LIMITS),
            _ => values::toml(self.inner, self.start, LIMITS),
        };
        match value {
            Ok(Value { kind: ValueKind::Map(entries), .. }) => return Some(entries),
            Ok(Value { kind: ValueKind::Null, .. }) => return Some(Vec::new()),
            Ok(Value { range, .. }) => {
                let fault = Diagnostic::new(Code::BadMetadata, span(range), "the front matter holds no keys");
                diagnostics.push(fault.with_help("write lines such as `title: …`"));
            }
            Err(fault) => diagnostics.push(self.explain(&fault)),
        }
        None
    }

    /// A fault in the syntax, with what is most likely meant.
    fn explain(&self, fault: &Fault) -> Diagnostic {
        if self.fence == "---"
            && let Some(unquoted) = unquoted(self.inner, fault.range.start.saturating_sub(self.start))
        {
            let start = self.start + unquoted.range.start;
            let span = Span::new(self.source, start, self.start + unquoted.range.end);
            return Diagnostic::new(Code::BadMetadata, span, unquoted.message).with_help(unquoted.help);
        }
        let span = Span::new(self.source, fault.range.start, fault.range.end);
        if let Some(key) = fault.given_twice() {
            return Diagnostic::new(Code::BadMetadata, span, format!("the key `{key}` is given twice"))
                .with_help("keep one of the two");
        }
        let syntax = if self.fence == "---" { "YAML" } else { "TOML" };
        Diagnostic::new(
            Code::BadMetadata,
            span,
            format!("cannot read the front matter as {syntax}: {}", fault.message),
        )
    }
}

/// Signs that no text without quotes may begin with in YAML.
const SIGNS: [char; 4] = ['*', '@', '`', '%'];

/// A value in YAML that must stand in quotes.
pub(in crate::read) struct Unquoted {
    pub(in crate::read) message: String,
    pub(in crate::read) help: String,
    pub(in crate::read) range: Range<usize>,
}

/// The value without quotes, if there is one, that makes the line of a fault no YAML.
pub(in crate::read) fn unquoted(text: &str, at: usize) -> Option<Unquoted> {
    let from = text[..at.min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let line = text[from..].lines().next()?;
    let item = line.trim_start();
    let (key, value) = match (item.strip_prefix("- "), line.split_once(": ")) {
        (Some(text), _) if text.trim_start().starts_with(SIGNS) => ("", text),
        (_, Some((key, value))) => (key, value),
        (_, None) => return None,
    };
    let bare = value.trim();
    let holds_colon = bare.contains(": ") || bare.ends_with(':');
    if bare.starts_with(['"', '\'', '[', '{', '|', '>']) || !(holds_colon || bare.starts_with(SIGNS)) {
        return None;
    }
    let key = key.trim().trim_start_matches("- ");
    let start = from + line.len() - value.trim_start().len();
    let sign = if holds_colon { "holds a colon".to_owned() } else { format!("begins with `{}`", &bare[..1]) };
    let quoted = if bare.contains('"') {
        format!("'{}'", bare.replace('\'', "''"))
    } else {
        format!("\"{}\"", bare.replace('\\', "\\\\"))
    };
    let (what, before) = if key.is_empty() {
        ("this text".to_owned(), "- ".to_owned())
    } else {
        (format!("the value of `{key}`"), format!("{key}: "))
    };
    Some(Unquoted {
        message: format!("{what} {sign}, so it must stand in quotes"),
        help: format!("write `{before}{}`", brief(&quoted)),
        range: start..start + bare.len(),
    })
}

impl Reader<'_> {
    /// Makes metadata of the front matter's values.
    pub(in crate::read) fn metadata(&mut self, source: SourceId, text: &str, entries: Vec<Entry>) -> Meta {
        let mut meta = Meta::default();
        let mut given = Given { source, text, contents: None, depth: None };
        // Whether typographic signs are wanted counts for all texts, so it is read first.
        let (first, others): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| entry.key.text == "smart");
        for entry in first.into_iter().chain(others) {
            self.named.extend(keys::find(&entry.key.text));
            let place = given.span(entry.key.range.clone()).to(given.span(entry.value.range.clone()));
            meta.span = if meta.span.end == 0 { place } else { meta.span.to(place) };
            self.entry(&mut meta, &mut given, &entry);
        }
        if given.contents.unwrap_or(false) {
            meta.contents = Some(given.depth.unwrap_or(Contents::DEPTH));
        }
        meta
    }

    fn entry(&mut self, meta: &mut Meta, given: &mut Given<'_>, entry: &Entry) {
        let Entry { key, value } = entry;
        if matches!(value.kind, ValueKind::Null) && keys::find(&key.text).is_some() {
            return;
        }
        let Some(name) = keys::find(&key.text) else { return self.unknown_key(given, key) };
        match name {
            "title" => meta.title = self.inline_value(given, key, value),
            "subtitle" => meta.subtitle = self.inline_value(given, key, value),
            "licence" => meta.licence = self.inline_value(given, key, value),
            "disclaimer" => meta.disclaimer = self.inline_value(given, key, value),
            "summary" => meta.summary = self.block_value(given, key, value),
            "short-title" => meta.short_title = self.text_value(given, key, value),
            "edition" => meta.edition = self.text_value(given, key, value),
            "series" => meta.series = self.text_value(given, key, value),
            "number" => meta.number = self.text_value(given, key, value),
            "publisher" => meta.publisher = self.text_value(given, key, value),
            "report-number" => meta.report_number = self.text_value(given, key, value),
            "marking" => meta.marking = self.text_value(given, key, value),
            "author" => meta.authors = self.authors(given, key, value),
            "date" => meta.date = self.date(given, key, value),
            "language" => meta.language = self.language_value(given, key, value),
            "keywords" => meta.keywords = self.keywords(given, key, value),
            "isbn" => meta.isbn = self.isbn(given, key, value),
            "doi" => meta.doi = self.doi(given, key, value),
            "identifier" => self.identifier(meta, given, key, value),
            "base-url" => meta.base_url = self.base_url(given, key, value),
            "toc" => given.contents = self.bool_value(given, key, value),
            "toc-depth" => given.depth = self.depth_value(given, key, value),
            "lists" => meta.lists = self.lists(given, key, value),
            "endnotes" => meta.endnotes = self.bool_value(given, key, value),
            "columns" => meta.columns = self.columns_value(given, key, value),
            "number-sections" => meta.number_sections = self.bool_value(given, key, value).unwrap_or(false),
            "smart" => self.smart = self.bool_value(given, key, value).unwrap_or(self.smart),
            other => debug_assert!(false, "the key `{other}` is known but not read"),
        }
    }

    fn unknown_key(&mut self, given: &Given<'_>, key: &Word) {
        let span = given.span(key.range.clone());
        let name = &key.text;
        let code = self.unknown_name();
        let fault = if let Some(reason) = keys::unused(name) {
            Diagnostic::new(code, span, format!("`{name}` is not used here")).with_help(reason)
        } else {
            let fault = Diagnostic::new(code, span, format!("there is no key `{name}`"));
            let own: &[&str] = if self.structured { &["body", "notes"] } else { &[] };
            match nearest(&keys::canonical(name), keys::names().chain(own.iter().copied())) {
                Some(near) => fault.with_help(format!("did you mean `{near}`?")),
                None if self.structured => fault.with_help("the guide lists the keys"),
                None => fault.with_help("the guide lists the keys; this one is left out"),
            }
        };
        self.fault(fault);
    }

    /// The fault of a name that nothing has: in a text that holds nothing but values it is most likely a slip.
    pub(super) fn unknown_name(&self) -> Code {
        if self.structured { Code::UnknownField } else { Code::UnknownKey }
    }

    /// Says that a value has the wrong form.
    pub(super) fn bad_value(&mut self, span: Span, message: String, help: &str) {
        self.fault(Diagnostic::new(Code::BadValue, span, message).with_help(help));
    }

    /// A value as plain text on one line.
    pub(super) fn text_value(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let text = match &value.kind {
            ValueKind::Text(text) => {
                let words = text.split(typography::is_breaking_space).filter(|word| !word.is_empty());
                words.collect::<Vec<_>>().join(" ")
            }
            ValueKind::Bool(_) | ValueKind::Scalar => given.text[value.range.clone()].to_owned(),
            ValueKind::Null => return None,
            ValueKind::List(_) | ValueKind::Map(_) => {
                let span = given.line_span(value);
                self.bad_value(
                    span,
                    format!("`{}` must be a text", key.text),
                    "write the words behind the colon",
                );
                return None;
            }
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// A value as a part to be read as Markdown.
    fn value_part(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<Part> {
        // Quarto's `license` and others' have their words under `text`.
        if let ValueKind::Map(entries) = &value.kind
            && let Some(entry) =
                entries.iter().find(|entry| matches!(&*entry.key.text, "text" | "name" | "url"))
        {
            return self.value_part(given, key, &entry.value);
        }
        let text = match &value.kind {
            ValueKind::Text(text) => text.clone(),
            ValueKind::Null
            | ValueKind::Bool(_)
            | ValueKind::Scalar
            | ValueKind::List(_)
            | ValueKind::Map(_) => self.text_value(given, key, value)?,
        };
        Some(Part::typed(given.source, given.text, value.range.clone(), &text))
    }

    fn inline_value(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Vec<Inline> {
        let Some(part) = self.value_part(given, key, value) else { return Vec::new() };
        let range = 0..part.text.len();
        self.fragment(&part, range)
    }

    fn block_value(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Vec<Block> {
        self.value_part(given, key, value).map(|part| self.text_of_blocks(part)).unwrap_or_default()
    }

    /// True or not.
    fn bool_value(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<bool> {
        if let ValueKind::Bool(value) = value.kind {
            return Some(value);
        }
        let message = format!("`{}` must be `true` or `false`", key.text);
        self.bad_value(given.line_span(value), message, "write `true` or `false`, without quotes");
        None
    }

    fn depth_value(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<u8> {
        let depth = self.text_value(given, key, value)?.parse().ok().filter(|depth| (1..=6).contains(depth));
        if depth.is_none() {
            let message = format!("`{}` must be a number from 1 to 6", key.text);
            self.bad_value(given.line_span(value), message, "write how many levels of headings to list");
        }
        depth
    }

    fn columns_value(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<u8> {
        let most = PageStyle::MOST_COLUMNS;
        let count =
            self.text_value(given, key, value)?.parse().ok().filter(|count| (1..=most).contains(count));
        if count.is_none() {
            let message = format!("`{}` must be a number from 1 to {most}", key.text);
            self.bad_value(given.line_span(value), message, "write in how many columns the text is set");
        }
        count
    }

    fn language_value(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<Language> {
        let tag = self.text_value(given, key, value)?;
        let language = Language::parse(&tag);
        if language.is_none() {
            self.bad_language(&tag, given.span(value.range.clone()));
        }
        language
    }
}

/// The front matter while it is read.
pub(super) struct Given<'t> {
    source: SourceId,
    /// The whole source.
    pub(super) text: &'t str,
    contents: Option<bool>,
    depth: Option<u8>,
}

impl Given<'_> {
    /// The span of a range of the source.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    /// The span of a value, or of its first line where it runs over several.
    pub(super) fn line_span(&self, value: &Value) -> Span {
        let rest = &self.text[value.range.start..];
        let line = rest.lines().next().unwrap_or_default().trim_end();
        // The library tells where lists and maps begin, not where they end.
        let is_open = matches!(value.kind, ValueKind::List(_) | ValueKind::Map(_));
        let length = if is_open { line.len() } else { line.len().min(value.range.len()) };
        self.span(value.range.start..value.range.start + length)
    }
}
