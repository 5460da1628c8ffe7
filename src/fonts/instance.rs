//! A variable font at one place of its axes, written as a font file that does not vary: files that embed fonts know no other.
//!
//! Outlines, widths and heights are those of the place. Hints are left out, and so are vertical metrics and colours, which are
//! never asked for. The rules for ligatures, marks and kerning are the font's own, with the values of its default instance;
//! text is set from the variable font itself, with those of the place.

use harfrust::Font;
use harfrust::font::metrics::LineBox;
use harfrust::font::name::NameId;

use super::glyf::{Glyphs, Stored};
use super::tables::{self, Tables};

/// The tables of rules for glyphs.
const RULES: &[[u8; 4]] = &[*b"GDEF", *b"GSUB", *b"GPOS", *b"kern"];

/// How one face of a variable font differs from the others.
#[derive(Clone, Debug)]
pub(super) struct Style {
    pub(super) family: String,
    /// Such as `SemiBold Italic`.
    pub(super) name: String,
    pub(super) postscript_name: String,
    pub(super) weight: u16,
    pub(super) italic: bool,
}

/// The font file; `None` where a table or an outline is damaged. `font` is the variable font at its place, and `table` reads
/// a table of the file that it lies in.
pub(super) fn write(
    font: &Font,
    style: &Style,
    table: impl Fn([u8; 4]) -> Option<Vec<u8>>,
) -> Option<Vec<u8>> {
    let is_long = table(*b"head")?.get(50..52)? != [0, 0];
    let stored = Stored { glyf: table(*b"glyf")?, loca: table(*b"loca")?, is_long };
    let glyphs = Glyphs::of(font, &stored)?;
    let mut file = Tables::new();
    file.insert(*b"cmap", table(*b"cmap")?.into());
    for tag in RULES {
        if let Some(rules) = table(*tag) {
            file.insert(*tag, without_variations(*tag, rules).into());
        }
    }
    file.insert(*b"head", head(table(*b"head")?, &glyphs, style)?.into());
    file.insert(*b"hhea", hhea(table(*b"hhea")?, font, &glyphs)?.into());
    file.insert(*b"maxp", maxp(&glyphs).into());
    file.insert(*b"OS/2", os2(table(*b"OS/2")?, font, style)?.into());
    file.insert(*b"post", post(table(*b"post")?)?.into());
    file.insert(*b"name", tables::name(&names(font, style)).into());
    file.insert(*b"hmtx", glyphs.metrics.into());
    file.insert(*b"loca", glyphs.places.into());
    file.insert(*b"glyf", glyphs.outlines.into());
    Some(tables::write(file))
}

/// A table of rules that no longer refers to axes, which a font without any must not.
fn without_variations(tag: [u8; 4], mut table: Vec<u8>) -> Vec<u8> {
    // Where the offset of the variations stands in the versions that have one, and those versions.
    let (at, since) = match &tag {
        b"GDEF" => (14, 3),
        b"GSUB" | b"GPOS" => (10, 1),
        _ => return table,
    };
    let version = table.get(2..4).map_or(0, |minor| u16::from_be_bytes([minor[0], minor[1]]));
    if version >= since && table.len() >= at + 4 {
        table[at..at + 4].fill(0);
    }
    table
}

fn head(mut table: Vec<u8>, glyphs: &Glyphs, style: &Style) -> Option<Vec<u8>> {
    for (at, side) in (36..).step_by(2).zip(glyphs.bounds.unwrap_or_default()) {
        set(&mut table, at, side as u16)?;
    }
    set(&mut table, 44, u16::from(style.is_bold()) | u16::from(style.italic) << 1)?;
    // Offsets of four bytes in `loca`.
    set(&mut table, 50, 1)?;
    Some(table)
}

fn hhea(mut table: Vec<u8>, font: &Font, glyphs: &Glyphs) -> Option<Vec<u8>> {
    set_line(&mut table, 4, font.metrics().hhea_line)?;
    set(&mut table, 10, glyphs.widest)?;
    let [left, _, right, _] = glyphs.bounds.unwrap_or_default();
    for (at, value) in [(12, left), (14, 0), (16, right)] {
        set(&mut table, at, value as u16)?;
    }
    set(&mut table, 34, glyphs.count)?;
    Some(table)
}

