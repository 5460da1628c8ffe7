//! Italian.

use super::Terms;
use super::date::DateForm;

/// The words in Italian.
pub(super) const TERMS: Terms = Terms {
    figure: "Figura",
    table: "Tabella",
    section: "Sezione {number}",
    appendix: "Appendice {number}",
    note: "Nota",
    tip: "Suggerimento",
    warning: "Attenzione",
    key_findings: "Risultati principali",
    recommendation: "Raccomandazione",
    contents: "Indice",
    notes: "Note",
    footnote: "Nota",
    summary: "Sintesi",
    source: "Fonte",
    credit: "Crediti",
    page_of: "{page} di {pages}",
    page: "Pagina",
    image: "Immagine",
    cover: "Copertina",
    title_page: "Frontespizio",
    colophon: "Informazioni su questa pubblicazione",
    about_the_authors: "Informazioni sugli autori",
    about_the_author: "Informazioni sull’autore",
    recommended_citation: "Citazione consigliata",
    licence: "Licenza",
    disclaimer: "Esclusione di responsabilità",
    publisher: "Editore",
    identifier: "Identificativo",
    keywords: "Parole chiave",
    number: "N. {number}",
    done: "Completato",
    open: "Da fare",
    back: "Torna al testo",
    continued: "continua",
    colon: ": ",
    comma: ", ",
    dates: DateForm {
        day: "{day} {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        first: "1º",
        months: MONTHS,
        months_alone: MONTHS,
    },
};

/// The months' names.
const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
