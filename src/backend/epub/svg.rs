//! SVG images with the faces of their text inside, for no reading system lets an image use the fonts of the page around it.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use usvg::{FontFamily, FontStyle, Group, Node, TextChunk, TextSpan};

use super::fonts::{self, Lettering};
use super::xhtml::escape;
use crate::fonts::Fonts;

/// The same SVG with those of our faces embedded that its text asks for; as it is, where it asks for none.
pub(super) fn with_fonts(svg: &str, fonts: &Fonts) -> String {
    let mut asked = Asked::default();
    if svg.contains("text")
        && let Ok(read) = fonts.read_svg(svg)
    {
        asked.collect(read.tree.root(), fonts);
    }
    let mut rules = String::new();
    for (lettering, words) in &asked.ours {
        if let Some(bytes) = fonts::reduced(lettering, words, fonts) {
            rules += &rule(lettering, &bytes);
        }
    }
    let families: BTreeSet<&str> = asked.ours.keys().map(|lettering| lettering.family.as_str()).collect();
    if let (Some(only), 1, false) = (families.first(), families.len(), asked.others) {
        // Browsers do not hear of a family that the SVG does not name, or names without quotation marks though it ends in
        // a number, as ours do.
        rules += &["text{font-family:", &quoted(only), "}"].concat();
    }
    if rules.is_empty() { svg.to_owned() } else { with_style(svg, &rules).unwrap_or_else(|| svg.to_owned()) }
}

/// The letterings that the text of an SVG asks for.
#[derive(Default)]
struct Asked {
    /// Ours, with the words that are set in each.
    ours: BTreeMap<Lettering, BTreeSet<String>>,
    /// Whether there are others, which are the reading system's own matter.
    others: bool,
}

impl Asked {
    fn collect(&mut self, group: &Group, fonts: &Fonts) {
        for node in group.children() {
            match node {
                Node::Group(group) => self.collect(group, fonts),
                Node::Text(text) => text.chunks().iter().for_each(|chunk| self.chunk(chunk, fonts)),
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }

    fn chunk(&mut self, chunk: &TextChunk, fonts: &Fonts) {
        for span in chunk.spans() {
            match lettering(span, fonts) {
                Some(lettering) => self.ours.entry(lettering).or_default().extend(words(chunk, span)),
                None => self.others = true,
            }
        }
    }
}

fn lettering(span: &TextSpan, fonts: &Fonts) -> Option<Lettering> {
    let family = span.font().families().iter().find_map(|family| match family {
        FontFamily::Named(name) => Some(name.clone()),
        FontFamily::Serif
        | FontFamily::SansSerif
        | FontFamily::Cursive
        | FontFamily::Fantasy
        | FontFamily::Monospace => None,
    });
    let (weight, italic) = (span.font().weight(), span.font().style() != FontStyle::Normal);
    family.filter(|family| fonts.has_family(family)).map(|family| Lettering { family, weight, italic })
}

fn words(chunk: &TextChunk, span: &TextSpan) -> Vec<String> {
    let text = chunk.text().get(span.start()..span.end()).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

fn rule(lettering: &Lettering, bytes: &[u8]) -> String {
    let slant = if lettering.italic { "italic" } else { "normal" };
    let kind = if bytes.starts_with(b"OTTO") { "font/otf" } else { "font/ttf" };
    format!(
        "@font-face{{font-family:{};font-weight:{};font-style:{slant};src:url(data:{kind};base64,{})}}",
        quoted(&lettering.family),
        lettering.weight,
        base64(bytes)
    )
}

/// A family's name as a style sheet within markup has it.
fn quoted(family: &str) -> String {
    let name: String = family.chars().filter(|c| !c.is_control() && !matches!(c, '\'' | '\\')).collect();
    format!("'{}'", escape(&name))
}

/// The SVG with style rules after its opening tag.
fn with_style(svg: &str, rules: &str) -> Option<String> {
    let mut reader = Reader::from_str(svg);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let prefix =
                    start.name().prefix().map(|prefix| format!("{}:", prefix.as_ref())).unwrap_or_default();
                let at = usize::try_from(reader.buffer_position()).ok()?;
                let (before, after) = svg.split_at_checked(at)?;
                return Some(format!("{before}<{prefix}style>{rules}</{prefix}style>{after}"));
            }
            Event::Eof | Event::Empty(_) => return None,
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sign = SIGNS[(word >> (18 - 6 * place) & 63) as usize] as char;
            out.push(if place <= chunk.len() { sign } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_become_letters() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(&[255, 254, 253, 0]), "//79AA==");
    }
}
