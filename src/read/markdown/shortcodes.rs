//! Quarto's shortcodes: `{{< name … >}}`, of which two are known here, alone in their paragraphs.

use std::ops::Range;

use super::inlines::brief;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How the names of Markdown files end.
pub(super) const MARKDOWN: &[&str] = &["md", "markdown", "mdown", "mkdn", "mkd", "qmd", "rmd"];

/// No shortcode is longer, so that signs without a partner are not looked for through the whole text.
const LONGEST: usize = 1000;

/// What stands between the signs of a text that is a shortcode: its name, and the rest.
fn parse(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("{{<")?.strip_suffix(">}}")?.trim();
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    (!inner.contains(">}}")).then_some((name, rest.trim()))
}

/// The file that a paragraph names, if it is an include; quotes around the path are not part of it.
pub(super) fn include(paragraph: &str) -> Option<&str> {
    let (name, file) = parse(paragraph).filter(|_| !paragraph.contains('\n'))?;
    let quoted = ['"', '\''].into_iter().find_map(|quote| file.strip_prefix(quote)?.strip_suffix(quote));
    (name == "include").then_some(quoted.unwrap_or(file).trim())
}

/// The shortcode that begins at a place.
pub(super) fn at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let inner = rest.strip_prefix("{{<")?;
    let length = inner[..inner.floor_char_boundary(LONGEST)].find(">}}")?;
    Some(start..start + length + "{{<>}}".len())
}

/// How an include is written.
pub(super) fn spelled(file: &str, structured: bool) -> String {
    if structured { format!("`include: {file}`") } else { format!("`{{{{< include {file} >}}}}`") }
}

/// The fault of a shortcode in running text.
pub(super) fn misplaced(text: &str, span: Span, structured: bool) -> Diagnostic {
    let shown = brief(text);
    let fault = |message| Diagnostic::new(Code::Unsupported, span, message);
    let misplaced = || fault(format!("`{shown}` stands in running text, so it stays as it is typed"));
    match parse(text).unwrap_or_default() {
        ("include", file) if structured => {
            misplaced().with_help(format!("write a block of its own: {}", spelled(file, true)))
        }
        ("pagebreak", _) if structured => misplaced().with_help("write a block of its own: `page-break`"),
        ("include" | "pagebreak", _) => {
            misplaced().with_help("put it into a paragraph of its own, with blank lines before and after")
        }
        _ => fault(format!("the shortcode `{shown}` is not supported; it stays as it is typed"))
            .with_help("write what it stands for; a backslash before it says that the signs are meant"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_are_told_from_other_shortcodes() {
        let cases = [
            ("{{< include a.md >}}", Some("a.md")),
            ("{{<include\ta/b c.md>}}", Some("a/b c.md")),
            ("{{< include \"a b.md\" >}}", Some("a b.md")),
            ("{{< include 'a.md' >}}", Some("a.md")),
            ("{{< include >}}", Some("")),
            ("{{< include a.md >}} {{< include b.md >}}", None),
            ("{{< include\na.md >}}", None),
            ("{{< includes a.md >}}", None),
            ("{{< pagebreak >}}", None),
            ("{{< include a.md", None),
            ("{{<>}}", None),
            ("{{<", None),
        ];
        for (text, file) in cases {
            assert_eq!(include(text), file, "{text}");
        }
        assert_eq!(at("é{{< a >}}b", 2), Some(2..11));
        assert_eq!(at(&format!("{{{{< {}>}}}}", "é".repeat(LONGEST)), 0), None);
    }
}
