//! From bytes to a clean text: encoding, byte-order mark, line ends, characters that no format can hold.

use std::borrow::Cow;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, SourceId, Sources, Span};

/// Where a text comes from.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    /// The name that messages show.
    pub(super) name: &'a str,
    /// Its file, if it has one.
    pub(super) file: Option<&'a Path>,
}

impl Origin<'_> {
    fn source(self, text: &str) -> Source {
        let source = Source::new(self.name, text);
        match self.file {
            Some(file) => source.from_file(file),
            None => source,
        }
    }
}

/// Makes a source of a file's bytes, or says what forbids it.
pub(super) fn take(
    origin: Origin<'_>,
    bytes: Vec<u8>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => {
            diagnostics.push(undecodable(
                origin,
                fault.as_bytes(),
                fault.utf8_error().valid_up_to(),
                sources,
            ));
            return None;
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (clean, replaced) = clean(text);
    let id = sources.add(origin.source(&clean));
    if let Some((first, count)) = replaced {
        diagnostics.push(control_character(Span::new(id, first, first + '\u{fffd}'.len_utf8()), count));
    }
    Some(id)
}

fn control_character(span: Span, count: usize) -> Diagnostic {
    let message = if count == 1 {
        "a control character that no format can hold".to_owned()
    } else {
        format!("the first of {count} control characters that no format can hold")
    };
    Diagnostic::new(Code::ControlCharacter, span, message)
        .with_help("a replacement character stands in its place; delete it")
}

fn undecodable(origin: Origin<'_>, bytes: &[u8], valid: usize, sources: &mut Sources) -> Diagnostic {
    let lossy = String::from_utf8_lossy(bytes);
    // All before the first bad byte is as it was, so its end after cleaning is the place of the fault.
    let skipped = if lossy.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let at = clean(&lossy[skipped..valid.max(skipped)]).0.len();
    let id = sources.add(origin.source(&clean(&lossy[skipped..]).0));
    let bad = bytes.get(valid).copied().unwrap_or_default();
    let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "the file is UTF-16; save it as UTF-8"
    } else {
        "save the file as UTF-8"
    };
    let span = Span::new(id, at, at + '\u{fffd}'.len_utf8());
    Diagnostic::new(Code::InvalidUtf8, span, format!("the byte 0x{bad:02x} is not valid UTF-8"))
        .with_help(help)
}

/// The text with `\n` at the end of every line and without characters that XML forbids or that the reader uses itself;
/// and, where there were such, the place of the first in the new text and how many.
fn clean(text: &str) -> (Cow<'_, str>, Option<(usize, usize)>) {
    if !text.contains(|c| c == '\r' || is_unwanted(c)) {
        return (Cow::Borrowed(text), None);
    }
    let mut clean = String::with_capacity(text.len());
    let mut replaced = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{b}' | '\u{c}' => clean.push(' '),
            c if is_unwanted(c) => {
                replaced = replaced.map_or(Some((clean.len(), 1)), |(first, count)| Some((first, count + 1)));
                clean.push('\u{fffd}');
            }
            c => clean.push(c),
        }
    }
    (Cow::Owned(clean), replaced)
}

fn is_unwanted(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_control_characters() {
        let (text, replaced) = clean("a\r\nb\rc\n\u{c}d\0e\u{1}");
        assert_eq!(text, "a\nb\nc\n d\u{fffd}e\u{fffd}");
        assert_eq!(replaced, Some((8, 2)));
    }

    #[test]
    fn the_place_of_a_bad_byte_counts_lines_of_every_kind() {
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        let bytes = b"\xef\xbb\xbfone\r\ntwo\rth\xe9re".to_vec();
        assert_eq!(take(Origin { name: "x.md", file: None }, bytes, &mut sources, &mut diagnostics), None);
        let span = diagnostics.iter().next().and_then(|fault| fault.span).unwrap();
        assert_eq!(sources.get(span.source).unwrap().line_column(span.start), (3, 3));
    }
}
