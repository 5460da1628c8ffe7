//! What each fuzz target does with its bytes, and what must hold of the result.
//!
//! Only the library's public functions are called. Images, themes and fonts are read from files there, so those targets lay
//! their bytes into a folder of the process first, in the temporary folder of the system.

mod folder;
mod planted;
mod sums;
mod way;
mod whole;

use triplicate::backend::source::{markdown, structured};
use triplicate::diagnostic::Diagnostics;
use triplicate::export::Outcome;
use triplicate::fonts::Fonts;
use triplicate::format::Syntax;
use triplicate::model::{Document, ImageData};
use triplicate::report::Manner;
use triplicate::resolve;
use triplicate::source::Sources;
use triplicate::{raster, read};

/// The document that shows an image: in a figure and in a line.
const PICTURE: &[u8] =
    b"---\ntitle: T\nlang: en\n---\n\n![a](picture \"c\"){width=50%}\n\nA ![b](picture) line.\n";

/// No picture with more pixels than this goes on to the writers, who would spend their time on compressing it.
const FEW_PIXELS: u32 = 1 << 14;

/// Markdown: the document is whole, and what is written of a faultless one reads as the same document.
pub fn markdown(bytes: &[u8]) {
    let Some((document, faults)) = way::read(bytes, Syntax::Markdown) else { return };
    planted::panic_if("a table in a quotation", || planted::quotation_holds_table(&document.blocks));
    if faults.iter().next().is_none() {
        comes_back(&document, markdown::write(&document).bytes, Syntax::Markdown);
    }
    resolve::resolve(document, &mut Diagnostics::default());
}

/// YAML, JSON or TOML, as the first byte says; what is written of a faultless document reads as the same document.
pub fn structured(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let syntax = [Syntax::Yaml, Syntax::Json, Syntax::Toml][usize::from(*kind) % 3];
    let Some((document, faults)) = way::read(bytes, syntax) else { return };
    planted::panic_if("a heading of level 3", || planted::deep_heading(&document.blocks));
    if faults.iter().next().is_none() {
        let written = match syntax {
            Syntax::Yaml => structured::yaml(&document),
            Syntax::Json => structured::json(&document),
            Syntax::Toml | Syntax::Markdown | Syntax::Plain => structured::toml(&document),
        };
        comes_back(&document, written.expect("a document has a form").bytes, syntax);
    }
    resolve::resolve(document, &mut Diagnostics::default());
}

/// Plain text.
pub fn plain(bytes: &[u8]) {
    let Some((document, _)) = way::read(bytes, Syntax::Plain) else { return };
    planted::panic_if("code in a list", || planted::list_holds_code(&document.blocks));
    resolve::resolve(document, &mut Diagnostics::default());
}

/// Markdown with faults, as people and machines are told of them.
pub fn report(bytes: &[u8]) {
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let document = way::document(bytes, Syntax::Markdown, &mut sources, &mut faults);
    resolve::resolve(document.unwrap_or_default(), &mut faults);
    let diagnostics = faults.sorted();
    planted::panic_if("faults of six kinds", || planted::six_kinds(&diagnostics));
    let outcome = Outcome { name: "fuzz".to_owned(), sources, diagnostics, ..Outcome::default() };
    let outcomes = [outcome];
    triplicate::report::outcomes(&outcomes, Manner::Human { colour: true, quiet: false });
    triplicate::report::outcomes(&outcomes, Manner::Json);
}

/// A picture of any kind that is made of pixels; the small ones go into print too. The other formats only copy them.
pub fn image(bytes: &[u8]) {
    let Some(document) = picture(&sums::mended(bytes)) else { return };
    let Some(image) = document.images.first() else { return };
    let pixels = match &image.data {
        ImageData::Png { pixels, .. } => *pixels,
        ImageData::Jpeg { pixels, .. } => {
            planted::panic_if("a JPEG of an odd width", || pixels.0 % 2 == 1);
            *pixels
        }
        ImageData::Svg { .. } => return,
    };
    if pixels.0.saturating_mul(pixels.1) <= FEW_PIXELS {
        way::print(document, way::theme(), way::fonts());
    }
}

/// A drawing: read and cleaned, drawn as frames in print, and as a picture.
pub fn svg(bytes: &[u8]) {
    let Some(document) = picture(bytes) else { return };
    let Some(image) = document.images.first() else { return };
    let ImageData::Svg { text } = &image.data else { return };
    planted::panic_if("a drawing higher than wide", || image.width < image.height);
    // A drawing that cannot be drawn is an error of the writers, not of the reader.
    let _ = raster::png(text, 64, way::fonts());
    way::publish(document, way::theme(), way::fonts());
}

/// A theme, and a document in it.
pub fn theme(bytes: &[u8]) {
    let path = folder::put("theme.toml", bytes);
    let (mut sources, mut faults) = (Sources::default(), Diagnostics::default());
    let Ok(theme) = read::theme(&path.to_string_lossy(), &mut sources, &mut faults) else { return };
    whole::check_faults(&faults, &sources);
    let Some(theme) = theme else {
        assert!(faults.has_errors(), "a theme is refused and nobody is told why");
        return;
    };
    planted::panic_if("headings of 30 points", || planted::heading_size(&theme) > 30.0);
    way::publish(way::sample().clone(), &theme, way::fonts());
}

/// A font file of a user, and a document set in its faces.
pub fn font(bytes: &[u8]) {
    let path = folder::put("fonts/font.ttf", bytes);
    let mut fonts = Fonts::bundled();
    let own = path.parent().expect("the file lies in a folder");
    fonts.add_folder(own, &mut Diagnostics::default()).expect("the folder can be read");
    let faces: Vec<_> = fonts.iter().filter(|(_, face)| !face.is_bundled()).collect();
    let Some((_, first)) = faces.first() else { return };
    planted::panic_if("another face", || planted::is_another_face(first));
    for (_, face) in &faces {
        face.metrics();
    }
    let theme = way::theme_in(&first.family);
    let text = "---\ntitle: AB\nlang: en\n---\n\nABBA *AB* **BA** A\u{301} fi\n";
    let Some((document, _)) = way::read(text.as_bytes(), Syntax::Markdown) else { return };
    way::publish(document, &theme, &fonts);
}

/// The whole way of a text in Markdown: read, resolve, lay out, write three files.
pub fn whole(bytes: &[u8]) {
    let Some((document, faults)) = way::read(bytes, Syntax::Markdown) else { return };
    let holds_table = planted::quotation_holds_table(&document.blocks);
    let told = way::publish(document, way::theme(), way::fonts());
    planted::panic_if("a table in a quotation, on a page", || holds_table && told.pages > 0);
    assert!(
        faults.has_errors() || told.failed.is_none(),
        "no file of a faultless document: {:?}",
        told.failed
    );
}

/// The document that shows the picture, if the reader takes it.
fn picture(bytes: &[u8]) -> Option<Document> {
    folder::put("picture", bytes);
    let (document, faults) = way::read(PICTURE, Syntax::Markdown)?;
    assert!(!document.images.is_empty() || faults.has_errors(), "a picture is lost and nobody is told why");
    Some(document)
}

fn comes_back(document: &Document, bytes: Vec<u8>, syntax: Syntax) {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let again = way::read(&bytes, syntax).map(|(document, _)| document);
    assert!(again.as_ref() == Some(document), "reads otherwise:\n{text}\n{document:#?}\n{again:#?}");
}
