//! From forms to blocks.

mod tables;

use std::ops::Range;

use super::form::{
    BlockForm, BoxForm, CodeForm, DefinitionsForm, HeadingForm, ItemForm, KindForm, ListForm, ListStyle,
    QuoteForm, Text, TimelineForm,
};
use super::placed::Placed;
use super::short::{Content, Short};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Block, BlockKind, Callout, CalloutKind, Code as CodeBlock, Contents, Definition, Event, Heading, Inline,
    Label, Language, List, ListItem, ListKind, NumberStyle, Quote,
};
use crate::read::markdown::{Part, Reader};
use crate::source::{SourceId, Span};

/// The text whose forms become blocks.
#[derive(Clone, Copy)]
pub(super) struct Build<'t> {
    pub(super) id: SourceId,
    pub(super) text: &'t str,
}

/// What a block is named and which language it is in.
type Names<'f> = (&'f Option<Text>, &'f Option<Text>);

impl Build<'_> {
    fn span(self, range: &Range<usize>) -> Span {
        Span::new(self.id, range.start, range.end)
    }

    fn part(self, text: &Text) -> Part {
        Part::typed(self.id, self.text, text.range.clone(), &text.value)
    }

    fn words(self, reader: &mut Reader<'_>, text: &Text) -> Vec<Inline> {
        reader.words(&self.part(text))
    }

    /// Says that a value cannot be meant.
    fn fault(self, reader: &mut Reader<'_>, range: &Range<usize>, message: String, help: &str) {
        reader.fault(Diagnostic::new(Code::BadForm, self.span(range), message).with_help(help));
    }

    /// The blocks of running content.
    pub(super) fn content(self, reader: &mut Reader<'_>, content: &Content) -> Vec<Block> {
        reader.deeper(|reader| match content {
            Content::Text(text) => reader.paragraphs(&self.part(text)),
            Content::Blocks(list) => list.iter().flat_map(|form| self.blocks(reader, form)).collect(),
        })
    }

    /// The block of a form; several where a text holds several paragraphs.
    fn blocks(self, reader: &mut Reader<'_>, form: &BlockForm) -> Vec<Block> {
        let (mut list, names) = self.kind(reader, &form.kind);
        self.name(reader, &mut list, names);
        list
    }

    fn kind<'f>(self, reader: &mut Reader<'_>, form: &'f Placed<KindForm>) -> (Vec<Block>, Names<'f>) {
        let one = |kind| vec![Block::new(kind, self.span(&form.range))];
        match &form.value {
            KindForm::Heading(Short(heading)) => {
                (self.heading(reader, heading, &form.range), (&heading.label, &heading.lang))
            }
            KindForm::Paragraph(Short(form)) => {
                (reader.paragraphs(&self.part(&form.text)), (&form.label, &form.lang))
            }
            KindForm::List(form) => (one(self.list(reader, form)), (&form.label, &form.lang)),
            KindForm::Definitions(form) => (one(self.definitions(reader, form)), (&form.label, &form.lang)),
            KindForm::Quote(Short(form)) => (one(self.quote(reader, form)), (&form.label, &form.lang)),
            KindForm::Code(Short(form)) => (one(code(form)), (&form.label, &form.lang)),
            KindForm::Note(Short(form)) => {
                (one(self.callout(reader, CalloutKind::Note, form)), (&form.label, &form.lang))
            }
            KindForm::Tip(Short(form)) => {
                (one(self.callout(reader, CalloutKind::Tip, form)), (&form.label, &form.lang))
            }
            KindForm::Warning(Short(form)) => {
                (one(self.callout(reader, CalloutKind::Warning, form)), (&form.label, &form.lang))
            }
            KindForm::KeyFindings(Short(form)) => {
                (one(self.callout(reader, CalloutKind::KeyFindings, form)), (&form.label, &form.lang))
            }
            KindForm::Recommendation(Short(form)) => {
                (one(self.callout(reader, CalloutKind::Recommendation, form)), (&form.label, &form.lang))
            }
            KindForm::Table(form) => (one(self.table(reader, form)), (&form.label, &form.lang)),
            KindForm::Figure(figure) => {
                (one(self.figure(reader, figure, &form.range)), (&figure.label, &figure.lang))
            }
            KindForm::Timeline(form) => (one(self.timeline(reader, form)), (&form.label, &form.lang)),
            KindForm::Rule(form) => (one(BlockKind::Rule), (&form.label, &form.lang)),
            KindForm::PageBreak(form) => (one(BlockKind::PageBreak), (&form.label, &form.lang)),
            KindForm::Contents(form) => {
                let depth = self.level(reader, form.depth.as_ref(), Contents::DEPTH);
                (one(BlockKind::Contents(Contents { depth })), (&form.label, &form.lang))
            }
            KindForm::Landscape(Short(form)) => {
                let blocks = self.content(reader, &form.content);
                (one(BlockKind::Landscape(blocks)), (&form.label, &form.lang))
            }
            KindForm::Include(Short(include)) => {
                let Placed { value, range } = &include.file;
                let place = if range.is_empty() { &form.range } else { range };
                (reader.include(value.trim(), self.span(place)), (&None, &None))
            }
        }
    }

    /// Gives blocks a label and a language; the label is that of the first.
    fn name(self, reader: &mut Reader<'_>, blocks: &mut [Block], (label, lang): Names<'_>) {
        let label = label.as_ref().and_then(|text| self.label(reader, text));
        let language = lang.as_ref().and_then(|text| self.language(reader, text));
        for block in blocks.iter_mut().filter(|_| language.is_some()) {
            block.language.clone_from(&language);
        }
        if let Some(first) = blocks.first_mut().filter(|_| label.is_some()) {
            first.label = label;
        }
    }

    fn label(self, reader: &mut Reader<'_>, text: &Text) -> Option<Label> {
        let label = text.value.trim();
        if label.is_empty() || label.contains(char::is_whitespace) {
            let message = format!("`{label}` cannot be a label");
            self.fault(reader, &text.range, message, "a label is one word, such as `fig-trade`");
            return None;
        }
        Some(label.into())
    }

    fn language(self, reader: &mut Reader<'_>, text: &Text) -> Option<Language> {
        let language = Language::parse(&text.value);
        if language.is_none() {
            reader.bad_language(&text.value, self.span(&text.range));
        }
        language
    }

    /// A level of headings, 1 to 6.
    fn level(self, reader: &mut Reader<'_>, level: Option<&Placed<u8>>, absent: u8) -> u8 {
        let Some(Placed { value, range }) = level else { return absent };
        if !(1..=6).contains(value) {
            self.fault(reader, range, format!("there is no level {value}"), "levels go from 1 to 6");
            return absent;
        }
        *value
    }

    fn heading(self, reader: &mut Reader<'_>, form: &HeadingForm, range: &Range<usize>) -> Vec<Block> {
        let kind = BlockKind::Heading(Heading {
            level: self.level(reader, form.level.as_ref(), 1),
            depth: 0,
            content: self.words(reader, &form.text),
            numbered: form.numbered.unwrap_or(true),
            appendix: form.appendix,
            number: None,
        });
        let range = if form.text.range.is_empty() { range } else { &form.text.range };
        vec![Block::new(kind, self.span(range))]
    }

    fn quote(self, reader: &mut Reader<'_>, form: &QuoteForm) -> BlockKind {
        let blocks = self.content(reader, &form.content);
        BlockKind::Quote(Quote { blocks, attribution: self.words(reader, &form.attribution) })
    }

    fn list(self, reader: &mut Reader<'_>, form: &ListForm) -> BlockKind {
        let style = match form.style {
            ListStyle::Bullet | ListStyle::Task => None,
            ListStyle::Decimal => Some(NumberStyle::Decimal),
            ListStyle::LowerAlpha => Some(NumberStyle::LowerAlpha),
            ListStyle::UpperAlpha => Some(NumberStyle::UpperAlpha),
            ListStyle::LowerRoman => Some(NumberStyle::LowerRoman),
            ListStyle::UpperRoman => Some(NumberStyle::UpperRoman),
        };
        let start = form.start.as_ref();
        if let Some(start) = start.filter(|_| style.is_none()) {
            let message = "the items of this list are not counted".to_owned();
            self.fault(reader, &start.range, message, "give it a `style` such as `decimal`");
        }
        let is_task = form.style == ListStyle::Task;
        let kind = match style {
            Some(style) => ListKind::Numbered { start: start.map_or(1, |start| start.value), style },
            None if is_task => ListKind::Task,
            None => ListKind::Bullet,
        };
        let items = form.items.0.iter().map(|item| self.item(reader, item, is_task)).collect();
        BlockKind::List(List { kind, items, tight: form.tight.unwrap_or(true) })
    }

    fn item(self, reader: &mut Reader<'_>, item: &Placed<Short<ItemForm>>, is_task: bool) -> ListItem {
        let Placed { value: Short(form), range } = item;
        if let Some(done) = form.done.as_ref().filter(|_| !is_task) {
            let message = "the items of this list have no boxes".to_owned();
            self.fault(reader, &done.range, message, "give it the `style` `task`");
        }
        let done = form.done.as_ref().filter(|_| is_task).map(|done| done.value);
        ListItem { blocks: self.content(reader, &form.content), done, span: self.span(range) }
    }

    fn definitions(self, reader: &mut Reader<'_>, form: &DefinitionsForm) -> BlockKind {
        let items = form.items.0.iter().map(|Placed { value, range }| Definition {
            term: self.words(reader, &value.term),
            meanings: value.meanings.0.iter().map(|meaning| self.content(reader, meaning)).collect(),
            span: self.span(range),
        });
        BlockKind::Definitions(items.collect())
    }

    fn callout(self, reader: &mut Reader<'_>, kind: CalloutKind, form: &BoxForm) -> BlockKind {
        BlockKind::Callout(Callout {
            kind,
            title: self.words(reader, &form.title),
            addressee: self.words(reader, &form.to),
            blocks: self.content(reader, &form.content),
            number: None,
        })
    }

    fn timeline(self, reader: &mut Reader<'_>, form: &TimelineForm) -> BlockKind {
        let events = form.events.0.iter().map(|Placed { value, range }| Event {
            date: self.words(reader, &value.date),
            blocks: self.content(reader, &value.content),
            span: self.span(range),
        });
        BlockKind::Timeline(events.collect())
    }
}

fn code(form: &CodeForm) -> BlockKind {
    let text = &form.text.value;
    let text = text.strip_suffix('\n').unwrap_or(text).to_owned();
    BlockKind::Code(CodeBlock { text, syntax: form.syntax.as_ref().map(|syntax| syntax.value.clone()) })
}
