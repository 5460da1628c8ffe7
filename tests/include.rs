//! Documents of several files: what is included stands as if it were written there, paths begin at the file that names
//! them, faults lie in the right file, and nothing outside the root is read.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test makes its files and fails by panicking"
)]

#[path = "include/limits.rs"]
mod limits;
#[path = "include/root.rs"]
mod root;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use triplicate::backend::source::markdown;
use triplicate::diagnostic::Diagnostics;
use triplicate::model::{Document, Language};
use triplicate::read::{self, Options};
use triplicate::resolve;
use triplicate::source::Sources;

/// What metadata a document needs so that nothing is missing.
const HEAD: &str = "---\ntitle: T\nlang: en\n---\n\n";
const FLAG: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3H0z"/></svg>"#;

/// A folder with files in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        for (name, text) in files {
            desk.put(name, text);
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// A document and its faults, with the folder of the document as root.
    fn read(&self, name: &str) -> (Document, Vec<String>) {
        self.read_below(self.path(name).parent().unwrap(), name)
    }

    fn read_below(&self, root: &Path, name: &str) -> (Document, Vec<String>) {
        let path = self.path(name);
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = read::open(&path, &mut sources, &mut diagnostics).unwrap().unwrap();
        let options = Options { root: root.to_owned(), ..Options::new(path.parent().unwrap().to_owned()) };
        let document = read::document(id, &mut sources, &options, &mut diagnostics);
        resolve::resolve(document.clone(), &mut diagnostics);
        let here = self.folder.path().canonicalize().unwrap();
        let faults = diagnostics.sorted().into_iter().map(|fault| {
            let place = fault.span.map_or(String::new(), |span| {
                let source = sources.get(span.source).unwrap();
                let (line, column) = source.line_column(span.start);
                let name = Path::new(&source.name).strip_prefix(self.folder.path()).unwrap();
                format!("{}:{line}:{column} ", name.display())
            });
            let help = fault.help.map_or(String::new(), |help| format!("; {help}"));
            let told = format!("{place}{}: {}{help}", fault.code.name(), fault.message);
            told.replace(here.to_str().unwrap(), "[here]")
        });
        (document, faults.collect())
    }

    /// A document that has no faults.
    #[track_caller]
    fn sound(&self, name: &str) -> Document {
        let (document, faults) = self.read(name);
        assert_eq!(faults, Vec::<String>::new(), "{name}");
        document
    }
}

fn written(document: &Document) -> String {
    String::from_utf8(markdown::write(document).bytes).unwrap()
}

/// Blocks in every place that blocks can stand in: `one` gives several, set in behind a sign, `two` a short one.
fn everywhere(one: impl Fn(&str) -> String, two: &str, last: &str) -> String {
    let places = [
        one(""),
        format!("> Quoted.\n>\n{}", one("> ")),
        format!("- item\n\n{}", one("  ")),
        format!("::: {{.note lang=de}}\n{}:::", one("")),
        format!("::: list-table\n- - A\n  - B\n- - c\n  - {two}\n:::"),
        format!("::: timeline\n1906\n: {two}\n:::"),
        format!("Term\n: {two}"),
        format!("Mentioned.[^a]\n\n[^a]: {two}"),
        last.to_owned(),
    ];
    format!("---\ntitle: T\nlang: en\nsummary: \"{two}\"\n---\n\n{}\n", places.join("\n\n"))
}

