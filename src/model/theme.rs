//! The look of a document, as data that drives all three formats alike.
//!
//! A theme names a [`Style`] for every [`Part`] of a document, the page, the boxes and the rules. `read` makes it from
//! TOML files; the backends translate it: layout into positions, Word into styles, EPUB into CSS.

mod page;
mod paper;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Image;
pub use page::{Chapters, FrontMatter, PageNumber, PageStyle, RunningHead};

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Colour {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self { r: byte(0)?, g: byte(2)?, b: byte(4)? })
    }

    /// The six digits without a `#`, as Word wants them.
    pub fn hex(self) -> String {
        format!("{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

/// A part of a document that has a look of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Running text; every other part starts from its face and colour.
    Text,
    /// Series and date above the title.
    Masthead,
    /// The title.
    Title,
    /// The line under the title.
    Subtitle,
    /// The authors under the title; names are set semibold.
    Authors,
    /// Publisher and identifiers at the foot of a title page.
    Imprint,
    /// The summary.
    Summary,
    /// The word above the contents list.
    ContentsTitle,
    /// First-level entries of the contents list.
    Contents1,
    /// Deeper entries of the contents list.
    Contents2,
    /// Headings, first level.
    Heading1,
    /// Headings, second level.
    Heading2,
    /// Headings, third level.
    Heading3,
    /// Headings, fourth level.
    Heading4,
    /// Headings, fifth level.
    Heading5,
    /// Headings, sixth level, run in.
    Heading6,
    /// The number of a heading, in the margin.
    HeadingNumber,
    /// The heading of a box.
    BoxHeading,
    /// Text in a box.
    BoxText,
    /// Labels of figures and tables, such as "Figure 1."
    CaptionLabel,
    /// Titles of figures and tables.
    Caption,
    /// Sources, credits and notes under figures and tables.
    Source,
    /// Cells that name columns or rows.
    TableHead,
    /// Cells of tables.
    TableText,
    /// Numbers of list items.
    ListNumber,
    /// Terms of definition lists.
    Term,
    /// Quotations.
    Quote,
    /// Who said a quotation.
    Attribution,
    /// Code blocks; inline code takes the face and colour.
    Code,
    /// Dates of a timeline.
    TimelineDate,
    /// What happened, in a timeline.
    TimelineText,
    /// Footnotes.
    Note,
    /// The mark of a footnote.
    NoteMark,
    /// The running head.
    RunningHead,
    /// The foot of the page.
    Foot,
    /// A handling marking.
    Marking,
    /// The colophon.
    Colophon,
    /// What an entry of the colophon is.
    ColophonTerm,
    /// Links and references; only the colour counts.
    Link,
}

impl Part {
    /// Every part.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::Masthead,
        Self::Title,
        Self::Subtitle,
        Self::Authors,
        Self::Imprint,
        Self::Summary,
        Self::ContentsTitle,
        Self::Contents1,
        Self::Contents2,
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::Heading4,
        Self::Heading5,
        Self::Heading6,
        Self::HeadingNumber,
        Self::BoxHeading,
        Self::BoxText,
        Self::CaptionLabel,
        Self::Caption,
        Self::Source,
        Self::TableHead,
        Self::TableText,
        Self::ListNumber,
        Self::Term,
        Self::Quote,
        Self::Attribution,
        Self::Code,
        Self::TimelineDate,
        Self::TimelineText,
        Self::Note,
        Self::NoteMark,
        Self::RunningHead,
        Self::Foot,
        Self::Marking,
        Self::Colophon,
        Self::ColophonTerm,
        Self::Link,
    ];

    /// The part of a heading of that level, 1 to 6.
    pub fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::Heading1,
            2 => Self::Heading2,
            3 => Self::Heading3,
            4 => Self::Heading4,
            5 => Self::Heading5,
            _ => Self::Heading6,
        }
    }
}

/// How a paragraph's lines fill their measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextAlign {
    /// Ragged at the end.
    #[default]
    Start,
    /// Even on both sides.
    Justify,
    /// In the middle.
    Center,
    /// Ragged at the start.
    End,
}

/// Which forms of the digits are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// With ascenders and descenders, for running text.
    OldStyle,
    /// As high as capitals.
    #[default]
    Lining,
    /// As high as capitals and of one width, for columns.
    Tabular,
}

/// How one part looks. Lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// The family's name, such as `Source Serif 4`.
    pub font: String,
    /// The weight, 100 to 900: 400 regular, 600 semibold, 700 bold.
    pub weight: u16,
    /// Whether italic.
    pub italic: bool,
    /// The size.
    pub size: f64,
    /// From baseline to baseline.
    pub leading: f64,
    /// The colour.
    pub colour: Colour,
    /// Letter-spacing, in em.
    pub tracking: f64,
    /// Whether set in capitals.
    pub capitals: bool,
    /// How lines fill the measure.
    pub align: TextAlign,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
    /// Which digits.
    pub figures: Figures,
    /// Indent of the first line of a paragraph that follows a paragraph.
    pub indent: f64,
    /// Space before.
    pub before: f64,
    /// Space after.
    pub after: f64,
}

