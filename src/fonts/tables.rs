//! A font file as tables, taken apart and put together.

use std::collections::BTreeMap;

/// The tables of a font by their tags.
pub(crate) type Tables<'a> = BTreeMap<[u8; 4], std::borrow::Cow<'a, [u8]>>;

/// The tables of one face of a font file; `None` if it is none.
pub(crate) fn read(data: &[u8], index: u32) -> Option<Tables<'_>> {
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
pub(crate) fn write(mut tables: Tables<'_>) -> Vec<u8> {
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
pub(crate) fn shorts(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
}

/// The table of names, in English.
pub(crate) fn name(names: &[(u16, String)]) -> Vec<u8> {
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
