//! A drawing as shapes and runs: its labels are text in our own faces, and nothing of it is pixels.

mod shape;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeSet;

use usvg::{BlendMode, Group, Node, Rect as Bounds, Transform};

use super::frame::{Item, Pages, Placed, Rect, Run};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::fonts::{FaceId, Fonts, Svg};
use crate::model::{BlockKind, FigureContent, Image, ImageData, ImageId, InlineKind, walk};
use crate::resolve::Resolved;
use crate::source::Span;
use text::Labels;

/// By how many pixels of the drawing something may stick out of what cuts it off and still be drawn whole.
const TOLERANCE: f32 = 1.0;

/// More leaves than this are not compared with one another.
const MOST_COMPARED: usize = 64;

/// Puts the parts of drawings in the place of the images that name them, where shapes and runs can say them.
///
/// The result is what characters in them no face has, and where each drawing is named. A drawing that they cannot say stays
/// an image, to be drawn as pixels, and is warned of.
pub(super) fn draw(
    pages: &mut Pages,
    document: &Resolved,
    fonts: &Fonts,
    diagnostics: &mut Diagnostics,
) -> Vec<(char, Span)> {
    let mut missing = Vec::new();
    let mut left_over = BTreeSet::new();
    let is_svg = |id: ImageId| matches!(document.images[id.0 as usize].data, ImageData::Svg { .. });
    for page in &mut pages.pages {
        if !page.items.iter().any(|placed| matches!(placed.item, Item::Image { image, .. } if is_svg(image)))
        {
            continue;
        }
        for placed in std::mem::take(&mut page.items) {
            let (image, area) = match placed.item {
                Item::Image { image, area } if is_svg(image) => (image, area),
                Item::Run(_) | Item::Shape(_) | Item::Image { .. } => {
                    page.items.push(placed);
                    continue;
                }
            };
            let Some(items) = lay_out_svg(&document.images[image.0 as usize], area, fonts) else {
                left_over.insert(image);
                page.items.push(placed);
                continue;
            };
            missing.extend(
                items
                    .iter()
                    .flat_map(unknown)
                    .map(|character| (character, place_of(image, document).unwrap_or_default())),
            );
            page.items.extend(items.into_iter().map(|item| Placed { tag: placed.tag, item }));
        }
    }
    for image in left_over {
        diagnostics.push(pixels(image, document));
    }
    missing
}

/// Says that a drawing is not drawn as lines and text.
fn pixels(image: ImageId, document: &Resolved) -> Diagnostic {
    let message = format!(
        "the drawing `{}` has gradients, masks or the like, which are drawn as pixels in the PDF, its words too",
        document.images[image.0 as usize].name
    );
    // The theme's logo is named nowhere in the document.
    let diagnostic = match place_of(image, document) {
        Some(place) => Diagnostic::new(Code::NotExpressible, place, message),
        None => Diagnostic::placeless(Code::NotExpressible, message),
    };
    diagnostic.with_help("flat colours and plain shapes stay sharp, and their words can be searched")
}

/// The characters of an item that no face has.
fn unknown(item: &Item) -> std::str::Chars<'_> {
    match item {
        Item::Run(Run { face: FaceId::MISSING, text, .. }) => text.chars(),
        Item::Run(_) | Item::Shape(_) | Item::Image { .. } => "".chars(),
    }
}

/// Where a document names an image first, if it does.
fn place_of(image: ImageId, document: &Resolved) -> Option<Span> {
    let mut place = None;
    walk::blocks(&document.blocks, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind
            && let FigureContent::Picture(picture) = &figure.content
            && picture.image == Some(image)
        {
            place.get_or_insert(picture.span);
        }
        for text in block.texts() {
            walk::inlines(text, &mut |inline| {
                if let InlineKind::Image(picture) = &inline.kind
                    && picture.image == Some(image)
                {
                    place.get_or_insert(picture.span);
                }
            });
        }
    });
    place
}

/// The parts of an SVG image scaled into a rectangle.
///
/// `None` where the image is no SVG, or where it uses what shapes and runs cannot say: gradients, patterns, masks,
/// filters, blending, images, clipping that cuts something off, and transparent groups whose parts overlap.
pub(crate) fn lay_out_svg(image: &Image, area: Rect, fonts: &Fonts) -> Option<Vec<Item>> {
    let ImageData::Svg { text } = &image.data else { return None };
    let svg = fonts.read_svg(text).ok()?;
    let size = svg.tree.size();
    let scale = (area.width / f64::from(size.width()), area.height / f64::from(size.height()));
    let page = Transform::from_row(scale.0 as f32, 0.0, 0.0, scale.1 as f32, area.x as f32, area.y as f32);
    let canvas = Bounds::from_xywh(0.0, 0.0, size.width(), size.height())?;
    let mut drawing = Drawing { svg: &svg, fonts, page, canvas, items: Vec::new() };
    drawing.group(svg.tree.root(), 1.0)?;
    Some(drawing.items)
}

