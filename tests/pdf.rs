//! The PDF backend, from pages made by hand to files read back.
#![expect(clippy::disallowed_methods, reason = "what is made is kept for outside judges")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

#[path = "pdf/everything.rs"]
mod everything;
#[path = "pdf/reader.rs"]
mod reader;
#[path = "pdf/sheets.rs"]
mod sheets;

use std::ops::Range;

use everything::everything;
use hayro::RenderSettings;
use hayro::hayro_interpret::InterpreterSettings;
use sheets::{ROOT, Sheets};
use triplicate::backend::{Stamp, pdf};
use triplicate::diagnostic::Diagnostics;
use triplicate::layout::frame::*;
use triplicate::layout::structure::*;
use triplicate::model::theme::Colour;
use triplicate::model::{
    Author, BlockId, Date, Document, Image, ImageData, ImageId, Inline, Label, Language, Meta,
};
use triplicate::resolve::{OutlineEntry, Resolved, resolve};
use triplicate::source::Span;

fn resolved(images: Vec<Image>) -> Resolved {
    let meta = Meta {
        title: vec![Inline::text("Trade & friendship <2026>", Span::default())],
        authors: vec![
            Author { name: "Ada Example".into(), ..Author::default() },
            Author { name: "Łukasz Wzór".into(), ..Author::default() },
        ],
        date: Some(Date::Calendar { year: 2026, month: Some(11), day: Some(23) }),
        language: Language::parse("en-GB"),
        keywords: vec!["trade".into(), "tests".into()],
        publisher: Some("The Press".into()),
        doi: Some("10.1234/x".into()),
        licence: vec![Inline::text("CC BY 4.0", Span::default())],
        ..Meta::default()
    };
    resolve(Document { meta, blocks: Vec::new(), images }, &mut Diagnostics::default())
}

/// The document whose pages hold everything.
fn document() -> Resolved {
    let mut document = resolved(Vec::new());
    document.outline = [(1, "Words"), (2, "Marks"), (2, "Blocks"), (1, "Pictures")]
        .into_iter()
        .enumerate()
        .map(|(index, (depth, text))| OutlineEntry {
            label: Label(format!("sec-{index}")),
            block: BlockId(index as u32),
            depth,
            number: Some((index + 1).to_string()),
            content: Vec::new(),
            text: text.to_owned(),
        })
        .collect();
    document
}

fn written(name: &str, document: &Resolved, sheets: &Sheets) -> Vec<u8> {
    let stamp = Stamp { seconds: Some(1_795_500_245) };
    let bytes = pdf::write(document, sheets.pages.clone(), &sheets.fonts, &stamp).unwrap().bytes;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name).with_extension("pdf"), &bytes).unwrap();
    bytes
}

#[test]
fn the_structure_tells_everything_in_order() {
    let (document, sheets) = (document(), everything());
    let bytes = written("everything", &document, &sheets);
    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    insta::assert_snapshot!(reader::structure(&bytes));
    assert_eq!(reader::artifacts(&bytes).concat(), "Trade & friendship\u{E123}2 of 3".repeat(3));
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let (document, sheets) = (document(), everything());
    let bytes = written("everything-again", &document, &sheets);
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert!(bytes == one_thread.install(|| written("everything-again", &document, &sheets)));
}

/// What no layout should hand over, and still must not bring the writer down.
#[test]
fn odd_pages_are_survived() {
    let mut sheets = Sheets::new();
    let serif = sheets.face("Source Serif 4", 400, false);
    let paragraph = sheets.plain(ROOT, Role::Paragraph);
    let tag = sheets.content(paragraph);
    let odd = [f64::NAN, f64::INFINITY, -1e300, 0.0];
    for number in odd {
        let mut run = Run { x: number, size: 10.0 + number, ..sheets.shaped(serif, 10.0, "odd") };
        run.glyphs[0].advance = number;
        run.glyphs[1].dy = number as f32;
        run.glyphs[1].text = 7..9;
        run.glyphs[2].text = Range { start: 2, end: 1 };
        run.matrix = Some([number; 4]);
        sheets.put(tag, Item::Run(run));
        let stroke = Stroke {
            colour: Colour::default(),
            alpha: number,
            width: number,
            dashes: vec![number, 1.0],
            dash_offset: number,
            cap: Cap::Square,
            join: Join::Round,
            miter_limit: number,
        };
        let path =
            vec![Segment::Close, Segment::Line(number, 1.0), Segment::Cubic(0.0, 0.0, 0.0, number, 1.0, 1.0)];
        sheets.put(tag, Item::Shape(Shape { path, fill: None, stroke: Some(stroke) }));
    }
    sheets.put(tag, Item::Run(Run { glyphs: Vec::new(), ..sheets.shaped(serif, 10.0, "") }));
    sheets.put(tag, Item::Shape(Shape { path: Vec::new(), fill: None, stroke: None }));
    sheets.link(ElementId(99), 0.0, f64::NAN, LinkTarget::Anchor(Anchor::Note(7)), "");
    sheets.pages.anchors.insert(Anchor::Note(8), Destination { page: 9, x: 0.0, y: 0.0 });
    let bytes = written("odd", &resolved(Vec::new()), &sheets);
    assert!(reader::structure(&bytes).contains("P\n"));
    assert_eq!(drawn(&bytes).len(), 1);

    sheets.put(tag, Item::Image { image: ImageId(0), area: Rect::default() });
    let stamp = Stamp { seconds: Some(i64::MIN) };
    assert!(pdf::write(&resolved(Vec::new()), sheets.pages.clone(), &sheets.fonts, &stamp).is_err());
    assert!(pdf::write(&resolved(Vec::new()), Pages::default(), &sheets.fonts, &stamp).is_err());
}

