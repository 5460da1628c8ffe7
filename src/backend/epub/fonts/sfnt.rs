//! The tables that a browser needs and a subset for PDF has not.

use std::collections::BTreeMap;

use crate::fonts::tables::shorts;

/// A run of characters whose glyphs follow each other.
struct Run {
    first: u32,
    last: u32,
    glyph: u32,
}

fn runs(map: &BTreeMap<char, u16>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (character, glyph) in map {
        let (code, glyph) = (u32::from(*character), u32::from(*glyph));
        match runs.last_mut() {
            Some(run) if code == run.last + 1 && glyph == run.glyph + code - run.first => run.last = code,
            _ => runs.push(Run { first: code, last: code, glyph }),
        }
    }
    runs
}

/// The table that leads from characters to glyphs: for those of the basic plane in the form that every reading system
/// knows, and for all in the form that knows all.
pub(super) fn cmap(map: &BTreeMap<char, u16>) -> Vec<u8> {
    let runs = runs(map);
    let basic = basic_map(&runs);
    let mut out = Vec::new();
    shorts(&mut out, &[0, if basic.is_some() { 2 } else { 1 }]);
    let mut offset = if basic.is_some() { 20 } else { 12 };
    let mut record = |encoding: u16, length: usize| {
        shorts(&mut out, &[3, encoding]);
        out.extend((offset as u32).to_be_bytes());
        offset += length;
    };
    if let Some(basic) = &basic {
        record(1, basic.len());
    }
    record(10, 0);
    out.extend(basic.unwrap_or_default());
    shorts(&mut out, &[12, 0]);
    for number in [16 + 12 * runs.len() as u32, 0, runs.len() as u32] {
        out.extend(number.to_be_bytes());
    }
    for run in &runs {
        for number in [run.first, run.last, run.glyph] {
            out.extend(number.to_be_bytes());
        }
    }
    out
}

/// A subtable of format 4; `None` where it would outgrow its lengths of two bytes.
fn basic_map(runs: &[Run]) -> Option<Vec<u8>> {
    let mut basic: Vec<(u16, u16, u16)> = runs
        .iter()
        .filter(|run| run.last < 0xffff)
        .map(|run| (run.first as u16, run.last as u16, (run.glyph as u16).wrapping_sub(run.first as u16)))
        .collect();
    basic.push((0xffff, 0xffff, 1));
    let count = u16::try_from(basic.len()).ok().filter(|count| *count < 8000)?;
    let selector = count.ilog2() as u16;
    let range = 2 << selector;
    let mut out = Vec::new();
    shorts(&mut out, &[4, 16 + 8 * count, 0, 2 * count, range, selector, 2 * count - range]);
    let (mut firsts, mut lasts, mut deltas) = (Vec::new(), Vec::new(), Vec::new());
    for (first, last, delta) in basic {
        firsts.push(first);
        lasts.push(last);
        deltas.push(delta);
    }
    shorts(&mut out, &lasts);
    shorts(&mut out, &[0]);
    shorts(&mut out, &firsts);
    shorts(&mut out, &deltas);
    shorts(&mut out, &vec![0; usize::from(count)]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use harfrust::Font;

    use super::cmap;
    use crate::fonts::tables::{read, write};
    use crate::fonts::{FaceId, Fonts};

    #[test]
    fn a_font_taken_apart_and_put_together_maps_as_it_did() {
        let fonts = Fonts::bundled();
        let face = fonts.face(FaceId(0));
        let map: BTreeMap<char, u16> = "aåbcz→𝒜"
            .chars()
            .filter_map(|c| Some((c, face.font().charmap().map_unicode(c)?.to_u32() as u16)))
            .collect();
        let mut tables = read(face.data(), face.index()).unwrap();
        tables.insert(*b"cmap", cmap(&map).into());
        let font = Font::new(write(tables), 0).unwrap();
        for (character, glyph) in &map {
            assert_eq!(font.charmap().map_unicode(*character).unwrap().to_u32(), u32::from(*glyph));
        }
        assert!(font.charmap().map_unicode('d').is_none());
    }
}
