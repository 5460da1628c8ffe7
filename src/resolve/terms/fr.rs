//! French.

use super::Terms;
use super::date::DateForm;

/// The words in French.
pub(super) const TERMS: Terms = Terms {
    figure: "Figure",
    table: "Tableau",
    section: "Section {number}",
    appendix: "Annexe {number}",
    note: "Note",
    tip: "Conseil",
    warning: "Attention",
    key_findings: "Points clés",
    recommendation: "Recommandation",
    contents: "Sommaire",
    notes: "Notes",
    footnote: "Note",
    summary: "Résumé",
    source: "Source",
    credit: "Crédit",
    page_of: "{page} sur {pages}",
    page: "Page",
    image: "Image",
    cover: "Couverture",
    title_page: "Page de titre",
    colophon: "À propos de cette publication",
    about_the_authors: "À propos des auteurs",
    about_the_author: "À propos de l’auteur",
    recommended_citation: "Pour citer ce document",
    licence: "Licence",
    disclaimer: "Clause de non-responsabilité",
    publisher: "Éditeur",
    identifier: "Identifiant",
    keywords: "Mots-clés",
    number: "N°\u{a0}{number}",
    done: "Fait",
    open: "À faire",
    back: "Retour au texte",
    continued: "suite",
    colon: "\u{a0}: ",
    comma: ", ",
    dates: DateForm {
        day: "{day} {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        first: "1er",
        months: MONTHS,
        months_alone: MONTHS,
    },
};

/// The months' names.
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
