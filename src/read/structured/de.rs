//! Serde's data model over placed values, so that forms come with the places of what they hold.

use std::cell::RefCell;

use serde::de::value::{StrDeserializer, UsizeDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::placed::{LENIENT, PLACED};
use super::problem::{Problem, is_block};
use super::short::SHORT;
use crate::read::values::{Entry, Value, ValueKind};

/// The text that values come from, and the problems that were passed over.
pub(super) struct Origin<'v> {
    text: &'v str,
    passed: RefCell<Vec<Problem>>,
}

impl<'v> Origin<'v> {
    pub(super) fn new(text: &'v str) -> Self {
        Self { text, passed: RefCell::default() }
    }

    /// The form of a value; its problems go to the others.
    pub(super) fn form<T: de::Deserialize<'v>>(&'v self, value: &'v Value) -> Option<T> {
        match T::deserialize(De { value, origin: self }) {
            Ok(form) => Some(form),
            Err(problem) => {
                self.passed.borrow_mut().push(problem.within(&value.range));
                None
            }
        }
    }

    /// All problems.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.passed.into_inner()
    }
}

/// A value as a source of forms.
#[derive(Clone, Copy)]
struct De<'v> {
    value: &'v Value,
    origin: &'v Origin<'v>,
}

impl<'v> De<'v> {
    /// A text, or what stands there for a number, a date, true or false.
    fn words(self) -> Option<&'v str> {
        match &self.value.kind {
            ValueKind::Text(text) => Some(text),
            ValueKind::Bool(_) | ValueKind::Scalar => self.origin.text.get(self.value.range.clone()),
            ValueKind::Null | ValueKind::List(_) | ValueKind::Map(_) => None,
        }
    }

    fn number<T: std::str::FromStr>(self) -> Result<T, Problem> {
        let number = self.words().and_then(|words| words.trim().parse().ok());
        number.ok_or_else(|| Problem::new("a whole number is wanted here".to_owned(), None))
    }
}

impl<'v> Deserializer<'v> for De<'v> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.value.kind {
            ValueKind::Null => visitor.visit_unit(),
            ValueKind::Bool(_) | ValueKind::Scalar | ValueKind::Text(_) => {
                visitor.visit_borrowed_str(self.words().unwrap_or_default())
            }
            ValueKind::List(list) => visitor.visit_seq(List { rest: list.iter(), origin: self.origin }),
            ValueKind::Map(entries) => {
                visitor.visit_map(Map { rest: entries.iter(), value: None, origin: self.origin })
            }
        }
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value.kind {
            ValueKind::Bool(value) => visitor.visit_bool(value),
            ValueKind::Null
            | ValueKind::Scalar
            | ValueKind::Text(_)
            | ValueKind::List(_)
            | ValueKind::Map(_) => {
                let help = "write `true` or `false`, without quotes".to_owned();
                Err(Problem::new("true or false is wanted here".to_owned(), Some(help)))
            }
        }
    }

    fn deserialize_u8<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_u8(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_u32(self.number()?)
    }

    fn deserialize_u64<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value.kind {
            ValueKind::Null => visitor.visit_none(),
            ValueKind::Bool(_)
            | ValueKind::Scalar
            | ValueKind::Text(_)
            | ValueKind::List(_)
            | ValueKind::Map(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match self.value.kind {
            // A block without fields, such as a page break, has nothing behind its colon.
            ValueKind::Null => visitor.visit_map(Map { rest: [].iter(), value: None, origin: self.origin }),
            ValueKind::Bool(_)
            | ValueKind::Scalar
            | ValueKind::Text(_)
            | ValueKind::List(_)
            | ValueKind::Map(_) => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match name {
            PLACED => visitor.visit_seq(Parts { de: self, given: 0 }),
            LENIENT => visitor.visit_seq(Once(Some(self))),
            // A short form is a text or a list; a long one has fields.
            SHORT if matches!(self.value.kind, ValueKind::Map(_) | ValueKind::Null) => {
                visitor.visit_newtype_struct(self)
            }
            SHORT => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.value.kind {
            ValueKind::Map(entries) => match &entries[..] {
                [entry] => visitor.visit_enum(Variant { entry, origin: self.origin }),
                [] => Err(Problem::new("a block has one kind, and this has none".to_owned(), None)),
                [first, second, ..] => {
                    let message = format!(
                        "a block has one kind, and this has two: `{}` and `{}`",
                        first.key.text, second.key.text
                    );
                    let help = format!("move `{}` in below `{}`", second.key.text, first.key.text);
                    Err(Problem::new(message, Some(help)).within(&second.key.range))
                }
            },
            ValueKind::Bool(_) | ValueKind::Scalar | ValueKind::Text(_) => {
                visitor.visit_enum(self.words().unwrap_or_default().into_deserializer())
            }
            ValueKind::Null | ValueKind::List(_) if is_block(known) => {
                Err(Problem::new("a block with its kind is wanted here".to_owned(), None))
            }
            ValueKind::Null | ValueKind::List(_) => {
                let help = format!("it can be {}", known.join(", "));
                Err(Problem::new("one word is wanted here".to_owned(), Some(help)))
            }
        }
    }

    forward_to_deserialize_any! {
        <V: Visitor<'v>>
        i8 i16 i32 i64 i128 u16 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

/// The values of a list.
struct List<'v> {
    rest: std::slice::Iter<'v, Value>,
    origin: &'v Origin<'v>,
}

impl<'v> SeqAccess<'v> for List<'v> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        let form = seed.deserialize(De { value, origin: self.origin });
        form.map(Some).map_err(|problem| problem.within(&value.range))
    }
}

/// A value with its place: the range's start, its end, the value itself.
struct Parts<'v> {
    de: De<'v>,
    given: u8,
}

