//! What a theme says of pages, in all three formats.
#![expect(clippy::disallowed_methods, reason = "a theme of its own is read from a file")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

#[path = "themes/made.rs"]
mod made;

use made::{Made, made};

/// A document of three sections on several pages, and a running head for it.
const THREE: &str = "---\ntitle: Rivers of the North\nshort-title: Rivers\nlang: en\nnumber-sections: true\n---\n\n\
    # Springs\n\nWater rises.\n\n::: page-break\n:::\n\nIt goes on.\n\n## Wells\n\nDug.\n\n::: page-break\n:::\n\n\
    End.\n\n# Mouths {-}\n\nWater ends.\n\n# Deltas\n\nSand.\n\n::: page-break\n:::\n\nMore sand.\n";

/// The head names the first section that begins on a page, else the one that goes on there.
#[test]
fn running_heads_name_the_section() {
    let Made { pages, document: word, .. } =
        made(THREE, "extends = \"briefing\"\n[page]\nrunning-head = \"section\"\n");
    let heads: Vec<&str> = pages.iter().map(|page| page.head.as_str()).collect();
    assert_eq!(heads, ["", "Rivers|1 Springs", "Rivers|Mouths", "Rivers|2 Deltas"]);
    let head = word.part("word/header.xml");
    assert!(head.contains(" STYLEREF 1 <"), "{head}");
    assert!(head.contains(">Springs<"), "{head}");
    // Word would say 0 for the section without a number.
    assert!(!head.contains(r"STYLEREF 1 \n"), "{head}");
    let all =
        made(&THREE.replace(" {-}", ""), "extends = \"briefing\"\n[page]\nrunning-head = \"section\"\n");
    assert!(all.document.part("word/header.xml").contains(r" STYLEREF 1 \n <"));
}

/// A table that asks for a landscape page has a section of its own in Word, its caption with it.
#[test]
fn a_landscape_table_is_a_section_in_word() {
    let text = "---\ntitle: Ports\nlang: en\n---\n\nBefore.\n\n| a | b |\n|---|---|\n| c | d |\n\n\
        : Much {#tbl-a .landscape}\n\nAfter.\n";
    let made = made(text, "extends = \"briefing\"\n");
    let word = made.document.part("word/document.xml");
    let sections: Vec<&str> = word.split("</w:sectPr>").collect();
    assert_eq!(sections.len(), 4);
    let turned: Vec<bool> = sections.iter().map(|text| text.contains("w:orient=\"landscape\"")).collect();
    assert_eq!(turned, [false, true, false, false]);
    assert!(sections[1].contains(">Much<") && sections[1].contains("<w:tbl>"));
    assert_eq!(made.pages.len(), 2);
    assert!(made.pages[0].text.ends_with("Before.After."), "{}", made.pages[0].text);
}

