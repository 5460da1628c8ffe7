//! What it costs to end a line at a place, on TeX's scale of 0 to 10,000, as readers of each language feel it.

use super::chunk::is_ideographic;
use super::section::IMAGE;

/// With a hyphen added: where lines are even, and where nothing forces them to be.
pub(super) const HYPHEN: f64 = 50.0;
pub(super) const RAGGED_HYPHEN: f64 = 120.0;
/// Within an address or path, but at a joint; and inside what has no place for a hyphen at all.
pub(super) const ADDRESS_ANYWHERE: f64 = 1000.0;
pub(super) const ANYWHERE: f64 = 4000.0;
/// At a joint of an address, and behind its `://`.
const ADDRESS: f64 = 100.0;
/// At a joint that lies inside a name.
const NAME_JOINT: f64 = 250.0;
const ADDRESS_START: f64 = 600.0;
/// After a hyphen or dash that stands there anyway.
const EXPLICIT_HYPHEN: f64 = 50.0;
/// Before a dash that stands between spaces.
const DASH: f64 = 500.0;
/// Where no line ends unless nothing else helps: after a word of one letter or an initial, and between a number and its unit.
pub(super) const BOUND: f64 = 10_000.0;
/// After a short number, which mostly belongs to the word behind it, and before one, which may belong to the word before.
const NUMBER: f64 = 120.0;
const BEFORE_NUMBER: f64 = 80.0;
/// Between digits and the ideographs that count with them.
const DIGIT: f64 = 60.0;
/// At a space of code, and after a sign of it; never between the hyphens of an option and its name.
const CODE_SPACE: f64 = 60.0;
const CODE_SIGN: f64 = 300.0;
/// Inside a Korean word: where lines are even, and where they are not.
const HANGUL: f64 = 20.0;
const RAGGED_HANGUL: f64 = 300.0;

/// A place where a line may end by the rules of Unicode.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The text since the last such place.
    pub before: &'a str,
    /// The text that follows.
    pub after: &'a str,
    /// Whether it lies in an address or path.
    pub address: bool,
    /// Whether it lies in code.
    pub code: bool,
    /// Whether lines need not be even.
    pub ragged: bool,
}

impl Place<'_> {
    /// What it costs to end a line here.
    pub(super) fn cost(&self) -> f64 {
        let word = self.before.trim_end();
        let (Some(last), Some(first)) = (word.chars().next_back(), self.after.chars().next()) else {
            return 0.0;
        };
        if self.code {
            return in_code(word, word.len() < self.before.len());
        }
        if word.len() < self.before.len() {
            return self.after_space(word);
        }
        let hangul = if self.ragged { RAGGED_HANGUL } else { HANGUL };
        match (last, first) {
            (IMAGE, _) | (_, IMAGE) => 0.0,
            ('/', _) if self.address && word.ends_with("//") => ADDRESS_START,
            _ if self.address => ADDRESS,
            _ if is_hangul(first) && last.is_alphanumeric() => hangul,
            _ if last.is_numeric() && is_ideographic(first) => DIGIT,
            _ if is_ideographic(last) && first.is_numeric() => DIGIT,
            _ if is_ideographic(last) || last.is_alphanumeric() => 0.0,
            _ => EXPLICIT_HYPHEN,
        }
    }

    fn begins_with_number(&self) -> bool {
        let digits = short_number(self.after);
        digits > 0
            && !self.after[digits..].starts_with(|next: char| next.is_alphanumeric() || ",.".contains(next))
    }

    fn after_space(&self, word: &str) -> f64 {
        if self.after.strip_prefix(['–', '—']).is_some_and(|rest| rest.starts_with(' ')) {
            DASH
        } else if is_one_letter(word) || (is_number(word) && begins_with_unit(self.after)) {
            BOUND
        } else if short_number(word) == word.len() {
            NUMBER
        } else if self.begins_with_number() {
            BEFORE_NUMBER
        } else {
            0.0
        }
    }
}

/// What it costs to end a line in code, after a word of it.
fn in_code(word: &str, at_space: bool) -> f64 {
    match word.trim_start_matches('-').is_empty() {
        _ if at_space => CODE_SPACE,
        true => ANYWHERE,
        false => CODE_SIGN,
    }
}

/// The length of the number of one or two digits that a text begins with; 0 if it begins with none.
fn short_number(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits < 3 { digits } else { 0 }
}

/// Whether a word is one letter, or one with a full stop: an initial.
fn is_one_letter(word: &str) -> bool {
    let mut characters = word.trim_start_matches(['(', '“', '‘', '«', '„']).chars();
    let first = characters.next();
    let letter = first.is_some_and(|first| first.is_alphabetic() && !is_ideographic(first));
    match characters.as_str() {
        "" => letter,
        "." => letter && first.is_some_and(char::is_uppercase),
        _ => false,
    }
}

