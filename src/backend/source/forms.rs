//! Blocks as the forms of structured documents.

use super::blocks::Writer;
use super::escape::Place;
use super::inlines::{self, spell_width};
use crate::model::{
    Block, BlockKind, Callout, CalloutKind, Code, Contents, Definition, Event, Figure, FigureContent,
    Heading, Inline, List, ListItem, ListKind, NumberStyle, Picture, Quote,
};
use crate::read::forms::{
    BlockForm, BoxForm, CodeForm, Content, ContentsForm, DefinitionForm, DefinitionsForm, EmptyForm,
    EventForm, FigureForm, GroupForm, HeadingForm, ItemForm, KindForm, ListForm, ListStyle, Many,
    ParagraphForm, Placed, QuoteForm, Short, Text, TimelineForm,
};

/// What names a block: its label, and the language that it is in.
type Names = (Option<Text>, Option<Text>);

impl<'d> Writer<'d> {
    /// Blocks as running content: a text where they are just a paragraph.
    pub(super) fn content(&mut self, list: &'d [Block]) -> Content {
        match list {
            [Block { kind: BlockKind::Paragraph(words), label: None, language: None, .. }] => {
                Content::Text(self.text(words))
            }
            _ => Content::Blocks(list.iter().map(|block| self.form(block)).collect()),
        }
    }

    /// Inlines as a text.
    pub(super) fn text(&mut self, list: &'d [Inline]) -> Text {
        self.line(list, Place::Free).into()
    }

    fn form(&mut self, block: &'d Block) -> BlockForm {
        let names: Names = (
            block.label.as_ref().map(|label| label.as_str().to_owned().into()),
            block.language.as_ref().map(|language| language.as_str().to_owned().into()),
        );
        BlockForm { kind: self.kind(&block.kind, names).into() }
    }

    fn kind(&mut self, kind: &'d BlockKind, (label, lang): Names) -> KindForm {
        match kind {
            BlockKind::Heading(heading) => {
                KindForm::Heading(Short(self.heading_form(heading, (label, lang))))
            }
            BlockKind::Paragraph(words) => {
                KindForm::Paragraph(Short(ParagraphForm { text: self.text(words), label, lang }))
            }
            BlockKind::List(list) => KindForm::List(self.list_form(list, (label, lang))),
            BlockKind::Definitions(list) => {
                let items = list.iter().map(|entry| self.definition(entry).into()).collect();
                KindForm::Definitions(DefinitionsForm { items: Many(items), label, lang })
            }
            BlockKind::Quote(Quote { blocks, attribution }) => {
                let (content, attribution) = (self.content(blocks), self.text(attribution));
                KindForm::Quote(Short(QuoteForm { content, attribution, label, lang }))
            }
            BlockKind::Code(code) => KindForm::Code(Short(code_form(code, (label, lang)))),
            BlockKind::Callout(callout) => self.box_form(callout, (label, lang)),
            BlockKind::Table(table) => KindForm::Table(self.table_form(table, (label, lang))),
            BlockKind::Figure(figure) => KindForm::Figure(self.figure_form(figure, (label, lang))),
            BlockKind::Timeline(events) => {
                let events = events.iter().map(|event| self.event(event).into()).collect();
                KindForm::Timeline(TimelineForm { events: Many(events), label, lang })
            }
            BlockKind::Rule => KindForm::Rule(EmptyForm { label, lang }),
            BlockKind::PageBreak => KindForm::PageBreak(EmptyForm { label, lang }),
            BlockKind::Contents(Contents { depth }) => {
                let depth = Some(*depth).filter(|depth| *depth != Contents::DEPTH).map(Placed::from);
                KindForm::Contents(ContentsForm { depth, label, lang })
            }
            BlockKind::Landscape(blocks) => {
                KindForm::Landscape(Short(GroupForm { content: self.content(blocks), label, lang }))
            }
        }
    }

