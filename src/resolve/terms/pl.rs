//! Polish.

use super::Terms;
use super::date::DateForm;

/// The words in Polish.
pub(super) const TERMS: Terms = Terms {
    figure: "Rysunek",
    table: "Tabela",
    section: "Rozdział {number}",
    appendix: "Aneks {number}",
    note: "Uwaga",
    tip: "Wskazówka",
    warning: "Ostrzeżenie",
    key_findings: "Najważniejsze wnioski",
    recommendation: "Rekomendacja",
    contents: "Spis treści",
    figures: "Spis rysunków",
    tables: "Spis tabel",
    notes: "Przypisy",
    footnote: "Przypis",
    summary: "Streszczenie",
    source: "Źródło",
    credit: "Źródło ilustracji",
    page_of: "{page} z {pages}",
    page: "Strona",
    image: "Ilustracja",
    cover: "Okładka",
    title_page: "Strona tytułowa",
    colophon: "O publikacji",
    about_the_authors: "O autorach",
    about_the_author: "O autorze",
    recommended_citation: "Sugerowany sposób cytowania",
    licence: "Licencja",
    disclaimer: "Zastrzeżenie",
    publisher: "Wydawca",
    identifier: "Identyfikator",
    keywords: "Słowa kluczowe",
    number: "Nr\u{a0}{number}",
    done: "Wykonane",
    open: "Do zrobienia",
    back: "Powrót do tekstu",
    continued: "{label} (ciąg dalszy)",
    colon: ": ",
    comma: ", ",
    dates: DateForm {
        day: "{day} {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        first: "1",
        months: MONTHS,
        months_alone: MONTHS_ALONE,
    },
};

/// The months' names after a day, in the genitive.
const MONTHS: [&str; 12] = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];

/// The months' names alone.
const MONTHS_ALONE: [&str; 12] = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
];
