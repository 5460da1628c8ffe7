//! Structured documents: the same document in YAML, JSON and TOML as in Markdown, and faults at their places.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;

use triplicate::diagnostic::{Code, Diagnostics};
use triplicate::model::Document;
use triplicate::read::{self, Options};
use triplicate::resolve;
use triplicate::source::Sources;

/// The document and its faults, those of the references included, each with its line, column, code and message.
fn read_text(name: &str, text: &str) -> (Document, Vec<String>) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = read::take(name, text.as_bytes().to_vec(), &mut sources, &mut diagnostics).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/structured");
    let options = Options {
        root: folder.parent().unwrap().to_owned(),
        fallback_title: "Fallback".to_owned(),
        ..Options::new(folder)
    };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    if !diagnostics.iter().any(|fault| fault.code == Code::EmptyDocument) {
        resolve::resolve(document.clone(), &mut diagnostics);
    }
    let source = sources.get(id).unwrap();
    let faults = diagnostics.sorted().into_iter().map(|fault| {
        let (line, column) = fault.span.map_or((0, 0), |span| source.line_column(span.start));
        let help = fault.help.map_or(String::new(), |help| format!("; {help}"));
        format!("{line}:{column} {}: {}{help}", fault.code.name(), fault.message)
    });
    let faults = faults.collect();
    (document, faults)
}

fn read_file(name: &str) -> (Document, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/structured").join(name);
    read_text(name, &std::fs::read_to_string(path).unwrap())
}

#[test]
fn every_form_is_the_same_document() {
    let (markdown, faults) = read_file("whole.md");
    assert_eq!(faults, Vec::<String>::new());
    for name in ["whole.yaml", "whole.json", "whole.toml"] {
        let (document, faults) = read_file(name);
        assert_eq!(faults, Vec::<String>::new(), "{name}");
        assert_eq!(document.meta, markdown.meta, "{name}");
        for (given, wanted) in document.blocks.iter().zip(&markdown.blocks) {
            assert_eq!(given, wanted, "{name}");
        }
        assert_eq!(document.blocks.len(), markdown.blocks.len(), "{name}");
        assert!(document == markdown, "{name}: the images differ");
    }
}

/// What each faulty text is to show; the reports are kept as snapshots.
const FAULTY: &[(&str, &str)] = &[
    (
        "names.yaml",
        "title: T\nlang: en\nbody:\n  - heading: {txt: A}\n  - lst: [a]\n  - figure:\n      imag: a.svg\nnots: {}\n",
    ),
    (
        "names.json",
        "{\n  \"title\": \"T\",\n  \"lang\": \"en\",\n  \"body\": [\n    {\"heading\": {\"txt\": \"A\"}},\n    {\"lst\": [\"a\"]}\n  ],\n  \"nots\": {}\n}\n",
    ),
    (
        "names.toml",
        "title = \"T\"\nlang = \"en\"\nnots = 1\n\n[[body]]\nheading = { txt = \"A\" }\n\n[[body]]\nlst = [\"a\"]\n",
    ),
    (
        "forms.yaml",
        "title: T\nlang: en\nbody:\n  - heading: {text: A, level: 9, label: a b}\n  - list: {start: 2, items: [{content: a, done: true}]}\n  - figure: {caption: C}\n  - table: {columns: [{width: wide}], body: [[{content: a, columns: 0}]]}\n  - heading: {text: [a], level: x}\n  - tip: {title: {a: b}}\n  - {tip: a, note: b}\n  - [a]\n  -\n  - list: {style: bulet, items: [{content: a, done: perhaps}, b]}\n",
    ),
    (
        "inside.yaml",
        "title: T\nlang: en\nbody:\n  - >-\n    Some words that are folded\n    and then a mention of\n    [](#nowhere) in the middle, and <blink>one</blink>.\n  - 'It''s <blink>so</blink>.'\n",
    ),
    (
        "inside.json",
        "{\"title\": \"T\", \"lang\": \"en\", \"body\": [\n  \"\\u2014 \\uD83D\\uDE00\\n and <blink>one</blink> [^none]\"\n]}",
    ),
    (
        "inside.toml",
        "title = 'T'\nlang = 'en'\nbody = [\n  \"\"\"\nWords\nand <blink>one</blink>\"\"\",\n]\n",
    ),
    ("syntax.yaml", "title: A: B\nbody: []\n"),
    ("twice.yaml", "title: A\ntitle: B\n"),
    ("twice.json", "{\"title\": \"A\",\n \"title\": \"B\"}"),
    ("twice.toml", "title = 'A'\ntitle = 'B'\n"),
    ("comma.json", "{\n  \"title\": \"A\",\n}\n"),
    ("open.json", "{\n  \"title\": \"A\",\n  \"body\": [\n"),
    ("half-a-pair.json", "{\"title\": \"\\uD83D\"}"),
    ("list.yaml", "- a\n- b\n"),
    ("empty.yaml", "# nothing\n"),
    ("empty.json", "{}"),
    ("empty.toml", "# nothing\n"),
    ("colon.yaml", "title: T\nlang: en\nbody:\n  - Words and then this:\n    - a\n"),
    (
        "all-names.yaml",
        "title: T\nlang: en\nbody:\n  - heading: {txt: A, lvl: 2, label: b c, foo: 1}\n  - tip: {titel: A, content: [[], {quot: \"[](#none)\"}], bar: 1}\n  - {heading: A, level: 2, label: b}\n  - list: {stile: task, items: [{content: a, doen: true}, {}], start: x, tight: y}\n",
    ),
    (
        "notes.yaml",
        "title: T\nlang: en\nbody: [\"Words[^a] and[^b] [](#none).\"]\nnotes:\n  a: {b: c}\n  b: [{tipp: {titel: A}}, [x]]\n  c: {}\n",
    ),
    ("body.yaml", "title: T\nlang: en\nbody: {heading: A}\nnotes: {a: A}\n"),
    ("lists.yaml", "title: T\nlang: en\nbody:\n  - list: [a, b]\n  - table: Words\n  - heading: A\n"),
    ("unused.yaml", "title: T\nlang: en\nbody: [\"Words[^a].\"]\nnotes: {a: A, b: B, A: C}\n"),
];

