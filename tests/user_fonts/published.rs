//! A document published with a user's fonts, and the fonts in its files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use lopdf::{Dictionary, Document, Object};
use tempfile::TempDir;
use triplicate::export::{self, Destination, Input, Job, Outcome};
use triplicate::format::{Format, Paper};

/// What a document's files hold of fonts, by their PostScript names.
pub(crate) struct Published {
    pub(crate) pdf: BTreeMap<String, PdfFont>,
    pub(crate) epub: BTreeMap<String, Vec<u8>>,
    /// What was said, in order.
    pub(crate) faults: Vec<String>,
}

/// A font in a PDF.
pub(crate) struct PdfFont {
    pub(crate) program: Vec<u8>,
    /// The widths of the glyphs that are shown.
    pub(crate) widths: Vec<f32>,
}

/// A folder with some of the small fonts.
pub(crate) fn small_fonts(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small-fonts").join(name);
        fs::copy(own, folder.path().join(name)).unwrap();
    }
    folder
}

/// Publishes a Markdown text whose running text is set in a family.
pub(crate) fn published(family: &str, markdown: &str, fonts: &Path) -> Published {
    let outcomes = outcomes(family, markdown, fonts, &Format::ALL);
    let files = &outcomes.last().unwrap().files;
    let file = |format: &str| &files.iter().find(|file| file.format == format).unwrap().bytes;
    Published { pdf: in_pdf(file("pdf")), epub: in_epub(file("epub")), faults: faults(&outcomes) }
}

/// What comes of a text in some formats; the fonts themselves come first.
pub(crate) fn outcomes(family: &str, markdown: &str, fonts: &Path, formats: &[Format]) -> Vec<Outcome> {
    let desk = tempfile::tempdir().unwrap();
    let theme = desk.path().join("theme.toml");
    fs::write(&theme, format!("extends = \"briefing\"\nname = \"own\"\n[style.text]\nfont = \"{family}\"\n"))
        .unwrap();
    let text = format!("---\ntitle: Fonts\nlang: en\n---\n\n{markdown}\n");
    let job = Job {
        inputs: vec![Input::Text(text.into_bytes())],
        syntax: None,
        language: None,
        formats: formats.to_vec(),
        destination: Destination::Caller,
        theme: theme.display().to_string(),
        paper: Paper::A4,
        font_paths: vec![fonts.to_owned()],
        root: None,
        strict: false,
        page_map: true,
        epoch: None,
    };
    export::run(&job).unwrap()
}

/// What was said.
pub(crate) fn faults(outcomes: &[Outcome]) -> Vec<String> {
    let faults = outcomes.iter().flat_map(|outcome| &outcome.diagnostics);
    faults.map(|fault| fault.message.clone()).collect()
}

fn in_pdf(bytes: &[u8]) -> BTreeMap<String, PdfFont> {
    let pdf = Document::load_mem(bytes).unwrap();
    let dictionaries = || pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let is_font = |dict: &&Dictionary| {
        dict.get(b"CIDToGIDMap").is_ok() || dict.get(b"DW").is_ok() || dict.get(b"W").is_ok()
    };
    let font = |dict: &Dictionary| {
        let descriptor = pdf.dereference(dict.get(b"FontDescriptor").ok()?).ok()?.1.as_dict().ok()?;
        let name = String::from_utf8_lossy(descriptor.get(b"FontName").ok()?.as_name().ok()?).into_owned();
        let name = name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned());
        let program = [&b"FontFile2"[..], b"FontFile3"].iter().find_map(|key| descriptor.get(key).ok())?;
        let program = pdf.dereference(program).ok()?.1.as_stream().ok()?.decompressed_content().ok()?;
        let widths = pdf.dereference(dict.get(b"W").ok()?).ok()?.1.as_array().ok()?;
        let widths = widths.iter().filter_map(|entry| entry.as_array().ok()).flatten();
        let widths = widths.filter_map(|width| Object::as_float(width).ok()).collect();
        Some((name, PdfFont { program, widths }))
    };
    dictionaries().filter(is_font).filter_map(font).collect()
}

/// The style sheet says before each rule which face it is.
fn in_epub(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut part = |end: &str| {
        let name = names.iter().find(|name| name.ends_with(end)).unwrap();
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let sheet = String::from_utf8(part("stylesheet.css")).unwrap();
    let rules = sheet.split("/* ").skip(1).filter(|rule| rule.contains("@font-face"));
    rules
        .map(|rule| {
            let name = rule.split(" */").next().unwrap().to_owned();
            let file = rule.split("url(\"").nth(1).unwrap().split('"').next().unwrap();
            (name, part(file))
        })
        .collect()
}
