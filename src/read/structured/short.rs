//! Short spellings: a text, or a list of blocks, stands for a form of which nothing else is said.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use super::form::BlockForm;
use super::placed::{Lenient, Placed, text_schema};

/// The name by which the deserializer knows that a short spelling may stand here.
pub(super) const SHORT: &str = "$short";

/// Running content: one paragraph as a text in inline Markdown, or blocks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// One paragraph.
    Text(Placed<String>),
    /// Blocks in order.
    Blocks(Vec<BlockForm>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Blocks(Vec::new())
    }
}

impl Content {
    /// Whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Blocks(blocks) if blocks.is_empty())
    }
}

/// A form that a text or blocks may stand for.
pub(crate) trait Shorten: Sized {
    /// Whether blocks may stand for it, and not a text alone.
    const BLOCKS: bool;

    /// The form that the content stands for.
    fn from_content(content: Content) -> Self;

    /// The content, where nothing else is said.
    fn as_content(&self) -> Option<Cow<'_, Content>>;
}

/// A form, or what stands for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Short<T>(pub(crate) T);

impl<T: Serialize + Shorten> Serialize for Short<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_content() {
            Some(content) => content.serialize(serializer),
            None => self.0.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de> + Shorten> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placed { value, range } = Placed::<Spelling<T>>::deserialize(deserializer)?;
        Ok(Self(match value {
            Spelling::Text(text) => T::from_content(Content::Text(Placed { value: text, range })),
            Spelling::Blocks(blocks) => T::from_content(Content::Blocks(blocks)),
            Spelling::Long(form) => form,
        }))
    }
}

impl<T: JsonSchema + Shorten> JsonSchema for Short<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Owned(format!("Short{}", T::schema_name()))
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let long = generator.subschema_for::<T>();
        if T::BLOCKS {
            let short = generator.subschema_for::<Content>();
            json_schema!({ "anyOf": [short, long] })
        } else {
            json_schema!({ "anyOf": [text_schema(), long] })
        }
    }
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Blocks(blocks) => blocks.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placed { value, range } = Placed::<Spelling<Nothing>>::deserialize(deserializer)?;
        Ok(match value {
            Spelling::Text(text) => Self::Text(Placed { value: text, range }),
            Spelling::Blocks(blocks) => Self::Blocks(blocks),
            Spelling::Long(Nothing) => Self::default(),
        })
    }
}

impl JsonSchema for Content {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Content")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let blocks = generator.subschema_for::<Vec<BlockForm>>();
        json_schema!({
            "description": "One paragraph in inline Markdown, or blocks",
            "anyOf": [text_schema(), blocks]
        })
    }
}

/// Has no long spelling: where fields stand, that is a fault.
struct Nothing;

impl<'de> Deserialize<'de> for Nothing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Refuse;

        impl Visitor<'_> for Refuse {
            type Value = Nothing;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of blocks")
            }

            fn visit_unit<E>(self) -> Result<Nothing, E> {
                Ok(Nothing)
            }
        }

        deserializer.deserialize_any(Refuse)
    }
}

impl Shorten for Nothing {
    const BLOCKS: bool = true;

    fn from_content(_: Content) -> Self {
        Self
    }

    fn as_content(&self) -> Option<Cow<'_, Content>> {
        None
    }
}

/// How something was spelled.
enum Spelling<T> {
    Text(String),
    Blocks(Vec<BlockForm>),
    Long(T),
}

impl<'de, T: Deserialize<'de> + Shorten> Deserialize<'de> for Spelling<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SHORT, SpellingVisitor(PhantomData))
    }
}

struct SpellingVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Shorten> Visitor<'de> for SpellingVisitor<T> {
    type Value = Spelling<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if T::BLOCKS { "a text, a list of blocks, or fields" } else { "a text, or fields" })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Spelling<T>, E> {
        Ok(Spelling::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Spelling<T>, A::Error> {
        if !T::BLOCKS {
            return Err(A::Error::custom("a text, or fields, is wanted here, not a list"));
        }
        let mut blocks = Vec::new();
        while let Some(Lenient(block)) = list.next_element()? {
            blocks.extend(block);
        }
        Ok(Spelling::Blocks(blocks))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Spelling<T>, D::Error> {
        T::deserialize(deserializer).map(Spelling::Long)
    }
}
