//! Structured documents: the same as in Markdown, written as YAML, JSON or TOML.
//!
//! The text becomes placed values, [`de`] makes the forms of [`form`] of them, and [`build`] makes blocks of the forms with
//! the help of the Markdown reader. Metadata stand beside `body` and are read as front matter is.

mod build;
mod de;
mod form;
mod placed;
mod problem;
mod schema;
mod short;
#[cfg(test)]
mod tests;

use std::ops::Range;

use comrak::Arena;

use self::build::Build;
use self::de::Origin;
use self::form::BodyForm;
use self::problem::Problem;
use super::Options;
use super::markdown::{Reader, unquoted};
use super::values::{self, Entry, Fault, Limits, Value, ValueKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, Meta};
use crate::source::{SourceId, Sources, Span};
pub use schema::schema;

/// What an author may write, for who writes documents in the same forms.
pub(crate) mod forms {
    /// How deep values may be nested, the whole document being the first.
    pub(crate) const DEEPEST: usize = super::LIMITS.depth;

    pub(crate) use super::form::*;
    pub(crate) use super::placed::{Many, Placed};
    pub(crate) use super::short::{Content, Short};
}

/// A list in a list takes four levels of values, so that blocks are nested far less than other stages bear.
const LIMITS: Limits = Limits { depth: 96, count: 1_000_000 };

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Json,
    Toml,
}

impl Notation {
    fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Json => "JSON",
            Self::Toml => "TOML",
        }
    }

    fn values(self, text: &str) -> Result<Value, Fault> {
        match self {
            Self::Yaml => values::yaml(text, 0, LIMITS),
            Self::Json if text.trim().is_empty() => Ok(Value { kind: ValueKind::Null, range: 0..0 }),
            Self::Json => values::json(text, LIMITS),
            Self::Toml => values::toml(text, 0, LIMITS),
        }
    }
}

/// Reads a structured document.
pub(super) fn read(
    id: SourceId,
    sources: &mut Sources,
    notation: Notation,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Document {
    let text = &*sources.text(id);
    let arena = Arena::new();
    let source = Text { id, text };
    let Some(entries) = source.entries(notation, diagnostics) else {
        let mut reader = Reader::new(options, sources, diagnostics, &arena, true);
        reader.assume(&["title", "language", "body"]);
        return reader.finish(Meta::default(), Vec::new(), source.span(0..0));
    };
    let (own, meta): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .filter(|entry| entry.key.text != SCHEMA)
        .partition(|entry| matches!(&*entry.key.text, "body" | "notes"));
    let own = Value { kind: ValueKind::Map(own), range: 0..text.len() };
    let origin = Origin::new(text);
    let BodyForm { body, notes } = origin.form(&own).unwrap_or_default();
    let has_left_out = origin.has_left_out();
    let problems = origin.into_problems();
    diagnostics.extend(problems.into_iter().map(|problem| source.problem(problem)));

    let build = Build { id, text };
    let mut reader = Reader::new(options, sources, diagnostics, &arena, true);
    if has_left_out {
        reader.assume(&["body", "mentions"]);
    }
    let mut notes: Vec<_> = notes.into_iter().collect();
    notes.sort_by_key(|(_, note)| note.range.start);
    for (name, note) in notes {
        let span = source.span(source.line(note.range.clone()));
        reader.note_of_form(&name, note.range.len(), span, move |reader| build.content(reader, &note.value));
    }
    let meta = reader.metadata(id, text, meta);
    let blocks = build.content(&mut reader, &body);
    reader.finish(meta, blocks, source.span(0..0))
}

/// The key by which editors learn where the schema is.
const SCHEMA: &str = "$schema";

/// The text that is read.
struct Text<'t> {
    id: SourceId,
    text: &'t str,
}

impl Text<'_> {
    /// The fields of the document; nothing where it cannot be read.
    fn entries(&self, notation: Notation, diagnostics: &mut Diagnostics) -> Option<Vec<Entry>> {
        match notation.values(self.text) {
            Ok(Value { kind: ValueKind::Map(entries), .. }) => return Some(entries),
            Ok(Value { kind: ValueKind::Null, .. }) => return Some(Vec::new()),
            Ok(Value { range, .. }) => {
                let span = self.span(self.line(range));
                let fault = Diagnostic::new(Code::BadForm, span, "a document has fields, and this has none");
                diagnostics.push(fault.with_help("write `title`, `lang` and `body` with what they hold"));
            }
            Err(fault) => diagnostics.push(self.explain(&fault, notation)),
        }
        None
    }

    /// A fault in the syntax, with what is most likely meant.
    fn explain(&self, fault: &Fault, notation: Notation) -> Diagnostic {
        let span = self.span(fault.range.clone());
        if let Some(name) = fault.given_twice() {
            let message = format!("the field `{name}` is given twice");
            return Diagnostic::new(Code::BadForm, span, message).with_help("keep one of the two");
        }
        if notation == Notation::Yaml
            && let Some(unquoted) = unquoted(self.text, fault.range.start)
        {
            let span = self.span(unquoted.range);
            return Diagnostic::new(Code::BadForm, span, unquoted.message).with_help(unquoted.help);
        }
        let message = format!("cannot read the document as {}: {}", notation.name(), fault.message);
        Diagnostic::new(Code::BadForm, span, message)
    }

    /// A value that has the wrong form.
    fn problem(&self, problem: Problem) -> Diagnostic {
        let code = if problem.unknown { Code::UnknownField } else { Code::BadForm };
        let span = self.span(self.line(problem.range.unwrap_or_default()));
        let fault = Diagnostic::new(code, span, problem.message);
        match problem.help {
            Some(help) => fault.with_help(help),
            None => fault,
        }
    }

    /// A range, or its first line where it runs over several.
    fn line(&self, range: Range<usize>) -> Range<usize> {
        let first = self.text[range.clone()].lines().next().unwrap_or_default();
        range.start..range.start + first.trim_end().len()
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range.start, range.end)
    }
}
