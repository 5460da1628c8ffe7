//! What writes one format: three plain functions, each with the bytes of a finished file as its result; and what writes
//! a document back as a source.

pub mod docx;
pub mod epub;
pub mod pdf;
pub mod source;

use crate::diagnostic::Diagnostic;

/// A finished file.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// What the format could not say.
    pub diagnostics: Vec<Diagnostic>,
}

/// What all writers are told besides the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The moment that stands in the file as its creation and change, in seconds since 1970; `None` writes
    /// 1980-01-01T00:00:00Z where a format demands a date, and none elsewhere.
    pub seconds: Option<i64>,
}
