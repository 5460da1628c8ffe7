//! English.

use super::Terms;
use super::date::DateForm;

/// The words in English.
pub(super) const TERMS: Terms = Terms {
    figure: "Figure",
    table: "Table",
    section: "Section {number}",
    appendix: "Appendix {number}",
    note: "Note",
    tip: "Tip",
    warning: "Warning",
    key_findings: "Key findings",
    recommendation: "Recommendation",
    contents: "Contents",
    figures: "Figures",
    tables: "Tables",
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
    about_the_author: "About the author",
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
    continued: "{label} (continued)",
    colon: ": ",
    comma: ", ",
    dates: DateForm {
        day: "{day} {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        first: "1",
        months: MONTHS,
        months_alone: MONTHS,
    },
};

/// What American spelling and dates change.
pub(super) const AMERICAN: Terms =
    Terms { licence: "License", dates: DateForm { day: "{month} {day}, {year}", ..TERMS.dates }, ..TERMS };

/// The months' names.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
