//! The EPUB backend, from documents made by hand to the parts of the package.
#![expect(clippy::disallowed_methods, reason = "what is made is kept for outside judges")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "epub/look.rs"]
mod look;
#[path = "epub/odd.rs"]
mod odd;
#[path = "epub/sample.rs"]
mod sample;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;

use sample::{block, everything, heading, inline, labelled, paragraph, text};
use triplicate::backend::epub::Cover;
use triplicate::backend::{Stamp, epub};
use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::Fonts;
use triplicate::format::Paper;
use triplicate::layout::lay_out;
use triplicate::layout::page_map::{Offset, PageMap, PageStart};
use triplicate::model::*;
use triplicate::read;
use triplicate::resolve::{Resolved, resolve};
use triplicate::source::Sources;

const STAMP: Stamp = Stamp { seconds: Some(1_795_435_449) };

/// A finished book, taken apart again.
struct Book {
    bytes: Vec<u8>,
}

impl Book {
    /// Writes a document that nobody has laid out.
    fn make(name: &str, document: Document) -> Self {
        Self::of(name, &resolved(document), None)
    }

    /// Takes a document the whole way.
    fn laid_out(name: &str, document: Document) -> Self {
        let (theme, fonts) = (theme(), Fonts::bundled());
        let resolved = resolved(document);
        let pages = lay_out(&resolved, &theme, &fonts, Paper::A4, &mut Diagnostics::default());
        Self::of(name, &resolved, Some(&pages.map))
    }

