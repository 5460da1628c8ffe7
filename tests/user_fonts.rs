//! A user's fonts in the three files: faces of variable fonts and of collections, and what their makers permit.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "fonts and themes are made here")]

#[path = "user_fonts/published.rs"]
mod published;

use std::path::Path;

use harfrust::font::attribute::Style;
use harfrust::{Buffer, Font, ShapeOptions, ShaperFont};
use published::{Published, faults, outcomes, published, small_fonts};
use triplicate::diagnostic::Diagnostics;
use triplicate::fonts::{Face, Fonts};
use triplicate::format::Format;

/// The bundled faces and those in a folder, of which nothing is said.
fn fonts(folder: &Path) -> Fonts {
    let (mut fonts, mut diagnostics) = (Fonts::bundled(), Diagnostics::default());
    fonts.add_folder(folder, &mut diagnostics).unwrap();
    assert_eq!(diagnostics.iter().count(), 0);
    fonts
}

/// The places where the pen stands after each glyph.
fn steps(font: &Font, text: &str) -> Vec<i32> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).unwrap();
    buffer.glyph_positions().iter().map(|position| position.x_advance).collect()
}

/// The advance of a character and the box around its outline: left, top, width, height.
fn letter(font: &Font, character: char) -> (f32, [f32; 4]) {
    let glyph = font.charmap().map_unicode(character).unwrap();
    let metrics = font.glyph_metrics();
    let extents = metrics.extents(glyph).unwrap();
    let sides = [extents.x_bearing, extents.y_bearing, extents.width, extents.height];
    (metrics.h_advance(glyph).round(), sides.map(f32::round))
}

#[test]
fn a_variable_font_has_a_face_for_each_named_instance() {
    let folder = small_fonts(&["weights.ttf"]);
    let fonts = fonts(folder.path());
    let own: Vec<_> = fonts.iter().map(|(_, face)| face).filter(|face| !face.is_bundled()).collect();
    let told = |face: &&Face| {
        format!(
            "{} {} {} {}",
            face.family,
            face.weight,
            if face.italic { "italic" } else { "upright" },
            face.postscript_name
        )
    };
    assert_eq!(
        own.iter().map(told).collect::<Vec<_>>(),
        [
            "Small Weights 300 upright SmallWeights-Light",
            "Small Weights 400 upright SmallWeights-Regular",
            "Small Weights 600 upright SmallWeights-SemiBold",
            "Small Weights 700 upright SmallWeights-Bold",
            "Small Weights 400 italic SmallWeights-Italic",
            "Small Weights Caption 700 upright SmallWeights-CaptionBold",
        ]
    );
    assert!(own.iter().all(|face| !face.is_open() && face.covers('Å') && !face.covers('B')));
}

/// The masters say what every place must be: A is 300 units wide and 700 high at weight 300, 800 and 750 at weight 800.
#[test]
fn each_face_of_a_variable_font_is_a_font_of_its_own() {
    let folder = small_fonts(&["weights.ttf"]);
    let fonts = fonts(folder.path());
    for (weight, italic, width, height, kern) in
        [(300, false, 300.0, 700.0, -20), (400, true, 400.0, 710.0, -40), (700, false, 700.0, 740.0, -100)]
    {
        let face = fonts.face(fonts.select("Small Weights", weight, italic));
        let alone = Font::new(face.data().to_vec(), face.index()).unwrap();
        assert!(alone.axes().is_empty() && face.index() == 0);
        let slant = if italic { 100.0 } else { 0.0 };
        let expected = [
            ('A', (width + 100.0, [50.0, height, width + slant, height])),
            ('o', (width / 2.0 + 100.0, [50.0, width / 2.0, width / 2.0, width / 2.0])),
        ];
        for (character, expected) in expected {
            assert_eq!(letter(&alone, character), expected, "{character} of {weight}");
            assert_eq!(letter(face.font(), character), expected, "{character} of {weight}, varied");
        }
        // Composite glyphs are drawn out.
        assert_eq!(letter(&alone, 'Å').0, width + 100.0);
        assert_eq!(letter(&alone, 'Å').1[1], 750.0 + width / 4.0);
        assert_eq!(steps(face.font(), "Ao"), [width as i32 + 100 + kern, width as i32 / 2 + 100]);
        let attributes = alone.default_attributes();
        assert_eq!(attributes.weight.value(), f32::from(weight));
        assert_eq!(attributes.style == Style::Italic, italic);
        assert_eq!(face.metrics().cap_height.round(), f64::from(height));
        assert_eq!(alone.metrics().cap_height.unwrap().to_f64(), f64::from(height));
    }
}

