//! Pages to a tagged PDF: PDF/UA-1 and PDF/A-2a in one file.
//!
//! printpdf is the container and embeds the fonts; the pages' operators are our own (`content`, `text`), and `finish`
//! completes the objects with what makes the file tagged, archivable and easy to find one's way in.

mod attributes;
mod cluster;
mod content;
mod direction;
mod element;
mod embed;
mod finish;
mod fonts;
mod identity;
mod images;
mod jpeg;
mod links;
mod metadata;
mod missing;
mod moment;
mod objects;
mod outline;
mod png;
mod shapes;
mod spell;
mod store;
mod structure;
mod text;
mod xmp;

use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use rayon::prelude::*;

use super::{Stamp, Written};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::layout::frame::Pages;
use crate::resolve::Resolved;
use content::Content;
pub use element::element;

/// Writes the PDF. What stands on the pages is let go as soon as it is written, since a long document is made of it.
///
/// # Errors
///
/// If a font or image cannot be embedded, or there is no page.
pub fn write(document: &Resolved, mut pages: Pages, fonts: &Fonts, stamp: &Stamp) -> Result<Written, Error> {
    let embedded = fonts::embed(&pages, fonts)?;
    let pictures = images::embed(&document.images, &pages, fonts)?;
    let mut skeleton = PdfDocument::new("");
    let mut operations = embed::register(&embedded, &mut skeleton)?;
    let blank =
        pages.pages.iter().map(|_| PdfPage::new(Mm(210.0), Mm(297.0), std::mem::take(&mut operations)));
    skeleton.pages = blank.collect();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let pdf = skeleton.to_lopdf_document(&options, &mut Vec::new());

    let Pages { pages: sheets, structure, .. } = &mut pages;
    let contents: Vec<Content> = sheets
        .par_iter_mut()
        .map(|page| {
            let content = compressed(content::content(page, structure, &embedded, &pictures));
            page.items = Vec::new();
            content
        })
        .collect::<Result<_, _>>()?;
    let parts = finish::Parts { document, pages: &pages, fonts, stamp, contents, embedded, pictures };
    let bytes = finish::finish(pdf, parts)?.save();
    Ok(Written { bytes, diagnostics: Vec::new() })
}

fn compressed(content: Content) -> Result<Content, Error> {
    let stream = finish::deflated(&content.stream).map_err(|cause| Error::library("PDF page", cause))?;
    Ok(Content { stream, ..content })
}
