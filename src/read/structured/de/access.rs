//! How serde is given what lists, maps and choices hold.

use serde::de::value::{StrDeserializer, UsizeDeserializer};
use serde::de::{self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess};

use super::{De, Origin};
use crate::read::structured::problem::Problem;
use crate::read::values::{Entry, Value};

/// The values of a list.
pub(super) struct List<'v> {
    pub(super) rest: std::slice::Iter<'v, Value>,
    pub(super) origin: &'v Origin<'v>,
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
pub(super) struct Parts<'v> {
    pub(super) de: De<'v>,
    pub(super) given: u8,
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

/// A value whose problem is noted and passed over; that of a field costs what it belongs to.
pub(super) struct Once<'v> {
    pub(super) de: Option<De<'v>>,
    pub(super) is_field: bool,
}

impl<'v> SeqAccess<'v> for Once<'v> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        let Some(de) = self.de.take() else { return Ok(None) };
        let lost = &de.origin.lost;
        let before = lost.get();
        let form = seed.deserialize(de);
        lost.set(before + usize::from(self.is_field && form.is_err()));
        form.map(Some).or_else(|problem| {
            de.origin.left_out.set(true);
            de.origin.pass(problem.within(&de.value.range));
            Ok(None)
        })
    }
}

/// The entries of a map.
pub(super) struct Map<'v> {
    pub(super) rest: std::slice::Iter<'v, Entry>,
    pub(super) value: Option<&'v Value>,
    pub(super) origin: &'v Origin<'v>,
    /// The names that it may have, where not every name will do.
    pub(super) known: Option<&'static [&'static str]>,
    /// Those of them that it has.
    pub(super) given: Vec<&'v str>,
}

impl<'v> Map<'v> {
    pub(super) fn new(
        entries: &'v [Entry],
        known: Option<&'static [&'static str]>,
        origin: &'v Origin<'v>,
    ) -> Self {
        let names = entries.iter().map(|entry| entry.key.text.as_str());
        let given = names.filter(|name| known.is_some_and(|known| known.contains(name))).collect();
        Self { rest: entries.iter(), value: None, origin, known, given }
    }

    /// The next entry under a name that is known. A name that is not is noted, and taken for the nearest where that is not
    /// given besides, so that what it holds is looked at in the same run.
    fn next_known(&mut self) -> Option<(&'v Entry, &'v str)> {
        loop {
            let entry = self.rest.next()?;
            let name = entry.key.text.as_str();
            let Some(known) = self.known.filter(|known| !known.contains(&name)) else {
                return Some((entry, name));
            };
            let (problem, near) = Problem::unknown("field", name, known);
            self.origin.pass(problem.within(&entry.key.range));
            if let Some(near) = near.filter(|near| !self.given.contains(near)) {
                self.given.push(near);
                return Some((entry, near));
            }
        }
    }
}

impl<'v> MapAccess<'v> for Map<'v> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        let Some((entry, name)) = self.next_known() else { return Ok(None) };
        self.value = Some(&entry.value);
        let name: StrDeserializer<'_, Problem> = name.into_deserializer();
        seed.deserialize(name).map(Some).map_err(|problem| problem.within(&entry.key.range))
    }

    fn next_value_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<T::Value, Problem> {
        let value = self.value.take().ok_or_else(|| de::Error::custom("a key comes before its value"))?;
        seed.deserialize(De { value, origin: self.origin }).map_err(|problem| problem.within(&value.range))
    }
}

/// A kind and what it holds.
pub(super) struct Variant<'v> {
    pub(super) entry: &'v Entry,
    pub(super) known: &'static [&'static str],
    pub(super) origin: &'v Origin<'v>,
}

impl<'v> EnumAccess<'v> for Variant<'v> {
    type Error = Problem;
    type Variant = De<'v>;

    fn variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<(T::Value, De<'v>), Problem> {
        let key = &self.entry.key;
        let name: StrDeserializer<'_, Problem> =
            self.origin.choice(&key.text, &key.range, self.known)?.into_deserializer();
        let kind = seed.deserialize(name).map_err(|problem| problem.within(&key.range))?;
        Ok((kind, De { value: &self.entry.value, origin: self.origin }))
    }
}
