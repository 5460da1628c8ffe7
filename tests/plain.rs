//! The plain-text reader: what texts as people type them become, and that nothing of them is lost.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::wildcard_enum_match_arm, reason = "a plain text has few kinds of blocks")]

use std::path::Path;

use triplicate::diagnostic::{Code, Diagnostics};
use triplicate::format::Syntax;
use triplicate::model::{Block, BlockKind, Document, Inline, InlineKind, List, ListKind, NumberStyle, walk};
use triplicate::read::{self, Options};
use triplicate::source::Sources;

/// Reads a text as a plain one.
fn read_text(text: &str) -> (Sources, Document, Diagnostics) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = read::take("text.txt", text.as_bytes().to_vec(), &mut sources, &mut diagnostics).unwrap();
    let options = Options { fallback_title: "text".to_owned(), ..Options::new(".") };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    (sources, document, diagnostics)
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plain").join(name)).unwrap()
}

fn document(text: &str) -> Document {
    read_text(text).1
}

fn words(list: &[Inline]) -> String {
    walk::plain_text(list)
}

/// The headings with their levels.
fn headings(document: &Document) -> Vec<(u8, String)> {
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading(heading) => Some((heading.level, words(&heading.content))),
        _ => None,
    };
    document.blocks.iter().filter_map(heading).collect()
}

/// A block in one line.
fn outline(block: &Block) -> String {
    let inner = |blocks: &[Block]| blocks.iter().map(outline).collect::<Vec<_>>().join(" ");
    match &block.kind {
        BlockKind::Heading(heading) => format!("h{}[{}]", heading.level, words(&heading.content)),
        BlockKind::Paragraph(content) => {
            let parts: Vec<String> =
                content.split(|inline| matches!(inline.kind, InlineKind::LineBreak)).map(words).collect();
            format!("p[{}]", parts.join("/"))
        }
        BlockKind::Code(code) => format!("code[{}]", code.text.replace('\n', "/")),
        BlockKind::Quote(quote) => format!("quote[{}]", inner(&quote.blocks)),
        BlockKind::List(List { kind, items, tight }) => {
            let kind = match kind {
                ListKind::Bullet => "-".to_owned(),
                ListKind::Numbered { start, style } => format!("{start} {style:?}"),
                ListKind::Task => "task".to_owned(),
            };
            let items: Vec<String> = items.iter().map(|item| inner(&item.blocks)).collect();
            format!("list {kind}{}[{}]", if *tight { "" } else { " loose" }, items.join("; "))
        }
        BlockKind::Rule => "rule".to_owned(),
        other => panic!("a plain text has none of {other:?}"),
    }
}

fn outlines(text: &str) -> Vec<String> {
    document(text).blocks.iter().map(outline).collect()
}

#[test]
fn the_article_has_its_title_its_authors_and_eight_headings() {
    let article = document(&sample("article.txt"));
    assert_eq!(words(&article.meta.title), "The Ferry at Low Water");
    let authors: Vec<&str> = article.meta.authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!(authors, ["Ann Example", "Bob van Dyke"]);
    let expected = [
        "THE CROSSING",
        "WHAT THE GAUGE SAYS",
        "WHO CROSSES",
        "A DAY IN AUGUST",
        "WHAT HAS BEEN TRIED",
        "THE VIEW FROM THE EAST BANK",
        "THE VIEW FROM THE WEST BANK",
        "WHAT MAY COME",
    ];
    assert_eq!(headings(&article), expected.map(|heading| (1, heading.to_owned())));
}

#[test]
fn samples() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/plain");
    settings.bind(|| {
        for name in ["article", "letter", "manual", "report"] {
            let document = document(&sample(&format!("{name}.txt")));
            let lines: Vec<String> = document.blocks.iter().map(outline).collect();
            let title = words(&document.meta.title);
            let authors = &document.meta.authors;
            insta::assert_snapshot!(name, format!("{title}\n{authors:?}\n\n{}", lines.join("\n")));
        }
    });
}

