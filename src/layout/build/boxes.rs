//! Blocks with a ground or a changed measure: quotations, code, callouts.

use super::inline::{Pieces, Run};
use super::line::line_strip;
use super::{Builder, Place};
use crate::layout::flow::{BoxFrame, FrameId, Node, Strip};
use crate::layout::frame::{Artifact, Item, Placed, Segment, Shape, Stroke, Tag};
use crate::layout::page_map::Offset;
use crate::layout::paragraph;
use crate::layout::structure::Role;
use crate::layout::text::{Breaking, Measure, Piece, TextStyle};
use crate::model::theme::{BoxKind, Part};
use crate::model::{Block, Callout, CalloutKind, Code, Language, Quote};

/// A box up to this share of a page is not broken.
const WHOLE_BOX: f64 = 0.4;

/// Columns from one tab stop to the next in code.
const TAB: usize = 4;
/// Columns by which the continuation of a line of code is moved in.
const TURNED: usize = 2;
/// The room at the right end of a line of code that goes on below, for the sign that says so, in points.
const TURN_SIGN: f64 = 6.0;

impl<'a> Builder<'a> {
    /// A quotation, moved in from both sides.
    pub(in crate::layout) fn quote(&mut self, quote: &'a Quote, place: &Place) {
        let (before, after) = (self.style(Part::Quote).before, self.style(Part::Quote).after);
        let indent = self.theme.quote_indent;
        let element = self.structure.add(place.element, Role::Quote);
        let inner = place.inset(indent, indent).within(element).set_in(Part::Quote);
        self.space(before);
        self.blocks(&quote.blocks, &inner);
        if !quote.attribution.is_empty() {
            self.keep();
            let space = self.style(Part::Attribution).before;
            self.space(space);
            self.keep();
            let paragraph = self.structure.add(element, Role::Attribution);
            let run = self.run(Part::Attribution, &inner, paragraph);
            let mut pieces = Pieces::default();
            self.inlines(&quote.attribution, &run, &mut pieces);
            self.set(&pieces.list, Part::Attribution, &inner, 0.0, None);
            self.notes(&pieces.notes, &inner);
        }
        self.space(after);
    }

    /// Opens a box in a place: its frame and the place inside it.
    fn boxed(&mut self, kind: BoxKind, place: &Place) -> (FrameId, Place) {
        let style = self.theme.boxed(kind);
        let hang = style.hang.min(place.hang);
        let frame = self.open_frame(BoxFrame {
            parent: place.frame,
            x: place.x - hang,
            width: place.width + hang,
            style,
            mirrored: false,
        });
        let mut inner = place.inset(style.bar_width + style.padding - hang, style.padding);
        inner.frame = Some(frame);
        inner.hang = 0.0;
        (frame, inner)
    }

    /// Code, line by line, on a ground; a line that is too long goes on after a turn sign.
    pub(in crate::layout) fn code(&mut self, block: &Block, code: &Code, place: &Place) {
        let space = self.style(place.part).leading * 0.5;
        let padding = self.theme.boxed(BoxKind::Code).padding;
        let element = self.structure.add(place.element, Role::CodeBlock);
        let (frame, inner) = self.boxed(BoxKind::Code, place);
        // Code runs to the right in every language.
        let inner = Place { align: None, language: Language::english(), ..inner.within(element) };
        let nodes = self.aside(|builder| {
            builder.pad(padding, Some(frame));
            builder.keep();
            let mut offset = 0;
            for line in code.text.split('\n') {
                builder.code_line(block, line, offset, &inner);
                offset += line.len() + 1;
            }
            builder.keep();
            builder.pad(padding, Some(frame));
        });
        self.boxed_nodes(nodes, space);
    }

    fn code_line(&mut self, block: &Block, line: &str, offset: usize, place: &Place) {
        let start = Some((block.id, if offset == 0 { Offset::Start } else { Offset::Text(offset) }));
        let run = Run { breaking: Breaking::Code, ..self.run(Part::Code, place, place.element) };
        let mut pieces = Pieces::default();
        let inline = crate::model::Inline::text(expand_tabs(line), block.span);
        self.inlines(std::slice::from_ref(&inline), &run, &mut pieces);
        let measure = self.measure(Part::Code, place, 0.0);
        let mut lines = paragraph::set(&pieces.list, &measure, self.shaper);
        if let (2.., Some(piece)) = (lines.len(), pieces.list.first()) {
            let rest_indent = self.turned_indent(line, piece, place.width);
            let turned = Measure { width: place.width - TURN_SIGN, rest_indent, ..measure };
            lines = paragraph::set(&pieces.list, &turned, self.shaper);
        }
        if lines.is_empty() {
            let height = self.style(Part::Code).leading;
            self.strip(Strip { height, start, frame: place.frame, ..Strip::default() });
        }
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.into_iter().enumerate() {
            let baseline = line.ascent;
            // The sign stands where lines end, which is the near side where positions count from the right.
            let turned = last > 0 && place.mirrored;
            let mut strip = line_strip(line, place.x + if turned { TURN_SIGN } else { 0.0 });
            if index == 0 {
                strip.start = start;
            }
            if index < last {
                let colour = self.theme.mark;
                let x = if turned { place.x } else { place.x + place.width - TURN_SIGN };
                let mut sign = turn_sign(x, baseline - 1.0, colour);
                if turned {
                    sign.item.mirror(2.0 * x + TURN_SIGN);
                }
                strip.items.push(sign);
            }
            strip.frame = place.frame;
            self.strip(strip);
        }
    }

