//! A document published with a theme, and what its pages and parts say.

use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use triplicate::backend::epub::Cover;
use triplicate::backend::{Stamp, docx, epub, pdf};
use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::Fonts;
use triplicate::format::{Paper, Syntax};
use triplicate::layout::frame::{Artifact, Item, Page, Tag};
use triplicate::layout::{self, page_map::PageMap};
use triplicate::model::Theme;
use triplicate::read::{self, Options};
use triplicate::resolve::resolve;
use triplicate::source::{Source, Sources};

/// A document in its three forms.
pub(crate) struct Made {
    pub(crate) pages: Vec<Sheet>,
    pub(crate) map: PageMap,
    pub(crate) pdf: Vec<u8>,
    pub(crate) document: Package,
    pub(crate) book: Package,
}

/// A page as somebody sees it.
pub(crate) struct Sheet {
    pub(crate) label: String,
    /// The two sides of the running head, parted by `|`.
    pub(crate) head: String,
    pub(crate) foot: String,
    pub(crate) text: String,
    /// Where lines of the text begin, each once, and where the first line of running text does.
    pub(crate) lefts: Vec<f64>,
    pub(crate) first_body: f64,
}

/// A package of parts.
pub(crate) struct Package(pub(crate) Vec<u8>);

impl Package {
    /// A part as text.
    pub(crate) fn part(&self, path: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.0)).unwrap();
        let mut text = String::new();
        archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
        text
    }
}

/// The theme of that TOML text, or the built-in one of that name.
pub(crate) fn theme(text: &str) -> Theme {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let mut diagnostics = Diagnostics::default();
    let name = if text.contains('=') {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("themes");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}.toml", COUNT.fetch_add(1, Ordering::Relaxed)));
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    } else {
        text.to_owned()
    };
    let theme = read::theme(&name, &mut Sources::default(), &mut diagnostics).unwrap();
    theme.unwrap_or_else(|| panic!("{:?}", diagnostics.iter().collect::<Vec<_>>()))
}

/// Publishes a Markdown text with a theme.
pub(crate) fn made(markdown: &str, theme_text: &str) -> Made {
    let (theme, fonts) = (theme(theme_text), Fonts::bundled());
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add(Source::new("made.md", markdown));
    let options = Options { syntax: Some(Syntax::Markdown), ..Options::new(Path::new("")) };
    let mut document = read::document(id, &mut sources, &options, &mut diagnostics);
    document.meta.complete(&theme);
    let document = resolve(document, &mut diagnostics).with_logo(&theme);
    let laid_out = layout::lay_out(&document, &theme, &fonts, Paper::A4, &mut diagnostics);
    let (map, stamp) = (Some(&laid_out.map), Stamp { seconds: None });
    let word = docx::write(&document, &theme, &fonts, Paper::A4, map, &stamp).unwrap();
    let cover = Cover::draw(&document, &theme, &fonts).unwrap();
    let book = epub::write(&document, &theme, &fonts, map, &cover, &stamp).unwrap();
    let pdf = pdf::write(&document, laid_out.clone(), &fonts, &stamp).unwrap();
    let faults: Vec<String> = diagnostics.iter().map(|fault| fault.message.clone()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    Made {
        pages: laid_out.pages.iter().map(sheet).collect(),
        map: laid_out.map,
        pdf: pdf.bytes,
        document: Package(word.bytes),
        book: Package(book.bytes),
    }
}

fn sheet(page: &Page) -> Sheet {
    let said = |wanted: fn(Tag) -> bool| {
        let runs = page.items.iter().filter(|placed| wanted(placed.tag));
        runs.filter_map(|placed| match &placed.item {
            Item::Run(run) => Some((run.x, run.text.clone())),
            Item::Shape(_) | Item::Image { .. } => None,
        })
        .collect::<Vec<_>>()
    };
    let words = |runs: &[(f64, String)]| runs.iter().map(|(_, text)| text.as_str()).collect::<String>();
    let head = said(|tag| tag == Tag::Artifact(Artifact::Header));
    let side = |wanted: bool| {
        let runs = head.iter().filter(|(x, _)| (*x < page.width / 4.0) == wanted);
        runs.map(|(_, text)| text.as_str()).collect::<String>()
    };
    let content = said(|tag| matches!(tag, Tag::Content(_)));
    let mut lefts: Vec<f64> = content.iter().map(|(x, _)| *x).collect();
    let first_body = content.iter().find(|(_, text)| text.starts_with("The river")).map_or(0.0, |(x, _)| *x);
    lefts.sort_by(f64::total_cmp);
    Sheet {
        lefts,
        first_body,
        label: page.label.clone(),
        head: if head.is_empty() { String::new() } else { format!("{}|{}", side(true), side(false)) },
        foot: words(&said(|tag| tag == Tag::Artifact(Artifact::Footer))),
        text: words(&said(|tag| matches!(tag, Tag::Content(_)))),
    }
}
