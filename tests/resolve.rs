//! What follows from a document as a whole: numbers, references in words, labels, colophon, and the checks.

use triplicate::diagnostic::Diagnostics;
use triplicate::model::{BlockKind, Date, InlineKind, Language, walk};
use triplicate::resolve::{Resolved, Terms, resolve};
use triplicate::source::Sources;
use triplicate::{model::Inline, read};

/// A document in English with numbered sections.
const HEAD: &str = "---\ntitle: A title\nlang: en-GB\nnumber-sections: true\n---\n\n";

/// A resolved document, and its faults with their lines counted after the metadata.
fn resolved(head: &str, body: &str) -> (Resolved, Vec<String>) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let text = format!("{head}{body}");
    let id = read::take("test.md", text.into_bytes(), &mut sources, &mut diagnostics).expect("readable");
    let options = read::Options {
        root: "content".into(),
        folder: "content".into(),
        fallback_title: "Untitled".to_owned(),
        smart: true,
    };
    let document = read::document(id, &sources, &options, &mut diagnostics);
    let document = resolve(document, &mut diagnostics);
    let before = head.lines().count();
    let faults = diagnostics.sorted().into_iter().map(|fault| {
        let line = fault.span.map_or(0, |span| sources.get(span.source).unwrap().line_column(span.start).0);
        let help = fault.help.map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{} {}: {}{help}", line.saturating_sub(before), fault.code.name(), fault.message)
    });
    (document, faults.collect())
}

/// Every inline of the body, those of notes after the text that mentions them.
fn inlines(document: &Resolved) -> Vec<&Inline> {
    let mut list = Vec::new();
    walk::blocks(&document.blocks, &mut |block| {
        for text in block.texts() {
            walk::inlines(text, &mut |inline| list.push(inline));
        }
    });
    list
}

/// The words of every reference, `*` after those that the program gave.
fn mentions(document: &Resolved) -> Vec<String> {
    inlines(document)
        .into_iter()
        .filter_map(|inline| match &inline.kind {
            InlineKind::Reference(reference) => {
                let sign = if reference.worded { "*" } else { "" };
                Some(format!("{} {}{sign}", reference.label.as_str(), walk::plain_text(&reference.content)))
            }
            _ => None,
        })
        .collect()
}

/// The outline, a line for each entry: number, words, label, indented by depth.
fn outline(document: &Resolved) -> String {
    document.outline.iter().fold(String::new(), |text, entry| {
        let indent = "  ".repeat(usize::from(entry.depth) - 1);
        let number = entry.number.as_deref().unwrap_or("-");
        format!("{text}{indent}{number} {} #{}\n", entry.text, entry.label.as_str())
    })
}

#[test]
fn sections_are_numbered_and_labelled() {
    for (body, expected) in [
        ("# A\n\n## B\n\n### C\n\n## D\n\n# E\n", "1 A #a\n  1.1 B #b\n    1.1.1 C #c\n  1.2 D #d\n2 E #e\n"),
        // Depth closes up where a level is skipped, and an unnumbered section has unnumbered parts.
        (
            "# A\n\n### B\n\n## C\n\n# D {-}\n\n## E\n\n# F\n",
            "1 A #a\n  1.1 B #b\n  1.2 C #c\n- D #d\n  - E #e\n2 F #f\n",
        ),
        ("# A\n\n# B {.appendix}\n\n## C\n\n# D {.appendix}\n", "1 A #a\nA B #b\n  A.1 C #c\nB D #d\n"),
        // Repeats count on, and an author's label is never taken.
        ("# A\n\n# A\n\n# A\n\n# B {#a-1}\n", "1 A #a\n2 A #a-2\n3 A #a-3\n4 B #a-1\n"),
        (
            "# *What's* new_in C++?\n\n# 中文 标题\n\n# !?\n",
            "1 What’s new_in C++? #whats-new_in-c\n2 中文 标题 #中文-标题\n3 !? #section\n",
        ),
        // What stands in boxes and notes opens no section; notes, links and images leave their words only.
        (
            "# A [b](https://c.de)^[no]\n\n> # Quoted\n\n::: landscape\n\n## D\n\n:::\n",
            "1 A b #a-b\n  1.1 D #d\n",
        ),
    ] {
        assert_eq!(outline(&resolved(HEAD, body).0), expected, "{body}");
    }
}

