//! What readers see on screens of all widths, from Markdown to the markup and the style sheet.

use triplicate::export::{self, Destination, Input, Job};
use triplicate::format::{Format, Paper};

use super::Book;

/// The book of a Markdown text.
fn book(markdown: &str) -> Book {
    let job = Job {
        inputs: vec![Input::Text(markdown.as_bytes().to_vec())],
        syntax: None,
        language: None,
        formats: vec![Format::Epub],
        destination: Destination::Caller,
        theme: "briefing".to_owned(),
        paper: Paper::A4,
        font_paths: Vec::new(),
        root: None,
        page_map: true,
        strict: false,
        epoch: None,
    };
    let mut outcome = export::run(&job).unwrap().pop().unwrap();
    Book { bytes: outcome.files.pop().unwrap().bytes }
}

fn chapter(markdown: &str) -> String {
    book(markdown).part("chapter-1.xhtml")
}

/// Short code stands on one line; long code breaks at spaces and between names, and nowhere else.
#[test]
fn code_stays_whole_where_it_can() {
    let markup = chapter("Say `--out-dir out` or `triplicate export --font-path fonts guide.md` here.");
    assert!(markup.contains("<code>--out-dir out</code>"), "{markup}");
    let long = "<code class=\"long\">triplicate export <span class=\"whole\">--font-path</span> fonts \
                guide.md</code>";
    assert!(markup.contains(long), "{markup}");
    let markup = chapter("At `SELECT/two-halves-of/a-very-long-path.sql`.");
    let marked = "SELECT/<wbr/>two-<wbr/>halves-<wbr/>of/<wbr/><span class=\"whole\">a-very-</span><wbr/>long-<wbr/>path\
                  <wbr/>.sql";
    assert!(markup.contains(marked), "{markup}");
    let block = chapter("```\nexport brief-of-the-day.md --out-dir out\n--short\n```\n");
    let lines = "export <span class=\"whole\">brief-of-the-day.md</span> <span class=\"whole\">--out-dir</span> out\n--short";
    assert!(block.contains(lines), "{block}");
    let sheet = book("Text").part("stylesheet.css");
    assert!(sheet.contains("code, kbd, .whole { white-space: pre; }"), "{sheet}");
    assert!(sheet.contains(".long { white-space: pre-wrap; }"), "{sheet}");
}

/// Tables fall apart on the screens that they are too wide for and on no others, by what stays whole in them.
#[test]
fn tables_fall_apart_only_where_they_must() {
    let class = |row: &str| {
        let columns = row.matches('|').count() - 1;
        let markup =
            chapter(&format!("{}|\n{}|\n{row}\n", "| Head ".repeat(columns), "|---".repeat(columns)));
        let from = markup.split("<div class=\"table").nth(1).unwrap();
        // Whether it fills wide screens is another question.
        from.split('"').next().unwrap().replace(" compact", "").trim().to_owned()
    };
    assert_eq!(class("| short | words of several letters |"), "");
    assert_eq!(class("| `--font-path DIR` | `export` | What it does |"), "");
    assert_eq!(class("| `--font-path DIR` | `--font-path DIR` | `--font-path DIR` |"), "stacked-30");
    assert_eq!(class(&("| `--font-path DIR` ".repeat(3) + "| `--font-path` |")), "stacked-34");
    let wide = "| `aside[role=doc-footnote]` ".repeat(8) + "|";
    assert_eq!(class(&wide), "dense stacked-42");
    // Its words may run over several lines.
    assert_eq!(class("| `Body Text, Body Text First Indent` | `Heading 1 to Heading 6` | short |"), "");
}

/// Nothing in a table breaks anywhere: what does has no least width, and its column is squeezed.
#[test]
fn cells_have_a_least_width() {
    let sheet = book("Text").part("stylesheet.css");
    let loose: Vec<_> = sheet.lines().filter(|line| line.contains("anywhere")).collect();
    let expected = |line: &&str| line.starts_with("pre {") || line.starts_with("@media (max-width: 18em)");
    assert!(loose.iter().all(expected), "{loose:?}");
    assert!(
        sheet
            .contains("td pre, th pre { margin: 0.2em 0; padding: 0.3em 0.4em; overflow-wrap: break-word; }")
    );
}

