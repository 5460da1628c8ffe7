//! From files to a [`Document`]: Markdown with front matter, the same as YAML, JSON or TOML, plain text, included files,
//! images, themes. The only stage, with `fonts`, that opens files.

mod files;
mod images;
mod limits;
mod markdown;
mod plain;
mod structured;
mod text;
mod theme;
mod tree;
mod typography;
mod values;

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;
use crate::format::Syntax;
use crate::model::{Document, Language};
use crate::source::{SourceId, Sources, Span};
pub use markdown::{Sample, sample};
use structured::Notation;
pub(crate) use structured::forms;
pub use structured::schema;
use text::Origin;
pub use theme::theme;

/// The largest source, in bytes, that is read.
const LARGEST: usize = 64 << 20;

/// What reading needs to know besides the text.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files are read from here and below only.
    pub root: PathBuf,
    /// The folder at which the document's relative paths begin.
    pub folder: PathBuf,
    /// The title where the document has none: its file's name without extension.
    pub fallback_title: String,
    /// The form in which the document is written; where not given, the extension of its source's name says it.
    pub syntax: Option<Syntax>,
    /// Whether straight quotes and double hyphens become typographic ones; the document's `smart` overrides it.
    pub smart: bool,
    /// The language of a document that names none; where neither says it, English is assumed, with a warning.
    pub language: Option<Language>,
}

impl Options {
    /// What is needed for a document in a folder, of which nothing else is said: nothing above the folder is read, and
    /// typographic signs are set. An empty path is the current folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let folder = Some(folder.into()).filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| PathBuf::from("."));
        Self {
            root: folder.clone(),
            folder,
            fallback_title: "Untitled".to_owned(),
            syntax: None,
            smart: true,
            language: None,
        }
    }
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
    let bytes = load(path).map_err(|cause| Error::file("read", path, cause))?;
    let name = path.display().to_string();
    Ok(whole(Origin { name: &name, file: Some(path) }, bytes, sources, diagnostics))
}

/// The file's bytes, one more than the limit at most: some files, such as devices, never end.
fn load(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        let kind = std::io::ErrorKind::IsADirectory;
        return Err(std::io::Error::new(kind, "it is a folder, not a file"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Takes a text that was read elsewhere, such as from standard input, under the name that messages show.
///
/// Line ends of every kind become `\n`. `None` where the content forbids going on; the fault is in `diagnostics` then.
pub fn take(
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    whole(Origin { name, file: None }, bytes, sources, diagnostics)
}

/// Takes the text of a whole document, which may not be empty.
fn whole(
    origin: Origin<'_>,
    bytes: Vec<u8>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    let name = origin.name;
    if bytes.len() > LARGEST {
        let message = format!("`{name}` is larger than {} MiB", LARGEST >> 20);
        diagnostics.push(
            Diagnostic::placeless(Code::TooLarge, message).with_help("divide it into several documents"),
        );
        return None;
    }
    let id = text::take(origin, bytes, sources, diagnostics)?;
    if sources.text(id).trim().is_empty() {
        let message = format!("`{name}` is empty");
        diagnostics.push(Diagnostic::new(Code::EmptyDocument, Span::new(id, 0, 0), message));
        return None;
    }
    Some(id)
}

/// Reads a document. The texts of the files that it includes are added to `sources`.
///
/// Faults go to `diagnostics`; the result is whole in any case, with a stand-in at the place of each fault.
pub fn document(
    id: SourceId,
    sources: &mut Sources,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Document {
    let named = || sources.get(id).map_or(Syntax::default(), |source| Syntax::of(&source.name));
    let mut document = match options.syntax.unwrap_or_else(named) {
        Syntax::Markdown => markdown::read(id, sources, options, diagnostics),
        Syntax::Plain => plain::read(id, sources, options, diagnostics),
        Syntax::Yaml => structured::read(id, sources, Notation::Yaml, options, diagnostics),
        Syntax::Json => structured::read(id, sources, Notation::Json, options, diagnostics),
        Syntax::Toml => structured::read(id, sources, Notation::Toml, options, diagnostics),
    };
    limits::check(&mut document, diagnostics);
    document
}
