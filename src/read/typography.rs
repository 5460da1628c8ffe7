//! The signs of good typography: quotation marks by language, dashes, ellipses, spaces; and the spaces that line ends
//! in the source become.
//!
//! What a quote sign or a line end becomes depends on what stands on both sides of it, be that in another inline, and on
//! the language, which may be known only later. So these signs stand in the tree as characters that Unicode keeps for
//! such use, which no source holds, until the whole tree is there and [`Setter`] puts the right ones in their places.

use super::tree;
use crate::model::{Inline, InlineKind, Language};

/// Stands for `"`.
pub(super) const DOUBLE_QUOTE: char = '\u{fdd0}';
/// Stands for `'`.
pub(super) const SINGLE_QUOTE: char = '\u{fdd1}';
/// Stands for the end of a line in the source.
pub(super) const SOFT_BREAK: char = '\u{fdd2}';

/// Whether a character is white space at which a line may end.
pub(super) fn is_breaking_space(c: char) -> bool {
    c == SOFT_BREAK || (c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'))
}

/// Whether a character is white space of which a run means no more than one.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | SOFT_BREAK)
}

/// A text as it was typed.
pub(super) fn as_typed(text: &str) -> String {
    text.replace(DOUBLE_QUOTE, "\"").replace(SINGLE_QUOTE, "'").replace(SOFT_BREAK, " ")
}

/// What a run of hyphens or full stops becomes; `None` if it stays.
pub(super) fn signs(
    c: char,
    count: usize,
    before: Option<char>,
    after: Option<char>,
) -> Option<&'static str> {
    let opens_word = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '/' | SOFT_BREAK))
        && after.is_some_and(char::is_alphanumeric);
    match (c, count) {
        // `--option` is what people type in a shell.
        ('-', 2) if opens_word => None,
        ('-', 2) => Some("–"),
        ('-', 3) => Some("—"),
        ('.', 3) => Some("…"),
        _ => None,
    }
}

/// A plain text with the characters that stand for its signs.
pub(super) fn mark(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut marked = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        match c {
            '"' => marked.push(DOUBLE_QUOTE),
            '\'' => marked.push(SINGLE_QUOTE),
            '-' | '.' => {
                let count = chars[at..].iter().take_while(|next| **next == c).count();
                let before = at.checked_sub(1).map(|at| chars[at]);
                let after = chars.get(at + count).copied();
                match signs(c, count, before, after) {
                    Some(signs) => marked.push_str(signs),
                    None => marked.extend(std::iter::repeat_n(c, count)),
                }
                at += count - 1;
            }
            c => marked.push(c),
        }
        at += 1;
    }
    marked
}

/// A plain text, such as a value of the metadata, with its signs.
pub(super) fn plain(text: &str, smart: bool, language: &Language) -> String {
    if !smart {
        return text.to_owned();
    }
    let marked = mark(text);
    Setter::new(marked.chars().collect(), smart).set(&marked, language)
}

/// Sets the inlines of one block.
pub(super) fn set(list: &mut [Inline], smart: bool, language: &Language) {
    let mut sequence = Vec::new();
    flatten(list, &mut sequence);
    let needs_setting = sequence.iter().any(|c| ('\u{fdd0}'..='\u{fdef}').contains(c))
        || sequence.windows(2).any(|pair| pair.iter().all(|&c| is_blank(c)));
    if needs_setting || (smart && language.primary() == "fr") {
        Setter::new(sequence, smart).walk(list, language);
    }
}