/// What more than their spaces makes justified lines even, and their edges straight.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Justification {
    /// How far full stops, hyphens and quotation marks stand out at the margins: 0 not at all, 1 as far as is usual.
    pub protrusion: f64,
    /// By how much letters may become wider or narrower, as a share of their width.
    pub expansion: f64,
    /// By how much letters may move apart or together, in em.
    pub letter_spacing: f64,
}

/// A box with a ground, and a bar along its starting side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BoxStyle {
    /// The ground's colour.
    pub ground: Colour,
    /// The bar's colour.
    pub bar: Colour,
    /// The colour of the heading, where it is not as the part's look says.
    pub heading: Option<Colour>,
    /// The bar's width in points; none at 0.
    pub bar_width: f64,
    /// From the edge to the text, in points.
    pub padding: f64,
    /// How far the box hangs out to the left of the text column, in points.
    pub hang: f64,
}

/// The boxes that a theme draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoxKind {
    /// Around key findings.
    KeyFindings,
    /// Around a note.
    Note,
    /// Around a tip.
    Tip,
    /// Around a warning.
    Warning,
    /// Around a recommendation.
    Recommendation,
    /// Around code.
    Code,
}

impl BoxKind {
    /// Every box.
    pub const ALL: &'static [Self] =
        &[Self::KeyFindings, Self::Note, Self::Tip, Self::Warning, Self::Recommendation, Self::Code];
}

/// A line that is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RuleStyle {
    /// Its thickness in points.
    pub width: f64,
    /// Its colour.
    pub colour: Colour,
}

/// The rules that a theme draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleKind {
    /// Above the masthead.
    Masthead,
    /// Above a figure or table.
    Figure,
    /// Under the head of a table.
    TableHead,
    /// Between the rows of a table.
    TableRow,
    /// Under a table.
    TableFoot,
    /// Above the notes of a page.
    Notes,
    /// Above the colophon.
    Colophon,
    /// A thematic break.
    Break,
    /// Along a timeline.
    Timeline,
}

impl RuleKind {
    /// Every rule.
    pub const ALL: &'static [Self] = &[
        Self::Masthead,
        Self::Figure,
        Self::TableHead,
        Self::TableRow,
        Self::TableFoot,
        Self::Notes,
        Self::Colophon,
        Self::Break,
        Self::Timeline,
    ];
}

/// A whole look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The page.
    pub page: PageStyle,
    /// The colour of headings, labels and rules.
    pub accent: Colour,
    /// The colour of small marks: bullets, section numbers, rings.
    pub mark: Colour,
    /// The ground of highlighted text.
    pub highlight: Colour,
    /// The indent of one list level, in points.
    pub list_indent: f64,
    /// The indent of a quotation on both sides, in points.
    pub quote_indent: f64,
    /// The space above and below a figure, table or box, in points.
    pub block_space: f64,
    /// The size of inline code, in em of its surroundings.
    pub code_scale: f64,
    /// How justified lines are made even.
    pub justification: Justification,
    /// A logo for the masthead.
    pub logo: Option<Image>,
    /// What the logo says.
    pub logo_alt: String,
    /// The look of every part: one entry for each of [`Part::ALL`].
    pub styles: BTreeMap<Part, Style>,
    /// The boxes: one entry for each of [`BoxKind::ALL`].
    pub boxes: BTreeMap<BoxKind, BoxStyle>,
    /// The rules: one entry for each of [`RuleKind::ALL`].
    pub rules: BTreeMap<RuleKind, RuleStyle>,
}

impl Theme {
    /// The theme for a document that asks for so many columns: where there are several, nothing hangs out of them, and they take the
    /// room that it would have.
    pub fn for_columns(&self, asked: Option<u8>) -> Cow<'_, Self> {
        let columns = asked.unwrap_or(self.page.columns);
        if columns == self.page.columns && columns < 2 {
            return Cow::Borrowed(self);
        }
        let mut theme = self.clone();
        theme.page.columns = columns;
        if columns > 1 {
            let hang = std::mem::take(&mut theme.page.hang);
            theme.page.left -= hang;
            theme.page.measure += hang;
            theme.boxes.values_mut().for_each(|style| style.hang = 0.0);
        }
        Cow::Owned(theme)
    }

    /// How a part looks.
    pub fn style(&self, part: Part) -> &Style {
        &self.styles[&part]
    }

    /// How a box looks.
    pub fn boxed(&self, kind: BoxKind) -> BoxStyle {
        self.boxes[&kind]
    }

    /// How a rule looks.
    pub fn rule(&self, kind: RuleKind) -> RuleStyle {
        self.rules[&kind]
    }
}
