//! A page as a content stream: marked content, shapes, images; runs of text are in `text`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use super::direction;
use super::element::StructureType;
use super::fonts::Embedded;
use super::images::{Picture, resource};
use super::objects::rounded;
use super::text::Font;
use crate::layout::frame::{Artifact, Item, Page, Rect, Stroke, Tag};
use crate::layout::structure::{ContentId, Structure};
use crate::model::ImageId;
use crate::model::theme::Colour;

/// A page's content.
#[derive(Default)]
pub(super) struct Content {
    /// The operators.
    pub stream: Vec<u8>,
    /// The marked sequences; the number of each is its index.
    pub sequences: Vec<Sequence>,
    /// The opacities of fills and strokes that are in use.
    pub alphas: BTreeSet<Alpha>,
    /// Whether anything lets shine through what lies under it.
    pub is_transparent: bool,
}

/// A marked sequence on a page.
pub(super) struct Sequence {
    /// What it shows.
    pub content: ContentId,
    /// Its words, where they do not follow from the order of its glyphs.
    pub words: Option<String>,
}

/// The opacity of fills and of strokes, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Alpha {
    /// Of fills, text and images.
    pub fill: u16,
    /// Of strokes.
    pub stroke: u16,
}

impl Alpha {
    const OPAQUE: Self = Self { fill: 1000, stroke: 1000 };

    /// The name under which pages call the state.
    pub(super) fn resource(self) -> String {
        format!("A{}s{}", self.fill, self.stroke)
    }
}

/// Writes a page's operators.
pub(super) fn content(
    page: &Page,
    structure: &Structure,
    fonts: &Embedded,
    pictures: &BTreeMap<ImageId, Picture>,
) -> Content {
    let mut writer = Writer::new(page, structure, fonts, pictures);
    let mut items = page.items.as_slice();
    while let Some(placed) = items.first() {
        let turned = direction::stretch(items);
        match &placed.item {
            Item::Run(_) if !turned.is_empty() => writer.right_to_left(placed.tag, &turned),
            Item::Run(run) => writer.run(placed.tag, run),
            Item::Shape(shape) => writer.shape(placed.tag, shape),
            Item::Image { image, area } => writer.image(placed.tag, *image, *area),
        }
        items = &items[turned.len().max(1)..];
    }
    writer.close();
    writer.content
}

/// What is written so far, and the state that a reader of it is in.
pub(super) struct Writer<'a> {
    pub(super) fonts: &'a Embedded,
    structure: &'a Structure,
    pictures: &'a BTreeMap<ImageId, Picture>,
    height: f64,
    content: Content,
    /// The open marked sequence.
    open: Option<Tag>,
    pub(super) in_text: bool,
    pub(super) font: Option<Font>,
    fill: Colour,
    pub(super) stroke: Colour,
    alpha: Alpha,
    /// The line in force.
    pub(super) pen: Option<Stroke>,
}

impl<'a> Writer<'a> {
    fn new(
        page: &Page,
        structure: &'a Structure,
        fonts: &'a Embedded,
        pictures: &'a BTreeMap<ImageId, Picture>,
    ) -> Self {
        Self {
            fonts,
            structure,
            pictures,
            height: page.height,
            content: Content::default(),
            open: None,
            in_text: false,
            font: None,
            fill: Colour::default(),
            stroke: Colour::default(),
            alpha: Alpha::OPAQUE,
            pen: None,
        }
    }

    /// Opens the marked sequence of a tag, unless it is open.
    pub(super) fn mark(&mut self, tag: Tag) {
        if self.open != Some(tag) {
            self.begin_sequence(tag, "", None);
        }
    }

    /// Opens a sequence whose words stand beside it, `spoken` in hexadecimal form.
    ///
    /// It is never put into another one: Poppler loses the rest of a sequence that has another inside.
    pub(super) fn mark_spoken(&mut self, tag: Tag, spoken: &str) {
        self.begin_sequence(tag, spoken, None);
    }

    /// Opens a sequence whose words stand in the structure.
    pub(super) fn mark_backwards(&mut self, tag: Tag, words: String) {
        self.begin_sequence(tag, "", Some(words));
    }

