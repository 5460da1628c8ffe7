//! Builds a document in code and writes all three publications of it: a table and a sentence made from data.
//!
//! `cargo run --example from_data -- out`

#![expect(clippy::print_stderr, reason = "the example is a program of its own")]

use std::error::Error;
use std::path::PathBuf;

use triplicate::backend::{Stamp, docx, epub, pdf};
use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::Fonts;
use triplicate::format::Paper;
use triplicate::model::{
    Align, Block, BlockKind, Cell, Column, Date, Document, Extent, Heading, Inline, InlineKind, Language,
    Meta, Reference, Row, Table,
};
use triplicate::source::{Sources, Span};
use triplicate::{layout, read, resolve};

/// What the report is made of: a year, and a number for it.
const RAINFALL: [(u16, f64); 4] = [(2022, 611.5), (2023, 702.3), (2024, 655.0), (2025, 590.8)];

/// Nothing here was written in a text, so nothing has a place in one.
fn nowhere() -> Span {
    Span::default()
}

fn text(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::text(words, nowhere())]
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::new(BlockKind::Paragraph(content), nowhere())
}

fn row<const N: usize>(cells: [String; N]) -> Row {
    let cell = |words| Cell {
        blocks: vec![paragraph(text(words))],
        columns: 1,
        rows: 1,
        align: None,
        span: nowhere(),
        column: 0,
    };
    Row { cells: cells.into_iter().map(cell).collect(), span: nowhere() }
}

fn document() -> Document {
    let heading = Heading {
        level: 1,
        depth: 0,
        content: text("Rainfall"),
        numbered: true,
        appendix: false,
        number: None,
    };
    // An empty reference is worded by `resolve`, here as "Table 1".
    let mention = Reference { label: "rain".into(), content: Vec::new(), worded: false };
    let mut sentence = vec![Inline::new(InlineKind::Reference(mention), nowhere())];
    let wettest = RAINFALL.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(year, _)| *year);
    sentence.extend(text(format!(" lists the last {} years; {wettest} was the wettest.", RAINFALL.len())));
    let table = Table {
        caption: text("Rainfall by year"),
        columns: vec![Column::default(), Column { align: Align::End, width: None }],
        head: vec![row(["Year".to_owned(), "Millimetres".to_owned()])],
        body: RAINFALL.iter().map(|(year, mm)| row([year.to_string(), format!("{mm:.1}")])).collect(),
        row_headers: 1,
        extent: Extent::Column,
        note: Vec::new(),
        source: text("made-up figures"),
        number: None,
    };
    let mut table = Block::new(BlockKind::Table(table), nowhere());
    table.label = Some("rain".into());
    let meta = Meta {
        title: text("A report made from data"),
        language: Language::parse("en-GB"),
        date: Some(Date::Calendar { year: 2026, month: Some(11), day: Some(23) }),
        ..Meta::default()
    };
    let blocks = vec![Block::new(BlockKind::Heading(heading), nowhere()), paragraph(sentence), table];
    Document { meta, blocks, images: Vec::new() }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "out".into()));
    let mut diagnostics = Diagnostics::default();
    let theme = read::theme("briefing", &mut Sources::default(), &mut diagnostics)?
        .ok_or("the built-in theme has faults")?;
    let fonts = Fonts::bundled();
    // 23 November 2026, so that the same data give the same bytes.
    let stamp = Stamp { seconds: Some(1_795_392_000) };

    let document = resolve::resolve(document(), &mut diagnostics);
    let pages = layout::lay_out(&document, &theme, &fonts, Paper::A4, &mut diagnostics);
    let cover = epub::Cover::draw(&document, &theme, &fonts)?;
    let map = Some(&pages.map);
    let files = [
        ("report.docx", docx::write(&document, &theme, &fonts, Paper::A4, map, &stamp)?),
        ("report.epub", epub::write(&document, &theme, &fonts, map, &cover, &stamp)?),
        ("report.pdf", pdf::write(&document, pages, &fonts, &stamp)?),
    ];
    std::fs::create_dir_all(&folder)?;
    for (name, written) in files {
        diagnostics.extend(written.diagnostics);
        #[expect(clippy::disallowed_methods, reason = "the example is a program of its own")]
        std::fs::write(folder.join(name), written.bytes)?;
    }
    for diagnostic in diagnostics.sorted() {
        eprintln!("{}: {}", diagnostic.code.name(), diagnostic.message);
    }
    Ok(())
}
