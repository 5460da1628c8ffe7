//! Every document of `tests/corpus` the whole way: published without an error, the same bytes each time, and what each
//! stage made of it as a snapshot. Damaged copies are survived.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use triplicate::diagnostic::Diagnostics;
use triplicate::export::{self, Destination, Input, Job, Outcome};
use triplicate::fonts::{FaceId, Fonts};
use triplicate::format::{Format, Paper};
use triplicate::layout::frame::{Item, Page, Pages, Run};
use triplicate::source::{SourceId, Sources};
use triplicate::{layout, read, resolve};

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    files.sort();
    assert!(!files.is_empty(), "the corpus was not found");
    files
}

fn name(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// All three files of one source, in memory.
fn publish(input: Input, root: &Path) -> Outcome {
    let job = Job {
        inputs: vec![input],
        syntax: None,
        language: None,
        formats: Format::ALL.to_vec(),
        destination: Destination::Caller,
        theme: "briefing".to_owned(),
        paper: Paper::A4,
        font_paths: Vec::new(),
        root: Some(root.to_owned()),
        page_map: true,
        strict: false,
        epoch: None,
    };
    export::run(&job).unwrap().pop().unwrap()
}

fn publish_file(path: &Path) -> Outcome {
    publish(Input::File(path.to_owned()), path.parent().unwrap())
}

fn lay_out(path: &Path, fonts: &Fonts) -> Pages {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = read::open(path, &mut sources, &mut diagnostics).unwrap().unwrap();
    let folder = path.parent().unwrap().to_owned();
    let options = read::Options { fallback_title: name(path).to_owned(), ..read::Options::new(folder) };
    let document = read::document(id, &mut sources, &options, &mut diagnostics);
    let document = resolve::resolve(document, &mut diagnostics);
    let theme = read::theme("briefing", &mut sources, &mut diagnostics).unwrap().unwrap();
    layout::lay_out(&document, &theme, fonts, Paper::A4, &mut diagnostics)
}

/// The text of a page as it is drawn: where each line begins, in points, and how it is set.
fn drawn(page: &Page, fonts: &Fonts) -> String {
    let mut text = format!("--- page {}\n", page.label);
    let mut last: Option<&Run> = None;
    for placed in &page.items {
        let Item::Run(run) = &placed.item else { continue };
        let set = |run: &Run| (run.y.round() as i64, run.face, (run.size * 10.0).round() as i64);
        if last.is_none_or(|last| set(last) != set(run)) {
            let face = match run.face {
                FaceId::MISSING => "missing",
                face => &fonts.face(face).postscript_name,
            };
            write!(text, "\n{:.0} {:.0} {face} {:.1}: ", run.x, run.y, run.size).unwrap();
        } else if last.is_some_and(|last| (run.x - last.x - last.width()).abs() > 2.0) {
            text += " ¦ ";
        }
        text += &run.text;
        last = Some(run);
    }
    text + "\n"
}

/// The XML parts of a package whose names are wanted, broken into lines before each block.
fn parts(package: &[u8], is_wanted: fn(&str) -> bool) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut names: Vec<String> =
        archive.file_names().filter(|name| is_wanted(name)).map(str::to_owned).collect();
    names.sort();
    let mut text = String::new();
    for name in names {
        let mut part = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut part).unwrap();
        for block in ["<w:p>", "<w:p ", "<w:tbl>", "<w:tr>", "<w:tr ", "<w:sectPr"] {
            part = part.replace(block, &format!("\n{block}"));
        }
        writeln!(text, "--- {name}\n{part}").unwrap();
    }
    text
}

#[test]
fn every_document_is_published_the_same_each_time() {
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for path in corpus() {
        let first = publish_file(&path);
        assert!(first.error.is_none(), "{}: {:?}", path.display(), first.error);
        assert!(!first.has_errors(), "{}: {:#?}", path.display(), first.diagnostics);
        assert_eq!(first.files.len(), 3, "{}", path.display());
        let second = one_thread.install(|| publish_file(&path));
        for (first, second) in first.files.iter().zip(&second.files) {
            assert!(first.bytes == second.bytes, "{}: {:?} differs", path.display(), first.format);
        }
    }
}

#[test]
fn every_stage_does_what_it_did() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/corpus");
    let _bound = settings.bind_to_scope();
    let fonts = Fonts::bundled();
    let made: Vec<_> =
        corpus().into_par_iter().map(|path| (publish_file(&path), lay_out(&path, &fonts), path)).collect();
    for (outcome, pages, path) in made {
        let name = name(&path);
        let faults: Vec<String> = outcome
            .diagnostics
            .iter()
            .map(|diagnostic| {
                let place = diagnostic.span.and_then(|span| Some((span, outcome.sources.get(span.source)?)));
                let (line, column) = place.map_or((0, 0), |(span, source)| source.line_column(span.start));
                // The file is named where it is not the document itself.
                let included = place.filter(|(span, _)| span.source != SourceId(0));
                let file = included.and_then(|(_, source)| Path::new(&source.name).file_name()?.to_str());
                let file = file.map(|file| format!("{file}:")).unwrap_or_default();
                format!("{file}{line}:{column} {}: {}", diagnostic.code.name(), diagnostic.message)
            })
            .collect();
        insta::assert_snapshot!(format!("{name}.faults"), faults.join("\n"));
        let drawn: String = pages.pages.iter().map(|page| drawn(page, &fonts)).collect();
        insta::assert_snapshot!(format!("{name}.pages"), drawn);
        let word =
            parts(&outcome.files[1].bytes, |name| matches!(name, "word/document.xml" | "word/footnotes.xml"));
        insta::assert_snapshot!(format!("{name}.word"), word);
        let book = parts(&outcome.files[2].bytes, |name| {
            Path::new(name).extension().is_some_and(|extension| extension == "xhtml")
        });
        insta::assert_snapshot!(format!("{name}.book"), book);
    }
}

/// Damaged copies of a text: cut short, lines dropped, lines swapped, signs doubled.
fn damaged(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let cut = |share: usize| text[..text.floor_char_boundary(text.len() * share / 7)].to_owned();
    let dropped = |step: usize| {
        let kept = lines.iter().enumerate().filter(|(index, _)| index % step != step - 1);
        kept.flat_map(|(_, line)| [line, "\n"]).collect::<String>()
    };
    let mut swapped = lines.clone();
    swapped.chunks_mut(3).for_each(<[&str]>::reverse);
    let signs = ['[', ']', '{', '}', '|', ':', '*', '`', '<', '(', '^'];
    let doubled: String = text
        .chars()
        .flat_map(|sign| std::iter::repeat_n(sign, 1 + usize::from(signs.contains(&sign))))
        .collect();
    let mut copies: Vec<String> = (1..7).map(cut).collect();
    copies.extend([dropped(2), dropped(3), dropped(5), swapped.join("\n"), doubled]);
    copies
}

#[test]
fn damaged_documents_are_survived() {
    corpus().par_iter().for_each(|path| {
        let text = fs::read_to_string(path).unwrap();
        for (index, copy) in damaged(&text).into_iter().enumerate() {
            let outcome = publish(Input::Text(copy.into_bytes()), path.parent().unwrap());
            assert!(outcome.error.is_none(), "{} damaged ({index}): {:?}", path.display(), outcome.error);
            assert_eq!(outcome.files.is_empty(), outcome.has_errors(), "{} ({index})", path.display());
        }
    });
}
