//! The guide says what is true: its tables of elements, its samples, its messages and its flags.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use triplicate::backend::{docx, epub, pdf};
use triplicate::diagnostic::{Code, Diagnostics};
use triplicate::model::Kind;
use triplicate::read::{self, sample};
use triplicate::source::Sources;

/// Where the guide lies.
const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content/guide.md");

/// What stands before and after the tables of elements.
const OPENING: &str = "renews them. -->\n";
const CLOSING: &str = "<!-- end of tables -->";

/// The guide before its tables of elements, the tables, and the rest.
fn guide() -> (String, String, String) {
    let text = std::fs::read_to_string(GUIDE).expect("the guide is there");
    let start = text.find(OPENING).expect("the tables' opening") + OPENING.len();
    let end = text.find(CLOSING).expect("the tables' closing");
    (text[..start].to_owned(), text[start..end].to_owned(), text[end..].to_owned())
}

/// The tables of elements as they must be.
fn tables() -> String {
    let first_inline = Kind::ALL.iter().position(|&kind| kind == Kind::Text).expect("text is a kind");
    let (blocks, inlines) = Kind::ALL.split_at(first_inline);
    let blocks = table("#tbl-blocks", "[12,42,11,19,16]", "Every block", blocks, block);
    let inlines = table("#tbl-text", "[12,36,14,22,16]", "Every kind of text", inlines, inline);
    format!("\n{blocks}\n{inlines}\n")
}

/// A table of elements, with what shows how each is written.
fn table(label: &str, widths: &str, caption: &str, kinds: &[Kind], spelling: fn(&str) -> String) -> String {
    let mut table = format!(
        "::: {{.list-table {label} header-rows=1 row-headers=1 tbl-colwidths=\"{widths}\"}}\n{caption}\n\n\
         - - Element\n  - Markdown\n  - PDF\n  - Word\n  - EPUB\n"
    );
    for &kind in kinds {
        let (first, rest) = kind.name().split_at(1);
        let _ =
            writeln!(table, "- - {}{rest}\n  - {}", first.to_uppercase(), spelling(sample(kind).markdown));
        for element in [pdf::element(kind), docx::element(kind), epub::element(kind)] {
            let _ = writeln!(table, "  - {}", names(element));
        }
    }
    table + ":::\n"
}

/// How a block is written, as a cell shows it.
fn block(markdown: &str) -> String {
    let lines = markdown.replace('\n', "\n    ").replace("    \n", "\n");
    format!("~~~markdown\n    {lines}\n    ~~~")
}

/// How text is written, as a cell shows it.
fn inline(markdown: &str) -> String {
    let code = |line: &str| if line.contains('`') { format!("`` {line} ``") } else { format!("`{line}`") };
    markdown.lines().map(code).collect::<Vec<_>>().join("\\\n    ")
}

/// What a writer states, each name as code of its own and on a line of its own.
fn names(stated: &str) -> String {
    let name = |name: &str| match (name.split_once(" to "), name.strip_suffix(" field"), name.split_once(' '))
    {
        (Some((first, last)), ..) => format!("`{first}` to `{last}`"),
        (_, Some(field), _) => format!("`{field}` field"),
        (.., Some((element, value))) if element.starts_with("w:") => format!("`{element}` with `{value}`"),
        _ => format!("`{name}`"),
    };
    match stated {
        "" => "none".to_owned(),
        // Not an element of XHTML but what stands in one.
        "text" => stated.to_owned(),
        _ => stated.split(", ").map(name).collect::<Vec<_>>().join(",\\\n    "),
    }
}

#[test]
fn the_tables_of_elements_are_what_the_writers_state() {
    let (before, found, after) = guide();
    let tables = tables();
    #[expect(clippy::disallowed_methods, reason = "the guide is renewed on demand")]
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        std::fs::write(GUIDE, format!("{before}{tables}{after}")).expect("the guide can be written");
    } else {
        assert!(found == tables, "the tables are old: UPDATE_GUIDE=1 cargo test --test guide renews them");
    }
}

#[test]
fn every_sample_stands_outside_the_tables() {
    let (before, _, after) = guide();
    for &kind in Kind::ALL {
        let mut markdown = sample(kind).markdown;
        if kind == Kind::Landscape {
            // The section that holds the sample's words holds the tables as well.
            markdown = sample(kind).words;
        }
        let parts = [&before, &after].into_iter().map(|part| part.matches(markdown).count()).sum::<usize>();
        assert!(parts > 0, "{}: `{markdown}`", kind.name());
    }
}

#[test]
fn the_words_of_a_sample_are_its_own() {
    for &kind in Kind::ALL {
        let words = sample(kind).words;
        for &other in Kind::ALL {
            let apart = words.is_empty() || other == kind || !sample(other).markdown.contains(words);
            assert!(apart, "`{words}` of {} stands in {} too", kind.name(), other.name());
        }
    }
}

#[test]
fn every_message_is_explained() {
    let (_, _, after) = guide();
    for code in Code::ALL {
        let severity = format!("{:?}", code.severity()).to_lowercase();
        let row = format!("| `{}` | {severity} |", code.name());
        assert!(after.contains(&row), "`{}`, {severity}", code.name());
    }
}

#[test]
fn every_flag_is_explained() {
    let (_, _, after) = guide();
    for command in ["export", "check"] {
        let output = Command::new(env!("CARGO_BIN_EXE_triplicate")).args([command, "--help"]).output();
        let help = String::from_utf8(output.expect("the program runs").stdout).expect("text");
        let mut flags = 0;
        for word in help.split(|c: char| c.is_whitespace() || ",`.;[]".contains(c)) {
            if word.starts_with("--") && word.len() > 2 {
                assert!(after.contains(&format!("`{word}")), "`{word}` of `{command}`");
                flags += 1;
            }
        }
        assert!(flags > 5, "no flags found in the help of `{command}`");
    }
}

#[test]
fn every_key_of_the_metadata_is_known() {
    let (before, _, _) = guide();
    let rows = before.lines().skip_while(|line| !line.starts_with("| Key ")).skip(2);
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').collect();
        for key in cells[1..3].iter().flat_map(|cell| cell.split('`').skip(1).step_by(2)) {
            let mut sources = Sources::default();
            let mut diagnostics = Diagnostics::default();
            let text = format!(
                "---\ntitle: A\n{}---\n\nText\n",
                if key == "title" { String::new() } else { format!("{key}: 1\n") }
            );
            let id = read::take("test.md", text.into_bytes(), &mut sources, &mut diagnostics).expect("text");
            let folder = Path::new(".").to_owned();
            let options = read::Options { fallback_title: String::new(), ..read::Options::new(folder) };
            read::document(id, &mut sources, &options, &mut diagnostics);
            assert!(!diagnostics.iter().any(|fault| fault.code == Code::UnknownKey), "`{key}`");
        }
    }
}

#[test]
fn the_structured_example_is_read() {
    let (_, _, after) = guide();
    let (_, example) = after.split_once("```yaml\ntitle: Trade").expect("the guide has an example in YAML");
    let (example, _) = example.split_once("\n```").expect("the example ends");
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let text = format!("title: Trade{example}\n");
    let id = read::take("test.yaml", text.into_bytes(), &mut sources, &mut diagnostics).expect("text");
    let folder = Path::new(".").to_owned();
    let fallback_title = String::new();
    let options = read::Options { fallback_title, ..read::Options::new(folder) };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    triplicate::resolve::resolve(document, &mut diagnostics);
    let faults: Vec<_> = diagnostics.iter().map(|fault| &fault.message).collect();
    assert!(faults.is_empty(), "{faults:?}");
}