/// The letters and digits of a document in the author's order; of numbers that count items only their texts.
fn letters(document: &Document) -> String {
    let mut all = words(&document.meta.title);
    for author in &document.meta.authors {
        all += &author.name;
        all += author.email.as_deref().unwrap_or_default();
    }
    walk::blocks(&document.blocks, &mut |block| {
        block.texts().iter().for_each(|text| all += &words(text));
        if let BlockKind::Code(code) = &block.kind {
            all += &code.text;
        }
    });
    all.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a text that stand in no document: labels of authors and signs of items aside, there must be none.
fn lost(text: &str) -> Vec<String> {
    let found: Vec<char> = letters(&document(text)).chars().collect();
    let mut at = 0;
    let mut lost = Vec::new();
    for token in text.split_whitespace() {
        let own: Vec<char> = token.chars().filter(|c| c.is_alphanumeric()).collect();
        if found[at..].starts_with(&own) {
            at += own.len();
        } else {
            lost.push(token.to_owned());
        }
    }
    assert_eq!(at, found.len(), "words of nobody");
    lost
}

#[test]
fn nothing_is_lost() {
    assert_eq!(lost(&sample("article.txt")), ["By", "and", "1.", "2.", "3."]);
    assert_eq!(lost(&sample("report.txt")), ["(a)", "(b)"]);
    assert_eq!(lost(&sample("manual.txt")), ["1)", "2)", "3)"]);
    assert_eq!(lost(&sample("letter.txt")), ["by"]);
}

#[test]
fn nothing_is_markup() {
    let typed = "*a* _b_ `c` [d](e) # f ~~g~~ <h> &amp; \\i $j$ ^k^ @l :::";
    let text = format!("A title\n\n{typed}\nand a second line, so that it is prose.\n");
    assert_eq!(outlines(&text), [format!("p[{typed} and a second line, so that it is prose.]")]);
}

#[test]
fn signs_are_set_and_addresses_linked() {
    let article = document("A title\n\nIt's \"so\" -- or... see <https://a.org/--b>, or a@b.org.\nA line.\n");
    let BlockKind::Paragraph(content) = &article.blocks[0].kind else { panic!() };
    assert_eq!(words(content), "It’s “so” – or… see <https://a.org/--b>, or a@b.org. A line.");
    let targets: Vec<&str> = content
        .iter()
        .filter_map(|inline| match &inline.kind {
            InlineKind::Link(link) => Some(link.target.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(targets, ["https://a.org/--b", "mailto:a@b.org"]);
}

#[test]
fn items_count_as_they_were_counted() {
    let text = "T\n\n3. c\n4. d\n\n7. e\n8. f\n\nText of a paragraph here.\n\n(h) a\n(i) b\n(j) c\n";
    assert_eq!(
        outlines(text),
        [
            "list 3 Decimal[p[c]; p[d]]",
            "list 7 Decimal[p[e]; p[f]]",
            "p[Text of a paragraph here.]",
            "list 8 LowerAlpha[p[a]; p[b]; p[c]]"
        ]
    );
    assert!(matches!(
        &document("T\n\ni. a\nii. b\n").blocks[0].kind,
        BlockKind::List(List { kind: ListKind::Numbered { start: 1, style: NumberStyle::LowerRoman }, .. })
    ));
}

#[test]
fn numbers_and_dashes_within_prose_are_no_items() {
    let text = "T\n\nThe rules of the weir are in the part that has the number\n12. It begins behind the gate, where the water is deep\n- as all know - and ends at the mill, which is shut.\n";
    assert_eq!(outlines(text).len(), 1);
}

#[test]
fn places_are_the_author_s() {
    let text = sample("report.txt");
    let (sources, document, _) = read_text(&text);
    walk::blocks(&document.blocks, &mut |block| {
        let source = sources.get(block.span.source).unwrap();
        let typed = &source.text[block.span.start as usize..block.span.end as usize];
        for content in block.texts() {
            let first = words(content).split(' ').next().unwrap().replace(['“', '”'], "\"").replace('’', "'");
            assert!(typed.contains(first.split(['/', '\n']).next().unwrap()), "{first:?} in {typed:?}");
            walk::inlines(content, &mut |inline| {
                assert!(inline.span.start >= block.span.start && inline.span.end <= block.span.end);
                if let InlineKind::Link(link) = &inline.kind {
                    let range = inline.span.start as usize..inline.span.end as usize;
                    assert_eq!(source.text[range], words(&link.content));
                }
            });
        }
    });
}

#[test]
fn line_ends_tabs_and_marks_say_nothing() {
    for name in ["article.txt", "report.txt", "manual.txt", "letter.txt"] {
        let text = sample(name);
        let expected = document(&text);
        for other in ["\u{feff}".to_owned() + &text.replace('\n', "\r\n"), text.replace('\n', "\u{c}\r")] {
            assert_eq!(document(&other), expected, "{name}");
        }
        assert_eq!(document(&text.replace("        ", "\t")).blocks.len(), expected.blocks.len(), "{name}");
    }
}

#[test]
fn a_text_without_a_title_says_so() {
    let long = "This text begins with a paragraph that runs on and on, so that no line\nof it is a title.\n";
    let (_, document, diagnostics) = read_text(long);
    assert_eq!(words(&document.meta.title), "text");
    let codes: Vec<Code> = diagnostics.sorted().iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [Code::NoTitle, Code::NoLanguage]);
    assert_eq!(outlines("One line\n"), ["p[One line]"]);
    assert_eq!(outlines("- one\n- two\n"), ["list -[p[one]; p[two]]"]);
    assert_eq!(outlines("+---+\n| a |\n+---+\n"), ["code[+---+/| a |/+---+]"]);
}

#[test]
fn a_form_that_is_asked_for_is_used() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = read::take("<stdin>", b"A title\n\n*a*\n".to_vec(), &mut sources, &mut diagnostics).unwrap();
    let options = Options { fallback_title: String::new(), syntax: Some(Syntax::Plain), ..Options::new(".") };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    assert_eq!(outline(&document.blocks[0]), "p[*a*]");
}

/// Texts made to make a reader slow, or to nest without end.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn hostile_texts_are_read_in_time() {
    let (million, many) = (1_000_000, 100_000);
    let stairs: String = (0..3000).map(|at| " ".repeat(at) + "- a\n").collect();
    let texts = [
        "\n".repeat(million) + "a",
        "word\n".repeat(million),
        "word\n\n".repeat(many / 2),
        "- a\n".repeat(many),
        "> ".repeat(many),
        "=\n".repeat(many),
        "---\n".repeat(many),
        "a\n---\n".repeat(many / 2),
        "1. a\n\n".repeat(many / 2),
        "T:\n  a\n".repeat(many / 2),
        "a    b\n".repeat(many),
        "www.".repeat(many),
        "a@".repeat(many),
        "http://".repeat(many / 2),
        "\"'".repeat(many),
        "1.1".repeat(many) + " A",
        stairs,
    ];
    for text in texts {
        let begun = std::time::Instant::now();
        let shown: String = text.chars().take(12).collect();
        read_text(&text);
        assert!(begun.elapsed().as_secs() < 30, "{shown:?} took {:?}", begun.elapsed());
    }
}

#[test]
fn one_line_of_64_mib_is_read() {
    let (_, document, _) = read_text(&"a ".repeat(32 << 20));
    assert_eq!(document.blocks.len(), 1);
}
