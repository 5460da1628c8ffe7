//! Lists of all kinds, as markup.

use super::notes::opening_paragraph;
use super::writer::{Place, Writer};
use super::xhtml::{Markup, tag};
use crate::model::theme::Part;
use crate::model::{Block, Definition, List, ListKind, NumberStyle};

impl<'a> Writer<'a> {
    /// Writes a list.
    pub(super) fn list(&mut self, block: &'a Block, list: &'a List, place: Place<'a>) {
        let element = match list.kind {
            ListKind::Bullet => tag("ul"),
            ListKind::Task => tag("ul").class("tasks"),
            ListKind::Numbered { start, style } => {
                self.usage.note(place.under(Part::ListNumber).look(), signs(style));
                let kind = match style {
                    NumberStyle::Decimal => None,
                    NumberStyle::LowerAlpha => Some("a"),
                    NumberStyle::UpperAlpha => Some("A"),
                    NumberStyle::LowerRoman => Some("i"),
                    NumberStyle::UpperRoman => Some("I"),
                };
                let start = (start != 1).then(|| start.to_string());
                tag("ol").maybe("start", start.as_deref()).maybe("type", kind)
            }
        };
        let loose = (!list.tight && list.kind != ListKind::Task).then_some("loose");
        let wide = match mark_signs(list) {
            0 | 1 => None,
            2 => Some("wide"),
            _ => Some("wider"),
        };
        let classes: Vec<_> = [loose, wide].into_iter().flatten().collect();
        let element = if classes.is_empty() { element } else { element.class(&classes.join(" ")) };
        let (element, inside) = self.open(element, block, place);
        self.block_element(element, |out| {
            out.line();
            for item in &list.items {
                out.block_element(tag("li"), |out| {
                    if let Some(done) = item.done {
                        out.task_box(done, inside);
                    }
                    out.close_blocks(&item.blocks, list.tight || item.done.is_some(), inside);
                });
            }
        });
    }

    /// The box of a task, which says whether it is done in words too.
    fn task_box(&mut self, done: bool, place: Place<'a>) {
        let terms = self.document.terms;
        let (sign, name) = if done { ("\u{2611}", terms.done) } else { ("\u{2610}", terms.open) };
        let element = tag("span").class("task").with("role", "img").with("aria-label", name);
        self.element(element, |out| out.label(sign, place));
        self.plain(" ");
    }

    /// Writes blocks of which the first stands without a paragraph around it, where `close` says so.
    pub(super) fn close_blocks(&mut self, blocks: &'a [Block], close: bool, place: Place<'a>) {
        match opening_paragraph(blocks) {
            Some((block, content, rest)) if close && block.label.is_none() && block.language.is_none() => {
                let breaks = self.page_starts(block);
                self.text(content, place, breaks);
                self.blocks(rest, place);
            }
            _ => self.blocks(blocks, place),
        }
    }

    /// Writes terms with their definitions.
    pub(super) fn definitions(&mut self, block: &'a Block, list: &'a [Definition], place: Place<'a>) {
        let (element, inside) = self.open(tag("dl"), block, place);
        self.block_element(element, |out| {
            out.line();
            for definition in list {
                let term = inside.under(Part::Term);
                out.block_element(tag("dt"), |out| out.inlines(&definition.term, term));
                for meaning in &definition.meanings {
                    out.block_element(tag("dd"), |out| out.close_blocks(meaning, meaning.len() == 1, inside));
                }
            }
        });
    }
}

/// How many signs the longest number of a list has, near enough; for bullets none.
fn mark_signs(list: &List) -> usize {
    let ListKind::Numbered { start, style } = list.kind else { return 0 };
    let last = start.saturating_add(list.items.len() as u32).saturating_sub(1);
    match style {
        NumberStyle::Decimal => last.to_string().len(),
        NumberStyle::LowerAlpha | NumberStyle::UpperAlpha => 1 + usize::from(last > 26),
        NumberStyle::LowerRoman | NumberStyle::UpperRoman => match last {
            0 | 1 => 1,
            2..=7 => 2,
            _ => 3,
        },
    }
}

/// The signs that numbers of a style are spelled with.
fn signs(style: NumberStyle) -> &'static str {
    match style {
        NumberStyle::Decimal => "0123456789.",
        NumberStyle::LowerAlpha => "abcdefghijklmnopqrstuvwxyz.",
        NumberStyle::UpperAlpha => "ABCDEFGHIJKLMNOPQRSTUVWXYZ.",
        NumberStyle::LowerRoman => "ivxlcdm.",
        NumberStyle::UpperRoman => "IVXLCDM.",
    }
}
