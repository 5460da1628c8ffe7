//! The drawing written again, without what it may not hold.

use usvg::roxmltree::Node;

use super::super::MOST_PIXELS;
use super::element::{Fate, fate, is_kept_attribute};
use super::length::Frame;
use super::names::Names;
use super::{Loss, SVG, XLINK, XML, css, data};

/// Writes what is kept.
pub(super) struct Writer {
    names: Names,
    /// What is written.
    pub text: String,
    /// What was left out.
    pub lost: Vec<Loss>,
    /// How many pixels the images have that the drawing carries.
    pixels: u64,
}

impl Writer {
    pub(super) fn new(names: Names) -> Self {
        Self { names, text: String::new(), lost: Vec::new(), pixels: 0 }
    }

    /// Writes the whole drawing.
    pub(super) fn root(&mut self, root: Node<'_, '_>, frame: Frame) {
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
        self.children(root);
        self.text.push_str("</svg>");
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
        match fate(name, ours) {
            Fate::Kept if matches!(name, "use" | "image" | "feImage") => self.showing(node, name),
            Fate::Kept => self.kept(node, name, None),
            Fate::Opened => {
                self.lost.push(Loss::Links);
                self.kept(node, "g", None);
            }
            Fate::Styles => self.styles(node),
            Fate::Dropped(loss) => self.lost.extend(loss),
        }
    }

    /// Writes an element that shows another part of the drawing, or an image. Without that it is nothing, and not even
    /// allowed.
    fn showing(&mut self, node: Node<'_, '_>, name: &str) {
        let named = |space| node.attributes().find(|one| one.name() == "href" && one.namespace() == space);
        // Where both are there, the newer one counts.
        let plain = named(None).map(|one| ("href", one.value()));
        let mention = plain.or_else(|| named(Some(XLINK)).map(|one| ("xlink:href", one.value())));
        let Some((href, value)) = mention else { return };
        if let Some(target) = self.target(node, value) {
            self.kept(node, name, Some((href, &target)));
        }
    }

    /// Writes an element with what it holds, and with what it shows.
    fn kept(&mut self, node: Node<'_, '_>, name: &str, shown: Option<(&str, &str)>) {
        self.text.push('<');
        self.text.push_str(name);
        self.attributes(node, if shown.is_some() { &["href"] } else { &[] });
        if let Some((href, target)) = shown {
            self.attribute(href, target);
        }
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
        let element = node.tag_name().name();
        for attribute in node.attributes() {
            let name = attribute.name();
            match attribute.namespace() {
                None | Some(XLINK) if but.contains(&name) => {}
                None if name == "id" => {
                    if let Some(name) = self.names.borne_by(node).map(str::to_owned) {
                        self.attribute("id", &name);
                    }
                }
                None if name == "href" => self.href("href", node, attribute.value()),
                Some(XLINK) if name == "href" => self.href("xlink:href", node, attribute.value()),
                None if is_event(name) => self.lost.push(Loss::Scripts),
                None if is_kept_attribute(name, element) => self.value(name, attribute.value()),
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

    fn href(&mut self, name: &str, node: Node<'_, '_>, value: &str) {
        if let Some(target) = self.target(node, value) {
            self.attribute(name, &target);
        }
    }

    /// What an element shows or goes by: a part of the drawing, or an image that it carries.
    fn target(&mut self, node: Node<'_, '_>, value: &str) -> Option<String> {
        let (element, value) = (node.tag_name().name(), value.trim());
        if let Some(name) = value.strip_prefix('#') {
            return self.names.mentioned(name).map(|name| format!("#{name}"));
        }
        let carries = matches!(element, "image" | "feImage");
        if carries && value.starts_with("data:") {
            // Past the limit, images are not even looked at: thousands of small files may unpack to as many large ones.
            let image = (self.pixels <= MOST_PIXELS).then(|| data::image(value));
            let Some(carried) = image.flatten() else {
                self.lost.push(Loss::Images);
                return None;
            };
            self.pixels += carried.pixels;
            self.lost.extend(carried.moves.then_some(Loss::Animations));
            return Some(carried.address);
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

/// Whether an attribute holds a script that runs when something happens.
fn is_event(name: &str) -> bool {
    name.len() > 2 && name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}