#[test]
fn a_variable_font_that_names_one_place_has_its_default_too() {
    let folder = small_fonts(&["variable.ttf"]);
    let fonts = fonts(folder.path());
    for (weight, width, name) in [(400, 200.0, "SmallVariable-Regular"), (700, 400.0, "SmallVariable-Bold")] {
        let face = fonts.face(fonts.select("Small Variable", weight, false));
        assert_eq!((face.weight, face.postscript_name.as_str()), (weight, name));
        let alone = Font::new(face.data().to_vec(), 0).unwrap();
        assert_eq!(letter(&alone, 'A').1[2], width);
    }
}

#[test]
fn cubic_outlines_that_vary_are_told() {
    let folder = small_fonts(&["variable-cff2.otf"]);
    let (mut fonts, mut diagnostics) = (Fonts::bundled(), Diagnostics::default());
    fonts.add_folder(folder.path(), &mut diagnostics).unwrap();
    let faults: Vec<_> = diagnostics.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].ends_with("is a variable font of a kind that is not supported (CFF2)"), "{faults:?}");
}

/// Text and strong text are set in two faces of one file, and both are in the PDF and in the EPUB as fonts that do not vary.
#[test]
fn faces_of_a_variable_font_are_embedded() {
    let folder = small_fonts(&["weights.ttf"]);
    let Published { pdf, epub, faults } = published("Small Weights", "A **A**", folder.path());
    assert!(faults.is_empty(), "{faults:?}");
    let widths = |name: &str| &pdf[name].widths;
    assert_eq!(widths("SmallWeights-Regular"), &[250.0, 500.0]);
    assert_eq!(widths("SmallWeights-SemiBold"), &[700.0]);
    for (name, width) in [("SmallWeights-Regular", 400.0), ("SmallWeights-SemiBold", 600.0)] {
        let font = Font::new(pdf[name].program.clone(), 0).unwrap();
        assert!(font.axes().is_empty());
        let drawn =
            (1..font.num_glyphs()).map(|glyph| font.glyph_metrics().extents(glyph.into()).unwrap().width);
        assert!(drawn.into_iter().any(|drawn| drawn == width), "{name}");
    }
    // Strong text is 600 on paper and 700 on screens.
    for (name, width) in [("SmallWeights-Regular", 400.0), ("SmallWeights-Bold", 700.0)] {
        let font = Font::new(epub[name].clone(), 0).unwrap();
        assert!(font.axes().is_empty());
        assert_eq!((letter(&font, 'A').0, letter(&font, 'A').1[2]), (width + 100.0, width), "{name}");
    }
}

/// Changes tables of a font in place, wherever they are named.
fn changed(name: &str, tag: [u8; 4], change: impl Fn(&mut [u8])) -> tempfile::TempDir {
    let folder = small_fonts(&[name]);
    let path = folder.path().join(name);
    let mut bytes = std::fs::read(&path).unwrap();
    let records: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == tag).collect();
    for record in records {
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let (offset, length) = (number(record + 8), number(record + 12));
        change(&mut bytes[offset..offset + length]);
    }
    std::fs::write(path, bytes).unwrap();
    folder
}

/// The small font with other permissions, in a folder of its own.
fn permitting(name: &str, fs_type: u16) -> tempfile::TempDir {
    changed(name, *b"OS/2", |table| table[8..10].copy_from_slice(&fs_type.to_be_bytes()))
}

