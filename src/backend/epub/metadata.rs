//! What the package says about the book.

use super::accessibility::Facts;
use super::xhtml::{Markup, Tag, Xhtml, clean, tag};
use crate::model::{Author, Block, Language, Meta, walk};
use crate::resolve::Resolved;

/// What names the book among all others.
#[derive(Clone, Debug)]
pub(super) struct Identifier {
    /// The identifier as the package and the navigation give it.
    pub text: String,
}

impl Identifier {
    /// The document's ISBN or DOI, else a name made of the book's own content, so that the same book has the same one.
    pub(super) fn new(meta: &Meta, content: &[&str]) -> Self {
        let text = match (&meta.isbn, &meta.doi) {
            (Some(isbn), _) => isbn_urn(isbn),
            (None, Some(doi)) => doi_text(doi),
            (None, None) => content_urn(content),
        };
        Self { text: clean(&text) }
    }
}

/// An ISBN as a name among all names.
pub(super) fn isbn_urn(isbn: &str) -> String {
    let digits: String = isbn.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("urn:isbn:{digits}")
}

fn doi_text(doi: &str) -> String {
    format!("doi:{}", doi.trim())
}

/// A UUID of version 8 (made by a rule of one's own): two rounds of FNV-1a over the content.
fn content_urn(content: &[&str]) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in content.iter().flat_map(|text| text.bytes()) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    let hash = hash & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let digits = format!("{hash:032x}");
    let (a, b, c, d, e) = (&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]);
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}

/// The children of the package's metadata element.
pub(super) fn write(document: &Resolved, identifier: &Identifier, modified: &str, facts: Facts) -> String {
    let mut out = Xhtml::default();
    out.line();
    let meta = &document.meta;
    identifiers(&mut out, meta, identifier);
    titles(&mut out, document);
    out.block_leaf(tag("dc:language"), document.language.as_str());
    for (index, author) in meta.authors.iter().enumerate() {
        creator(&mut out, author, index + 1, &document.language);
    }
    if let Some(publisher) = &meta.publisher {
        out.block_leaf(tag("dc:publisher"), publisher);
    }
    if let Some(date) = meta.date.as_ref().and_then(crate::model::Date::iso) {
        out.block_leaf(tag("dc:date"), &date);
    }
    for keyword in meta.keywords.iter().filter(|keyword| !keyword.trim().is_empty()) {
        out.block_leaf(tag("dc:subject"), keyword);
    }
    let summary = plain_blocks(&meta.summary);
    if !summary.is_empty() {
        out.block_leaf(tag("dc:description"), &summary);
    }
    for rights in [walk::plain_text(&meta.licence), meta.marking.clone().unwrap_or_default()] {
        if !rights.trim().is_empty() {
            out.block_leaf(tag("dc:rights"), &rights);
        }
    }
    if let Some(edition) = &meta.edition {
        out.block_leaf(property("schema:bookEdition"), edition);
    }
    series(&mut out, meta);
    out.block_leaf(property("dcterms:modified"), modified);
    facts.write(&mut out, document);
    out.void(tag("meta").with("name", "cover").with("content", "cover-image"));
    out.line();
    out.into_text()
}

impl Xhtml {
    /// An element with plain text, on a line of its own.
    pub(super) fn block_leaf(&mut self, tag: Tag, text: &str) {
        self.leaf(tag, text.trim());
        self.line();
    }

    fn refine(&mut self, id: &str, name: &str, scheme: Option<&str>, text: &str) {
        let element = tag("meta").with("refines", &format!("#{id}")).with("property", name);
        self.block_leaf(element.maybe("scheme", scheme), text);
    }
}

/// A statement about the book as a whole.
pub(super) fn property(name: &str) -> Tag {
    tag("meta").with("property", name)
}

/// Kinds of identifier in the list that the trade uses (ONIX list 5).
const ONIX: Option<&str> = Some("onix:codelist5");

fn identifiers(out: &mut Xhtml, meta: &Meta, identifier: &Identifier) {
    // The package names this one as the unique identifier.
    out.block_leaf(tag("dc:identifier").id(Some("epub-id-1")), &identifier.text);
    let isbn = meta.isbn.as_ref().map(|isbn| (isbn_urn(isbn), "15"));
    let doi = meta.doi.as_ref().map(|doi| (doi_text(doi), "06"));
    let report = meta.report_number.as_ref().map(|number| (number.clone(), "01"));
    let mut next = 1;
    for (text, kind) in [isbn, doi, report].into_iter().flatten() {
        let mut id = "epub-id-1".to_owned();
        if clean(&text) != identifier.text {
            next += 1;
            id = format!("epub-id-{next}");
            out.block_leaf(tag("dc:identifier").id(Some(&id)), &text);
        }
        out.refine(&id, "identifier-type", ONIX, kind);
    }
}

