//! The pass over the finished objects: all that printpdf leaves unsaid, through lopdf.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::content::{Alpha, Content};
use super::fonts::Embedded;
use super::identity::identity;
use super::images::Picture;
use super::links::Destinations;
use super::objects::{bytes, name, number, text};
use super::store::Store;
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
pub(super) fn finish(mut pdf: Document, parts: Parts<'_>) -> Result<Store, Error> {
    let library = |cause: lopdf::Error| Error::library("PDF", cause);
    let Parts { document, pages: laid_out, fonts, stamp, contents, embedded, pictures } = parts;
    "1.7".clone_into(&mut pdf.version);
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let first = *pages.first().ok_or_else(|| Error::library("PDF", "the document has no pages"))?;
    let written = fonts_of(&mut pdf, first).map_err(library)?;
    let fonts = embed::complete(&mut pdf, &written, &embedded, fonts)?;
    let images = images::add(&mut pdf, pictures);
    share_resources(&mut pdf, &pages, fonts, images, &contents).map_err(library)?;

    let mut store = Store::new(pdf);
    let destinations = Destinations::of(laid_out);
    let areas = links::write(&mut store, laid_out, &pages, &destinations).map_err(library)?;
    let tree = structure::write(&mut store, laid_out, &pages, &contents, &areas);
    for (index, (content, page)) in contents.into_iter().zip(&laid_out.pages).enumerate() {
        complete_page(&mut store.pdf, pages[index], page, index, content).map_err(library)?;
    }
    let catalog = catalog(&mut store, document, laid_out, &pages, &destinations, tree).map_err(library)?;
    let info = store.pdf.trailer.get(b"Info").and_then(Object::as_reference).map_err(library)?;
    store.pdf.objects.insert(info, metadata::info(document, stamp).into());
    compress(&mut store.pdf).map_err(|cause| Error::library("PDF", cause))?;

    store.deflate();
    let identity = identity(&store);
    let pdf = &mut store.pdf;
    let xmp = pdf.add_object(xmp::xmp(document, stamp, identity));
    pdf.get_object_mut(catalog).and_then(Object::as_dict_mut).map_err(library)?.set("Metadata", xmp);
    pdf.trailer.set("ID", vec![bytes(identity), bytes(identity)]);
    Ok(store)
}

/// Writes the catalog anew, all but the metadata.
fn catalog(
    store: &mut Store,
    document: &Resolved,
    laid_out: &Pages,
    pages: &[ObjectId],
    destinations: &Destinations,
    tree: ObjectId,
) -> Result<ObjectId, lopdf::Error> {
    let catalog = store.pdf.trailer.get(b"Root")?.as_reference()?;
    let mut dict = dictionary! {
        "Type" => name("Catalog"),
        "Pages" => store.pdf.get_dictionary(catalog)?.get(b"Pages")?.clone(),
        "StructTreeRoot" => tree,
        "MarkInfo" => dictionary! { "Marked" => true },
        "Lang" => text(document.language.as_str()),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "OutputIntents" => vec![intent(&mut store.pdf)],
        "PageLabels" => outline::page_labels(store, &laid_out.pages),
    };
    match outline::write(store, &document.outline, destinations) {
        Some(outline) => {
            dict.set("Outlines", outline);
            dict.set("PageMode", name("UseOutlines"));
        }
        // The title is a heading too, though not one to show a pane for.
        None => dict.set("Outlines", outline::title_alone(store, &metadata::title(document), pages[0])),
    }
    if let Some(names) = destinations.write(store, laid_out, pages) {
        dict.set("Names", dictionary! { "Dests" => names });
    }
    store.pdf.objects.insert(catalog, dict.into());
    Ok(catalog)
}

/// Takes the font objects that printpdf wrote for all pages.
fn fonts_of(pdf: &mut Document, page: ObjectId) -> Result<Dictionary, lopdf::Error> {
    let resources = reference(pdf, page, b"Resources")?;
    let fonts = reference(pdf, resources, b"Font")?;
    match pdf.objects.remove(&fonts) {
        Some(Object::Dictionary(fonts)) => Ok(fonts),
        _ => Err(lopdf::Error::DictKey("Font".into())),
    }
}

fn reference(pdf: &Document, object: ObjectId, key: &[u8]) -> Result<ObjectId, lopdf::Error> {
    pdf.get_dictionary(object)?.get(key)?.as_reference()
}

/// Gives all pages one dictionary of fonts, images and states instead of printpdf's one for each.
fn share_resources(
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

/// How hard a stream is deflated: one level more takes a tenth of the time of a whole PDF, and saves a hundredth of its size.
const LEVEL: u32 = 5;

/// Deflates a stream's content.
pub(super) fn deflated(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), Compression::new(LEVEL));
    encoder.write_all(content)?;
    let mut small = encoder.finish()?;
    small.shrink_to_fit();
    Ok(small)
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
