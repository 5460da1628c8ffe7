//! What every format may count on: images with alternative texts, headings with words, tables that close.

use super::refer::is_blank;
use super::tree::{self, Node};
use super::{Terms, grid};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Document, Figure, FigureContent, Image, InlineKind, Picture, walk};

/// Mends what can be mended, and says so.
pub(super) fn check(document: &mut Document, terms: &Terms, diagnostics: &mut Diagnostics) {
    let images = std::mem::take(&mut document.images);
    tree::each(tree::whole(document), &mut |node| match node {
        Node::Block(block) => check_block(block, &images, terms, diagnostics),
        Node::Inline(inline) => {
            if let InlineKind::Image(picture) = &mut inline.kind {
                describe(picture, "", &images, terms, diagnostics);
            }
        }
    });
    document.images = images;
}

/// Checks what a block is itself.
fn check_block(block: &mut Block, images: &[Image], terms: &Terms, diagnostics: &mut Diagnostics) {
    match &mut block.kind {
        BlockKind::Table(table) => grid::close(table, block.span, diagnostics),
        BlockKind::Figure(Figure { content: FigureContent::Picture(picture), caption, .. }) => {
            describe(picture, &walk::plain_text(caption), images, terms, diagnostics);
        }
        BlockKind::Heading(heading) if is_blank(&heading.content) && !has_reference(&heading.content) => {
            diagnostics.push(
                Diagnostic::new(Code::EmptyHeading, block.span, "a heading without text")
                    .with_help("it opens no section"),
            );
            // An empty paragraph keeps the label, and any note, without an entry in the outline.
            block.kind = BlockKind::Paragraph(std::mem::take(&mut heading.content));
        }
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quote(_)
        | BlockKind::Code(_)
        | BlockKind::Callout(_)
        | BlockKind::Figure(_)
        | BlockKind::Timeline(_)
        | BlockKind::Rule
        | BlockKind::PageBreak
        | BlockKind::Contents(_)
        | BlockKind::Landscape(_) => {}
    }
}

/// Whether a text mentions a label, and so will have words.
fn has_reference(list: &[crate::model::Inline]) -> bool {
    let mut found = false;
    walk::inlines(list, &mut |inline| found |= matches!(inline.kind, InlineKind::Reference(_)));
    found
}

/// Gives an image without alternative text a stand-in.
fn describe(
    picture: &mut Picture,
    caption: &str,
    images: &[Image],
    terms: &Terms,
    diagnostics: &mut Diagnostics,
) {
    if picture.decorative || !picture.alt.trim().is_empty() {
        return;
    }
    let file = picture.image.and_then(|id| images.get(id.0 as usize)).map(|image| image.name.as_str());
    let address = picture.address.as_deref();
    let name = file.or(address.map(file_name)).unwrap_or_default();
    let message = match file.or(address) {
        None => "an image without alternative text".to_owned(),
        Some(place) => format!("the image `{place}` has no alternative text"),
    };
    diagnostics.push(
        Diagnostic::new(Code::MissingAlt, picture.span, message)
            .with_help("say in its brackets what it shows, or mark it `{.decorative}`"),
    );
    picture.alt = match (caption.trim(), name) {
        ("", "") => terms.image.to_owned(),
        ("", name) => format!("{}{}{name}", terms.image, terms.colon),
        (caption, _) => caption.to_owned(),
    };
}

/// The name of the file that an address leads to, or the address where it has none.
fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let name = path.split_once("//").and_then(|(_, rest)| rest.rsplit_once('/')).map(|(_, name)| name);
    name.filter(|name| !name.is_empty()).unwrap_or(address)
}
