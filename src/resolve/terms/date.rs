//! Dates as each language spells them.

use super::Terms;
use crate::model::Date;

/// How a language spells dates: patterns with `{day}`, `{month}` (its name), `{m}` (its number) and `{year}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DateForm {
    /// A day.
    pub(super) day: &'static str,
    /// A month without a day.
    pub(super) month: &'static str,
    /// A year alone.
    pub(super) year: &'static str,
    /// The first of a month, where it is not `1`.
    pub(super) first: &'static str,
    /// The months' names after a day.
    pub(super) months: [&'static str; 12],
    /// The months' names alone.
    pub(super) months_alone: [&'static str; 12],
}

/// No names: for languages that number their months.
pub(super) const NUMBERED: [&str; 12] = [""; 12];

impl Terms {
    /// A date as it is printed, such as `23 November 2026`.
    pub fn date(&self, date: &Date) -> String {
        let form = &self.dates;
        match date {
            Date::Words(words) => words.clone(),
            Date::Calendar { year, month: None, .. } => form.year.replace("{year}", &year.to_string()),
            Date::Calendar { year, month: Some(month), day: None } => {
                fill(form.month, &form.months_alone, *year, *month)
            }
            Date::Calendar { year, month: Some(month), day: Some(day) } => {
                let day = if *day == 1 { form.first.to_owned() } else { day.to_string() };
                fill(form.day, &form.months, *year, *month).replace("{day}", &day)
            }
        }
    }
}

/// Puts year and month into a pattern.
fn fill(pattern: &str, names: &[&str; 12], year: u16, month: u8) -> String {
    let name = names.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default();
    pattern.replace("{year}", &year.to_string()).replace("{month}", name).replace("{m}", &month.to_string())
}
