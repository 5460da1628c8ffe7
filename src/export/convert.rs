//! A source read and written back as a source.

use std::path::PathBuf;

use super::{Finished, Input, Outcome, files, open, plan, reading};
use crate::backend::Written;
use crate::backend::source::{markdown, structured};
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::format::{Syntax, Target};
use crate::model::{Document, Language};
use crate::read;

/// What is to be converted, and how.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The source.
    pub input: Input,
    /// The form in which it is written; by its file's name where not given.
    pub from: Option<Syntax>,
    /// The language of a source that names none.
    pub language: Option<Language>,
    /// The form to write.
    pub to: Target,
    /// The file to write; `None` gives the bytes back to the caller.
    pub output: Option<PathBuf>,
    /// Images and included files are read from here and below only; from the document's own folder where not given.
    pub root: Option<PathBuf>,
    /// Whether warnings forbid writing, as errors do.
    pub strict: bool,
}

/// Writes a source in the form asked for, unless its content forbids it.
///
/// # Errors
///
/// If the output is the source itself: then nothing is begun.
pub fn convert(conversion: &Conversion) -> Result<Outcome, Error> {
    let Conversion { input, output, .. } = conversion;
    if let (Input::File(source), Some(target)) = (input, output)
        && plan::place(source) == plan::place(target)
    {
        return Err(plan::overwrites(target, source));
    }
    let mut outcome = Outcome::of(input.name());
    let mut diagnostics = Diagnostics::default();
    let written = make(conversion, &mut outcome, &mut diagnostics);
    outcome.note(diagnostics, conversion.strict);
    outcome.withheld = outcome.has_errors();
    let delivered = written.and_then(|written| match written.filter(|_| !outcome.withheld) {
        Some(written) => {
            plan::spare(&outcome.sources, output.as_slice())?;
            deliver(written, conversion).map(|file| vec![file])
        }
        None => Ok(Vec::new()),
    });
    match delivered {
        Ok(files) => outcome.files = files,
        Err(error) => outcome.error = Some(error),
    }
    Ok(outcome)
}

fn make(
    conversion: &Conversion,
    outcome: &mut Outcome,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Written>, Error> {
    let Some(id) = open(&conversion.input, &mut outcome.sources, diagnostics)? else { return Ok(None) };
    let options = read::Options {
        language: conversion.language.clone(),
        ..reading(&conversion.input, conversion.root.as_deref(), conversion.from)
    };
    let document = read::document(id, &mut outcome.sources, &options, diagnostics);
    let mut written = write(&document, conversion.to)?;
    diagnostics.extend(written.diagnostics.drain(..));
    Ok(Some(written))
}

fn write(document: &Document, to: Target) -> Result<Written, Error> {
    match to {
        Target::Markdown => Ok(markdown::write(document)),
        Target::Yaml => structured::yaml(document),
        Target::Json => structured::json(document),
        Target::Toml => structured::toml(document),
    }
}

fn deliver(written: Written, conversion: &Conversion) -> Result<Finished, Error> {
    let size = written.bytes.len();
    let format = conversion.to.extension();
    let Some(path) = &conversion.output else {
        return Ok(Finished { format, path: None, size, bytes: written.bytes });
    };
    files::write([(path, &written.bytes[..])].into_iter())?;
    Ok(Finished { format, path: Some(path.clone()), size, bytes: Vec::new() })
}