/// The characters of a text in order; a sign stands for what is no text.
fn flatten(list: &[Inline], sequence: &mut Vec<char>) {
    for inline in list {
        match &inline.kind {
            InlineKind::Text(text) => sequence.extend(text.chars()),
            InlineKind::Code(_) | InlineKind::Keyboard(_) | InlineKind::Image(_) => sequence.push('\u{fffc}'),
            InlineKind::LineBreak => sequence.push('\n'),
            InlineKind::Reference(reference) if reference.content.is_empty() => sequence.push('\u{fffc}'),
            InlineKind::Note(_) => {}
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Subscript(_)
            | InlineKind::Superscript(_)
            | InlineKind::Underline(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Highlight(_)
            | InlineKind::Link(_)
            | InlineKind::Reference(_)
            | InlineKind::Language(..) => flatten(inline.children(), sequence),
        }
    }
}

/// How many characters a single quote may hold, so that `'tis` is none just because a plural has an apostrophe later.
const LONGEST_QUOTE: usize = 400;

/// Words that lack their start, in English and Dutch.
const SHORTENED: [&str; 11] = ["tis", "twas", "twere", "til", "em", "cause", "bout", "round", "n", "s", "t"];

/// Goes through a text once and puts the right signs in their places.
struct Setter {
    sequence: Vec<char>,
    at: usize,
    smart: bool,
    /// How many double quotes are open.
    open: usize,
    /// How many single quotes are open.
    open_single: usize,
    /// Up to where single quotes that might close have been looked for.
    next_close: usize,
}

impl Setter {
    fn new(sequence: Vec<char>, smart: bool) -> Self {
        Self { sequence, at: 0, smart, open: 0, open_single: 0, next_close: 0 }
    }

    fn walk(&mut self, list: &mut [Inline], language: &Language) {
        for inline in list {
            match &mut inline.kind {
                InlineKind::Text(text) => *text = self.set(text, language),
                InlineKind::Code(_)
                | InlineKind::Keyboard(_)
                | InlineKind::Image(_)
                | InlineKind::LineBreak => self.at += 1,
                InlineKind::Reference(reference) if reference.content.is_empty() => self.at += 1,
                InlineKind::Language(inner, content) => self.walk(content, &inner.clone()),
                kind @ (InlineKind::Emphasis(_)
                | InlineKind::Strong(_)
                | InlineKind::Strikethrough(_)
                | InlineKind::Subscript(_)
                | InlineKind::Superscript(_)
                | InlineKind::Underline(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Highlight(_)
                | InlineKind::Link(_)
                | InlineKind::Reference(_)) => {
                    if let Some(content) = tree::content(kind) {
                        self.walk(content, language);
                    }
                }
                InlineKind::Note(_) => {}
            }
        }
    }

    /// The next piece of the text, with its signs.
    fn set(&mut self, text: &str, language: &Language) -> String {
        let mut result = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            // Of a run of spaces the last stands for all, in every format as in HTML.
            if !(is_blank(c) && chars.peek().is_some_and(|&next| is_blank(next))) {
                self.sign(c, language, &mut result);
            }
            self.at += 1;
        }
        result
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).map(|at| self.sequence[at])
    }

    fn after(&self) -> Option<char> {
        self.sequence.get(self.at + 1).copied()
    }

    fn sign(&mut self, c: char, language: &Language, out: &mut String) {
        match c {
            SOFT_BREAK => {
                let joins = self.before().is_some_and(is_unspaced) && self.after().is_some_and(is_unspaced);
                if !joins {
                    self.space(language, out);
                }
            }
            DOUBLE_QUOTE => out.push_str(self.double_quote(language)),
            SINGLE_QUOTE => out.push_str(self.single_quote(language)),
            ' ' => self.space(language, out),
            c => out.push(c),
        }
    }

    /// French sets a narrow space that does not break before high signs, and a full one before a colon.
    fn space(&self, language: &Language, out: &mut String) {
        let french = self.smart && language.primary() == "fr";
        out.push(match (self.before(), self.after()) {
            (_, Some(';' | '!' | '?' | '»')) | (Some('«'), _) if french => '\u{202f}',
            (_, Some(':')) if french => '\u{a0}',
            _ => ' ',
        });
    }

    fn double_quote(&mut self, language: &Language) -> &'static str {
        let marks = Marks::of(language);
        if self.opens() {
            self.open += 1;
            return marks.open;
        }
        if self.open == 0 && self.before().is_some_and(|c| c.is_ascii_digit()) {
            return "″";
        }
        self.open = self.open.saturating_sub(1);
        marks.close
    }

    fn single_quote(&mut self, language: &Language) -> &'static str {
        let marks = Marks::of(language);
        let digit_after = self.after().is_some_and(|c| c.is_ascii_digit());
        // `'90s` and `'tis` begin with an apostrophe.
        if self.opens() && !digit_after && !self.shortens_word() && self.closes_later() {
            self.open_single += 1;
            return marks.open_single;
        }
        if self.open_single > 0 && !self.after().is_some_and(char::is_alphanumeric) {
            self.open_single -= 1;
            return marks.close_single;
        }
        if self.open == 0
            && !self.after().is_some_and(char::is_alphabetic)
            && self.before().is_some_and(|c| c.is_ascii_digit())
        {
            return "′";
        }
        "’"
    }

    /// Whether a quote sign opens, by what stands on both sides of it.
    fn opens(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        // In scripts without spaces the signs take turns.
        if before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced) {
            return self.open == 0;
        }
        // Of several quote signs in a row, what stands around them all counts.
        let is_quote = |c: &char| matches!(*c, DOUBLE_QUOTE | SINGLE_QUOTE);
        let left = self.sequence[..self.at].iter().rev().take(4).copied().find(|c| !is_quote(c));
        let free_left = left.is_none_or(|c| is_breaking_space(c) || c == '\u{a0}' || "([{".contains(c));
        let joined_left = left.is_some_and(|c| "/–—-=¿¡«“„‘".contains(c));
        let word_after = after.is_some_and(|c| !is_breaking_space(c));
        let sign_after = after.is_some_and(|c| ".,;:)]!?".contains(c));
        word_after && (free_left || (joined_left && !sign_after))
    }

    /// Whether the word behind a quote sign is one that people shorten at its start.
    fn shortens_word(&self) -> bool {
        let rest = &self.sequence[self.at + 1..];
        let word: String = rest.iter().take_while(|c| c.is_alphabetic()).take(8).collect();
        let is_quoted = rest.get(word.chars().count()) == Some(&SINGLE_QUOTE);
        SHORTENED.contains(&&*word.to_lowercase()) && (!is_quoted || word == "n")
    }

    /// Whether a single quote that might close stands not far behind this one.
    fn closes_later(&mut self) -> bool {
        while self.next_close <= self.at || !self.might_close(self.next_close) {
            self.next_close += 1;
            if self.next_close >= self.sequence.len() {
                return false;
            }
        }
        self.next_close - self.at < LONGEST_QUOTE
    }

    fn might_close(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.sequence.get(at));
        let after = self.sequence.get(at + 1);
        self.sequence.get(at) == Some(&SINGLE_QUOTE)
            && before.is_some_and(|c| !c.is_whitespace() && *c != SOFT_BREAK)
            && !after.is_some_and(|c| c.is_alphanumeric())
    }
}

