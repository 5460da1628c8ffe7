//! JSON as placed values: the library hands out each value as a stretch of the text, so that its place is known.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Entry, Fault, Limits, TOO_DEEP, TOO_MUCH, Value, ValueKind, Word};

/// Reads JSON.
pub(in crate::read) fn json(text: &str, limits: Limits) -> Result<Value, Fault> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| explain(&error, text, 0))?;
    Json { text, limits, count: 0 }.value(whole, 0)
}

struct Json<'t> {
    text: &'t str,
    limits: Limits,
    count: usize,
}

impl Json<'_> {
    fn value(&mut self, raw: &RawValue, depth: usize) -> Result<Value, Fault> {
        let range = self.range(raw);
        self.count += 1;
        if depth > self.limits.depth {
            return Err(Fault { message: TOO_DEEP.to_owned(), range: range.start..range.start + 1 });
        }
        if self.count > self.limits.count {
            return Err(Fault { message: TOO_MUCH.to_owned(), range: range.start..range.start + 1 });
        }
        let kind = match raw.get().as_bytes().first() {
            Some(b'{') => self.map(raw, depth)?,
            Some(b'[') => {
                let list: Vec<&RawValue> = self.part(raw)?;
                let values = list.into_iter().map(|raw| self.value(raw, depth + 1));
                ValueKind::List(values.collect::<Result<_, _>>()?)
            }
            Some(b'"') => ValueKind::Text(self.part(raw)?),
            Some(b't' | b'f') => ValueKind::Bool(raw.get() == "true"),
            Some(b'n') => ValueKind::Null,
            Some(_) | None => ValueKind::Scalar,
        };
        Ok(Value { kind, range })
    }

    fn map(&mut self, raw: &RawValue, depth: usize) -> Result<ValueKind, Fault> {
        let Pairs(pairs) = self.part(raw)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(pairs.len());
        let mut names = BTreeSet::new();
        for (name, raw) in pairs {
            let key = Word { text: self.part(name)?, range: self.range(name) };
            if !names.insert(key.text.clone()) {
                return Err(Fault::twice(&key));
            }
            entries.push(Entry { key, value: self.value(raw, depth + 1)? });
        }
        Ok(ValueKind::Map(entries))
    }

    fn part<'r, T: Deserialize<'r>>(&self, raw: &'r RawValue) -> Result<T, Fault> {
        let start = self.range(raw).start;
        serde_json::from_str(raw.get()).map_err(|error| explain(&error, self.text, start))
    }

    /// Where a value stands: it is a stretch of the text itself.
    fn range(&self, raw: &RawValue) -> Range<usize> {
        let start = raw.get().as_ptr().addr() - self.text.as_ptr().addr();
        start..start + raw.get().len()
    }
}

/// Names and values in order.
struct Pairs<'r>(Vec<(&'r RawValue, &'r RawValue)>);

impl<'de: 'r, 'r> Deserialize<'de> for Pairs<'r> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;

        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names with their values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = access.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor)
    }
}

/// The library's words for what most often goes wrong, and plainer ones.
const PLAIN: [(&str, &str); 11] = [
    ("EOF while parsing a list", "a list does not end; `]` is missing"),
    ("EOF while parsing an object", "fields do not end; `}` is missing"),
    ("EOF while parsing a string", "a text does not end; `\"` is missing"),
    ("EOF while parsing a value", "a value is missing"),
    ("expected value", "a value is wanted here"),
    ("expected ident", "a value is wanted here: a text in quotes, a number, `true`, `false` or `null`"),
    ("key must be a string", "a name in quotes is wanted here; no comma stands before `}`"),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "a text runs over the end of its line; write `\\n`",
    ),
    ("unexpected end of hex escape", HALF),
    ("lone leading surrogate in hex escape", HALF),
    ("trailing characters", "something stands behind the end"),
];

const HALF: &str = "this escape is half of a character; the other half must follow";

fn explain(error: &serde_json::Error, text: &str, start: usize) -> Fault {
    let rest = &text[start..];
    let line = rest.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let at = text.floor_char_boundary(start + line + error.column().saturating_sub(1));
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    let shown = error.to_string();
    let shown = shown.split(" at line ").next().unwrap_or(&shown);
    let plain = PLAIN.iter().find(|(words, _)| shown == *words);
    let message = plain.map_or(shown, |(_, plain)| plain).to_owned();
    Fault { message, range: at..at + length }
}
