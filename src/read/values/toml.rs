//! TOML as placed values.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::{Entry, Fault, Limits, TOO_DEEP, TOO_MUCH, TWICE, Value, ValueKind, Word};

/// Reads TOML; places are counted from `start`. How deep values may be nested is the library's to say.
pub(in crate::read) fn toml(text: &str, start: usize, limits: Limits) -> Result<Value, Fault> {
    match DeTable::parse(text) {
        Ok(table) => {
            let range = start..start + text.len();
            let mut toml = Toml { start, left: limits.count };
            Ok(Value { kind: toml.table(table.into_inner())?, range })
        }
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let message = match error.message().trim() {
                "duplicate key" => format!("{TWICE}{}", text.get(span.clone()).unwrap_or_default()),
                "cannot recurse further; max recursion depth met" => TOO_DEEP.to_owned(),
                message => message.replace('\n', ", "),
            };
            Err(Fault { message, range: start + span.start..start + span.end })
        }
    }
}

/// TOML on its way to placed values.
struct Toml {
    start: usize,
    /// How many values more there may be.
    left: usize,
}

impl Toml {
    fn value(&mut self, value: Spanned<DeValue<'_>>) -> Result<Value, Fault> {
        let span = value.span();
        let range = self.start + span.start..self.start + span.end;
        let Some(left) = self.left.checked_sub(1) else {
            return Err(Fault { message: TOO_MUCH.to_owned(), range });
        };
        self.left = left;
        let kind = match value.into_inner() {
            DeValue::String(text) => ValueKind::Text(text.into_owned()),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => ValueKind::Scalar,
            DeValue::Boolean(value) => ValueKind::Bool(value),
            DeValue::Array(list) => {
                ValueKind::List(list.into_iter().map(|value| self.value(value)).collect::<Result<_, _>>()?)
            }
            DeValue::Table(table) => self.table(table)?,
        };
        Ok(Value { kind, range })
    }

    fn table(&mut self, table: DeTable<'_>) -> Result<ValueKind, Fault> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let span = key.span();
            let range = self.start + span.start..self.start + span.end;
            entries.push(Entry {
                key: Word { text: key.into_inner().into_owned(), range },
                value: self.value(value)?,
            });
        }
        entries.sort_by_key(|entry| entry.key.range.start);
        Ok(ValueKind::Map(entries))
    }
}
