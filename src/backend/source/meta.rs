//! The metadata as fields: their keys, in the order in which they are written, with their values.

use serde_json::{Map, Value};

use super::blocks::Writer;
use super::escape::Place;
use super::smart;
use crate::model::{Author, Contents, Date, Document, Inline, Language, Listing};

/// The fields of which something is said. Notes that do not fit into a line are the writer's to keep.
pub(super) fn fields<'d>(document: &'d Document, writer: &mut Writer<'d>) -> Map<String, Value> {
    let meta = &document.meta;
    let mut fields = Fields(Map::new());
    fields.marked("title", &meta.title, writer);
    fields.marked("subtitle", &meta.subtitle, writer);
    fields.plain("short-title", meta.short_title.as_deref());
    fields.put("author", authors(&meta.authors));
    fields.put("date", meta.date.as_ref().map(date));
    fields.plain("edition", meta.edition.as_deref());
    fields.plain("language", meta.language.as_ref().map(Language::as_str));
    if !meta.summary.is_empty() {
        let text = writer.blocks(&meta.summary);
        // Several lines read better with an end to the last.
        let end = if text.contains('\n') { "\n" } else { "" };
        fields.put("summary", Some(text + end));
    }
    fields.put("keywords", (!meta.keywords.is_empty()).then(|| meta.keywords.clone()));
    fields.plain("series", meta.series.as_deref());
    fields.plain("number", meta.number.as_deref());
    fields.plain("publisher", meta.publisher.as_deref());
    fields.plain("isbn", meta.isbn.as_deref());
    fields.plain("doi", meta.doi.as_deref());
    fields.plain("report-number", meta.report_number.as_deref());
    fields.marked("licence", &meta.licence, writer);
    fields.marked("disclaimer", &meta.disclaimer, writer);
    fields.plain("marking", meta.marking.as_deref());
    fields.put("toc", meta.contents.map(|_| true));
    fields.put("toc-depth", meta.contents.filter(|depth| *depth != Contents::DEPTH));
    let named =
        |list: &Listing| Listing::WORDS.iter().find(|(_, known)| known == list).map(|(name, _)| *name);
    let lists: Vec<&str> = meta.lists.iter().filter_map(named).collect();
    fields.put("lists", (!lists.is_empty()).then_some(lists));
    fields.put("endnotes", meta.endnotes);
    fields.put("columns", meta.columns);
    fields.put("number-sections", meta.number_sections.then_some(true));
    fields.plain("base-url", meta.base_url.as_deref());
    fields.put("smart", smart::would_change(document).then_some(false));
    fields.0
}

/// Fields in the order in which they were put.
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, key: &str, value: Option<impl Into<Value>>) {
        self.0.extend(value.map(|value| (key.to_owned(), value.into())));
    }

    fn plain(&mut self, key: &str, text: Option<&str>) {
        self.put(key, text);
    }

    /// Words with marks, unless there are none.
    fn marked<'d>(&mut self, key: &str, text: &'d [Inline], writer: &mut Writer<'d>) {
        let value = writer.line(text, Place::Free);
        self.put(key, Some(value).filter(|value| !value.is_empty()));
    }
}

fn date(date: &Date) -> String {
    match date {
        Date::Words(words) => words.clone(),
        Date::Calendar { .. } => date.iso().unwrap_or_default(),
    }
}

/// The authors: a name alone, or a list.
fn authors(authors: &[Author]) -> Option<Value> {
    match authors {
        [] => None,
        [only] => Some(person(only)).map(|value| if value.is_string() { value } else { vec![value].into() }),
        several => Some(several.iter().map(person).collect()),
    }
}

/// An author: a name where nothing else is known.
fn person(author: &Author) -> Value {
    let Author { name, affiliation, role, email, orcid } = author;
    let others = [("role", role), ("affiliation", affiliation), ("email", email), ("orcid", orcid)];
    let mut fields = Fields(Map::new());
    fields.plain("name", Some(name));
    for (key, value) in others {
        fields.plain(key, value.as_deref());
    }
    if fields.0.len() == 1 { name.as_str().into() } else { fields.0.into() }
}
