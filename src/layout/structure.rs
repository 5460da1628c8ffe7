//! What the pages mean: a tree of elements in reading order, grown while blocks are laid out.

use super::frame::Rect;
use crate::model::Language;

/// Names an element of the structure: its index in `Structure::elements`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// Names a piece of content: its index in `Structure::contents`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub u32);

/// What the pages mean: a tree of elements in reading order, with drawn content at its leaves.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The elements; the first is the document.
    pub elements: Vec<Element>,
    /// For every piece of content, the element that it belongs to.
    pub contents: Vec<ElementId>,
}

impl Structure {
    /// A structure with the document as its only element.
    pub(super) fn new() -> Self {
        Self { elements: vec![Element::default()], contents: Vec::new() }
    }

    /// The whole document.
    pub(super) fn root() -> ElementId {
        ElementId(0)
    }

    /// Adds an element at the end of another.
    pub(super) fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.add_with(parent, role, Attributes::default())
    }

    /// Adds an element with attributes at the end of another.
    pub(super) fn add_with(&mut self, parent: ElementId, role: Role, attributes: Attributes) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        let attributes = (attributes != NONE).then(|| Box::new(attributes));
        self.elements.push(Element { role, parent: Some(parent), kids: Vec::new(), attributes });
        self.elements[parent.0 as usize].kids.push(Kid::Element(id));
        id
    }

    /// Adds a piece of content at the end of an element.
    pub(super) fn content(&mut self, parent: ElementId) -> ContentId {
        let id = ContentId(self.contents.len() as u32);
        self.contents.push(parent);
        self.elements[parent.0 as usize].kids.push(Kid::Content(id));
        id
    }

    /// The attributes of an element, to fill in what is known only later.
    pub(super) fn attributes(&mut self, id: ElementId) -> &mut Attributes {
        self.elements[id.0 as usize].attributes.get_or_insert_default()
    }
}

/// An element of the structure.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What it lies in; none for the document.
    pub parent: Option<ElementId>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
    /// What else is known of it; nothing of most, and a long document has millions.
    pub attributes: Option<Box<Attributes>>,
}

impl Element {
    /// What else is known of it.
    pub fn known(&self) -> &Attributes {
        self.attributes.as_deref().unwrap_or(&NONE)
    }
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Element(ElementId),
    /// Drawn content.
    Content(ContentId),
}

/// What an element is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The whole.
    #[default]
    Document,
    /// A part under its heading.
    Section,
    /// The masthead, title, authors and summary.
    Front,
    /// The document's title.
    Title,
    /// The line under the title.
    Subtitle,
    /// A heading, by its depth in the outline, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    ListItem,
    /// A bullet, number or other mark.
    Label,
    /// The content of an item.
    ListBody,
    /// A list of terms and definitions.
    Definitions,
    /// A quotation.
    Quote,
    /// Who said a quotation.
    Attribution,
    /// A code block.
    CodeBlock,
    /// A box beside the argument.
    Callout,
    /// The heading of a box.
    CalloutTitle,
    /// A timeline.
    Timeline,
    /// A table.
    Table,
    /// The rows that name columns.
    TableHead,
    /// The rows themselves.
    TableBody,
    /// A row.
    TableRow,
    /// A cell that names a column or row.
    HeaderCell,
    /// A cell.
    DataCell,
    /// A figure: what is shown.
    Figure,
    /// A figure that shows other blocks rather than an image.
    FigureGroup,
    /// A caption.
    Caption,
    /// Source, credit or note under a figure or table.
    Source,
    /// A footnote's text.
    Note,
    /// A mention of a note or label.
    Reference,
    /// A link.
    Link,
    /// The contents list.
    Contents,
    /// An entry of the contents list.
    ContentsEntry,
    /// A part on landscape pages.
    Landscape,
    /// The colophon.
    Colophon,
    /// A stretch of text with its own language or none of the looks below.
    Span,
    /// Emphasised text.
    Emphasis,
    /// Important text.
    Strong,
    /// Struck text.
    Strikethrough,
    /// Text below the line.
    Subscript,
    /// Text above the line.
    Superscript,
    /// Underlined text.
    Underline,
    /// Small capitals.
    SmallCaps,
    /// Marked text.
    Highlight,
    /// Inline code.
    Code,
    /// A key.
    Keyboard,
}

/// What else is known of an element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// The language of its text, where it is not that of its surroundings.
    pub language: Option<Language>,
    /// What an image says.
    pub alt: Option<String>,
    /// The text to read in place of the drawn one.
    pub actual_text: Option<String>,
    /// For a header cell, what it names.
    pub scope: Option<Scope>,
    /// How many columns a cell covers, where more than one.
    pub columns: Option<usize>,
    /// How many rows a cell covers, where more than one.
    pub rows: Option<usize>,
    /// How a list's items are marked.
    pub numbering: Option<Numbering>,
    /// A note's number, from which its identifier is made.
    pub note: Option<u32>,
    /// For a figure, its page (from 0) and area.
    pub area: Option<(usize, Rect)>,
}

/// Of most elements no more is known than what they are.
static NONE: Attributes = Attributes {
    language: None,
    alt: None,
    actual_text: None,
    scope: None,
    columns: None,
    rows: None,
    numbering: None,
    note: None,
    area: None,
};

/// What a header cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Its column.
    Column,
    /// Its row.
    Row,
    /// Both.
    Both,
}

/// How a list's items are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all.
    None,
    /// With discs.
    Disc,
    /// With drawn squares or boxes.
    Square,
    /// 1, 2, 3
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}
