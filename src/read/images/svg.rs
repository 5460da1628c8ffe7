//! SVG files: read as XML and written again with nothing in them that acts, or that leads outside.
//!
//! What comes out is one `svg` element without prefixes, comments or a document type, fit to stand in XHTML as it is.

mod css;
pub(super) mod data;
mod element;
mod entities;
mod length;
mod names;
mod writer;

use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::Fault;
use names::Names;
use writer::Writer;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// No drawing has more elements and texts.
const MOST_NODES: u32 = 500_000;
/// Elements are nested no deeper.
const DEEPEST: usize = 64;

/// A cleaned drawing.
#[derive(Debug)]
pub(super) struct Cleaned {
    /// The markup.
    pub text: String,
    /// Width and height in points.
    pub size: (f64, f64),
    /// What was left out that a reader may miss.
    pub lost: Option<Fault>,
}

/// Cleans a drawing.
pub(super) fn clean(text: &str) -> Result<Cleaned, Fault> {
    check_depth(text)?;
    entities::check(text)?;
    // No entity is ever looked for outside.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, entity_resolver: None };
    let document =
        Document::parse_with_options(text, options).map_err(|cause| not_xml(text, &cause.to_string()))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !matches!(root.tag_name().namespace(), None | Some(SVG)) {
        if root.tag_name().name() == "html" {
            return Err(no_image("a web page"));
        }
        return Err(no_image(&format!("an XML file of another kind (`{}`)", root.tag_name().name())));
    }
    // Entities may have brought more levels than the text showed.
    if document.descendants().any(|node| node.ancestors().nth(DEEPEST + 2).is_some()) {
        return Err(too_deep());
    }
    element::check_copies(&document)?;
    let frame = length::frame(root)?;
    let mut writer = Writer::new(Names::of(&document));
    writer.root(root, frame);
    // Nothing but style sheets is ever called upon so.
    let calls = |node: Node<'_, '_>| node.pi().is_some_and(|call| call.target == "xml-stylesheet");
    writer.lost.extend(document.root().children().any(calls).then_some(Loss::Outside));
    Ok(Cleaned {
        text: writer.text,
        size: (frame.width * 0.75, frame.height * 0.75),
        lost: told(&writer.lost),
    })
}

fn not_xml(text: &str, cause: &str) -> Fault {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return no_image("a web page");
    }
    if !start.starts_with('<') {
        return no_image("no PNG, JPEG, WebP, GIF or SVG file");
    }
    Fault::new(format!("is an SVG file that is no sound XML: {cause}")).with_help("export it again")
}

fn no_image(what: &str) -> Fault {
    Fault::new(format!("is {what}")).with_help("name a PNG, JPEG, WebP, GIF or SVG file")
}

fn too_deep() -> Fault {
    let fault = Fault::new(format!("is an SVG file nested deeper than {DEEPEST} levels"));
    fault.with_help("ungroup its parts in a drawing program")
}

/// Refuses nesting that readers of XML, which call themselves for every level, would not survive.
fn check_depth(text: &str) -> Result<(), Fault> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if let Some(after) = skip_non_element(rest) {
            rest = after;
        } else {
            let end = tag_end(rest);
            depth += usize::from(!rest[..end].ends_with('/'));
            rest = &rest[end..];
        }
        if depth > DEEPEST {
            return Err(too_deep());
        }
    }
    Ok(())
}

/// What follows a comment, CDATA section, instruction or declaration that begins here after its `<`.
fn skip_non_element(text: &str) -> Option<&str> {
    let end = match text {
        _ if text.starts_with("!--") => "-->",
        _ if text.starts_with("![CDATA[") => "]]>",
        _ if text.starts_with('?') => "?>",
        _ if text.starts_with('!') => ">",
        _ => return None,
    };
    Some(text.find(end).map_or("", |at| &text[at + end.len()..]))
}

/// The place of the `>` that ends a tag; those in quoted values do not.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// What a drawing may lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    Scripts,
    Animations,
    Html,
    Links,
    Fonts,
    Outside,
    Images,
}

fn told(lost: &[Loss]) -> Option<Fault> {
    let mut lost = lost.to_vec();
    lost.sort();
    lost.dedup();
    let names: Vec<&str> = lost
        .iter()
        .map(|loss| match loss {
            Loss::Scripts => "scripts",
            Loss::Animations => "animations",
            Loss::Html => "HTML parts",
            Loss::Links => "links",
            Loss::Fonts => "fonts",
            Loss::Outside => "references to other files",
            Loss::Images => "damaged or unsupported images",
        })
        .collect();
    let (last, before) = names.split_last()?;
    let list =
        if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
    Some(Fault::new(format!("is shown without its {list}")))
}
