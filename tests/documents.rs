//! Any document at all: whatever is in it, the three files hold its words in order, twice the same, in every form.
//!
//! `TRIPLICATE_DOCUMENTS` says how many documents are tried, `TRIPLICATE_SEED` which. In the folder that `TRIPLICATE_KEEP` names
//! they are kept as Markdown, for other judges; it has the `images` of the corpus.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    clippy::disallowed_methods,
    reason = "whoever runs the tests says by the environment how much is tried"
)]
#![expect(clippy::print_stdout, reason = "what was measured is worth reading where all is well, too")]

#[path = "documents/extract.rs"]
mod extract;
#[path = "documents/generate.rs"]
mod generate;
#[path = "documents/inside.rs"]
mod inside;
#[path = "documents/number.rs"]
mod number;
#[path = "documents/publish.rs"]
mod publish;
#[path = "pdf/reader.rs"]
#[expect(dead_code, reason = "other tests need the rest")]
mod reader;
#[path = "documents/spoken.rs"]
mod spoken;

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use peak_alloc::PeakAlloc;
use proptest::prop_assert;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use rayon::prelude::*;
use triplicate::backend::Written;
use triplicate::backend::source::{markdown, structured};
use triplicate::error::Error;
use triplicate::format::Paper;
use triplicate::model::{Document, Image};

use number::Texts;
use publish::{Files, publish, read};

/// Counts what is in use at once.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Held by each test while it runs, so that one does not pay for another.
static ALONE: Mutex<()> = Mutex::new(());

/// A number that the environment sets.
fn setting(name: &str, absent: u64) -> u64 {
    std::env::var(name).map_or(absent, |value| value.parse().unwrap())
}

/// Only signs that are seen: spaces and what guides the breaking of lines may differ between the files.
fn bare(text: &str) -> String {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

/// The first text that does not follow those before it.
fn missing<'t>(texts: &'t [String], found: &str) -> Option<&'t str> {
    let mut rest = found;
    texts.iter().map(String::as_str).find(|text| {
        let wanted = bare(text);
        let place = rest.find(&wanted);
        rest = place.map_or(rest, |at| &rest[at + wanted.len()..]);
        place.is_none()
    })
}

fn holds_all(texts: &Texts, files: &Files) -> Result<(), String> {
    let [pdf, docx, epub] = files;
    let found = [("PDF", spoken::spoken(pdf)), ("Word", extract::docx(docx)), ("EPUB", extract::epub(epub))];
    for (name, text) in found {
        let text = bare(&text);
        for (what, texts) in [("body", &texts.body), ("notes", &texts.notes)] {
            if let Some(lost) = missing(texts, &text) {
                return Err(format!("the {name} lacks in its {what}, in its place: {lost}\n{text}"));
            }
        }
    }
    Ok(())
}

fn agrees(mut document: Document, size: &mut Sizes) -> Result<(), String> {
    let texts = number::number(&mut document);
    let text = String::from_utf8(markdown::write(&document).bytes).unwrap();
    keep(&text, size.documents);
    let told = |what: &str| format!("{what}\n--- as Markdown:\n{text}");
    let document = read("x.md", &text).map_err(|fault| told(&fault))?;
    let files = publish(document.clone()).map_err(|fault| told(&fault))?;
    size.add(&text, &files);
    holds_all(&texts, &files).map_err(|fault| told(&fault))?;
    FORMS.par_iter().try_for_each(|(name, write)| {
        let form = String::from_utf8(write(&document).unwrap().bytes).unwrap();
        let again = read(name, &form).and_then(publish);
        match again {
            Ok(again) if again == files => Ok(()),
            Ok(_) => Err(told(&format!("{name} gives other files\n{form}"))),
            Err(fault) => Err(told(&format!("{name}: {fault}\n{form}"))),
        }
    })
}

/// Keeps a document where the environment says so.
fn keep(text: &str, number: usize) {
    let Some(folder) = std::env::var_os("TRIPLICATE_KEEP") else { return };
    let path = Path::new(&folder).join(format!("made-{number}.md"));
    File::create(path).and_then(|mut file| file.write_all(text.as_bytes())).unwrap();
}

/// A way to write a document.
type Writer = fn(&Document) -> Result<Written, Error>;

/// The forms that give the same files, each with a name of a file that is in it; Markdown a second time.
const FORMS: [(&str, Writer); 4] = [
    ("x.md", |document| Ok(markdown::write(document))),
    ("x.yaml", structured::yaml),
    ("x.json", structured::json),
    ("x.toml", structured::toml),
];

/// How much was tried.
#[derive(Default)]
struct Sizes {
    documents: usize,
    source: usize,
    files: [usize; 3],
}

impl Sizes {
    fn add(&mut self, text: &str, files: &Files) {
        self.documents += 1;
        self.source += text.len();
        for (sum, file) in self.files.iter_mut().zip(files) {
            *sum += file.len();
        }
    }
}

