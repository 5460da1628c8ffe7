//! The words that the program adds, per language.

use crate::model::Language;

/// The words that the program adds to a document, in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Terms {
    /// Before a figure's number.
    pub figure: &'static str,
    /// Before a table's number.
    pub table: &'static str,
    /// Before a section's number in a reference.
    pub section: &'static str,
    /// Before an appendix's letter.
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
    /// The page's number, with `{page}` and `{pages}`.
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
    /// The colophon's entry on the authors.
    pub about_the_authors: &'static str,
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
    /// Before a number in a series, with `{number}`.
    pub number: &'static str,
    /// Says that a task is done.
    pub done: &'static str,
    /// Says that a task is open.
    pub open: &'static str,
    /// Leads back from a note to its mark.
    pub back: &'static str,
    /// After the title of a table that goes on from the page before.
    pub continued: &'static str,
}

static ENGLISH: Terms = Terms {
    figure: "Figure",
    table: "Table",
    section: "Section",
    appendix: "Appendix",
    note: "Note",
    tip: "Tip",
    warning: "Warning",
    key_findings: "Key findings",
    recommendation: "Recommendation",
    contents: "Contents",
    notes: "Notes",
    footnote: "Note",
    summary: "Summary",
    source: "Source",
    credit: "Credit",
    page_of: "{page} of {pages}",
    page: "Page",
    image: "Image",
    cover: "Cover",
    title_page: "Title page",
    colophon: "About this publication",
    about_the_authors: "About the authors",
    recommended_citation: "Recommended citation",
    licence: "Licence",
    disclaimer: "Disclaimer",
    publisher: "Publisher",
    identifier: "Identifier",
    keywords: "Keywords",
    number: "No. {number}",
    done: "Done",
    open: "Open",
    back: "Back to the text",
    continued: "continued",
};

impl Terms {
    /// The words in a language; English where it is not among those known.
    pub fn of(language: &Language) -> &'static Self {
        let _ = language;
        &ENGLISH
    }
}
