//! Text as XML text, and lengths as Word counts them.

use std::borrow::Cow;

/// What every part begins with.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The names that elements of the parts under `word/` belong to.
const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" "#,
    r#"xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" "#,
    r#"mc:Ignorable="w14""#,
);

/// A part under `word/`: `content` inside the element `root`.
pub(super) fn part(root: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = opening(root).into_bytes();
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(format!("</w:{root}>").as_bytes());
    bytes
}

/// What stands in a part before its content.
pub(super) fn opening(root: &str) -> String {
    format!("{DECLARATION}\n<w:{root} {NAMESPACES}>")
}

/// The text with every character that XML forbids replaced by U+FFFD.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(is_forbidden) {
        Cow::Owned(text.replace(is_forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text cleaned and escaped, fit for content and for attributes alike.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' | '\t' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Points as twentieths of a point, in which Word counts most lengths.
pub(super) fn twips(points: f64) -> i32 {
    (points * 20.0).round() as i32
}

/// Points as the whole eighths in which Word counts the thickness of lines: 2 to 96.
pub(super) fn eighths(points: f64) -> usize {
    (points * 8.0).round().clamp(2.0, 96.0) as usize
}

/// Points as the half-points in which Word counts type sizes: 2 to 3276.
pub(super) fn half_points(points: f64) -> usize {
    (points * 2.0).round().clamp(2.0, 3276.0) as usize
}

/// Points as the whole points in which Word counts the space between text and border: 0 to 31.
pub(super) fn border_space(points: f64) -> usize {
    points.round().clamp(0.0, 31.0) as usize
}

/// Points as the English metric units in which drawings are counted.
pub(super) fn emu(points: f64) -> i64 {
    (points * 12700.0).round().max(1.0) as i64
}
