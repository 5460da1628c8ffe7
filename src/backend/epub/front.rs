//! What the metadata say: title page, contents list, colophon.

use super::writer::{Place, Writer};
use super::xhtml::{Markup, tag};
use crate::model::theme::Part;
use crate::model::{Author, Block, Inline};
use crate::resolve::{List, OutlineEntry};

impl<'a> Writer<'a> {
    /// A place in that part of the theme, in the document's own language.
    pub(super) fn place(&self, part: Part) -> Place<'a> {
        Place::new(part, &self.document.language)
    }

    /// Writes the page that shows the cover.
    pub(super) fn cover_page(&mut self) {
        let document = self.document;
        let name = format!("{}: {}", document.terms.cover, document.front.title);
        let element = tag("section").class("cover").with("epub:type", "cover");
        self.block_element(element.with("aria-label", document.terms.cover), |out| {
            let image = tag("img").with("src", super::COVER_IMAGE).with("role", "doc-cover");
            out.void(image.with("alt", &name));
        });
    }

    /// Writes the title page: masthead, title, authors, summary, contents, and what stands before the first section.
    pub(super) fn title_page(&mut self) {
        for start in std::mem::take(&mut self.pages.front) {
            self.page_mark(start);
        }
        let document = self.document;
        self.block_element(tag("section").class("titlepage").with("epub:type", "titlepage"), |out| {
            out.line();
            out.masthead();
            let place = out.place(Part::Title);
            out.block_element(tag("h1").class("title"), |out| out.inlines(&document.meta.title, place));
            if !document.meta.subtitle.is_empty() {
                let place = out.place(Part::Subtitle);
                let element = tag("p").class("subtitle").with("role", "doc-subtitle");
                out.block_element(element, |out| out.inlines(&document.meta.subtitle, place));
            }
            for author in &document.meta.authors {
                out.author(author);
            }
            if out.theme.page.title_page {
                let place = out.place(Part::Imprint);
                for line in &document.front.imprint {
                    out.block_element(tag("p").class("imprint"), |out| out.words(line, place));
                }
            }
        });
        if self.theme.page.contents_first() {
            self.front_contents();
        }
        if !document.meta.summary.is_empty() {
            let place = self.place(Part::Summary);
            let element = tag("section").class("summary").with("epub:type", "abstract");
            let element = element.with("role", "doc-abstract").with("aria-label", document.terms.summary);
            self.block_element(element, |out| {
                out.line();
                if out.theme.page.title_page {
                    let look = out.place(Part::ContentsTitle);
                    let heading = tag("p").class("contents-title");
                    out.block_element(heading, |out| out.label(document.terms.summary, look));
                }
                out.blocks(&document.meta.summary, place);
            });
        }
        if !self.theme.page.contents_first() {
            self.front_contents();
        }
        let plan = self.plan;
        self.flow(&plan.leading, self.place(Part::Text));
    }

    fn front_contents(&mut self) {
        if let Some(depth) = self.document.meta.contents {
            self.contents(None, depth, self.place(Part::Text));
        }
        let document = self.document;
        for list in &document.lists {
            self.list_of(list);
        }
    }

    /// Writes a list of figures or tables.
    fn list_of(&mut self, list: &'a List) {
        let id = super::list_id(list.of);
        let title = self.ids.take(&format!("{id}-title"));
        let place = self.place(Part::Text);
        let element =
            tag("nav").class("contents listing").id(Some(id)).with("epub:type", super::list_kind(list.of));
        self.block_element(element.with("aria-labelledby", &title), |out| {
            out.line();
            let heading = tag("p").class("contents-title").id(Some(&title));
            let look = place.under(Part::ContentsTitle);
            out.block_element(heading, |out| out.label(list.title, look));
            out.block_element(tag("ol"), |out| {
                out.line();
                for entry in &list.entries {
                    out.block_element(tag("li"), |out| out.listed(entry, place.under(Part::Contents2)));
                }
            });
        });
    }

    /// Writes an entry of a list of figures or tables: its name and its title, as a link to it.
    fn listed(&mut self, entry: &'a OutlineEntry, place: Place<'a>) {
        let look = Place { linked: true, ..place };
        let address = self.plan.address(&entry.label, &self.file).unwrap_or_default();
        self.element(tag("a").with("href", &address), |out| {
            if let Some(number) = &entry.number {
                out.element(tag("span").class("name-of"), |out| out.label(number, look));
                out.plain(" ");
            }
            out.inlines(&entry.content, look);
        });
    }

    fn masthead(&mut self) {
        let front = &self.document.front;
        let place = self.place(Part::Masthead);
        self.block_element(tag("div").class("masthead"), |out| {
            if let Some(file) = out.images.logo() {
                let alt = out.theme.logo_alt.as_str();
                let image = tag("img").class("logo").with("src", file).with("alt", alt);
                let says_nothing = alt.trim().is_empty().then_some("presentation");
                out.void(image.maybe("role", says_nothing));
            }
            if let Some(line) = &front.series_line {
                out.block_element(tag("p").class("series"), |out| out.words(line, place));
            }
            if let Some(line) = &front.date_line {
                out.block_element(tag("p").class("date"), |out| out.words(line, place));
            }
        });
    }

    fn author(&mut self, author: &'a Author) {
        let place = self.place(Part::Authors);
        self.block_element(tag("p").class("author"), |out| {
            let name = Place { weight: Some(600), ..place };
            out.element(tag("span").class("name"), |out| out.words(&author.name, name));
            for detail in [&author.role, &author.affiliation].into_iter().flatten() {
                out.words(out.document.terms.comma, place);
                out.words(detail, place);
            }
        });
    }

    /// Writes a contents list down to an outline level.
    pub(super) fn contents(&mut self, block: Option<&'a Block>, depth: u8, place: Place<'a>) {
        let document = self.document;
        let entries: Vec<_> = document.outline.iter().filter(|entry| entry.depth <= depth).collect();
        if entries.is_empty() {
            // Nothing is listed, but a mention of it must lead somewhere.
            if let Some(block) = block.filter(|block| block.label.is_some()) {
                let (element, _) = self.open(tag("div"), block, place);
                self.block_element(element, |_| {});
            }
            return;
        }
        let title = self.ids.take("contents-title");
        self.contents_lists += 1;
        let element = tag("nav").class("contents").with("role", "doc-toc");
        let element = if self.contents_lists == 1 {
            element.with("aria-labelledby", &title)
        } else {
            // Two lists of one name could not be told apart by who hears them.
            element.with("aria-label", &format!("{} {}", document.terms.contents, self.contents_lists))
        };
        let (element, place) = match block {
            Some(block) => self.open(element, block, place),
            None => (element.id(Some(super::CONTENTS_ID)), place),
        };
        self.block_element(element, |out| {
            out.line();
            let look = place.under(Part::ContentsTitle);
            let heading = tag("p").class("contents-title").id(Some(&title));
            out.block_element(heading, |out| out.label(document.terms.contents, look));
            out.contents_level(&entries, Part::Contents1, place);
        });
    }

    fn contents_level(&mut self, entries: &[&'a OutlineEntry], part: Part, place: Place<'a>) {
        self.block_element(tag("ol"), |out| {
            out.line();
            let mut rest = entries;
            while let Some((entry, after)) = rest.split_first() {
                let length = after.iter().position(|other| other.depth <= entry.depth).unwrap_or(after.len());
                let (inside, following) = after.split_at(length);
                out.block_element(tag("li"), |out| {
                    let look = Place { linked: true, ..place.under(part) };
                    let address = out.plan.address(&entry.label, &out.file).unwrap_or_default();
                    let class = entry.number.as_ref().map(|_| "numbered");
                    out.element(tag("a").maybe("class", class).with("href", &address), |out| {
                        if let Some(number) = &entry.number {
                            out.element(tag("span").class("number"), |out| out.label(number, look));
                            out.plain(" ");
                        }
                        out.inlines(&entry.content, look);
                    });
                    if !inside.is_empty() {
                        out.contents_level(inside, Part::Contents2, place);
                    }
                });
                rest = following;
            }
        });
    }

    /// Writes what stands after the last section.
    pub(super) fn colophon(&mut self) {
        for start in std::mem::take(&mut self.pages.back) {
            self.page_mark(start);
        }
        let document = self.document;
        let title = self.ids.take("colophon");
        let element = tag("section").class("colophon").with("epub:type", "colophon");
        let element = element.with("role", "doc-colophon").with("aria-labelledby", &title);
        self.block_element(element, |out| {
            out.line();
            let look = out.place(Part::Heading2);
            let heading = tag("h1").class("h2").id(Some(&title));
            out.block_element(heading, |out| out.label(document.terms.colophon, look));
            out.block_element(tag("dl"), |out| {
                out.line();
                for entry in &document.colophon {
                    let look = out.place(Part::ColophonTerm);
                    out.block_element(tag("dt"), |out| out.label(&entry.term, look));
                    out.block_element(tag("dd"), |out| out.paragraphs(&entry.content));
                }
            });
        });
    }

    fn paragraphs(&mut self, paragraphs: &'a [Vec<Inline>]) {
        let look = self.place(Part::Colophon);
        for paragraph in paragraphs {
            self.block_element(tag("p"), |out| out.inlines(paragraph, look));
        }
    }
}
