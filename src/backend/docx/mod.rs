//! A resolved document to a finished Word document.
//!
//! docx-rs supplies the elements: paragraphs, runs, tables, styles, list definitions. What it cannot say goes into its
//! elements as slots and lifts and is put in place by `finish`; the parts, relationships and properties are `package`
//! and its neighbours. The modules follow a document from its front to its last page.

mod blocks;
mod boxes;
mod contents;
mod drawings;
mod fields;
mod figures;
mod finish;
mod flow;
mod front;
mod geometry;
mod head;
mod headings;
mod inlines;
mod joints;
mod language;
mod lists;
mod markup;
mod measure;
mod names;
mod notes;
mod numbering;
mod package;
mod parts;
mod properties;
mod schema;
mod sections;
mod sheet;
mod styles;
mod table_grid;
mod table_style;
mod tables;
mod timeline;

use std::collections::BTreeMap;

use docx_rs::{Paragraph, Table};

use self::fields::Sequences;
use self::finish::Finish;
use self::flow::{Flow, Story, Voice};
use self::geometry::{Geometry, Orientation};
use self::names::Names;
use self::numbering::Lists;
use self::package::Package;
use self::sheet::{Known, Sheet};
use self::styles::Dresser;
use super::{Stamp, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::format::Paper;
use crate::layout::page_map::PageMap;
use crate::model::theme::Part;
use crate::model::{BlockId, ImageId, Kind, Label, Language, Theme};
use crate::resolve::Resolved;
use crate::source::Span;

/// Writes the Word document.
///
/// With a page map the contents list carries the page numbers of print; without one it carries none.
///
/// # Errors
///
/// If the package cannot be made.
pub fn write(
    document: &Resolved,
    theme: &Theme,
    fonts: &Fonts,
    paper: Paper,
    map: Option<&PageMap>,
    stamp: &Stamp,
) -> Result<Written, Error> {
    let theme = &theme.for_columns(document.meta.columns);
    let page = Geometry::new(theme, paper, Orientation::Portrait, document.meta.is_tlp());
    let sheet = Sheet::new(theme, fonts, page, document.meta.number_sections);
    let mut writer = Writer::new(document, theme, fonts, paper, map, &sheet);
    writer.survey();
    writer.body()?;
    writer.parts(&sheet)?;
    writer.properties(stamp);
    Ok(Written { bytes: writer.package.write()?, diagnostics: writer.diagnostics })
}

/// The style or element in which an item of the model stands.
pub fn element(kind: Kind) -> &'static str {
    match kind {
        Kind::Heading => "Heading 1 to Heading 6",
        Kind::Paragraph => "Body Text, Body Text First Indent",
        Kind::BulletList => "List Bullet",
        Kind::NumberedList => "List Number",
        Kind::TaskList => "Task List, w14:checkbox",
        Kind::Definitions => "Definition Term, Definition",
        Kind::Quote => "Quote, Quote Attribution",
        Kind::CodeBlock => "Source Code",
        Kind::CalloutNote => "Callout Note",
        Kind::CalloutTip => "Callout Tip",
        Kind::CalloutWarning => "Callout Warning",
        Kind::KeyFindings => "Key Findings, Key Findings Bullet",
        Kind::Recommendation => "Recommendation",
        Kind::Table => "w:tbl, Caption",
        Kind::Figure => "w:drawing, Caption",
        Kind::Timeline => "Timeline",
        Kind::Rule => "Horizontal Rule",
        Kind::PageBreak => "w:pageBreakBefore",
        Kind::Contents => "TOC 1 to TOC 6, TOC field",
        Kind::Landscape => "w:sectPr, w:pgSz landscape",
        Kind::Text => "w:t",
        Kind::Emphasis => "Emphasis",
        Kind::Strong => "Strong",
        Kind::Strikethrough => "w:strike",
        Kind::Subscript => "w:vertAlign subscript",
        Kind::Superscript => "w:vertAlign superscript",
        Kind::Underline => "w:u",
        Kind::SmallCaps => "w:smallCaps",
        Kind::Highlight => "Highlighted",
        Kind::Code => "HTML Code",
        Kind::Keyboard => "HTML Keyboard",
        Kind::Link => "w:hyperlink, Hyperlink",
        Kind::Reference => "REF field, Cross-Reference",
        Kind::Note => "w:footnote",
        Kind::Language => "w:lang",
        Kind::Image => "w:drawing",
        Kind::LineBreak => "w:br",
    }
}

