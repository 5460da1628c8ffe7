//! A face reduced to what a book needs of it, as a font file that browsers take.

use harfrust::font::name::NameId;
use subsetter::GlyphRemapper;

use super::observe::{Observed, observe};
use super::{Wanted, features, sfnt};
use crate::fonts::{Face, tables};

/// More letters than a name in a font has.
const LONGEST_NAME: usize = 1000;

/// The subset; `None` where the face cannot be reduced.
///
/// It gets a name of its own: licences reserve the names of many families for whole faces.
pub(super) fn subset(face: &Face, wanted: &Wanted<'_>, family: &str) -> Option<Vec<u8>> {
    let observed = observe(face.font(), wanted);
    let glyphs = kept_glyphs(&observed);
    let reduced = subsetter::subset(face.data(), face.index(), &glyphs).ok()?;
    let original = tables::read(face.data(), face.index())?;
    let mut kept = tables::read(&reduced, 0)?;
    let glyph = |old: u16| glyphs.get(old).unwrap_or(0);
    let map = observed.nominal.iter().map(|(character, old)| (*character, glyph(*old))).collect();
    kept.insert(*b"cmap", sfnt::cmap(&map).into());
    kept.insert(*b"name", tables::name(&names(face, family)).into());
    if let Some(table) = original.get(b"OS/2") {
        kept.insert(*b"OS/2", table.clone());
    }
    if let Some(table) = features::substitutions(&observed, &glyph) {
        kept.insert(*b"GSUB", table.into());
    }
    if let Some(table) = features::kerning(&observed, &glyph) {
        kept.insert(*b"GPOS", table.into());
    }
    Some(tables::write(kept))
}

fn kept_glyphs(observed: &Observed) -> GlyphRemapper {
    let mut glyphs = GlyphRemapper::new();
    let replaced = observed.singles.values().chain(observed.local.values()).flat_map(|map| map.values());
    let joined = observed.ligatures.values().flat_map(|map| map.values());
    for glyph in observed.nominal.values().chain(replaced).chain(joined) {
        glyphs.remap(*glyph);
    }
    glyphs
}

/// The names of the subset, with the maker's rights and licence as they are.
fn names(face: &Face, family: &str) -> Vec<(u16, String)> {
    let kept = |id: u16| {
        let name = face.font().names().get(NameId::new(id))?.english_or_first()?.name();
        Some((id, name.chars().take(LONGEST_NAME).collect::<String>()))
    };
    let style = match (face.weight > 500, face.italic) {
        (false, false) => "Regular",
        (true, false) => "Bold",
        (false, true) => "Italic",
        (true, true) => "Bold Italic",
    };
    let full = format!("{family} {style}");
    let compact = full.replace(' ', "");
    let own = [(1, family.to_owned()), (2, style.to_owned()), (3, full.clone()), (4, full), (6, compact)];
    let mut names: Vec<_> = own.into_iter().chain([0, 5, 13, 14].into_iter().filter_map(kept)).collect();
    names.sort();
    names
}
