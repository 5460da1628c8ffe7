//! A document written back as Markdown is the same document.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "source/random.rs"]
mod random;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use random::Random;
use triplicate::backend::Written;
use triplicate::backend::source::{Notes, Place, inlines, markdown, structured};
use triplicate::diagnostic::{Code, Diagnostics};
use triplicate::error::Error;
use triplicate::model::{Block, BlockKind, Document, Inline, InlineKind};
use triplicate::read::{self, Options};
use triplicate::source::{Sources, Span};

fn read(text: &str, folder: &Path) -> Document {
    read_as("x.md", text, folder)
}

/// The document of a text that a file of this name holds.
fn read_as(name: &str, text: &str, folder: &Path) -> Document {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = read::take(name, text.as_bytes().to_vec(), &mut sources, &mut diagnostics).unwrap();
    let options = Options::new(folder.to_owned());
    read::document(id, &mut sources, &options, &mut diagnostics)
}

#[test]
fn inlines_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let images = read("![](images/flag.svg)\n", &folder).images;
    let mut failed = Vec::new();
    for seed in 0..4000 {
        let mut random = Random::new(seed);
        let mut list =
            vec![Inline::text("x", Span::default()), Inline::new(InlineKind::LineBreak, Span::default())];
        list.extend(random.inlines(3));
        list.push(Inline::new(InlineKind::LineBreak, Span::default()));
        let mut notes = Notes::default();
        let place = if seed % 2 == 0 { Place::Free } else { Place::Quoted };
        let line = inlines::write(&list, &images, &mut notes, place);
        let body = match place {
            Place::Free => line.clone(),
            Place::Quoted => format!("::: {{.note title=\"{line}\"}}\n:::"),
        };
        let mut text = format!("---\ntitle: T\nlang: en\n---\n\n{body}\n");
        for (index, note) in notes.list.iter().enumerate() {
            let BlockKind::Paragraph(content) = &note.blocks[0].kind else { unreachable!() };
            let words = inlines::write(content, &images, &mut Notes::default(), Place::Free);
            let _ = write!(text, "\n[^{}]: {words}\n", Notes::name(index));
        }
        let document = read(&text, &folder);
        let [block] = &document.blocks[..] else {
            failed.push(format!("{seed}: {line}\n  several blocks"));
            continue;
        };
        let texts = block.texts();
        let content = texts[0];
        if *content != list[..] {
            failed.push(format!("{seed}: {line}\n  {list:?}\n  {content:?}"));
        }
    }
    failed.sort_by_key(String::len);
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed[..failed.len().min(6)].join("\n"));
}

/// The Markdown files in a folder, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

fn written(document: &Document) -> String {
    String::from_utf8(markdown::write(document).bytes).unwrap()
}

/// The first block in which two documents differ, or what else does; with what was written.
fn difference(document: &Document, folder: &Path) -> Option<String> {
    let text = written(document);
    let again = read(&text, folder);
    if again.meta != document.meta {
        return Some(format!("{:?}\n{:?}\n{text}", document.meta, again.meta));
    }
    let pairs = document.blocks.iter().zip(&again.blocks);
    if let Some((wanted, found)) = pairs.clone().find(|(wanted, found)| wanted != found) {
        return Some(format!("{wanted:?}\n{found:?}"));
    }
    if *document != again {
        return Some(format!("{} and {} blocks\n{text}", document.blocks.len(), again.blocks.len()));
    }
    (written(&again) != text).then(|| "written otherwise the second time".to_owned())
}

#[test]
fn files_come_back() {
    for path in ["tests/corpus", "content", "."].iter().flat_map(|folder| files(folder)) {
        let folder = path.parent().unwrap();
        let document = read(&std::fs::read_to_string(&path).unwrap(), folder);
        let difference = difference(&document, folder);
        assert!(difference.is_none(), "{}:\n{}", path.display(), difference.unwrap_or_default());
    }
}

#[test]
fn documents_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let images = read("![](images/flag.svg)\n", &folder).images;
    let mut failed = Vec::new();
    for seed in 0..1000 {
        let mut document = Random::new(seed).document();
        document.images.clone_from(&images);
        let text = written(&document);
        let mut again = read(&text, &folder);
        again.images.clone_from(&images);
        if again != document {
            failed.push(format!("{seed}\n{}\n{text}", first_difference(&document, &again)));
        } else if written(&again) != text {
            failed.push(format!("{seed}: written otherwise the second time\n{text}"));
        }
    }
    failed.sort_by_key(String::len);
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed[..failed.len().min(6)].join("\n\n"));
}

/// A way to write a document.
type Writer = fn(&Document) -> Result<Written, Error>;