#[test]
fn references_get_their_words() {
    let body = "# First {#sec-a}\n\n\
        [](#sec-a) [](#sub) [](#plain) [](#app) [](#fig-x) [](#tbl-x) [](#rec) [there](#SUB) [](#p) [](#in-note)\
        ^[See @fig-x.\n]\n\n\
        ## Sub\n\n{#p}\nA paragraph.\n\n# Plain *words* {-}\n\n# More {#app .appendix}\n\n\
        ![Alt](china-share-of-trade.svg \"Caption\"){#fig-x}\n\n| a |\n|---|\n| b |\n\n: Caption {#tbl-x}\n\n\
        ::: {.recommendation #rec}\nDo it.\n:::\n";
    let (document, faults) = resolved(HEAD, body);
    eprintln!("{faults:#?}\n{:#?}", mentions(&document));
    panic!()
}

#[test]
fn identities_follow_the_documented_order() {
    let body = "# A^[One.\n\n]\n\nText[^n] here.\n\n[^n]: Note with a list:\n\n    - item\n\nTerm^[T.]\n:   Meaning\n\n> Quote\n\n\
        | a |\n|---|\n| b^[c] |\n\n: Caption^[d]\n\n- x\n- y\n\n  - z\n";
    let (document, _) = resolved(HEAD, body);
    let mut ids = Vec::new();
    walk::blocks(&document.meta.summary, &mut |block| ids.push(block.id.0));
    walk::blocks(&document.blocks, &mut |block| ids.push(block.id.0));
    assert_eq!(ids, (0..ids.len() as u32).collect::<Vec<_>>());
}

#[test]
fn dates_are_spelled_by_language() {
    let first = Date::Calendar { year: 2026, month: Some(1), day: Some(1) };
    let day = Date::Calendar { year: 2026, month: Some(11), day: Some(23) };
    let month = Date::Calendar { year: 2026, month: Some(11), day: None };
    for (tag, dates) in [
        ("en", ["1 January 2026", "23 November 2026", "November 2026"]),
        ("en-US", ["January 1, 2026", "November 23, 2026", "November 2026"]),
        ("de", ["1. Januar 2026", "23. November 2026", "November 2026"]),
        ("fr", ["1er janvier 2026", "23 novembre 2026", "novembre 2026"]),
        ("es", ["1 de enero de 2026", "23 de noviembre de 2026", "noviembre de 2026"]),
        ("it", ["1º gennaio 2026", "23 novembre 2026", "novembre 2026"]),
        ("pt", ["1 de janeiro de 2026", "23 de novembro de 2026", "novembro de 2026"]),
        ("pt-BR", ["1º de janeiro de 2026", "23 de novembro de 2026", "novembro de 2026"]),
        ("nl", ["1 januari 2026", "23 november 2026", "november 2026"]),
        ("pl", ["1 stycznia 2026", "23 listopada 2026", "listopad 2026"]),
        ("ru", ["1 января 2026\u{a0}г.", "23 ноября 2026\u{a0}г.", "ноябрь 2026\u{a0}г."]),
        ("uk", ["1 січня 2026\u{a0}р.", "23 листопада 2026\u{a0}р.", "листопад 2026\u{a0}р."]),
        ("zh-Hans", ["2026年1月1日", "2026年11月23日", "2026年11月"]),
        ("zh-TW", ["2026年1月1日", "2026年11月23日", "2026年11月"]),
        ("ja", ["2026年1月1日", "2026年11月23日", "2026年11月"]),
        ("ko", ["2026년 1월 1일", "2026년 11월 23일", "2026년 11월"]),
        ("tlh", ["1 January 2026", "23 November 2026", "November 2026"]),
    ] {
        let terms = Terms::of(&Language::parse(tag).unwrap());
        assert_eq!([&first, &day, &month].map(|date| terms.date(date)), dates, "{tag}");
    }
}
