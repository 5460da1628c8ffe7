//! The Markdown reader: what each piece of the corpus becomes, and that the spelling that the guide teaches is read
//! as what it names.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use triplicate::diagnostic::Diagnostics;
use triplicate::model::{
    Align, Block, BlockKind, Date, Document, FigureContent, Image, Inline, InlineKind, Kind, ListKind, Meta,
    Picture, Row, Width, walk,
};
use triplicate::read::{self, Options};
use triplicate::source::{SourceId, Sources, Span};

fn options(path: &Path) -> Options {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let fallback_title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Options { fallback_title, ..Options::new(folder) }
}

fn read_bytes(path: &Path, bytes: Vec<u8>) -> (Sources, Option<Document>, Diagnostics) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let id = read::take(&name, bytes, &mut sources, &mut diagnostics);
    let document = id.map(|id| read::document(id, &mut sources, &options(path), &mut diagnostics));
    (sources, document, diagnostics)
}

fn read_text(text: &str) -> (Sources, Document, Diagnostics) {
    let path = Path::new("tests/corpus/inline.md");
    let (sources, document, diagnostics) = read_bytes(path, text.as_bytes().to_vec());
    (sources, document.unwrap(), diagnostics)
}

/// The pieces of the corpus, in order.
fn corpus_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
}

#[test]
fn corpus() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/read");
    settings.bind(|| {
        for path in corpus_files() {
            let (sources, document, diagnostics) = read_bytes(&path, std::fs::read(&path).unwrap());
            let document = document.expect("a piece of the corpus is read");
            let mut dump = Dump { sources: &sources, images: &document.images, out: String::new() };
            dump.document(&document);
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            insta::assert_snapshot!(name, dump.out + &faults(&sources, diagnostics));
        }
    });
}

/// Code, place, message and help of each fault.
fn faults(sources: &Sources, diagnostics: Diagnostics) -> String {
    let mut out = String::new();
    for fault in diagnostics.sorted() {
        let (place, words) = match fault.span {
            Some(span) => (place(sources, span), format!(" [{}]", words_at(sources, span))),
            None => ("-".to_owned(), String::new()),
        };
        writeln!(out, "! {} {place}{words} {}", fault.code.name(), fault.message).unwrap();
        if let Some(help) = fault.help {
            writeln!(out, "    {help}").unwrap();
        }
    }
    out
}

fn place(sources: &Sources, span: Span) -> String {
    let source = sources.get(span.source).unwrap();
    let (line, column) = source.line_column(span.start);
    // The file is named where it is not the document itself.
    let file = Path::new(&source.name).file_name().filter(|_| span.source != SourceId(0));
    let file = file.map(|file| format!("{}:", file.display())).unwrap_or_default();
    format!("{file}{line}:{column}")
}

/// The author's words at a span, on one line.
fn words_at(sources: &Sources, span: Span) -> String {
    let text = &sources.get(span.source).unwrap().text[span.start as usize..span.end as usize];
    let first = text.lines().next().unwrap_or_default();
    if first.len() < text.len() { format!("{first}…") } else { first.to_owned() }
}

#[test]
fn line_ends_and_byte_order_marks_say_nothing() {
    for path in corpus_files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let (sources, document, diagnostics) = read_bytes(&path, text.clone().into_bytes());
        let shown = faults(&sources, diagnostics);
        for other in ["\u{feff}".to_owned() + &text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
            let (sources, same, diagnostics) = read_bytes(&path, other.into_bytes());
            assert_eq!(document, same, "{}", path.display());
            assert_eq!(shown, faults(&sources, diagnostics));
        }
    }
}

#[test]
fn samples_are_read_as_what_they_name() {
    for &kind in Kind::ALL {
        let sample = read::sample(kind);
        let (_, document, diagnostics) =
            read_text(&format!("---\ntitle: T\nlang: en\n---\n\n{}\n", sample.markdown));
        let own: Vec<_> = diagnostics.iter().map(|fault| fault.message.clone()).collect();
        assert!(own.is_empty() || kind == Kind::Figure || kind == Kind::Image, "{}: {own:?}", kind.name());
        assert!(found(&document, kind, sample.words), "{}: {:?}", kind.name(), document.blocks);
    }
}