fn maxp(glyphs: &Glyphs) -> Vec<u8> {
    // Version 1, then after the counts the two zones of points that every font has, and nothing for instructions.
    let mut table = vec![0, 1, 0, 0];
    tables::shorts(&mut table, &[glyphs.count, glyphs.most_points, glyphs.most_contours, 0, 0, 2]);
    table.resize(32, 0);
    table
}

fn os2(mut table: Vec<u8>, font: &Font, style: &Style) -> Option<Vec<u8>> {
    const ITALIC: u16 = 1;
    const BOLD: u16 = 1 << 5;
    const REGULAR: u16 = 1 << 6;
    let metrics = font.metrics();
    set(&mut table, 4, style.weight)?;
    let flags = u16::from_be_bytes(table.get(62..64)?.try_into().ok()?) & !(ITALIC | BOLD | REGULAR);
    let own = match (style.is_bold(), style.italic) {
        (false, false) => REGULAR,
        (true, false) => BOLD,
        (false, true) => ITALIC,
        (true, true) => BOLD | ITALIC,
    };
    set(&mut table, 62, flags | own)?;
    set_line(&mut table, 68, metrics.typo_line)?;
    // From version 2 on the heights of letters are told.
    if table.len() >= 90 {
        for (at, height) in [(86, metrics.x_height), (88, metrics.cap_height)] {
            if let Some(height) = height {
                set(&mut table, at, height.to_f64().round() as i16 as u16)?;
            }
        }
    }
    Some(table)
}

/// The table without names of glyphs.
fn post(mut table: Vec<u8>) -> Option<Vec<u8>> {
    table.truncate(32);
    set(&mut table, 0, 3)?;
    set(&mut table, 2, 0)?;
    (table.len() == 32).then_some(table)
}

/// The names by which programs know the face, with the maker's rights and licence as they are.
fn names(font: &Font, style: &Style) -> Vec<(u16, String)> {
    let kept = |id: u16| {
        let name = font.names().get(NameId::new(id))?.english_or_first()?.name();
        Some((id, name.chars().collect::<String>()))
    };
    // Older programs know four styles to a family and take each other weight for a family of its own.
    let linked = match (style.weight, style.italic) {
        (400, false) => Some("Regular"),
        (400, true) => Some("Italic"),
        (700, false) => Some("Bold"),
        (700, true) => Some("Bold Italic"),
        _ => None,
    };
    let full = format!("{} {}", style.family, style.name);
    let upright = style.name.trim_end_matches("Italic").trim_end();
    let (family, linked) = match linked {
        Some(linked) => (style.family.clone(), linked),
        None => (format!("{} {upright}", style.family), if style.italic { "Italic" } else { "Regular" }),
    };
    let own = [
        (1, family),
        (2, linked.to_owned()),
        (3, style.postscript_name.clone()),
        (4, full),
        (6, style.postscript_name.clone()),
        (16, style.family.clone()),
        (17, style.name.clone()),
    ];
    let mut names: Vec<_> = own.into_iter().chain([0, 5, 7, 13, 14].into_iter().filter_map(kept)).collect();
    names.sort();
    names
}

impl Style {
    fn is_bold(&self) -> bool {
        self.weight == 700
    }
}

/// Puts ascender, descender and gap of a line one after another.
fn set_line(table: &mut [u8], at: usize, line: Option<LineBox>) -> Option<()> {
    let Some(line) = line else { return Some(()) };
    for (place, value) in (at..).step_by(2).zip([line.ascender, line.descender, line.line_gap]) {
        set(table, place, value.to_f64().round() as i16 as u16)?;
    }
    Some(())
}

/// Puts two bytes; `None` where the table is too short for them.
fn set(table: &mut [u8], at: usize, value: u16) -> Option<()> {
    table.get_mut(at..at + 2)?.copy_from_slice(&value.to_be_bytes());
    Some(())
}
