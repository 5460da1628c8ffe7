//! How the paragraphs of a box grow together on one ground, its bar without a gap.
//!
//! Word and others join neighbours only where borders and indents are all the same; between those they fill the space and
//! let the bar run on, elsewhere they leave it white. So a box is parted into runs of paragraphs that stand alike and have
//! the same borders, with space between them; from one run to the next the gap is made of a border in the colour of the
//! ground. Most boxes are a single run, which takes its borders from its styles.

use std::ops::Range;

use docx_rs::{Indent, LineSpacing, Paragraph, SpecialIndentType};

use super::boxes::{self, Edge, borders};
use super::lists::style_of;
use super::markup::twips;
use super::styles::Place;
use super::{Flow, Node, Writer};
use crate::model::CalloutKind;

impl Writer<'_> {
    /// Joins the paragraphs of a box, from its heading on, and gives the last one space to what follows.
    pub(super) fn join(&self, callout: CalloutKind, flow: &Flow, nodes: &mut [Node]) {
        self.align_heading(nodes);
        let runs = self.runs(nodes, flow);
        let known = nodes.iter().all(|node| match node {
            Node::Paragraph(paragraph) => paragraph.property.shading.is_none(),
            Node::Table(..) | Node::Markup(_) => false,
        });
        let by_style = runs.len() == 1 && known;
        let look = self.theme.boxed(boxes::kind(callout));
        for (index, run) in runs.iter().enumerate() {
            // Where something without the ground stands between, a run ends like the box.
            let is_first = index == 0 || runs[index - 1].end != run.start;
            let is_last = runs.get(index + 1).is_none_or(|next| next.start != run.end);
            let top = if is_first { Edge::Padding } else { Edge::None };
            // Some join whatever has lines of the same width, so neighbouring runs have different ones.
            let width = if index % 2 == 0 { 0.5 } else { 0.75 };
            let bottom = if is_last { Edge::Padding } else { Edge::Gap(width) };
            for node in &mut nodes[run.clone()] {
                let Node::Paragraph(paragraph) = node else { continue };
                let place = self.place(paragraph);
                let deeper = (place.left + place.first.min(0) - flow.inner.left).max(0);
                if !by_style {
                    paragraph.property.borders = Some(borders(look, deeper, top, bottom));
                }
            }
            if !is_first {
                space(&mut nodes[run.start], |spacing| spacing.before(0));
            }
            if index + 1 == runs.len() {
                let after = twips(self.theme.block_space) as u32;
                space(&mut nodes[run.end - 1], |spacing| spacing.after(after));
            } else if !is_last {
                space(&mut nodes[run.end - 1], |spacing| spacing.after(0));
            }
        }
    }

    /// Gives what stands above a list, the heading and an addressee, the indents of its items, so that all are joined.
    fn align_heading(&self, nodes: &mut [Node]) {
        let is_short = |node: &Node| match node {
            Node::Paragraph(paragraph) => {
                paragraph.property.keep_next == Some(true) || style_of(paragraph).ends_with(boxes::TITLE)
            }
            Node::Table(..) | Node::Markup(_) => false,
        };
        let above = nodes.iter().take_while(|node| is_short(node)).count();
        let Some(Node::Paragraph(item)) = nodes.get(above) else { return };
        let item = self.place(item);
        for node in &mut nodes[..above] {
            let Node::Paragraph(paragraph) = node else { continue };
            let own = self.place(paragraph);
            if item.first < 0 && own.first == 0 && own.left == item.left + item.first {
                paragraph.property.indent = Some(item.indent());
            }
        }
    }

    /// The runs of neighbours that stand alike, as places among the nodes.
    fn runs(&self, nodes: &[Node], flow: &Flow) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for (at, node) in nodes.iter().enumerate() {
            let place = match node {
                Node::Paragraph(paragraph) if self.belongs(paragraph, flow) => Some(self.place(paragraph)),
                Node::Paragraph(_) | Node::Table(..) | Node::Markup(_) => None,
            };
            match runs.last_mut() {
                Some(run) if place.is_some() && place == last => run.end = at + 1,
                _ if place.is_some() => runs.push(at..at + 1),
                _ => {}
            }
            last = place;
        }
        runs
    }

    /// Whether a paragraph stands on the ground of this box and not of one inside it, which has been joined already.
    fn belongs(&self, paragraph: &Paragraph, flow: &Flow) -> bool {
        let by_style = paragraph.property.shading.is_none();
        let own = if by_style {
            self.place(paragraph).right == flow.inner.right
        } else {
            paragraph.property.borders.is_none()
        };
        own && self.is_in_box(paragraph)
    }

    /// Where a paragraph stands, by itself or by its style.
    fn place(&self, paragraph: &Paragraph) -> Place {
        let Some(Indent { start, special_indent, end, .. }) = &paragraph.property.indent else {
            return self.known(&style_of(paragraph)).place;
        };
        let first = match special_indent {
            Some(SpecialIndentType::Hanging(by)) => -by,
            Some(SpecialIndentType::FirstLine(by)) => *by,
            None => 0,
        };
        Place { left: start.unwrap_or(0), first, right: end.unwrap_or(0) }
    }
}

/// Changes the space around a paragraph.
fn space(node: &mut Node, change: impl Fn(LineSpacing) -> LineSpacing) {
    if let Node::Paragraph(paragraph) = node {
        let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
        paragraph.property.line_spacing = Some(change(spacing));
    }
}
