//! Figures as Markdown.

use std::fmt::Write as _;

use super::blocks::{Writer, info};
use super::escape::Place;
use super::inlines::{picture_attributes, picture_start};
use crate::model::{Block, BlockKind, Figure, FigureContent, Inline, InlineKind};

impl<'d> Writer<'d> {
    /// A figure: an image in its paragraph, or a block that holds what is shown.
    pub(super) fn figure(&mut self, block: &Block, figure: &'d Figure, names: Vec<String>) -> String {
        let mut attributes = names;
        match &figure.content {
            FigureContent::Picture(picture) => {
                let mut text = picture_start(picture, self.images(), Place::Free);
                if !figure.caption.is_empty() {
                    let _ = write!(text, " \"{}\"", self.line(&figure.caption, Place::Quoted));
                }
                attributes.extend(picture_attributes(picture));
                attributes.extend(self.attribute("source", &figure.source));
                attributes.extend(self.attribute("credit", &figure.credit));
                let end = if attributes.is_empty() {
                    String::new()
                } else {
                    format!("{{{}}}", attributes.join(" "))
                };
                format!("{text}){end}")
            }
            FigureContent::Blocks(blocks) => {
                let ends_with_words = blocks.len() > 1
                    && matches!(blocks.last(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
                if figure.caption.is_empty() && ends_with_words {
                    self.lose(block.span, "the last paragraph of this figure is read as its caption");
                }
                let as_attribute = !can_be_paragraph(&figure.caption);
                if as_attribute {
                    attributes.extend(self.attribute("caption", &figure.caption));
                }
                attributes.extend(self.attribute("source", &figure.source));
                attributes.extend(self.attribute("credit", &figure.credit));
                self.fenced(&info("figure", &attributes), |writer| {
                    let mut parts = writer.sequence(blocks, None);
                    if !as_attribute && !figure.caption.is_empty() {
                        parts.push(writer.paragraph(&figure.caption));
                    }
                    parts.join("\n\n")
                })
            }
        }
    }
}

/// Whether a caption is read as a paragraph where it stands as one.
fn can_be_paragraph(caption: &[Inline]) -> bool {
    !matches!(caption, [Inline { kind: InlineKind::Image(_), .. }])
        && (caption.is_empty() || !caption.iter().all(|inline| matches!(inline.kind, InlineKind::LineBreak)))
}
