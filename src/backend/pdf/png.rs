//! PNG files: their compressed pixels as they are where PDF can read them so, else decoded.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Object, Stream, dictionary};
use resvg::tiny_skia::Pixmap;

use super::images::{Picture, header};
use super::objects::{bytes as string, name};

const BROKEN: &str = "a damaged PNG file";

/// What the chunks of a PNG file hold.
struct Chunks {
    width: u32,
    height: u32,
    depth: u8,
    /// 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha.
    colour: u8,
    interlaced: bool,
    palette: Vec<u8>,
    has_transparency: bool,
    /// The compressed pixels.
    data: Vec<u8>,
}

/// The image in a PNG file.
pub(super) fn picture(file: &[u8]) -> Result<Picture, &'static str> {
    let chunks = chunks(file).ok_or(BROKEN)?;
    let parts = match chunks.colour {
        0 | 3 => 1,
        2 => 3,
        4 | 6 => return decoded(file),
        _ => return Err(BROKEN),
    };
    if chunks.interlaced || chunks.has_transparency {
        return decoded(file);
    }
    verbatim(chunks, parts)
}

fn verbatim(chunks: Chunks, parts: u8) -> Result<Picture, &'static str> {
    let colours = match chunks.colour {
        0 => name("DeviceGray"),
        2 => name("DeviceRGB"),
        _ => palette(&chunks)?,
    };
    let bits = u64::from(chunks.width) * u64::from(parts) * u64::from(chunks.depth);
    check_length(&chunks.data, (bits.div_ceil(8) + 1) * u64::from(chunks.height))?;
    let mut dict = header(chunks.width, chunks.height, chunks.depth, colours);
    dict.set("Filter", name("FlateDecode"));
    dict.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => 15,
            "Colors" => i64::from(parts),
            "BitsPerComponent" => i64::from(chunks.depth),
            "Columns" => i64::from(chunks.width),
        },
    );
    Ok(Picture { stream: Stream::new(dict, chunks.data), mask: None, tint: None })
}

fn palette(chunks: &Chunks) -> Result<Object, &'static str> {
    let most = 3 << chunks.depth.min(8);
    let table = &chunks.palette[..chunks.palette.len().min(most) / 3 * 3];
    if table.is_empty() || chunks.depth > 8 {
        return Err(BROKEN);
    }
    // An index past the table's end would be an error in the file.
    let mut table = table.to_vec();
    table.resize(most, 0);
    let last = Object::Integer(most as i64 / 3 - 1);
    Ok(Object::Array(vec![name("Indexed"), name("DeviceRGB"), last, string(table)]))
}

/// Whether the compressed pixels are whole.
fn check_length(data: &[u8], expected: u64) -> Result<(), &'static str> {
    let mut pixels = ZlibDecoder::new(data).take(expected);
    let found = std::io::copy(&mut pixels, &mut std::io::sink()).map_err(|_| BROKEN)?;
    if found == expected { Ok(()) } else { Err(BROKEN) }
}

/// Reads the pixels; their opacity becomes an image of its own.
fn decoded(file: &[u8]) -> Result<Picture, &'static str> {
    let pixmap = Pixmap::decode_png(file).map_err(|_| BROKEN)?;
    let (width, height) = (pixmap.width(), pixmap.height());
    let mut colours = Vec::with_capacity(pixmap.pixels().len() * 3);
    let mut opacity = Vec::with_capacity(pixmap.pixels().len());
    for pixel in pixmap.pixels() {
        let pixel = pixel.demultiply();
        colours.extend([pixel.red(), pixel.green(), pixel.blue()]);
        opacity.push(pixel.alpha());
    }
    let is_grey = colours.chunks(3).all(|part| part[0] == part[1] && part[1] == part[2]);
    let stream = if is_grey {
        let greys = colours.chunks(3).map(|part| part[0]).collect();
        Stream::new(header(width, height, 8, name("DeviceGray")), greys)
    } else {
        Stream::new(header(width, height, 8, name("DeviceRGB")), colours)
    };
    let mask = opacity
        .iter()
        .any(|&alpha| alpha != 255)
        .then(|| Stream::new(header(width, height, 8, name("DeviceGray")), opacity));
    Ok(Picture { stream, mask, tint: None })
}

fn chunks(file: &[u8]) -> Option<Chunks> {
    let mut rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut chunks: Option<Chunks> = None;
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let content = after.get(..length)?;
        match (&head[4..], chunks.as_mut()) {
            (b"IHDR", None) => chunks = Some(beginning(content)?),
            (b"PLTE", Some(chunks)) => chunks.palette = content.to_vec(),
            (b"tRNS", Some(chunks)) => chunks.has_transparency = true,
            (b"IDAT", Some(chunks)) => chunks.data.extend(content),
            (b"IEND", _) => break,
            _ => {}
        }
        rest = after.get(length + 4..)?;
    }
    chunks
}

fn beginning(content: &[u8]) -> Option<Chunks> {
    let number = |at: usize| Some(u32::from_be_bytes(content.get(at..at + 4)?.try_into().ok()?));
    let &[depth, colour, _, _, interlaced] = content.get(8..13)? else { return None };
    let (width, height) = (number(0)?, number(4)?);
    (width > 0 && height > 0 && matches!(depth, 1 | 2 | 4 | 8 | 16)).then_some(Chunks {
        width,
        height,
        depth,
        colour,
        interlaced: interlaced != 0,
        palette: Vec::new(),
        has_transparency: false,
        data: Vec::new(),
    })
}
