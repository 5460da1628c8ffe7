//! What the file says about itself: XMP, and the older information dictionary in the same words.

use lopdf::{Dictionary, Stream, dictionary};

use super::objects::{bytes, name, text};
use crate::backend::Stamp;
use crate::model::walk::plain_text;
use crate::model::{Block, BlockKind, Date, Meta};
use crate::resolve::Resolved;

/// The program that made the file.
const PRODUCER: &str = concat!("Triplicate ", env!("CARGO_PKG_VERSION"));

/// The information dictionary.
pub(super) fn info(document: &Resolved, stamp: &Stamp) -> Dictionary {
    let meta = &document.meta;
    let mut info = dictionary! { "Creator" => text(PRODUCER), "Producer" => text(PRODUCER) };
    let mut set = |key: &str, words: String| {
        if !words.is_empty() {
            info.set(key, text(&words));
        }
    };
    set("Title", title(document));
    set("Author", authors(meta).join("; "));
    set("Subject", summary(&meta.summary));
    set("Keywords", meta.keywords.join(", "));
    if let Some(moment) = Moment::of(meta, stamp) {
        info.set("CreationDate", bytes(moment.pdf()));
        info.set("ModDate", bytes(moment.pdf()));
    }
    info
}

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
    let one = |words: String| Some(words).filter(|words| !words.is_empty());
    let mut xml =
        String::from("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    let mut language_choice = |key: &str, words: Option<String>| {
        if let Some(words) = words {
            let words = escape(&words);
            xml += &format!(
                "<dc:{key}><rdf:Alt><rdf:li xml:lang=\"x-default\">{words}</rdf:li></rdf:Alt></dc:{key}>\n"
            );
        }
    };
    language_choice("title", one(title(document)));
    language_choice("description", one(summary(&meta.summary)));
    language_choice("rights", one(plain_text(&meta.licence)));
    let mut list = |key: &str, kind: &str, items: Vec<String>| {
        if !items.is_empty() {
            let items: String =
                items.iter().map(|item| format!("<rdf:li>{}</rdf:li>", escape(item))).collect();
            xml += &format!("<dc:{key}><rdf:{kind}>{items}</rdf:{kind}></dc:{key}>\n");
        }
    };
    list("creator", "Seq", authors(meta));
    list("subject", "Bag", meta.keywords.clone());
    list("publisher", "Bag", meta.publisher.iter().cloned().collect());
    list("language", "Bag", vec![document.language.as_str().to_owned()]);
    list("date", "Seq", meta.date.iter().filter_map(Date::iso).collect());
    if let Some(identifier) = identifier(meta) {
        xml += &format!("<dc:identifier>{}</dc:identifier>\n", escape(&identifier));
    }
    xml + "<dc:format>application/pdf</dc:format>\n</rdf:Description>\n"
}

fn basics(document: &Resolved, stamp: &Stamp, identity: [u8; 16]) -> String {
    let digits: String = identity.iter().map(|byte| format!("{byte:02x}")).collect();
    let uuid = format!(
        "uuid:{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    );
    let mut xml = format!(
        "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n\
         <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>\n<pdf:Producer>{PRODUCER}</pdf:Producer>\n\
         <xmpMM:DocumentID>{uuid}</xmpMM:DocumentID>\n<xmpMM:InstanceID>{uuid}</xmpMM:InstanceID>\n"
    );
    if !document.meta.keywords.is_empty() {
        xml += &format!("<pdf:Keywords>{}</pdf:Keywords>\n", escape(&document.meta.keywords.join(", ")));
    }
    if let Some(moment) = Moment::of(&document.meta, stamp) {
        for key in ["CreateDate", "ModifyDate", "MetadataDate"] {
            xml += &format!("<xmp:{key}>{}</xmp:{key}>\n", moment.iso());
        }
    }
    xml + "</rdf:Description>\n"
}

fn title(document: &Resolved) -> String {
    if document.front.title.is_empty() {
        plain_text(&document.meta.title)
    } else {
        document.front.title.clone()
    }
}

fn authors(meta: &Meta) -> Vec<String> {
    meta.authors.iter().map(|author| author.name.clone()).filter(|name| !name.is_empty()).collect()
}

/// The words of the summary, its paragraphs in one line.
fn summary(blocks: &[Block]) -> String {
    fn gather(blocks: &[Block], words: &mut Vec<String>) {
        for block in blocks {
            if let BlockKind::Code(code) = &block.kind {
                words.push(code.text.clone());
            }
            words.extend(block.texts().into_iter().map(plain_text).filter(|text| !text.is_empty()));
            for child in block.children() {
                gather(std::slice::from_ref(child), words);
            }
        }
    }
    let mut words = Vec::new();
    gather(blocks, &mut words);
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
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

/// A moment in universal time.
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    second: i64,
}

impl Moment {
    /// The moment that stands in the file: the stamp's, else the document's own date where that is exact to the day.
    fn of(meta: &Meta, stamp: &Stamp) -> Option<Self> {
        match (stamp.seconds, &meta.date) {
            (Some(seconds), _) => Self::since_1970(seconds),
            (None, &Some(Date::Calendar { year, month: Some(month), day: Some(day) })) => {
                Some(Self { year: year.into(), month: month.into(), day: day.into(), second: 0 })
            }
            (None, _) => None,
        }
    }

    /// The moment so many seconds after the beginning of 1970; nothing outside the years 1 to 9999.
    fn since_1970(seconds: i64) -> Option<Self> {
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Counts in eras of 400 years that begin on 1 March, so that leap days stand at the end of a year.
        let shifted = days.checked_add(719_468)?;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (1..=9999).contains(&year).then_some(Self { year, month, day, second })
    }

    fn time(&self) -> (i64, i64, i64) {
        (self.second / 3600, self.second / 60 % 60, self.second % 60)
    }

    fn iso(&self) -> String {
        let (hour, minute, second) = self.time();
        format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", self.year, self.month, self.day)
    }

    fn pdf(&self) -> String {
        let (hour, minute, second) = self.time();
        format!("D:{:04}{:02}{:02}{hour:02}{minute:02}{second:02}Z", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn moments_count_from_1970_through_leap_years() {
        let iso = |seconds| Moment::since_1970(seconds).map(|moment| moment.iso());
        assert_eq!(iso(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(iso(-1).as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!(iso(951_782_400).as_deref(), Some("2000-02-29T00:00:00Z"));
        assert_eq!(iso(1_795_500_245).as_deref(), Some("2026-11-24T06:04:05Z"));
        assert_eq!(iso(i64::MAX), None);
    }
}
