//! Serde's data model over placed values, so that forms come with the places of what they hold.

mod access;

use std::cell::{Cell, RefCell};
use std::ops::Range;

use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

use self::access::{List, Map, Once, Parts, Variant};
use super::placed::{FIELD, LENIENT, PLACED};
use super::problem::{Problem, is_block};
use super::short::SHORT;
use crate::read::values::{Entry, Value, ValueKind};

/// The text that values come from, and the problems that were passed over.
pub(super) struct Origin<'v> {
    text: &'v str,
    passed: RefCell<Vec<Problem>>,
    /// How many fields are lost of what is being read.
    lost: Cell<usize>,
    /// Whether anything has been left out.
    left_out: Cell<bool>,
}

impl<'v> Origin<'v> {
    pub(super) fn new(text: &'v str) -> Self {
        Self { text, passed: RefCell::default(), lost: Cell::default(), left_out: Cell::default() }
    }

    /// Notes a problem; where the value itself is not the cause, that is noted already.
    fn pass(&self, problem: Problem) {
        if !problem.told {
            self.passed.borrow_mut().push(problem);
        }
    }

    /// The form of a value; its problems go to the others.
    pub(super) fn form<T: de::Deserialize<'v>>(&'v self, value: &'v Value) -> Option<T> {
        match T::deserialize(De { value, origin: self }) {
            Ok(form) => Some(form),
            Err(problem) => {
                self.pass(problem.within(&value.range));
                None
            }
        }
    }

    /// A choice by its name. One that there is not is noted, and taken for the nearest that there is.
    fn choice<'n>(
        &self,
        name: &'n str,
        range: &Range<usize>,
        known: &[&'static str],
    ) -> Result<&'n str, Problem> {
        if known.contains(&name) {
            return Ok(name);
        }
        let (problem, near) = Problem::no_choice(name, known);
        let problem = problem.within(range);
        let Some(near) = near else { return Err(problem) };
        self.pass(problem);
        Ok(near)
    }

    /// Whether a part was so faulty that it is not in the form.
    pub(super) fn has_left_out(&self) -> bool {
        self.left_out.get()
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
            ValueKind::Map(entries) => visitor.visit_map(Map::new(entries, None, self.origin)),
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
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let entries = match &self.value.kind {
            // A block without fields, such as a page break, has nothing behind its colon.
            ValueKind::Null => &[][..],
            ValueKind::Map(entries) => entries,
            ValueKind::Bool(_) | ValueKind::Scalar | ValueKind::Text(_) => {
                return Err(Problem::no_fields("a text", known));
            }
            ValueKind::List(_) => return Err(Problem::no_fields("a list", known)),
        };
        let before = self.origin.lost.get();
        let form = visitor.visit_map(Map::new(entries, Some(known), self.origin))?;
        if self.origin.lost.get() > before { Err(Problem::told()) } else { Ok(form) }
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match name {
            PLACED => visitor.visit_seq(Parts { de: self, given: 0 }),
            LENIENT => visitor.visit_seq(Once { de: Some(self), is_field: false }),
            FIELD => visitor.visit_seq(Once { de: Some(self), is_field: true }),
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
            ValueKind::Map(entries) => {
                let Some((first, others)) = entries.split_first() else {
                    return Err(Problem::new("a block has one kind, and this has none".to_owned(), None));
                };
                for other in others {
                    self.origin.pass(second_kind(first, other));
                }
                visitor.visit_enum(Variant { entry: first, known, origin: self.origin })
            }
            ValueKind::Bool(_) | ValueKind::Scalar | ValueKind::Text(_) => {
                let word = self.words().unwrap_or_default();
                visitor.visit_enum(self.origin.choice(word, &self.value.range, known)?.into_deserializer())
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

fn second_kind(first: &Entry, second: &Entry) -> Problem {
    let (one, two) = (&first.key.text, &second.key.text);
    let message = format!("a block has one kind, and this has two: `{one}` and `{two}`");
    Problem::new(message, Some(format!("move `{two}` in below `{one}`"))).within(&second.key.range)
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
