//! The picture in a JPEG file as it is stored: blocks of frequencies, not pixels.

use super::huffman::{Bits, Decoder};

/// A block's 64 frequencies, row by row.
pub(super) type Block = [i16; 64];

/// Where in a block the frequencies stand, in the order in which a file tells them.
#[rustfmt::skip]
pub(super) const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55,
    62, 63,
];

/// One colour of a picture.
pub(super) struct Component {
    pub id: u8,
    /// How many blocks lie side by side in a unit, and one above the other.
    pub sampling: (usize, usize),
    /// Which table its frequencies are told by.
    pub quantization: u8,
    /// How many blocks it has across and down, those that fill up the last units among them.
    pub size: (usize, usize),
    pub blocks: Vec<Block>,
}

/// A picture.
pub(super) struct Picture {
    pub pixels: (u16, u16),
    pub components: Vec<Component>,
    /// The tables that frequencies are told by, with their numbers, row by row.
    pub quantizations: Vec<(u8, [u16; 64])>,
    /// What the file says of its colours, each segment with its marker.
    pub notes: Vec<(u8, Vec<u8>)>,
}

impl Picture {
    /// Width and height of a unit in pixels.
    pub(super) fn unit(&self) -> (usize, usize) {
        let most = |pick: fn(&Component) -> usize| self.components.iter().map(pick).max().unwrap_or(1);
        (8 * most(|one| one.sampling.0), 8 * most(|one| one.sampling.1))
    }
}

/// The tables of codes that a file has told so far.
#[derive(Default)]
struct Codes {
    dc: [Option<Decoder>; 4],
    ac: [Option<Decoder>; 4],
    restart: usize,
}

/// Reads the frequencies of a file with one scan that holds all colours, line by line, as cameras write them. Nothing for
/// any other file.
pub(super) fn read(file: &[u8]) -> Option<Picture> {
    let mut picture =
        Picture { pixels: (0, 0), components: Vec::new(), quantizations: Vec::new(), notes: Vec::new() };
    let mut codes = Codes::default();
    let mut rest = file.get(2..)?;
    loop {
        let [0xff, marker, high, low, after @ ..] = rest else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        let (segment, after) = after.split_at_checked(length)?;
        match marker {
            0xc0 | 0xc1 => frame(segment, &mut picture)?,
            0xc4 => code_tables(segment, &mut codes)?,
            0xdb => quantizations(segment, &mut picture)?,
            0xdd => codes.restart = usize::from(u16::from_be_bytes(*segment.first_chunk()?)),
            0xda => {
                scan(segment, after, &mut picture, &codes)?;
                return Some(picture);
            }
            0xe0 | 0xe2 | 0xee if tells_of_colours(segment) => {
                picture.notes.push((*marker, segment.to_vec()));
            }
            // What else is told is told of the picture as it was before.
            0xe0..=0xef | 0xfe => {}
            _ => return None,
        }
        rest = after;
    }
}

fn tells_of_colours(segment: &[u8]) -> bool {
    [&b"JFIF\0"[..], b"ICC_PROFILE\0", b"Adobe"].iter().any(|name| segment.starts_with(name))
}

fn frame(segment: &[u8], picture: &mut Picture) -> Option<()> {
    let [8, h0, h1, w0, w1, count, parts @ ..] = segment else { return None };
    if !picture.components.is_empty() || parts.len() != 3 * usize::from(*count) {
        return None;
    }
    picture.pixels = (u16::from_be_bytes([*w0, *w1]), u16::from_be_bytes([*h0, *h1]));
    for part in parts.chunks_exact(3) {
        // A colour that stands alone has units of one block, whatever is said.
        let sampling =
            if *count == 1 { (1, 1) } else { (usize::from(part[1] >> 4), usize::from(part[1] & 15)) };
        let known = (1..=4).contains(&sampling.0) && (1..=4).contains(&sampling.1);
        known.then_some(())?;
        picture.components.push(Component {
            id: part[0],
            sampling,
            quantization: part[2],
            size: (0, 0),
            blocks: Vec::new(),
        });
    }
    let unit = picture.unit();
    let units =
        (usize::from(picture.pixels.0).div_ceil(unit.0), usize::from(picture.pixels.1).div_ceil(unit.1));
    for one in &mut picture.components {
        one.size = (units.0 * one.sampling.0, units.1 * one.sampling.1);
    }
    Some(())
}