/// Each picture: its file, what kind of file it is, and the colours of its quarters as they should be seen.
type Picture = (&'static str, &'static [u8], [[u8; 3]; 4]);

const COLOURS: [[u8; 3]; 4] = [[200, 40, 40], [40, 160, 60], [40, 60, 200], [255, 255, 255]];
const GREYS: [[u8; 3]; 4] = [[88; 3], [113; 3], [70; 3], [255; 3]];

const PICTURES: [Picture; 10] = [
    ("colour.png", include_bytes!("pdf/images/colour.png"), COLOURS),
    ("colour16.png", include_bytes!("pdf/images/colour16.png"), COLOURS),
    ("palette.png", include_bytes!("pdf/images/palette.png"), COLOURS),
    ("grey.png", include_bytes!("pdf/images/grey.png"), GREYS),
    // The left half is half clear, over white.
    (
        "alpha.png",
        include_bytes!("pdf/images/alpha.png"),
        [[227, 147, 147], COLOURS[1], [147, 157, 227], COLOURS[3]],
    ),
    ("palette-clear.png", include_bytes!("pdf/images/palette-clear.png"), COLOURS),
    ("colour.jpg", include_bytes!("pdf/images/colour.jpg"), COLOURS),
    ("grey.jpg", include_bytes!("pdf/images/grey.jpg"), GREYS),
    ("colour.svg", include_bytes!("pdf/images/colour.svg"), COLOURS),
    // Printing inks: red, green, blue, black.
    (
        "inks.jpg",
        include_bytes!("pdf/images/inks.jpg"),
        [[227, 6, 19], [0, 150, 64], [49, 39, 131], [29, 29, 27]],
    ),
];

#[test]
fn pictures_keep_their_colours() {
    let (images, mut sheets) = (PICTURES.map(image).to_vec(), Sheets::new());
    for index in 0..images.len() {
        let area = Rect { x: 50.0, y: 50.0 + 70.0 * index as f64, width: 60.0, height: 60.0 };
        let attributes =
            Attributes { alt: Some("Quarters".into()), area: Some((0, area)), ..Attributes::default() };
        let figure = sheets.element(ROOT, Role::Figure, attributes);
        let tag = sheets.content(figure);
        sheets.put(tag, Item::Image { image: ImageId(index as u32), area });
        // Shown a second time, it is not stored a second time.
        let again = Rect { x: 150.0, ..area };
        sheets
            .put(Tag::Artifact(Artifact::Layout), Item::Image { image: ImageId(index as u32), area: again });
    }
    let bytes = written("pictures", &resolved(images), &sheets);
    let pages = drawn(&bytes);
    for (index, (name, _, colours)) in PICTURES.iter().enumerate() {
        for (quarter, wanted) in colours.iter().enumerate() {
            let (x, y) = (65 + 30 * (quarter % 2), 65 + 70 * index + 30 * (quarter / 2));
            for x in [x, x + 100] {
                let found = pages[0].sample(x as u16, y as u16);
                let near = [found.r, found.g, found.b].iter().zip(wanted).all(|(a, b)| a.abs_diff(*b) <= 4);
                assert!(near, "{name}, quarter {quarter}: {found:?} for {wanted:?}");
            }
        }
    }
    let objects = lopdf::Document::load_mem(&bytes).unwrap().objects;
    let stored = objects.values().filter(|object| {
        object.as_stream().is_ok_and(|stream| stream.dict.get(b"Width").is_ok() && !stream.dict.has(b"SMask"))
    });
    // One mask stands beside each picture that has one.
    assert_eq!(stored.count(), PICTURES.len());
}

fn image((name, file, _): Picture) -> Image {
    let bytes = file.into();
    let data = match name.rsplit_once('.') {
        Some((_, "png")) => ImageData::Png { bytes, pixels: (16, 16) },
        Some((_, "svg")) => ImageData::Svg { text: String::from_utf8(file.to_vec()).unwrap().into() },
        _ => ImageData::Jpeg { bytes, pixels: (16, 16), components: 3 },
    };
    Image { name: name.into(), file: String::new(), data, width: 16.0, height: 16.0 }
}

/// The pages as pictures, a pixel to the point.
fn drawn(bytes: &[u8]) -> Vec<hayro::vello_cpu::Pixmap> {
    let pdf = hayro::hayro_syntax::Pdf::new(bytes.to_vec()).unwrap();
    hayro::render_pdf(&pdf, 1.0, InterpreterSettings::default(), &RenderSettings::default(), None).unwrap()
}