/// The structured forms, each with a name of a file that is in it.
const FORMS: [(&str, Writer); 3] =
    [("x.yaml", structured::yaml), ("x.json", structured::json), ("x.toml", structured::toml)];

/// Where a document differs from what comes back of it, and from what is written of that.
fn changed(document: &Document, name: &str, write: Writer, folder: &Path) -> Option<String> {
    let text = String::from_utf8(write(document).unwrap().bytes).unwrap();
    let mut again = read_as(name, &text, folder);
    if document.images.len() > again.images.len() {
        again.images.clone_from(&document.images);
    }
    if again != *document {
        return Some(format!("{name}\n{}\n{text}", first_difference(document, &again)));
    }
    let twice = String::from_utf8(write(&again).unwrap().bytes).unwrap();
    (twice != text).then(|| format!("{name}: written otherwise the second time\n{text}\n{twice}"))
}

#[test]
fn files_come_back_in_every_form() {
    for path in ["tests/corpus", "content", "."].iter().flat_map(|folder| files(folder)) {
        let folder = path.parent().unwrap();
        let document = read(&std::fs::read_to_string(&path).unwrap(), folder);
        for (name, write) in FORMS {
            let difference = changed(&document, name, write, folder);
            assert!(difference.is_none(), "{}:\n{}", path.display(), difference.unwrap_or_default());
        }
    }
}

#[test]
fn documents_come_back_in_every_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let images = read("![](images/flag.svg)\n", &folder).images;
    let mut failed: Vec<String> = (0..1000)
        .flat_map(|seed| {
            let mut document = Random::new(seed).document();
            document.images.clone_from(&images);
            let changed = FORMS.map(|(name, write)| changed(&document, name, write, &folder));
            changed.into_iter().flatten().map(move |text| format!("{seed}: {text}"))
        })
        .collect();
    failed.sort_by_key(String::len);
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed[..failed.len().min(6)].join("\n\n"));
}

#[test]
fn what_would_be_refused_for_its_depth_is_not_written() {
    let lists = |depth: usize| {
        let lines: Vec<String> = (0..depth).map(|at| format!("{:1$}- level {at}", "", 2 * at)).collect();
        lines.join("\n")
    };
    for (name, write) in FORMS {
        let written = [18, 19, 20, 21, 22, 23, 24, 25, 26].map(|depth| {
            let document = read(&format!("Words.\n\n{}", lists(depth)), Path::new("."));
            let Written { bytes, diagnostics } = write(&document).unwrap();
            let again = read_as(name, &String::from_utf8(bytes).unwrap(), Path::new("."));
            assert_eq!(diagnostics.is_empty(), again.blocks == document.blocks, "{name}, {depth}");
            assert!(diagnostics.iter().all(|fault| fault.code == Code::TooDeep), "{name}, {depth}");
            diagnostics.is_empty()
        });
        assert_eq!((written[0], written[8]), (true, false), "{name}");
    }
}

#[test]
fn colons_in_code_end_no_block() {
    let text = ":::: {.note title=\"a: b\"}\n```\n::: x\n:::\n```\n::::\n\nTerm\n: ::: tip\n  Words\n  :::\n";
    let document = read(text, Path::new("."));
    let [Block { kind: BlockKind::Callout(note), .. }, Block { kind: BlockKind::Definitions(terms), .. }] =
        &document.blocks[..]
    else {
        panic!("{:?}", document.blocks)
    };
    assert!(
        matches!(&note.blocks[..], [Block { kind: BlockKind::Code(code), .. }] if code.text == "::: x\n:::")
    );
    assert!(matches!(&terms[0].meanings[0][..], [Block { kind: BlockKind::Callout(_), .. }]));
}

#[test]
fn spaces_that_do_not_break_stay_in_the_metadata() {
    let text = "---\ntitle: T\nlang: fr\nsmart: false\nseries: \"a\u{202f}; b\u{a0}c d ; \\\"e\\\"\"\n---\n\nUn ; deux\n";
    let document = read(text, Path::new("."));
    assert_eq!(document.meta.series.as_deref(), Some("a\u{202f}; b\u{a0}c d ; \"e\""));
    assert_eq!(difference(&document, Path::new(".")), None);
}

/// Where the spelled-out trees begin to differ, places left out.
fn first_difference(wanted: &Document, found: &Document) -> String {
    let [wanted, found] = [wanted, found].map(|document| {
        let text = format!("{:?} {:?}", document.meta, document.blocks);
        let mut pieces = text.split(", span: 0:");
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |text, piece| {
            text + piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
        })
    });
    let same = wanted.chars().zip(found.chars()).take_while(|(wanted, found)| wanted == found).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(80)).take(240).collect::<String>();
    format!("wanted …{}\nfound  …{}", around(&wanted), around(&found))
}
