//! A JPEG file of blocks of frequencies.

use super::coefficients::{Block, Picture, ZIGZAG};
use super::huffman::{Encoder, Written};

/// Writes a picture as a file of one scan. Nothing where its numbers are larger than a file can say.
pub(super) fn file(picture: &Picture) -> Option<Vec<u8>> {
    // The first colour has codes of its own, the others share theirs, as everywhere.
    let mut counts = [[[0_u32; 256]; 2]; 2];
    each_symbol(picture, |colour, kind, symbol, _| counts[colour.min(1)][kind][usize::from(symbol)] += 1)?;
    let codes = counts.map(|of_colour| of_colour.map(|counts| Encoder::new(&counts)));
    let mut file = vec![0xff, 0xd8];
    for (marker, note) in &picture.notes {
        segment(&mut file, *marker, note);
    }
    for (id, table) in &picture.quantizations {
        segment(&mut file, 0xdb, &quantization(*id, table));
    }
    let (width, height) = picture.pixels;
    let mut frame = [&[8][..], &height.to_be_bytes(), &width.to_be_bytes()].concat();
    let mut scan = Vec::new();
    frame.push(picture.components.len() as u8);
    scan.push(picture.components.len() as u8);
    for (at, one) in picture.components.iter().enumerate() {
        frame.extend([one.id, (one.sampling.0 << 4 | one.sampling.1) as u8, one.quantization]);
        scan.extend([one.id, if at == 0 { 0 } else { 0x11 }]);
    }
    let is_baseline = picture.quantizations.iter().all(|(_, table)| is_narrow(table));
    segment(&mut file, if is_baseline { 0xc0 } else { 0xc1 }, &frame);
    for (number, of_colour) in codes.iter().enumerate().take(picture.components.len()) {
        for (kind, encoder) in of_colour.iter().enumerate() {
            let head = [(kind << 4 | number) as u8];
            segment(&mut file, 0xc4, &[&head[..], &encoder.counts, &encoder.symbols].concat());
        }
    }
    scan.extend([0, 63, 0]);
    segment(&mut file, 0xda, &scan);
    let mut written = Written::after(file);
    each_symbol(picture, |colour, kind, symbol, number| {
        written.symbol(&codes[colour.min(1)][kind], symbol, number);
    })?;
    written.finish();
    written.bytes.extend([0xff, 0xd9]);
    Some(written.bytes)
}

fn segment(file: &mut Vec<u8>, marker: u8, content: &[u8]) {
    file.extend([0xff, marker]);
    file.extend((content.len() as u16 + 2).to_be_bytes());
    file.extend(content);
}

fn quantization(id: u8, table: &[u16; 64]) -> Vec<u8> {
    let numbers = ZIGZAG.iter().map(|place| table[*place]);
    if is_narrow(table) {
        return std::iter::once(id).chain(numbers.map(|number| number as u8)).collect();
    }
    std::iter::once(id | 0x10).chain(numbers.flat_map(u16::to_be_bytes)).collect()
}

fn is_narrow(table: &[u16; 64]) -> bool {
    table.iter().all(|number| *number < 256)
}

/// Tells every symbol of the picture in the order of the file: its colour, 0 or 1 for the kind of code, the symbol, and the
/// number that goes with it.
fn each_symbol(picture: &Picture, mut tell: impl FnMut(usize, usize, u8, i16)) -> Option<()> {
    let first = picture.components.first()?;
    let units = (first.size.0 / first.sampling.0, first.size.1 / first.sampling.1);
    let mut last = vec![0_i16; picture.components.len()];
    for unit in 0..units.0 * units.1 {
        for (colour, one) in picture.components.iter().enumerate() {
            let (left, top) = (unit % units.0 * one.sampling.0, unit / units.0 * one.sampling.1);
            for at in 0..one.sampling.0 * one.sampling.1 {
                let (x, y) = (left + at % one.sampling.0, top + at / one.sampling.0);
                let block = &one.blocks[y * one.size.0 + x];
                let step = block[0].checked_sub(last[colour])?;
                last[colour] = block[0];
                tell(colour, 0, size(step, 11)?, step);
                others(block, |symbol, number| tell(colour, 1, symbol, number))?;
            }
        }
    }
    Some(())
}

/// The symbols for all but the first number of a block.
fn others(block: &Block, mut tell: impl FnMut(u8, i16)) -> Option<()> {
    let mut skipped = 0;
    for place in &ZIGZAG[1..] {
        let number = block[*place];
        if number == 0 {
            skipped += 1;
            continue;
        }
        while skipped > 15 {
            tell(0xf0, 0);
            skipped -= 16;
        }
        tell(skipped << 4 | size(number, 10)?, number);
        skipped = 0;
    }
    if skipped > 0 {
        tell(0, 0);
    }
    Some(())
}

/// How many bits a number has; nothing for more than `most`.
fn size(number: i16, most: u8) -> Option<u8> {
    let size = (16 - number.unsigned_abs().leading_zeros()) as u8;
    (size <= most).then_some(size)
}
