//! The attributes of structure elements: tables, lists, places on the page, lines through and under text.

use lopdf::{Dictionary, Object, dictionary};

use super::objects::{name, number};
use crate::layout::frame::Page;
use crate::layout::structure::{Element, Numbering, Role, Scope};

/// The attribute objects of an element.
pub(super) fn attributes(element: &Element, parent: Option<Role>, pages: &[Page]) -> Vec<Object> {
    [table(element), list(element), layout(element, parent, pages)]
        .into_iter()
        .flatten()
        .map(Object::Dictionary)
        .collect()
}

fn table(element: &Element) -> Option<Dictionary> {
    let known = element.known();
    let mut dict = dictionary! { "O" => name("Table") };
    // A header cell must say what it names.
    let scope = known.scope.or((element.role == Role::HeaderCell).then_some(Scope::Column));
    if let Some(scope) = scope {
        let word = match scope {
            Scope::Column => "Column",
            Scope::Row => "Row",
            Scope::Both => "Both",
        };
        dict.set("Scope", name(word));
    }
    if let Some(columns) = known.columns.filter(|&columns| columns > 1) {
        dict.set("ColSpan", columns as i64);
    }
    if let Some(rows) = known.rows.filter(|&rows| rows > 1) {
        dict.set("RowSpan", rows as i64);
    }
    (dict.len() > 1).then_some(dict)
}

fn list(element: &Element) -> Option<Dictionary> {
    let is_list = matches!(element.role, Role::List | Role::Definitions | Role::Timeline);
    let numbering = match element.known().numbering {
        None if is_list => Numbering::None,
        None => return None,
        Some(numbering) => numbering,
    };
    let word = match numbering {
        Numbering::None => "None",
        Numbering::Disc => "Disc",
        Numbering::Square => "Square",
        Numbering::Decimal => "Decimal",
        Numbering::LowerAlpha => "LowerAlpha",
        Numbering::UpperAlpha => "UpperAlpha",
        Numbering::LowerRoman => "LowerRoman",
        Numbering::UpperRoman => "UpperRoman",
    };
    Some(dictionary! { "O" => name("List"), "ListNumbering" => name(word) })
}

fn layout(element: &Element, parent: Option<Role>, pages: &[Page]) -> Option<Dictionary> {
    let mut dict = dictionary! { "O" => name("Layout") };
    if let Some((page, area)) = element.known().area
        && let Some(page) = pages.get(page)
    {
        let foot = page.height - area.y - area.height;
        let sides = [area.x, foot, area.x + area.width, foot + area.height];
        dict.set("BBox", sides.map(number).to_vec());
        dict.set("Placement", name(if parent.is_some_and(holds_text) { "Inline" } else { "Block" }));
    }
    if element.role == Role::Strikethrough {
        dict.set("TextDecorationType", name("LineThrough"));
    }
    if element.role == Role::Underline {
        dict.set("TextDecorationType", name("Underline"));
    }
    (dict.len() > 1).then_some(dict)
}

/// Whether an element's content runs in lines, so that an image in it stands in the line.
fn holds_text(role: Role) -> bool {
    match role {
        Role::Title
        | Role::Subtitle
        | Role::Heading(_)
        | Role::Paragraph
        | Role::Label
        | Role::Attribution
        | Role::CodeBlock
        | Role::CalloutTitle
        | Role::Source
        | Role::Reference
        | Role::Link
        | Role::Span
        | Role::Emphasis
        | Role::Strong
        | Role::Strikethrough
        | Role::Subscript
        | Role::Superscript
        | Role::Underline
        | Role::SmallCaps
        | Role::Highlight
        | Role::Code
        | Role::Keyboard => true,
        Role::Document
        | Role::Section
        | Role::Front
        | Role::List
        | Role::ListItem
        | Role::ListBody
        | Role::Definitions
        | Role::Quote
        | Role::Callout
        | Role::Timeline
        | Role::Table
        | Role::TableHead
        | Role::TableBody
        | Role::TableRow
        | Role::HeaderCell
        | Role::DataCell
        | Role::Figure
        | Role::FigureGroup
        | Role::Caption
        | Role::Note
        | Role::Contents
        | Role::ContentsEntry
        | Role::Landscape
        | Role::Colophon => false,
    }
}
