//! A whole document as YAML, JSON or TOML: its metadata, its blocks, and the notes that do not fit into a line.

use serde_json::{Map, Value};

use super::blocks::Writer;
use super::{Notes, meta, toml, yaml};
use crate::backend::Written;
use crate::error::Error;
use crate::model::Document;

/// Writes a document, as it was read, as YAML that reads as the same document.
///
/// # Errors
///
/// If the library refuses to make values of it.
pub fn yaml(document: &Document) -> Result<Written, Error> {
    written(document, |fields| {
        let mut text = String::new();
        yaml::entries(fields, 0, &mut text);
        Ok(text)
    })
}

/// Writes a document, as it was read, as JSON that reads as the same document.
///
/// # Errors
///
/// If the library refuses to make values of it.
pub fn json(document: &Document) -> Result<Written, Error> {
    written(document, |fields| serde_json::to_string_pretty(fields).map(|text| text + "\n"))
}

/// Writes a document, as it was read, as TOML that reads as the same document.
///
/// # Errors
///
/// If the library refuses to make values of it.
pub fn toml(document: &Document) -> Result<Written, Error> {
    written(document, |fields| Ok(toml::document(fields)))
}

fn written(
    document: &Document,
    spell: impl FnOnce(&Map<String, Value>) -> serde_json::Result<String>,
) -> Result<Written, Error> {
    let mut writer = Writer::new(&document.images);
    let text = fields(document, &mut writer)
        .and_then(|fields| spell(&fields))
        .map_err(|cause| Error::library("document's values", cause))?;
    Ok(Written { bytes: text.into_bytes(), diagnostics: writer.into_diagnostics(document) })
}

/// The fields of the whole document.
fn fields<'d>(document: &'d Document, writer: &mut Writer<'d>) -> serde_json::Result<Map<String, Value>> {
    let mut fields = meta::fields(document, writer);
    let body = writer.content(&document.blocks);
    fields.insert("body".to_owned(), serde_json::to_value(body)?);
    let mut notes = Map::new();
    // A note may hold others, which are named after it.
    while let Some(note) = writer.notes.list.get(notes.len()).copied() {
        let content = writer.content(&note.blocks);
        notes.insert(Notes::name(notes.len()), serde_json::to_value(content)?);
    }
    if !notes.is_empty() {
        fields.insert("notes".to_owned(), notes.into());
    }
    Ok(fields)
}
