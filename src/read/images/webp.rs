//! WebP files: the first frame.

use std::io::Cursor;

use ::png::ColorType;
use image_webp::WebPDecoder;

use super::bitmap::Bitmap;
use super::{Fault, LARGEST_FILE, Sound, animated, check_pixels, exif};

/// Whether a file begins as WebP files do.
pub(super) fn is_webp(file: &[u8]) -> bool {
    matches!(file, [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..])
}

/// Decodes the first frame, upright.
pub(super) fn inspect(file: &[u8]) -> Result<Sound, Fault> {
    let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(|_| damaged())?;
    decoder.set_memory_limit(LARGEST_FILE as usize);
    let (width, height) = decoder.dimensions();
    let size = check_pixels(width, height)?;
    let colour = if decoder.has_alpha() { ColorType::Rgba } else { ColorType::Rgb };
    let mut pixels = vec![0; width as usize * height as usize * colour.samples()];
    decoder.read_image(&mut pixels).map_err(|_| damaged())?;
    let icc = decoder.icc_profile().map_err(|_| damaged())?;
    let notes = decoder.exif_metadata().map_err(|_| damaged())?.unwrap_or_default();
    let exif = exif::read(notes.strip_prefix(exif::PREFIX).unwrap_or(&notes));
    let mut sound = Bitmap::new(size, colour, pixels, icc).into_sound(exif.turn, exif.density)?;
    sound.lost = decoder.is_animated().then(animated);
    Ok(sound)
}

fn damaged() -> Fault {
    Fault::new("is a damaged WebP file").with_help("save it again")
}
