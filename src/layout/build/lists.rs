//! Bullet, numbered and task lists; definition lists.

use super::inline::Pieces;
use super::line::line_strip;
use super::{Builder, Place};
use crate::layout::flow::{Node, Strip};
use crate::layout::frame::{Fill, Item, Placed, Rect, Segment, Shape, Stroke, Tag};
use crate::layout::page_map::roman;
use crate::layout::paragraph;
use crate::layout::structure::{Attributes, ContentId, ElementId, Numbering, Role};
use crate::model::theme::{Part, TextAlign};
use crate::model::{Block, BlockKind, Definition, List, ListItem, ListKind, NumberStyle};

/// The gap between an item's mark and its text.
const MARK_GAP: f64 = 4.5;

impl<'a> Builder<'a> {
    /// A bullet, numbered or task list.
    pub(in crate::layout) fn list(&mut self, block: &Block, list: &'a List, place: &Place) {
        let attributes = Attributes { numbering: Some(numbering(list.kind)), ..Attributes::default() };
        let element = self.structure.add_with(place.element, Role::List, attributes);
        let leading = self.style(place.part).leading;
        let outermost = !self.is_in_list(place);
        let space = if outermost { leading * 0.4 } else { leading * 0.1 };
        let indent = self.mark_width(list, place).max(self.theme.list_indent);
        let inner = place.inset(indent, 0.0);
        self.space(space);
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                // Items in a box are statements of their own; in running text they stand close.
                let close = if place.part == Part::BoxText { 0.4 } else { 0.14 };
                self.space(leading * if list.tight { close } else { 0.45 });
            }
            self.item(block, list, index, item, &inner.within(element), place.x, indent);
        }
        self.space(space);
    }

    fn is_in_list(&self, place: &Place) -> bool {
        self.structure.elements[place.element.0 as usize].role == Role::ListBody
    }

    /// The room that the widest mark of a numbered list needs.
    fn mark_width(&mut self, list: &List, place: &Place) -> f64 {
        let ListKind::Numbered { start, style } = list.kind else { return 0.0 };
        let last = start.saturating_add(list.items.len() as u32);
        // Letters and roman numbers are widest somewhere in between; ten candidates are enough to find the width.
        let step = (list.items.len() / 10).max(1);
        let mut widest: f64 = 0.0;
        for number in (start..last).step_by(step).chain([last.saturating_sub(1)]) {
            widest = widest.max(
                self.mark_line(&spell(number, style), place, ContentId(0)).map_or(0.0, |line| line.width),
            );
        }
        widest + MARK_GAP
    }

    fn mark_line(&self, words: &str, place: &Place, content: ContentId) -> Option<crate::layout::text::Line> {
        let style = self.number_style(place);
        // Wide enough for any number, which stands at the line's start however its cell is aligned.
        let wide = Place { align: Some(TextAlign::Start), ..place.inset(0.0, -1000.0) };
        let measure = self.measure(Part::ListNumber, &wide, 0.0);
        let measure = crate::layout::text::Measure { leading: self.style(place.part).leading, ..measure };
        let piece = crate::layout::text::Piece::Text {
            text: format!("{words} "),
            style,
            language: place.language.clone(),
            content,
            span: crate::source::Span::default(),
            breaking: crate::layout::text::Breaking::Words,
            link: None,
            note: None,
            counts: false,
        };
        paragraph::set(&[piece], &measure, self.shaper).into_iter().next()
    }

    /// The look of numbers: the theme's, in the proportion that it has to running text.
    fn number_style(&self, place: &Place) -> std::sync::Arc<crate::layout::text::TextStyle> {
        let mut style = (*self.text_style(Part::ListNumber)).clone();
        style.size *= self.style(place.part).size / self.style(Part::Text).size;
        style.into()
    }

    #[expect(clippy::too_many_arguments, reason = "an item is placed by its list, its mark and its text")]
    fn item(
        &mut self,
        block: &Block,
        list: &List,
        index: usize,
        item: &'a ListItem,
        place: &Place,
        left: f64,
        indent: f64,
    ) {
        let element = self.structure.add(place.element, Role::ListItem);
        let label = self.structure.add(element, Role::Label);
        let content = self.structure.content(label);
        let mark = self.mark(list, index, item, label, content, place, left, indent);
        let body = self.structure.add(element, Role::ListBody);
        let nodes = self.aside(|builder| builder.blocks(&item.blocks, &place.within(body)));
        self.attach(mark, nodes, block, place);
    }

    /// What marks an item, drawn for a first line whose baseline is that of running text.
    #[expect(clippy::too_many_arguments, reason = "an item is placed by its list, its mark and its text")]
    fn mark(
        &mut self,
        list: &List,
        index: usize,
        item: &ListItem,
        label: ElementId,
        content: ContentId,
        place: &Place,
        left: f64,
        indent: f64,
    ) -> Vec<Placed> {
        let size = self.style(place.part).size;
        let baseline = self.baseline(place.part);
        let tag = Tag::Content(content);
        match list.kind {
            ListKind::Bullet => {
                self.structure.attributes(label).actual_text = Some("• ".to_owned());
                let side = size * 0.24;
                let area = Rect {
                    x: left + (indent - side) * 0.36,
                    y: baseline - size * 0.24 - side / 2.0,
                    width: side,
                    height: side,
                };
                vec![Placed { tag, item: Item::Shape(Shape::rectangle(area, self.theme.mark)) }]
            }
            ListKind::Numbered { start, style } => {
                let words = spell(start.saturating_add(index as u32), style);
                let Some(line) = self.mark_line(&words, place, content) else { return Vec::new() };
                let x = left + indent - MARK_GAP - line.width;
                line_strip(line, x).items
            }
            ListKind::Task => {
                let done = item.done.unwrap_or(false);
                self.structure.attributes(label).actual_text =
                    Some(if done { "☑ " } else { "☐ " }.to_owned());
                let side = size * 0.72;
                let area = Rect { x: left, y: baseline - side, width: side, height: side };
                let shapes = task_box(area, done, self.theme.accent).into_iter();
                let mut items: Vec<_> = shapes.map(Item::Shape).collect();
                if place.mirrored {
                    // A tick looks the same in every script.
                    for item in &mut items {
                        item.mirror(2.0 * area.x + area.width);
                    }
                }
                items.into_iter().map(|item| Placed { tag, item }).collect()
            }
        }
    }

    /// From the top of a line of running text to its baseline.
    fn baseline(&self, part: Part) -> f64 {
        let style = self.style(part);
        paragraph::ascent(style.size, style.leading)
    }

    /// Puts an item's mark on its first line, or on a line of its own where it begins with no line.
    pub(in crate::layout) fn attach(
        &mut self,
        mark: Vec<Placed>,
        mut nodes: Vec<Node>,
        block: &Block,
        place: &Place,
    ) {
        let leading = self.style(place.part).leading;
        while matches!(nodes.first(), Some(Node::Space(_))) {
            nodes.remove(0);
        }
        let first = nodes.iter_mut().find_map(|node| match node {
            Node::Strip(strip) if strip.height > 0.0 => Some(strip),
            Node::Strip(_) | Node::Space(_) | Node::Keep | Node::Break | Node::Float(_) | Node::Pages(_) => {
                None
            }
        });
        match first {
            // The marks stand first, so that they are read first.
            Some(strip) => drop(strip.items.splice(0..0, mark)),
            None => nodes.insert(
                0,
                Node::Strip(Strip {
                    height: leading,
                    items: mark,
                    frame: place.frame,
                    start: Some((block.id, crate::layout::page_map::Offset::Start)),
                    ..Strip::default()
                }),
            ),
        }
        self.nodes.append(&mut nodes);
    }

    /// A list of terms and definitions.
    pub(in crate::layout) fn definitions(&mut self, block: &Block, list: &'a [Definition], place: &Place) {
        let element = self.structure.add(place.element, Role::Definitions);
        self.structure.attributes(element).numbering = Some(Numbering::None);
        let (before, leading) = (self.style(Part::Term).before, self.style(place.part).leading);
        self.space(leading * 0.4);
        for definition in list {
            self.space(before);
            let item = self.structure.add(element, Role::ListItem);
            let term = self.structure.add(item, Role::Label);
            let mut pieces = Pieces::default();
            let run = self.run(Part::Term, place, term);
            self.inlines(&definition.term, &run, &mut pieces);
            self.set(&pieces.list, Part::Term, place, 0.0, Some(block.id));
            self.keep();
            let body = self.structure.add(item, Role::ListBody);
            self.notes(&pieces.notes, &place.within(body));
            let inner = place.inset(self.theme.list_indent, 0.0).within(body);
            for (index, meaning) in definition.meanings.iter().enumerate() {
                if index > 0 {
                    self.space(leading * 0.2);
                }
                self.blocks(meaning, &inner);
            }
        }
        self.space(leading * 0.4);
    }
}