#[test]
fn what_is_included_stands_as_if_it_were_written_there() {
    let text = "# One\n\nIt's *so*, as @sec-two shows.\n\n- a\n- b\n";
    let desk = Desk::new(&[
        ("one.md", text),
        ("parts/first.md", "\u{feff}{{< include deep/second.md >}}\r\n"),
        ("parts/deep/second.md", "## Two {#sec-two}\n\n{{< include '../../two.md' >}}\n"),
    ]);
    let set_in = |sign: &str| text.lines().flat_map(|line| [sign, line, "\n"]).collect::<String>();
    let include = |sign: &str| format!("{sign}{{{{< include one.md >}}}}\n");
    let two = "Words -- 'more'.";
    desk.put("flat.md", everywhere(set_in, two, &format!("## Two {{#sec-two}}\n\n{two}")));
    desk.put("parted.md", everywhere(include, "{{< include two.md >}}", "{{< include parts/first.md >}}"));
    desk.put("two.md", two);
    let (flat, parted) = (desk.sound("flat.md"), desk.sound("parted.md"));
    for (parted, flat) in parted.blocks.iter().zip(&flat.blocks) {
        assert_eq!(parted, flat);
    }
    assert_eq!(parted, flat);
    assert_eq!(flat.blocks.len(), 12);
    assert_eq!(written(&parted), written(&flat));
}

#[test]
fn paths_begin_at_the_file_that_names_them() {
    let desk = Desk::new(&[
        ("flag.svg", FLAG),
        ("parts/flag.svg", FLAG),
        ("parts/deep/a flag.svg", FLAG),
        (
            "main.md",
            &format!("{HEAD}![A](./flag.svg)\n\n{{{{< include parts/one.md >}}}}\n\n![G](flag.svg)\n"),
        ),
        ("parts/one.md", "![B](flag.svg)\n\n{{< include deep/two.md >}}\n\n![C](../flag.svg)\n"),
        (
            "parts/deep/two.md",
            "![D](a%20flag.svg)\n\n<img src=\"./../flag.svg\" alt=\"E\">\n\n![F](../../flag.svg)\n",
        ),
    ]);
    let document = desk.sound("main.md");
    let files: Vec<_> = document.images.iter().map(|image| image.file.as_str()).collect();
    // What is one file is one image; only the document's own spelling stays as it is.
    assert_eq!(files, ["./flag.svg", "parts/flag.svg", "parts/deep/a flag.svg", "flag.svg"]);
    let flat = written(&document);
    assert!(flat.contains("![D](parts/deep/a%20flag.svg)"), "{flat}");
    desk.put("flat.md", flat);
    assert_eq!(desk.sound("flat.md"), document);
}

#[test]
fn notes_belong_to_their_file_and_labels_to_the_document() {
    let desk = Desk::new(&[
        (
            "main.md",
            &format!("{HEAD}Main[^1] of @sec-one.\n\n{{{{< include one.md >}}}}\n\nEnd[^1].\n\n[^1]: M.\n"),
        ),
        ("one.md", "# One {#sec-one}\n\nOne[^1] and [^none].\n\n[^1]: O.\n\n[^2]: Not mentioned.\n"),
    ]);
    let (document, faults) = desk.read("main.md");
    assert_eq!(
        faults,
        [
            "one.md:3:13 missing-note: the note `none` has no text; write `[^none]: …` on a line of its own",
            "one.md:7:1 unused-note: nothing mentions the note `2`; write `[^2]` where its mark belongs; without one it \
             is not printed",
        ]
    );
    let flat = written(&document);
    assert_eq!(flat.matches("^[M.]").count(), 2, "{flat}");
    assert_eq!(flat.matches("^[O.]").count(), 1, "{flat}");
}

#[test]
fn typography_and_language_are_those_of_the_document() {
    let one = "---\nlang: fr\nsmart: true\n---\n\nIt's \"so\" -- yes.\n";
    let desk = Desk::new(&[
        ("german.md", "---\ntitle: T\nlang: de\n---\n\n{{< include one.md >}}\n"),
        ("plain.md", "---\ntitle: T\nlang: de\nsmart: false\n---\n\n{{< include one.md >}}\n"),
        ("one.md", one),
    ]);
    let said = [
        "one.md:1:1 unread-metadata: the front matter of an included file is not read; it holds `lang`, `smart`; \
         take it out; what counts is the front matter of the document itself",
    ];
    for (name, words) in [("german.md", "It’s „so“ – yes."), ("plain.md", "It's \"so\" -- yes.")] {
        let (document, faults) = desk.read(name);
        assert_eq!(document.meta.language, Language::parse("de"));
        assert_eq!(triplicate::model::walk::plain_text(document.blocks[0].texts()[0]), words);
        assert_eq!(faults, said);
    }
}