/// A text that asks for two columns has them under its title, and Word has sections of the same.
#[test]
fn a_text_stands_in_columns_under_its_title() {
    let words = "The river rises in the north and flows to the south. ".repeat(60);
    let text = |columns: &str, lang: &str| {
        format!(
            "---\ntitle: Rivers\nlang: {lang}\n{columns}licence: CC BY 4.0\n---\n\n{words}\n\n\
            ::: landscape\nWide.\n:::\n\nLast.\n"
        )
    };
    let made_of = |columns, lang, theme| made(&text(columns, lang), theme);
    let briefing = "extends = \"briefing\"\n";
    let one = made_of("", "en", briefing);
    assert!(!one.document.part("word/document.xml").contains("continuous"));
    let themed = made_of("", "en", "extends = \"briefing\"\n[page]\ncolumns = 2\n");
    for made in [made_of("columns: 2\n", "en", briefing), themed] {
        let lefts = &made.pages[0].lefts;
        let gap = lefts.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
        assert!(gap > 150.0, "{lefts:?}");
        let word = made.document.part("word/document.xml");
        let sections: Vec<&str> = word.split("<w:sectPr").skip(1).collect();
        let is_two: Vec<bool> = sections.iter().map(|section| section.contains(r#"w:num="2""#)).collect();
        assert_eq!(is_two, [false, true, false, true, false]);
        let goes_on: Vec<bool> = sections.iter().map(|section| section.contains("continuous")).collect();
        assert_eq!(goes_on, [false, true, false, false, true]);
        // The colophon stands under the last words, on their page.
        assert_eq!(made.pages.len(), 3);
        assert!(made.pages[2].text.starts_with("Last."), "{}", made.pages[2].text);
        assert!(made.pages[2].text.contains("CC BY"));
    }
    // The author has the last word.
    let asked = made_of("columns: 1\n", "en", "extends = \"briefing\"\n[page]\ncolumns = 2\n");
    assert_eq!(
        asked.pages.iter().map(|page| &page.text).collect::<Vec<_>>(),
        one.pages.iter().map(|page| &page.text).collect::<Vec<_>>()
    );
    let turned = made_of("columns: 2\n", "he", briefing);
    assert!(turned.pages[0].first_body > 280.0, "{}", turned.pages[0].first_body);
}

/// A section that has no room beside the title takes its place, and one that has none at all ends in an ellipsis.
#[test]
fn long_running_heads_are_shortened() {
    let theme = "extends = \"briefing\"\n[page]\nrunning-head = \"section\"\n";
    let long = "the springs of the rivers in the north and what became of them ".repeat(3);
    let text = format!("---\ntitle: Rivers\nlang: en\n---\n\n# {long}\n\nA.\n\n::: page-break\n:::\n\nB.\n");
    let pages = made(&text, theme).pages;
    let head = &pages[1].head;
    assert!(head.starts_with("the springs"), "{head}");
    assert!(head.ends_with("…|"), "{head}");
}

/// The briefing says series and title, as it did before there was a choice.
#[test]
fn heads_of_the_briefing_name_the_title() {
    let made = made(THREE, "extends = \"briefing\"\n");
    assert!(made.pages[1..].iter().all(|page| page.head == "|Rivers"));
    assert!(!made.document.part("word/header.xml").contains("STYLEREF"));
}

/// A document whose contents list fills a page or two before the body.
fn long_contents() -> String {
    let river = |number: u32| format!("# River {number} {{#r{number}}}\n\nWater.\n\n");
    let rivers: String = (1..=60).map(river).collect();
    format!("---\ntitle: Rivers\nlang: en\ntoc: true\n---\n\n{rivers}::: landscape\nWide.\n:::\n")
}

/// Pages before the body are i, ii, iii; the body begins with 1, and all who name pages agree.
#[test]
fn front_matter_has_roman_numbers() {
    let theme = "extends = \"briefing\"\n[page]\nfront-matter = \"roman\"\n";
    let made = made(&long_contents(), theme);
    let front = made.pages.iter().position(|page| page.label == "1").unwrap();
    assert!(front >= 2);
    assert_eq!(made.pages[1].label, "ii");
    assert_eq!(made.pages[1].foot, "ii");
    let body = made.pages.len() - front;
    assert_eq!(made.pages[front].foot, format!("1 of {body}"));
    assert!(made.pages[front].text.starts_with("River 1"), "{}", made.pages[front].text);
    let label = made.map.page_label(&"r60".into()).unwrap().to_owned();
    let listed: String = made.pages[..front].iter().map(|page| page.text.as_str()).collect();
    assert!(listed.contains(&format!("{label} ")), "{listed}");

    let pdf = lopdf::Document::load_mem(&made.pdf).unwrap();
    let labels = pdf.catalog().unwrap().get(b"PageLabels").unwrap();
    let labels = format!("{:?}", pdf.dereference(labels).unwrap().1);
    assert_eq!(labels, format!("<</Nums [0 <</S /r/St 1>> {front} <</S /D/St 1>>]>>"));

    let text = made.document.part("word/document.xml");
    assert_eq!(text.matches("<w:pgNumType w:start=\"1\" w:fmt=\"lowerRoman\"/>").count(), 1);
    assert_eq!(text.matches("<w:pgNumType w:start=\"1\"/>").count(), 1);
    assert!(text.contains("w:name=\"last_page\""));
    assert!(made.document.part("word/footer.xml").contains(" PAGEREF last_page "));
    assert!(!made.document.part("word/footer-front.xml").contains("PAGEREF"));

    let nav = made.book.part("OEBPS/nav.xhtml");
    assert!(nav.contains(">ii</a>"), "{nav}");
    let ncx = made.book.part("OEBPS/toc.ncx");
    assert!(ncx.contains("type=\"front\" value=\"2\""), "{ncx}");
}

/// A theme puts the notes at the end of documents that do not say where; the three files have them there.
#[test]
fn notes_stand_at_the_end() {
    let text = "---\ntitle: Rivers\nlang: en\nlicence: Free.\n---\n\n# One\n\nWater.^[Of the first.]\n\n\
                # Two\n\n- Ice.^[Of the second.]\n";
    let theme = "extends = \"briefing\"\n[page]\nendnotes = true\n";
    let at_end = made(text, theme);
    let words = &at_end.pages[0].text;
    let places: Vec<usize> = ["Ice.", "Notes", "1. Of the first.", "2. Of the second.", "Licence"]
        .iter()
        .map(|part| words.find(part).unwrap_or_else(|| panic!("{words}")))
        .collect();
    assert!(places.is_sorted(), "{words}");

    let text_part = at_end.document.part("word/document.xml");
    assert_eq!(text_part.matches("<w:endnoteReference w:id=").count(), 2);
    // The section that ends with the heading has the notes; the colophon runs on behind it.
    let ends: Vec<&str> =
        text_part.split("<w:sectPr>").skip(1).map(|part| part.split("</w:sectPr>").next().unwrap()).collect();
    assert_eq!(ends.len(), 2);
    assert!(!ends[0].contains("noEndnote") && ends[1].contains("<w:type w:val=\"continuous\"/>"));
    assert!(
        at_end
            .document
            .part("word/settings.xml")
            .contains("<w:pos w:val=\"sectEnd\"/><w:numFmt w:val=\"decimal\"/>")
    );
    assert!(at_end.document.part("word/endnotes.xml").contains("Of the second."));
    assert!(!at_end.document.part("word/footnotes.xml").contains("Of the"));

    let (first, notes) =
        (at_end.book.part("OEBPS/chapter-1.xhtml"), at_end.book.part("OEBPS/chapter-3.xhtml"));
    assert!(first.contains("href=\"chapter-3.xhtml#fn-1\" id=\"fnref-1\""), "{first}");
    assert!(
        notes.contains("role=\"doc-endnotes\"") && notes.contains("href=\"chapter-1.xhtml#fnref-1\""),
        "{notes}"
    );

    // In two columns they stand in these, and the colophon over both.
    let columns = made(&text.replace("lang: en", "lang: en\ncolumns: 2"), theme);
    let part = columns.document.part("word/document.xml");
    let ends: Vec<&str> = part.split("<w:sectPr>").skip(1).collect();
    let notes = ends.iter().find(|end| !end.contains("noEndnote")).unwrap();
    assert!(notes.split("</w:sectPr>").next().unwrap().contains("w:num=\"2\""), "{part}");
    assert!(ends.last().unwrap().contains("w:num=\"1\""), "{part}");

    let own = made(&text.replace("lang: en", "lang: en\nendnotes: false"), theme);
    assert!(!own.pages[0].text.contains("Notes"));
    assert!(own.document.part("word/footnotes.xml").contains("Of the second."));
}

/// The foot may say the number alone.
#[test]
fn feet_name_the_number_alone() {
    let made = made(THREE, "extends = \"briefing\"\n[page]\npage-number = \"number\"\n");
    assert_eq!(made.pages[1].foot, "2");
    assert!(!made.document.part("word/footer.xml").contains("NUMPAGES"));
}

/// A report with everything that stands before its body.
const REPORT: &str = "---\ntitle: Rivers of the North\nshort-title: Rivers\nauthor: Ada Example\nlang: en\ndate: 2026-11-24\n\
    publisher: The Press\nreport-number: R/7\nisbn: 978-3-16-148410-0\ntoc: true\nnumber-sections: true\n\
    abstract: |\n  Water runs down.\n---\n\n::: key-findings\nIt is wet.\n:::\n\n# Springs\n\nWater rises.\n\n\
    ## Wells\n\nDug.\n\n# Mouths\n\nWater ends.\n";

/// Title page, contents, summary with key findings, and every chapter on pages of their own; the same in all three.
#[test]
fn a_report_parts_its_pages() {
    let Made { pages, document: word, book, .. } = made(REPORT, "report");
    let starts = ["Rivers of the North", "Contents", "Summary", "1 Springs", "2 Mouths"];
    assert_eq!(pages.len(), starts.len());
    let words = |text: &str| text.replace('\u{a0}', " ");
    for (page, start) in pages.iter().zip(starts) {
        assert!(words(&page.text).contains(start), "{start}: {}", page.text);
    }
    assert!(pages[0].text.ends_with("The PressR/7 · ISBN 978-3-16-148410-0"), "{}", pages[0].text);
    assert!(pages[2].text.contains("It is wet."));
    let labels: Vec<(&str, &str)> =
        pages.iter().map(|page| (page.label.as_str(), page.foot.as_str())).collect();
    assert_eq!(labels, [("i", ""), ("ii", "ii"), ("1", "1"), ("2", "2"), ("3", "3")]);
    let heads: Vec<&str> = pages.iter().map(|page| page.head.as_str()).collect();
    assert_eq!(heads, ["", "|Rivers", "|Rivers", "Rivers|1 Springs", "Rivers|2 Mouths"]);

    let text = word.part("word/document.xml");
    // Title page, contents, summary, chapters.
    assert_eq!(text.matches("<w:sectPr").count(), 4, "{text}");
    let order = ["w:val=\"Imprint\"", "w:val=\"TOCHeading\"", "w:val=\"SummaryHeading\"", ">Springs<"];
    assert!(order.map(|mark| text.rfind(mark)).is_sorted());
    let styles = word.part("word/styles.xml");
    let heading = styles.split("w:styleId=\"Heading1\"").nth(1).unwrap().split("</w:style>").next().unwrap();
    assert!(heading.contains("<w:pageBreakBefore/>"), "{heading}");
    assert!(!word.part("word/header-front.xml").contains("STYLEREF"));
    assert!(word.part("word/header.xml").contains("STYLEREF"));
    assert!(!word.part("word/footer-first.xml").contains("PAGE"));

    let title = book.part("OEBPS/title.xhtml");
    let order = ["class=\"title\"", "class=\"imprint\"", "class=\"contents\"", ">Summary<", "It is wet."];
    assert!(order.map(|mark| title.find(mark)).is_sorted_by(|a, b| a.is_some() && a < b), "{title}");
}

/// Chapters begin pages wherever they stand, headings in boxes do not, and an author's own page break adds no page.
#[test]
fn only_chapters_begin_pages() {
    let text = "---\ntitle: T\nlang: en\n---\n\n# One\n\n::: note\nSo:\n\n# Boxed\n\nText.\n:::\n\n::: page-break\n:::\n\n# Two\n\nText.\n";
    let Made { pages, document: word, .. } =
        made(text, "extends = \"briefing\"\n[page]\nchapters = \"new-page\"\n");
    let texts: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
    assert_eq!(texts.len(), 3, "{texts:?}");
    let text = word.part("word/document.xml");
    assert_eq!(text.matches("<w:pageBreakBefore w:val=\"0\"/>").count(), 1, "{text}");
}

/// Each part may be had without the others.
#[test]
fn pages_of_their_own_may_be_chosen_singly() {
    let labels = |keys: &str| -> Vec<String> {
        let made = made(REPORT, &format!("extends = \"briefing\"\n[page]\n{keys}\n"));
        made.pages.iter().map(|page| page.label.clone()).collect()
    };
    assert_eq!(labels("title-page = false"), ["1"]);
    assert_eq!(labels("title-page = true"), ["1", "2"]);
    assert_eq!(labels("contents-page = true"), ["1", "2", "3"]);
    assert_eq!(labels("front-matter = \"roman\""), ["i", "1"]);
    assert_eq!(labels("title-page = true\nfront-matter = \"roman\""), ["i", "1"]);
    assert_eq!(labels("title-page = true\ncontents-page = true"), ["1", "2", "3"]);
}

/// The lists that the metadata ask for name every figure and table with a number, in all three.
#[test]
fn lists_name_figures_and_tables() {
    let table = |caption: &str| format!("| A | B |\n|---|---|\n| 1 | 2 |\n\n: {caption}\n\n");
    let text = format!(
        "---\ntitle: T\nlang: en\ntoc: true\nlists: [tables, figures]\n---\n\n# One\n\n{}# Two\n\n{}::: {{.timeline caption=\"The *first* events\"}}\n\
         - **2001:** it began\n:::\n",
        table("Rain by year"),
        table("Snow {#tbl-snow}"),
    );
    let Made { pages, map, document: word, book, .. } = made(&text, "report");
    assert_eq!(pages.len(), 4, "{:?}", pages.iter().map(|page| &page.text).collect::<Vec<_>>());
    let listed = pages[1].text.replace('\u{a0}', " ");
    let order = [
        "Contents",
        "Tables",
        "Table 1.",
        "Rain by year",
        "Table 2.",
        "Snow",
        "Figures",
        "Figure 1.",
        "events",
    ];
    assert!(order.map(|words| listed.find(words)).is_sorted_by(|a, b| a.is_some() && a < b), "{listed}");
    assert_eq!(
        ["table", "tbl-snow", "figure"].map(|label| map.page_label(&label.into()).unwrap()),
        ["1", "2", "2"]
    );

    let text = word.part("word/document.xml");
    for word in ["Table", "Figure"] {
        assert!(text.contains(&format!(r" TOC \c &quot;{word}&quot; \h \z <")), "{text}");
    }
    assert_eq!(text.matches("w:val=\"TableofFigures\"").count(), 3);
    assert!(text.contains(" PAGEREF tbl_snow "));

    let nav = book.part("OEBPS/nav.xhtml");
    for (kind, id) in [("lot", "list-of-tables"), ("loi", "list-of-figures")] {
        assert!(nav.contains(&format!("<a epub:type=\"{kind}\" href=\"title.xhtml#{id}\">")), "{nav}");
        assert!(nav.contains(&format!("<nav epub:type=\"{kind}\"")), "{nav}");
    }
    assert!(nav.contains("#tbl-snow\">Table 2. Snow</a>"), "{nav}");
    assert!(book.part("OEBPS/title.xhtml").contains("id=\"list-of-tables\""));
}
