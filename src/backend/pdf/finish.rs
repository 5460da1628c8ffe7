//! The pass over the finished objects: all that printpdf leaves unsaid, through lopdf.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::content::{Alpha, Content};
use super::fonts::Embedded;
use super::images::Picture;
use super::links::Destinations;
use super::objects::{bytes, name, number, text};
use super::{embed, images, links, metadata, outline, structure, xmp};
use crate::backend::Stamp;
use crate::error::Error;
use crate::fonts::Fonts;
use crate::layout::frame::{Page, Pages};
use crate::model::ImageId;
use crate::resolve::Resolved;

/// What stands on the pages and in them, ready for the file.
pub(super) struct Parts<'a> {
    pub document: &'a Resolved,
    pub pages: &'a Pages,
    pub fonts: &'a Fonts,
    pub stamp: &'a Stamp,
    pub contents: Vec<Content>,
    pub embedded: Embedded,
    pub pictures: BTreeMap<ImageId, Picture>,
}

/// Completes printpdf's objects to a tagged file.
pub(super) fn finish(pdf: &mut Document, parts: Parts<'_>) -> Result<(), Error> {
    let library = |cause: lopdf::Error| Error::library("PDF", cause);
    "1.7".clone_into(&mut pdf.version);
    let catalog = pdf.trailer.get(b"Root").and_then(Object::as_reference).map_err(library)?;
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let resources = resources(pdf, &pages, &parts)?;
    let (document, laid_out) = (parts.document, parts.pages);
    let image_resources = images::add(pdf, parts.pictures);
    resources_into(pdf, &pages, resources, image_resources, &parts.contents).map_err(library)?;

    let destinations = Destinations::of(laid_out);
    let areas = links::write(pdf, laid_out, &pages, &destinations).map_err(library)?;
    let tree = structure::write(pdf, laid_out, &pages, &parts.contents, &areas);
    for (index, (content, page)) in parts.contents.into_iter().zip(&laid_out.pages).enumerate() {
        complete_page(pdf, pages[index], page, index, content).map_err(library)?;
    }

    let outline = outline::write(pdf, &document.outline, &destinations);
    let names = destinations.write(pdf, laid_out, &pages);
    let labels = outline::page_labels(pdf, &laid_out.pages);
    let intent = intent(pdf);
    compress(pdf).map_err(|cause| Error::library("PDF", cause))?;

    let mut dict = dictionary! {
        "Type" => name("Catalog"),
        "Pages" => pdf.get_dictionary(catalog).and_then(|dict| dict.get(b"Pages")).map_err(library)?.clone(),
        "StructTreeRoot" => tree,
        "MarkInfo" => dictionary! { "Marked" => true },
        "Lang" => text(document.language.as_str()),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "OutputIntents" => vec![intent],
        "PageLabels" => labels,
    };
    if let Some(outline) = outline {
        dict.set("Outlines", outline);
        dict.set("PageMode", name("UseOutlines"));
    }
    if let Some(names) = names {
        dict.set("Names", dictionary! { "Dests" => names });
    }
    pdf.objects.insert(catalog, dict.into());
    let info = pdf.trailer.get(b"Info").and_then(Object::as_reference).map_err(library)?;
    pdf.objects.insert(info, metadata::info(document, parts.stamp).into());
    let identity = identity(pdf);
    let xmp = pdf.add_object(xmp::xmp(document, parts.stamp, identity));
    pdf.get_object_mut(catalog).and_then(Object::as_dict_mut).map_err(library)?.set("Metadata", xmp);
    pdf.trailer.set("ID", vec![bytes(identity), bytes(identity)]);
    Ok(())
}

/// Font objects, completed.
fn resources(pdf: &mut Document, pages: &[ObjectId], parts: &Parts<'_>) -> Result<Dictionary, Error> {
    let library = |cause: lopdf::Error| Error::library("PDF", cause);
    let first = *pages.first().ok_or_else(|| Error::library("PDF", "the document has no pages"))?;
    let resources = reference(pdf, first, b"Resources").map_err(library)?;
    let fonts = reference(pdf, resources, b"Font").map_err(library)?;
    let written = pdf.get_dictionary(fonts).map_err(library)?.clone();
    let fonts_object = embed::complete(pdf, &written, &parts.embedded, parts.fonts)?;
    pdf.objects.remove(&fonts);
    Ok(fonts_object)
}

fn reference(pdf: &Document, object: ObjectId, key: &[u8]) -> Result<ObjectId, lopdf::Error> {
    pdf.get_dictionary(object)?.get(key)?.as_reference()
}