/// Whether a character is of a script that parts words by no spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3000}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The quotation marks of a language.
struct Marks {
    open: &'static str,
    close: &'static str,
    open_single: &'static str,
    close_single: &'static str,
}

impl Marks {
    const fn new(
        open: &'static str,
        close: &'static str,
        open_single: &'static str,
        close_single: &'static str,
    ) -> Self {
        Self { open, close, open_single, close_single }
    }

    fn of(language: &Language) -> Self {
        match (language.primary(), language.as_str()) {
            ("de", "de-CH" | "de-LI") | ("it", "it-CH") | ("fa", _) => Self::new("«", "»", "‹", "›"),
            ("de" | "cs" | "sk" | "sl" | "is" | "bg" | "lt" | "et" | "lv", _) => {
                Self::new("„", "“", "‚", "‘")
            }
            ("fr", "fr-CH") => Self::new("«\u{202f}", "\u{202f}»", "‹\u{202f}", "\u{202f}›"),
            ("fr", _) => Self::new("«\u{202f}", "\u{202f}»", "“", "”"),
            ("es" | "it" | "ca" | "gl" | "pt" | "el", tag)
                if !matches!(tag, "pt" | "pt-BR" | "es-MX" | "es-419" | "es-US") =>
            {
                Self::new("«", "»", "“", "”")
            }
            ("pl" | "ro" | "hr", _) => Self::new("„", "”", "‚", "’"),
            ("hu", _) => Self::new("„", "”", "»", "«"),
            ("ru" | "uk" | "be", _) => Self::new("«", "»", "„", "“"),
            ("nb" | "nn" | "no", _) => Self::new("«", "»", "‘", "’"),
            ("sv" | "fi" | "he", _) => Self::new("”", "”", "’", "’"),
            ("ar" | "ur", _) => Self::new("”", "“", "’", "‘"),
            ("ja", _) => Self::new("「", "」", "『", "』"),
            ("zh", tag) if tag.contains("Hant") || tag.ends_with("TW") || tag.ends_with("HK") => {
                Self::new("「", "」", "『", "』")
            }
            _ => Self::new("“", "”", "‘", "’"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(tag: &str, text: &str) -> String {
        plain(text, true, &Language::parse(tag).unwrap())
    }

    #[test]
    fn quotes_follow_the_language() {
        let text = r#"He said "it's 'so' (and "more")"."#;
        assert_eq!(set("en", text), "He said “it’s ‘so’ (and “more”)”.");
        assert_eq!(set("de", text), "He said „it’s ‚so‘ (and „more“)“.");
        assert_eq!(set("fr", text), "He said «\u{202f}it’s “so” (and «\u{202f}more\u{202f}»)\u{202f}».");
        assert_eq!(set("pl", r#""a""#), "„a”");
        assert_eq!(set("he", r#""א" צה"ל"#), "”א” צה”ל");
        assert_eq!(set("ar", r#""ا""#), "”ا“");
        assert_eq!(set("ru", r#""a 'b'""#), "«a „b“»");
        assert_eq!(set("ja", r#"彼は"はい"と"#), "彼は「はい」と");
    }

    #[test]
    fn apostrophes_measures_and_nested_quotes() {
        assert_eq!(
            set("en", "the '90s, 'tis, dogs' and rock'n'roll"),
            "the ’90s, ’tis, dogs’ and rock’n’roll"
        );
        assert_eq!(
            set("en", "'cause it's rock 'n' roll, the word 'cause'"),
            "’cause it’s rock ’n’ roll, the word ‘cause’"
        );
        assert_eq!(set("en", r#"begins with "./" ("!") -- "so""#), "begins with “./” (“!”) – “so”");
        assert_eq!(set("en", r#"5'10" tall"#), "5′10″ tall");
        assert_eq!(set("en", r#""'Yes' is 'no'""#), "“‘Yes’ is ‘no’”");
        assert_eq!(set("en", r#""She said 'no.'" Then"#), "“She said ‘no.’” Then");
    }

    #[test]
    fn dashes_ellipses_and_options() {
        assert_eq!(
            set("en", "1914--18 -- so --- wait... use --strict or (--all)"),
            "1914–18 – so — wait… use --strict or (--all)"
        );
        assert_eq!(set("en", "---- .... -"), "---- .... -");
    }

    #[test]
    fn spaces_in_a_row_are_one() {
        assert_eq!(set("en", "So.  And   so on \u{a0} there"), "So. And so on \u{a0} there");
    }

    #[test]
    fn french_spaces_do_not_break() {
        assert_eq!(
            set("fr", "Quoi  ? Non : « oui » !"),
            "Quoi\u{202f}? Non\u{a0}: «\u{202f}oui\u{202f}»\u{202f}!"
        );
        assert_eq!(set("en", "Quoi ? Non : oui !"), "Quoi ? Non : oui !");
    }
}
