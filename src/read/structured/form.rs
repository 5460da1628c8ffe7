//! What an author may write in YAML, JSON and TOML: the document as forms, from which the schema is made.
//!
//! Texts are in the inline notation of Markdown. Every block is a map with one key, its kind; a text alone is a paragraph.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::placed::{Named, Placed, alone, field, text_schema};
use super::short::{Content, SHORT, Short, Shorten as _};

/// A text in inline Markdown, with its place.
pub(crate) type Text = Placed<String>;

/// The words that stand for a block by themselves.
pub(crate) const BARE: [&str; 3] = ["rule", "page-break", "contents"];

/// The blocks of a document and its notes; its metadata stand beside them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BodyForm {
    /// The blocks in order.
    #[serde(deserialize_with = "alone")]
    pub(crate) body: Content,
    /// The texts of notes by the names that `[^name]` mentions.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "named")]
    pub(crate) notes: BTreeMap<String, Placed<Content>>,
}

/// The notes; a faulty one leaves the others, and the blocks, whole.
fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Placed<Content>>, D::Error> {
    alone(deserializer).map(|Named(notes)| notes)
}

/// A block with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BlockForm {
    /// What it is.
    pub(crate) kind: Placed<KindForm>,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum KindForm {
    /// A heading.
    Heading(Short<HeadingForm>),
    /// A paragraph.
    Paragraph(Short<ParagraphForm>),
    /// A list with bullets, numbers or tasks.
    List(ListForm),
    /// Terms with their definitions.
    Definitions(DefinitionsForm),
    /// A quotation.
    Quote(Short<QuoteForm>),
    /// Code, set as it is.
    Code(Short<CodeForm>),
    /// A box: something worth knowing.
    Note(Short<BoxForm>),
    /// A box: advice.
    Tip(Short<BoxForm>),
    /// A box: a warning.
    Warning(Short<BoxForm>),
    /// A box: the key findings.
    KeyFindings(Short<BoxForm>),
    /// A box: a recommendation.
    Recommendation(Short<BoxForm>),
    /// A table.
    Table(TableForm),
    /// A figure.
    Figure(FigureForm),
    /// Dated entries.
    Timeline(TimelineForm),
    /// A line between two thoughts.
    Rule(EmptyForm),
    /// What follows begins on a new page.
    PageBreak(EmptyForm),
    /// The contents list.
    Contents(ContentsForm),
    /// Pages on their side.
    Landscape(Short<GroupForm>),
    /// The blocks of a Markdown file.
    Include(Short<IncludeForm>),
}

impl KindForm {
    fn bare(word: &str) -> Option<Self> {
        match word {
            "rule" => Some(Self::Rule(EmptyForm::default())),
            "page-break" => Some(Self::PageBreak(EmptyForm::default())),
            "contents" => Some(Self::Contents(ContentsForm::default())),
            _ => None,
        }
    }
}

impl Serialize for BlockForm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let KindForm::Paragraph(Short(paragraph)) = &self.kind.value
            && let Some(content) = paragraph.as_content()
            && !BARE.contains(&paragraph.text.value.trim())
        {
            return content.serialize(serializer);
        }
        if let Some(word) =
            BARE.into_iter().find(|word| KindForm::bare(word).as_ref() == Some(&self.kind.value))
        {
            return word.serialize(serializer);
        }
        self.kind.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for BlockForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Placed { value, range } = Placed::<Spelling>::deserialize(deserializer)?;
        let kind = match value {
            Spelling::Kind(kind) => *kind,
            Spelling::Text(text) => KindForm::bare(text.trim()).unwrap_or_else(|| {
                let text = Placed { value: text, range: range.clone() };
                KindForm::Paragraph(Short(ParagraphForm { text, ..ParagraphForm::default() }))
            }),
        };
        Ok(Self { kind: Placed { value: kind, range } })
    }
}

impl JsonSchema for BlockForm {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Block")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let kind = generator.subschema_for::<KindForm>();
        json_schema!({
            "description": "A block: its kind with its fields; a text alone is a paragraph",
            "anyOf": [text_schema(), kind]
        })
    }
}

/// How a block was spelled.
enum Spelling {
    Text(String),
    Kind(Box<KindForm>),
}

impl<'de> Deserialize<'de> for Spelling {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Block;

        impl<'de> Visitor<'de> for Block {
            type Value = Spelling;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a block")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Spelling, E> {
                Ok(Spelling::Text(text.to_owned()))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, form: D) -> Result<Spelling, D::Error> {
                KindForm::deserialize(form).map(|kind| Spelling::Kind(Box::new(kind)))
            }
        }

        deserializer.deserialize_newtype_struct(SHORT, Block)
    }
}

/// Declares a form: its fields, each left out where it says nothing; label and language where a block has them.
macro_rules! form {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        pub(crate) struct $name {
            $(
                $(#[$field_meta])*
                #[serde(skip_serializing_if = "is_default", deserialize_with = "super::field")]
                pub(crate) $field: $type,
            )*
        }
    };
    (block $(#[$meta:meta])* $name:ident { $($fields:tt)* }) => {
        form! {
            $(#[$meta])*
            $name {
                $($fields)*
                /// The name by which it can be mentioned.
                label: Option<Text>,
                /// The language of its words, as a tag such as `de`.
                lang: Option<Text>,
            }
        }
    };
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

mod fields;
pub(crate) use fields::*;