/// Restricted fonts and those of which only bitmaps may be embedded are in no file, and two messages say so.
#[test]
fn what_may_not_be_embedded_is_not() {
    for (fs_type, words) in [
        (0x2, "may not be embedded, says its maker; another font stands in for it"),
        (0x200, "may not be embedded as outlines, says its maker; another font stands in for it"),
    ] {
        let folder = permitting("weights.ttf", fs_type);
        let Published { pdf, epub, faults } = published("Small Weights", "A **A**", folder.path());
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains("weights.ttf") && faults[0].ends_with(words), "{faults:?}");
        assert!(faults[1].contains("`Small Weights`"), "{faults:?}");
        assert!(!pdf.keys().chain(epub.keys()).any(|name| name.starts_with("Small")));
        assert!(pdf.contains_key("SourceSerif4-Regular"));
    }
}

/// A PDF and an EPUB are only read; so fonts for reading and printing are in them, and of course those for editing.
#[test]
fn what_may_be_embedded_is() {
    for fs_type in [0x0, 0x4, 0x8] {
        let folder = permitting("pair.ttc", fs_type);
        let Published { pdf, epub, faults } = published("Small Pair", "A", folder.path());
        assert!(faults.is_empty(), "{faults:?}");
        let glyphs = |bytes: &Vec<u8>| Font::new(bytes.clone(), 0).unwrap().num_glyphs();
        // The glyph for what is missing and A; the EPUB needs the space and such, too, as far as there are.
        assert_eq!(glyphs(&pdf["SmallPair-400"].program), 2, "{fs_type}");
        assert!(glyphs(&epub["SmallPair-400"]) <= 3, "{fs_type}");
    }
}

/// A font that may not be cut down goes whole into both.
#[test]
fn what_may_not_be_cut_down_is_whole() {
    for (name, family, own) in [
        ("pair.ttc", "Small Pair", "SmallPair-400"),
        ("weights.ttf", "Small Weights", "SmallWeights-Regular"),
    ] {
        let folder = permitting(name, 0x100);
        let fonts = fonts(folder.path());
        let all = fonts.face(fonts.select(family, 400, false)).font().num_glyphs();
        let Published { pdf, epub, faults } = published(family, "A", folder.path());
        assert!(faults.is_empty(), "{faults:?}");
        for bytes in [&pdf[own].program, &epub[own]] {
            assert_eq!(Font::new(bytes.clone(), 0).unwrap().num_glyphs(), all, "{name}");
        }
        let book = Font::new(epub[own].clone(), 0).unwrap();
        assert!(
            book.charmap().has_unicode() && book.names().get(harfrust::font::name::NameId::new(1)).is_some()
        );
    }
}

/// Each face of a collection is embedded as itself: the bold A is wider.
#[test]
fn faces_of_a_collection_are_embedded() {
    for fs_type in [0, 0x100] {
        let folder = permitting("pair.ttc", fs_type);
        let Published { pdf, epub, faults } = published("Small Pair", "A **A**", folder.path());
        assert!(faults.is_empty(), "{faults:?}");
        for (name, width) in [("SmallPair-400", 200.0), ("SmallPair-700", 350.0)] {
            let font = Font::new(epub[name].clone(), 0).unwrap();
            assert_eq!(letter(&font, 'A').1[2], width, "{name} in the EPUB");
            let font = Font::new(pdf[name].program.clone(), 0).unwrap();
            let drawn =
                (1..font.num_glyphs()).map(|glyph| font.glyph_metrics().extents(glyph.into()).unwrap().width);
            assert!(drawn.into_iter().any(|drawn| drawn == width), "{name} in the PDF");
        }
    }
}

/// A font whose outlines cannot be found or read shows that when they are needed: a message names it, and nothing falls over.
#[test]
fn damaged_outlines_are_told() {
    for tag in [*b"loca", *b"glyf"] {
        let folder = changed("weights.ttf", tag, |table| table.fill(0x7f));
        let told = faults(&outcomes("Small Weights", "A", folder.path(), &[Format::Epub]));
        let expected =
            "the font `SmallWeights-Regular` is damaged and not embedded in the EPUB; another font is shown";
        assert_eq!(told, [expected]);
        let print = outcomes("Small Weights", "A", folder.path(), &[Format::Pdf]);
        let error = print.iter().find_map(|outcome| outcome.error.as_ref()).unwrap();
        assert_eq!(error.to_string(), "cannot make the PDF font SmallWeights-Regular");
    }
}
