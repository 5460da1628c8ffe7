//! Lengths and colours as a theme file spells them.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::model::theme::{Colour, PageStyle};

/// A length: a number of points, or text with a unit.
#[derive(Clone, Copy)]
pub(super) struct Length(pub f64);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Points(f64),
            Text(String),
        }
        let points = match Form::deserialize(deserializer)? {
            Form::Points(points) => Some(points),
            Form::Text(text) => parse_length(&text),
        };
        points
            .filter(|points| points.is_finite() && points.abs() <= 14_400.0)
            .map(Self)
            .ok_or_else(|| D::Error::custom("a length is wanted: points, or text such as `30mm`"))
    }
}

fn parse_length(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.trim().parse().ok()?;
    let factor = match &text[digits.len()..] {
        "" | "pt" => 1.0,
        "mm" => 72.0 / 25.4,
        "cm" => 72.0 / 2.54,
        "in" => 72.0,
        _ => return None,
    };
    Some(number * factor)
}

/// A number of columns.
#[derive(Clone, Copy)]
pub(super) struct Columns(pub u8);

impl<'de> Deserialize<'de> for Columns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (count, most) = (u8::deserialize(deserializer)?, PageStyle::MOST_COLUMNS);
        let fits = (1..=most).contains(&count);
        fits.then_some(Self(count))
            .ok_or_else(|| D::Error::custom(format!("a number from 1 to {most} is wanted")))
    }
}

/// A share from 0 to as many thousandths.
#[derive(Clone, Copy)]
pub(super) struct Share<const MOST: u32>(pub f64);

impl<'de, const MOST: u32> Deserialize<'de> for Share<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let most = f64::from(MOST) / 1000.0;
        let share = f64::deserialize(deserializer)?;
        let fits = (0.0..=most).contains(&share);
        fits.then_some(Self(share))
            .ok_or_else(|| D::Error::custom(format!("a number from 0 to {most} is wanted")))
    }
}

/// A colour: of its own, or one of the theme's two, pure or mixed with white.
#[derive(Clone, Copy)]
pub(super) enum Paint {
    /// `#0b4f6c`.
    Own(Colour),
    /// `accent`, or `accent 8%`: so much of it in white.
    Accent(f64),
    /// `mark`, likewise.
    Mark(f64),
}

impl Paint {
    fn parse(text: &str) -> Option<Self> {
        let (name, share) = match text.trim().split_once(char::is_whitespace) {
            None => (text.trim(), 1.0),
            Some((name, share)) => {
                (name, share.trim().strip_suffix('%')?.trim().parse::<f64>().ok()? / 100.0)
            }
        };
        match name {
            _ if !(0.0..=1.0).contains(&share) => None,
            "accent" => Some(Self::Accent(share)),
            "mark" => Some(Self::Mark(share)),
            _ => Colour::parse(text).map(Self::Own),
        }
    }

    /// The colour, if it is taken from no other.
    pub(super) fn own(self) -> Option<Colour> {
        match self {
            Self::Own(colour) => Some(colour),
            Self::Accent(_) | Self::Mark(_) => None,
        }
    }

    /// The colour in a theme with these two.
    pub(super) fn of(self, accent: Colour, mark: Colour) -> Colour {
        match self {
            Self::Own(colour) => colour,
            Self::Accent(share) => in_white(accent, share),
            Self::Mark(share) => in_white(mark, share),
        }
    }
}

impl<'de> Deserialize<'de> for Paint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom(
                "a colour is wanted: `#0b4f6c`, `accent`, `mark`, or a share such as `accent 8%`",
            )
        })
    }
}

/// So much of a colour on white paper.
fn in_white(colour: Colour, share: f64) -> Colour {
    let mixed = |part: u8| (255.0 - (255.0 - f64::from(part)) * share).round() as u8;
    Colour { r: mixed(colour.r), g: mixed(colour.g), b: mixed(colour.b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_own_or_the_themes() {
        let (accent, mark) = (Colour { r: 0, g: 100, b: 200 }, Colour { r: 255, g: 0, b: 0 });
        let of = |text: &str| Paint::parse(text).map(|paint| paint.of(accent, mark));
        assert_eq!(of("#010203"), Some(Colour { r: 1, g: 2, b: 3 }));
        assert_eq!(of("accent"), Some(accent));
        assert_eq!(of("mark  10 %"), Some(Colour { r: 255, g: 230, b: 230 }));
        for wrong in ["accent 101%", "accent 8", "accent -1%", "accent NaN%", "#010203 10%", "red", ""] {
            assert!(of(wrong).is_none(), "{wrong}");
        }
    }
}
