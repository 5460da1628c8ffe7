//! Entities: names that a drawing gives to stretches of its own text.

use std::collections::HashMap;

use super::Fault;

/// All text that entities stand for, each time they are mentioned, may come to this many bytes.
const MOST: usize = 16 << 20;
/// Entities mention others no deeper.
const DEEPEST: usize = 8;

/// Refuses entities that lie in other files, and those that multiply past all bounds.
///
/// Asked before the XML is read, for the reader puts the text of every entity in its place.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let Some(start) = text.find("<!ENTITY") else { return Ok(()) };
    let mut entities = Entities { values: HashMap::new(), sizes: HashMap::new() };
    for declaration in text[start..].split("<!ENTITY").skip(1) {
        let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace) else { continue };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            let fault =
                Fault::new(format!("is an SVG file with an entity, `{name}`, that is no text of its own"));
            return Err(fault.with_help("export it again without entities"));
        };
        let value = rest[1..].split(quote).next().unwrap_or_default();
        entities.values.entry(name).or_insert(value);
    }
    let sum = mentions(text).try_fold(0_usize, |sum, name| {
        let sum = sum.saturating_add(entities.size(name, 0)?);
        (sum <= MOST).then_some(sum)
    });
    sum.map(|_| ()).ok_or_else(|| {
        let fault = Fault::new("is an SVG file whose entities stand for too much text");
        fault.with_help("export it again without entities")
    })
}

/// The names that a text mentions.
fn mentions(text: &str) -> impl Iterator<Item = &str> {
    text.split('&').skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | ':'));
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// The entities of a drawing.
struct Entities<'a> {
    values: HashMap<&'a str, &'a str>,
    /// What is known of how much text they stand for.
    sizes: HashMap<&'a str, usize>,
}

impl<'a> Entities<'a> {
    /// How many bytes an entity stands for; nothing where entities mention others too deep, or themselves.
    fn size(&mut self, name: &'a str, depth: usize) -> Option<usize> {
        if let Some(known) = self.sizes.get(name) {
            return Some(*known);
        }
        let Some(value) = self.values.get(name).copied() else { return Some(0) };
        if depth == DEEPEST {
            return None;
        }
        let mut size = value.len();
        for inner in mentions(value) {
            size = size.saturating_add(self.size(inner, depth + 1)?);
        }
        self.sizes.insert(name, size);
        Some(size)
    }
}
