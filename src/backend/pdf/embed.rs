//! Faces into the file: printpdf embeds each program, the rest of what a font object must say is completed here.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use printpdf::{
    Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, Pt, TextItem, ToUnicodeCMap,
};

use super::fonts::{Embedded, EmbeddedFace};
use super::objects::number;
use crate::error::Error;
use crate::fonts::{FaceId, Fonts};

/// The name under which pages call a font object.
pub(super) fn resource(face: FaceId, variant: u16) -> String {
    match variant {
        0 => format!("T{}", face.0),
        _ => format!("T{}v{variant}", face.0),
    }
}

/// Gives the faces to printpdf.
///
/// It embeds a face only for the glyphs that some operation shows, so the result names every glyph once. That run must
/// never reach the file: it would be text.
pub(super) fn register(fonts: &Embedded, skeleton: &mut PdfDocument) -> Result<Vec<Op>, Error> {
    let mut operations = Vec::new();
    for (id, face) in &fonts.faces {
        let mut parsed = ParsedFont::from_bytes(&face.program, 0, &mut Vec::new())
            .ok_or_else(|| Error::library(format!("PDF font {}", face.name), "the subset cannot be read"))?;
        parsed.font_name = Some(face.name.clone());
        let key = FontId(resource(*id, 0));
        skeleton.resources.fonts.map.insert(key.clone(), PdfFont::new(parsed));
        let shown =
            face.texts(0).into_iter().map(|(code, text)| Codepoint::with_cid(code, 0.0, text.to_owned()));
        operations.push(Op::SetFont { font: PdfFontHandle::External(key), size: Pt(1.0) });
        operations.push(Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] });
    }
    Ok(operations)
}

/// Completes the font objects that printpdf wrote; the result is the dictionary of fonts for all pages.
pub(super) fn complete(
    pdf: &mut Document,
    written: &Dictionary,
    embedded: &Embedded,
    fonts: &Fonts,
) -> Result<Dictionary, Error> {
    let mut resources = Dictionary::new();
    for (id, face) in &embedded.faces {
        let key = resource(*id, 0);
        let font = written.get(key.as_bytes()).and_then(Object::as_reference).map_err(missing_font)?;
        share_descendant(pdf, font, face, &facts(*id, fonts)).map_err(missing_font)?;
        resources.set(key, font);
        for variant in 1..face.variants() {
            let mut other = pdf.get_dictionary(font).map_err(missing_font)?.clone();
            other.set("ToUnicode", to_unicode(pdf, face, &resource(*id, variant), variant));
            resources.set(resource(*id, variant), pdf.add_object(other));
        }
    }
    Ok(resources)
}

fn missing_font(cause: lopdf::Error) -> Error {
    Error::library("PDF font", cause)
}

/// Corrects the descendant font and makes it an object of its own, so that several font objects can stand over it.
fn share_descendant(
    pdf: &mut Document,
    font: ObjectId,
    face: &EmbeddedFace,
    facts: &Dictionary,
) -> Result<(), lopdf::Error> {
    let descendants = pdf.get_dictionary(font)?.get(b"DescendantFonts")?.as_array()?;
    let mut descendant =
        descendants.first().ok_or(lopdf::Error::DictKey("DescendantFonts".into()))?.as_dict()?.clone();
    // printpdf cuts widths to whole thousandths.
    descendant.set("W", widths(&face.widths()));
    let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
    let descriptor = pdf.get_object_mut(descriptor)?.as_dict_mut()?;
    for (key, value) in facts {
        descriptor.set(key.clone(), value.clone());
    }
    let descendant = pdf.add_object(descendant);
    pdf.get_object_mut(font)?.as_dict_mut()?.set("DescendantFonts", vec![Object::from(descendant)]);
    Ok(())
}

/// The widths of codes: each stretch of codes that follow one another as its first code and a list.
fn widths(list: &[(u16, f64)]) -> Vec<Object> {
    list.chunk_by(|(code, _), (next, _)| code + 1 == *next)
        .flat_map(|stretch| {
            let widths = stretch.iter().map(|&(_, width)| number(width)).collect();
            [Object::Integer(stretch[0].0.into()), Object::Array(widths)]
        })
        .collect()
}

fn to_unicode(pdf: &mut Document, face: &EmbeddedFace, key: &str, variant: u16) -> ObjectId {
    let mappings: BTreeMap<u32, Vec<u32>> = face
        .texts(variant)
        .into_iter()
        .map(|(code, text)| (u32::from(code), text.chars().map(u32::from).collect()))
        .collect();
    let map = ToUnicodeCMap { mappings }.to_cmap_string(key);
    pdf.add_object(Stream::new(Dictionary::new(), map.into_bytes()))
}

/// What the font descriptor says of the original face, in thousandths of the size.
fn facts(id: FaceId, fonts: &Fonts) -> Dictionary {
    const FIXED_PITCH: i64 = 1;
    const SERIF: i64 = 1 << 1;
    // A subset has no standard encoding, so it is symbolic in the sense of the standard.
    const SYMBOLIC: i64 = 1 << 2;
    const ITALIC: i64 = 1 << 6;
    if id == FaceId::MISSING {
        return dictionary! { "Flags" => SYMBOLIC | FIXED_PITCH, "CapHeight" => 700, "StemV" => 40 };
    }
    let face = fonts.face(id);
    let metrics = face.metrics();
    let flag = |bit, is_set| if is_set { bit } else { 0 };
    let flags = SYMBOLIC
        | flag(FIXED_PITCH, metrics.fixed_pitch)
        | flag(SERIF, metrics.serif)
        | flag(ITALIC, face.italic);
    let scaled = |length: f64| number(length.round());
    dictionary! {
        "Flags" => flags,
        "Ascent" => scaled(metrics.ascender),
        "Descent" => scaled(metrics.descender),
        "CapHeight" => scaled(metrics.cap_height),
        "XHeight" => scaled(metrics.x_height),
        "ItalicAngle" => number(metrics.italic_angle),
        // No table states it: the usual estimate from the weight.
        "StemV" => scaled(50.0 + (f64::from(face.weight) / 65.0).powi(2)),
        "FontBBox" => metrics.bounds.map(scaled).to_vec(),
    }
}