#[test]
fn samples_have_words_of_their_own() {
    for &kind in Kind::ALL {
        let words = read::sample(kind).words;
        let holders = Kind::ALL.iter().filter(|other| read::sample(**other).markdown.contains(words));
        assert!(words.is_empty() || holders.count() == 1, "{}", kind.name());
    }
}

/// Whether a document holds a thing of a kind with these words in it.
fn found(document: &Document, kind: Kind, words: &str) -> bool {
    let mut found = false;
    walk::blocks(&document.blocks, &mut |block| {
        found |= block.kind.kind() == kind && block_words(block).contains(words);
        for text in block.texts() {
            walk::inlines(text, &mut |inline| {
                found |= inline.kind.kind() == kind && inline_words(inline).contains(words);
            });
        }
    });
    found
}

fn block_words(block: &Block) -> String {
    let mut words = String::new();
    walk::blocks(std::slice::from_ref(block), &mut |block| {
        block.texts().iter().for_each(|text| words += &walk::plain_text(text));
        if let BlockKind::Code(code) = &block.kind {
            words += &code.text;
        }
    });
    words
}

fn inline_words(inline: &Inline) -> String {
    if let InlineKind::Note(note) = &inline.kind {
        return note.blocks.iter().map(block_words).collect();
    }
    // A break has no words; those of its sample stand behind it.
    if matches!(inline.kind, InlineKind::LineBreak) {
        return "second watch".to_owned();
    }
    walk::plain_text(std::slice::from_ref(inline))
}

/// A tree as text that people can read.
struct Dump<'s> {
    sources: &'s Sources,
    images: &'s [Image],
    out: String,
}