#[test]
fn front_matter_of_every_kind_is_told_of() {
    let desk = Desk::new(&[
        (
            "main.md",
            &format!(
                "{HEAD}{{{{< include a.md >}}}}\n\n{{{{< include b.md >}}}}\n\n{{{{< include c.md >}}}}\n"
            ),
        ),
        ("a.md", "+++\ntitle = \"A\"\n+++\nA\n"),
        ("b.md", "---\n: : :\n---\nB\n"),
        ("c.md", "---\ntitle: C\n\nC\n"),
    ]);
    let (_, faults) = desk.read("main.md");
    let last = "take it out; what counts is the front matter of the document itself";
    assert_eq!(
        faults,
        [
            format!("a.md:1:1 unread-metadata: the front matter of an included file is not read; it holds `title`; {last}"),
            format!("b.md:1:1 unread-metadata: the front matter of an included file is not read; {last}"),
            "c.md:1:1 bad-metadata: the front matter that begins with `---` does not end; write `---` on a line of its own \
             below the last key"
                .to_owned(),
        ]
    );
}

#[test]
fn faults_lie_in_the_files_that_hold_them_in_the_order_of_reading() {
    let desk = Desk::new(&[
        (
            "main.md",
            &format!(
                "{HEAD}{{{{< include b.md >}}}}\n\n{{{{< include a.md >}}}}\n\n{{{{< include b.md >}}}}\n\n[](#x)\n"
            ),
        ),
        ("a.md", "# A {#a}\n\n{{< include none.md >}}\n"),
        (
            "b.md",
            "Words {{< include a.md >}}\n\n{{< fa star >}}\n\n`{{< include a.md >}}` {{{< shown >}}} \\{{< b >}}\n",
        ),
    ]);
    let (_, faults) = desk.read("main.md");
    let among = "put it into a paragraph of its own, with blank lines before and after";
    let other = "write what it stands for; a backslash before it says that the signs are meant";
    assert_eq!(
        faults,
        [
            "main.md:12:1 dangling-reference: nothing is labelled `x`; did you mean `a`?".to_owned(),
            format!(
                "b.md:1:7 unsupported: `{{{{< include a.md >}}}}` stands in running text, so it stays as it is typed; {among}"
            ),
            format!(
                "b.md:3:1 unsupported: the shortcode `{{{{< fa star >}}}}` is not supported; it stays as it is typed; {other}"
            ),
            "a.md:3:1 missing-include: there is no file `none.md`".to_owned(),
        ]
    );
}

#[test]
fn a_label_in_a_file_that_is_included_twice_is_given_twice() {
    let twice = format!("{HEAD}{{{{< include a.md >}}}}\n\n{{{{< include a.md >}}}}\n");
    let desk = Desk::new(&[("main.md", &twice), ("a.md", "# A {#a}\n"), ("parts.md", ""), ("b.md", "# B\n")]);
    let (_, faults) = desk.read("main.md");
    assert!(
        faults.len() == 1 && faults[0].ends_with("take the label out of it, or include it once"),
        "{faults:?}"
    );
    desk.put("main.md", twice.replace("a.md", "b.md"));
    assert_eq!(desk.sound("main.md").blocks.len(), 2);
}

