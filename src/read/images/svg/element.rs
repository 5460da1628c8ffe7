//! Which elements and attributes of a drawing are kept.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Node, NodeId};

use super::super::Fault;
use super::{Loss, SVG, XLINK};

/// What becomes of an element.
pub(super) enum Fate {
    /// It stays.
    Kept,
    /// It becomes a plain group.
    Opened,
    /// It stays with its style rules cleaned.
    Styles,
    /// It goes with all it holds.
    Dropped(Option<Loss>),
}

/// The elements that draw something, or say how.
#[rustfmt::skip]
const KEPT: &[&str] = &[
    "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
    "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA",
    "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset",
    "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "filter", "g", "image", "line",
    "linearGradient", "marker", "mask", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "svg",
    "switch", "symbol", "text", "textPath", "title", "tspan", "use",
];

/// What becomes of an element of that name; `ours` says that it is one of SVG's.
pub(super) fn fate(name: &str, ours: bool) -> Fate {
    match name {
        "script" | "handler" | "listener" => Fate::Dropped(Some(Loss::Scripts)),
        _ if !ours => Fate::Dropped(None),
        _ if KEPT.contains(&name) => Fate::Kept,
        "a" => Fate::Opened,
        "style" => Fate::Styles,
        "foreignObject" | "iframe" | "audio" | "video" | "canvas" => Fate::Dropped(Some(Loss::Html)),
        "animate" | "animateColor" | "animateMotion" | "animateTransform" | "set" | "discard" => {
            Fate::Dropped(Some(Loss::Animations))
        }
        "font" | "font-face" => Fate::Dropped(Some(Loss::Fonts)),
        _ => Fate::Dropped(None),
    }
}

/// Whether an attribute is kept. Data for scripts goes, and so does what names the drawing to screen readers: each
/// format says that itself.
pub(super) fn is_kept_attribute(name: &str, element: &str) -> bool {
    if matches!(name, "overflow" | "clip" | "enable-background") {
        // Drawing programs write these everywhere, but they mean something only where a window is opened.
        return matches!(element, "svg" | "symbol" | "marker" | "pattern" | "image");
    }
    let for_others = ["data-", "aria-", "xmlns"].iter().any(|start| name.starts_with(start));
    !for_others
        && !matches!(
            name,
            "role" | "tabindex" | "focusable" | "target" | "rel" | "download" | "contentScriptType"
        )
}

/// `use` may copy no more than this many elements in all.
const MOST_COPIES: u64 = 200_000;
/// `use` may nest no deeper.
const DEEPEST_COPIES: usize = 200;

/// Refuses drawings whose `use` elements multiply past all bounds.
pub(super) fn check_copies(document: &Document<'_>) -> Result<(), Fault> {
    let mut targets = HashMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            targets.entry(id).or_insert(node);
        }
    }
    let mut counted = HashMap::new();
    match copies(document.root_element(), &targets, &mut counted, 0) {
        Some(count) if count <= MOST_COPIES => Ok(()),
        _ => Err(Fault::new("is an SVG file whose `use` elements copy too much")
            .with_help("export it without `use`")),
    }
}

/// How many elements a node comes to with all that it copies; nothing where copies nest too deep.
fn copies<'a>(
    node: Node<'a, 'a>,
    targets: &HashMap<&str, Node<'a, 'a>>,
    counted: &mut HashMap<NodeId, u64>,
    depth: usize,
) -> Option<u64> {
    if depth > DEEPEST_COPIES {
        return None;
    }
    if let Some(known) = counted.get(&node.id()) {
        return Some(*known);
    }
    // A node that copies itself counts once; readers of SVG break such rings.
    counted.insert(node.id(), 1);
    let mut count = 1_u64;
    for child in node.children().filter(Node::is_element) {
        count = count.saturating_add(copies(child, targets, counted, depth + 1)?);
    }
    let copied = node.attribute((XLINK, "href")).or_else(|| node.attribute("href"));
    let is_use = node.tag_name().name() == "use" && matches!(node.tag_name().namespace(), None | Some(SVG));
    if let Some(target) =
        copied.filter(|_| is_use).and_then(|href| targets.get(href.trim().strip_prefix('#')?))
    {
        count = count.saturating_add(copies(*target, targets, counted, depth + 1)?);
    }
    counted.insert(node.id(), count);
    Some(count)
}