fn quantizations(mut segment: &[u8], picture: &mut Picture) -> Option<()> {
    while let [head, rest @ ..] = segment {
        let wide = usize::from(head >> 4);
        let (numbers, after) = rest.split_at_checked(64 * (1 + wide))?;
        let mut table = [0; 64];
        for (number, place) in numbers.chunks_exact(1 + wide).zip(ZIGZAG) {
            table[place] = number.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte));
        }
        (wide <= 1 && picture.quantizations.iter().all(|(known, _)| *known != head & 15)).then_some(())?;
        picture.quantizations.push((head & 15, table));
        segment = after;
    }
    Some(())
}

fn code_tables(mut segment: &[u8], codes: &mut Codes) -> Option<()> {
    while let [head, rest @ ..] = segment {
        let (counts, rest) = rest.split_first_chunk::<16>()?;
        let sum = counts.iter().map(|count| usize::from(*count)).sum();
        let (symbols, after) = rest.split_at_checked(sum)?;
        let place = if head >> 4 == 0 { &mut codes.dc } else { &mut codes.ac };
        *place.get_mut(usize::from(head & 15))? = Some(Decoder::new(counts, symbols));
        segment = after;
    }
    Some(())
}

/// Reads all blocks, unit by unit.
fn scan(segment: &[u8], data: &[u8], picture: &mut Picture, codes: &Codes) -> Option<()> {
    let [count, parts @ ..] = segment else { return None };
    let (chosen, [0, 63, 0]) = parts.split_at_checked(2 * usize::from(*count))? else { return None };
    let same = chosen.chunks_exact(2).map(|one| one[0]).eq(picture.components.iter().map(|one| one.id));
    (same && *count > 0).then_some(())?;
    let mut tables = Vec::new();
    for one in chosen.chunks_exact(2) {
        let dc = codes.dc.get(usize::from(one[1] >> 4))?.as_ref()?;
        tables.push((dc, codes.ac.get(usize::from(one[1] & 15))?.as_ref()?, 0_i16));
    }
    let first = picture.components.first()?;
    let units = (first.size.0 / first.sampling.0, first.size.1 / first.sampling.1);
    for one in &mut picture.components {
        one.blocks = vec![[0; 64]; one.size.0 * one.size.1];
    }
    let mut bits = Bits::new(data);
    for unit in 0..units.0 * units.1 {
        if codes.restart > 0 && unit > 0 && unit % codes.restart == 0 {
            bits.restart()?;
            for (.., last) in &mut tables {
                *last = 0;
            }
        }
        for (one, (dc, ac, last)) in picture.components.iter_mut().zip(&mut tables) {
            let (left, top) = (unit % units.0 * one.sampling.0, unit / units.0 * one.sampling.1);
            for at in 0..one.sampling.0 * one.sampling.1 {
                let (x, y) = (left + at % one.sampling.0, top + at / one.sampling.0);
                block(&mut bits, dc, ac, last, &mut one.blocks[y * one.size.0 + x])?;
            }
        }
    }
    Some(())
}

fn block(bits: &mut Bits, dc: &Decoder, ac: &Decoder, last: &mut i16, block: &mut Block) -> Option<()> {
    let size = bits.symbol(dc)?;
    *last = last.checked_add(bits.number(size)?)?;
    block[0] = *last;
    let mut at = 1;
    while at < 64 {
        let symbol = bits.symbol(ac)?;
        let (skipped, size) = (usize::from(symbol >> 4), symbol & 15);
        match (skipped, size) {
            (15, 0) => at += 16,
            (_, 0) => break,
            _ => {
                at += skipped;
                block[*ZIGZAG.get(at)?] = bits.number(size)?;
                at += 1;
            }
        }
    }
    Some(())
}
