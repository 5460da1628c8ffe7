//! What opens an item of a list: a bullet, a number, a letter.

use crate::model::NumberStyle;

/// The largest number that counts an item; a larger one is a year or an amount.
const LARGEST: u32 = 999;

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Bullet(char),
    Number(Number),
}

/// A style of counting, and how far it has come.
pub(super) type Count = (NumberStyle, u32);

/// A number in both ways in which a letter such as `i` may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    first: Count,
    second: Option<Count>,
    /// Whether a bracket opens, and the sign behind it.
    frame: (bool, char),
}

impl Number {
    /// How a list that begins here counts.
    pub(super) fn opening(self) -> Count {
        self.first
    }

    /// Whether a list may begin here though words stand before it in the same paragraph.
    pub(super) fn is_first(self) -> bool {
        self.first.1 == 1
    }

    /// Whether it might be the initial of a name.
    pub(super) fn is_initial(self) -> bool {
        self.first.0 == NumberStyle::UpperAlpha && self.frame == (false, '.')
    }

    /// Whether it counts on from `count` in the same style.
    pub(super) fn follows(self, other: Self, style: NumberStyle, count: u32) -> bool {
        self.frame == other.frame && [Some(self.first), self.second].contains(&Some((style, count + 1)))
    }
}

/// The sign that opens a line, and how many bytes come before the words of the item.
pub(super) fn marker(words: &str) -> Option<(Sign, usize)> {
    let end = words.find([' ', '\t'])?;
    let (sign, rest) = (&words[..end], words[end..].trim_start());
    let length = words.len() - rest.len();
    let mut chars = sign.chars();
    if let (Some(c @ ('-' | '*' | '+' | '•' | '–' | '·' | '◦' | '▪' | '‣' | 'o')), None) =
        (chars.next(), chars.next())
    {
        return Some((Sign::Bullet(c), length));
    }
    let opened = sign.strip_prefix('(');
    let inner = opened.unwrap_or(sign);
    let close = inner.chars().next_back().filter(|c| *c == ')' || (*c == '.' && opened.is_none()))?;
    let counted = &inner[..inner.len() - 1];
    let (first, second) = readings(counted)?;
    Some((Sign::Number(Number { first, second, frame: (opened.is_some(), close) }), length))
}

/// How a number or letter may be read, the likelier way first.
fn readings(counted: &str) -> Option<(Count, Option<Count>)> {
    if counted.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: u32 = counted.parse().ok()?;
        return (number <= LARGEST).then_some(((NumberStyle::Decimal, number), None));
    }
    let is_upper = counted.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_upper && !counted.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let (alpha, roman) = if is_upper {
        (NumberStyle::UpperAlpha, NumberStyle::UpperRoman)
    } else {
        (NumberStyle::LowerAlpha, NumberStyle::LowerRoman)
    };
    let letter = match counted.as_bytes() {
        [letter] => Some((alpha, u32::from(letter.to_ascii_lowercase() - b'a') + 1)),
        _ => None,
    };
    let number = roman_value(&counted.to_ascii_lowercase()).map(|value| (roman, value));
    match (letter, number) {
        (Some(letter), Some(number)) if number.1 == 1 => Some((number, Some(letter))),
        (Some(letter), number) => Some((letter, number)),
        (None, number) => number.map(|number| (number, None)),
    }
}

/// A Roman number up to 39, beyond which nobody counts items.
fn roman_value(letters: &str) -> Option<u32> {
    let ones = letters.trim_start_matches('x');
    let tens = letters.len() - ones.len();
    let ones =
        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"].iter().position(|one| *one == ones)?;
    let value = tens * 10 + ones;
    (tens <= 3 && value > 0).then_some(value as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(words: &str) -> Number {
        match marker(words) {
            Some((Sign::Number(number), _)) => number,
            other => panic!("{words}: {other:?}"),
        }
    }

    #[test]
    fn signs_open_items() {
        assert_eq!(marker("-  a"), Some((Sign::Bullet('-'), 3)));
        assert_eq!(marker("• a"), Some((Sign::Bullet('•'), 4)));
        assert_eq!(number("(a) b").opening(), (NumberStyle::LowerAlpha, 1));
        assert_eq!(number("iv. b").opening(), (NumberStyle::LowerRoman, 4));
        assert_eq!(number("12) b").opening(), (NumberStyle::Decimal, 12));
        for words in ["-a", "1984. It was", "(see) b", "mix. b", "--strict b", "1.5 b", "a b", "- "] {
            assert_eq!(marker(words.trim_end()), None, "{words}");
        }
    }

    #[test]
    fn letters_count_on() {
        let (h, i) = (number("(h) a"), number("(i) b"));
        assert_eq!(i.opening(), (NumberStyle::LowerRoman, 1));
        assert!(i.follows(h, NumberStyle::LowerAlpha, 8));
        assert!(!number("i. b").follows(h, NumberStyle::LowerAlpha, 8));
    }
}