impl<'v> SeqAccess<'v> for Parts<'v> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        self.given += 1;
        let range = &self.de.value.range;
        let bound = |at: usize| -> UsizeDeserializer<Problem> { at.into_deserializer() };
        match self.given {
            1 => seed.deserialize(bound(range.start)).map(Some),
            2 => seed.deserialize(bound(range.end)).map(Some),
            3 => seed.deserialize(self.de).map(Some).map_err(|problem| problem.within(range)),
            _ => Ok(None),
        }
    }
}

/// A value whose problem is noted and passed over.
struct Once<'v>(Option<De<'v>>);

impl<'v> SeqAccess<'v> for Once<'v> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        let Some(de) = self.0.take() else { return Ok(None) };
        match seed.deserialize(de) {
            Ok(form) => Ok(Some(form)),
            Err(problem) => {
                de.origin.passed.borrow_mut().push(problem.within(&de.value.range));
                Ok(None)
            }
        }
    }
}

/// The entries of a map.
struct Map<'v> {
    rest: std::slice::Iter<'v, Entry>,
    value: Option<&'v Value>,
    origin: &'v Origin<'v>,
}

impl<'v> MapAccess<'v> for Map<'v> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        let Some(entry) = self.rest.next() else { return Ok(None) };
        self.value = Some(&entry.value);
        let name: StrDeserializer<'_, Problem> = entry.key.text.as_str().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|problem| problem.within(&entry.key.range))
    }

    fn next_value_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<T::Value, Problem> {
        let value = self.value.take().ok_or_else(|| de::Error::custom("a key comes before its value"))?;
        seed.deserialize(De { value, origin: self.origin }).map_err(|problem| problem.within(&value.range))
    }
}

/// A kind and what it holds.
struct Variant<'v> {
    entry: &'v Entry,
    origin: &'v Origin<'v>,
}

impl<'v> EnumAccess<'v> for Variant<'v> {
    type Error = Problem;
    type Variant = De<'v>;

    fn variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<(T::Value, De<'v>), Problem> {
        let name: StrDeserializer<'_, Problem> = self.entry.key.text.as_str().into_deserializer();
        let kind = seed.deserialize(name).map_err(|problem| problem.within(&self.entry.key.range))?;
        Ok((kind, De { value: &self.entry.value, origin: self.origin }))
    }
}

impl<'v> VariantAccess<'v> for De<'v> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        match self.value.kind {
            ValueKind::Null => Ok(()),
            ValueKind::Bool(_)
            | ValueKind::Scalar
            | ValueKind::Text(_)
            | ValueKind::List(_)
            | ValueKind::Map(_) => Err(Problem::new("one word is wanted here, not fields".to_owned(), None)),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<T::Value, Problem> {
        seed.deserialize(self).map_err(|problem| problem.within(&self.value.range))
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'v>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.deserialize_any(visitor)
    }
}
