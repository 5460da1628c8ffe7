//! PNG files: every chunk's checksum, the whole of the pixels' data, the stated density and a noted turn.

use std::io::{self, Cursor, Read};

use ::png::{Decoder, Limits, Transformations};
use flate2::{Crc, read::ZlibDecoder};

use super::bitmap::Bitmap;
use super::turn::Turn;
use super::{Fault, MOST_PIXELS, Sound, check_pixels, exif, size_in_points};
use crate::model::ImageData;

/// How every PNG file begins.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What the header says.
#[derive(Clone, Copy)]
struct Header {
    pixels: (u32, u32),
    /// Bits of one pixel.
    bits: u64,
    interlaced: bool,
    indexed: bool,
}

/// What a file tells of its picture.
struct Told {
    pixels: (u32, u32),
    /// Pixels to the inch.
    density: Option<(f64, f64)>,
    turn: Option<Turn>,
}

/// Checks a PNG file whole. It stays as it is unless it must be turned, which few programs would do by themselves.
pub(super) fn inspect(file: Vec<u8>) -> Result<Sound, Fault> {
    let told = check(&file)?;
    if told.turn.is_some() {
        return decode(&file)?.into_sound(told.turn, told.density);
    }
    let size = size_in_points(told.pixels, told.density);
    Ok(Sound { data: ImageData::Png { bytes: file.into(), pixels: told.pixels }, size, lost: None })
}

fn decode(file: &[u8]) -> Result<Bitmap, Fault> {
    // Every pixel has four colours of two bytes at most.
    let limits = Limits { bytes: 8 * MOST_PIXELS as usize };
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_transformations(Transformations::EXPAND);
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(|_| damaged())?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or_else(damaged)?];
    let frame = reader.next_frame(&mut bytes).map_err(|_| damaged())?;
    bytes.truncate(frame.buffer_size());
    Ok(Bitmap::of_png(reader.info(), (frame.color_type, frame.bit_depth), bytes))
}

fn check(file: &[u8]) -> Result<Told, Fault> {
    let mut chunks = Chunks { rest: &file[SIGNATURE.len()..] };
    let Some((b"IHDR", first)) = chunks.next()? else {
        return Err(damaged());
    };
    let header = header(first)?;
    let (mut density, mut turn, mut palette, mut data) = (None, None, false, Vec::new());
    loop {
        match chunks.next()? {
            Some((b"PLTE", colours)) => {
                palette = colours.len() % 3 == 0 && (3..=768).contains(&colours.len());
            }
            Some((b"pHYs", size)) => density = per_inch(size),
            Some((b"eXIf", notes)) => turn = exif::read(notes).turn,
            Some((b"IDAT", part)) => data.push(part),
            Some((b"IEND", _)) => break,
            Some(_) => {}
            None => return Err(cut_short()),
        }
    }
    if header.indexed && !palette {
        return Err(damaged());
    }
    check_pixel_data(&data, header)?;
    Ok(Told { pixels: header.pixels, density, turn })
}

fn damaged() -> Fault {
    Fault::new("is a damaged PNG file").with_help("save it again")
}

fn cut_short() -> Fault {
    Fault::new("is a PNG file that ends before its picture does").with_help("copy or save it again")
}

/// A chunk's name and content.
type Chunk<'a> = (&'a [u8; 4], &'a [u8]);

/// The chunks of a file, one after the other.
struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    /// The next chunk's name and content; nothing at the end of the file.
    fn next(&mut self) -> Result<Option<Chunk<'a>>, Fault> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (length, rest) = self.rest.split_first_chunk::<4>().ok_or_else(cut_short)?;
        let length = u32::from_be_bytes(*length) as usize;
        let (name_and_content, rest) =
            rest.split_at_checked(length.saturating_add(4)).ok_or_else(cut_short)?;
        let (sum, rest) = rest.split_first_chunk::<4>().ok_or_else(cut_short)?;
        let mut crc = Crc::new();
        crc.update(name_and_content);
        if crc.sum() != u32::from_be_bytes(*sum) {
            return Err(damaged());
        }
        self.rest = rest;
        Ok(name_and_content.split_first_chunk::<4>())
    }
}

fn header(content: &[u8]) -> Result<Header, Fault> {
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, 0, 0, interlace @ 0..=1] = *content else {
        return Err(damaged());
    };
    let samples = match (colour, depth) {
        (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
        (2, 8 | 16) => 3,
        (4, 8 | 16) => 2,
        (6, 8 | 16) => 4,
        _ => return Err(damaged()),
    };
    Ok(Header {
        pixels: check_pixels(u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]))?,
        bits: samples * u64::from(depth),
        interlaced: interlace == 1,
        indexed: colour == 3,
    })
}

/// Pixels to the inch, where the file tells them.
fn per_inch(content: &[u8]) -> Option<(f64, f64)> {
    let [x0, x1, x2, x3, y0, y1, y2, y3, 1] = *content else { return None };
    let inch = |per_metre: [u8; 4]| f64::from(u32::from_be_bytes(per_metre)) * 0.0254;
    Some((inch([x0, x1, x2, x3]), inch([y0, y1, y2, y3])))
}

/// Unpacks the pixels to see that they are all there and that every row says a way to read it.
fn check_pixel_data(parts: &[&[u8]], header: Header) -> Result<(), Fault> {
    let mut pixels = ZlibDecoder::new(Joined { parts: parts.iter(), current: &[] });
    for (columns, rows) in passes(header) {
        let length = (u64::from(columns) * header.bits).div_ceil(8);
        for _ in 0..rows {
            let mut filter = [0];
            pixels.read_exact(&mut filter).map_err(|_| damaged())?;
            let read = io::copy(&mut pixels.by_ref().take(length), &mut io::sink()).map_err(|_| damaged())?;
            if filter[0] > 4 || read != length {
                return Err(damaged());
            }
        }
    }
    Ok(())
}

/// The parts of the pixels' data read as one.
struct Joined<'a, 'b> {
    parts: std::slice::Iter<'b, &'a [u8]>,
    current: &'a [u8],
}

impl Read for Joined<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() {
            match self.parts.next() {
                Some(part) => self.current = part,
                None => return Ok(0),
            }
        }
        self.current.read(buffer)
    }
}

/// How interlaced files spread their pixels: first column, first row, and the steps between them.
const ADAM7: [[u32; 4]; 7] =
    [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

/// The sizes of the pictures that the file holds one after the other: one, or the seven of an interlaced file.
fn passes(header: Header) -> Vec<(u32, u32)> {
    let (width, height) = header.pixels;
    if !header.interlaced {
        return vec![(width, height)];
    }
    let count = |length: u32, first: u32, step: u32| length.saturating_sub(first).div_ceil(step);
    ADAM7
        .iter()
        .map(|[column, row, across, down]| (count(width, *column, *across), count(height, *row, *down)))
        .filter(|(columns, _)| *columns > 0)
        .collect()
}
