//! The forms, the schema and the reader agree.

use serde_json::Value;

use super::de::Origin;
use super::form::BodyForm;
use super::{Notation, read, schema};
use crate::diagnostic::{Code, Diagnostics};
use crate::read::Options;
use crate::source::{Source, Sources};

const WHOLE: &str = include_str!("../../../tests/structured/whole.yaml");

/// The blocks and notes of a text.
fn form(text: &str, notation: Notation) -> BodyForm {
    let mut value = notation.values(text).expect("the text can be read");
    if let crate::read::values::ValueKind::Map(entries) = &mut value.kind {
        entries.retain(|entry| matches!(&*entry.key.text, "body" | "notes"));
    }
    let origin = Origin::new(text);
    let form = origin.form(&value).expect("the form is right");
    assert!(origin.into_problems().is_empty());
    form
}

/// The faults of a text in JSON.
fn codes(text: &str) -> Vec<Code> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add(Source::new("test.json", text));
    let options = Options { fallback_title: "T".to_owned(), ..Options::new(".") };
    read(id, &mut sources, Notation::Json, &options, &mut diagnostics);
    diagnostics.iter().map(|fault| fault.code).collect()
}

#[test]
fn forms_are_written_as_they_are_read() {
    let whole = form(WHOLE, Notation::Yaml);
    let yaml = serde_saphyr::to_string(&whole).expect("forms can be written");
    assert_eq!(form(&yaml, Notation::Yaml), whole, "{yaml}");
    let json = serde_json::to_string(&whole).expect("forms can be written");
    assert_eq!(form(&json, Notation::Json), whole, "{json}");
    let toml = toml::to_string(&whole).expect("forms can be written");
    assert_eq!(form(&toml, Notation::Toml), whole, "{toml}");
}

#[test]
fn an_include_is_a_text_or_has_a_field() {
    let [short, long] = ["a.md", "{file: a.md}"].map(|file| format!("body: [{{include: {file}}}]\n"));
    assert_eq!(form(&short, Notation::Yaml), form(&long, Notation::Yaml));
    let written = serde_json::to_string(&form(&long, Notation::Yaml)).expect("forms can be written");
    assert_eq!(written, r#"{"body":[{"include":"a.md"}]}"#);
}

#[test]
fn the_schema_is_current() {
    let kept = include_str!("../../../content/schema.json");
    assert!(kept == schema(), "write it anew: `triplicate schema > content/schema.json`");
}

#[test]
fn every_field_of_the_schema_is_read() {
    let schema: Value = serde_json::from_str(&schema()).expect("the schema is JSON");
    let top = schema["properties"].as_object().expect("the document has fields");
    for key in top.keys().filter(|key| *key != "body" && *key != "notes") {
        assert!(!codes(&format!("{{\"{key}\": 1}}")).contains(&Code::UnknownField), "{key}");
        assert_ne!(top[key]["description"].as_str(), Some(key.as_str()), "the schema does not explain it");
    }
    let kinds = schema["$defs"]["KindForm"]["oneOf"].as_array().expect("a block has kinds");
    let mut count = 0;
    for (kind, value) in kinds.iter().flat_map(|kind| kind["properties"].as_object().into_iter().flatten()) {
        let name = value["$ref"].as_str().or_else(|| value["anyOf"][1]["$ref"].as_str());
        let name = name.and_then(|name| name.strip_prefix("#/$defs/")).expect("a kind has a form");
        for field in schema["$defs"][name]["properties"].as_object().expect("a form has fields").keys() {
            let text = format!("{{\"body\": [{{\"{kind}\": {{\"{field}\": null}}}}]}}");
            assert!(!codes(&text).contains(&Code::UnknownField), "{text}");
            count += 1;
        }
    }
    assert!(count > 60, "{count} fields");
}