/// Whether a word is a number as it is written before a unit.
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['(', '+', '−', '-', '±', '~', '≈', '<', '>', '$', '€', '£', '¥']);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|sign| sign.is_ascii_digit() || ".,–-/\u{2009}\u{202F}".contains(sign))
}

/// Units of measure as they stand after a number, and the words of large numbers, which count like units.
const UNITS: [&str; 71] = [
    "%", "‰", "°", "°C", "°F", "K", "m", "mm", "cm", "dm", "km", "nm", "µm", "μm", "m²", "km²", "m³", "cm³",
    "ha", "ft", "mi", "yd", "g", "mg", "µg", "kg", "t", "kt", "Mt", "Gt", "lb", "oz", "l", "L", "ml", "mL",
    "hl", "s", "ms", "min", "h", "d", "km/h", "m/s", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW", "TW",
    "kWh", "MWh", "GWh", "TWh", "J", "kJ", "MJ", "V", "kV", "Pa", "kPa", "hPa", "bar", "pt", "KiB", "MiB",
    "GiB", "dwt",
];
const SCALES: [&str; 18] = [
    "million",
    "billion",
    "trillion",
    "Million",
    "Millionen",
    "Milliarden",
    "Mio",
    "Mrd",
    "millions",
    "milliards",
    "millones",
    "milioni",
    "miliardi",
    "milhões",
    "milionów",
    "млн",
    "млрд",
    "тыс",
];
const MONEY: [&str; 12] = ["€", "$", "£", "¥", "₩", "USD", "EUR", "GBP", "CNY", "RMB", "KRW", "CHF"];

/// Whether a text begins with what belongs to the number before it.
fn begins_with_unit(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '’', '»']);
    [&UNITS[..], &SCALES[..], &MONEY[..]].iter().any(|list| list.contains(&word))
}

fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7FF}')
}

/// Whether an address or a name in code may well be broken between these two: after a sign that joins its parts.
pub(super) fn is_joint(before: &str, after: &str) -> bool {
    let joins = |character: char| {
        matches!(character, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '#' | '%' | '+' | ':')
    };
    before.ends_with(joins) && !after.starts_with(joins) && !after.is_empty()
}

/// What it costs to break at a joint.
pub(super) fn joint_cost(before: &str) -> f64 {
    if before.ends_with(['_', '-']) { NAME_JOINT } else { ADDRESS }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(before: &str, after: &str) -> f64 {
        Place { before, after, address: false, code: false, ragged: true }.cost()
    }

    #[test]
    fn lines_end_where_readers_expect() {
        assert_eq!(cost("word ", "next"), 0.0);
        assert_eq!(cost("trade ", "– and"), DASH);
        assert_eq!(cost("– ", "and"), 0.0);
        assert_eq!(cost("w ", "Polsce"), BOUND);
        assert_eq!(cost("a ", "word"), BOUND);
        assert_eq!(cost("J. ", "Smith"), BOUND);
        assert_eq!(cost("it. ", "Then"), 0.0);
        assert_eq!(cost("120 ", "km, and"), BOUND);
        assert_eq!(cost("$1.5 ", "billion"), BOUND);
        assert_eq!(cost("3–5 ", "%."), BOUND);
        assert_eq!(cost("120 ", "kings"), 0.0);
        assert_eq!(cost("9 ", "October"), NUMBER);
        assert_eq!(cost("Figure ", "1 shows"), BEFORE_NUMBER);
        assert_eq!(cost("is ", "1.5 times"), 0.0);
        assert_eq!(cost("1978 ", "made"), 0.0);
        assert_eq!(cost("well-", "known"), EXPLICIT_HYPHEN);
        assert_eq!(cost("国", "家"), 0.0);
        assert_eq!(cost("2023", "年"), DIGIT);
        assert_eq!(cost("한", "국"), RAGGED_HANGUL);
        assert_eq!(cost("한 ", "국"), 0.0);
    }

    #[test]
    fn options_in_code_keep_their_hyphens() {
        let cost = |before, after| Place { before, after, address: false, code: true, ragged: true }.cost();
        assert_eq!(cost("--", "release"), ANYWHERE);
        assert_eq!(cost("export ", "--pdf"), CODE_SPACE);
        assert_eq!(cost("out-", "dir"), CODE_SIGN);
    }

    #[test]
    fn addresses_break_at_joints() {
        let place = Place { before: "https://", after: "un.org", address: true, code: false, ragged: false };
        assert_eq!(place.cost(), ADDRESS_START);
        assert_eq!(Place { before: "org/", after: "doc", ..place }.cost(), ADDRESS);
        assert!(is_joint("Policy::", "Pass") && !is_joint("Policy:", ":Pass"));
        assert!(is_joint("un.", "org") && !is_joint("/", "/") && !is_joint("un", "org"));
    }
}
