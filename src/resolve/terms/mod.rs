//! The words that the program adds, per language.

mod ar;
mod date;
mod de;
mod en;
mod es;
mod fr;
mod he;
mod it;
mod ja;
mod ko;
mod nl;
mod pl;
mod pt;
mod ru;
mod uk;
mod zh;

use crate::model::Language;
use date::DateForm;

/// The words that the program adds to a document, in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Terms {
    /// Before a figure's number.
    pub figure: &'static str,
    /// Before a table's number.
    pub table: &'static str,
    /// A mention of a numbered section, with `{number}`.
    pub section: &'static str,
    /// A mention of an appendix, with `{number}`.
    pub appendix: &'static str,
    /// The heading of a note; also before the remark under a table.
    pub note: &'static str,
    /// The heading of a tip.
    pub tip: &'static str,
    /// The heading of a warning.
    pub warning: &'static str,
    /// The heading of key findings.
    pub key_findings: &'static str,
    /// The heading of a recommendation, before its number.
    pub recommendation: &'static str,
    /// The heading of the contents list.
    pub contents: &'static str,
    /// The heading of the list of figures.
    pub figures: &'static str,
    /// The heading of the list of tables.
    pub tables: &'static str,
    /// The heading of the notes, and the name of their list.
    pub notes: &'static str,
    /// Before a footnote's number where a link to it needs a name.
    pub footnote: &'static str,
    /// The name of the summary.
    pub summary: &'static str,
    /// Before the source of a figure or table.
    pub source: &'static str,
    /// Before the credit of an image.
    pub credit: &'static str,
    /// The page's number, with `{page}` and `{pages}` in either order.
    pub page_of: &'static str,
    /// Before a page's number where it stands alone.
    pub page: &'static str,
    /// Before an image's file name where it has no other text.
    pub image: &'static str,
    /// The name of the cover.
    pub cover: &'static str,
    /// The name of the title page.
    pub title_page: &'static str,
    /// The name of the colophon.
    pub colophon: &'static str,
    /// The colophon's entry on several authors.
    pub about_the_authors: &'static str,
    /// The colophon's entry on a single author.
    pub about_the_author: &'static str,
    /// The colophon's entry with the citation.
    pub recommended_citation: &'static str,
    /// The colophon's entry with the terms of use.
    pub licence: &'static str,
    /// The colophon's entry with the disclaimer.
    pub disclaimer: &'static str,
    /// The colophon's entry with the publisher.
    pub publisher: &'static str,
    /// The colophon's entry with ISBN, DOI and report number.
    pub identifier: &'static str,
    /// The colophon's entry with the keywords.
    pub keywords: &'static str,
    /// A number in a series, with `{number}`.
    pub number: &'static str,
    /// Says that a task is done.
    pub done: &'static str,
    /// Says that a task is open.
    pub open: &'static str,
    /// Leads back from a note to its mark.
    pub back: &'static str,
    /// Names a table that goes on from the page before, with `{label}`.
    pub continued: &'static str,
    /// Between one of these words and the text that it introduces, spaces included, as in `Source: UN`.
    pub colon: &'static str,
    /// Between the items of a list in running text, spaces included.
    pub comma: &'static str,
    /// How dates are spelled.
    dates: DateForm,
}

impl Terms {
    /// The words in a language; English where it is not among those known.
    pub fn of(language: &Language) -> &'static Self {
        static ARABIC: Terms = ar::TERMS;
        static GERMAN: Terms = de::TERMS;
        static ENGLISH: Terms = en::TERMS;
        static AMERICAN: Terms = en::AMERICAN;
        static SPANISH: Terms = es::TERMS;
        static FRENCH: Terms = fr::TERMS;
        static HEBREW: Terms = he::TERMS;
        static ITALIAN: Terms = it::TERMS;
        static JAPANESE: Terms = ja::TERMS;
        static KOREAN: Terms = ko::TERMS;
        static DUTCH: Terms = nl::TERMS;
        static POLISH: Terms = pl::TERMS;
        static PORTUGUESE: Terms = pt::TERMS;
        static BRAZILIAN: Terms = pt::BRAZILIAN;
        static RUSSIAN: Terms = ru::TERMS;
        static UKRAINIAN: Terms = uk::TERMS;
        static CHINESE: Terms = zh::SIMPLIFIED;
        static TRADITIONAL: Terms = zh::TRADITIONAL;
        let has = |wanted: &[&str]| language.as_str().split('-').any(|part| wanted.contains(&part));
        match language.primary() {
            "ar" => &ARABIC,
            "de" => &GERMAN,
            "es" => &SPANISH,
            "fr" => &FRENCH,
            "he" => &HEBREW,
            "it" => &ITALIAN,
            "ja" => &JAPANESE,
            "ko" => &KOREAN,
            "nl" => &DUTCH,
            "pl" => &POLISH,
            "pt" if has(&["BR"]) => &BRAZILIAN,
            "pt" => &PORTUGUESE,
            "ru" => &RUSSIAN,
            "uk" => &UKRAINIAN,
            "zh" if has(&["Hant"]) => &TRADITIONAL,
            "zh" if has(&["TW", "HK", "MO"]) && !has(&["Hans"]) => &TRADITIONAL,
            "zh" => &CHINESE,
            "en" if has(&["US"]) => &AMERICAN,
            _ => &ENGLISH,
        }
    }

    /// A counted name, such as `Figure 3`: the same in captions and, with a non-breaking space, in mentions.
    pub fn counted(word: &str, number: &str) -> String {
        format!("{word} {number}")
    }
}
