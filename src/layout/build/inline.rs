//! Inlines to styled pieces, and paragraphs to strips.

use std::sync::Arc;

use super::line::KEY_FRAME;
use super::pending::{Pending, Stand, strips};
use super::{Builder, Place};
use crate::layout::flow::Strip;
use crate::layout::frame::{Anchor, LinkTarget};
use crate::layout::paragraph;
use crate::layout::structure::{Attributes, ElementId, Role};
use crate::layout::text::{Breaking, Line, LinkPiece, Measure, Piece, TextStyle};
use crate::model::theme::{Justification, Part, TextAlign};
use crate::model::{BlockId, Inline, InlineKind, Language, Note, Picture};

/// What a stretch of inlines inherits.
#[derive(Clone)]
pub(in crate::layout) struct Run<'a> {
    pub style: Arc<TextStyle>,
    pub language: &'a Language,
    pub element: ElementId,
    pub link: Option<Arc<LinkPiece>>,
    pub breaking: Breaking,
    /// Whether the words belong to the block's plain text.
    pub counts: bool,
    /// How wide an image in the line may be.
    pub width: f64,
}

/// The pieces of one paragraph and the notes whose marks stand in it.
#[derive(Default)]
pub(in crate::layout) struct Pieces<'a> {
    pub list: Vec<Piece>,
    pub notes: Vec<&'a Note>,
}

impl Run<'_> {
    fn styled(&self, change: impl FnOnce(&mut TextStyle)) -> Self {
        let mut style = (*self.style).clone();
        change(&mut style);
        Self { style: Arc::new(style), ..self.clone() }
    }
}

