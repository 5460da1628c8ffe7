//! What runs within a block, as markup.

use super::writer::{Breaks, Place, Writer, speak};
use super::xhtml::{Markup, tag};
use crate::model::theme::Part;
use crate::model::{Inline, InlineKind, Link, Note, Reference, walk};

impl<'a> Writer<'a> {
    /// Writes the text of a block together with the page marks that fall into it.
    pub(super) fn text(&mut self, content: &'a [Inline], place: Place<'a>, breaks: Breaks<'a>) {
        self.breaks = breaks.texts;
        self.at = 0;
        while let Some((0, start)) = self.breaks.front().copied() {
            self.breaks.pop_front();
            self.page_mark(start);
        }
        self.inlines(content, place);
        for (_, start) in std::mem::take(&mut self.breaks) {
            self.page_mark(start);
        }
    }

    /// Writes inlines.
    pub(super) fn inlines(&mut self, content: &'a [Inline], place: Place<'a>) {
        for inline in content {
            self.inline(inline, place);
        }
    }

    fn inline(&mut self, inline: &'a Inline, place: Place<'a>) {
        let slanted = Place { italic: !place.italic, ..place };
        let bold = Place { weight: Some(700), ..place };
        match &inline.kind {
            InlineKind::Text(text) => self.words(text, place),
            InlineKind::Emphasis(content) => self.element(tag("em"), |out| out.inlines(content, slanted)),
            InlineKind::Strong(content) => self.element(tag("strong"), |out| out.inlines(content, bold)),
            InlineKind::Strikethrough(content) => self.element(tag("s"), |out| out.inlines(content, place)),
            InlineKind::Subscript(content) => self.element(tag("sub"), |out| out.inlines(content, place)),
            InlineKind::Superscript(content) => self.element(tag("sup"), |out| out.inlines(content, place)),
            InlineKind::Underline(content) => self.element(tag("u"), |out| out.inlines(content, place)),
            InlineKind::SmallCaps(content) => {
                let small = Place { small_caps: true, ..place };
                self.element(tag("span").class("small-caps"), |out| out.inlines(content, small));
            }
            InlineKind::Highlight(content) => self.element(tag("mark"), |out| out.inlines(content, place)),
            InlineKind::Code(text) => self.inline_code(tag("code"), text, place),
            InlineKind::Keyboard(text) => self.inline_code(tag("kbd"), text, place),
            InlineKind::Link(link) => self.link(link, place),
            InlineKind::Reference(reference) => self.reference(reference, place),
            InlineKind::Note(note) => self.note_mark(note, place),
            InlineKind::Language(language, content) => {
                let (span, inside) = speak(tag("span"), Some(language), place);
                self.element(span, |out| out.inlines(content, inside));
            }
            InlineKind::Image(picture) => self.inline_picture(picture, place),
            InlineKind::LineBreak => {
                self.void(tag("br"));
                self.at += 1;
            }
        }
    }

    fn link(&mut self, link: &'a Link, place: Place<'a>) {
        let mut anchor = tag("a").with("href", &link.target).maybe("title", link.title.as_deref());
        let named = !walk::plain_text(&link.content).trim().is_empty();
        if !named && !link.content.is_empty() {
            // An image that says nothing cannot name its link.
            anchor = anchor.with("aria-label", &link.target);
        }
        self.element(anchor, |out| {
            let inside = Place { linked: true, ..place };
            out.inlines(&link.content, inside);
            if link.content.is_empty() {
                out.words(&link.target, inside);
            }
        });
    }

    fn reference(&mut self, reference: &'a Reference, place: Place<'a>) {
        let address = self.plan.address(&reference.label, &self.file);
        let Some(address) = address else {
            self.inlines(&reference.content, place);
            return;
        };
        let anchor = tag("a").class("reference").with("href", &address);
        self.element(anchor, |out| out.inlines(&reference.content, Place { linked: true, ..place }));
    }

    /// Writes the mark of a note, and keeps the note for the end of the file unless it stands at that of the book.
    fn note_mark(&mut self, note: &'a Note, place: Place<'a>) {
        let number = note.number.to_string();
        if !self.noted.contains_key(&note.number) && self.document.endnotes.is_none() {
            self.notes.push(note);
        }
        let file = self.file.clone();
        let known = self.place_note(note.number, &file);
        let href = if known.file == file { "" } else { &known.file };
        let mut mark = tag("a").class("noteref").with("href", &format!("{href}#{}", known.note));
        // A note that is mentioned again has one text and as many marks.
        if !std::mem::replace(&mut known.marked, true) {
            mark = mark.id(Some(&known.mark));
        }
        let mark = mark.with("epub:type", "noteref").with("role", "doc-noteref");
        let look = Place::new(Part::NoteMark, place.language).look();
        self.usage.note(look, &number);
        self.element(mark, |out| out.leaf(tag("sup"), &number));
    }
}
