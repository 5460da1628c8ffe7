//! YAML, JSON and TOML as one tree of values, each with its place in the source.

mod json;
mod places;
mod toml;

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

pub(super) use json::json;
pub(super) use places::places;
pub(super) use toml::toml;

/// How much a text may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How deep values may be nested.
    pub(super) depth: usize,
    /// How many values there may be.
    pub(super) count: usize,
}

/// A word of the author's with its range in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The word, its escapes undone.
    pub(super) text: String,
    /// Where it stands, without quotes.
    pub(super) range: Range<usize>,
}

/// A value with its place.
#[derive(Debug)]
pub(super) struct Value {
    /// What it is.
    pub(super) kind: ValueKind,
    /// Where it was written, quotes included.
    pub(super) range: Range<usize>,
}

/// The kinds of value.
#[derive(Debug)]
pub(super) enum ValueKind {
    /// Nothing.
    Null,
    /// Something that is true or not.
    Bool(bool),
    /// A number or a date, whose spelling is that of the source.
    Scalar,
    /// A text, its escapes undone.
    Text(String),
    /// Values in order.
    List(Vec<Value>),
    /// Values by name, in order.
    Map(Vec<Entry>),
}

/// A name and its value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name.
    pub(super) key: Word,
    /// The value.
    pub(super) value: Value,
}

/// Why a text is not YAML, JSON or TOML, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) range: Range<usize>,
}

impl Fault {
    fn twice(key: &Word) -> Self {
        Self { message: format!("{TWICE}{}", key.text), range: key.range.clone() }
    }

    /// The name that is given twice, if that is the fault.
    pub(super) fn given_twice(&self) -> Option<&str> {
        self.message.strip_prefix(TWICE)
    }
}

/// The fault of values past the limit of depth.
const TOO_DEEP: &str = "it is nested too deep";

/// The fault of values past the limit of their number.
const TOO_MUCH: &str = "it holds too much";

/// How the fault of a name that is given twice begins.
const TWICE: &str = "duplicate mapping key: ";

/// Reads YAML; places are counted from `start`.
pub(super) fn yaml(text: &str, start: usize, limits: Limits) -> Result<Value, Fault> {
    let Limits { depth, count } = limits;
    // What aliases stand for is counted each time, so that nothing else need be said of them.
    let budget = serde_saphyr::budget! {
        max_depth: depth,
        max_nodes: count,
        max_events: 4 * count,
        max_aliases: count,
        max_anchors: count,
        max_merge_keys: count,
        max_recorded_anchor_events: 4 * count,
        enforce_alias_anchor_ratio: false,
    };
    on_a_deep_stack(|| {
        let options = serde_saphyr::options! { budget: budget.clone() };
        match serde_saphyr::from_str_with_options::<Spanned<Yaml>>(text, options) {
            Ok(value) => Ok(from_yaml(value, start)),
            Err(error) => Err(yaml_fault(&error, text, start)),
        }
    })
}

/// The stack that the deepest values need: the library takes some 30 KiB for each level where nothing is optimized.
const STACK: usize = 16 << 20;

/// Does work on a thread with a stack that does not depend on the caller's.
fn on_a_deep_stack<T: Send>(work: impl Fn() -> T + Sync) -> T {
    std::thread::scope(|scope| {
        match std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &work) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => work(),
        }
    })
}

fn yaml_fault(error: &serde_saphyr::Error, text: &str, start: usize) -> Fault {
    let at = error.location().map_or(0, |location| {
        let span = location.span();
        let by_chars = || text.char_indices().nth(span.offset() as usize).map_or(text.len(), |(at, _)| at);
        span.byte_offset().map_or_else(by_chars, |offset| offset as usize).min(text.len())
    });
    let known = error.location().and_then(|location| location.span().byte_len()).unwrap_or(0) as usize;
    let length = text[at..].chars().next().map_or(0, char::len_utf8).max(known).min(text.len() - at);
    let shown = error.without_snippet().to_string();
    let message = shown.split(" at line ").next().unwrap_or(&shown);
    // What the library adds for the programmer says nothing to the author.
    let message = message.split(", set ").next().unwrap_or(message);
    let message = if message.starts_with("budget breached: Depth") {
        TOO_DEEP.to_owned()
    } else if message.starts_with("budget breached") {
        TOO_MUCH.to_owned()
    } else {
        message.replace('\'', "`")
    };
    Fault { message, range: start + at..start + at + length }
}

/// A YAML value as the library gives it.
enum Yaml {
    Null,
    Bool(bool),
    Scalar,
    Text(String),
    List(Vec<Spanned<Yaml>>),
    Map(Vec<(Spanned<String>, Spanned<Yaml>)>),
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_none<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Yaml, E> {
        Ok(Yaml::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Yaml, E> {
        Ok(Yaml::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Yaml, E> {
        Ok(Yaml::Scalar)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Yaml, E> {
        Ok(Yaml::Scalar)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Yaml, E> {
        Ok(Yaml::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Yaml, E> {
        Ok(Yaml::Scalar)
    }

    fn visit_str<E>(self, text: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Yaml, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element()? {
            list.push(value);
        }
        Ok(Yaml::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Yaml, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Yaml::Map(entries))
    }
}

fn from_yaml(value: Spanned<Yaml>, start: usize) -> Value {
    let mut range = place(&value.defined, start);
    let kind = match value.value {
        Yaml::Null => ValueKind::Null,
        Yaml::Bool(value) => ValueKind::Bool(value),
        Yaml::Scalar => ValueKind::Scalar,
        Yaml::Text(text) => ValueKind::Text(text),
        Yaml::List(list) => ValueKind::List(list.into_iter().map(|value| from_yaml(value, start)).collect()),
        Yaml::Map(entries) => ValueKind::Map(
            entries
                .into_iter()
                .map(|(key, value)| Entry {
                    key: Word { range: place(&key.defined, start), text: key.value },
                    value: from_yaml(value, start),
                })
                .collect(),
        ),
    };
    // The library tells where lists and maps begin, not where they end.
    let last = match &kind {
        ValueKind::List(list) => list.last(),
        ValueKind::Map(entries) => entries.last().map(|entry| &entry.value),
        ValueKind::Null | ValueKind::Bool(_) | ValueKind::Scalar | ValueKind::Text(_) => None,
    };
    range.end = range.end.max(last.map_or(0, |last| last.range.end));
    Value { kind, range }
}

fn place(location: &serde_saphyr::Location, start: usize) -> Range<usize> {
    let span = location.span();
    let at = start + span.byte_offset().unwrap_or(0) as usize;
    at..at + span.byte_len().unwrap_or(0) as usize
}