#[test]
fn faults_are_placed() {
    let mut shown = String::new();
    for (name, text) in FAULTY {
        let (document, faults) = read_text(name, text);
        assert!(!document.meta.title.is_empty(), "{name}");
        writeln!(shown, "--- {name}\n{}", faults.join("\n")).unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/structured");
    settings.bind(|| insta::assert_snapshot!("faults", shown));
}

#[test]
fn hostile_texts_are_refused() {
    let deep = |open: &str, close: &str| open.repeat(10_000) + &close.repeat(10_000);
    let bomb = (1..9).fold("title: T\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))
    });
    let huge = format!("{{\"body\": [{}]}}", vec!["\"a\""; 1_000_001].join(","));
    let cases = [
        ("deep.yaml", "body: ".to_owned() + &deep("[", "]")),
        ("deep.json", "{\"body\": ".to_owned() + &deep("[", "]") + "}"),
        ("deep.toml", "body = ".to_owned() + &deep("[", "]")),
        ("maps.json", deep("{\"a\":", "}").replace(":}", ":1}")),
        ("bomb.yaml", bomb),
        ("huge.json", huge),
    ];
    for (name, text) in cases {
        let (_, faults) = read_text(name, &text);
        assert!(faults.len() == 1 && faults[0].contains("bad-form"), "{name}: {faults:?}");
    }
}

#[test]
fn the_deepest_that_is_read_is_survived() {
    let depth = 22;
    let list =
        "{\"list\": {\"items\": [[".repeat(depth) + "\"" + &"*a ".repeat(100) + &"b* ".repeat(100) + "\"";
    let text = format!("{{\"title\": \"T\", \"lang\": \"en\", \"body\": [{list}{}]}}", "]]}}".repeat(depth));
    let (document, faults) = read_text("deep.json", &text);
    assert_eq!(document.blocks.len(), 1, "{faults:?}");
}

#[test]
fn yaml_as_deep_as_may_be_takes_no_more_stack_than_there_is() {
    let list = |depth: usize| "{list: {items: [[".repeat(depth) + "a" + &"]]}}".repeat(depth);
    let small = std::thread::Builder::new().stack_size(2 << 20);
    let read = small.spawn(move || {
        let text = |depth: usize| format!("title: T\nlang: en\nbody: [{}]\n", list(depth));
        [22, 40].map(|depth| read_text("deep.yaml", &text(depth)).1)
    });
    let [deep, deeper] = read.unwrap().join().unwrap();
    assert_eq!(deep, Vec::<String>::new());
    assert_eq!(deeper, ["3:414 bad-form: cannot read the document as YAML: it is nested too deep"]);
}

#[test]
fn escapes_and_tabs_are_read() {
    let (document, faults) = read_text(
        "signs.json",
        "{\n\t\"title\":\"\\uD83D\\uDE00 \\u00fcber\",\n\t\"lang\":\"en\",\n\t\"body\":[\n\t\t{\"code\":\"a\\tb\"}\n\t]\n}",
    );
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(triplicate::model::walk::plain_text(&document.meta.title), "😀 über");
    assert!(format!("{:?}", document.blocks).contains("a\\tb"), "{:?}", document.blocks);
}
