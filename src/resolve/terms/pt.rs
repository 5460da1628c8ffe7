//! Portuguese.

use super::Terms;
use super::date::DateForm;

/// The words in Portuguese, as written in Portugal.
pub(super) const TERMS: Terms = Terms {
    figure: "Figura",
    table: "Tabela",
    section: "Secção {number}",
    appendix: "Apêndice {number}",
    note: "Nota",
    tip: "Sugestão",
    warning: "Aviso",
    key_findings: "Principais conclusões",
    recommendation: "Recomendação",
    contents: "Índice",
    figures: "Figuras",
    tables: "Tabelas",
    notes: "Notas",
    footnote: "Nota",
    summary: "Resumo",
    source: "Fonte",
    credit: "Créditos",
    page_of: "{page} de {pages}",
    page: "Página",
    image: "Imagem",
    cover: "Capa",
    title_page: "Folha de rosto",
    colophon: "Sobre esta publicação",
    about_the_authors: "Sobre os autores",
    about_the_author: "Sobre a autoria",
    recommended_citation: "Citação recomendada",
    licence: "Licença",
    disclaimer: "Aviso legal",
    publisher: "Editor",
    identifier: "Identificador",
    keywords: "Palavras-chave",
    number: "N.º\u{a0}{number}",
    done: "Concluído",
    open: "Por fazer",
    back: "Voltar ao texto",
    continued: "{label} (continuação)",
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

/// What Brazilian usage changes.
pub(super) const BRAZILIAN: Terms = Terms {
    section: "Seção {number}",
    tip: "Dica",
    warning: "Atenção",
    contents: "Sumário",
    publisher: "Editora",
    open: "Pendente",
    dates: DateForm { first: "1º", ..TERMS.dates },
    ..TERMS
};

/// The months' names.
const MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
