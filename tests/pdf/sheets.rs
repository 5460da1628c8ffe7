//! Pages made by hand: what layout would hand over, with a little of everything.

use harfrust::{Buffer, Direction, ShapeOptions, ShaperFont};
use triplicate::fonts::{FaceId, Fonts};
use triplicate::layout::frame::*;
use triplicate::layout::structure::*;
use triplicate::model::theme::Colour;

/// Pages in the making.
pub(crate) struct Sheets {
    pub(crate) pages: Pages,
    pub(crate) fonts: Fonts,
    /// The next baseline.
    pub(crate) y: f64,
}

/// The document as an element.
pub(crate) const ROOT: ElementId = ElementId(0);

/// The left side of the text.
pub(crate) const LEFT: f64 = 72.0;

impl Sheets {
    /// No pages yet, and a document without content.
    pub(crate) fn new() -> Self {
        let mut pages = Pages::default();
        pages.structure.elements.push(Element::default());
        let mut sheets = Self { pages, fonts: Fonts::bundled(), y: 0.0 };
        sheets.page();
        sheets
    }

    /// Begins a page.
    pub(crate) fn page(&mut self) {
        let label = (self.pages.pages.len() + 1).to_string();
        self.pages.pages.push(Page { width: 595.276, height: 841.89, label, ..Page::default() });
        self.y = 90.0;
    }

    /// The page in the making, from 0.
    pub(crate) fn number(&self) -> usize {
        self.pages.pages.len() - 1
    }

    pub(crate) fn put(&mut self, tag: Tag, item: Item) {
        self.pages.pages.last_mut().unwrap().items.push(Placed { tag, item });
    }

    /// An element under another.
    pub(crate) fn element(&mut self, parent: ElementId, role: Role, attributes: Attributes) -> ElementId {
        let id = ElementId(self.pages.structure.elements.len() as u32);
        let element =
            Element { role, parent: Some(parent), kids: Vec::new(), attributes: Some(attributes.into()) };
        self.pages.structure.elements.push(element);
        self.pages.structure.elements[parent.0 as usize].kids.push(Kid::Element(id));
        id
    }

    pub(crate) fn plain(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.element(parent, role, Attributes::default())
    }

    /// A new piece of content of an element.
    pub(crate) fn content(&mut self, element: ElementId) -> Tag {
        let id = ContentId(self.pages.structure.contents.len() as u32);
        self.pages.structure.contents.push(element);
        self.pages.structure.elements[element.0 as usize].kids.push(Kid::Content(id));
        Tag::Content(id)
    }

    /// The face of a family.
    pub(crate) fn face(&self, family: &str, weight: u16, italic: bool) -> FaceId {
        self.fonts.select(family, weight, italic)
    }

    /// A shaped run at the beginning of a line.
    pub(crate) fn shaped(&self, face: FaceId, size: f64, text: &str) -> Run {
        let run = |glyphs| Run {
            face,
            size,
            colour: Colour::parse("#1c1f22").unwrap(),
            x: LEFT,
            y: self.y,
            matrix: None,
            glyphs,
            text: text.to_owned(),
        };
        if face == FaceId::MISSING {
            let glyph = |(at, c): (usize, char)| Glyph {
                id: 0,
                advance: size * 0.6,
                dx: 0.0,
                dy: 0.0,
                text: at as u32..(at + c.len_utf8()) as u32,
            };
            return run(text.char_indices().map(glyph).collect());
        }
        let font = self.fonts.face(face).font();
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let is_backwards = buffer.direction() == Direction::RightToLeft;
        harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).unwrap();
        let scale = size / f64::from(font.units_per_em());
        let starts: Vec<usize> = buffer.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).enumerate().map(
            |(index, (info, place))| {
                let start = starts[index];
                let after = if is_backwards { &starts[..index] } else { &starts[index..] };
                let end = after.iter().filter(|&&other| other > start).min().copied().unwrap_or(text.len());
                Glyph {
                    id: info.glyph_id as u16,
                    advance: f64::from(place.x_advance) * scale,
                    dx: (f64::from(place.x_offset) * scale) as f32,
                    dy: (f64::from(place.y_offset) * scale) as f32,
                    text: start as u32..end as u32,
                }
            },
        );
        run(glyphs.collect())
    }

    /// Puts a run after `x` and gives back where it ends.
    pub(crate) fn text_at(&mut self, tag: Tag, face: FaceId, size: f64, x: f64, text: &str) -> f64 {
        let run = Run { x, ..self.shaped(face, size, text) };
        let end = x + run.width();
        self.put(tag, Item::Run(run));
        end
    }

    /// A line of text in an element, and on to the next line.
    pub(crate) fn line(&mut self, element: ElementId, face: FaceId, size: f64, text: &str) {
        let tag = self.content(element);
        self.text_at(tag, face, size, LEFT, text);
        self.y += size * 1.5;
    }

    /// A link area over the line between two places.
    pub(crate) fn link(
        &mut self,
        element: ElementId,
        from: f64,
        to: f64,
        target: LinkTarget,
        description: &str,
    ) {
        let area = Rect { x: from, y: self.y - 9.0, width: to - from, height: 12.0 };
        let link = LinkArea { area, target, element, description: description.to_owned() };
        self.pages.pages.last_mut().unwrap().links.push(link);
    }

    /// Makes this line a place that links lead to.
    pub(crate) fn anchor(&mut self, anchor: Anchor) {
        let place = Destination { page: self.number(), x: LEFT, y: self.y - 12.0 };
        self.pages.anchors.insert(anchor, place);
    }
}
