//! A whole document as YAML, JSON or TOML: its metadata, its blocks, and the notes that do not fit into a line.

use serde_json::{Map, Value};

use super::blocks::Writer;
use super::{Notes, meta, toml, yaml};
use crate::backend::Written;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::model::{Block, Document};
use crate::read::forms::DEEPEST;
use crate::source::Span;

/// Writes a document, as it was read, as YAML that reads as the same document.
///
/// # Errors
///
/// If the library refuses to make values of it.
pub fn yaml(document: &Document) -> Result<Written, Error> {
    written(document, "YAML", DEEPEST, |fields| {
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
    written(document, "JSON", DEEPEST, |fields| serde_json::to_string_pretty(fields).map(|text| text + "\n"))
}

/// Writes a document, as it was read, as TOML that reads as the same document.
///
/// # Errors
///
/// If the library refuses to make values of it.
pub fn toml(document: &Document) -> Result<Written, Error> {
    written(document, "TOML", DEEPEST_TOML, |fields| Ok(toml::document(fields)))
}

/// How deep values may be nested in TOML: in the value of a key 80 levels, which the library that reads it bears, and three
/// around it.
const DEEPEST_TOML: usize = 83;

fn written(
    document: &Document,
    form: &str,
    deepest: usize,
    spell: impl FnOnce(&Map<String, Value>) -> serde_json::Result<String>,
) -> Result<Written, Error> {
    let mut writer = Writer::new(&document.images);
    let text = fields(document, &mut writer)
        .and_then(|(fields, depths)| {
            refuse_depths(&depths, form, deepest, &mut writer);
            spell(&fields)
        })
        .map_err(|cause| Error::library("document's values", cause))?;
    Ok(Written { bytes: text.into_bytes(), diagnostics: writer.into_diagnostics(document) })
}

/// How deep the values of a block lie.
type Depth = (Span, usize);

/// Says which blocks would be refused by the reader.
fn refuse_depths(depths: &[Depth], form: &str, deepest: usize, writer: &mut Writer<'_>) {
    for (span, _) in depths.iter().filter(|(_, depth)| *depth > deepest) {
        let message = format!("what is in this block is nested too deep for {form}");
        let fault = Diagnostic::new(Code::TooDeep, *span, message);
        writer.diagnostics.push(fault.with_help("write the document as Markdown: `--to md`"));
    }
}

/// The fields of the whole document, and how deep each of its blocks goes.
fn fields<'d>(
    document: &'d Document,
    writer: &mut Writer<'d>,
) -> serde_json::Result<(Map<String, Value>, Vec<Depth>)> {
    let mut fields = meta::fields(document, writer);
    let mut depths = Vec::new();
    let body = serde_json::to_value(writer.content(&document.blocks))?;
    // The map of all fields holds the list of blocks.
    depths.extend(depths_of(&document.blocks, &body, 1));
    fields.insert("body".to_owned(), body);
    let mut notes = Map::new();
    // A note may hold others, which are named after it.
    while let Some(note) = writer.notes.list.get(notes.len()).copied() {
        let content = serde_json::to_value(writer.content(&note.blocks))?;
        depths.extend(depths_of(&note.blocks, &content, 2));
        notes.insert(Notes::name(notes.len()), content);
    }
    if !notes.is_empty() {
        fields.insert("notes".to_owned(), notes.into());
    }
    Ok((fields, depths))
}

/// The depths of blocks that stand so deep themselves.
fn depths_of(blocks: &[Block], content: &Value, around: usize) -> Vec<Depth> {
    let values = content.as_array().map_or(&[][..], Vec::as_slice);
    blocks.iter().zip(values).map(|(block, value)| (block.span, around + 1 + depth(value))).collect()
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
        Value::Array(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
    }
}