/// The items made so far.
struct Drawing<'a> {
    svg: &'a Svg,
    fonts: &'a Fonts,
    /// From the drawing's pixels to the page's points.
    page: Transform,
    /// What is shown of the drawing's plane.
    canvas: Bounds,
    items: Vec<Item>,
}

/// How a thing lies to a rectangle that cuts things off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    Outside,
    Cut,
}

impl Drawing<'_> {
    /// Draws a group; `alpha` is what the groups around it leave of the opacity.
    fn group(&mut self, group: &Group, alpha: f32) -> Option<()> {
        let plain =
            group.mask().is_none() && group.filters().is_empty() && group.blend_mode() == BlendMode::Normal;
        if !plain || !is_cut_by_nothing(group) {
            return None;
        }
        let own = group.opacity().get();
        // A shape's line over its own ground is let pass.
        if own < 1.0 && !overlap_free(group) {
            return None;
        }
        for node in group.children() {
            self.node(node, alpha * own)?;
        }
        Some(())
    }

    fn node(&mut self, node: &Node, alpha: f32) -> Option<()> {
        match node {
            Node::Group(group) => self.group(group, alpha),
            Node::Image(image) => (!image.is_visible()).then_some(()),
            Node::Path(path) if !path.is_visible() => Some(()),
            Node::Path(path) => match place(path.abs_stroke_bounding_box(), self.canvas) {
                Place::Inside => self.path(path, path.abs_transform(), alpha),
                Place::Outside => Some(()),
                Place::Cut => self.cut_ground(path, alpha),
            },
            // A label's bounds are those of its line, larger than its letters: one that sticks out is drawn whole.
            Node::Text(text) if place(text.abs_bounding_box(), self.canvas) == Place::Outside => Some(()),
            Node::Text(text) => Labels::new(text).draw(self, alpha),
        }
    }
}

/// Whether a group has no clip path, or one that is a rectangle around all of it.
fn is_cut_by_nothing(group: &Group) -> bool {
    let Some(clip) = group.clip_path() else { return true };
    let [Node::Path(path)] = clip.root().children() else { return false };
    let alone = clip.clip_path().is_none() && clip.root().clip_path().is_none();
    let transform = group.abs_transform().pre_concat(clip.transform()).pre_concat(path.abs_transform());
    let Some(window) = shape::rectangle(path.data(), transform).filter(|_| alone) else { return false };
    // Strokes may reach half their width past a window that holds what they run along.
    leaves(group, &mut Vec::new()).iter().all(|leaf| place(leaf.abs_bounding_box(), window) == Place::Inside)
}

/// How bounds lie to a rectangle, a little tolerance granted.
fn place(bounds: Bounds, window: Bounds) -> Place {
    let inside = bounds.left() >= window.left() - TOLERANCE
        && bounds.top() >= window.top() - TOLERANCE
        && bounds.right() <= window.right() + TOLERANCE
        && bounds.bottom() <= window.bottom() + TOLERANCE;
    if inside {
        Place::Inside
    } else if meet(bounds, window) {
        Place::Cut
    } else {
        Place::Outside
    }
}

fn meet(one: Bounds, other: Bounds) -> bool {
    one.left() < other.right()
        && other.left() < one.right()
        && one.top() < other.bottom()
        && other.top() < one.bottom()
}

/// Whether no two things in a group lie over one another, so that the group's opacity is that of each.
fn overlap_free(group: &Group) -> bool {
    let mut list = Vec::new();
    let leaves = leaves(group, &mut list);
    let bounds: Vec<Bounds> = leaves.iter().map(|leaf| leaf.abs_stroke_bounding_box()).collect();
    bounds.len() <= MOST_COMPARED
        && bounds.iter().enumerate().all(|(at, one)| bounds[at + 1..].iter().all(|other| !meet(*one, *other)))
}

/// The paths, texts and images in a group.
fn leaves<'a, 'b>(group: &'a Group, list: &'b mut Vec<&'a Node>) -> &'b [&'a Node] {
    for node in group.children() {
        match node {
            Node::Group(group) => {
                leaves(group, list);
            }
            Node::Path(_) | Node::Image(_) | Node::Text(_) => list.push(node),
        }
    }
    list
}
