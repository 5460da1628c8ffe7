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
    let options = read::Options::new("content");
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    let document = resolve(document, &mut diagnostics);
    let before = head.lines().count();
    let faults = diagnostics.sorted().into_iter().map(|fault| {
        let line =
            fault.span.map_or(0, |span| sources.get(span.source).expect("a text").line_column(span.start).0);
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
        .filter_map(|inline| {
            let InlineKind::Reference(reference) = &inline.kind else { return None };
            let sign = if reference.worded { "*" } else { "" };
            let words = walk::plain_text(&reference.content).replace('\u{a0}', " ");
            Some(format!("{} {words}{sign}", reference.label.as_str()))
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
        [](#sec-a) [](#sub) [](#plain-words-see) [](#app) @fig-x [](#tbl-x) [](#rec) [there](#SUB) [](#list)^[See [](#note-list).\n\
        ]\n\n\
        ## Sub\n\n::: {#list}\n- item\n:::\n\nText.[^n]\n\n[^n]: A note.\n\n    ::: {#note-list}\n    - item\n    :::\n\n\
        # Plain *words*, see @fig-x {-}\n\n# More {#app .appendix}\n\n\
        ::: {.figure #fig-x}\nContent.\n\nCaption\n:::\n\n| a |\n|---|\n| b |\n\n: Caption {#tbl-x}\n\n\
        ::: {.recommendation #rec}\nDo it.\n:::\n";
    let (document, faults) = resolved(HEAD, body);
    assert_eq!(faults, Vec::<String>::new());
    let expected = [
        "sec-a Section 1*",
        "sub Section 1.1*",
        "plain-words-see Plain words, see Figure 1*",
        "app Appendix A*",
        "fig-x Figure 1*",
        "tbl-x Table 1*",
        "rec Recommendation 1*",
        "sub there",
        "list Section 1.1",
        "note-list Note 2",
        "fig-x Figure 1*",
    ];
    assert_eq!(mentions(&document), expected);
    let (document, _) = resolved(&HEAD.replace("en-GB", "zh-Hans"), body);
    assert!(mentions(&document).contains(&"sub 第 1.1 节*".to_owned()));
}

#[test]
fn faults_are_found_and_mended() {
    for (body, expected) in [
        (
            "@fig-growht\n\n::: {.figure #fig-growth}\nA\n\nB\n:::\n",
            "1 dangling-reference: nothing is labelled `fig-growht` (did you mean `fig-growth`?)",
        ),
        (
            "[text](#nowhere)\n",
            "1 dangling-link: nothing is labelled `nowhere` (give what is meant its label, as in `{#nowhere}`)",
        ),
        (
            "# A {#x}\n\n# B {#x}\n",
            "3 duplicate-label: the label `x` is given twice (give this one a name of its own; references lead to the first)",
        ),
        (
            "# A\n\n### B\n\n### C\n",
            "3 heading-jump: the heading skips a level (write it a level higher, or put a heading before it)",
        ),
        (
            "## A\n\n## B\n",
            "1 heading-jump: the heading skips a level (write it a level higher, or put a heading before it)",
        ),
        ("# A\n\n#\n", "3 empty-heading: a heading without text (it opens no section)"),
        (
            "| a | b |\n|---|---|\n| c |\n",
            "3 ragged-table: a row of 1 column in a table of 2 (empty cells fill it up)",
        ),
        (
            "::: list-table\n- - a\n  - b\n- - []{rowspan=3} c\n  - d\n- - e\n:::\n",
            "4 table-grid: a cell over 3 rows reaches past the last one",
        ),
        (
            "::: {.list-table header-rows=0 header-cols=1}\n- - a\n  - []{rowspan=2} b\n  - x\n- - []{colspan=2} c\n:::\n",
            "5 table-grid: a cell over 2 columns meets one that reaches down from above",
        ),
        (
            "[a](docs/b.md)\n",
            "1 relative-link: the link to `docs/b.md` is relative (write the whole address, or give `base-url` in the metadata)",
        ),
        (
            "[a](www.b.org)\n",
            "1 relative-link: the link to `www.b.org` is relative (write `https://www.b.org`)",
        ),
        (
            "[a](ftp://b.org)\n",
            "1 link-scheme: links of the scheme `ftp` are not published (`http`, `https`, `mailto` and `tel` are)",
        ),
        (
            "[a](https://b..org)\n",
            "1 bad-address: `https://b..org` is no valid address: the host is no valid name",
        ),
    ] {
        let (_, faults) = resolved(HEAD, body);
        assert_eq!(faults, [expected], "{body}");
    }
}

#[test]
fn links_hold_no_links_and_no_notes() {
    let body = "[a ![badge](https://c.de/x.png) *b^[note]*](https://d.de/ü) c\n";
    let (document, _) = resolved(HEAD, body);
    let kinds = |list: &[Inline]| list.iter().map(|inline| inline.kind.kind().name()).collect::<Vec<_>>();
    let text = document.blocks[0].texts()[0];
    assert_eq!(kinds(text), ["link", "footnote", "text"]);
    let InlineKind::Link(link) = &text[0].kind else { panic!("a link") };
    assert_eq!(link.target, "https://d.de/%C3%BC");
    assert_eq!(walk::plain_text(&link.content), "a badge b");
    assert_eq!(kinds(&link.content), ["text", "inline image", "text", "emphasis"]);
}

#[test]
fn notes_are_numbered_as_their_marks_are_read() {
    let body = "One^[1] and[^two].\n\n[^two]: 2\n\n> Quoted^[3]\n>\n> -- Who^[4]\n\nTerm^[5]\n: Meaning^[6]\n\nTerm^[7]\n: Meaning^[8]\n\n\
        | a^[10] |\n|----|\n| b^[11] |\n\n: Caption^[9] {note=\"x^[12]\"}\n";
    let (document, faults) = resolved(HEAD, body);
    assert_eq!(faults, Vec::<String>::new());
    let mut numbers = 0;
    for inline in inlines(&document) {
        if let InlineKind::Note(note) = &inline.kind {
            let BlockKind::Paragraph(content) = &note.blocks[0].kind else { panic!("a paragraph") };
            let words = walk::plain_text(content);
            assert_eq!(words.split(' ').next(), Some(note.number.to_string().as_str()));
            numbers += 1;
        }
    }
    assert_eq!((numbers, document.note_count), (12, 12));
}

#[test]
fn metadata_become_front_lines_and_colophon() {
    let head = "---\ntitle: Rivers\nsubtitle: Who owns them?\nauthor:\n  - name: Ann Lee\n    role: Hydrologist\n    \
        affiliation: Institute\n    email: ann@example.org\n    orcid: 0000-0002-1825-0097\n  - Bo\ndate: 2026-11\n\
        edition: Second edition\nlang: en-GB\nseries: Brief\nnumber: 3\npublisher: Press\ndoi: 10.1000/182\n\
        isbn: 978-3-16-148410-0\nreport-number: R 7\nkeywords: [water, law]\n\
        licence: https://creativecommons.org/licenses/by/4.0/\ndisclaimer: No *view*.\n---\n\n";
    let (document, _) = resolved(head, "Text.\n");
    assert_eq!(document.front.series_line.as_deref(), Some("Brief · No. 3 · Second edition"));
    assert_eq!(document.front.date_line.as_deref(), Some("November 2026"));
    let mut lines = Vec::new();
    for entry in &document.colophon {
        for content in &entry.content {
            lines.push(format!("{}: {}", entry.term, walk::plain_text(content)));
        }
    }
    let expected = [
        "About the authors: Ann Lee, Hydrologist, Institute · ann@example.org · ORCID 0000-0002-1825-0097",
        "About the authors: Bo",
        "Recommended citation: Ann Lee, Bo (2026). Rivers: Who owns them? Brief No. 3. Second edition. Press. \
         https://doi.org/10.1000/182",
        "Identifier: ISBN 978-3-16-148410-0",
        "Identifier: DOI https://doi.org/10.1000/182",
        "Identifier: R 7",
        "Keywords: water, law",
        "Licence: https://creativecommons.org/licenses/by/4.0/",
        "Disclaimer: No view.",
        "Publisher: Press",
    ];
    assert_eq!(lines, expected);
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
        ("ar", ["1 يناير 2026", "23 نوفمبر 2026", "نوفمبر 2026"]),
        ("he", ["1 בינואר 2026", "23 בנובמבר 2026", "נובמבר 2026"]),
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

/// Notes at the end stand under a heading that closes the body: one that the program gives, as high as the highest of the
/// document, or the author's own where nothing follows it.
#[test]
fn notes_at_the_end_have_a_heading() {
    let head = "---\ntitle: A title\nlang: de\nnumber-sections: true\nendnotes: true\nlicence: Frei.^[Drei.]\n---\n\n";
    let (document, faults) = resolved(head, "## One\n\nText.^[Eins.]\n\n> Words.^[Zwei.]\n");
    assert!(faults.iter().all(|fault| fault.contains("heading-jump")), "{faults:?}");
    assert_eq!(outline(&document), "1 One #one\n- Anmerkungen #anmerkungen\n");
    let last = document.blocks.last().unwrap();
    assert!(matches!(&last.kind, BlockKind::Heading(heading) if heading.level == 2));
    assert_eq!(document.endnotes, Some(last.id));
    let words = |document: &Resolved| -> Vec<String> {
        document
            .notes()
            .iter()
            .map(|note| format!("{} {}", note.number, walk::plain_text(note.blocks[0].texts()[0])))
            .collect()
    };
    assert_eq!(words(&document), ["1 Eins.", "2 Zwei.", "3 Drei."]);

    let (document, _) = resolved(head, "# One\n\nText.^[Eins.]\n\n# Sources {-}\n");
    assert_eq!(outline(&document), "1 One #one\n- Sources #sources\n");
    assert_eq!(document.endnotes, Some(document.blocks.last().unwrap().id));

    let (document, _) = resolved(&head.replace("^[Drei.]", ""), "# One\n\nText.\n");
    assert_eq!((document.endnotes, document.blocks.len()), (None, 2));
    let (document, _) = resolved(&head.replace("true\nlic", "false\nlic"), "# One\n\nText.^[Eins.]\n");
    assert_eq!((document.endnotes, document.blocks.len()), (None, 2));
}