    fn begin_sequence(&mut self, tag: Tag, spoken: &str, in_structure: Option<String>) {
        self.close();
        let (name, mut properties) = match tag {
            // Poppler heeds words beside a sequence only under this name.
            Tag::Content(_) if !spoken.is_empty() => ("Span", self.content.sequences.len().to_string()),
            Tag::Content(content) => (self.type_name(content), self.content.sequences.len().to_string()),
            Tag::Artifact(artifact) => ("Artifact", properties(artifact).to_owned()),
        };
        if let Tag::Content(content) = tag {
            properties.insert_str(0, "/MCID ");
            self.content.sequences.push(Sequence { content, words: in_structure });
        }
        let words = if spoken.is_empty() { String::new() } else { format!("/ActualText <{spoken}>") };
        self.put(&format!("/{name} <<{properties}{words}>> BDC\n"));
        self.open = Some(tag);
    }

    /// Closes what is open.
    pub(super) fn close(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.put("EMC\n");
        }
    }

    pub(super) fn end_text(&mut self) {
        if std::mem::take(&mut self.in_text) {
            self.put("ET\n");
        }
    }

    fn type_name(&self, content: ContentId) -> &'static str {
        let element = self.structure.contents.get(content.0 as usize);
        let element = element.and_then(|id| self.structure.elements.get(id.0 as usize));
        StructureType::of(element.map(|element| element.role).unwrap_or_default()).name
    }

    fn image(&mut self, tag: Tag, image: ImageId, area: Rect) {
        self.mark(tag);
        self.end_text();
        self.set_alpha(1.0, 1.0);
        self.content.is_transparent |=
            self.pictures.get(&image).is_some_and(|picture| picture.mask.is_some());
        self.put("q\n");
        self.numbers(
            &[area.width, 0.0, 0.0, area.height, area.x, self.height - area.y - area.height],
            "cm\n",
        );
        self.put(&format!("/{} Do\nQ\n", resource(image)));
    }

    pub(super) fn set_alpha(&mut self, fill: f64, stroke: f64) {
        let thousandths = |alpha: f64| (alpha.clamp(0.0, 1.0) * 1000.0).round() as u16;
        let alpha = Alpha { fill: thousandths(fill), stroke: thousandths(stroke) };
        if alpha != self.alpha {
            self.put(&format!("/{} gs\n", alpha.resource()));
            self.content.alphas.insert(alpha);
            self.content.is_transparent = true;
            self.alpha = alpha;
        }
    }

    pub(super) fn set_fill(&mut self, colour: Colour) {
        if colour != self.fill {
            self.numbers(&parts(colour), "rg\n");
            self.fill = colour;
        }
    }

    /// The distance from the page's foot, for one from its top.
    pub(super) fn upwards(&self, y: f64) -> f64 {
        self.height - y
    }

    pub(super) fn put(&mut self, text: &str) {
        self.content.stream.extend_from_slice(text.as_bytes());
    }

    pub(super) fn numbers(&mut self, values: &[f64], operator: &str) {
        for &value in values {
            self.number(value);
        }
        self.put(operator);
    }

    /// A number to three decimals, without zeros at its end, and a space.
    pub(super) fn number(&mut self, value: f64) {
        let thousandths = (rounded(value) * 1000.0).round() as i64;
        let out = &mut self.content.stream;
        let (whole, mut rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
        let sign = if thousandths < 0 { "-" } else { "" };
        // Writing to memory cannot fail.
        let _ = write!(out, "{sign}{whole}");
        if rest != 0 {
            let mut digits = 3;
            while rest % 10 == 0 {
                rest /= 10;
                digits -= 1;
            }
            let _ = write!(out, ".{rest:0digits$}");
        }
        out.push(b' ');
    }

    pub(super) fn hex(&mut self, code: u16) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        let digit = |shift: u16| DIGITS[usize::from((code >> shift) & 15)];
        self.content.stream.extend_from_slice(&[digit(12), digit(8), digit(4), digit(0)]);
    }
}

fn properties(artifact: Artifact) -> &'static str {
    match artifact {
        Artifact::Layout => "/Type /Layout",
        Artifact::Background => "/Type /Background",
        Artifact::Header => "/Type /Pagination/Subtype /Header",
        Artifact::Footer => "/Type /Pagination/Subtype /Footer",
    }
}

pub(super) fn parts(colour: Colour) -> [f64; 3] {
    [colour.r, colour.g, colour.b].map(|part| f64::from(part) / 255.0)
}
