//! The names under which roles and model items stand in the structure tree.

use crate::layout::structure::Role;
use crate::model::Kind;

/// The structure type of a role.
///
/// Where PDF 1.7 has no type as exact as the role, the element keeps a readable name of its own and the role map says
/// which standard type it behaves like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StructureType {
    /// The name that the element carries.
    pub name: &'static str,
    /// The standard type that it is or is mapped to.
    pub standard: &'static str,
}

impl StructureType {
    const fn standard(name: &'static str) -> Self {
        Self { name, standard: name }
    }

    const fn mapped(name: &'static str, standard: &'static str) -> Self {
        Self { name, standard }
    }

    /// The structure type of a role.
    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Document => Self::standard("Document"),
            Role::Section => Self::standard("Sect"),
            Role::Front => Self::mapped("Front", "Div"),
            Role::Title => Self::mapped("Title", "P"),
            Role::Subtitle => Self::mapped("Subtitle", "P"),
            Role::Heading(depth) => Self::standard(heading(depth)),
            Role::Paragraph => Self::standard("P"),
            Role::ListItem => Self::standard("LI"),
            Role::Label => Self::standard("Lbl"),
            Role::ListBody => Self::standard("LBody"),
            // Lists keep their standard names: not every checker looks through the role map for the parent of an item.
            Role::List | Role::Definitions | Role::Timeline => Self::standard("L"),
            Role::Quote => Self::standard("BlockQuote"),
            Role::Attribution => Self::mapped("Attribution", "P"),
            Role::CodeBlock => Self::mapped("CodeBlock", "P"),
            Role::Callout => Self::mapped("Aside", "Sect"),
            Role::CalloutTitle => Self::mapped("AsideTitle", "P"),
            Role::Table => Self::standard("Table"),
            Role::TableHead => Self::standard("THead"),
            Role::TableBody => Self::standard("TBody"),
            Role::TableRow => Self::standard("TR"),
            Role::HeaderCell => Self::standard("TH"),
            Role::DataCell => Self::standard("TD"),
            Role::Figure => Self::standard("Figure"),
            Role::FigureGroup => Self::mapped("FigureGroup", "Div"),
            Role::Caption => Self::standard("Caption"),
            Role::Source => Self::mapped("Source", "P"),
            Role::Note => Self::standard("Note"),
            Role::Reference => Self::standard("Reference"),
            Role::Link => Self::standard("Link"),
            Role::Contents => Self::standard("TOC"),
            Role::ContentsEntry => Self::standard("TOCI"),
            Role::Landscape => Self::mapped("Landscape", "Div"),
            Role::Colophon => Self::mapped("Colophon", "Sect"),
            Role::Span => Self::standard("Span"),
            Role::Emphasis => Self::mapped("Em", "Span"),
            Role::Strong => Self::mapped("Strong", "Span"),
            Role::Strikethrough => Self::mapped("Strikethrough", "Span"),
            Role::Subscript => Self::mapped("Sub", "Span"),
            Role::Superscript => Self::mapped("Sup", "Span"),
            Role::Underline => Self::mapped("Underline", "Span"),
            Role::SmallCaps => Self::mapped("SmallCaps", "Span"),
            Role::Highlight => Self::mapped("Mark", "Span"),
            Role::Code => Self::standard("Code"),
            Role::Keyboard => Self::mapped("Kbd", "Code"),
        }
    }
}

fn heading(depth: u8) -> &'static str {
    ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(depth.clamp(1, 6)) - 1]
}

/// The structure element in which an item of the model stands.
///
/// Text and line breaks have no element of their own and stand in that of their
/// block, a rule is drawn as an artifact, and a page break leaves nothing: it has the empty name.
pub fn element(kind: Kind) -> &'static str {
    let role = match kind {
        Kind::Heading => return "H1 to H6",
        Kind::Paragraph | Kind::Text | Kind::LineBreak => Role::Paragraph,
        Kind::BulletList | Kind::NumberedList | Kind::TaskList => Role::List,
        Kind::Definitions => Role::Definitions,
        Kind::Quote => Role::Quote,
        Kind::CodeBlock => Role::CodeBlock,
        Kind::CalloutNote
        | Kind::CalloutTip
        | Kind::CalloutWarning
        | Kind::KeyFindings
        | Kind::Recommendation => Role::Callout,
        Kind::Table => Role::Table,
        Kind::Figure => Role::FigureGroup,
        Kind::Image => Role::Figure,
        Kind::Timeline => Role::Timeline,
        Kind::Rule => return "Artifact",
        Kind::PageBreak => return "",
        Kind::Contents => Role::Contents,
        Kind::Landscape => Role::Landscape,
        Kind::Emphasis => Role::Emphasis,
        Kind::Strong => Role::Strong,
        Kind::Strikethrough => Role::Strikethrough,
        Kind::Subscript => Role::Subscript,
        Kind::Superscript => Role::Superscript,
        Kind::Underline => Role::Underline,
        Kind::SmallCaps => Role::SmallCaps,
        Kind::Highlight => Role::Highlight,
        Kind::Code => Role::Code,
        Kind::Keyboard => Role::Keyboard,
        Kind::Link => Role::Link,
        Kind::Reference => Role::Reference,
        Kind::Note => Role::Note,
        Kind::Language => Role::Span,
    };
    StructureType::of(role).name
}
