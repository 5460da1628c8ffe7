//! A resolved document to an EPUB 3.3 publication.
//!
//! `plan` divides the document into files and names every place in them; `writer` holds the state while `blocks` (with
//! `lists`, `callouts`, `code`, `tables` with `breadth`, `figures`, `images`), `inlines`, `notes` and `front` write them; `styles` makes the
//! theme a style sheet, `fonts` embeds the faces, `cover` draws the cover with `balance`; epub-builder packs; `metadata`,
//! `accessibility`, `navigation` and `finish` complete what it cannot say.

mod accessibility;
mod balance;
mod blocks;
mod breadth;
mod callouts;
mod code;
mod cover;
mod figures;
mod finish;
mod fonts;
mod front;
mod images;
mod inlines;
mod lists;
mod metadata;
mod navigation;
mod notes;
mod plan;
mod styles;
mod svg;
mod tables;
mod time;
mod writer;
mod xhtml;

use std::borrow::Cow;
use std::collections::BTreeMap;

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::{Stamp, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::layout::page_map::PageMap;
use crate::model::{ImageData, Kind, Label, Listing, Theme};
use crate::resolve::{List, Resolved};

pub use self::cover::Cover;

use self::accessibility::Facts;
use self::finish::{Finish, finish};
use self::metadata::Identifier;
use self::navigation::{Entry, Landmark, Navigation};
use self::plan::{COLOPHON, COVER, Pages, Plan, TITLE, chapter_file};
use self::time::Moment;
use self::writer::Writer;
use self::xhtml::Head;

/// The identifier of the contents list that the metadata ask for.
const CONTENTS_ID: &str = "contents";

/// The file of the cover.
const COVER_IMAGE: &str = "images/cover.png";

/// A file of the book with its body.
struct Body {
    name: String,
    title: String,
    markup: String,
}

/// Writes the EPUB.
///
/// # Errors
///
/// If the package cannot be made.
pub fn write(
    document: &Resolved,
    theme: &Theme,
    fonts: &Fonts,
    map: Option<&PageMap>,
    cover: &Cover,
    stamp: &Stamp,
) -> Result<Written, Error> {
    let mut plan = Plan::new(document);
    let ids = std::mem::take(&mut plan.ids);
    let mut writer = Writer::new(document, theme, &plan, ids, Pages::new(map));
    let bodies = bodies(&mut writer);
    let right_to_left = document.language.is_right_to_left();
    let whole = |body: &Body| {
        let class = (body.name == COVER).then_some("bleed");
        let head = Head { language: document.language.as_str(), right_to_left, title: &body.title, class };
        xhtml::document(&head, &body.markup)
    };
    let files: Vec<String> = bodies.iter().map(whole).collect();
    let embedded = fonts::embed(&writer.usage, theme, fonts);
    let parts = Parts {
        sheet: styles::sheet(theme, &embedded, !document.lists.is_empty(), right_to_left),
        cover: &cover.png,
        images: images(&writer, fonts),
        fonts: &embedded.files,
    };
    let package = pack(&bodies, &files, &parts)?;
    let bytes = complete(&package, &writer, &bodies, &files, stamp)?;
    Ok(Written { bytes, diagnostics: embedded.refused.iter().map(|face| refusal(face)).collect() })
}

fn refusal(face: &str) -> Diagnostic {
    let message = format!("the font `{face}` is damaged and not embedded in the EPUB; another font is shown");
    Diagnostic::placeless(Code::NotExpressible, message)
}

/// Writes the bodies of all files in reading order.
fn bodies(writer: &mut Writer<'_>) -> Vec<Body> {
    let document = writer.document;
    let title = document.front.title.clone();
    let mut bodies = Vec::new();
    let markup = writer.file(COVER, Writer::cover_page);
    bodies.push(Body { name: COVER.to_owned(), title: document.terms.cover.to_owned(), markup });
    let markup = writer.file(TITLE, Writer::title_page);
    bodies.push(Body { name: TITLE.to_owned(), title: title.clone(), markup });
    let plan = writer.plan;
    let headings: BTreeMap<&Label, &str> =
        document.outline.iter().map(|entry| (&entry.label, entry.text.as_str())).collect();
    for (index, pieces) in plan.chapters.iter().enumerate() {
        let name = chapter_file(index);
        let heading = plan::first_label(pieces).and_then(|label| headings.get(label).copied());
        let markup = writer.file(&name, |out| out.chapter(pieces));
        bodies.push(Body { name, title: heading.unwrap_or(&title).to_owned(), markup });
    }
    if !document.colophon.is_empty() {
        let markup = writer.file(COLOPHON, Writer::colophon);
        bodies.push(Body { name: COLOPHON.to_owned(), title: document.terms.colophon.to_owned(), markup });
    }
    bodies
}

/// What is packed beside the text.
struct Parts<'a> {
    sheet: String,
    cover: &'a [u8],
    images: Vec<(&'a str, &'static str, Cow<'a, [u8]>)>,
    fonts: &'a [fonts::FontFile],
}

/// The images that the text shows: name, media type, bytes.
fn images<'a>(writer: &'a Writer<'_>, fonts: &Fonts) -> Vec<(&'a str, &'static str, Cow<'a, [u8]>)> {
    let shown = writer.images.shown().map(|(image, name)| {
        let bytes = match &image.data {
            ImageData::Png { bytes, .. } | ImageData::Jpeg { bytes, .. } => Cow::Borrowed(&bytes[..]),
            ImageData::Svg { text } => Cow::Owned(svg::with_fonts(text, fonts).into_bytes()),
        };
        (name, images::form(image).0, bytes)
    });
    shown.collect()
}

