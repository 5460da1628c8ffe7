//! The navigation documents: `nav.xhtml`, and `toc.ncx` for older reading systems.

use epub_builder::{Toc, TocElement};

use super::writer::PageEntry;
use super::xhtml::{Head, Markup, Xhtml, clean, document as whole_document, tag};
use crate::layout::page_map::roman_value;
use crate::resolve::{List, OutlineEntry, Resolved};

/// A place of the book that reading systems offer directly.
#[derive(Debug)]
pub(super) struct Landmark {
    /// What it is, in the words of the format.
    pub kind: &'static str,
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: String,
}

/// An entry of the navigation.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its words.
    pub text: String,
    /// Its address.
    pub href: String,
    /// Its level, from 1.
    pub depth: u8,
}

impl Entry {
    /// A heading's entry: its number and its words.
    pub(super) fn of_heading(heading: &OutlineEntry, href: String) -> Self {
        let words = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match &heading.number {
            Some(number) => format!("{number} {words}"),
            None => words,
        };
        // An entry without words would not be valid, and would be lost in one of the two lists.
        let text = if text.trim().is_empty() { heading.label.as_str().to_owned() } else { text };
        Self { text: clean(text.trim()), href, depth: heading.depth }
    }
}

/// What both navigation documents are made of.
pub(super) struct Navigation<'a> {
    /// The document.
    pub document: &'a Resolved,
    /// The entries of the contents in reading order.
    pub entries: Vec<Entry>,
    /// The landmarks.
    pub landmarks: Vec<Landmark>,
    /// The lists of figures and tables, with their entries.
    pub lists: Vec<(&'a List, Vec<Entry>)>,
    /// The pages of the printed form.
    pub pages: &'a [PageEntry],
    /// The book's identifier.
    pub identifier: &'a str,
}

impl Navigation<'_> {
    fn toc(&self) -> Toc {
        let mut toc = Toc::new();
        for entry in &self.entries {
            toc.add(TocElement::new(&entry.href, &entry.text).level(i32::from(entry.depth)));
        }
        toc
    }

    /// The navigation document.
    pub(super) fn nav(&self) -> String {
        let terms = self.document.terms;
        let mut out = Xhtml::default();
        let contents = tag("nav").with("epub:type", "toc").with("role", "doc-toc").id(Some("toc"));
        out.block_element(contents.class("contents").with("aria-labelledby", "toc-title"), |out| {
            out.line();
            out.block_element(tag("h1").class("contents-title").id(Some("toc-title")), |out| {
                out.plain(terms.contents);
            });
            out.raw(&self.toc().render(true, true));
            out.line();
        });
        let landmarks = tag("nav").with("epub:type", "landmarks").id(Some("landmarks"));
        let landmarks = landmarks.with("aria-label", terms.contents).with("hidden", "hidden");
        out.block_element(landmarks, |out| {
            let items = self.landmarks.iter();
            out.links(items.map(|mark| (Some(mark.kind), mark.href.as_str(), mark.name.as_str())));
        });
        for (list, entries) in &self.lists {
            let element = tag("nav").with("epub:type", super::list_kind(list.of)).with("hidden", "hidden");
            out.block_element(element.id(Some(super::list_id(list.of))), |out| {
                out.block_element(tag("h2"), |out| out.plain(list.title));
                out.links(entries.iter().map(|entry| (None, entry.href.as_str(), entry.text.as_str())));
            });
        }
        if !self.pages.is_empty() {
            let pages = tag("nav").with("epub:type", "page-list").with("role", "doc-pagelist");
            let pages = pages.id(Some("pages")).with("aria-label", terms.page).with("hidden", "hidden");
            out.block_element(pages, |out| {
                out.links(self.pages.iter().map(|page| (None, page.href.as_str(), page.label.as_str())));
            });
        }
        let head = Head {
            language: self.document.language.as_str(),
            right_to_left: self.document.language.is_right_to_left(),
            title: terms.contents,
            class: None,
        };
        whole_document(&head, &out.into_text())
    }

    /// The navigation document of older reading systems.
    pub(super) fn ncx(&self) -> String {
        let depth = self.entries.iter().map(|entry| entry.depth).max().unwrap_or(1);
        let numbers = self.pages.iter().filter_map(|page| page.label.parse::<u32>().ok());
        let highest = numbers.max().unwrap_or(0).to_string();
        let mut out = Xhtml::default();
        out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let root = tag("ncx")
            .with("version", "2005-1")
            .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
            .with("xml:lang", self.document.language.as_str());
        out.block_element(root, |out| {
            out.line();
            out.block_element(tag("head"), |out| {
                let mut say = |name: &str, content: &str| {
                    out.void(tag("meta").with("name", name).with("content", content));
                };
                say("dtb:uid", self.identifier);
                say("dtb:depth", &depth.to_string());
                say("dtb:totalPageCount", &self.pages.len().to_string());
                say("dtb:maxPageNumber", &highest);
            });
            out.block_element(tag("docTitle"), |out| out.leaf(tag("text"), &self.document.front.title));
            out.block_element(tag("navMap"), |out| {
                out.line();
                out.raw(&self.toc().render_epub(true));
                out.line();
            });
            if !self.pages.is_empty() {
                out.block_element(tag("pageList"), |out| self.page_list(out));
            }
        });
        out.into_text()
    }

    fn page_list(&self, out: &mut Xhtml) {
        out.block_element(tag("navLabel"), |out| out.leaf(tag("text"), self.document.terms.page));
        for (index, page) in self.pages.iter().enumerate() {
            let (kind, number) = match (page.label.parse::<u32>(), roman_value(&page.label)) {
                (Ok(number), _) => ("normal", Some(number.to_string())),
                (Err(_), Some(number)) => ("front", Some(number.to_string())),
                (Err(_), None) => ("special", None),
            };
            let target = tag("pageTarget")
                .with("id", &format!("page-target-{}", index + 1))
                .with("type", kind)
                .maybe("value", number.as_deref())
                .with("playOrder", &(self.entries.len() + index + 1).to_string());
            out.block_element(target, |out| {
                out.element(tag("navLabel"), |out| out.leaf(tag("text"), &page.label));
                out.void(tag("content").with("src", &page.href));
            });
        }
    }
}

impl Xhtml {
    /// A list of links, each with its kind.
    fn links<'a>(&mut self, items: impl Iterator<Item = (Option<&'a str>, &'a str, &'a str)>) {
        self.block_element(tag("ol"), |out| {
            out.line();
            for (kind, href, text) in items {
                out.block_element(tag("li"), |out| {
                    out.leaf(tag("a").maybe("epub:type", kind).with("href", href), text);
                });
            }
        });
    }
}
