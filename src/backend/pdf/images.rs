//! Images as objects of the file, each once however often it is shown.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::objects::name;
use super::{jpeg, png};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::layout::frame::{Item, Pages};
use crate::model::{Image, ImageData, ImageId};
use crate::raster;

/// How many pixels an inch of a drawn SVG has.
const DENSITY: f64 = 300.0;

/// The most pixels that a drawn SVG is wide.
const WIDEST: f64 = 6000.0;

/// An image as it goes into the file.
pub(super) struct Picture {
    /// Its pixels.
    pub stream: Stream,
    /// How opaque each pixel is.
    pub mask: Option<Stream>,
    /// The function that turns its inks into the screen's colours.
    pub tint: Option<Stream>,
}

/// The name under which pages call an image.
pub(super) fn resource(image: ImageId) -> String {
    format!("I{}", image.0)
}

/// Makes the objects of all images that pages show.
pub(super) fn embed(
    images: &[Image],
    pages: &Pages,
    fonts: &Fonts,
) -> Result<BTreeMap<ImageId, Picture>, Error> {
    let mut widths: BTreeMap<ImageId, f64> = BTreeMap::new();
    for placed in pages.pages.iter().flat_map(|page| &page.items) {
        if let Item::Image { image, area } = placed.item {
            let width = widths.entry(image).or_default();
            *width = width.max(area.width);
        }
    }
    widths.into_par_iter().map(|(id, width)| Ok((id, picture(images, id, width, fonts)?))).collect()
}

fn picture(images: &[Image], id: ImageId, width: f64, fonts: &Fonts) -> Result<Picture, Error> {
    let image = images
        .get(id.0 as usize)
        .ok_or_else(|| Error::library(format!("PDF image {}", id.0), "the document has no such image"))?;
    let fault = |cause: &str| Error::library(format!("PDF image {}", image.name), cause);
    match &image.data {
        ImageData::Png { bytes, .. } => png::picture(bytes).map_err(fault),
        ImageData::Jpeg { bytes, .. } => jpeg::picture(bytes).map_err(fault),
        ImageData::Svg { text } => {
            let pixels = (width / 72.0 * DENSITY).clamp(1.0, WIDEST).ceil() as u32;
            png::picture(&raster::png(text, pixels, fonts)?).map_err(fault)
        }
    }
}

/// The dictionary of an image.
pub(super) fn header(width: u32, height: u32, depth: u8, colours: Object) -> Dictionary {
    dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Image"),
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => i64::from(depth),
        "ColorSpace" => colours,
    }
}

/// Puts the images into the file; the result is the dictionary of images for all pages.
pub(super) fn add(pdf: &mut Document, pictures: BTreeMap<ImageId, Picture>) -> Dictionary {
    let mut resources = Dictionary::new();
    for (id, picture) in pictures {
        let mut stream = picture.stream;
        if let Some(mask) = picture.mask {
            stream.dict.set("SMask", pdf.add_object(mask));
        }
        if let Some(tint) = picture.tint {
            let tint = pdf.add_object(tint);
            stream.dict.set("ColorSpace", inks(tint));
        }
        resources.set(resource(id), pdf.add_object(stream));
    }
    resources
}

/// The colour space of printing inks that are shown in the screen's colours.
fn inks(tint: ObjectId) -> Object {
    let names = ["Cyan", "Magenta", "Yellow", "Black"].map(name).to_vec();
    Object::Array(vec![name("DeviceN"), Object::Array(names), name("DeviceRGB"), tint.into()])
}
