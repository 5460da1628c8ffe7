//! What the package says about who can use the book: every claim follows from the content.

use super::metadata::{isbn_urn, property};
use super::xhtml::{Xhtml, tag};
use crate::model::{Block, BlockKind, FigureContent, Image, ImageData, InlineKind, Picture, walk};
use crate::resolve::Resolved;

/// What the content holds, as far as it matters to who cannot see it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Facts {
    /// Whether it shows images that say something.
    pub images: bool,
    /// Whether each of them has an alternative text.
    pub described: bool,
    /// Whether one may move or flash.
    pub moving: bool,
    /// Whether pages of the printed form are marked.
    pub pages: bool,
}

impl Facts {
    /// Looks through a document.
    pub(super) fn new(document: &Resolved, pages: bool) -> Self {
        let mut facts = Self { described: true, pages, ..Self::default() };
        facts.moving = document.images.iter().any(may_move);
        for blocks in [&document.meta.summary, &document.blocks] {
            walk::blocks(blocks, &mut |block| facts.look_at(block, document));
        }
        facts
    }

    fn look_at(&mut self, block: &Block, document: &Resolved) {
        if let BlockKind::Figure(figure) = &block.kind
            && let FigureContent::Picture(picture) = &figure.content
        {
            self.picture(picture, document);
        }
        for text in block.texts() {
            walk::inlines(text, &mut |inline| {
                if let InlineKind::Image(picture) = &inline.kind {
                    self.picture(picture, document);
                }
            });
        }
    }

    fn picture(&mut self, picture: &Picture, document: &Resolved) {
        if picture.decorative || picture.image.is_none() {
            return;
        }
        self.images = true;
        // "Image: chart.png" is a stand-in, not a description.
        let stand_in = format!("{}: ", document.terms.image);
        self.described &= !picture.alt.trim().is_empty() && !picture.alt.starts_with(&stand_in);
    }

    /// Writes the claims.
    pub(super) fn write(self, out: &mut Xhtml, document: &Resolved) {
        let mut claim = |name: &str, value: &str| out.block_leaf(property(&format!("schema:{name}")), value);
        claim("accessMode", "textual");
        if self.images {
            claim("accessMode", "visual");
        }
        if self.described {
            claim("accessModeSufficient", "textual");
        }
        if self.images {
            claim("accessModeSufficient", "textual,visual");
        }
        for feature in
            ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA"]
        {
            claim("accessibilityFeature", feature);
        }
        if self.images && self.described {
            claim("accessibilityFeature", "alternativeText");
        }
        if self.pages {
            claim("accessibilityFeature", "pageBreakMarkers");
            claim("accessibilityFeature", "pageNavigation");
        }
        claim("accessibilityHazard", if self.moving { "unknown" } else { "none" });
        let english = document.language.primary() != "en";
        let summary = property("schema:accessibilitySummary").maybe("xml:lang", english.then_some("en"));
        out.block_leaf(summary, &self.summary());
        if self.pages {
            source(out, document);
        }
    }

    fn summary(self) -> String {
        let images = match (self.images, self.described) {
            (false, _) => "It has no images that carry information.",
            (true, true) => "All images that carry information have alternative text.",
            (true, false) => "Some images lack alternative text.",
        };
        let pages = if self.pages { " Page numbers are those of the printed edition." } else { "" };
        format!("The text reflows and is marked up with headings, lists and tables. {images}{pages}")
    }
}

/// The printed edition whose pages are marked.
fn source(out: &mut Xhtml, document: &Resolved) {
    let meta = &document.meta;
    let name = match (&meta.isbn, &meta.publisher) {
        (Some(isbn), _) => isbn_urn(isbn),
        (None, Some(publisher)) => format!("{}, {publisher} (PDF)", document.front.title),
        (None, None) => format!("{} (PDF)", document.front.title),
    };
    out.block_leaf(tag("dc:source").id(Some("printed")), &name);
    let of = tag("meta").with("refines", "#printed").with("property", "source-of");
    out.block_leaf(of, "pagination");
    out.block_leaf(property("pageBreakSource"), &name);
}

/// Whether an image may move: an animated PNG, or an SVG with animation elements.
fn may_move(image: &Image) -> bool {
    match &image.data {
        ImageData::Png { bytes, .. } => {
            let head = &bytes[..bytes.len().min(4096)];
            head.windows(4).any(|window| window == b"acTL")
        }
        ImageData::Jpeg { .. } => false,
        ImageData::Svg { text } => ["<animate", "<set", "@keyframes"].iter().any(|sign| text.contains(sign)),
    }
}
