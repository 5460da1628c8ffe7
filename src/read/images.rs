//! Image files: found under the root, known by their content, checked whole and measured.

mod bitmap;
mod exif;
mod gif;
mod jpeg;
mod png;
mod svg;
#[cfg(test)]
mod tests;
mod turn;
mod webp;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::Options;
use super::files::{self, Fault, IMAGE, Name};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Image, ImageData};
use crate::source::Span;

/// No image file is larger.
const LARGEST_FILE: u64 = 64 << 20;
/// No image has more pixels.
const MOST_PIXELS: u64 = 100_000_000;

/// An image whose content was found sound.
struct Sound {
    data: ImageData,
    /// Width and height in points.
    size: (f64, f64),
    /// What of it is not taken over, in words to follow the file's name.
    lost: Option<Fault>,
}

/// Loads the image file that a document names at `span`.
///
/// Its name has its percent-encoding undone. Addresses with a scheme are the caller's to sort out first. `None` where the
/// file is missing, outside the root, damaged or of a kind that is not supported; the fault is in `diagnostics` then.
pub(super) fn load(
    name: Name<'_>,
    options: &Options,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Image> {
    let mut say = |code: Code, fault: Fault| {
        let diagnostic = Diagnostic::new(code, span, fault.message);
        diagnostics.push(match fault.help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        });
    };
    let told =
        |fault: Fault| Fault { message: format!("the image `{}` {}", name.written, fault.message), ..fault };
    let path = match files::find(&IMAGE, name, options) {
        Ok(path) => path,
        Err((code, fault)) => {
            say(code, fault);
            return None;
        }
    };
    match read(&path).and_then(inspect) {
        Ok(sound) => {
            if let Some(lost) = sound.lost {
                say(Code::NotExpressible, told(lost));
            }
            let own = Path::new(name.seen).file_name().map_or(name.seen.into(), |own| own.to_string_lossy());
            let (width, height) = sound.size;
            Some(Image {
                name: own.into_owned(),
                file: name.seen.to_owned(),
                data: sound.data,
                width,
                height,
            })
        }
        Err(fault) => {
            say(Code::BadImage, told(fault));
            None
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(|cause| Fault::new(format!("cannot be read: {cause}")))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Fault::new("is larger than 64 MiB").with_help("save it with fewer pixels"));
    }
    Ok(bytes)
}

/// Looks into an image file, whatever its name says.
fn inspect(bytes: Vec<u8>) -> Result<Sound, Fault> {
    let bytes = match pixels(bytes)? {
        Looked::Picture(sound) => return Ok(sound),
        Looked::Other(bytes) => bytes,
    };
    if let Some(fault) = foreign(&bytes) {
        return Err(fault);
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Fault::new("is no PNG, JPEG, WebP, GIF or SVG file").with_help("convert it to one of these")
    })?;
    let cleaned = svg::clean(text.trim_start_matches('\u{feff}'))?;
    let data = ImageData::Svg { text: Arc::from(cleaned.text) };
    Ok(Sound { data, size: cleaned.size, lost: cleaned.lost })
}

/// What a look at a file's first bytes gives.
enum Looked {
    /// A picture made of pixels.
    Picture(Sound),
    /// The file again, of another kind.
    Other(Vec<u8>),
}

/// Looks into a file if it holds a picture made of pixels.
fn pixels(bytes: Vec<u8>) -> Result<Looked, Fault> {
    let sound = if bytes.starts_with(png::SIGNATURE) {
        png::inspect(bytes)?
    } else if bytes.starts_with(jpeg::SIGNATURE) {
        jpeg::inspect(bytes)?
    } else if bytes.starts_with(gif::SIGNATURE) {
        gif::inspect(&bytes)?
    } else if webp::is_webp(&bytes) {
        webp::inspect(&bytes)?
    } else {
        return Ok(Looked::Other(bytes));
    };
    Ok(Looked::Picture(sound))
}

/// What is said of a picture that moves.
fn animated() -> Fault {
    Fault::new("is animated; only its first frame is shown")
}

/// What is wrong with a file that is easily told to be something else.
fn foreign(bytes: &[u8]) -> Option<Fault> {
    let brand = bytes.get(4..12).unwrap_or_default();
    let kind = match bytes {
        [] => return Some(Fault::new("is empty")),
        [b'B', b'M', ..] => "a BMP file",
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => "a TIFF file",
        _ if brand.starts_with(b"ftypavif") => "an AVIF file",
        _ if brand.starts_with(b"ftyphei") || brand.starts_with(b"ftypmif1") => "an HEIC file",
        _ if bytes.starts_with(b"%PDF") || bytes.starts_with(b"%!PS") => "a PDF or PostScript file",
        [0x1f, 0x8b, ..] => "a compressed file",
        _ if bytes.starts_with(b"version https://git-lfs") => {
            return Some(
                Fault::new("is a mention of a file that Git LFS keeps").with_help("run `git lfs pull`"),
            );
        }
        _ => return None,
    };
    Some(Fault::new(format!("is {kind}")).with_help("convert it to PNG, JPEG or SVG"))
}

/// A picture's own size in points, from its pixels and its pixels to the inch.
///
/// A density out of all reason is taken as a mistake; 96 to the inch stands in.
fn size_in_points(pixels: (u32, u32), density: Option<(f64, f64)>) -> (f64, f64) {
    let sane = |density: f64| if (10.0..=5000.0).contains(&density) { density } else { 96.0 };
    let (across, down) = density.map_or((96.0, 96.0), |(across, down)| (sane(across), sane(down)));
    (f64::from(pixels.0) / across * 72.0, f64::from(pixels.1) / down * 72.0)
}

/// Refuses pictures without pixels and with too many.
fn check_pixels(width: u32, height: u32) -> Result<(u32, u32), Fault> {
    if width == 0 || height == 0 {
        return Err(Fault::new("has no pixels"));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let message = format!("has {width} by {height} pixels, more than 100 million");
        return Err(Fault::new(message).with_help("save it with fewer pixels"));
    }
    Ok((width, height))
}
