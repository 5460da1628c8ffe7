//! Images and figures.

use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use super::atoms::{AtomKind, Walk};
use super::attributes::{Attributes, Word};
use super::html::Element;
use super::inlines::brief;
use super::links::{decode_percent, link_end};
use super::part::Part;
use super::{Reader, typography};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Block, BlockKind, Figure, FigureContent, ImageId, Inline, InlineKind, Label, Picture, Width,
};
use crate::read::files::{Name, is_address};
use crate::read::images;
use crate::source::Span;

/// A figure that is just an image.
pub(super) fn bare(picture: Picture, span: Span) -> Block {
    figure(FigureContent::Picture(picture), span)
}

fn figure(content: FigureContent, span: Span) -> Block {
    let figure =
        Figure { content, caption: Vec::new(), source: Vec::new(), credit: Vec::new(), number: None };
    Block::new(BlockKind::Figure(figure), span)
}

impl Reader<'_> {
    /// An image at its place, loaded where it is a file.
    pub(in crate::read) fn picture(&mut self, url: &str, alt: String, span: Span) -> Picture {
        let mut picture = Picture { image: None, address: None, alt, decorative: false, width: None, span };
        if is_address(url) {
            let shown = brief(url);
            let what = if url.starts_with("data:") { "inside the text" } else { "on the network" };
            let message =
                format!("the image `{shown}` lies {what}; its alternative text stands in its place");
            self.fault(
                Diagnostic::new(Code::RemoteImage, span, message)
                    .with_help("save it beside the document and name the file"),
            );
            picture.address = Some(url.to_owned()).filter(|url| !url.starts_with("data:"));
        } else {
            picture.image = self.load(url, span);
        }
        picture
    }

    /// A plain text of which the signs will be set.
    fn marked(&self, text: &str) -> String {
        if self.smart { typography::mark(text) } else { text.to_owned() }
    }

    fn load(&mut self, url: &str, span: Span) -> Option<ImageId> {
        let file = decode_percent(url);
        let seen = self.includes.seen(&file);
        if let Some(known) = self.loaded.get(&seen) {
            return *known;
        }
        let image = if file.is_empty() {
            let fault = Diagnostic::new(Code::MissingImage, span, "an image without an address");
            self.fault(fault.with_help("name its file in the round brackets"));
            None
        } else {
            let name = Name { written: &file, seen: &seen };
            images::load(name, self.options, span, self.diagnostics)
        };
        let id = image.map(|image| {
            self.images.push(image);
            ImageId(self.images.len() as u32 - 1)
        });
        self.loaded.insert(seen, id);
        id
    }

    /// The image of an HTML tag.
    pub(super) fn image_tag(&mut self, element: &Element, span: Span) -> Picture {
        let alt = self.value(element, "alt");
        let url = self.value(element, "src").unwrap_or_default();
        let mut picture =
            self.picture(&url, alt.as_deref().map(|alt| self.marked(alt)).unwrap_or_default(), span);
        // An empty text says in HTML that an image is decoration.
        picture.decorative = alt.is_some_and(|alt| alt.is_empty());
        if let Some(title) = self.value(element, "title").filter(|_| !picture.decorative) {
            self.title_in_line(&mut picture, &title);
        }
        picture.width = element.attributes.get("width").and_then(|width| parse_width(width));
        picture
    }

    /// The title of an image in running text, where no caption can be: it stands in for alternative text, or is left out.
    pub(super) fn title_in_line(&mut self, picture: &mut Picture, title: &str) {
        let words = self.marked(title);
        if words.is_empty() || words == picture.alt {
            return;
        }
        if picture.alt.is_empty() {
            picture.alt = words;
            return;
        }
        let message = format!("the title `{}` of an image in running text is not shown", brief(title));
        self.fault(
            Diagnostic::new(Code::BadAttribute, picture.span, message)
                .with_help("put its words into the text, or make the image a paragraph of its own"),
        );
    }

    /// The figure of a paragraph that holds one image and nothing else.
    pub(super) fn figure_alone(&mut self, part: &Part, node: Node<'_>, range: Range<usize>) -> Option<Block> {
        let image = node.first_child()?;
        let mut value = image.data().value.clone();
        let NodeValue::Image(link) = &mut value else { return None };
        let title = std::mem::take(&mut link.title);
        let alt_end = image.last_child().map(|last| Walk::new(part, range.clone()).range_of(last).end);
        let end = link_end(&part.text, alt_end.unwrap_or(range.start + "![".len()), range.end)?;
        let typed_end = range.start + part.text[range.clone()].trim_end().len();
        let mut attributes = Attributes::parse(&part.text, end, range.end).unwrap_or_default();
        if typed_end != end && attributes.range.end != typed_end {
            return None;
        }
        let mut walk = Walk::new(part, range.start..end);
        let AtomKind::Inline(kind) = self.node(&mut walk, image, value, range.start..end).kind else {
            return None;
        };
        let InlineKind::Image(picture) = *kind else { return None };
        let span = part.span(range.clone());
        let mut picture = Picture { span, ..picture };
        let caption = match title_range(&part.text, range.start..end) {
            _ if title.is_empty() => Vec::new(),
            Some(title) => self.fragment(part, title),
            // The title stands where the link is defined.
            None => self.fragment(&part.elsewhere(&title, range.start), 0..title.len()),
        };
        self.picture_attributes(&mut picture, &mut attributes, part);
        let mut block = bare(picture, span);
        self.caption_figure(&mut block, caption, part, &mut attributes);
        self.leftovers(part, &attributes, "a figure");
        Some(block)
    }

    /// Gives an image what attributes say of it.
    pub(super) fn picture_attributes(
        &mut self,
        picture: &mut Picture,
        attributes: &mut Attributes,
        part: &Part,
    ) {
        picture.decorative |= attributes.take_class("decorative");
        if let Some(word) = attributes.take("width") {
            picture.width = self.width(part, &word).or(picture.width);
        }
        if let Some(word) = attributes.take("alt") {
            picture.alt = self.marked(&word.text);
        }
    }

    /// Gives a figure its caption, and what attributes say of it.
    pub(super) fn caption_figure(
        &mut self,
        block: &mut Block,
        caption: Vec<Inline>,
        part: &Part,
        attributes: &mut Attributes,
    ) {
        block.label = attributes.label.take().map(|word| Label(word.text)).or(block.label.take());
        if let Some(language) = self.language(attributes, part) {
            block.language = Some(language);
        }
        let BlockKind::Figure(figure) = &mut block.kind else { return };
        if !caption.is_empty() {
            figure.caption = caption;
        }
        // In Quarto the bracket text is the caption where an alternative text is given apart.
        if let Some(word) = attributes.take("fig-alt")
            && let FigureContent::Picture(picture) = &mut figure.content
        {
            let bracket = std::mem::replace(&mut picture.alt, self.marked(&word.text));
            if figure.caption.is_empty() && !bracket.is_empty() {
                figure.caption = vec![Inline::text(bracket, picture.span)];
            }
        }
        if let Some(word) = attributes.take("caption").or_else(|| attributes.take("fig-cap")) {
            figure.caption = self.fragment(part, word.range);
        }
        if let Some(word) = attributes.take("source") {
            figure.source = self.fragment(part, word.range);
        }
        if let Some(word) = attributes.take("credit") {
            figure.credit = self.fragment(part, word.range);
        }
    }

    /// `::: {.figure #fig-x}`: an image or other blocks, the last paragraph their caption. `written` holds the
    /// attributes.
    pub(super) fn figure_block(
        &mut self,
        mut blocks: Vec<Block>,
        written: &Part,
        attributes: &mut Attributes,
        span: Span,
        opening: Span,
    ) -> Vec<Block> {
        let caption = take_caption(&mut blocks);
        let mut block = match &mut blocks[..] {
            [only] if leaves_whole(only, caption.is_some(), attributes) => {
                Block { span, ..std::mem::replace(only, Block::new(BlockKind::Rule, span)) }
            }
            [] => {
                self.bad_block(opening, "this figure shows nothing", "put an image or other blocks into it");
                attributes.label = None;
                return caption
                    .into_iter()
                    .map(|words| Block::new(BlockKind::Paragraph(words), span))
                    .collect();
            }
            _ => figure(FigureContent::Blocks(blocks), span),
        };
        if let BlockKind::Figure(Figure { content: FigureContent::Picture(picture), .. }) = &mut block.kind {
            self.picture_attributes(picture, attributes, written);
        }
        self.caption_figure(&mut block, caption.unwrap_or_default(), written, attributes);
        vec![block]
    }

    fn width(&mut self, part: &Part, word: &Word) -> Option<Width> {
        let width = parse_width(&word.text);
        if width.is_none() {
            let message = format!("`{}` is no width", word.text);
            self.fault(
                Diagnostic::new(Code::BadAttribute, part.span(word.range.clone()), message)
                    .with_help("write a share such as `60%`, or a length in cm, mm, in, pt or px"),
            );
        }
        width
    }
}

