//! GIF files: the first frame.

use std::num::NonZeroU64;

use ::gif::{ColorOutput, DecodeOptions, Frame, MemoryLimit};
use ::png::ColorType;

use super::bitmap::Bitmap;
use super::{Fault, MOST_PIXELS, Sound, animated, check_pixels};

/// How every GIF file begins.
pub(super) const SIGNATURE: &[u8] = b"GIF8";

/// Decodes the first frame, on the ground that the file gives it.
pub(super) fn inspect(file: &[u8]) -> Result<Sound, Fault> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    options.set_memory_limit(
        NonZeroU64::new(4 * MOST_PIXELS).map_or(MemoryLimit::Unlimited, MemoryLimit::Bytes),
    );
    let mut decoder = options.read_info(file).map_err(|_| damaged())?;
    let size = check_pixels(decoder.width().into(), decoder.height().into())?;
    let frame = decoder.next_frame_info().map_err(|_| damaged())?.ok_or_else(damaged)?.clone();
    check_pixels(frame.width.into(), frame.height.into())?;
    let mut pixels = vec![0; decoder.buffer_size()];
    decoder.read_into_buffer(&mut pixels).map_err(|_| damaged())?;
    // Only the first frame is shown, so that a fault after it does no harm.
    let moves = matches!(decoder.next_frame_info(), Ok(Some(_)));
    let mut sound =
        Bitmap::new(size, ColorType::Rgba, on_ground(size, &frame, pixels), None).into_sound(None, None)?;
    sound.lost = moves.then(animated);
    Ok(sound)
}

fn damaged() -> Fault {
    Fault::new("is a damaged GIF file").with_help("save it again")
}

/// The pixels of a frame at their place; around them, nothing is seen.
fn on_ground(size: (u32, u32), frame: &Frame, pixels: Vec<u8>) -> Vec<u8> {
    let (width, height) = (size.0 as usize, size.1 as usize);
    let (left, top) = (usize::from(frame.left), usize::from(frame.top));
    let (columns, rows) = (usize::from(frame.width), usize::from(frame.height));
    if (left, top, columns, rows) == (0, 0, width, height) {
        return pixels;
    }
    let mut ground = vec![0; width * height * 4];
    let seen = columns.min(width.saturating_sub(left)) * 4;
    for (row, line) in pixels.chunks_exact(columns * 4).enumerate().take(height.saturating_sub(top)) {
        let at = ((top + row) * width + left.min(width)) * 4;
        ground[at..at + seen].copy_from_slice(&line[..seen]);
    }
    ground
}
