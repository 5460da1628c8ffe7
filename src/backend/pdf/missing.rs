//! A small face of our own, drawn for characters that no face has: a box each, with the character behind it.

/// The name of the face.
pub(super) const NAME: &str = "TriplicateMissing";

/// The width of a box, in thousandths of the size.
pub(super) const WIDTH: f64 = 600.0;

/// How many boxes one face may hold.
pub(super) const MOST: usize = 60_000;

/// The outer and the inner side of the box, as right-handed and left-handed turns.
const OUTLINE: [[(i16, i16); 4]; 2] =
    [[(60, 0), (60, 700), (540, 700), (540, 0)], [(100, 40), (500, 40), (500, 660), (100, 660)]];

/// A TrueType font with `count` boxes after the `.notdef` one: PDF readers look for a glyph of its own behind every code.
pub(super) fn font(count: u16) -> Vec<u8> {
    let glyphs = count.saturating_add(1);
    let outline = glyph();
    let length = outline.len();
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"glyf", outline.repeat(usize::from(glyphs))),
        (b"head", head()),
        (b"hhea", words(&[1, 0, 700, 0, 0, 600, 60, 60, 540, 1, 0, 0, 0, 0, 0, 0, 0, glyphs])),
        (b"hmtx", words(&[600, 60].repeat(usize::from(glyphs)))),
        (
            b"loca",
            (0..=usize::from(glyphs)).flat_map(|index| ((index * length) as u32).to_be_bytes()).collect(),
        ),
        (b"maxp", words(&[1, 0, glyphs, 8, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])),
        (b"post", words(&[3, 0, 0, 0, 0xFF9C, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    ];
    let mut font = words(&[1, 0, tables.len() as u16, 64, 2, 48]);
    let mut offset = font.len() + 16 * tables.len();
    for (tag, content) in &tables {
        font.extend(*tag);
        font.extend(checksum(content).to_be_bytes());
        font.extend((offset as u32).to_be_bytes());
        font.extend((content.len() as u32).to_be_bytes());
        offset += content.len().next_multiple_of(4);
    }
    for (_, content) in tables {
        font.extend(content);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font
}

fn words(list: &[u16]) -> Vec<u8> {
    list.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum: u32, part| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// Version 1, 1000 units to the em, made at the beginning of 2026, long offsets; the checksum of the whole is left at zero.
fn head() -> Vec<u8> {
    const BEGINNING_OF_2026: [u16; 4] = [0, 0, 0xE57B, 0x6980];
    let mut list = vec![1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 3, 1000];
    list.extend(BEGINNING_OF_2026.repeat(2));
    list.extend([60, 0, 540, 700, 0, 8, 2, 1, 0]);
    words(&list)
}

/// The box: every point on the curve, coordinates as two-byte steps from the point before.
fn glyph() -> Vec<u8> {
    let points: Vec<(i16, i16)> = OUTLINE.concat();
    let mut data = words(&[2, 60, 0, 540, 700, 3, 7, 0]);
    data.extend([1; 8]);
    let steps = |values: Vec<i16>| {
        let before = std::iter::once(0).chain(values.clone());
        values
            .into_iter()
            .zip(before)
            .flat_map(|(now, before)| (now - before).to_be_bytes())
            .collect::<Vec<u8>>()
    };
    data.extend(steps(points.iter().map(|point| point.0).collect()));
    data.extend(steps(points.iter().map(|point| point.1).collect()));
    data.resize(data.len().next_multiple_of(4), 0);
    data
}
