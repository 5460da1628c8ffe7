//! Which lines are headings, and of which level.

use super::lines::{Line, rule};
use super::marker::{Sign, marker};

/// The longest heading, in characters.
const LONGEST: usize = 100;

/// How an author marked a heading, the higher ranks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// With a number of so many parts.
    Number(u8),
    /// With a line of such signs below it: `=`, `-` and then the others.
    Underline(u8),
    /// With a word such as "Chapter" and a number.
    Part,
    /// With capitals.
    Capitals,
    /// With nothing but its being a short line of its own.
    Alone,
}

/// How the words of a line that stands alone may be a heading. `sure` where a line under it says that it is one.
pub(super) fn mark(words: &str, sure: bool) -> Option<Mark> {
    let length = words.chars().take(LONGEST + 1).count();
    if length > LONGEST || !words.contains(char::is_alphabetic) {
        return None;
    }
    if let Some((parts, title)) = number(words)
        && (sure || is_name_of_section(title))
        && (sure || !is_closed(title) || (parts > 1 && title.ends_with(['?', ':'])))
    {
        return Some(Mark::Number(parts));
    }
    if is_part(words) {
        return Some(Mark::Part);
    }
    if sure {
        return Some(Mark::Alone);
    }
    if marker(words).is_some_and(|(sign, _)| matches!(sign, Sign::Bullet(_))) {
        return None;
    }
    let plain = words.trim_end_matches(':');
    if is_capitals(plain) && !is_closed(plain) {
        return Some(Mark::Capitals);
    }
    let is_short = length <= 72 && words.split(' ').count() <= 12;
    (is_short && begins_as_title(words) && !is_closed(words) && !looks_typed(words)).then_some(Mark::Alone)
}

/// Whether a numbered question or heading of a few lines, such as "2.1. Why does the gauge at the bridge show less?".
pub(super) fn is_numbered_question(words: &str) -> bool {
    let long = words.len() > 3 * LONGEST;
    !long
        && number(words).is_some_and(|(parts, title)| {
            parts > 1 && is_name_of_section(title) && (title.ends_with(['?', ':']) || !is_closed(title))
        })
}

/// The mark that an underline gives.
pub(super) fn underlined(sign: char, mark: Mark) -> Mark {
    match mark {
        Mark::Number(_) => mark,
        Mark::Underline(_) | Mark::Part | Mark::Capitals | Mark::Alone => Mark::Underline(match sign {
            '=' | '\u{2550}' => 0,
            '-' | '\u{2500}' => 1,
            '~' => 2,
            _ => 3,
        }),
    }
}

/// Whether a rule is as long as an underline of these words would be.
pub(super) fn underlines(text: &str, line: Line, below: Line) -> bool {
    rule(below.words(text)).is_some_and(|sign| sign != '_' && sign != '#')
        && line.width <= LONGEST
        // Under a sentence a rule is an underline only where it is as long.
        && (!is_closed(line.words(text)) || below.width.abs_diff(line.width) <= 2)
        && below.width <= line.width * 2 + 8
        && below.width * 3 >= line.width * 2
}

/// The number that opens a heading: how many parts it has, and what stands behind it.
pub(super) fn number(words: &str) -> Option<(u8, &str)> {
    let (number, title) = words.split_once([' ', '\t'])?;
    let number = number.strip_suffix(['.', ')']).unwrap_or(number);
    let mut parts = 0_u8;
    for (at, part) in number.split('.').enumerate() {
        let is_digits = !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        // `A.1` counts within an appendix.
        let is_letter = part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
        if !(is_digits || (at == 0 && is_letter)) {
            return None;
        }
        parts = parts.checked_add(1)?;
    }
    Some((parts, title.trim_start()))
}

/// Whether what stands behind a number is a heading and no row of a table.
fn is_name_of_section(title: &str) -> bool {
    begins_as_title(title) && !title.starts_with(|c: char| c.is_ascii_digit()) && !title.contains("   ")
}

