//! From a source to its three files, in memory.

use std::path::Path;
use std::sync::LazyLock;

use triplicate::backend::epub::Cover;
use triplicate::backend::{Stamp, docx, epub, pdf};
use triplicate::diagnostic::{Diagnostics, Severity};
use triplicate::fonts::Fonts;
use triplicate::format::Paper;
use triplicate::layout;
use triplicate::layout::frame::Pages;
use triplicate::model::{Document, Theme};
use triplicate::read::{self, Options};
use triplicate::resolve;
use triplicate::source::Sources;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);
static THEME: LazyLock<Theme> = LazyLock::new(|| {
    read::theme("briefing", &mut Sources::default(), &mut Diagnostics::default()).unwrap().unwrap()
});

/// The bytes of the PDF, the Word document and the EPUB.
pub(crate) type Files = [Vec<u8>; 3];

/// Reads a text that stands in a file of a name; errors as a text.
pub(crate) fn read(name: &str, text: &str) -> Result<Document, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let options = Options::new(folder);
    let id = read::take(name, text.as_bytes().to_vec(), &mut sources, &mut diagnostics);
    let document = id.map(|id| read::document(id, &mut sources, &options, &mut diagnostics));
    no_errors(diagnostics)?;
    document.ok_or_else(|| "it cannot be read".to_owned())
}

/// The pages of a document on that paper, and its PDF; errors as a text.
pub(crate) fn print(document: Document, paper: Paper) -> Result<(Pages, Vec<u8>), String> {
    let mut diagnostics = Diagnostics::default();
    let document = resolve::resolve(document, &mut diagnostics);
    let theme = Theme { page: THEME.page.on(paper), ..THEME.clone() };
    let pages = layout::lay_out(&document, &theme, &FONTS, paper, &mut diagnostics);
    no_errors(diagnostics)?;
    let pdf = pdf::write(&document, pages.clone(), &FONTS, &Stamp { seconds: None });
    let pdf = pdf.map_err(|error| format!("{error:?}"))?;
    Ok((pages, pdf.bytes))
}

/// Makes the three files of a document; errors as a text.
pub(crate) fn publish(document: Document) -> Result<Files, String> {
    let mut diagnostics = Diagnostics::default();
    let document = resolve::resolve(document, &mut diagnostics);
    let stamp = Stamp { seconds: None };
    let pages = layout::lay_out(&document, &THEME, &FONTS, Paper::A4, &mut diagnostics);
    let cover = Cover::draw(&document, &THEME, &FONTS).map_err(|error| error.to_string())?;
    let map = Some(&pages.map);
    let written = [
        docx::write(&document, &THEME, &FONTS, Paper::A4, map, &stamp),
        epub::write(&document, &THEME, &FONTS, map, &cover, &stamp),
        pdf::write(&document, pages, &FONTS, &stamp),
    ];
    no_errors(diagnostics)?;
    let [docx, epub, pdf] = written.map(|written| written.map(|written| written.bytes));
    let told = |error: triplicate::error::Error| format!("{error:?}");
    Ok([pdf.map_err(told)?, docx.map_err(told)?, epub.map_err(told)?])
}

fn no_errors(diagnostics: Diagnostics) -> Result<(), String> {
    let faults = diagnostics.sorted().into_iter().filter(|fault| fault.severity == Severity::Error);
    let faults: Vec<String> =
        faults.map(|fault| format!("{}: {}", fault.code.name(), fault.message)).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}
