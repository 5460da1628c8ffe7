//! From files to a [`Document`]: Markdown with front matter, images, themes. The only stage, with `fonts`, that opens files.

mod images;
mod theme;

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::model::Document;
use crate::source::{SourceId, Sources};
pub use theme::theme;

/// What reading needs to know besides the text.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files are read from here and below only.
    pub root: PathBuf,
    /// The folder at which the document's relative paths begin.
    pub folder: PathBuf,
    /// The title where the document has none: its file's name without extension.
    pub fallback_title: String,
    /// Whether straight quotes and double hyphens become typographic ones; the document's `smart` overrides it.
    pub smart: bool,
}

/// Opens a source file: strips a byte-order mark and checks the encoding.
///
/// `None` where the content forbids going on; the fault is in `diagnostics` then.
///
/// # Errors
///
/// If the file cannot be read.
pub fn open(
    path: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<SourceId>, Error> {
    let _ = (sources, diagnostics);
    Err(Error::file("read", path, std::io::ErrorKind::NotFound.into()))
}

/// Takes a text that was read elsewhere, such as from standard input, under the name that messages show.
///
/// `None` where the content forbids going on; the fault is in `diagnostics` then.
pub fn take(
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    let _ = (name, bytes, sources, diagnostics);
    None
}

/// Reads a Markdown document.
///
/// Faults go to `diagnostics`; the result is whole in any case, with a stand-in at the place of each fault.
pub fn document(
    id: SourceId,
    sources: &Sources,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Document {
    let _ = (id, sources, options, diagnostics);
    Document::default()
}