    fn heading_form(&mut self, heading: &'d Heading, (label, lang): Names) -> HeadingForm {
        HeadingForm {
            text: self.text(&heading.content),
            level: (heading.level != 1).then(|| heading.level.into()),
            numbered: (!heading.numbered).then_some(false),
            appendix: heading.appendix,
            label,
            lang,
        }
    }

    fn list_form(&mut self, list: &'d List, (label, lang): Names) -> ListForm {
        let (style, start) = match list.kind {
            ListKind::Bullet => (ListStyle::Bullet, 1),
            ListKind::Task => (ListStyle::Task, 1),
            ListKind::Numbered { start, style } => (number_style(style), start),
        };
        let items = list.items.iter().map(|item| Short(self.item_form(item)).into()).collect();
        ListForm {
            style,
            start: (start != 1).then(|| start.into()),
            tight: (!list.tight).then_some(false),
            items: Many(items),
            label,
            lang,
        }
    }

    fn item_form(&mut self, item: &'d ListItem) -> ItemForm {
        ItemForm { content: self.content(&item.blocks), done: item.done.map(Placed::from) }
    }

    fn definition(&mut self, entry: &'d Definition) -> DefinitionForm {
        let term = self.text(&entry.term);
        let meanings = entry.meanings.iter().map(|blocks| self.content(blocks)).collect();
        DefinitionForm { term, meanings: Many(meanings) }
    }

    fn event(&mut self, event: &'d Event) -> EventForm {
        EventForm { date: self.text(&event.date), content: self.content(&event.blocks) }
    }

    fn box_form(&mut self, callout: &'d Callout, (label, lang): Names) -> KindForm {
        let title = self.text(&callout.title);
        let to = self.text(&callout.addressee);
        let form = Short(BoxForm { title, to, content: self.content(&callout.blocks), label, lang });
        match callout.kind {
            CalloutKind::Note => KindForm::Note(form),
            CalloutKind::Tip => KindForm::Tip(form),
            CalloutKind::Warning => KindForm::Warning(form),
            CalloutKind::KeyFindings => KindForm::KeyFindings(form),
            CalloutKind::Recommendation => KindForm::Recommendation(form),
        }
    }

    fn figure_form(&mut self, figure: &'d Figure, (label, lang): Names) -> FigureForm {
        let mut form = FigureForm { label, lang, ..FigureForm::default() };
        match &figure.content {
            FigureContent::Picture(picture) => self.picture_form(picture, &mut form),
            FigureContent::Blocks(blocks) => form.content = self.content(blocks),
        }
        form.caption = self.text(&figure.caption);
        form.source = self.text(&figure.source);
        form.credit = self.text(&figure.credit);
        form
    }

    fn picture_form(&mut self, picture: &Picture, form: &mut FigureForm) {
        let address = inlines::picture_address(picture, self.images());
        form.image = Some(address.unwrap_or_default().into());
        form.alt = inlines::write_text(&picture.alt, Place::Free).into();
        form.decorative = picture.decorative;
        form.width = picture.width.map(|width| spell_width(width).into());
    }
}

fn number_style(style: NumberStyle) -> ListStyle {
    match style {
        NumberStyle::Decimal => ListStyle::Decimal,
        NumberStyle::LowerAlpha => ListStyle::LowerAlpha,
        NumberStyle::UpperAlpha => ListStyle::UpperAlpha,
        NumberStyle::LowerRoman => ListStyle::LowerRoman,
        NumberStyle::UpperRoman => ListStyle::UpperRoman,
    }
}

fn code_form(code: &Code, (label, lang): Names) -> CodeForm {
    // The last line end is no part of the code; several lines read better with one.
    let end = if code.text.contains('\n') { "\n" } else { "" };
    let text = format!("{}{end}", code.text).into();
    CodeForm { text, syntax: code.syntax.clone().map(Placed::from), label, lang }
}