/// Whether a block is a figure that can be the one around it: whatever is said of that is not yet said of it.
fn leaves_whole(block: &Block, has_caption: bool, attributes: &Attributes) -> bool {
    let BlockKind::Figure(figure) = &block.kind else { return false };
    let is_captioned = has_caption || attributes.gives("caption") || attributes.gives("fig-cap");
    (figure.caption.is_empty() || !is_captioned)
        && (figure.source.is_empty() || !attributes.gives("source"))
        && (figure.credit.is_empty() || !attributes.gives("credit"))
        && (block.label.is_none() || attributes.label.is_none())
        && (block.language.is_none() || !attributes.gives("lang"))
}

/// The last paragraph of blocks, where something stands before it.
pub(super) fn take_caption(blocks: &mut Vec<Block>) -> Option<Vec<Inline>> {
    let is_last = matches!(blocks.last(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
    if !is_last || blocks.len() < 2 {
        return None;
    }
    match blocks.pop() {
        Some(Block { kind: BlockKind::Paragraph(content), .. }) => Some(content),
        other => {
            blocks.extend(other);
            None
        }
    }
}

/// The words of the title in `![alt](file "title")`.
fn title_range(text: &str, image: Range<usize>) -> Option<Range<usize>> {
    let inner = text[image.clone()].strip_suffix(')')?.trim_end();
    let close = inner.chars().last()?;
    let open = match close {
        '"' | '\'' => close,
        ')' => '(',
        _ => return None,
    };
    let end = inner.len() - close.len_utf8();
    let start =
        inner[..end].rmatch_indices(open).map(|(at, _)| at).find(|at| !inner[..*at].ends_with('\\'))?;
    Some(image.start + start + open.len_utf8()..image.start + end)
}

pub(in crate::read) fn parse_width(text: &str) -> Option<Width> {
    let text = text.trim();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = &text[..text.len() - unit.len()];
    let number: f64 = digits.parse().ok()?;
    if !number.is_finite() || number <= 0.0 || number > 10_000.0 {
        return None;
    }
    match unit.trim() {
        // The point is moved before the number is rounded, so that every share can be written.
        "%" => Some(Width::Share(format!("{digits}e-2").parse().unwrap_or(number / 100.0).min(1.0))),
        "" | "px" => Some(Width::Points(number * 0.75)),
        "pt" => Some(Width::Points(number)),
        "mm" => Some(Width::Points(number * 72.0 / 25.4)),
        "cm" => Some(Width::Points(number * 72.0 / 2.54)),
        "in" => Some(Width::Points(number * 72.0)),
        _ => None,
    }
}