/// Packs everything.
fn pack(bodies: &[Body], files: &[String], parts: &Parts<'_>) -> Result<Vec<u8>, Error> {
    let fault = |cause: epub_builder::Error| Error::library("EPUB package", cause);
    let mut builder = EpubBuilder::new(ZipLibrary::new().map_err(fault)?).map_err(fault)?;
    builder.epub_version(EpubVersion::V33);
    builder.stylesheet(parts.sheet.as_bytes()).map_err(fault)?;
    for (body, file) in bodies.iter().zip(files) {
        builder.add_content(EpubContent::new(&body.name, file.as_bytes())).map_err(fault)?;
    }
    builder.add_cover_image(COVER_IMAGE, parts.cover, "image/png").map_err(fault)?;
    for (name, kind, bytes) in &parts.images {
        builder.add_resource(name, &bytes[..], *kind).map_err(fault)?;
    }
    for font in parts.fonts {
        builder.add_resource(&font.name, &font.bytes[..], font.kind).map_err(fault)?;
    }
    let mut package = Vec::new();
    builder.generate(&mut package).map_err(fault)?;
    Ok(package)
}

/// Completes the package with metadata and navigation.
fn complete(
    package: &[u8],
    writer: &Writer<'_>,
    bodies: &[Body],
    files: &[String],
    stamp: &Stamp,
) -> Result<Vec<u8>, Error> {
    let document = writer.document;
    let texts: Vec<&str> = files.iter().map(String::as_str).collect();
    let identifier = Identifier::new(&document.meta, &texts);
    let moment = Moment::of(stamp);
    let facts = Facts::new(document, !writer.page_list.is_empty());
    let navigation = Navigation {
        document,
        entries: entries(document, writer.plan, bodies),
        landmarks: landmarks(document, writer.plan, bodies),
        lists: document.lists.iter().map(|list| (list, entries_of(list, writer.plan))).collect(),
        pages: &writer.page_list,
        identifier: &identifier.text,
    };
    let finished = Finish {
        language: document.language.as_str(),
        direction: if document.language.is_right_to_left() { "rtl" } else { "ltr" },
        metadata: &metadata::write(document, &identifier, &moment.iso(), facts),
        nav: &navigation.nav(),
        ncx: &navigation.ncx(),
        time: moment.zip(),
    };
    finish(package, &finished)
}

