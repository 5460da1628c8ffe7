//! Lists: bullets, numbers, tasks.

use docx_rs::{Paragraph, ParagraphChild};

use super::blocks::ease;
use super::inlines::tab;
use super::markup::{escape, twips};
use super::measure::Ruler;
use super::numbering::{BULLETS, DEEPEST, STYLED, Shapes, list_style, spell};
use super::styles::{Place, numbering};
use super::{Flow, Node, Voice, Writer, boxes};
use crate::error::Error;
use crate::model::theme::Part;
use crate::model::{Block, BlockKind, List, ListItem, ListKind};

/// The family that has Word's signs for boxes, ticked or not, on most machines.
const BOX_FAMILY: &str = "Segoe UI Symbol";

/// The gap between an item's number and its text, in points.
const MARK_GAP: f64 = 4.5;

/// How the items of a list are marked in Word.
#[derive(Clone, Copy)]
enum Mark {
    Bullet,
    /// By a list definition of its own.
    Number(usize),
    Task,
}

impl<'a> Writer<'a> {
    /// A bullet, numbered or task list.
    pub(super) fn list(&mut self, list: &'a List, flow: &Flow<'a>, out: &mut Vec<Node>) -> Result<(), Error> {
        let mark = match list.kind {
            ListKind::Bullet => Mark::Bullet,
            ListKind::Task => Mark::Task,
            ListKind::Numbered { start, style } => {
                Mark::Number(self.lists.numbered(style, flow.level.min(DEEPEST), start))
            }
        };
        let step = self.step(list);
        let leading = self.theme.style(Part::Text).leading;
        let around = if flow.level == 0 { leading * 0.4 } else { leading * 0.14 };
        self.pending.space = self.pending.space.max(around);
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 && !list.tight {
                self.pending.space = self.pending.space.max(leading * 0.45);
            }
            self.item(item, mark, step, flow, out)?;
        }
        self.pending.space = self.pending.space.max(around);
        Ok(())
    }

    fn item(
        &mut self,
        item: &'a ListItem,
        mark: Mark,
        step: i32,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let inside = flow.deeper(step);
        let (content, rest) = leading_paragraph(&item.blocks);
        let spoken = inside.spoken(content.and_then(|block| block.language.as_ref()));
        let mut paragraph = self.item_paragraph(mark, step, &spoken);
        if let Mark::Task = mark {
            self.task_box(item.done == Some(true), &mut paragraph);
        }
        if let Some(block) = content
            && let BlockKind::Paragraph(content) = &block.kind
        {
            self.pending.labels.extend(block.label.clone());
            let style = style_of(&paragraph);
            let marks = self.marks(&style, &spoken);
            self.inlines(content, marks, &spoken, &mut paragraph.children)?;
            ease(content, &mut paragraph);
        }
        self.push(paragraph, out);
        let mut follows = content.is_some();
        for block in rest {
            if follows && matches!(block.kind, BlockKind::Paragraph(_)) {
                let gap = self.theme.style(Part::Text).leading * 0.45;
                self.pending.space = self.pending.space.max(gap);
            }
            self.block(block, false, &inside, out)?;
            follows = true;
        }
        Ok(())
    }

    /// The empty first paragraph of an item; `flow` is already inside of it.
    fn item_paragraph(&mut self, mark: Mark, step: i32, flow: &Flow<'a>) -> Paragraph {
        let level = flow.level.saturating_sub(1);
        let style = item_style(mark, flow.voice, self.note_kind().text(), level);
        let place = Place { left: flow.inner.left + flow.listed, first: -step, right: flow.inner.right };
        let mut paragraph = self.paragraph_at(&style, place, flow);
        let by_style = style == list_style("ListBullet", level) && level < STYLED;
        let direct = match mark {
            Mark::Bullet => (!by_style).then_some(BULLETS),
            Mark::Number(list) => Some(list),
            Mark::Task => None,
        };
        if let Some(list) = direct {
            paragraph.property.numbering_property = Some(numbering(list, level.min(DEEPEST)));
            // A list named in a paragraph brings its indents along, which stand before those of the style.
            paragraph.property.indent = Some(place.indent());
        }
        self.put_in_box(&mut paragraph, flow);
        paragraph
    }

    /// How far the text of a list's items stands in: further than usual where their numbers need it.
    fn step(&self, list: &List) -> i32 {
        let usual = Shapes::step(self.theme);
        let ListKind::Numbered { start, style } = list.kind else { return usual };
        let ruler = Ruler::new(self.fonts, self.theme.style(Part::ListNumber));
        let count = list.items.len() as u32;
        // Letters and roman numbers are widest somewhere in between; a few of them are enough to find the width.
        let between = (0..count).step_by((count as usize / 10).max(1));
        let widest = between
            .chain([count.saturating_sub(1)])
            .map(|index| ruler.width(&spell(start.saturating_add(index), style)))
            .fold(0.0, f64::max);
        usual.max(twips(widest + MARK_GAP))
    }

    /// A box that can be ticked in Word, then the way to the text.
    fn task_box(&mut self, done: bool, paragraph: &mut Paragraph) {
        self.boxes_ticked += 1;
        let id = self.boxes_ticked;
        let (sign, checked, name) =
            if done { ("☑", 1, self.document.terms.done) } else { ("☐", 0, self.document.terms.open) };
        let name = escape(name);
        let markup = format!(
            concat!(
                r#"<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:id w:val="{id}"/><w14:checkbox>"#,
                r#"<w14:checked w14:val="{checked}"/><w14:checkedState w14:val="2611" w14:font="{font}"/>"#,
                r#"<w14:uncheckedState w14:val="2610" w14:font="{font}"/></w14:checkbox></w:sdtPr><w:sdtContent>"#,
                r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/></w:rPr>"#,
                r#"<w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"#,
            ),
            name = name,
            id = id,
            checked = checked,
            font = BOX_FAMILY,
            sign = sign,
        );
        let slot = self.finish.slot(markup);
        paragraph.children.push(ParagraphChild::Run(Box::new(slot)));
        let tab = tab();
        paragraph.children.push(tab);
    }
}

/// The style of an item in a voice, at a level from 0.
fn item_style(mark: Mark, voice: Voice, note: &str, level: usize) -> String {
    let base = match mark {
        Mark::Bullet => "Bullet",
        Mark::Number(_) => "Number",
        Mark::Task => "",
    };
    match voice {
        Voice::Note => note.to_owned(),
        Voice::Box(kind) => format!("{}{base}", boxes::style(kind).0),
        Voice::Cell { .. } if base.is_empty() => "TableText".to_owned(),
        Voice::Cell { .. } => format!("TableList{base}"),
        Voice::Body | Voice::Summary | Voice::Quote | Voice::Definition | Voice::Timeline => {
            if base.is_empty() { "TaskList".to_owned() } else { list_style(&format!("List{base}"), level) }
        }
    }
}

/// The style of a paragraph of ours.
pub(super) fn style_of(paragraph: &Paragraph) -> String {
    paragraph.property.style.as_ref().map(|style| style.val.clone()).unwrap_or_default()
}

/// The first block where it is a paragraph, and what follows it.
pub(super) fn leading_paragraph(blocks: &[Block]) -> (Option<&Block>, &[Block]) {
    match blocks.split_first() {
        Some((first, rest)) if matches!(first.kind, BlockKind::Paragraph(_)) => (Some(first), rest),
        _ => (None, blocks),
    }
}