    /// Writes a document, and keeps the file for the judges.
    fn of(name: &str, document: &Resolved, map: Option<&PageMap>) -> Self {
        let (theme, fonts) = (theme(), Fonts::bundled());
        let cover = Cover::draw(document, &theme, &fonts).unwrap();
        let bytes = epub::write(document, &theme, &fonts, map, &cover, &STAMP).unwrap().bytes;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("epub");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name).with_extension("epub"), &bytes).unwrap();
        Self { bytes }
    }

    fn bytes_of(&self, name: &str) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut bytes = Vec::new();
        archive.by_name(&format!("OEBPS/{name}")).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn part(&self, name: &str) -> String {
        String::from_utf8(self.bytes_of(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        archive.file_names().map(str::to_owned).collect()
    }

    /// All chapters, one after the other.
    fn text(&self) -> String {
        let names = self.names().into_iter();
        let chapters = names.filter(|name| name.contains(".xhtml") && !name.contains("nav.xhtml"));
        chapters.map(|name| self.part(&name["OEBPS/".len()..])).collect()
    }
}

fn theme() -> Theme {
    read::theme("briefing", &mut Sources::default(), &mut Diagnostics::default()).unwrap().unwrap()
}

fn resolved(document: Document) -> Resolved {
    resolve(document, &mut Diagnostics::default())
}

fn document(blocks: Vec<Block>) -> Document {
    let meta = Meta { title: vec![text("A small book")], language: Language::parse("en"), ..Meta::default() };
    Document { meta, blocks, images: Vec::new() }
}

/// Every item of the model stands in the markup that `element` names, with its own words.
#[test]
fn every_block_and_inline_has_its_markup() {
    let markup = Book::make("markup", everything()).text();
    for kind in Kind::ALL {
        let sample = sample_of(*kind);
        assert!(markup.contains(sample), "{kind:?} as `{}`: `{sample}` is not there", epub::element(*kind));
    }
}

fn sample_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Heading => "<h1 id=\"sec-history\"><span class=\"number\">1</span> Historical foundations</h1>",
        Kind::Paragraph => "<p>Under a heading of the fourth level.</p>",
        Kind::BulletList => "<ul>\n<li>A note that begins with a list,</li>",
        Kind::NumberedList => {
            "<ol start=\"9\" class=\"loose wide\">\n<li><p>The ninth item, of two paragraphs.</p>"
        }
        Kind::TaskList => {
            "<ul class=\"tasks\">\n<li><span class=\"task\" role=\"img\" aria-label=\"Done\">☑</span> A task that is done."
        }
        Kind::Definitions => "<dl>\n<dt>Juche</dt>\n<dd>Self-reliance.</dd>",
        Kind::Quote => "<blockquote>\n<p>If the lips are gone, the teeth will be cold;",
        Kind::CodeBlock => "<pre><code class=\"language-rust\">fn main() {",
        Kind::CalloutNote => "<aside class=\"box note\" role=\"note\" aria-labelledby=\"box-2\">",
        Kind::CalloutTip => "<aside class=\"box tip\" epub:type=\"tip\" role=\"doc-tip\"",
        Kind::CalloutWarning => "<div class=\"box warning\" epub:type=\"notice\" role=\"doc-notice\"",
        Kind::KeyFindings => "<div class=\"box key-findings\" role=\"group\" aria-labelledby=\"box\">",
        Kind::Recommendation => {
            ">Recommendation 1: Talk first</p>\n<p class=\"addressee\">To the Ministry of Foreign Affairs</p>"
        }
        Kind::Table => "<td role=\"cell\" data-label=\"Population\">26,000,000</td>",
        Kind::Figure => {
            "<figure id=\"fig-share\" class=\"captioned\">\n<figcaption><span class=\"label\">Figure 1.</span> China’s"
        }
        Kind::Timeline => {
            "<ol class=\"timeline\" role=\"list\">\n<li role=\"listitem\"><span class=\"date\">25–28 March 2018</span> \
             <div class=\"event\">Beijing."
        }
        Kind::Rule => "<hr/>",
        Kind::PageBreak => "<div class=\"page-break\"></div>",
        Kind::Contents => {
            "<nav class=\"contents\" role=\"doc-toc\" aria-labelledby=\"contents-title\" id=\"contents\">"
        }
        Kind::Landscape => "<div class=\"landscape\">\n<p>A part set on landscape pages.</p>",
        Kind::Text => "E = mc",
        Kind::Emphasis => "<em>stressed words</em>",
        Kind::Strong => "<strong>important words</strong>",
        Kind::Strikethrough => "<s>words no longer valid</s>",
        Kind::Subscript => "H<sub>2</sub>O",
        Kind::Superscript => "mc<sup>2</sup>",
        Kind::Underline => "<u>underlined words</u>",
        Kind::SmallCaps => "<span class=\"small-caps\">Small Capitals</span>",
        Kind::Highlight => "<mark>marked words</mark>",
        Kind::Code => "<code>let a = b &lt; c &amp;&amp; d;</code>",
        Kind::Keyboard => "<kbd>Ctrl</kbd>",
        Kind::Link => "<a href=\"https://example.org/a?b=c&amp;d=e\">an outside address</a>",
        Kind::Reference => "<a class=\"reference\" href=\"chapter-1.xhtml#sec-history\">Section\u{a0}1</a>",
        Kind::Note => {
            "<aside id=\"fn-1\" epub:type=\"footnote\" role=\"doc-footnote\"><p><a class=\"back\" href=\"#fnref-1\" \
             role=\"doc-backlink\" aria-label=\"1. Back to the text\">1.</a> Diplomatic relations"
        }
        Kind::Language => "<span lang=\"zh\" xml:lang=\"zh\">唇齿相依</span>",
        Kind::Image => "<img src=\"images/dot.svg\" alt=\"a dot\"",
        Kind::LineBreak => "<br/>A new line.",
    }
}