/// The entries of the navigation: title page, headings, colophon.
fn entries(document: &Resolved, plan: &Plan<'_>, bodies: &[Body]) -> Vec<Entry> {
    let page = |name: &str, text: &str| Entry { text: text.to_owned(), href: name.to_owned(), depth: 1 };
    let mut entries = vec![page(TITLE, document.terms.title_page)];
    if document.outline.is_empty() {
        let chapters = bodies.iter().filter(|body| ![COVER, TITLE, COLOPHON].contains(&&body.name[..]));
        entries.extend(chapters.map(|body| page(&body.name, &body.title)));
    }
    for heading in &document.outline {
        if let Some(href) = plan.address(&heading.label, "") {
            entries.push(Entry::of_heading(heading, href));
        }
    }
    if bodies.iter().any(|body| body.name == COLOPHON) {
        entries.push(page(COLOPHON, document.terms.colophon));
    }
    entries
}

/// The entries of a list of figures or tables.
fn entries_of(list: &List, plan: &Plan<'_>) -> Vec<Entry> {
    let entry = |entry| Some(Entry::of_heading(entry, plan.address(&entry.label, "")?));
    list.entries.iter().filter_map(entry).collect()
}

/// The identifier of a list of figures or tables on the title page.
fn list_id(list: Listing) -> &'static str {
    match list {
        Listing::Figures => "list-of-figures",
        Listing::Tables => "list-of-tables",
    }
}

/// What the format calls such a list.
fn list_kind(list: Listing) -> &'static str {
    match list {
        Listing::Figures => "loi",
        Listing::Tables => "lot",
    }
}

fn landmarks(document: &Resolved, plan: &Plan<'_>, bodies: &[Body]) -> Vec<Landmark> {
    let terms = document.terms;
    let mark = |kind, href: &str, name: &str| Landmark { kind, href: href.to_owned(), name: name.to_owned() };
    let mut landmarks = vec![mark("cover", COVER, terms.cover), mark("titlepage", TITLE, terms.title_page)];
    if document.meta.contents.is_some() && !document.outline.is_empty() {
        landmarks.push(mark("toc", &format!("{TITLE}#{CONTENTS_ID}"), terms.contents));
    }
    for list in &document.lists {
        landmarks.push(mark(list_kind(list.of), &format!("{TITLE}#{}", list_id(list.of)), list.title));
    }
    if let Some(body) = bodies.get(2).filter(|body| body.name != COLOPHON) {
        landmarks.push(mark("bodymatter", &body.name, &body.title));
    }
    if let Some(file) = &plan.endnotes {
        landmarks.push(mark("endnotes", file, terms.notes));
    }
    if bodies.iter().any(|body| body.name == COLOPHON) {
        landmarks.push(mark("colophon", COLOPHON, terms.colophon));
    }
    landmarks
}

/// The markup in which an item of the model stands.
pub fn element(kind: Kind) -> &'static str {
    match kind {
        Kind::Heading => "h1 to h6",
        Kind::Paragraph => "p",
        Kind::BulletList => "ul",
        Kind::NumberedList => "ol",
        Kind::TaskList => "ul.tasks",
        Kind::Definitions => "dl",
        Kind::Quote => "blockquote",
        Kind::CodeBlock => "pre",
        Kind::CalloutNote => "aside.note",
        Kind::CalloutTip => "aside.tip",
        Kind::CalloutWarning => "div.warning",
        Kind::KeyFindings => "div.key-findings",
        Kind::Recommendation => "div.recommendation",
        Kind::Table => "table",
        Kind::Figure => "figure",
        Kind::Timeline => "ol.timeline",
        Kind::Rule => "hr",
        Kind::PageBreak => "div.page-break",
        Kind::Contents => "nav.contents",
        Kind::Landscape => "div.landscape",
        Kind::Text => "text",
        Kind::Emphasis => "em",
        Kind::Strong => "strong",
        Kind::Strikethrough => "s",
        Kind::Subscript => "sub",
        Kind::Superscript => "sup",
        Kind::Underline => "u",
        Kind::SmallCaps => "span.small-caps",
        Kind::Highlight => "mark",
        Kind::Code => "code",
        Kind::Keyboard => "kbd",
        Kind::Link => "a",
        Kind::Reference => "a.reference",
        Kind::Note => "aside[role=doc-footnote]",
        Kind::Language => "span[lang]",
        Kind::Image => "img",
        Kind::LineBreak => "br",
    }
}