/// A piece of the text on its way into the file.
enum Node {
    /// A paragraph.
    Paragraph(Box<Paragraph>),
    /// A table, and the finished markup of rows after those that it has itself.
    Table(Box<Table>, Vec<u8>),
    /// Markup that docx-rs has no element for.
    Markup(String),
}

/// What a label names, so far as its mentions depend on it.
enum Referent {
    /// A heading to which Word itself gives this number.
    Section(String),
    /// A heading whose number Word does not know.
    Numbered,
    /// Something whose bookmark holds the words by which it is mentioned.
    Named,
    /// Anything else.
    Other,
}

/// What the next paragraph has to take on.
#[derive(Default)]
struct Pending {
    page_break: bool,
    /// Whether a section begins, and a page with it.
    section: bool,
    labels: Vec<Label>,
    /// Space before it in points, left over from something that cannot have any after it.
    space: f64,
}

/// A document while it is written.
struct Writer<'a> {
    document: &'a Resolved,
    theme: &'a Theme,
    fonts: &'a Fonts,
    paper: Paper,
    map: Option<&'a PageMap>,
    page: Geometry,
    dresser: Dresser<'a>,
    styles: BTreeMap<String, Known>,
    finish: Finish,
    package: Package,
    lists: Lists,
    names: Names,
    sequences: Sequences,
    referents: BTreeMap<Label, Referent>,
    /// For the headings that Word numbers, list and level.
    sections: BTreeMap<BlockId, (usize, usize)>,
    /// The notes written so far.
    notes: Vec<u8>,
    note_count: u32,
    /// The names of images that are in the package.
    media: BTreeMap<ImageId, String>,
    stored: usize,
    drawings: usize,
    boxes_ticked: usize,
    /// In how many cells the text stands that is being written.
    cells: usize,
    pending: Pending,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    fn new(
        document: &'a Resolved,
        theme: &'a Theme,
        fonts: &'a Fonts,
        paper: Paper,
        map: Option<&'a PageMap>,
        sheet: &Sheet,
    ) -> Self {
        Self {
            document,
            theme,
            fonts,
            paper,
            map,
            page: Geometry::new(theme, paper, Orientation::Portrait, document.meta.is_tlp()),
            dresser: Dresser::new(theme, fonts),
            styles: sheet.known(),
            finish: Finish::default(),
            package: Package::default(),
            lists: Lists::default(),
            names: Names::default(),
            sequences: Sequences::default(),
            referents: BTreeMap::new(),
            sections: BTreeMap::new(),
            notes: Vec::new(),
            note_count: 0,
            media: BTreeMap::new(),
            stored: 0,
            drawings: 0,
            boxes_ticked: 0,
            cells: 0,
            pending: Pending::default(),
            diagnostics: Vec::new(),
        }
    }

    /// What there is to know of a style; of running text for a style that is not in the sheet.
    fn known(&self, style: &str) -> Known {
        self.styles.get(style).or_else(|| self.styles.get("BodyText")).copied().unwrap_or_default()
    }

    /// The language that holds in a flow.
    fn language(&self, flow: &Flow<'a>) -> &'a Language {
        flow.language.unwrap_or(&self.document.language)
    }

    /// The family that sets an East Asian language beside running text.
    fn east_asian_family(&self, language: &Language) -> &'static str {
        let text = &self.theme.style(Part::Text).font;
        let face = self.fonts.face(self.fonts.select(text, 400, false));
        parts::east_asian_family(language, face.metrics().serif)
    }

    /// Says that the format cannot say something.
    fn cannot(&mut self, span: Span, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::NotExpressible, span, message).with_help(help));
    }
}