/// Documents by the seed that the environment sets, and one more that parts the tests.
fn runner(cases: u64, test: u8) -> TestRunner {
    let mut seed = [test; 32];
    seed[..8].copy_from_slice(&setting("TRIPLICATE_SEED", 1).to_le_bytes());
    let config =
        Config { cases: cases as u32, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// The images that generated documents show.
fn images() -> Vec<Image> {
    let text = "---\ntitle: T\nlang: en\n---\n\n![a](images/flag.svg)\n\n![b](images/photo.png)\n";
    read("x.md", text).unwrap().images
}

/// Fails with the reason alone: the tree of a document fills many screens, and its Markdown stands in the reason.
fn told<T>(result: Result<(), TestError<T>>) {
    match result {
        Ok(()) => {}
        Err(TestError::Abort(reason) | TestError::Fail(reason, _)) => panic!("{reason}"),
    }
}

#[test]
fn any_document_is_whole_in_all_files_and_forms() {
    let _alone = ALONE.lock();
    let sizes = RefCell::new(Sizes::default());
    told(runner(setting("TRIPLICATE_DOCUMENTS", 20), 0).run(&generate::documents(images()), |document| {
        agrees(document, &mut sizes.borrow_mut()).map_err(TestCaseError::fail)
    }));
    let Sizes { documents, source, files } = sizes.into_inner();
    println!("{documents} documents of {source} bytes in all; PDF, Word and EPUB {files:?} bytes");
}

/// Lays a document out on a sheet and looks whether all is there, and in its place.
fn stands_on_its_pages(mut document: Document, paper: Paper) -> Result<usize, String> {
    let texts = number::number(&mut document);
    let text = String::from_utf8(markdown::write(&document).bytes).unwrap();
    let told = |what: &str| format!("on {paper:?}: {what}\n--- as Markdown:\n{text}");
    let document = read("x.md", &text).map_err(|fault| told(&fault))?;
    let start = Instant::now();
    let (pages, pdf) = publish::print(document, paper).map_err(|fault| told(&fault))?;
    let (seconds, bound) = (start.elapsed().as_secs_f64(), 3.0 + text.len() as f64 / 1000.0);
    if seconds > bound {
        return Err(told(&format!("it took {seconds:.1} s, more than {bound:.1}")));
    }
    if let Some(what) = inside::outside(&pages) {
        return Err(told(&what));
    }
    let found = bare(&spoken::spoken(&pdf));
    for texts in [&texts.body, &texts.notes] {
        if let Some(lost) = missing(texts, &found) {
            return Err(told(&format!("the PDF lacks, in its place: {lost}")));
        }
    }
    Ok(pages.pages.len())
}

/// On every sheet from A6 to A3 nothing is lost, nothing stands outside its page, and it all comes to an end.
#[test]
fn any_document_stands_on_its_pages() {
    let _alone = ALONE.lock();
    let (tried, printed) = (Cell::new(0), Cell::new(0));
    let any = (generate::documents(images()), proptest::sample::select(&Paper::ALL[..]));
    let cases = setting("TRIPLICATE_DOCUMENTS", 20).div_ceil(2);
    told(runner(cases, 2).run(&any, |(document, paper)| {
        tried.set(tried.get() + 1);
        let pages = stands_on_its_pages(document, paper).map_err(TestCaseError::fail)?;
        printed.set(printed.get() + pages);
        Ok(())
    }));
    println!("{} documents of {} pages", tried.get(), printed.get());
}

/// The seconds and the bytes of memory, at most, that a document takes with its blocks so many times.
fn cost(document: &Document, times: usize) -> Result<(f64, f64), String> {
    let mut document = document.clone();
    let blocks = document.blocks.clone();
    document.blocks = (0..times).flat_map(|_| blocks.iter().cloned()).collect();
    number::number(&mut document);
    let text = String::from_utf8(markdown::write(&document).bytes).unwrap();
    drop(document);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    publish(read("x.md", &text)?)?;
    Ok((start.elapsed().as_secs_f64(), (MEMORY.peak_usage() - before) as f64))
}

#[test]
fn time_and_memory_grow_as_the_document_does() {
    const FEW: usize = 4;
    const MANY: usize = 40;
    let _alone = ALONE.lock();
    let cases = setting("TRIPLICATE_DOCUMENTS", 20).div_ceil(20);
    let most = Cell::new((0.0_f64, 0.0_f64));
    told(runner(cases, 1).run(&generate::documents(images()), |document| {
        let costs = cost(&document, FEW).and_then(|few| Ok((few, cost(&document, MANY)?)));
        let ((time_of_few, room_of_few), (time, room)) = costs.map_err(TestCaseError::fail)?;
        let factor = (MANY / FEW) as f64;
        // What does not grow may take so much besides: tables of fonts, and what else runs on the machine.
        let (times, rooms) = (time / (time_of_few + 0.3) / factor, room / (room_of_few + 4e6) / factor);
        most.set((most.get().0.max(times), most.get().1.max(rooms)));
        prop_assert!(times < 2.0, "{MANY} times the blocks take {time:.2} s, {FEW} times {time_of_few:.2} s");
        prop_assert!(rooms < 1.5, "{MANY} times the blocks take {room} bytes, {FEW} times {room_of_few}");
        Ok(())
    }));
    let (times, rooms) = most.get();
    println!(
        "{cases} documents made ten times as long: at most {times:.2} of ten times the time, {rooms:.2} of the memory"
    );
}
