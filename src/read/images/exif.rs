//! What cameras note in a picture's file: density and orientation.

use super::turn::Turn;

/// What is read of the notes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Exif {
    /// Pixels to the inch, across and down.
    pub density: Option<(f64, f64)>,
    /// The turn that makes the picture upright.
    pub turn: Option<Turn>,
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

/// How the notes begin in a JPEG file, and in some others.
pub(super) const PREFIX: &[u8] = b"Exif\0\0";

/// Reads the notes, without the prefix. What cannot be read is passed over.
pub(super) fn read(bytes: &[u8]) -> Exif {
    let numbers = Numbers { bytes, big_endian: bytes.starts_with(b"MM") };
    let mut exif = Exif::default();
    let Some(directory) = numbers.long(4).map(|at| at as usize) else { return exif };
    let entries = numbers.short(directory).unwrap_or(0);
    let (mut across, mut down, mut unit) = (None, None, 2);
    for entry in 0..usize::from(entries) {
        let at = directory + 2 + 12 * entry;
        let value = at + 8;
        let Some(tag) = numbers.short(at) else { break };
        match tag {
            0x0112 => exif.turn = numbers.short(value).and_then(Turn::noted),
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
