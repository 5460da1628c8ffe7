//! What stands above the text: the title, the names of its authors.

use super::Reader;
use super::headings;
use super::kept::ends_early;
use super::lines::{Line, groups, rule};
use super::marker::{Sign, marker};
use crate::model::{Author, Meta};
use crate::read::typography;

/// The longest title, in characters; a longer line is a paragraph.
const LONGEST: usize = 120;

/// How many groups of lines below the title may name the author.
const NEAR: usize = 3;

/// What belongs to a name though it begins with a small letter.
const PARTICLES: [&str; 14] =
    ["de", "da", "di", "du", "del", "van", "von", "der", "den", "la", "le", "bin", "al", "zu"];

impl Reader<'_> {
    /// Takes the title and the authors; their lines become blank.
    pub(super) fn front(&self, lines: &mut [Line]) -> Meta {
        let mut meta = Meta::default();
        let Some(title) = self.title(lines) else { return meta };
        meta.title = self.words(&lines[title..=title], false);
        let text = self.text;
        meta.span = self.span(lines[title].start..lines[title].end);
        // Lines over and under the title say nothing; they may be a line of details away from it.
        let near = title.saturating_sub(1)..(title + 3).min(lines.len());
        let end = (title + 1..near.end).find(|at| lines[*at].is_blank()).unwrap_or(near.end);
        blank(&mut lines[title]);
        for line in &mut lines[near.start..end] {
            if rule(line.words(text)).is_some() {
                blank(line);
            }
        }
        self.authors(lines, &mut meta);
        meta
    }

    /// The line of the title, if the text begins with one and says more.
    fn title(&self, lines: &[Line]) -> Option<usize> {
        let text = self.text;
        let first = lines.iter().position(|line| !line.is_blank() && rule(line.words(text)).is_none())?;
        let line = lines[first];
        let rest = lines[first + 1..].iter().any(|line| !line.is_blank() && rule(line.words(text)).is_none());
        let next = lines.get(first + 1).copied().filter(|next| !next.is_blank());
        let stands_alone = next.is_none_or(|next| {
            headings::underlines(text, line, next)
                || rule(next.words(text)).is_some()
                || ends_early(text, line, next, self.width * 7 / 10)
        });
        let words = line.words(text);
        let is_item =
            matches!(marker(words), Some((Sign::Bullet(_), _))) || words.starts_with(['>', '+', '|']);
        let names = !is_item && words.contains(char::is_alphabetic);
        (rest && stands_alone && names && line.width <= LONGEST).then_some(first)
    }

    fn authors(&self, lines: &mut [Line], meta: &mut Meta) {
        let found = groups(lines).into_iter().take(NEAR).find_map(|group| {
            // A name stands in a line of its own, or in one of a few under the title.
            let few = group.len() <= 4;
            group.into_iter().filter(|_| few).find(|at| names(lines[*at].words(self.text)).is_some())
        });
        let Some(at) = found else { return };
        let named = names(lines[at].words(self.text)).unwrap_or_default();
        for name in named {
            let (name, email) = match name.split_once('<') {
                Some((name, rest)) => (name.trim(), Some(rest.trim_end_matches('>').to_owned())),
                None => (name, None),
            };
            let name = typography::plain(name, self.smart, &self.language);
            meta.authors.push(Author { name, email, ..Author::default() });
        }
        blank(&mut lines[at]);
    }
}

fn blank(line: &mut Line) {
    line.end = line.start;
    line.width = 0;
}

/// The names in a line such as "By Ann Example and Bob Example".
fn names(words: &str) -> Option<Vec<&str>> {
    let (opening, rest) = words.split_once([' ', '\t'])?;
    let opening = opening.to_lowercase();
    let is_label =
        matches!(&*opening, "by" | "author:" | "authors:" | "by:" | "von" | "autor:" | "par" | "por");
    if !is_label || words.len() > 200 {
        return None;
    }
    let several = [" and ", " & ", " und ", " et ", " y "].into_iter().any(|joint| rest.contains(joint));
    let mut list: Vec<&str> = vec![rest];
    for joint in [" and ", " & ", " und ", " et ", " y "] {
        list = list.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    if several {
        list = list.into_iter().flat_map(|part| part.split(", ")).collect();
    }
    let list: Vec<&str> = list.into_iter().map(|name| name.trim().trim_end_matches(',')).collect();
    list.iter().all(|name| is_name(name)).then_some(list)
}

fn is_name(name: &str) -> bool {
    let (words, mail) = name.split_once('<').map_or((name, None), |(words, rest)| (words, Some(rest)));
    let is_mail = |rest: &str| rest.ends_with('>') && rest.contains('@') && !rest.contains(' ');
    let is_sound = |word: &str| {
        (word.starts_with(char::is_uppercase)
            || PARTICLES.contains(&word)
            || !word.starts_with(char::is_lowercase))
            && word.starts_with(char::is_alphabetic)
            && !word.contains(|c: char| c.is_ascii_digit() || "!?:;()".contains(c))
    };
    let count = words.split_whitespace().count();
    (1..=8).contains(&count) && words.split_whitespace().all(is_sound) && mail.is_none_or(is_mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        assert_eq!(names("By Ann Example"), Some(vec!["Ann Example"]));
        assert_eq!(
            names("by A. Example, Bob van Dyke and C. O'Neil"),
            Some(vec!["A. Example", "Bob van Dyke", "C. O'Neil"])
        );
        assert_eq!(
            names("Author: Ann Example <ann@example.org>"),
            Some(vec!["Ann Example <ann@example.org>"])
        );
        for words in ["By the sea", "By 1990 it", "By", "Bye Ann", "By Ann: a tale"] {
            assert_eq!(names(words), None, "{words}");
        }
    }
}
