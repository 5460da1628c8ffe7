//! The way of a document through the library, in memory.

use std::sync::LazyLock;

use triplicate::backend::epub::Cover;
use triplicate::backend::{Stamp, Written, docx, epub, pdf};
use triplicate::diagnostic::Diagnostics;
use triplicate::error::Error;
use triplicate::fonts::Fonts;
use triplicate::format::{Paper, Syntax};
use triplicate::layout::frame::Pages;
use triplicate::model::{Document, Kind, Theme};
use triplicate::read::{self, Options};
use triplicate::resolve::Resolved;
use triplicate::source::Sources;
use triplicate::{layout, resolve};

use crate::{folder, whole};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);
static THEME: LazyLock<Theme> = LazyLock::new(|| {
    let theme = read::theme("briefing", &mut Sources::default(), &mut Diagnostics::default());
    theme.ok().flatten().expect("the built-in theme has no faults")
});
static SAMPLE: LazyLock<Document> = LazyLock::new(|| {
    let samples = Kind::ALL.iter().map(|kind| read::sample(*kind).markdown.replace("images/", ""));
    let text = samples
        .fold("---\ntitle: T\nlang: en\n---\n".to_owned(), |text, sample| text + "\n" + &sample + "\n");
    read(text.as_bytes(), Syntax::Markdown).expect("the samples can be read").0
});

/// The bundled faces.
pub(crate) fn fonts() -> &'static Fonts {
    &FONTS
}

/// The built-in theme.
pub(crate) fn theme() -> &'static Theme {
    &THEME
}

/// The same with every part set in one family.
pub(crate) fn theme_in(family: &str) -> Theme {
    let mut theme = THEME.clone();
    for style in theme.styles.values_mut() {
        family.clone_into(&mut style.font);
    }
    theme
}

/// A document with one of everything.
pub(crate) fn sample() -> &'static Document {
    &SAMPLE
}

/// The document and its faults, found whole; `None` where the text as such is refused.
pub(crate) fn read(bytes: &[u8], syntax: Syntax) -> Option<(Document, Diagnostics)> {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    document(bytes, syntax, &mut sources, &mut faults).map(|document| (document, faults))
}

/// The document of a text, found whole.
pub(crate) fn document(
    bytes: &[u8],
    syntax: Syntax,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) -> Option<Document> {
    let Some(id) = read::take("fuzz", bytes.to_vec(), sources, faults) else {
        assert!(faults.has_errors(), "a text is refused and nobody is told why");
        whole::check_faults(faults, sources);
        return None;
    };
    let options = Options { syntax: Some(syntax), ..Options::new(folder::path()) };
    let document = read::document(id, sources, &options, faults);
    whole::check(&document, sources);
    whole::check_faults(faults, sources);
    Some(document)
}

/// What became of a document.
pub(crate) struct Told {
    /// The pages in print.
    pub(crate) pages: usize,
    /// The failure of the writer that failed.
    pub(crate) failed: Option<Error>,
}

/// Resolves a document, lays it out and writes the three files, as the program does with faulty ones too.
pub(crate) fn publish(document: Document, theme: &Theme, fonts: &Fonts) -> Told {
    let (document, pages, printed) = printed(document, theme, fonts);
    let (map, stamp) = (Some(&pages.map), Stamp { seconds: None });
    // The cover is drawn by the target for drawings in like manner, and takes longer than all the rest.
    let cover = Cover::default();
    let written = [
        printed,
        docx::write(&document, theme, fonts, Paper::A4, map, &stamp),
        epub::write(&document, theme, fonts, map, &cover, &stamp),
    ];
    Told { pages: pages.pages.len(), failed: written.into_iter().find_map(Result::err) }
}

/// Resolves a document, lays it out and writes the PDF alone.
pub(crate) fn print(document: Document, theme: &Theme, fonts: &Fonts) {
    let (_, _, printed) = printed(document, theme, fonts);
    printed.expect("what was read can be printed");
}

fn printed(document: Document, theme: &Theme, fonts: &Fonts) -> (Resolved, Pages, Result<Written, Error>) {
    let mut faults = Diagnostics::default();
    let document = resolve::resolve(document, &mut faults).with_logo(theme);
    let pages = layout::lay_out(&document, theme, fonts, Paper::A4, &mut faults);
    let printed = pdf::write(&document, pages.clone(), fonts, &Stamp { seconds: None });
    (document, pages, printed)
}
