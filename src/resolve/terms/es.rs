//! Spanish.

use super::Terms;
use super::date::DateForm;

/// The words in Spanish.
pub(super) const TERMS: Terms = Terms {
    figure: "Figura",
    table: "Tabla",
    section: "Sección {number}",
    appendix: "Anexo {number}",
    note: "Nota",
    tip: "Consejo",
    warning: "Advertencia",
    key_findings: "Conclusiones principales",
    recommendation: "Recomendación",
    contents: "Índice",
    notes: "Notas",
    footnote: "Nota",
    summary: "Resumen",
    source: "Fuente",
    credit: "Crédito",
    page_of: "{page} de {pages}",
    page: "Página",
    image: "Imagen",
    cover: "Cubierta",
    title_page: "Portada",
    colophon: "Acerca de esta publicación",
    about_the_authors: "Sobre los autores",
    about_the_author: "Sobre la autoría",
    recommended_citation: "Cita recomendada",
    licence: "Licencia",
    disclaimer: "Exención de responsabilidad",
    publisher: "Entidad editora",
    identifier: "Identificador",
    keywords: "Palabras clave",
    number: "N.º\u{a0}{number}",
    done: "Hecho",
    open: "Pendiente",
    back: "Volver al texto",
    continued: "continuación",
    colon: ": ",
    comma: ", ",
    dates: DateForm {
        day: "{day} de {month} de {year}",
        month: "{month} de {year}",
        year: "{year}",
        first: "1",
        months: MONTHS,
        months_alone: MONTHS,
    },
};

/// The months' names.
const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
