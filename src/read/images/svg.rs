//! SVG files: read as XML and written again with nothing in them that acts, or that leads outside.
//!
//! What comes out is one `svg` element without prefixes, comments or a document type, fit to stand in XHTML as it is.

mod css;
mod data;
mod element;
mod length;
mod names;

use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::Fault;
use element::Fate;
use names::Names;

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
    // Entities are expanded within bounds, and none is ever looked for outside.
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
    let mut writer = Writer { names: Names::of(&document), text: String::new(), lost: Vec::new() };
    writer.open_root(root, frame);
    writer.children(root);
    writer.text.push_str("</svg>");
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
        return no_image("no PNG, JPEG or SVG file");
    }
    Fault::new(format!("is an SVG file that is no sound XML: {cause}")).with_help("export it again")
}

fn no_image(what: &str) -> Fault {
    Fault::new(format!("is {what}")).with_help("name a PNG, JPEG or SVG file")
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

/// Writes what is kept.
struct Writer {
    names: Names,
    text: String,
    lost: Vec<Loss>,
}

impl Writer {
    fn open_root(&mut self, root: Node<'_, '_>, frame: length::Frame) {
        self.text.push_str(r#"<svg xmlns="http://www.w3.org/2000/svg""#);
        let uses_xlink =
            |node: Node<'_, '_>| node.attributes().any(|attribute| attribute.namespace() == Some(XLINK));
        if root.descendants().any(uses_xlink) {
            self.text.push_str(r#" xmlns:xlink="http://www.w3.org/1999/xlink""#);
        }
        self.attribute("width", &frame.width.to_string());
        self.attribute("height", &frame.height.to_string());
        let view = frame.view.map(|number| number.to_string()).join(" ");
        self.attribute("viewBox", &view);
        self.attributes(root, &["width", "height", "viewBox", "x", "y", "version", "baseProfile"]);
        self.text.push('>');
    }

    fn children(&mut self, parent: Node<'_, '_>) {
        for child in parent.children() {
            if child.is_text() {
                let text = child.text().unwrap_or_default();
                self.escaped(text);
            } else if child.is_element() {
                self.element(child);
            }
        }
    }

    fn element(&mut self, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        let ours = matches!(node.tag_name().namespace(), None | Some(SVG));
        match element::fate(name, ours) {
            // Without what they show these are nothing, and not even allowed.
            Fate::Kept if matches!(name, "use" | "image" | "feImage") && self.shown_by(node).is_none() => {}
            Fate::Kept => self.kept(node, name),
            Fate::Opened => {
                self.lost.push(Loss::Links);
                self.kept(node, "g");
            }
            Fate::Styles => self.styles(node),
            Fate::Dropped(loss) => self.lost.extend(loss),
        }
    }

    fn kept(&mut self, node: Node<'_, '_>, name: &str) {
        self.text.push('<');
        self.text.push_str(name);
        self.attributes(node, &[]);
        if node.has_children() {
            self.text.push('>');
            self.children(node);
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        } else {
            self.text.push_str("/>");
        }
    }

    fn styles(&mut self, node: Node<'_, '_>) {
        let css: String = node.children().filter_map(|child| child.text()).collect();
        let cleaned = css::clean(&css, &self.names);
        self.lost.extend(cleaned.lost);
        self.text.push_str("<style>");
        self.escaped(&cleaned.text);
        self.text.push_str("</style>");
    }

    fn attributes(&mut self, node: Node<'_, '_>, but: &[&str]) {
        for attribute in node.attributes() {
            let name = attribute.name();
            match attribute.namespace() {
                None if but.contains(&name) => {}
                None if name == "id" => {
                    if let Some(name) = self.names.borne_by(node).map(str::to_owned) {
                        self.attribute("id", &name);
                    }
                }
                None if name == "href" => self.href("href", node, attribute.value()),
                Some(XLINK) if name == "href" => self.href("xlink:href", node, attribute.value()),
                None if name.len() > 2 && name.starts_with("on") => self.lost.push(Loss::Scripts),
                None if element::is_kept_attribute(name) => self.value(name, attribute.value()),
                Some(XML) if matches!(name, "lang" | "space") => {
                    self.attribute(&format!("xml:{name}"), attribute.value());
                }
                _ => {}
            }
        }
    }

    fn value(&mut self, name: &str, value: &str) {
        if name == "style" || value.contains('(') {
            let cleaned = css::clean(value, &self.names);
            self.lost.extend(cleaned.lost);
            self.attribute(name, &cleaned.text);
        } else {
            self.attribute(name, value);
        }
    }

    /// What an element shows or goes by: a part of the drawing, or an image that it carries.
    fn shown_by(&mut self, node: Node<'_, '_>) -> Option<String> {
        let mentioned = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
        self.target(node, mentioned.unwrap_or_default())
    }

    fn href(&mut self, name: &str, node: Node<'_, '_>, value: &str) {
        if let Some(target) = self.target(node, value) {
            self.attribute(name, &target);
        }
    }

    fn target(&mut self, node: Node<'_, '_>, value: &str) -> Option<String> {
        let (element, value) = (node.tag_name().name(), value.trim());
        if let Some(name) = value.strip_prefix('#') {
            return self.names.mentioned(name).map(|name| format!("#{name}"));
        }
        let carries = matches!(element, "image" | "feImage");
        if carries && value.starts_with("data:") {
            let image = data::image(value);
            self.lost.extend(image.is_none().then_some(Loss::Images));
            return image;
        }
        // That a link goes is told already.
        self.lost.extend((element != "a" && !value.is_empty()).then_some(Loss::Outside));
        None
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.escaped(value);
        self.text.push('"');
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                _ => self.text.push(character),
            }
        }
    }
}
