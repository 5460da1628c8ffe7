//! The lines of a text: where each begins and ends, how deep it stands, and what it is at first sight.

use std::ops::Range;

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// A line without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The first byte of its words; the same as `end` where it is blank.
    pub(super) start: usize,
    /// The byte after its words.
    pub(super) end: usize,
    /// The column at which its words begin.
    pub(super) indent: usize,
    /// How many characters its words have.
    pub(super) width: usize,
}

impl Line {
    pub(super) fn is_blank(self) -> bool {
        self.start == self.end
    }

    pub(super) fn words(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The line without its first `bytes`, which are no words of it.
    pub(super) fn after(self, text: &str, bytes: usize) -> Self {
        let rest = &text[self.start + bytes..self.end];
        let trimmed = rest.trim_start();
        let start = self.end - trimmed.len();
        let skipped = text[self.start..start].chars().count();
        Self { start, end: self.end, indent: self.indent + skipped, width: self.width - skipped }
    }
}

/// Every line of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = 0;
    for whole in text.split('\n') {
        let words = whole.trim();
        let start = from + (whole.len() - whole.trim_start().len());
        let start = if words.is_empty() { from } else { start };
        let indent = column(&text[from..start]);
        lines.push(Line { start, end: start + words.len(), indent, width: words.chars().count() });
        from += whole.len() + 1;
    }
    lines
}

/// The column behind some white space.
fn column(blank: &str) -> usize {
    blank.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

/// A line with its white space as columns, without the first `margin` of them.
pub(super) fn as_typed(text: &str, line: Line, margin: usize) -> String {
    let mut typed = " ".repeat(line.indent.saturating_sub(margin));
    let mut at = line.indent;
    for c in line.words(text).chars() {
        let next = if c == '\t' { (at / TAB + 1) * TAB } else { at + 1 };
        if c == '\t' {
            typed.extend(std::iter::repeat_n(' ', next - at));
        } else {
            typed.push(c);
        }
        at = next;
    }
    typed
}

/// The sign of which a line of at least three consists, as rules and underlines do.
pub(super) fn rule(words: &str) -> Option<char> {
    let first = words.chars().next().filter(|c| "=-~^*_#+\u{203e}\u{2014}\u{2500}\u{2550}".contains(*c))?;
    let is_rule = words.chars().nth(2).is_some() && words.chars().all(|c| c == first);
    // `* * *` and `- - -` part two thoughts.
    let is_spaced =
        || words.len() >= 5 && words.split(' ').all(|part| part.len() == 1 && part.starts_with(first));
    (is_rule || is_spaced()).then_some(first)
}

/// Stretches of lines between blank ones.
pub(super) fn groups(lines: &[Line]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut from = None;
    for (at, line) in lines.iter().enumerate() {
        match (line.is_blank(), from) {
            (false, None) => from = Some(at),
            (true, Some(start)) => {
                groups.push(start..at);
                from = None;
            }
            (true, None) | (false, Some(_)) => {}
        }
    }
    groups.extend(from.map(|start| start..lines.len()));
    groups
}

/// The least indentation among some lines, blank ones aside.
pub(super) fn margin(lines: &[Line]) -> usize {
    lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_lead_to_stops() {
        let text = "\ta\tb\n  \n c";
        let found = lines(text);
        assert_eq!((found[0].indent, found[0].words(text)), (8, "a\tb"));
        assert!(found[1].is_blank());
        assert_eq!(as_typed(text, found[0], 0), "        a       b");
        assert_eq!(groups(&found), [0..1, 2..3]);
    }

    #[test]
    fn rules_are_of_one_sign() {
        assert_eq!(rule("-----"), Some('-'));
        assert_eq!(rule("* * *"), Some('*'));
        assert_eq!(rule("--"), None);
        assert_eq!(rule("---- ---"), None);
        assert_eq!(rule("abc"), None);
    }
}
