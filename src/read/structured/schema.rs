//! The JSON Schema of a structured document, by which editors complete and validate.

use schemars::{Schema, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value};

use super::SCHEMA;
use super::form::BodyForm;
use super::placed::text_schema;
use crate::model::Listing;
use crate::model::theme::PageStyle;
use crate::read::markdown::every_key;

/// The schema, as the program prints it.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<BodyForm>();
    let properties = schema.ensure_object().entry("properties").or_insert_with(|| Map::new().into());
    if let Value::Object(properties) = properties {
        properties.insert(SCHEMA.to_owned(), text("Where this schema is"));
        for (key, others) in every_key() {
            properties.insert((*key).to_owned(), metadata(key));
            let other = format!("Another name for `{key}`");
            for name in *others {
                let mut value = metadata(key);
                value["description"] = other.clone().into();
                properties.insert((*name).to_owned(), value);
            }
        }
    }
    schema.insert("title".to_owned(), "A document for Triplicate".into());
    format!("{:#}\n", schema.as_value())
}

fn text(description: &str) -> Value {
    described(text_schema(), description)
}

fn described(mut schema: Schema, description: &str) -> Value {
    schema.insert("description".to_owned(), description.into());
    schema.to_value()
}

/// A key of the metadata.
fn metadata(key: &str) -> Value {
    let words = || text_schema().to_value();
    let switch = || json_schema!({ "type": "boolean" });
    match key {
        "title" => text("The title, in inline Markdown"),
        "subtitle" => text("A line under the title, in inline Markdown"),
        "short-title" => text("A short title for running heads"),
        "author" => {
            let names = ["name", "affiliation", "role", "email", "orcid"];
            let fields: Map<String, Value> =
                names.iter().map(|name| ((*name).to_owned(), Value::Bool(true))).collect();
            let one = json_schema!({ "anyOf": [words(), { "type": "object", "properties": fields }] });
            let schema = json_schema!({ "anyOf": [one.clone(), { "type": "array", "items": one }] });
            described(
                schema,
                "Who wrote it: a name, fields such as `name` and `affiliation`, or a list of those",
            )
        }
        "date" => text("When it was published, such as `2026-11-23`, `2026-11` or words"),
        "edition" => text("Which edition, as printed"),
        "language" => text("The language, as a tag such as `en-GB`"),
        "summary" => text("The summary, in Markdown"),
        "keywords" => {
            let schema = json_schema!({ "anyOf": [words(), { "type": "array", "items": words() }] });
            described(schema, "Keywords: a list, or a text with commas")
        }
        "series" => text("The series"),
        "number" => text("The number in the series"),
        "publisher" => text("Who publishes it"),
        "isbn" => text("An ISBN"),
        "doi" => text("A DOI"),
        "report-number" => text("The publisher's number for the report"),
        "identifier" => {
            described(json_schema!({}), "An ISBN, a DOI or a report number, told apart by its form")
        }
        "licence" => text("The terms of use, in inline Markdown"),
        "disclaimer" => text("A disclaimer, in inline Markdown"),
        "marking" => text("A handling marking for every page"),
        "toc" => described(switch(), "Whether a contents list follows the summary"),
        "toc-depth" => {
            let schema = json_schema!({ "type": "integer", "minimum": 1, "maximum": 6 });
            described(schema, "How many levels of headings the contents list has")
        }
        "lists" => {
            let names: Vec<&str> = Listing::WORDS.iter().map(|(name, _)| *name).collect();
            let schema = json_schema!({ "type": "array", "items": { "enum": names } });
            described(schema, "The lists that follow the contents list")
        }
        "endnotes" => described(switch(), "Whether notes stand at the end instead of at the foot of pages"),
        "columns" => {
            let schema =
                json_schema!({ "type": "integer", "minimum": 1, "maximum": PageStyle::MOST_COLUMNS });
            described(schema, "In how many columns the text is set on paper")
        }
        "number-sections" => described(switch(), "Whether headings carry numbers"),
        "smart" => described(switch(), "Whether straight quotes become typographic ones"),
        "base-url" => text("The address that relative links are joined to"),
        other => described(json_schema!({}), other),
    }
}
