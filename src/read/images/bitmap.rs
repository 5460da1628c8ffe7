//! Decoded pixels, and the PNG file that holds them.

use ::png::{BitDepth, ColorType, Compression, Encoder, Info};

use super::turn::Turn;
use super::{Fault, Sound, size_in_points};
use crate::model::ImageData;

/// Decoded pixels.
pub(super) struct Bitmap {
    /// Their number, form and colour space.
    info: Info<'static>,
    /// Row after row.
    bytes: Vec<u8>,
}

impl Bitmap {
    /// Pixels as a PNG decoder gives them, none smaller than a byte; what else the file says of colours stays.
    pub(super) fn of_png(info: &Info<'static>, form: (ColorType, BitDepth), bytes: Vec<u8>) -> Self {
        let mut ours = Info::with_size(info.width, info.height);
        (ours.color_type, ours.bit_depth) = form;
        ours.source_gamma = info.source_gamma;
        ours.source_chromaticities = info.source_chromaticities;
        ours.srgb = info.srgb;
        ours.icc_profile.clone_from(&info.icc_profile);
        ours.coding_independent_code_points = info.coding_independent_code_points;
        Self { info: ours, bytes }
    }

    /// Pixels of eight bits to a colour.
    pub(super) fn new(pixels: (u32, u32), colour: ColorType, bytes: Vec<u8>, icc: Option<Vec<u8>>) -> Self {
        let mut info = Info::with_size(pixels.0, pixels.1);
        info.bit_depth = BitDepth::Eight;
        info.color_type = colour;
        info.icc_profile = icc.map(Into::into);
        let mut bitmap = Self { info, bytes };
        if colour == ColorType::Rgba && bitmap.bytes.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX) {
            bitmap.bytes =
                bitmap.bytes.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
            bitmap.info.color_type = ColorType::Rgb;
        }
        bitmap
    }

    fn turned(mut self, turn: Turn) -> Self {
        let (width, height) = (self.info.width as usize, self.info.height as usize);
        let one = self.info.bytes_per_pixel();
        let (columns, rows) = turn.pair((width, height));
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for row in 0..rows {
            for column in 0..columns {
                let (x, y) = turn.stored((column, row), (width, height));
                let at = (y * width + x) * one;
                bytes.extend_from_slice(&self.bytes[at..at + one]);
            }
        }
        (self.info.width, self.info.height) = turn.pair((self.info.width, self.info.height));
        Self { bytes, ..self }
    }

    /// The picture upright, as a PNG file.
    ///
    /// `density` is that of the stored picture, in pixels to the inch.
    pub(super) fn into_sound(self, turn: Option<Turn>, density: Option<(f64, f64)>) -> Result<Sound, Fault> {
        let upright = match turn {
            Some(turn) => self.turned(turn),
            None => self,
        };
        let pixels = (upright.info.width, upright.info.height);
        let density = match turn {
            Some(turn) => density.map(|density| turn.pair(density)),
            None => density,
        };
        let file = upright.png().map_err(|cause| Fault::new(format!("cannot be kept as a PNG: {cause}")))?;
        let data = ImageData::Png { bytes: file.into(), pixels };
        Ok(Sound { data, size: size_in_points(pixels, density), lost: None })
    }

    fn png(self) -> Result<Vec<u8>, ::png::EncodingError> {
        let mut file = Vec::new();
        let mut encoder = Encoder::with_info(&mut file, self.info)?;
        encoder.set_compression(Compression::Balanced);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.bytes)?;
        writer.finish()?;
        Ok(file)
    }
}
