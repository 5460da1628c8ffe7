//! Russian.

use super::Terms;
use super::date::DateForm;

/// The words in Russian.
pub(super) const TERMS: Terms = Terms {
    figure: "Рисунок",
    table: "Таблица",
    section: "Раздел {number}",
    appendix: "Приложение {number}",
    note: "Примечание",
    tip: "Совет",
    warning: "Внимание",
    key_findings: "Основные выводы",
    recommendation: "Рекомендация",
    contents: "Содержание",
    figures: "Список рисунков",
    tables: "Список таблиц",
    notes: "Примечания",
    footnote: "Примечание",
    summary: "Резюме",
    source: "Источник",
    credit: "Автор изображения",
    page_of: "{page} из {pages}",
    page: "Страница",
    image: "Изображение",
    cover: "Обложка",
    title_page: "Титульный лист",
    colophon: "Об издании",
    about_the_authors: "Об авторах",
    about_the_author: "Об авторе",
    recommended_citation: "Для цитирования",
    licence: "Лицензия",
    disclaimer: "Отказ от ответственности",
    publisher: "Издатель",
    identifier: "Идентификатор",
    keywords: "Ключевые слова",
    number: "№\u{a0}{number}",
    done: "Выполнено",
    open: "Не выполнено",
    back: "Назад к тексту",
    continued: "{label} (продолжение)",
    colon: ": ",
    comma: ", ",
    dates: DateForm {
        day: "{day} {month} {year}\u{a0}г.",
        month: "{month} {year}\u{a0}г.",
        year: "{year}",
        first: "1",
        months: MONTHS,
        months_alone: MONTHS_ALONE,
    },
};

/// The months' names after a day, in the genitive.
const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// The months' names alone.
const MONTHS_ALONE: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];