/// The head of a table is set apart and the names of rows are not, until rows stand each alone.
#[test]
fn names_of_rows_are_set_like_cells() {
    let sheet = book("Text").part("stylesheet.css");
    let weight = |selector: &str| {
        let rules = sheet.lines().filter(|line| line.trim_start().starts_with(&format!("{selector} {{")));
        let weights =
            rules.filter_map(|line| line.split("font-weight: ").nth(1)).map(|rest| rest[..3].to_owned());
        weights.collect::<Vec<_>>()
    };
    assert_eq!(weight("th"), ["600"]);
    assert_eq!(weight("td, tbody th"), ["400"]);
    assert_eq!(weight(".stacked-30 tbody th"), ["600"]);
}

/// Dates stand on one line unless they would leave no room, and the rule is drawn between the rings only.
#[test]
fn timelines_have_a_column_of_dates() {
    let book = book("::: timeline\n1907\n: One.\n\nFrom spring until late autumn\n: Two.\n:::\n");
    let markup = book.part("chapter-1.xhtml");
    assert!(markup.contains("<span class=\"date\">1907</span> <div class=\"event\">One.</div>"), "{markup}");
    assert!(markup.contains("<span class=\"date long\">From spring until late autumn</span>"), "{markup}");
    let sheet = book.part("stylesheet.css");
    for ends in
        [":first-child .date { background-position: left", ":last-child .date { background-size: 1.3px 0."]
    {
        assert!(sheet.contains(&format!(".timeline > {ends}")), "{sheet}");
    }
    assert!(sheet.contains(".timeline > :only-child .date { background-size: 0 0; }"), "{sheet}");
}

/// Words are parted by the rules of their language only in running text, and lines are justified only where they are long.
#[test]
fn running_text_is_hyphenated() {
    let book = book("Text");
    assert!(book.part("chapter-1.xhtml").contains(" xml:lang=\"en\""));
    let sheet = book.part("stylesheet.css");
    let parted: Vec<_> = sheet.lines().filter(|line| line.contains(" hyphens: auto;")).collect();
    let runs = |line: &&str| ["body {", "blockquote {", ".notes {"].iter().any(|part| line.starts_with(part));
    assert!(parted.len() == 3 && parted.iter().all(runs), "{parted:?}");
    let justified: Vec<_> = sheet.lines().filter(|line| line.contains("justify")).collect();
    assert_eq!(justified, ["@media (min-width: 45em) { p { text-align: justify; } }"]);
}

/// The picture of the cover reaches to the edges of the screen, and the text of other pages does not.
#[test]
fn the_cover_has_no_margins() {
    let book = book("Text");
    assert!(book.part("cover.xhtml").contains("<body class=\"bleed\">"));
    assert!(book.part("chapter-1.xhtml").contains("<body>"));
    assert!(book.part("stylesheet.css").contains("body.bleed { margin: 0; padding: 0; max-width: none;"));
}

/// The text of numbered items stands where that of bullets does, unless the numbers need more room.
#[test]
fn long_numbers_get_room() {
    let list = |start: u32| chapter(&format!("{start}. one\n{}. two\n", start + 1));
    assert!(list(8).contains("<ol start=\"8\">"), "{}", list(8));
    assert!(list(9).contains("<ol start=\"9\" class=\"wide\">"), "{}", list(9));
    assert!(list(99).contains("<ol start=\"99\" class=\"wider\">"), "{}", list(99));
    let sheet = book("Text").part("stylesheet.css");
    assert!(sheet.contains("ul, ol { margin: 0.5em 0; padding: 0; padding-left: 1.254em; }"), "{sheet}");
    assert!(!sheet.contains("\nol {"), "{sheet}");
}

/// The heading of a warning has the colour of its bar, which the look of all headings must not take back.
#[test]
fn a_warning_is_headed_in_its_own_colour() {
    let sheet = book("Text").part("stylesheet.css");
    let all = sheet.find(".box > .box-heading {").unwrap();
    let own = sheet.find(".warning > .box-heading { color: #b5532a; }").unwrap();
    assert!(all < own, "{sheet}");
}