/// Whether blocks begin with a paragraph.
pub(in crate::layout) fn leading_paragraph(blocks: &[Block]) -> Option<(&Block, &[crate::model::Inline])> {
    match blocks.first() {
        Some(block @ Block { kind: BlockKind::Paragraph(content), .. }) => Some((block, content)),
        _ => None,
    }
}

fn numbering(kind: ListKind) -> Numbering {
    match kind {
        ListKind::Bullet => Numbering::Square,
        ListKind::Task => Numbering::None,
        ListKind::Numbered { style, .. } => match style {
            NumberStyle::Decimal => Numbering::Decimal,
            NumberStyle::LowerAlpha => Numbering::LowerAlpha,
            NumberStyle::UpperAlpha => Numbering::UpperAlpha,
            NumberStyle::LowerRoman => Numbering::LowerRoman,
            NumberStyle::UpperRoman => Numbering::UpperRoman,
        },
    }
}

/// A number as a list prints it, with its full stop.
fn spell(number: u32, style: NumberStyle) -> String {
    match style {
        NumberStyle::Decimal => format!("{number}."),
        NumberStyle::LowerAlpha => format!("{}.", letters(number)),
        NumberStyle::UpperAlpha => format!("{}.", letters(number).to_uppercase()),
        NumberStyle::LowerRoman => format!("{}.", roman(number)),
        NumberStyle::UpperRoman => format!("{}.", roman(number).to_uppercase()),
    }
}