/// Gives all pages one dictionary of fonts, images and states instead of printpdf's one for each.
fn resources_into(
    pdf: &mut Document,
    pages: &[ObjectId],
    fonts: Dictionary,
    images: Dictionary,
    contents: &[Content],
) -> Result<(), lopdf::Error> {
    let alphas: BTreeSet<Alpha> = contents.iter().flat_map(|content| &content.alphas).copied().collect();
    let states: Dictionary = alphas
        .into_iter()
        .map(|alpha| {
            let share = |thousandths: u16| number(f64::from(thousandths) / 1000.0);
            let state = dictionary! { "ca" => share(alpha.fill), "CA" => share(alpha.stroke) };
            (alpha.resource(), Object::Dictionary(state))
        })
        .collect();
    let mut dict = Dictionary::new();
    for (key, entries) in [("Font", fonts), ("XObject", images), ("ExtGState", states)] {
        if !entries.is_empty() {
            dict.set(key, entries);
        }
    }
    let shared = pdf.add_object(dict);
    for &page in pages {
        let own = reference(pdf, page, b"Resources")?;
        if let Some(Object::Dictionary(own)) = pdf.objects.remove(&own) {
            for key in [&b"XObject"[..], b"ExtGState", b"Shading"] {
                if let Ok(object) = own.get(key).and_then(Object::as_reference) {
                    pdf.objects.remove(&object);
                }
            }
        }
        pdf.get_object_mut(page)?.as_dict_mut()?.set("Resources", shared);
    }
    Ok(())
}

fn complete_page(
    pdf: &mut Document,
    object: ObjectId,
    page: &Page,
    index: usize,
    content: Content,
) -> Result<(), lopdf::Error> {
    let stream = reference(pdf, object, b"Contents")?;
    let mut contents = Stream::new(Dictionary::new(), content.stream);
    contents.dict.set("Filter", name("FlateDecode"));
    pdf.objects.insert(stream, contents.into());
    let dict = pdf.get_object_mut(object)?.as_dict_mut()?;
    dict.remove(b"TrimBox");
    dict.remove(b"CropBox");
    dict.set("MediaBox", [0.0, 0.0, page.width, page.height].map(number).to_vec());
    dict.set("StructParents", index as i64);
    dict.set("Tabs", name("S"));
    if content.is_transparent {
        let group = dictionary! { "S" => name("Transparency"), "CS" => name("DeviceRGB") };
        dict.set("Group", group);
    }
    Ok(())
}

/// The colours that the file means: sRGB.
fn intent(pdf: &mut Document) -> Object {
    let profile = Stream::new(dictionary! { "N" => 3 }, include_bytes!("srgb.icc").to_vec());
    let profile = pdf.add_object(profile);
    Object::Dictionary(dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => text("sRGB IEC61966-2.1"),
        "Info" => text("sRGB IEC61966-2.1"),
        "RegistryName" => text("http://www.color.org"),
        "DestOutputProfile" => profile,
    })
}

/// Deflates a stream's content.
pub(super) fn deflated(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), Compression::new(6));
    encoder.write_all(content)?;
    encoder.finish()
}

/// Compresses every stream that is not, on all cores; lopdf would do it on one.
fn compress(pdf: &mut Document) -> std::io::Result<()> {
    let streams: Vec<&mut Stream> = pdf
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok())
        .filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter"))
        .collect();
    streams.into_par_iter().try_for_each(|stream| {
        let small = deflated(&stream.content)?;
        if small.len() + 20 < stream.content.len() {
            stream.dict.set("Filter", name("FlateDecode"));
            stream.set_content(small);
        }
        Ok(())
    })
}

/// A number for the content of the file, the same for the same content.
fn identity(pdf: &Document) -> [u8; 16] {
    let mut hash = Hash(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    for ((id, _), object) in &pdf.objects {
        hash.add(&id.to_be_bytes());
        hash.object(object);
    }
    hash.0.to_be_bytes()
}

/// The 128-bit hash of Fowler, Noll and Vo.
struct Hash(u128);

impl Hash {
    fn add(&mut self, content: &[u8]) {
        for &byte in content {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        self.0 = (self.0 ^ content.len() as u128).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }

    fn object(&mut self, object: &Object) {
        match object {
            Object::Null => self.add(b"null"),
            Object::Boolean(value) => self.add(&[u8::from(*value)]),
            Object::Integer(value) => self.add(&value.to_be_bytes()),
            Object::Real(value) => self.add(&value.to_be_bytes()),
            Object::Name(text) | Object::String(text, _) => self.add(text),
            Object::Array(list) => {
                self.add(&list.len().to_be_bytes());
                for object in list {
                    self.object(object);
                }
            }
            Object::Dictionary(dict) => self.dictionary(dict),
            Object::Stream(stream) => {
                self.dictionary(&stream.dict);
                self.add(&stream.content);
            }
            Object::Reference((id, _)) => self.add(&id.to_be_bytes()),
        }
    }

    fn dictionary(&mut self, dict: &Dictionary) {
        self.add(&dict.len().to_be_bytes());
        for (key, value) in dict {
            self.add(key);
            self.object(value);
        }
    }
}
