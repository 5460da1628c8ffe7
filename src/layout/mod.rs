//! From a resolved document to finished pages: frames with positions and structure roles.
//!
//! Knows no file format. The stages: `build` makes a vertical list of strips from blocks, with `shape` and `paragraph` for
//! lines, `table` for grids and `svg` for drawings; `page` distributes the strips over pages.

mod build;
mod flow;
pub mod frame;
mod ground;
mod page;
pub mod page_map;
mod paragraph;
mod shape;
pub mod structure;
mod svg;
pub(crate) mod table;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::fonts::Fonts;
use crate::format::Paper;
use crate::model::Theme;
use crate::resolve::Resolved;
use crate::source::Span;
use frame::Pages;
use page::Geometry;
use shape::Shaper;

/// Lays a document out on pages.
///
/// Fonts that the theme names in vain and characters that no face has go to `diagnostics`.
pub fn lay_out(
    document: &Resolved,
    theme: &Theme,
    fonts: &Fonts,
    paper: Paper,
    diagnostics: &mut Diagnostics,
) -> Pages {
    let theme = &theme.for_columns(document.meta.columns);
    unknown_fonts(theme, fonts, diagnostics);
    let shaper = Shaper::new(fonts);
    let upright = Geometry::new(paper, &theme.page, false, false);
    let landscape = Geometry::new(paper, &theme.page, true, false);
    let room = build::Room {
        tallest: upright.room(),
        landscape: landscape.measure,
        landscape_tallest: landscape.room(),
        columns: theme.page.columns.into(),
    };
    let (flow, structure) = build::build(document, theme, &shaper, room, diagnostics);
    let mut pages = page::paginate(document, theme, paper, flow, structure, &shaper);
    let mut missing = shaper.take_missing();
    missing.extend(svg::draw(&mut pages, document, fonts, diagnostics));
    missing_glyphs(missing, diagnostics);
    pages
}

/// Says which fonts the theme names in vain.
pub fn unknown_fonts(theme: &Theme, fonts: &Fonts, diagnostics: &mut Diagnostics) {
    let wanted: BTreeSet<&str> = theme.styles.values().map(|style| style.font.as_str()).collect();
    for family in wanted.into_iter().filter(|family| !fonts.has_family(family)) {
        diagnostics.push(
            Diagnostic::placeless(
                Code::UnknownFont,
                format!("the theme names the font `{family}`, which is not there"),
            )
            .with_help("name the folder that holds it with `--font-path`; another font stands in for it"),
        );
    }
}

/// One warning for each character, at its first place.
fn missing_glyphs(missing: Vec<(char, Span)>, diagnostics: &mut Diagnostics) {
    let mut places: BTreeMap<char, Vec<Span>> = BTreeMap::new();
    for (character, span) in missing {
        places.entry(character).or_default().push(span);
    }
    if diagnostics.iter().any(|fault| fault.code == Code::ControlCharacter) {
        // It stands for what has been spoken of.
        places.remove(&char::REPLACEMENT_CHARACTER);
    }
    for (character, mut spans) in places {
        spans.sort_by_key(|span| span.key());
        spans.dedup_by_key(|span| span.key());
        let more = match spans.len() {
            1 => String::new(),
            2 => ", here and in one more place".to_owned(),
            count => format!(", here and in {} more places", count - 1),
        };
        let message =
            format!("no font has the character `{character}` (U+{:04X}){more}", u32::from(character));
        diagnostics.push(
            Diagnostic::new(Code::MissingGlyph, spans[0], message)
                .with_help("a box is drawn in the PDF; add a font that has it with `--font-path`"),
        );
    }
}
