//! What the file says about itself in XMP, the form that archives and search programs read.

use lopdf::{Stream, dictionary};

use super::metadata::{PRODUCER, authors, keywords, summary, title};
use super::moment::Moment;
use super::objects::name;
use crate::backend::Stamp;
use crate::model::walk::plain_text;
use crate::model::{Date, Meta};
use crate::resolve::Resolved;

/// The XMP stream, with the identity of the file in 16 bytes. It stays uncompressed, for programs that know no PDF.
pub(super) fn xmp(document: &Resolved, stamp: &Stamp, identity: [u8; 16]) -> Stream {
    let packet = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n{}{}{}</rdf:RDF></x:xmpmeta>\n\
         <?xpacket end=\"r\"?>",
        dublin_core(document),
        basics(document, stamp, identity),
        CONFORMANCE,
    );
    let dict = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
    Stream::new(dict, packet.into_bytes()).with_compression(false)
}

/// PDF/A-2a and PDF/UA-1; PDF/A wants the second explained.
const CONFORMANCE: &str = "\
<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

fn dublin_core(document: &Resolved) -> String {
    let meta = &document.meta;
    let date = meta.date.iter().filter_map(Date::iso).collect::<Vec<_>>();
    [
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
        &in_languages("dc:title", &title(document)),
        &list("dc:creator", "Seq", &authors(meta)),
        &in_languages("dc:description", &summary(&meta.summary)),
        &list("dc:subject", "Bag", &meta.keywords),
        &list("dc:publisher", "Bag", meta.publisher.as_slice()),
        &list("dc:date", "Seq", &date),
        &list("dc:language", "Bag", &[document.language.as_str().to_owned()]),
        &in_languages("dc:rights", &plain_text(&meta.licence)),
        &property("dc:identifier", &identifier(meta).unwrap_or_default()),
        &property("dc:format", "application/pdf"),
        "</rdf:Description>\n",
    ]
    .concat()
}

fn basics(document: &Resolved, stamp: &Stamp, identity: [u8; 16]) -> String {
    let digits = format!("{:032x}", u128::from_be_bytes(identity));
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    let uuid = format!("uuid:{}", parts.join("-"));
    let moment = Moment::of(&document.meta, stamp).map(|moment| moment.iso()).unwrap_or_default();
    [
        "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n",
        &property("xmp:CreatorTool", PRODUCER),
        &property("xmp:CreateDate", &moment),
        &property("xmp:ModifyDate", &moment),
        &property("xmp:MetadataDate", &moment),
        &property("pdf:Producer", PRODUCER),
        &property("pdf:Keywords", &keywords(&document.meta)),
        &property("xmpMM:DocumentID", &uuid),
        &property("xmpMM:InstanceID", &uuid),
        "</rdf:Description>\n",
    ]
    .concat()
}

/// A property with one value; nothing for an empty one.
fn property(key: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("<{key}>{}</{key}>\n", escape(value)) }
}

/// A property that could be told in several languages.
fn in_languages(key: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let value = escape(value);
    format!("<{key}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{key}>\n")
}

/// A property with several values, in order (`Seq`) or not (`Bag`).
fn list(key: &str, kind: &str, values: &[String]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let items: Vec<String> =
        values.iter().map(|value| format!("<rdf:li>{}</rdf:li>", escape(value))).collect();
    format!("<{key}><rdf:{kind}>{}</rdf:{kind}></{key}>\n", items.concat())
}

fn identifier(meta: &Meta) -> Option<String> {
    let doi = meta.doi.as_ref().map(|doi| format!("doi:{doi}"));
    let isbn = meta.isbn.as_ref().map(|isbn| format!("urn:isbn:{isbn}"));
    doi.or(isbn).or_else(|| meta.report_number.clone())
}

/// Text as it may stand in XML.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\0'..=' ' if c != ' ' => safe.push('\u{FFFD}'),
            '\u{FFFE}' | '\u{FFFF}' => safe.push('\u{FFFD}'),
            _ => safe.push(c),
        }
    }
    safe
}