    /// How far the lines are moved in that continue a line of code: two columns more than the line itself, but never so far
    /// that little room is left.
    fn turned_indent(&self, line: &str, piece: &Piece, width: f64) -> f64 {
        let own = line.len() - line.trim_start_matches([' ', '\t']).len();
        let columns = expand_tabs(&line[..own]).len() + TURNED;
        let digits = piece.with_text("0".repeat(columns));
        let (_, indent) = paragraph::natural_widths(&[digits], self.shaper);
        indent.min(width / 3.0)
    }

    /// A box beside the argument.
    pub(in crate::layout) fn callout(&mut self, block: &Block, callout: &'a Callout, place: &Place) {
        let kind = box_kind(callout.kind);
        let padding = self.theme.boxed(kind).padding;
        let space = self.theme.block_space;
        let element = self.structure.add(place.element, Role::Callout);
        let (frame, inner) = self.boxed(kind, place);
        let inner = Place { align: None, ..inner.within(element).set_in(Part::BoxText) };
        let nodes = self.aside(|builder| {
            builder.pad(padding, Some(frame));
            builder.keep();
            builder.callout_heading(block, callout, &inner);
            let content = builder.aside(|builder| builder.blocks(&callout.blocks, &inner));
            // The heading has its own space below it.
            builder.nodes.extend(content.into_iter().skip_while(|node| matches!(node, Node::Space(_))));
            builder.drop_space();
            builder.keep();
            builder.pad(padding, Some(frame));
        });
        self.boxed_nodes(nodes, space);
    }

    /// Adds a box's nodes between spaces, whole where it is small.
    fn boxed_nodes(&mut self, nodes: Vec<Node>, space: f64) {
        self.space(space);
        let mut nodes = nodes.into_iter();
        // The first strip may begin a page; only what follows is kept to it.
        self.nodes.extend(nodes.next());
        self.whole(nodes.collect(), WHOLE_BOX);
        self.space(space);
    }

    /// Takes back the space that the last block left, where the box closes.
    fn drop_space(&mut self) {
        while matches!(self.nodes.last(), Some(Node::Space(_))) {
            self.nodes.pop();
        }
    }

    fn callout_heading(&mut self, block: &Block, callout: &'a Callout, place: &Place) {
        let terms = self.document.terms;
        let title = self.structure.add(place.element, Role::CalloutTitle);
        let mut run = self.run(Part::BoxHeading, place, title);
        if let Some(colour) = self.theme.boxed(box_kind(callout.kind)).heading {
            run.style = std::sync::Arc::new(TextStyle { colour, ..(*run.style).clone() });
        }
        let mut pieces = Pieces::default();
        let name = match callout.kind {
            CalloutKind::Note => terms.note,
            CalloutKind::Tip => terms.tip,
            CalloutKind::Warning => terms.warning,
            CalloutKind::KeyFindings => terms.key_findings,
            CalloutKind::Recommendation => terms.recommendation,
        };
        match &callout.number {
            Some(number) => {
                let join = if callout.title.is_empty() { "" } else { ": " };
                self.words(&format!("{name} {number}{join}"), &run, &mut pieces);
                self.inlines(&callout.title, &run, &mut pieces);
            }
            None if callout.title.is_empty() => self.words(name, &run, &mut pieces),
            None => self.inlines(&callout.title, &run, &mut pieces),
        }
        self.set(&pieces.list, Part::BoxHeading, place, 0.0, Some(block.id));
        self.keep();
        let after = self.style(Part::BoxHeading).after;
        self.pad(after, place.frame);
        self.keep();
        self.notes(&pieces.notes, place);
        if !callout.addressee.is_empty() {
            let paragraph = self.structure.add(place.element, Role::Paragraph);
            let mut run = self.run(Part::BoxText, place, paragraph);
            let mut style = (*run.style).clone();
            style.weight = 600;
            run.style = style.into();
            let mut pieces = Pieces::default();
            self.inlines(&callout.addressee, &run, &mut pieces);
            self.set(&pieces.list, Part::BoxText, place, 0.0, None);
            self.keep();
            self.notes(&pieces.notes, place);
        }
    }
}

fn box_kind(kind: CalloutKind) -> BoxKind {
    match kind {
        CalloutKind::Note => BoxKind::Note,
        CalloutKind::Tip => BoxKind::Tip,
        CalloutKind::Warning => BoxKind::Warning,
        CalloutKind::KeyFindings => BoxKind::KeyFindings,
        CalloutKind::Recommendation => BoxKind::Recommendation,
    }
}

fn expand_tabs(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut column = 0;
    for sign in line.chars() {
        if sign == '\t' {
            let stop = TAB - column % TAB;
            text.extend(std::iter::repeat_n(' ', stop));
            column += stop;
        } else {
            text.push(sign);
            column += 1;
        }
    }
    text
}

/// An arrow that goes down and back, where a line of code is turned.
fn turn_sign(x: f64, baseline: f64, colour: crate::model::theme::Colour) -> Placed {
    let shape = Shape {
        path: vec![
            Segment::Move(x + 4.2, baseline - 4.6),
            Segment::Line(x + 4.2, baseline - 1.6),
            Segment::Line(x + 0.4, baseline - 1.6),
            Segment::Move(x + 1.9, baseline - 3.1),
            Segment::Line(x + 0.4, baseline - 1.6),
            Segment::Line(x + 1.9, baseline - 0.1),
        ],
        fill: None,
        stroke: Some(Stroke::solid(0.6, colour)),
    };
    Placed { tag: Tag::Artifact(Artifact::Layout), item: Item::Shape(shape) }
}
