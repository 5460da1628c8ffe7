//! The container of a font file, and the tables that a browser needs and a subset for PDF has not.

use std::collections::BTreeMap;

/// The tables of a font by their tags.
pub(super) type Tables<'a> = BTreeMap<[u8; 4], std::borrow::Cow<'a, [u8]>>;

/// The tables of one face of a font file; `None` if it is none.
pub(super) fn read(data: &[u8], index: u32) -> Option<Tables<'_>> {
    let start = if data.starts_with(b"ttcf") { long(data, 12 + 4 * index as usize)? as usize } else { 0 };
    let count = short(data, start + 4)?;
    (0..usize::from(count))
        .map(|record| {
            let at = start + 12 + 16 * record;
            let tag: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
            let (offset, length) = (long(data, at + 8)? as usize, long(data, at + 12)? as usize);
            Some((tag, data.get(offset..offset.checked_add(length)?)?.into()))
        })
        .collect()
}

/// A font file of these tables; its first table says whether the outlines are of the CFF kind.
pub(super) fn write(mut tables: Tables<'_>) -> Vec<u8> {
    if let Some(head) = tables.get_mut(b"head")
        && head.len() >= 12
    {
        head.to_mut()[8..12].fill(0);
    }
    let count = tables.len() as u16;
    let selector = count.checked_ilog2().unwrap_or(0) as u16;
    let range = 16 << selector;
    let mut out = Vec::new();
    out.extend(if tables.contains_key(b"CFF ") { *b"OTTO" } else { [0, 1, 0, 0] });
    shorts(&mut out, &[count, range, selector, (count * 16).saturating_sub(range)]);
    let mut offset = 12 + 16 * tables.len();
    let mut head = None;
    for (tag, table) in &tables {
        if tag == b"head" {
            head = Some(offset);
        }
        out.extend(tag);
        for number in [checksum(table), offset as u32, table.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    if let Some(head) = head.filter(|head| head + 12 <= out.len()) {
        let adjustment = 0xb1b0_afba_u32.wrapping_sub(checksum(&out));
        out[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    }
    out
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// Appends numbers of two bytes.
pub(super) fn shorts(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
}

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

/// The table of names, in English.
pub(super) fn name(names: &[(u16, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    shorts(&mut out, &[0, names.len() as u16, 6 + 12 * names.len() as u16]);
    let mut text: Vec<u8> = Vec::new();
    for (id, name) in names {
        let start = text.len() as u16;
        text.extend(name.encode_utf16().flat_map(u16::to_be_bytes));
        shorts(&mut out, &[3, 1, 0x409, *id, text.len() as u16 - start, start]);
    }
    out.extend(text);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use harfrust::Font;

    use super::{cmap, read, write};
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
