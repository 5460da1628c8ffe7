//! German.

use super::Terms;
use super::date::DateForm;

/// The words in German.
pub(super) const TERMS: Terms = Terms {
    figure: "Abbildung",
    table: "Tabelle",
    section: "Abschnitt {number}",
    appendix: "Anhang {number}",
    note: "Hinweis",
    tip: "Tipp",
    warning: "Warnung",
    key_findings: "Kernaussagen",
    recommendation: "Empfehlung",
    contents: "Inhalt",
    notes: "Anmerkungen",
    footnote: "Anmerkung",
    summary: "Zusammenfassung",
    source: "Quelle",
    credit: "Bildnachweis",
    page_of: "{page} von {pages}",
    page: "Seite",
    image: "Bild",
    cover: "Umschlag",
    title_page: "Titelseite",
    colophon: "Zu dieser Publikation",
    about_the_authors: "Über die Autorinnen und Autoren",
    about_the_author: "Zur Person",
    recommended_citation: "Zitiervorschlag",
    licence: "Lizenz",
    disclaimer: "Haftungsausschluss",
    publisher: "Herausgeber",
    identifier: "Kennung",
    keywords: "Schlagwörter",
    number: "Nr. {number}",
    done: "Erledigt",
    open: "Offen",
    back: "Zurück zum Text",
    continued: "Fortsetzung",
    colon: ": ",
    comma: ", ",
    dates: DateForm {
        day: "{day}. {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        first: "1",
        months: MONTHS,
        months_alone: MONTHS,
    },
};

/// The months' names.
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
