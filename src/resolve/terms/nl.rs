//! Dutch.

use super::Terms;
use super::date::DateForm;

/// The words in Dutch.
pub(super) const TERMS: Terms = Terms {
    figure: "Figuur",
    table: "Tabel",
    section: "Paragraaf {number}",
    appendix: "Bijlage {number}",
    note: "Opmerking",
    tip: "Tip",
    warning: "Waarschuwing",
    key_findings: "Belangrijkste bevindingen",
    recommendation: "Aanbeveling",
    contents: "Inhoud",
    notes: "Noten",
    footnote: "Noot",
    summary: "Samenvatting",
    source: "Bron",
    credit: "Beeld",
    page_of: "{page} van {pages}",
    page: "Pagina",
    image: "Afbeelding",
    cover: "Omslag",
    title_page: "Titelpagina",
    colophon: "Over deze publicatie",
    about_the_authors: "Over de auteurs",
    about_the_author: "Over de auteur",
    recommended_citation: "Aanbevolen bronvermelding",
    licence: "Licentie",
    disclaimer: "Disclaimer",
    publisher: "Uitgever",
    identifier: "Identificatie",
    keywords: "Trefwoorden",
    number: "Nr. {number}",
    done: "Afgerond",
    open: "Te doen",
    back: "Terug naar de tekst",
    continued: "vervolg",
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

/// The months' names.
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
