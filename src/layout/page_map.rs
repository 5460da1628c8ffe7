//! Which page holds what, so that Word's contents list and the EPUB's page list agree with print.

use std::collections::BTreeMap;

use crate::model::{BlockId, Label};

/// The pages of labels, and where each page begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageMap {
    /// The page of every label, from 0.
    pub labels: BTreeMap<Label, usize>,
    /// For every page its printed number and where it begins, in order.
    pub starts: Vec<PageStart>,
}

impl PageMap {
    /// The printed page number of a label.
    pub fn page_label(&self, label: &Label) -> Option<&str> {
        self.labels.get(label).and_then(|&page| self.starts.get(page)).map(|start| start.label.as_str())
    }
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStart {
    /// The page's number as printed.
    pub label: String,
    /// The first block with content on the page; `None` for the first page and for one that holds the front matter only.
    pub block: Option<BlockId>,
    /// Where in that block.
    pub offset: Offset,
}

/// A place within a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offset {
    /// At its beginning.
    #[default]
    Start,
    /// So many bytes into its text, as `walk::plain_text` gives it.
    Text(usize),
    /// At a row of a table, counted over its body from 0.
    Row(usize),
}

/// Roman numbers up to 3,999, in small letters; others stay figures.
pub fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// The number that stands in Roman letters, as [`roman`] writes it.
pub fn roman_value(text: &str) -> Option<u32> {
    let worth = |sign: char| "ivxlcdm".find(sign).map(|at| [1, 5, 10, 50, 100, 500, 1000][at]);
    let signs: Vec<i32> = text.chars().map(worth).collect::<Option<_>>()?;
    let sum: i32 = signs
        .iter()
        .enumerate()
        .map(|(at, sign)| if signs.get(at + 1).is_some_and(|next| next > sign) { -sign } else { *sign })
        .sum();
    u32::try_from(sum).ok().filter(|number| *number > 0 && roman(*number) == text)
}

#[cfg(test)]
mod tests {
    use super::{roman, roman_value};

    #[test]
    fn roman_numbers_are_read_as_they_are_written() {
        assert_eq!([1, 4, 9, 14, 1990].map(roman), ["i", "iv", "ix", "xiv", "mcmxc"]);
        assert!((1..4000).all(|number| roman_value(&roman(number)) == Some(number)));
        assert_eq!(["", "iiii", "4", "cover", "ic"].map(roman_value), [None; 5]);
    }
}