#[test]
fn a_chapter_reads_as_it_did() {
    let book = Book::make("chapter", everything());
    insta::assert_snapshot!("chapter", book.part("chapter-1.xhtml"));
    insta::assert_snapshot!("package", book.part("content.opf"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let (first, second) = (Book::laid_out("everything", everything()), Book::laid_out("again", everything()));
    assert!(first.bytes == second.bytes);
}

/// Every part is well-formed, no identifier is given twice in a file, and every link within the book leads somewhere.
#[test]
fn odd_documents_give_sound_books() {
    for (name, document) in [("odd", odd::document()), ("nothing", document(Vec::new()))] {
        let book = Book::laid_out(name, document);
        let parts: Vec<(String, Vec<Element>)> = book
            .names()
            .iter()
            .filter_map(|name| name.strip_prefix("OEBPS/"))
            .filter_map(|name| {
                let markup = [".xhtml", ".opf", ".ncx"].iter().any(|end| name.ends_with(end));
                markup.then(|| (name.to_owned(), elements(&book.part(name))))
            })
            .collect();
        let mut ids = BTreeSet::new();
        for (file, id) in parts
            .iter()
            .flat_map(|(file, list)| list.iter().filter_map(move |e| Some((file, e.id.as_ref()?))))
        {
            assert!(ids.insert(format!("{file}#{id}")), "`{id}` is there twice in {file}");
        }
        for (file, href) in parts
            .iter()
            .flat_map(|(file, list)| list.iter().filter_map(move |e| Some((file, e.href.as_ref()?))))
        {
            let whole = if href.starts_with('#') { format!("{file}{href}") } else { href.clone() };
            if let Some((file, _)) = whole.split_once('#').filter(|_| !whole.contains(':')) {
                assert!(ids.contains(&whole), "`{whole}` in {file} leads nowhere");
            }
        }
    }
}

/// What matters of an element.
struct Element {
    id: Option<String>,
    href: Option<String>,
}

fn elements(markup: &str) -> Vec<Element> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(markup);
    let mut list = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return list,
            Event::Start(tag) | Event::Empty(tag) => {
                let get =
                    |name: &str| tag.try_get_attribute(name).unwrap().map(|value| value.value.into_owned());
                list.push(Element { id: get("id"), href: get("href").or(get("src")) });
            }
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// A page that begins within a paragraph is marked there, at the end of the word that it parts.
#[test]
fn pages_of_print_are_marked_where_they_begin() {
    let mut blocks =
        vec![heading(1, None, "One"), paragraph("Alpha beta gamma delta."), heading(1, None, "Two")];
    blocks.push(paragraph("Text."));
    let document = resolved(document(blocks));
    let start = |label: &str, block: Option<usize>, offset| PageStart {
        label: label.to_owned(),
        block: block.map(|block| document.blocks[block].id),
        offset,
    };
    let starts = vec![
        start("i", None, Offset::Start),
        start("1", Some(1), Offset::Text(8)),
        start("2", Some(1), Offset::Text(17)),
        start("3", Some(2), Offset::Start),
        start("4", None, Offset::Start),
    ];
    let map = PageMap { starts, ..PageMap::default() };
    let book = Book::of("pages", &document, Some(&map));
    let mark = |id: u32, label: &str| {
        format!(
            "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-{id}\" aria-label=\"{label}\"/>"
        )
    };
    let (one, two) = (mark(2, "1"), mark(3, "2"));
    assert!(book.part("chapter-1.xhtml").contains(&format!("<p>Alpha beta{one} gamma {two}delta.</p>")));
    assert!(book.part("chapter-2.xhtml").contains(&format!("{}<h1", mark(4, "3"))));
    assert!(book.part("title.xhtml").contains(&mark(1, "i")));
    let nav = book.part("nav.xhtml");
    assert!(nav.contains("<a href=\"chapter-1.xhtml#page-3\">2</a>"), "{nav}");
    assert!(book.part("content.opf").contains("pageBreakMarkers"));
    let bare = Book::of("no-pages", &document, None);
    assert!(!bare.part("content.opf").contains("pageBreakMarkers"));
    assert!(!bare.part("nav.xhtml").contains("page-list"));
}

/// Labels of any spelling are valid names, and none takes the name of something that the program adds.
#[test]
fn labels_are_spelled_as_names() {
    let note = InlineKind::Note(Note { blocks: vec![paragraph("A note.")], number: 0 });
    let blocks = vec![
        labelled("größe/1", BlockKind::Paragraph(vec![text("Labelled")])),
        labelled("fn-1", BlockKind::Paragraph(vec![text("Like a note"), inline(note)])),
    ];
    let markup = Book::make("labels", document(blocks)).part("chapter-1.xhtml");
    assert!(markup.contains("<p id=\"gr_f6_dfe_2f1\">"), "{markup}");
    assert!(markup.contains("<p id=\"fn-1\">") && markup.contains("<aside id=\"fn-1-2\""), "{markup}");
}

/// The base direction, and the language and direction of what differs from it.
#[test]
fn text_that_runs_from_right_to_left() {
    let english = InlineKind::Language(Language::parse("en").unwrap(), vec![text("in English")]);
    let mut document = document(vec![
        heading(1, None, "כותרת"),
        block(BlockKind::Paragraph(vec![text("שלום "), inline(english)])),
        sample::list_of(&["אחת", "שתיים"]),
    ]);
    document.meta.title = vec![text("ספר קטן")];
    document.meta.language = Language::parse("he");
    let book = Book::make("right-to-left", document);
    assert!(book.part("content.opf").contains("page-progression-direction=\"rtl\""));
    let markup = book.part("chapter-1.xhtml");
    assert!(markup.contains("lang=\"he\" xml:lang=\"he\" dir=\"rtl\""), "{markup}");
    assert!(markup.contains("<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">in English</span>"), "{markup}");
}

/// The faces in the book draw every letter of the text and nothing else, and kern it as the whole faces do.
#[test]
fn faces_are_reduced_to_the_text() {
    let book = Book::make("faces", document(vec![paragraph("AVATAR Type 1950 office")]));
    let sheet = book.part("stylesheet.css");
    let line = sheet.lines().skip_while(|line| *line != "/* SourceSerif4-Regular */").nth(1).unwrap();
    let file = line.split("url(\"").nth(1).unwrap().split('"').next().unwrap();
    let font = harfrust::Font::new(book.bytes_of(file), 0).unwrap();
    assert!(font.charmap().map_unicode('V').is_some());
    assert!(font.charmap().map_unicode('Q').is_none());
    let fonts = Fonts::bundled();
    let whole = fonts.face(fonts.select("Source Serif 4", 400, false)).font();
    for (words, features) in [("AVATAR", &[][..]), ("1950", &["onum"][..]), ("office", &[][..])] {
        assert_eq!(shaped(&font, words, "en", features).1, shaped(whole, words, "en", features).1, "{words}");
    }
    assert_ne!(shaped(&font, "1950", "en", &["onum"]).0, shaped(&font, "1950", "en", &[]).0);
}

/// One face draws a character as each language writes it.
#[test]
fn faces_keep_the_forms_of_each_language() {
    let words = ["ja", "zh-Hans", "ko"]
        .map(|tag| inline(InlineKind::Language(Language::parse(tag).unwrap(), vec![text("直")])));
    let book = Book::make("regions", document(vec![block(BlockKind::Paragraph(words.into()))]));
    let sheet = book.part("stylesheet.css");
    let line = sheet.lines().find(|line| line.contains("unicode-range: U+76f4")).unwrap();
    let file = line.split("url(\"").nth(1).unwrap().split('"').next().unwrap();
    let font = harfrust::Font::new(book.bytes_of(file), 0).unwrap();
    let glyph = |language| shaped(&font, "直", language, &[]).0;
    assert_ne!(glyph("ja"), glyph("zh-Hans"));
    assert_eq!(glyph("ja"), glyph("ko"));
}

/// The glyphs of words, and their advances.
fn shaped(font: &harfrust::Font, words: &str, language: &str, features: &[&str]) -> (Vec<u32>, Vec<i32>) {
    let mut buffer = harfrust::Buffer::new();
    buffer.push_str(words);
    buffer.guess_segment_properties();
    buffer.set_language(harfrust::Language::new(language));
    let features: Vec<harfrust::Feature> = features.iter().map(|name| name.parse().unwrap()).collect();
    let options = harfrust::ShapeOptions::new().features(&features);
    harfrust::shape(&harfrust::ShaperFont::new(font), &mut buffer, options).unwrap();
    let glyphs = buffer.glyph_infos().iter().map(|info| info.glyph_id).collect();
    (glyphs, buffer.glyph_positions().iter().map(|position| position.x_advance).collect())
}