fn titles(out: &mut Xhtml, document: &Resolved) {
    let meta = &document.meta;
    let title = document.front.title.trim();
    // A package without a title is not valid; the language stands in for the nothing that is known.
    let title = if title.is_empty() { document.terms.title_page } else { title };
    let subtitle = walk::plain_text(&meta.subtitle);
    let short = meta.short_title.clone().unwrap_or_default();
    let titles = [(title, "main"), (&subtitle, "subtitle"), (&short, "short")];
    let titles = titles.into_iter().filter(|(text, _)| !text.trim().is_empty());
    for (index, (text, kind)) in titles.enumerate() {
        let id = format!("title-{}", index + 1);
        out.block_leaf(tag("dc:title").id(Some(&id)), text);
        out.refine(&id, "title-type", None, kind);
        out.refine(&id, "display-seq", None, &(index + 1).to_string());
    }
}

fn creator(out: &mut Xhtml, author: &Author, number: usize, language: &Language) {
    let id = format!("creator-{number}");
    out.block_leaf(tag("dc:creator").id(Some(&id)), &author.name);
    out.refine(&id, "role", Some("marc:relators"), "aut");
    out.refine(&id, "display-seq", None, &number.to_string());
    if let Some(name) = filing_name(author, language) {
        out.refine(&id, "file-as", None, &name);
    }
    let orcid = author.orcid.as_ref().map(|orcid| format!("https://orcid.org/{orcid}"));
    let details = [
        ("schema:jobTitle", &author.role),
        ("schema:affiliation", &author.affiliation),
        ("schema:email", &author.email),
        ("schema:identifier", &orcid),
    ];
    for (name, detail) in details {
        if let Some(detail) = detail {
            out.refine(&id, name, None, detail);
        }
    }
}

/// The name as a catalogue files it, `Example, Ada`: only for who is known to be a person (a desk or an office has neither
/// post nor ORCID), and only where the family name comes last.
fn filing_name(author: &Author, language: &Language) -> Option<String> {
    let person = author.orcid.is_some() || author.role.is_some();
    let family_first = matches!(language.primary(), "zh" | "ja" | "ko" | "hu" | "vi");
    if !person || family_first || author.name.contains(',') {
        return None;
    }
    let (given, family) = author.name.trim().rsplit_once(' ')?;
    Some(format!("{family}, {given}"))
}

fn series(out: &mut Xhtml, meta: &Meta) {
    let Some(series) = &meta.series else { return };
    out.block_leaf(property("belongs-to-collection").id(Some("series")), series);
    out.refine("series", "collection-type", None, "series");
    let position = meta.number.as_deref().map(group_position).unwrap_or_default();
    if !position.is_empty() {
        out.refine("series", "group-position", None, &position);
    }
}

/// A number in a series as the format wants it: whole numbers with dots between, `2026.3` for `2026/3`.
fn group_position(number: &str) -> String {
    let parts: Vec<_> = number.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    parts.join(".")
}

/// The words of blocks, paragraphs parted by spaces.
fn plain_blocks(blocks: &[Block]) -> String {
    let mut words = Vec::new();
    for block in blocks {
        words.extend(block.texts().into_iter().map(walk::plain_text));
        words.extend(block.children().into_iter().map(|child| plain_blocks(std::slice::from_ref(child))));
    }
    words.retain(|text| !text.trim().is_empty());
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{content_urn, filing_name, group_position};
    use crate::model::{Author, Language};

    #[test]
    fn numbers_in_a_series_are_spelled_with_dots() {
        assert_eq!(group_position("1"), "1");
        assert_eq!(group_position("2026/3"), "2026.3");
        assert_eq!(group_position("No. 12"), "12");
        assert_eq!(group_position("A"), "");
    }

    #[test]
    fn a_book_without_a_number_is_named_after_its_content() {
        let name = content_urn(&["a", "b"]);
        assert_eq!(name.len(), "urn:uuid:".len() + 36);
        assert_eq!(&name[9 + 14..9 + 15], "8");
        assert_ne!(name, content_urn(&["a", "c"]));
    }

    #[test]
    fn only_persons_are_filed_by_their_family_name() {
        let mut author = Author { name: "Ada van Example".into(), ..Author::default() };
        assert_eq!(filing_name(&author, &Language::english()), None);
        author.role = Some("Fellow".into());
        assert_eq!(filing_name(&author, &Language::english()).as_deref(), Some("Example, Ada van"));
    }
}