/// 1 is a, 26 is z, 27 is aa; nought has no letter and stays a figure.
fn letters(mut number: u32) -> String {
    if number == 0 {
        return "0".to_owned();
    }
    let mut text = Vec::new();
    while number > 0 {
        number -= 1;
        text.push(b'a' + (number % 26) as u8);
        number /= 26;
    }
    text.iter().rev().map(|byte| *byte as char).collect()
}

/// A box, ticked or not.
fn task_box(area: Rect, done: bool, colour: crate::model::theme::Colour) -> Vec<Shape> {
    let mut outline = Shape::rectangle(area, colour);
    outline.stroke = Some(Stroke::solid(0.7, colour));
    outline.fill = if done { Some(Fill { colour, alpha: 1.0, even_odd: false }) } else { None };
    let mut shapes = vec![outline];
    if done {
        let point = |x: f64, y: f64| (area.x + area.width * x, area.y + area.height * y);
        let ((ax, ay), (bx, by), (cx, cy)) = (point(0.2, 0.52), point(0.42, 0.74), point(0.8, 0.26));
        let white = crate::model::theme::Colour { r: 255, g: 255, b: 255 };
        shapes.push(Shape {
            path: vec![Segment::Move(ax, ay), Segment::Line(bx, by), Segment::Line(cx, cy)],
            fill: None,
            stroke: Some(Stroke::solid(1.1, white)),
        });
    }
    shapes
}