#[test]
fn a_document_that_is_no_file_includes_files() {
    let desk = Desk::new(&[("a.md", "A\n\n{{< include a.md >}}\n")]);
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let text = format!("{HEAD}{{{{< include a.md >}}}}\n");
    let id = read::take("<stdin>", text.into_bytes(), &mut sources, &mut diagnostics).unwrap();
    let folder = desk.folder.path().to_owned();
    let options = Options { fallback_title: String::new(), ..Options::new(folder) };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    let faults: Vec<_> = diagnostics.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(faults, ["`a.md` includes itself: a.md -> a.md"]);
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn structured_documents_include_markdown() {
    let desk = Desk::new(&[
        (
            "flat.md",
            &format!(
                "{HEAD}# One\n\nIt's[^1] \"so\".\n\n- One\n- ![A](parts/flag.svg)\n\nLast.\n\n[^1]: O.\n"
            ),
        ),
        ("parts/one.md", "# One\n\nIt's[^1] \"so\".\n\n[^1]: O.\n"),
        ("parts/two.md", "![A](flag.svg)\n"),
        ("parts/flag.svg", FLAG),
        (
            "doc.yaml",
            "title: T\nlang: en\nbody:\n  - include: parts/one.md\n  - list: {items: [One, [{include: {file: parts/two.md}}]]}\n  \
             - Last.\n",
        ),
        (
            "doc.json",
            r#"{"title": "T", "lang": "en", "body": [{"include": "parts/one.md"},
               {"list": {"items": ["One", [{"include": "parts/two.md"}]]}}, "Last."]}"#,
        ),
        (
            "doc.toml",
            "title = 'T'\nlang = 'en'\nbody = [{include = 'parts/one.md'}, {list = {items = ['One', [{include = \
             'parts/two.md'}]]}}, 'Last.']\n",
        ),
    ]);
    desk.put(
        "main.md",
        format!(
            "{HEAD}{{{{< include parts/one.md >}}}}\n\n- One\n- {{{{< include parts/two.md >}}}}\n\nLast.\n"
        ),
    );
    let flat = desk.sound("main.md");
    for name in ["doc.yaml", "doc.json", "doc.toml"] {
        assert_eq!(desk.sound(name), flat, "{name}");
    }
}

#[test]
fn faults_of_structured_includes_are_placed() {
    let desk = Desk::new(&[
        (
            "doc.yaml",
            "title: T\nlang: en\nbody:\n  - include: parts/onee.md\n  - include: \"doc.yaml\"\n  - include: {}\n  - include: \
             /etc/hostname\n  - include: https://example.org/a.md\n  - include: ../a.md\n  - 'Words {{< include parts/one.md >}}'\n  \
             - include: {fil: a}\n  - include: parts/one.md\n",
        ),
        ("parts/one.md", "[^a] <blink>x</blink>\n\n{{< include one.md >}}\n"),
    ]);
    let (_, faults) = desk.read("doc.yaml");
    root::keep("structured", &faults);
}

#[test]
fn includes_in_running_text_are_told_of_and_those_in_code_are_not() {
    let places = [
        "Words {{< include a.md >}}.",
        "Words {{< include\na.md >}}.",
        "{{< include a.md >}}\n{{< include a.md >}}",
        "# A {{< include a.md >}}",
        "| A |\n|---|\n| {{< include a.md >}} |",
        "<div>\n{{< include a.md >}}\n</div>",
        "> <div>\n> {{< include a.md >}}\n> </div>",
        "Words^[{{< include a.md >}}]",
        "*{{< pagebreak >}}*",
        "{{< video a.mp4 >}}",
        "`{{< include a.md >}}`",
        "    {{< include a.md >}}",
        "~~~\n{{< include a.md >}}\n~~~",
        "<pre>\n{{< include a.md >}}\n</pre>",
        "Words <code>{{< include a.md >}}</code>",
        "\\{{< include a.md >}}",
        "{{{< include a.md >}}}",
        "Words {{< include a.md and no end",
    ];
    let counts = places.map(|place| {
        let desk = Desk::new(&[("main.md", &format!("{HEAD}{place}\n")), ("a.md", "A\n")]);
        let (document, faults) = desk.read("main.md");
        let words = written(&document).replace('\\', "").replace("<!-- -->", "");
        assert!(words.contains("{{<") && !words.contains("\nA\n"), "{words}");
        faults.iter().filter(|fault| fault.contains("stays as it is typed")).count()
    });
    assert_eq!(counts, [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
}
