//! What cameras note in a JPEG file: density and orientation.

/// What is read of the notes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Exif {
    /// Pixels to the inch, across and down.
    pub density: Option<(f64, f64)>,
    /// Where in the file the orientation's value stands, and the value, if it is another than upright.
    pub turn: Option<(usize, u16)>,
    /// The order of bytes in numbers.
    pub big_endian: bool,
}

/// Numbers in the notes.
#[derive(Clone, Copy)]
struct Numbers<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl Numbers<'_> {
    fn short(self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..)?.first_chunk()?;
        Some(if self.big_endian { u16::from_be_bytes(*two) } else { u16::from_le_bytes(*two) })
    }

    fn long(self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..)?.first_chunk()?;
        Some(if self.big_endian { u32::from_be_bytes(*four) } else { u32::from_le_bytes(*four) })
    }

    fn ratio(self, at: usize) -> Option<f64> {
        Some(f64::from(self.long(at)?) / f64::from(self.long(at.checked_add(4)?)?))
    }
}

/// Reads the notes of a segment whose content begins at `start` of the file. What cannot be read is passed over.
pub(super) fn read(segment: &[u8], start: usize) -> Exif {
    const PREFIX: usize = b"Exif\0\0".len();
    let bytes = segment.get(PREFIX..).unwrap_or_default();
    let numbers = Numbers { bytes, big_endian: bytes.starts_with(b"MM") };
    let mut exif = Exif { big_endian: numbers.big_endian, ..Exif::default() };
    let Some(directory) = numbers.long(4).map(|at| at as usize) else { return exif };
    let entries = numbers.short(directory).unwrap_or(0);
    let (mut across, mut down, mut unit) = (None, None, 2);
    for entry in 0..usize::from(entries) {
        let at = directory + 2 + 12 * entry;
        let value = at + 8;
        let Some(tag) = numbers.short(at) else { break };
        match tag {
            0x0112 => {
                let turn = numbers.short(value).filter(|turn| (2..=8).contains(turn));
                exif.turn = turn.map(|turn| (start + PREFIX + value, turn));
            }
            0x011a => across = numbers.long(value).and_then(|at| numbers.ratio(at as usize)),
            0x011b => down = numbers.long(value).and_then(|at| numbers.ratio(at as usize)),
            0x0128 => unit = numbers.short(value).unwrap_or(2),
            _ => {}
        }
    }
    let scale = if unit == 3 { 2.54 } else { 1.0 };
    exif.density = across.zip(down).map(|(across, down)| (across * scale, down * scale));
    exif
}
