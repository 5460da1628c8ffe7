//! Tables that go on over pages.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::fmt::Write;
use std::path::Path;

use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::Fonts;
use triplicate::format::{Paper, Syntax};
use triplicate::layout::frame::{Artifact, Item, Page, Pages, Run, Tag};
use triplicate::layout::lay_out;
use triplicate::read::{self, Options};
use triplicate::resolve::resolve;
use triplicate::source::{Source, Sources};

/// The pages of a Markdown text in the usual theme.
fn pages(markdown: &str) -> Pages {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let theme = read::theme("briefing", &mut sources, &mut diagnostics).unwrap().unwrap();
    let id = sources.add(Source::new("tables.md", markdown));
    let options = Options { syntax: Some(Syntax::Markdown), ..Options::new(Path::new("")) };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    let document = resolve(document, &mut diagnostics);
    let pages = lay_out(&document, &theme, &Fonts::bundled(), Paper::A4, &mut diagnostics);
    let faults: Vec<String> = diagnostics.iter().map(|fault| fault.message.clone()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    pages
}

/// The runs of a page with such a tag, in painting order.
fn runs(page: &Page, wanted: fn(Tag) -> bool) -> impl Iterator<Item = &Run> {
    let found = page.items.iter().filter(move |placed| wanted(placed.tag));
    found.filter_map(|placed| match &placed.item {
        Item::Run(run) => Some(run),
        Item::Shape(_) | Item::Image { .. } => None,
    })
}

fn words(page: &Page, wanted: fn(Tag) -> bool) -> String {
    runs(page, wanted).map(|run| run.text.as_str()).collect()
}

fn is_content(tag: Tag) -> bool {
    matches!(tag, Tag::Content(_))
}

fn is_repeated(tag: Tag) -> bool {
    tag == Tag::Artifact(Artifact::Layout)
}

/// A table of so many rows.
fn long(rows: usize) -> String {
    let mut table = "| Port | Ships |\n|---|--:|\n".to_owned();
    for row in 1..=rows {
        let _ = writeln!(table, "| Port {row} | {} |", row * 7);
    }
    table
}

/// Where a table goes on, its number and its head stand above it once more, in the document's language, and say nothing to
/// who listens.
#[test]
fn a_table_that_goes_on_says_which_it_is() {
    for (language, line) in
        [("en", "Table 1 (continued)"), ("de", "Tabelle 1 (Fortsetzung)"), ("ja", "表 1（続き）")]
    {
        let text =
            format!("---\ntitle: Ports\nlang: {language}\n---\n\nPorts.\n\n{}\n: All {{#tbl-p}}\n", long(70));
        let pages = pages(&text).pages;
        assert_eq!(pages.len(), 3);
        assert_eq!(words(&pages[0], is_repeated), "");
        for page in &pages[1..] {
            assert_eq!(words(page, is_repeated), format!("{line}PortShips"));
            let body = runs(page, is_content).map(|run| run.y).fold(f64::MAX, f64::min);
            assert!(runs(page, is_repeated).all(|run| run.y < body));
        }
        let all: String = pages.iter().map(|page| words(page, is_content)).collect();
        assert_eq!(all.matches("PortShips").count(), 1);
    }
}

/// A table without a caption has only its head again.
#[test]
fn a_table_without_a_caption_has_no_line() {
    let pages = pages(&format!("---\ntitle: Ports\nlang: en\n---\n\n{}", long(70))).pages;
    assert!(pages.len() > 2);
    assert!(pages[1..].iter().all(|page| words(page, is_repeated) == "PortShips"));
}

/// A table asked to stand on a landscape page goes to one, and the page before it is filled by what follows.
#[test]
fn a_wide_table_has_a_landscape_page() {
    let lines = |name: &str| format!("{} {name} ends.\n\n", "Ships sail north. ".repeat(40));
    let wide = |label: &str| {
        let row = "| cell ".repeat(12);
        format!("{row}|\n{}|\n{row}|\n\n: Much {{#tbl-{label} .landscape}}\n\n", "|---".repeat(12))
    };
    let text = format!(
        "---\ntitle: Ports\nlang: en\n---\n\n{}{}{}{}{}",
        lines("first"),
        wide("a"),
        lines("second"),
        wide("b"),
        (0..6).map(|_| lines("third")).collect::<String>()
    );
    let pages = pages(&text);
    let turned: Vec<usize> =
        (0..pages.pages.len()).filter(|&at| pages.pages[at].width > pages.pages[at].height).collect();
    assert_eq!(turned, [1]);
    let table = words(&pages.pages[1], is_content);
    assert!(table.starts_with("Table 1. Much") && table.contains("Table 2. Much"), "{table}");
    let first = words(&pages.pages[0], is_content);
    assert!(first.contains("third ends."), "{first}");
    assert!(!first.contains("Much"));
    let starts: Vec<_> = pages.map.starts.iter().map(|start| start.block).collect();
    assert!(starts.is_sorted(), "{starts:?}");
}

/// The columns of an Arabic table run from the right in an English document too, whether it has a caption or not.
#[test]
fn a_table_of_the_other_direction_is_turned() {
    for caption in [": Name {#tbl-a lang=ar}", ": Name {#tbl-a .landscape lang=ar}"] {
        let text = format!(
            "---\ntitle: Ports\nlang: en\n---\n\nPorts.\n\n| أ | ب |\n|---|---|\n| one | two |\n\n{caption}\n"
        );
        let pages = pages(&text).pages;
        let page = pages.last().unwrap();
        let left = |word: &str| runs(page, is_content).find(|run| run.text == word).unwrap().x;
        assert!(left("one") > left("two") + 20.0, "{} {}", left("one"), left("two"));
    }
}

/// So many words, each of them once in the document, beginning with `from`.
fn numbered(from: &mut usize, count: usize) -> String {
    let words = (*from..*from + count).map(|word| format!("w{word}z"));
    *from += count;
    words.collect::<Vec<_>>().join(" ")
}

/// What cells hold, of so many words: a paragraph, several, a list, code, a box, a table.
fn content(kind: usize, word: &mut usize, count: usize) -> String {
    let mut parts = |of: usize| (0..count.div_ceil(of)).map(|_| numbered(word, of)).collect::<Vec<_>>();
    match kind % 6 {
        0 => parts(count).concat(),
        1 => parts(25).join("\n\n"),
        2 => format!("- {}", parts(8).join("\n- ")),
        3 => format!("~~~\n{}\n~~~", parts(2).join("\n")),
        4 => format!("::: callout-note\n{}\n:::", parts(30).join("\n\n")),
        _ => {
            let rows = parts(2).into_iter().map(|row| format!("| {} |\n", row.replace(' ', " | ")));
            format!("| a | b |\n|---|---|\n{}", rows.collect::<String>())
        }
    }
}

/// A table of tall cells, of which the first covers three rows and the fourth row begins with one that covers two columns.
fn tall(seed: usize, word: &mut usize) -> String {
    let mut next = seed;
    let mut cell = |span: &str, most: usize| {
        next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let text = content(next >> 33, word, 1 + (next >> 40) % most);
        let text = if span.is_empty() { text } else { format!("{span} so\n\n{text}") };
        format!("- {}\n", text.replace('\n', "\n    "))
    };
    let row = |cells: &[String]| format!("- {}", cells.join("  "));
    let rows = [
        row(&["- A\n".to_owned(), "- B\n".to_owned(), "- C\n".to_owned()]),
        row(&[cell("[]{rowspan=3}", 500), cell("", 200), cell("", 90)]),
        row(&[cell("", 300), cell("", 90)]),
        row(&[cell("", 200), cell("", 300)]),
        row(&[cell("[]{colspan=2}", 600), cell("", 90)]),
        row(&[cell("", 300), cell("", 300), cell("", 300)]),
    ];
    format!(":::::: {{.list-table #tbl-t{seed} header-rows=1}}\nTall\n\n{}\n::::::\n\n", rows.concat())
}

/// However tall cells are and whatever they span, every word of them stands on a page once, within its margins and on nothing
/// else, and no page is left half empty.
#[test]
fn tall_cells_go_on_over_pages() {
    for seed in 0..12 {
        let mut word = 0;
        let text = format!("---\ntitle: Tall\nlang: en\n---\n\nBefore.\n\n{}", tall(seed, &mut word));
        let pages = pages(&text).pages;
        let mut found = vec![0; word];
        for page in &pages {
            for name in words(page, |tag| matches!(tag, Tag::Content(_))).split('w').skip(1) {
                let end = name.find('z').unwrap();
                found[name[..end].parse::<usize>().unwrap()] += 1;
            }
        }
        assert!(found.iter().all(|count| *count == 1), "{seed}: {found:?}");
        for (index, page) in pages.iter().enumerate() {
            let runs: Vec<&Run> = runs(page, |tag| is_content(tag) || is_repeated(tag)).collect();
            let foot = runs.iter().map(|run| run.y).fold(0.0, f64::max);
            assert!(foot < page.height - 85.0, "{seed}, page {index}: {foot}");
            assert!(foot > page.height * 0.6 || index + 1 == pages.len(), "{seed}, page {index}: {foot}");
            let mut lines = runs.clone();
            lines.sort_by(|one, other| one.y.total_cmp(&other.y));
            for (at, one) in lines.iter().enumerate() {
                let near = lines[at + 1..].iter().take_while(|other| other.y < one.y + 6.0);
                for other in near {
                    let apart =
                        other.x >= one.x + one.width() - 0.5 || one.x >= other.x + other.width() - 0.5;
                    assert!(apart, "{seed}, page {index}: {:?} on {:?}", other.text, one.text);
                }
            }
        }
    }
}
