//! Values that know where they were written, and lists of which a faulty entry leaves the others whole.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// The name by which the deserializer knows that places are asked for.
pub(super) const PLACED: &str = "$placed";
/// The name by which it knows that a fault is to be noted and passed over.
pub(super) const LENIENT: &str = "$lenient";
/// The name by which it knows that a fault is to be noted, and that what the value belongs to is lost with it.
pub(super) const FIELD: &str = "$field";

/// A value with its range in the source.
///
/// Places say nothing about what a value is, so they do not count in equality.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placed<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it was written, quotes included; empty for values that nobody wrote.
    pub(crate) range: Range<usize>,
}

impl<T: PartialEq> PartialEq for Placed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> From<T> for Placed<T> {
    fn from(value: T) -> Self {
        Self { value, range: 0..0 }
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let schema = generator.subschema_for::<T>();
        // What looks like a number or a switch is read as a text where one is wanted.
        if schema == json_schema!({ "type": "string" }) { text_schema() } else { schema }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(PLACED, PlacedVisitor(PhantomData))
    }
}

struct PlacedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PlacedVisitor<T> {
    type Value = Placed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Placed<T>, A::Error> {
        let lacking = || A::Error::custom("a value with its place is wanted");
        let start = parts.next_element()?.ok_or_else(lacking)?;
        let end = parts.next_element()?.ok_or_else(lacking)?;
        let value = parts.next_element()?.ok_or_else(lacking)?;
        Ok(Placed { value, range: start..end })
    }
}

/// The schema of a text.
pub(super) fn text_schema() -> Schema {
    json_schema!({ "type": ["string", "number", "boolean"] })
}

/// A value, or nothing where it was faulty; the deserializer has noted the fault then.
pub(super) struct Lenient<T>(pub(super) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(LENIENT, LenientVisitor(PhantomData))
    }
}

/// A field of a form: where it is faulty the form is lost, but not before its other fields have been looked at.
pub(super) fn field<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let Lenient(value) = deserializer.deserialize_newtype_struct(FIELD, LenientVisitor(PhantomData))?;
    Ok(value.unwrap_or_default())
}

/// A value that stands alone: where it is faulty, an empty one takes its place.
pub(super) fn alone<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let Lenient(value) = Lenient::deserialize(deserializer)?;
    Ok(value.unwrap_or_default())
}

struct LenientVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for LenientVisitor<T> {
    type Value = Lenient<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Lenient<T>, A::Error> {
        parts.next_element().map(Lenient)
    }
}

/// Values in order; a faulty one leaves the others whole.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(crate) struct Many<T>(pub(crate) Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ManyVisitor(PhantomData))
    }
}

struct ManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Many<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Many<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(Lenient(value)) = list.next_element()? {
            values.extend(value);
        }
        Ok(Many(values))
    }
}

/// Values by name; where one is faulty, an empty one takes its place.
#[derive(Default)]
pub(super) struct Named<T>(pub(super) BTreeMap<String, Placed<T>>);

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NamedVisitor(PhantomData))
    }
}

struct NamedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for NamedVisitor<T> {
    type Value = Named<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
        let mut values = BTreeMap::new();
        while let Some((name, value)) = map.next_entry()? {
            let Placed { value: Lenient(value), range } = value;
            values.insert(name, Placed { value: value.unwrap_or_default(), range });
        }
        Ok(Named(values))
    }
}
