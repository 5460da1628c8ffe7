//! Ukrainian.

use super::Terms;
use super::date::DateForm;

/// The words in Ukrainian.
pub(super) const TERMS: Terms = Terms {
    figure: "Рисунок",
    table: "Таблиця",
    section: "Розділ {number}",
    appendix: "Додаток {number}",
    note: "Примітка",
    tip: "Порада",
    warning: "Увага",
    key_findings: "Основні висновки",
    recommendation: "Рекомендація",
    contents: "Зміст",
    figures: "Перелік рисунків",
    tables: "Перелік таблиць",
    notes: "Примітки",
    footnote: "Примітка",
    summary: "Резюме",
    source: "Джерело",
    credit: "Автор зображення",
    page_of: "{page} з {pages}",
    page: "Сторінка",
    image: "Зображення",
    cover: "Обкладинка",
    title_page: "Титульна сторінка",
    colophon: "Про видання",
    about_the_authors: "Про авторів",
    about_the_author: "Про автора",
    recommended_citation: "Для цитування",
    licence: "Ліцензія",
    disclaimer: "Відмова від відповідальності",
    publisher: "Видавець",
    identifier: "Ідентифікатор",
    keywords: "Ключові слова",
    number: "№\u{a0}{number}",
    done: "Виконано",
    open: "Не виконано",
    back: "Назад до тексту",
    continued: "{label} (продовження)",
    colon: ": ",
    comma: ", ",
    dates: DateForm {
        day: "{day} {month} {year}\u{a0}р.",
        month: "{month} {year}\u{a0}р.",
        year: "{year}",
        first: "1",
        months: MONTHS,
        months_alone: MONTHS_ALONE,
    },
};

/// The months' names after a day, in the genitive.
const MONTHS: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];

/// The months' names alone.
const MONTHS_ALONE: [&str; 12] = [
    "січень",
    "лютий",
    "березень",
    "квітень",
    "травень",
    "червень",
    "липень",
    "серпень",
    "вересень",
    "жовтень",
    "листопад",
    "грудень",
];
