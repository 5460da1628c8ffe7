//! The date that stands in the file.

use crate::backend::Stamp;
use crate::model::{Date, Meta};

/// A moment in universal time.
pub(super) struct Moment {
    year: i64,
    month: i64,
    day: i64,
    second: i64,
}

impl Moment {
    /// The moment that stands in the file: the stamp's, else the document's own date where that is exact to the day.
    pub(super) fn of(meta: &Meta, stamp: &Stamp) -> Option<Self> {
        match (stamp.seconds, &meta.date) {
            (Some(seconds), _) => Self::since_1970(seconds),
            (None, &Some(Date::Calendar { year, month: Some(month), day: Some(day) })) => {
                Some(Self { year: year.into(), month: month.into(), day: day.into(), second: 0 })
            }
            (None, _) => None,
        }
    }

    /// The moment so many seconds after the beginning of 1970; nothing outside the years 1 to 9999.
    fn since_1970(seconds: i64) -> Option<Self> {
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Counts in eras of 400 years that begin on 1 March, so that leap days stand at the end of a year.
        let shifted = days.checked_add(719_468)?;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (1..=9999).contains(&year).then_some(Self { year, month, day, second })
    }

    fn time(&self) -> (i64, i64, i64) {
        (self.second / 3600, self.second / 60 % 60, self.second % 60)
    }

    /// In the form of ISO 8601.
    pub(super) fn iso(&self) -> String {
        let (hour, minute, second) = self.time();
        format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", self.year, self.month, self.day)
    }

    /// In the form of PDF.
    pub(super) fn pdf(&self) -> String {
        let (hour, minute, second) = self.time();
        format!("D:{:04}{:02}{:02}{hour:02}{minute:02}{second:02}Z", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn moments_count_from_1970_through_leap_years() {
        let iso = |seconds| Moment::since_1970(seconds).map(|moment| moment.iso());
        assert_eq!(iso(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(iso(-1).as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!(iso(951_782_400).as_deref(), Some("2000-02-29T00:00:00Z"));
        assert_eq!(iso(1_795_500_245).as_deref(), Some("2026-11-24T06:04:05Z"));
        assert_eq!(iso(i64::MAX), None);
    }
}
