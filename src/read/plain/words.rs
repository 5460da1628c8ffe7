//! The words of a paragraph: lines joined, signs set, addresses made links. Nothing in them is markup.

use super::Reader;
use super::lines::Line;
use crate::model::{Inline, InlineKind, Link};
use crate::read::typography;

impl Reader<'_> {
    /// The words of some lines; `kept` says whether a line ends where the author ended it.
    pub(super) fn words(&self, lines: &[Line], kept: bool) -> Vec<Inline> {
        let mut words = Words { reader: self, list: Vec::new(), run: String::new(), start: 0, end: 0 };
        for (at, line) in lines.iter().enumerate() {
            if at > 0 && kept {
                words.flush();
                let end = lines[at - 1].end;
                words.list.push(Inline::new(InlineKind::LineBreak, self.span(end..end)));
            } else if at > 0 && !self.is_parted(lines[at - 1], *line) {
                words.run.push(typography::SOFT_BREAK);
            }
            words.line(*line);
        }
        words.flush();
        typography::set(&mut words.list, self.smart, &self.language);
        words.list
    }

    /// Whether a word such as `full-colour` goes on in the next line.
    fn is_parted(&self, line: Line, next: Line) -> bool {
        let mut before = line.words(self.text).chars().rev();
        let next = next.words(self.text);
        let is_joint =
            matches!(next.split(' ').next(), Some("and" | "or" | "to" | "und" | "oder" | "et" | "ou"));
        before.next() == Some('-')
            && before.next().is_some_and(char::is_alphabetic)
            && next.starts_with(char::is_lowercase)
            && !is_joint
    }
}

/// The inlines of a paragraph as they grow.
struct Words<'a, 'r> {
    reader: &'r Reader<'a>,
    list: Vec<Inline>,
    /// What has been read since the last link, and where it stands.
    run: String,
    start: usize,
    end: usize,
}

impl Words<'_, '_> {
    fn line(&mut self, line: Line) {
        let mut at = line.start;
        let text = self.reader.text;
        while let Some((from, to, target)) = address(&text[at..line.end]) {
            self.plain(at, at + from);
            self.flush();
            let span = self.reader.span(at + from..at + to);
            // In an address every sign means itself.
            let content = vec![Inline::text(&text[at + from..at + to], span)];
            self.list.push(Inline::new(InlineKind::Link(Link { target, title: None, content }), span));
            at += to;
            (self.start, self.end) = (at, at);
        }
        self.plain(at, line.end);
    }

    /// Takes a stretch of text, in which white space of any length is one space.
    fn plain(&mut self, from: usize, to: usize) {
        if self.run.trim_matches(typography::SOFT_BREAK).is_empty() {
            self.start = from;
        }
        let mut was_space = false;
        for c in self.reader.text[from..to].chars() {
            let is_space = c == ' ' || c == '\t';
            if !is_space {
                self.run.push(c);
            } else if !was_space {
                self.run.push(' ');
            }
            was_space = is_space;
        }
        self.end = to;
    }

    fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let run = if self.reader.smart { typography::mark(&run) } else { run };
        self.list.push(Inline::text(run, self.reader.span(self.start..self.end.max(self.start))));
    }
}

/// The first address in a line: where it begins and ends, and what it leads to.
fn address(line: &str) -> Option<(usize, usize, String)> {
    let mut from = 0;
    while let Some(found) = line[from..].find([':', '@', '.']) {
        let at = from + found;
        let found = match line.as_bytes()[at] {
            b':' => web(line, from, at),
            b'@' => mail(line, at),
            _ => bare(line, from, at),
        };
        if found.is_some() {
            return found;
        }
        from = at + 1;
    }
    None
}

/// `https://…`, with its colon at `at`. Letters before `from` have been looked at.
fn web(line: &str, from: usize, at: usize) -> Option<(usize, usize, String)> {
    let rest = line[at..].strip_prefix("://")?;
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let start = at.checked_sub(scheme.len()).filter(|start| *start >= from);
        start.and_then(|start| line.get(start..at)).is_some_and(|typed| typed.eq_ignore_ascii_case(scheme))
    })?;
    let start = at - scheme.len();
    let is_free = !line[..start].ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric);
    let end = at + "://".len() + is_free.then(|| extent(rest))?;
    Some((start, end, line[start..end].to_owned()))
}

/// `www.example.org`, with its first full stop at `at`.
fn bare(line: &str, from: usize, at: usize) -> Option<(usize, usize, String)> {
    let start = at.checked_sub(3).filter(|start| *start >= from && line.get(*start..at) == Some("www"))?;
    let rest = &line[at + 1..];
    let is_free = !line[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '.')
        && rest.starts_with(char::is_alphanumeric);
    let end = at + 1 + is_free.then(|| extent(rest))?;
    line[at + 1..end].contains('.').then(|| (start, end, format!("http://{}", &line[start..end])))
}

/// `ann@example.org`, with its sign at `at`.
fn mail(line: &str, at: usize) -> Option<(usize, usize, String)> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    // No name is longer, so that a line of dots is not gone through again and again.
    let name = line[..at].chars().rev().take(64).take_while(|c| is_local(*c)).count();
    let local = line[at - name..at].trim_start_matches('.');
    let rest = &line[at + 1..];
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let host: String = rest.chars().take(255).take_while(|c| is_host(*c)).collect();
    let host = host.trim_end_matches(['.', '-']);
    let is_whole = !local.is_empty()
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty() && !part.starts_with('-'));
    let start = at - local.len();
    let end = at + 1 + host.len();
    is_whole.then(|| (start, end, format!("mailto:{}", &line[start..end])))
}

/// How much of what follows belongs to an address: signs that close a sentence or a bracket do not.
fn extent(rest: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let mut end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let (mut opened, mut closed) = (0_usize, 0_usize);
    rest[..end].bytes().for_each(|byte| {
        opened += usize::from(byte == b'(' || byte == b'[');
        closed += usize::from(byte == b')' || byte == b']');
    });
    while let Some(last) = rest[..end].chars().next_back() {
        match last {
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' => {}
            ')' | ']' if closed > opened => closed -= 1,
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<(&str, String)> {
        address(line).map(|(from, to, target)| (&line[from..to], target))
    }

    #[test]
    fn addresses_end_before_the_signs_of_the_sentence() {
        let cases = [
            ("see (http://a.org/b_(c)).", "http://a.org/b_(c)", "http://a.org/b_(c)"),
            ("at HTTPS://a.org, or", "HTTPS://a.org", "HTTPS://a.org"),
            ("<https://a.org/?q=1&r>.", "https://a.org/?q=1&r", "https://a.org/?q=1&r"),
            ("a.b www.a.org/x!", "www.a.org/x", "http://www.a.org/x"),
            ("to ann.b@example.org.", "ann.b@example.org", "mailto:ann.b@example.org"),
        ];
        for (line, words, target) in cases {
            assert_eq!(found(line), Some((words, target.to_owned())), "{line}");
        }
        for line in ["ftp://a.org", "http://", "xhttp://a", "@a.org", "a@b", "www.x", "a: b.c@"] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
