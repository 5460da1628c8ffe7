//! The Word backend: documents written and read back.
#![expect(clippy::disallowed_methods, reason = "what is made is kept for outside judges")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "docx/hostile.rs"]
mod hostile;
#[path = "docx/sample.rs"]
mod sample;

use std::io::{Cursor, Read};

use sample::{event, heading, inline, note, p, paragraph, reference, text};
use triplicate::backend::{Stamp, Written, docx};
use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::Fonts;
use triplicate::format::Paper;
use triplicate::layout;
use triplicate::model::theme::Part;
use triplicate::model::{
    Block, BlockKind, CalloutKind, Column, Document, Extent, Inline, InlineKind, Kind, Language, Meta, Table,
    Theme,
};
use triplicate::read;
use triplicate::resolve::resolve;
use triplicate::source::Sources;

fn theme() -> Theme {
    read::theme("briefing", &mut Sources::default(), &mut Diagnostics::default()).unwrap().unwrap()
}

fn write(document: Document, paper: Paper, seconds: Option<i64>) -> Written {
    write_in(&theme(), document, paper, seconds)
}

fn write_in(theme: &Theme, document: Document, paper: Paper, seconds: Option<i64>) -> Written {
    let fonts = Fonts::bundled();
    let resolved = resolve(document, &mut Diagnostics::default());
    let pages = layout::lay_out(&resolved, theme, &fonts, paper, &mut Diagnostics::default());
    docx::write(&resolved, theme, &fonts, paper, Some(&pages.map), &Stamp { seconds }).unwrap()
}

fn keep(name: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name).with_extension("docx"), bytes).unwrap();
}