impl Dump<'_> {
    fn document(&mut self, document: &Document) {
        self.meta(&document.meta);
        self.blocks(&document.blocks, 0);
    }

    fn line(&mut self, depth: usize, text: &str) {
        writeln!(self.out, "{}{text}", "  ".repeat(depth)).unwrap();
    }

    fn meta(&mut self, meta: &Meta) {
        let mut lines = vec![
            ("title", self.inlines(&meta.title)),
            ("subtitle", self.inlines(&meta.subtitle)),
            ("short-title", meta.short_title.clone().unwrap_or_default()),
        ];
        for author in &meta.authors {
            let parts = [&author.affiliation, &author.role, &author.email, &author.orcid];
            let parts: Vec<String> =
                parts.into_iter().map(|part| part.clone().unwrap_or("-".into())).collect();
            lines.push(("author", format!("{} | {}", author.name, parts.join(" | "))));
        }
        let date = match &meta.date {
            Some(Date::Words(words)) => format!("words {words:?}"),
            Some(date) => date.iso().unwrap_or_default(),
            None => String::new(),
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        lines.extend([
            ("date", date),
            ("edition", text(&meta.edition)),
            ("language", meta.language.as_ref().map(|tag| tag.as_str().to_owned()).unwrap_or_default()),
            ("keywords", meta.keywords.join(" | ")),
            ("series", text(&meta.series)),
            ("number", text(&meta.number)),
            ("publisher", text(&meta.publisher)),
            ("isbn", text(&meta.isbn)),
            ("doi", text(&meta.doi)),
            ("report-number", text(&meta.report_number)),
            ("licence", self.inlines(&meta.licence)),
            ("disclaimer", self.inlines(&meta.disclaimer)),
            ("marking", text(&meta.marking)),
            ("contents", meta.contents.map(|depth| depth.to_string()).unwrap_or_default()),
            ("endnotes", meta.endnotes.map(|end| end.to_string()).unwrap_or_default()),
            ("columns", meta.columns.map(|count| count.to_string()).unwrap_or_default()),
            ("number-sections", if meta.number_sections { "yes".into() } else { String::new() }),
            ("base-url", text(&meta.base_url)),
        ]);
        for (name, value) in lines.into_iter().filter(|(_, value)| !value.is_empty()) {
            self.line(0, &format!("{name}: {value}"));
        }
        if !meta.summary.is_empty() {
            self.line(0, "summary:");
            self.blocks(&meta.summary, 1);
        }
        self.line(0, "");
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            let label = block.label.as_ref().map(|label| format!(" #{}", label.as_str())).unwrap_or_default();
            let language =
                block.language.as_ref().map(|tag| format!(" @{}", tag.as_str())).unwrap_or_default();
            let head =
                format!("{} {}{label}{language}", place(self.sources, block.span), block.kind.kind().name());
            self.block(block, &head, depth);
        }
    }

    fn texts(&mut self, depth: usize, texts: &[(&str, &[Inline])]) {
        for (name, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            let text = self.inlines(text);
            self.line(depth, &format!("{name}: {text}"));
        }
    }

    fn block(&mut self, block: &Block, head: &str, depth: usize) {
        let inner = depth + 1;
        match &block.kind {
            BlockKind::Heading(heading) => {
                let text = self.inlines(&heading.content);
                let numbered = if heading.numbered { "" } else { " unnumbered" };
                let appendix = if heading.appendix { " appendix" } else { "" };
                self.line(depth, &format!("{head} {}{numbered}{appendix}: {text}", heading.level));
            }
            BlockKind::Paragraph(content) => {
                let text = self.inlines(content);
                self.line(depth, &format!("{head}: {text}"));
            }
            BlockKind::List(list) => {
                let kind = match list.kind {
                    ListKind::Numbered { start, style } => format!(" from {start} {style:?}"),
                    ListKind::Bullet | ListKind::Task => String::new(),
                };
                self.line(depth, &format!("{head}{kind}{}", if list.tight { "" } else { " loose" }));
                for item in &list.items {
                    let sign = match item.done {
                        Some(true) => "[x]",
                        Some(false) => "[ ]",
                        None => "-",
                    };
                    self.line(inner, sign);
                    self.blocks(&item.blocks, inner + 1);
                }
            }
            BlockKind::Definitions(list) => {
                self.line(depth, head);
                for entry in list {
                    self.texts(inner, &[("term", &entry.term)]);
                    for meaning in &entry.meanings {
                        self.line(inner + 1, "means");
                        self.blocks(meaning, inner + 2);
                    }
                }
            }
            BlockKind::Quote(quote) => {
                self.line(depth, head);
                self.blocks(&quote.blocks, inner);
                self.texts(inner, &[("by", &quote.attribution)]);
            }
            BlockKind::Code(code) => {
                self.line(depth, &format!("{head} {}", code.syntax.as_deref().unwrap_or("-")));
                code.text.lines().for_each(|line| self.line(inner, &format!("| {line}")));
            }
            BlockKind::Callout(callout) => {
                self.line(depth, head);
                self.texts(inner, &[("title", &callout.title), ("to", &callout.addressee)]);
                self.blocks(&callout.blocks, inner);
            }
            BlockKind::Table(table) => {
                let columns: Vec<String> = table
                    .columns
                    .iter()
                    .map(|column| format!("{}{}", align(column.align), width(column.width)))
                    .collect();
                self.line(
                    depth,
                    &format!("{head} [{}] {} header columns", columns.join(" "), table.row_headers),
                );
                self.texts(
                    inner,
                    &[("caption", &table.caption), ("note", &table.note), ("source", &table.source)],
                );
                self.rows("head", &table.head, inner);
                self.rows("row", &table.body, inner);
            }
            BlockKind::Figure(figure) => {
                self.line(depth, head);
                match &figure.content {
                    FigureContent::Picture(shown) => {
                        let text = self.picture(shown);
                        self.line(inner, &text);
                    }
                    FigureContent::Blocks(blocks) => self.blocks(blocks, inner),
                }
                let texts: [(&str, &[Inline]); 3] =
                    [("caption", &figure.caption), ("source", &figure.source), ("credit", &figure.credit)];
                self.texts(inner, &texts);
            }
            BlockKind::Timeline(events) => {
                self.line(depth, head);
                for event in events {
                    self.texts(inner, &[("date", &event.date)]);
                    self.blocks(&event.blocks, inner + 1);
                }
            }
            BlockKind::Rule | BlockKind::PageBreak => self.line(depth, head),
            BlockKind::Contents(contents) => self.line(depth, &format!("{head} {}", contents.depth)),
            BlockKind::Landscape(blocks) => {
                self.line(depth, head);
                self.blocks(blocks, inner);
            }
        }
    }

    fn rows(&mut self, name: &str, rows: &[Row], depth: usize) {
        for row in rows {
            self.line(depth, name);
            for cell in &row.cells {
                let span = match (cell.columns, cell.rows) {
                    (1, 1) => String::new(),
                    (columns, rows) => format!(" {columns}x{rows}"),
                };
                let own = cell.align.map(|own| format!(" {}", align(own))).unwrap_or_default();
                if let [Block { kind: BlockKind::Paragraph(content), .. }] = &cell.blocks[..] {
                    let text = self.inlines(content);
                    self.line(depth + 1, &format!("cell{span}{own}: {text}"));
                } else {
                    self.line(depth + 1, &format!("cell{span}{own}"));
                    self.blocks(&cell.blocks, depth + 2);
                }
            }
        }
    }

    fn picture(&self, picture: &Picture) -> String {
        let image = match (picture.image, &picture.address) {
            (Some(id), _) => &self.images[id.0 as usize].name,
            (None, Some(address)) => address,
            (None, None) => "missing",
        };
        let decorative = if picture.decorative { " decorative" } else { "" };
        format!("image {image}{}{decorative} {:?}", width(picture.width), picture.alt)
    }

    /// Marks in brackets; spaces that do not break as `␣` and `⍽`.
    fn inlines(&mut self, list: &[Inline]) -> String {
        list.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        let at = place(self.sources, inline.span);
        let name = inline.kind.kind().name();
        let inner = self.inlines(inline.children());
        match &inline.kind {
            InlineKind::Text(text) => text.replace('\u{a0}', "␣").replace('\u{202f}', "⍽"),
            InlineKind::Code(text) | InlineKind::Keyboard(text) => format!("[{name}: {text}]"),
            InlineKind::Link(link) => {
                let title = link.title.as_ref().map(|title| format!(" {title:?}")).unwrap_or_default();
                format!("[{at} link {}{title}: {inner}]", link.target)
            }
            InlineKind::Reference(reference) => {
                format!("[{at} reference {}: {inner}]", reference.label.as_str())
            }
            InlineKind::Note(note) => {
                let mut dump = Dump { sources: self.sources, images: self.images, out: String::new() };
                dump.blocks(&note.blocks, 0);
                format!("[{at} footnote: {}]", dump.out.trim_end().replace('\n', " / "))
            }
            InlineKind::Language(language, _) => format!("[{}: {inner}]", language.as_str()),
            InlineKind::Image(shown) => format!("[{at} {}]", self.picture(shown)),
            InlineKind::LineBreak => "[break]".to_owned(),
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Subscript(_)
            | InlineKind::Superscript(_)
            | InlineKind::Underline(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Highlight(_) => format!("[{name}: {inner}]"),
        }
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}

fn width(width: Option<Width>) -> String {
    match width {
        Some(Width::Points(points)) => format!(" {points:.1}pt"),
        Some(Width::Share(share)) => format!(" {:.1}%", share * 100.0),
        None => String::new(),
    }
}

#[test]
fn marks_nested_too_deep_are_a_fault_and_lone_signs_are_none() {
    let told = |text: &str| {
        let (sources, _, diagnostics) = read_text(&format!("---\ntitle: T\nlang: en\n---\n\n{text}\n"));
        faults(&sources, diagnostics)
    };
    let nested = |open: &str, close: &str| open.repeat(70) + "a" + &close.repeat(70);
    for (open, close, column) in
        [("~~a ", " a~~", 277), ("[", "]{.mark}", 70), ("~~[", "]{.mark}~~", 210), ("<b>", "</b>", 187)]
    {
        let report = told(&nested(open, close));
        assert!(report.starts_with(&format!("! too-deep 6:{column} ")), "{open}: {report}");
        assert_eq!(report.matches("! ").count(), 1, "{open}: {report}");
    }
    for signs in ["[", "~~a ", "]", "^[", "a~", "[a]"] {
        assert_eq!(told(&signs.repeat(70)), "", "{signs}");
    }
}
