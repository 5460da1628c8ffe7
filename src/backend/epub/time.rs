//! The moment that stands in the file.

use zip::DateTime;

use crate::backend::Stamp;

/// 1980-01-01T00:00:00Z, in seconds since 1970: where nobody says another moment, and the first that a zip file knows.
const FIRST: i64 = 315_532_800;
/// 2107-12-31T23:59:58Z, the last that a zip file knows.
const LAST: i64 = 4_354_819_198;

/// A moment as calendars and clocks write it, in universal time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    year: i64,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
}

impl Moment {
    /// The moment of a stamp, within the years that both formats can say.
    pub(super) fn of(stamp: &Stamp) -> Self {
        let seconds = stamp.seconds.unwrap_or(FIRST).clamp(FIRST, LAST);
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Days are counted from 1 March of the year 0, so that the leap day is the last of its year.
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: month as u8,
            day: day as u8,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
        }
    }

    /// In the form of ISO 8601.
    pub(super) fn iso(self) -> String {
        let Self { year, month, day, hour, minute, second } = self;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// As a zip file has it, which counts seconds by twos.
    pub(super) fn zip(self) -> DateTime {
        let Self { year, month, day, hour, minute, second } = self;
        DateTime::from_date_and_time(year as u16, month, day, hour, minute, second & !1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use crate::backend::Stamp;

    #[test]
    fn seconds_become_dates() {
        let iso = |seconds| Moment::of(&Stamp { seconds }).iso();
        assert_eq!(iso(None), "1980-01-01T00:00:00Z");
        assert_eq!(iso(Some(0)), "1980-01-01T00:00:00Z");
        assert_eq!(iso(Some(951_782_399)), "2000-02-28T23:59:59Z");
        assert_eq!(iso(Some(951_782_400)), "2000-02-29T00:00:00Z");
        assert_eq!(iso(Some(1_795_435_449)), "2026-11-23T12:04:09Z");
        assert_eq!(iso(Some(i64::MAX)), "2107-12-31T23:59:58Z");
    }
}
