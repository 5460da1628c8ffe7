//! Style rules and values without references to anything outside the drawing.

use super::Loss;
use super::names::Names;

/// Cleaned rules.
pub(super) struct Cleaned {
    pub text: String,
    pub lost: Option<Loss>,
}

/// Cleans rules, declarations or a single value.
///
/// Comments go, `@import` and `@font-face` go, and so does every mention of a file; `url(#name)` stays.
pub(super) fn clean(css: &str, names: &Names) -> Cleaned {
    // Words can be hidden behind escapes; no drawing program writes them.
    if css.contains('\\') {
        return Cleaned { text: String::new(), lost: Some(Loss::Outside) };
    }
    let lower = css.to_ascii_lowercase();
    let suspect = ["/*", "@"];
    let mut cleaned = Cleaned { text: String::new(), lost: None };
    if !suspect.iter().chain(FUNCTIONS).any(|word| lower.contains(word)) {
        css.clone_into(&mut cleaned.text);
        return cleaned;
    }
    let mut at = 0;
    while at < css.len() {
        at += cleaned.step(&css[at..], &lower[at..], names);
    }
    cleaned
}

/// What can name a file.
const FUNCTIONS: &[&str] = &["url(", "image(", "image-set(", "src("];

impl Cleaned {
    /// Takes over or leaves out what comes first in the rest of the rules; how many bytes that was.
    fn step(&mut self, rest: &str, lower: &str, names: &Names) -> usize {
        let through = |end: &str| lower.find(end).map_or(lower.len(), |at| at + end.len());
        if lower.starts_with("/*") {
            // The words around a comment must not become one.
            self.text.push(' ');
            through("*/")
        } else if lower.starts_with("@import") {
            self.lose(Loss::Outside);
            through(";")
        } else if lower.starts_with("@namespace") || lower.starts_with("@charset") {
            through(";")
        } else if lower.starts_with("@font-face") {
            self.lose(Loss::Fonts);
            through("}")
        } else if let Some(function) = FUNCTIONS.iter().find(|name| lower.starts_with(**name)) {
            let end = through(")");
            self.mention(&rest[function.len()..end], *function == "url(", names);
            end
        } else {
            let next = rest.chars().next().map_or(1, char::len_utf8);
            self.text.push_str(&rest[..next]);
            next
        }
    }

    /// A mention of a part of the drawing stays, any other goes.
    fn mention(&mut self, target: &str, is_url: bool, names: &Names) {
        let around = [' ', '\t', '\r', '\n', '"', '\''];
        let target = target.trim_end_matches(')').trim_matches(around);
        match target.strip_prefix('#').filter(|_| is_url).map(|name| names.mentioned(name)) {
            Some(Some(name)) => self.text.extend(["url(#", name, ")"]),
            Some(None) => self.text.push_str("none"),
            None => {
                self.lose(Loss::Outside);
                self.text.push_str("none");
            }
        }
    }

    fn lose(&mut self, loss: Loss) {
        self.lost = self.lost.or(Some(loss));
    }
}
