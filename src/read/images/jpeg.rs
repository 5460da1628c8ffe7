//! JPEG files: a walk over the markers to the end of the picture, and the stated density.

mod coefficients;
mod huffman;
mod turned;
mod write;

use ::png::ColorType;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::bitmap::Bitmap;
use super::exif::{self, Exif};
use super::{Fault, Sound, check_pixels, size_in_points};
use crate::model::ImageData;

/// How every JPEG file begins.
pub(super) const SIGNATURE: &[u8] = &[0xff, 0xd8, 0xff];

/// What the segments of a file tell.
#[derive(Default)]
struct Told {
    pixels: Option<(u32, u32)>,
    components: u8,
    jfif_density: Option<(f64, f64)>,
    exif: Exif,
    has_scan: bool,
}

/// Checks a JPEG file by its markers. It stays as it is unless it must be turned, which few programs do by themselves.
pub(super) fn inspect(file: Vec<u8>) -> Result<Sound, Fault> {
    let told = walk(&file)?;
    let pixels = told.pixels.filter(|_| told.has_scan).ok_or_else(damaged)?;
    let density = told.jfif_density.or(told.exif.density);
    if let Some(turn) = told.exif.turn {
        if let Some((file, pixels)) = turned::turned(&file, turn) {
            let data = ImageData::Jpeg { bytes: file.into(), pixels, components: told.components };
            let density = density.map(|density| turn.pair(density));
            return Ok(Sound { data, size: size_in_points(pixels, density), lost: None });
        }
        return decode(&file, pixels, told.components)?.into_sound(Some(turn), density);
    }
    let data = ImageData::Jpeg { bytes: file.into(), pixels, components: told.components };
    Ok(Sound { data, size: size_in_points(pixels, density), lost: None })
}

fn decode(file: &[u8], pixels: (u32, u32), components: u8) -> Result<Bitmap, Fault> {
    let (colours, colour) = match components {
        1 => (ColorSpace::Luma, ColorType::Grayscale),
        _ => (ColorSpace::RGB, ColorType::Rgb),
    };
    // Without the processor's special instructions, so that the pixels are the same on every machine.
    let options = DecoderOptions::new_safe().jpeg_set_out_colorspace(colours);
    let options = options.set_max_width(pixels.0 as usize).set_max_height(pixels.1 as usize);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    let bytes = decoder.decode().map_err(|_| damaged())?;
    let (width, height) = decoder.info().map(|info| (info.width, info.height)).ok_or_else(damaged)?;
    Ok(Bitmap::new((width.into(), height.into()), colour, bytes, decoder.icc_profile()))
}

fn damaged() -> Fault {
    Fault::new("is a damaged JPEG file").with_help("save it again")
}

fn cut_short() -> Fault {
    Fault::new("is a JPEG file that ends before its picture does").with_help("copy or save it again")
}

fn walk(file: &[u8]) -> Result<Told, Fault> {
    let mut told = Told::default();
    let mut at = 2;
    loop {
        let marker = next_marker(file, &mut at)?;
        match marker {
            0xd9 => return Ok(told),
            // Marks within the pixels' data, and a mark without content.
            0xd0..=0xd7 | 0x01 => continue,
            // A second beginning.
            0xd8 => return Err(damaged()),
            _ => {}
        }
        let length = file.get(at..at + 2).map(|two| usize::from(u16::from_be_bytes([two[0], two[1]])));
        let length = length.ok_or_else(cut_short)?;
        if length < 2 {
            return Err(damaged());
        }
        let segment = file.get(at + 2..at + length).ok_or_else(cut_short)?;
        match marker {
            0xc0..=0xc2 => frame(segment, &mut told)?,
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let fault = Fault::new("is a JPEG file of a kind that few programs show");
                return Err(fault.with_help("save it again as a baseline or progressive JPEG"));
            }
            // What the pixels are must be told before they come.
            0xda if told.pixels.is_none() => return Err(damaged()),
            0xda => told.has_scan = true,
            0xe0 => told.jfif_density = told.jfif_density.or_else(|| jfif_density(segment)),
            0xe1 if segment.starts_with(exif::PREFIX) => {
                told.exif = exif::read(&segment[exif::PREFIX.len()..]);
            }
            _ => {}
        }
        at += length;
    }
}

/// The next marker; within the pixels' data it may lie anywhere, and elsewhere stray bytes before it do no harm.
fn next_marker(file: &[u8], at: &mut usize) -> Result<u8, Fault> {
    loop {
        let rest = file.get(*at..).unwrap_or_default();
        *at += rest.iter().position(|byte| *byte == 0xff).ok_or_else(cut_short)? + 1;
        while file.get(*at) == Some(&0xff) {
            *at += 1;
        }
        let marker = *file.get(*at).ok_or_else(cut_short)?;
        *at += 1;
        // 0xff in the pixels' data is followed by 0.
        if marker != 0 {
            return Ok(marker);
        }
    }
}

fn frame(segment: &[u8], told: &mut Told) -> Result<(), Fault> {
    let [precision, h0, h1, w0, w1, components, parts @ ..] = segment else { return Err(damaged()) };
    if *precision != 8 {
        let fault = Fault::new(format!("is a JPEG file with {precision} bits to a colour"));
        return Err(fault.with_help("save it with 8 bits to a colour"));
    }
    if !matches!(components, 1 | 3 | 4) {
        return Err(Fault::new(format!("is a JPEG file with {components} colour components")));
    }
    if told.pixels.is_some() || parts.len() != 3 * usize::from(*components) {
        return Err(damaged());
    }
    let (width, height) = (u16::from_be_bytes([*w0, *w1]), u16::from_be_bytes([*h0, *h1]));
    told.pixels = Some(check_pixels(width.into(), height.into())?);
    told.components = *components;
    Ok(())
}

/// Pixels to the inch by the JFIF header, where it tells them.
fn jfif_density(segment: &[u8]) -> Option<(f64, f64)> {
    let [b'J', b'F', b'I', b'F', 0, _, _, unit, x0, x1, y0, y1, ..] = *segment else { return None };
    let scale = match unit {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    let per_inch = |bytes| f64::from(u16::from_be_bytes(bytes)) * scale;
    Some((per_inch([x0, x1]), per_inch([y0, y1])))
}
