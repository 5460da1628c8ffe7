//! The values of the front matter that have a form of their own: people, dates, identifiers, addresses.

use super::Reader;
use super::attributes::Word;
use super::metadata::Given;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::{Author, Date, Listing, Meta};
use crate::read::values::{Value, ValueKind};

/// What can be said of an author, with other names for it.
const AUTHOR_KEYS: [(&str, &[&str]); 5] = [
    ("name", &[]),
    ("affiliation", &["affiliations", "institute", "institution", "organization", "organisation"]),
    ("role", &["position", "post"]),
    ("email", &["mail"]),
    ("orcid", &[]),
];

impl Reader<'_> {
    /// One author or several, each a name or a name with what belongs to it.
    pub(super) fn authors(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Vec<Author> {
        if let ValueKind::List(list) = &value.kind {
            return list.iter().filter_map(|value| self.author(given, key, value)).collect();
        }
        self.author(given, key, value).into_iter().collect()
    }

    fn author(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<Author> {
        let ValueKind::Map(entries) = &value.kind else {
            let name = self.text_value(given, key, value)?;
            return Some(Author { name, ..Author::default() });
        };
        let mut author = Author::default();
        for entry in entries {
            let (key, value) = (&entry.key, &entry.value);
            let known =
                AUTHOR_KEYS.iter().find(|(name, others)| *name == key.text || others.contains(&&*key.text));
            match known.map(|(name, _)| *name) {
                Some("name") => author.name = self.name(given, key, value).unwrap_or_default(),
                Some("affiliation") => author.affiliation = self.affiliation(given, key, value),
                Some("role") => author.role = self.joined(given, key, value),
                Some("email") => author.email = self.email(given, key, value),
                Some("orcid") => author.orcid = self.orcid(given, key, value),
                _ => self.unknown_author_key(given, key),
            }
        }
        if author.name.is_empty() {
            let help = "write `name: …`";
            self.bad_value(given.line_span(value), "an author without a name".to_owned(), help);
            return None;
        }
        Some(author)
    }

    fn unknown_author_key(&mut self, given: &Given<'_>, key: &Word) {
        let message = format!("an author has no `{}`", key.text);
        let fault = Diagnostic::new(self.unknown_name(), given.span(key.range.clone()), message);
        let names = AUTHOR_KEYS.iter().map(|(name, _)| *name);
        let help = match nearest(&key.text, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "it has `name`, `affiliation`, `role`, `email` and `orcid`".to_owned(),
        };
        self.fault(fault.with_help(help));
    }

    /// A name, which Quarto also takes apart into given name and family.
    fn name(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let ValueKind::Map(entries) = &value.kind else { return self.text_value(given, key, value) };
        let mut part = |name: &str| {
            let entry = entries.iter().find(|entry| entry.key.text == name)?;
            self.text_value(given, key, &entry.value)
        };
        let literal = part("literal");
        let parts = [part("given"), part("dropping-particle"), part("family")];
        literal.or_else(|| Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")))
    }

    fn affiliation(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        if let ValueKind::List(list) = &value.kind {
            let names: Vec<_> = list.iter().filter_map(|value| self.affiliation(given, key, value)).collect();
            return Some(names.join("; ")).filter(|names| !names.is_empty());
        }
        let ValueKind::Map(entries) = &value.kind else { return self.text_value(given, key, value) };
        let name = entries.iter().find(|entry| entry.key.text == "name")?;
        self.text_value(given, key, &name.value)
    }

    /// A text, or several joined.
    fn joined(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let ValueKind::List(list) = &value.kind else { return self.text_value(given, key, value) };
        let texts: Vec<_> = list.iter().filter_map(|value| self.text_value(given, key, value)).collect();
        Some(texts.join(", ")).filter(|texts| !texts.is_empty())
    }

    fn email(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let text = self.text_value(given, key, value)?;
        let address = text.strip_prefix("mailto:").unwrap_or(&text).to_owned();
        let sound =
            address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
                && !address.contains(char::is_whitespace);
        if sound {
            return Some(address);
        }
        let help = "write an address such as `name@example.org`";
        self.bad_value(given.span(value.range.clone()), format!("`{text}` is no e-mail address"), help);
        None
    }

    fn orcid(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let text = self.text_value(given, key, value)?;
        let id = text.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_ascii_uppercase();
        let groups: Vec<&str> = id.split('-').collect();
        let sound = groups.len() == 4
            && groups.iter().all(|group| group.len() == 4)
            && id
                .char_indices()
                .all(|(at, c)| c.is_ascii_digit() || c == '-' || (c == 'X' && at == id.len() - 1));
        if sound {
            return Some(id);
        }
        let help = "an ORCID has four groups of four, as in `0000-0002-1825-0097`";
        self.bad_value(given.span(value.range.clone()), format!("`{text}` is no ORCID"), help);
        None
    }

    /// A date in the form of ISO 8601, or words.
    pub(super) fn date(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<Date> {
        let text = self.text_value(given, key, value)?;
        let span = given.span(value.range.clone());
        if matches!(&*text.to_lowercase(), "today" | "now" | "last-modified" | "\\today") {
            let message = format!("`{text}` is no date that stays the same");
            self.bad_value(span, message, "write the date itself, such as `2026-11-23`");
            return None;
        }
        match calendar(&text) {
            Some(Ok(date)) => Some(date),
            Some(Err(())) => {
                let help = "write year, month and day, as in `2026-11-23`";
                self.bad_value(span, format!("there is no date `{text}`"), help);
                None
            }
            None => Some(Date::Words(text)),
        }
    }

    /// Keywords as a list, or as a text with commas.
    pub(super) fn keywords(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Vec<String> {
        if let ValueKind::List(list) = &value.kind {
            return list.iter().filter_map(|value| self.text_value(given, key, value)).collect();
        }
        let text = self.text_value(given, key, value).unwrap_or_default();
        text.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    }

    /// The lists beside that of the headings, each once.
    pub(super) fn lists(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Vec<Listing> {
        let mut lists = Vec::new();
        for word in self.keywords(given, key, value) {
            match Listing::WORDS.iter().find(|(name, _)| *name == word) {
                Some((_, list)) if lists.contains(list) => {}
                Some((_, list)) => lists.push(*list),
                None => {
                    let message = format!("there is no list of `{word}`");
                    self.bad_value(given.line_span(value), message, "it can be `figures` or `tables`");
                }
            }
        }
        lists
    }

    pub(super) fn isbn(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let text = self.text_value(given, key, value)?;
        let isbn = as_isbn(&text);
        if isbn.is_none() {
            let help = "an ISBN has 13 digits, or 10 in old books; hyphens may stand between";
            self.bad_value(given.span(value.range.clone()), format!("`{text}` is no ISBN"), help);
        }
        isbn
    }

    pub(super) fn doi(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let text = self.text_value(given, key, value)?;
        let doi = as_doi(&text);
        if doi.is_none() {
            let help = "a DOI begins with `10.` and has a slash, as in `10.1000/182`";
            self.bad_value(given.span(value.range.clone()), format!("`{text}` is no DOI"), help);
        }
        doi
    }

    /// An identifier, whose kind shows in its form; several in a list.
    pub(super) fn identifier(&mut self, meta: &mut Meta, given: &Given<'_>, key: &Word, value: &Value) {
        if let ValueKind::List(list) = &value.kind {
            for value in list {
                self.identifier(meta, given, key, value);
            }
            return;
        }
        // Pandoc's form for EPUB.
        if let ValueKind::Map(entries) = &value.kind
            && let Some(entry) = entries.iter().find(|entry| entry.key.text == "text")
        {
            return self.identifier(meta, given, key, &entry.value);
        }
        let Some(text) = self.text_value(given, key, value) else { return };
        if let Some(doi) = as_doi(&text) {
            meta.doi = Some(doi);
        } else if let Some(isbn) = as_isbn(&text) {
            meta.isbn = Some(isbn);
        } else {
            meta.report_number = Some(text);
        }
    }

    pub(super) fn base_url(&mut self, given: &Given<'_>, key: &Word, value: &Value) -> Option<String> {
        let text = self.text_value(given, key, value)?;
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        if host.is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace)) {
            return Some(text);
        }
        let help = "write the whole address, as in `https://example.org/briefs/`";
        self.bad_value(given.span(value.range.clone()), format!("`{text}` is no web address"), help);
        None
    }
}

/// A date of which the year, the month and the day are given in numbers; an error if there is none such.
fn calendar(text: &str) -> Option<Result<Date, ()>> {
    let date = text.split(['T', ' ']).next().filter(|date| date.len() == 10).unwrap_or(text);
    let parts: Vec<&str> = date.split('-').collect();
    let shaped = parts.iter().enumerate().all(|(index, part)| {
        part.len() == (if index == 0 { 4 } else { 2 }) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    if !shaped || parts.len() > 3 {
        return None;
    }
    let year: u16 = parts[0].parse().ok()?;
    let month: Option<u8> = parts.get(1).and_then(|part| part.parse().ok());
    let day: Option<u8> = parts.get(2).and_then(|part| part.parse().ok());
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month.unwrap_or(1) {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    let exists = year > 0 && (1..=days).contains(&day.unwrap_or(1));
    Some(exists.then_some(Date::Calendar { year, month, day }).ok_or(()))
}

fn as_isbn(text: &str) -> Option<String> {
    let rest = text.trim().trim_start_matches("urn:").trim_start_matches("ISBN").trim_start_matches("isbn");
    let isbn: String = rest.trim_start_matches(':').trim().replace([' ', '\u{2011}', '\u{2013}'], "-");
    let digits: Vec<char> = isbn.chars().filter(|c| *c != '-').collect();
    let last_may_be_x = digits.len() == 10;
    let sound = matches!(digits.len(), 10 | 13)
        && digits
            .iter()
            .enumerate()
            .all(|(at, c)| c.is_ascii_digit() || (last_may_be_x && at == 9 && matches!(c, 'X' | 'x')));
    sound.then_some(isbn)
}

fn as_doi(text: &str) -> Option<String> {
    let at = text.find("10.")?;
    let before = &text[..at];
    let known = matches!(
        before.to_lowercase().trim(),
        "" | "doi:"
            | "https://doi.org/"
            | "http://doi.org/"
            | "https://dx.doi.org/"
            | "http://dx.doi.org/"
            | "doi.org/"
    );
    let doi = text[at..].trim();
    let (registrant, name) = doi.split_once('/')?;
    let sound = known && registrant.len() > 3 && !name.is_empty() && !doi.contains(char::is_whitespace);
    sound.then(|| doi.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_checked() {
        let date = |text| calendar(text).map(|date| date.ok().and_then(|date| date.iso()));
        assert_eq!(date("2026"), Some(Some("2026".into())));
        assert_eq!(date("2026-11"), Some(Some("2026-11".into())));
        assert_eq!(date("2024-02-29"), Some(Some("2024-02-29".into())));
        assert_eq!(date("2026-11-23T10:00:00Z"), Some(Some("2026-11-23".into())));
        assert_eq!(date("2026-02-29"), Some(None));
        assert_eq!(date("2026-13"), Some(None));
        assert_eq!(date("Spring 2026"), None);
    }

    #[test]
    fn identifiers_show_their_kind() {
        assert_eq!(as_isbn("ISBN 978-3-16-148410-0").as_deref(), Some("978-3-16-148410-0"));
        assert_eq!(as_isbn("080442957X").as_deref(), Some("080442957X"));
        assert_eq!(as_isbn("RR-2026/3"), None);
        assert_eq!(as_doi("https://doi.org/10.1000/182").as_deref(), Some("10.1000/182"));
        assert_eq!(as_doi("doi: 10.1000/182").as_deref(), Some("10.1000/182"));
        assert_eq!(as_doi("10.5"), None);
    }
}