impl Builder<'_> {
    /// The run that text of a part begins with.
    pub(in crate::layout) fn run<'p>(&self, part: Part, place: &'p Place, element: ElementId) -> Run<'p> {
        Run {
            style: self.text_style(part),
            language: &place.language,
            element,
            link: None,
            breaking: Breaking::Hyphens,
            counts: true,
            width: place.width,
        }
    }

    /// Adds words of the program or of the metadata.
    pub(in crate::layout) fn words(&mut self, text: &str, run: &Run<'_>, pieces: &mut Pieces<'_>) {
        if text.is_empty() {
            return;
        }
        let content = self.structure.content(run.element);
        pieces.list.push(Piece::Text {
            text: text.to_owned(),
            style: run.style.clone(),
            language: run.language.clone(),
            content,
            span: crate::source::Span::default(),
            breaking: run.breaking,
            link: run.link.clone(),
            note: None,
            counts: false,
        });
    }

    /// Adds an author's inlines.
    pub(in crate::layout) fn inlines<'d>(
        &mut self,
        list: &'d [Inline],
        run: &Run<'_>,
        pieces: &mut Pieces<'d>,
    ) {
        for inline in list {
            self.inline(inline, run, pieces);
        }
    }

    fn inline<'d>(&mut self, inline: &'d Inline, run: &Run<'_>, pieces: &mut Pieces<'d>) {
        let small = |style: &mut TextStyle, rise: f64| {
            style.rise += style.size * rise;
            style.size *= 0.68;
            style.figures = crate::model::theme::Figures::Lining;
        };
        match &inline.kind {
            InlineKind::Text(text) => self.author_text(text, inline, run, pieces),
            InlineKind::Emphasis(content) => {
                self.marked(
                    content,
                    Role::Emphasis,
                    &run.styled(|style| style.italic = !style.italic),
                    pieces,
                );
            }
            InlineKind::Strong(content) => {
                let strong = run.styled(|style| style.weight = if style.weight >= 600 { 700 } else { 600 });
                self.marked(content, Role::Strong, &strong, pieces);
            }
            InlineKind::Strikethrough(content) => {
                self.marked(content, Role::Strikethrough, &run.styled(|style| style.strike = true), pieces);
            }
            InlineKind::Subscript(content) => {
                self.marked(content, Role::Subscript, &run.styled(|style| small(style, -0.16)), pieces);
            }
            InlineKind::Superscript(content) => {
                self.marked(content, Role::Superscript, &run.styled(|style| small(style, 0.34)), pieces);
            }
            InlineKind::Underline(content) => {
                self.marked(content, Role::Underline, &run.styled(|style| style.underline = true), pieces);
            }
            InlineKind::SmallCaps(content) => {
                self.marked(content, Role::SmallCaps, &run.styled(|style| style.small_caps = true), pieces);
            }
            InlineKind::Highlight(content) => {
                let ground = self.theme.highlight;
                self.marked(
                    content,
                    Role::Highlight,
                    &run.styled(|style| style.ground = Some(ground)),
                    pieces,
                );
            }
            InlineKind::Code(text) => self.code_words(text, Role::Code, inline, run, pieces),
            InlineKind::Keyboard(text) => self.code_words(text, Role::Keyboard, inline, run, pieces),
            InlineKind::Link(link) => {
                let target = LinkTarget::Address(link.target.clone());
                let description = link.title.clone().unwrap_or_else(|| link.target.clone());
                self.linked(&link.content, target, description, run.element, run, pieces);
            }
            InlineKind::Reference(reference) => {
                let element = self.structure.add(run.element, Role::Reference);
                let target = LinkTarget::Anchor(Anchor::Label(reference.label.clone()));
                let description = crate::model::walk::plain_text(&reference.content);
                self.linked(&reference.content, target, description, element, run, pieces);
            }
            InlineKind::Note(note) => self.note_mark(note, inline, run, pieces),
            InlineKind::Language(language, content) => {
                let attributes = Attributes { language: Some(language.clone()), ..Attributes::default() };
                let element = self.structure.add_with(run.element, Role::Span, attributes);
                self.inlines(content, &Run { language, element, ..run.clone() }, pieces);
            }
            InlineKind::Image(picture) => self.inline_image(picture, inline, run, pieces),
            InlineKind::LineBreak => {
                let content = self.structure.content(run.element);
                pieces.list.push(Piece::Break { content });
            }
        }
    }

    fn author_text(&mut self, text: &str, inline: &Inline, run: &Run<'_>, pieces: &mut Pieces<'_>) {
        let content = self.structure.content(run.element);
        pieces.list.push(Piece::Text {
            text: text.to_owned(),
            style: run.style.clone(),
            language: run.language.clone(),
            content,
            span: inline.span,
            breaking: run.breaking,
            link: run.link.clone(),
            note: None,
            counts: run.counts,
        });
    }

    fn marked<'d>(&mut self, content: &'d [Inline], role: Role, run: &Run<'_>, pieces: &mut Pieces<'d>) {
        let element = self.structure.add(run.element, role);
        self.inlines(content, &Run { element, ..run.clone() }, pieces);
    }

    fn code_words(
        &mut self,
        text: &str,
        role: Role,
        inline: &Inline,
        run: &Run<'_>,
        pieces: &mut Pieces<'_>,
    ) {
        let code = self.theme.style(Part::Code);
        let (font, scale) = (code.font.as_str().into(), self.theme.code_scale);
        let mut styled = run.styled(|style| {
            style.font = font;
            style.size *= scale;
            style.framed = role == Role::Keyboard;
            style.tracking = 0.0;
            style.capitals = false;
            style.figures = crate::model::theme::Figures::Lining;
        });
        styled.element = self.structure.add(run.element, role);
        styled.breaking = Breaking::Code;
        // The frame around a key needs room of its own on both sides.
        let room = (role == Role::Keyboard).then_some(Piece::Space(KEY_FRAME));
        pieces.list.extend(room.clone());
        self.author_text(text, inline, &styled, pieces);
        pieces.list.extend(room);
    }

    fn linked<'d>(
        &mut self,
        content: &'d [Inline],
        target: LinkTarget,
        description: String,
        parent: ElementId,
        run: &Run<'_>,
        pieces: &mut Pieces<'d>,
    ) {
        let element = self.structure.add(parent, Role::Link);
        let colour = self.theme.style(Part::Link).colour;
        let mut inner = run.styled(|style| style.colour = colour);
        inner.element = element;
        inner.link = Some(Arc::new(LinkPiece { target, element, description }));
        self.inlines(content, &inner, pieces);
    }

    fn note_mark<'d>(&mut self, note: &'d Note, inline: &Inline, run: &Run<'_>, pieces: &mut Pieces<'d>) {
        let reference = self.structure.add(run.element, Role::Reference);
        let element = self.structure.add(reference, Role::Link);
        let look = self.theme.style(Part::NoteMark);
        let style = TextStyle {
            size: run.style.size * 0.68,
            rise: run.style.rise + run.style.size * 0.34,
            underline: false,
            strike: false,
            ground: None,
            framed: false,
            tracking: 0.0,
            ..TextStyle::of(look)
        };
        let content = self.structure.content(element);
        pieces.list.push(Piece::Text {
            text: note.number.to_string(),
            style: Arc::new(style),
            language: run.language.clone(),
            content,
            span: inline.span,
            breaking: Breaking::Words,
            link: Some(Arc::new(LinkPiece {
                target: LinkTarget::Anchor(Anchor::Note(note.number)),
                element,
                description: format!("{} {}", self.document.terms.footnote, note.number),
            })),
            note: Some(note.number),
            counts: false,
        });
        pieces.notes.push(note);
    }

    fn inline_image(&mut self, picture: &Picture, inline: &Inline, run: &Run<'_>, pieces: &mut Pieces<'_>) {
        let Some(image) = picture.image else {
            self.stand_in(picture, inline, run, pieces);
            return;
        };
        let own = &self.document.images[image.0 as usize];
        let wanted = picture_width(picture, own.width, run.width);
        let scale = if own.width > 0.0 { wanted / own.width } else { 1.0 };
        let element = if picture.decorative {
            run.element
        } else {
            let attributes = Attributes { alt: Some(picture.alt.clone()), ..Attributes::default() };
            self.structure.add_with(run.element, Role::Figure, attributes)
        };
        let content = self.structure.content(element);
        pieces.list.push(Piece::Image {
            image,
            width: wanted,
            height: (own.height * scale).min(self.tallest),
            content,
            counts: picture.alt.len(),
            link: run.link.clone(),
        });
    }

    /// The alternative text of an image on the network, linked to it unless it carries a link already.
    pub(in crate::layout) fn stand_in(
        &mut self,
        picture: &Picture,
        inline: &Inline,
        run: &Run<'_>,
        pieces: &mut Pieces<'_>,
    ) {
        let Some(address) = picture.address.as_ref().filter(|_| run.link.is_none()) else {
            self.author_text(&picture.alt, inline, run, pieces);
            return;
        };
        let element = self.structure.add(run.element, Role::Link);
        let colour = self.theme.style(Part::Link).colour;
        let mut inner = run.styled(|style| style.colour = colour);
        inner.element = element;
        inner.link = Some(Arc::new(LinkPiece {
            target: LinkTarget::Address(address.clone()),
            element,
            description: address.clone(),
        }));
        self.author_text(&picture.alt, inline, &inner, pieces);
    }

    /// Sets pieces as lines and adds them as strips, with widows and orphans kept from standing alone.
    pub(in crate::layout) fn set(
        &mut self,
        pieces: &[Piece],
        part: Part,
        place: &Place,
        first_indent: f64,
        block: Option<BlockId>,
    ) {
        let measure = self.measure(part, place, first_indent);
        let lines = paragraph::set(pieces, &measure, self.shaper);
        self.lines(lines, place, block);
    }

    /// The measure of a part's paragraphs in a place.
    pub(in crate::layout) fn measure(&self, part: Part, place: &Place, first_indent: f64) -> Measure {
        let style = self.style(part);
        let align = place.align.unwrap_or(style.align);
        let even = align == TextAlign::Justify;
        Measure {
            width: place.width,
            first_indent,
            rest_indent: 0.0,
            align,
            hyphenate: style.hyphenate,
            justification: if even { self.theme.justification } else { Justification::default() },
            size: style.size,
            leading: style.leading,
            mirrored: place.mirrored,
        }
    }

    /// Adds lines as strips.
    pub(in crate::layout) fn lines(&mut self, lines: Vec<Line>, place: &Place, block: Option<BlockId>) {
        self.nodes.extend(strips(
            lines,
            Stand { x: place.x, frame: place.frame, block, is_narrow: self.is_narrow() },
        ));
    }

    /// Sets a paragraph later, together with others, where it may: in the main list, which nobody looks into before its end.
    pub(in crate::layout) fn set_later(
        &mut self,
        pieces: Vec<Piece>,
        part: Part,
        place: &Place,
        first_indent: f64,
        block: BlockId,
    ) {
        if self.is_aside() {
            self.set(&pieces, part, place, first_indent, Some(block));
            return;
        }
        let measure = self.measure(part, place, first_indent);
        let is_narrow = self.is_narrow();
        let stand = Stand { x: place.x, frame: place.frame, block: Some(block), is_narrow };
        self.pending.push(Pending { at: self.nodes.len(), pieces, measure, stand });
        self.strip(Strip::default());
    }
}

/// How wide a picture is shown: as the author said, else its own size, at most the room.
pub(in crate::layout) fn picture_width(picture: &Picture, own: f64, room: f64) -> f64 {
    match picture.width {
        Some(crate::model::Width::Points(points)) => points.min(room),
        Some(crate::model::Width::Share(share)) => (room * share).min(room),
        None => own.min(room),
    }
}