fn begins_as_title(words: &str) -> bool {
    let first = words.trim_start_matches(['"', '“', '‘', '\'', '(', '¿', '¡', '.', '«', '„']).chars().next();
    first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}

/// Whether a line closes as a sentence or a part of one does.
fn is_closed(words: &str) -> bool {
    words.ends_with([
        '.', ',', ';', ':', '!', '。', '，', '；', '：', '"', '”', '-', '/', '=', '\\', '>', '|', '*',
    ])
}

/// Whether a line is one of a program, a table or a list of contents.
fn looks_typed(words: &str) -> bool {
    words.contains("  ")
        || words.contains(['\t', '=', '{', '}', '<', '>', '|', '@', '\\', '_', ';'])
        || words.contains("://")
        || words.contains("...")
        || words.starts_with("www.")
}

/// "Chapter 3", "Section 2 – Scope.", "Appendix B: Tables".
fn is_part(words: &str) -> bool {
    let mut tokens = words.split(' ');
    let name = tokens.next().unwrap_or_default().to_lowercase();
    let number = tokens.next().unwrap_or_default().trim_end_matches(['.', ':', ')']);
    let is_number = !number.is_empty()
        && number.len() <= 5
        && (number.bytes().all(|byte| byte.is_ascii_digit())
            || number.bytes().all(|byte| b"IVXLC".contains(&byte))
            || number.len() == 1);
    let names =
        ["chapter", "section", "part", "appendix", "annex", "article", "book", "kapitel", "teil", "anhang"];
    let is_sentence = words.ends_with('.') && words.split(' ').count() > 12;
    names.contains(&&*name) && words.starts_with(char::is_uppercase) && is_number && !is_sentence
}

fn is_capitals(words: &str) -> bool {
    words.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !words.contains(char::is_lowercase)
        && begins_as_title(words)
        && !looks_typed(words)
}

/// The level of each heading in order, with no jump between them: what is guessed must not be at fault.
pub(super) fn levels(marks: &[Mark]) -> Vec<u8> {
    let mut ranks: Vec<Mark> =
        marks.iter().copied().filter(|mark| !matches!(mark, Mark::Number(_))).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let numbered = marks.iter().any(|mark| matches!(mark, Mark::Number(_)));
    let mut last = 0;
    let level = |mark: &Mark| {
        let level = match mark {
            Mark::Number(parts) => *parts,
            // Beside numbers, what has none is a preface or an appendix.
            Mark::Underline(_) | Mark::Part | Mark::Capitals | Mark::Alone if numbered => 1,
            Mark::Underline(_) | Mark::Part | Mark::Capitals | Mark::Alone => {
                ranks.iter().position(|rank| rank == mark).unwrap_or(0) as u8 + 1
            }
        };
        last = level.min(last + 1).min(6);
        last
    };
    marks.iter().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_sentences() {
        for (words, expected) in [
            ("2.1 Scope", Some(Mark::Number(2))),
            ("3. Responsibilities", Some(Mark::Number(1))),
            ("1.1. Who asks?", Some(Mark::Number(2))),
            ("Section 2 – Scope.", Some(Mark::Part)),
            ("LEGAL ISSUES", Some(Mark::Capitals)),
            ("What was measured", Some(Mark::Alone)),
            ("The water rose.", None),
            ("the water", None),
            ("In particular:", None),
            ("- item", None),
            ("int x = 3", None),
            ("12 34", None),
        ] {
            assert_eq!(mark(words, false), expected, "{words}");
        }
        assert_eq!(mark("import statements", true), Some(Mark::Alone));
    }

    #[test]
    fn levels_do_not_jump() {
        let (one, two, three) = (Mark::Underline(0), Mark::Underline(1), Mark::Capitals);
        assert_eq!(levels(&[two, one, two, three, one]), [1, 1, 2, 3, 1]);
        assert_eq!(levels(&[Mark::Number(1), Mark::Number(3), Mark::Alone]), [1, 2, 1]);
    }
}