/// A part of the package as text.
fn part(bytes: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The body of the document, a paragraph or table row on each line.
fn body(bytes: &[u8]) -> String {
    let text = part(bytes, "word/document.xml");
    let start = text.find("<w:body>").unwrap();
    ["</w:p>", "</w:trPr>", "</w:tblGrid>", "</w:tr>"]
        .into_iter()
        .fold(text[start..].to_owned(), |text, tag| text.replace(tag, &format!("{tag}\n")))
}

#[test]
fn everything_is_written_the_same_each_time() {
    let written = write(sample::document(&Fonts::bundled()), Paper::A4, None);
    keep("everything", &written.bytes);
    let again = write(sample::document(&Fonts::bundled()), Paper::A4, None);
    assert!(written.bytes == again.bytes, "the same document gave other bytes");
    assert_eq!(written.diagnostics, []);
    let core = part(&written.bytes, "docProps/core.xml");
    assert!(!core.contains("dcterms:created"), "a date that nobody gave");
    keep("letter", &write(sample::document(&Fonts::bundled()), Paper::Letter, Some(0)).bytes);
}

/// Every item of the model stands in the style or element that the backend names for it.
#[test]
fn every_kind_has_its_element() {
    let written = write(sample::document(&Fonts::bundled()), Paper::A4, None);
    let (document, notes) =
        (part(&written.bytes, "word/document.xml"), part(&written.bytes, "word/footnotes.xml"));
    let styles = part(&written.bytes, "word/styles.xml");
    for kind in Kind::ALL {
        for element in docx::element(*kind).split(", ") {
            let ends = element.split(" to ");
            for name in ends {
                let found = if let Some(tag) = name.strip_suffix(" field") {
                    document.contains(&format!("> {tag} "))
                } else if name.contains(':') {
                    let words: Vec<&str> = name.split(' ').collect();
                    [&document, &notes].iter().any(|text| {
                        text.match_indices(&format!("<{}", words[0])).any(|(at, _)| {
                            words[1..].iter().all(|word| text[at..].split('>').next().unwrap().contains(word))
                        })
                    })
                } else {
                    let name = if name.starts_with("Heading ") || name == "Caption" {
                        name.to_lowercase()
                    } else {
                        name.replace("TOC", "toc")
                    };
                    let named = styles.find(&format!(r#"<w:name w:val="{name}"/>"#));
                    named.is_some_and(|at| {
                        let id =
                            styles[..at].rsplit(r#"w:styleId=""#).next().unwrap().split('"').next().unwrap();
                        // Only the sample's deepest headings are in no contents list.
                        document.contains(&format!(r#"Style w:val="{id}"/>"#)) || id == "TOC6"
                    })
                };
                assert!(found, "no `{name}` for {}", kind.name());
            }
        }
    }
}

#[test]
fn a_small_document_is_all_styles_fields_and_notes() {
    let blocks = vec![
        heading(1, "First & foremost"),
        paragraph(vec![text("See "), reference("second", ""), text("."), note(vec![p("A note.")])]),
        p("Another paragraph."),
        sample::labelled("second", heading(2, "Second").kind),
        sample::bullets(&["One.", "Two."]),
    ];
    let meta =
        Meta { title: sample::words("A title"), number_sections: true, contents: Some(1), ..Meta::default() };
    let written = write(Document { meta, blocks, images: Vec::new() }, Paper::A4, None);
    insta::assert_snapshot!(body(&written.bytes));
}

#[test]
fn a_hostile_document_is_survived() {
    let fonts = Fonts::bundled();
    let document = resolve(hostile::document(&fonts), &mut Diagnostics::default());
    let stamp = Stamp { seconds: Some(i64::MAX) };
    let written = docx::write(&document, &theme(), &fonts, Paper::A4, None, &stamp).unwrap();
    keep("hostile", &written.bytes);
    let mut said: Vec<String> =
        written.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect();
    said.dedup();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_date_wider_than_its_column_stands_above() {
    let long = "In the course of the seventh and eighth year after the first of the meetings";
    let kind = BlockKind::Timeline(vec![event("1906", "Keel laid."), event(long, "Launched.")]);
    let blocks = vec![Block { kind, ..p("") }];
    let written = write(Document { meta: Meta::default(), blocks, images: Vec::new() }, Paper::A4, None);
    let body = body(&written.bytes);
    assert!(body.contains("1906</w:t></w:r><w:r><w:tab/></w:r>"), "{body}");
    assert!(
        body.contains(&format!("{long}</w:t></w:r><w:r><w:br w:type=\"textWrapping\"/></w:r>")),
        "{body}"
    );
}

#[test]
fn words_are_hyphenated_where_a_style_allows_it() {
    let settings = |allowed: bool| {
        let mut theme = theme();
        for (part, style) in &mut theme.styles {
            style.hyphenate = allowed && *part == Part::Note;
        }
        let document = Document { meta: Meta::default(), blocks: vec![p("Words.")], images: Vec::new() };
        let written = write_in(&theme, document, Paper::A4, None);
        assert_eq!(allowed, !hyphenless(&written.bytes, "FootnoteText"));
        assert!(hyphenless(&written.bytes, "Heading1"));
        part(&written.bytes, "word/settings.xml")
    };
    assert!(settings(true).contains("<w:autoHyphenation/><w:consecutiveHyphenLimit w:val=\"2\"/>"));
    assert!(!settings(false).contains("<w:autoHyphenation/>"));
}

/// Whether the words of a style stay whole.
fn hyphenless(bytes: &[u8], style: &str) -> bool {
    let styles = part(bytes, "word/styles.xml");
    let start = styles.find(&format!(r#"w:styleId="{style}""#)).unwrap();
    styles[start..].split("</w:style>").next().unwrap().contains("<w:suppressAutoHyphens/>")
}

/// Neighbours in a box are joined only where their borders and indents are the same.
#[test]
fn the_paragraphs_of_a_box_are_joined() {
    let boxed = |blocks: Vec<Block>| {
        let blocks = vec![sample::callout(CalloutKind::Note, "", "", blocks)];
        let written = write(Document { meta: Meta::default(), blocks, images: Vec::new() }, Paper::A4, None);
        let body = body(&written.bytes);
        body.lines().filter(|line| line.contains("CalloutNote")).map(str::to_owned).collect::<Vec<_>>()
    };
    let inside = |line: &str, tag: &str| {
        let end = format!("</w:{tag}>");
        line.split_once(&format!("<w:{tag}>")).map(|(_, rest)| rest.split(&end).next().unwrap().to_owned())
    };
    let indent = |line: &str| line.split("<w:ind ").nth(1).unwrap().split("/>").next().unwrap().to_owned();

    let list = boxed(vec![sample::bullets(&["One.", "Two."])]);
    assert_eq!(list.len(), 3, "{list:#?}");
    assert!(list.iter().all(|line| inside(line, "pBdr").is_none()), "{list:#?}");
    assert!(list.iter().all(|line| indent(line) == indent(&list[0])), "{list:#?}");

    let mixed = boxed(vec![p("Text."), sample::bullets(&["One.", "Two."]), p("Text.")]);
    let borders: Vec<_> = mixed.iter().map(|line| inside(line, "pBdr").unwrap()).collect();
    let joined: Vec<bool> = borders.windows(2).map(|pair| pair[0] == pair[1]).collect();
    assert_eq!(joined, [true, false, true, false], "{borders:#?}");
}

#[test]
fn what_is_made_to_begin_a_page_begins_at_its_top() {
    let blocks = vec![
        p("Text."),
        Block { kind: BlockKind::PageBreak, ..p("") },
        heading(1, "On a new page"),
        Block { kind: BlockKind::Landscape(vec![heading(1, "On its side")]), ..p("") },
        heading(1, "Further on"),
        heading(1, "Among others"),
    ];
    let written = write(Document { meta: Meta::default(), blocks, images: Vec::new() }, Paper::A4, None);
    let body = body(&written.bytes);
    let begins = |words: &str| {
        let line = body.lines().find(|line| line.contains(words)).unwrap();
        line.contains(r#"<w:spacing w:before="0"/>"#)
    };
    assert!(begins("On a new page") && begins("On its side") && begins("Further on"), "{body}");
    assert!(!begins("Among others"), "{body}");
}

#[test]
fn the_colophon_keeps_its_distance() {
    let written = write(sample::document(&Fonts::bundled()), Paper::A4, None);
    let body = body(&written.bytes);
    let first = body.lines().find(|line| line.contains(r#"w:val="Colophon"/>"#)).unwrap();
    let before = (theme().style(Part::Colophon).before * 20.0).round();
    assert!(first.contains(&format!(r#"w:before="{before}""#)), "{first}");
}

#[test]
fn no_row_stands_alone_at_the_edge_of_a_page() {
    let rows = |from: usize, to: usize| {
        (from..to).map(|row| sample::row(vec![sample::cell(&format!("row {row}"), 1, 1)])).collect::<Vec<_>>()
    };
    let table = Table {
        caption: Vec::new(),
        columns: vec![Column::default()],
        head: rows(0, 1),
        body: rows(1, 40),
        row_headers: 0,
        extent: Extent::Column,
        note: Vec::new(),
        source: Vec::new(),
        number: None,
    };
    let blocks = vec![Block { kind: BlockKind::Table(table), ..p("") }];
    let written = write(Document { meta: Meta::default(), blocks, images: Vec::new() }, Paper::A4, None);
    let body = body(&written.bytes);
    let kept: Vec<usize> = (0..40)
        .filter(|row| {
            let line = body.lines().find(|line| line.contains(&format!("row {row}<"))).unwrap();
            line.contains("<w:keepNext/>")
        })
        .collect();
    assert_eq!(kept, [0, 1, 38], "{body}");
}

/// Old-style figures are for running text.
#[test]
fn figures_are_those_of_print() {
    let written = |language: &str, content: Vec<Inline>| {
        let meta = Meta { language: Language::parse(language), ..Meta::default() };
        let document = Document { meta, blocks: vec![paragraph(content)], images: Vec::new() };
        write(document, Paper::A4, None).bytes
    };
    let english = written(
        "en",
        vec![
            text("In 2026: 10"),
            inline(InlineKind::Superscript(sample::words("6"))),
            inline(InlineKind::Language(Language::parse("zh").unwrap(), sample::words("国 2026"))),
        ],
    );
    let lining = r#"<w14:numForm w14:val="lining"/>"#;
    let styles = part(&english, "word/styles.xml");
    let defaults = styles.split("</w:docDefaults>").next().unwrap();
    assert!(defaults.contains(r#"<w14:numForm w14:val="oldStyle"/>"#), "{defaults}");
    let code = styles.split(r#"w:styleId="HTMLCode""#).nth(1).unwrap().split("</w:style>").next().unwrap();
    assert!(code.contains(lining), "{code}");
    let body = body(&english);
    assert_eq!(body.matches(lining).count(), 2, "{body}");
    let chinese = part(&written("zh", vec![text("一九 2026。")]), "word/styles.xml");
    assert!(chinese.split("</w:docDefaults>").next().unwrap().contains(lining), "{chinese}");
}
