//! Lists, definitions and timelines as Markdown.

use super::blocks::{NOTHING, Writer, info};
use crate::model::{Block, BlockKind, Definition, Event, List, ListItem, ListKind, NumberStyle};

/// The largest number that may open an item.
const MOST: u32 = 999_999_999;

/// The sign of the items of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `-`
    Hyphen,
    /// `*`
    Star,
    /// `1.`
    Stop,
    /// `1)`
    Bracket,
}

impl Marker {
    /// The marker of a list behind one with another, so that they stay two lists.
    fn of(kind: ListKind, before: Option<Self>) -> Self {
        match kind {
            ListKind::Bullet | ListKind::Task if before == Some(Self::Hyphen) => Self::Star,
            ListKind::Bullet | ListKind::Task => Self::Hyphen,
            ListKind::Numbered { .. } if before == Some(Self::Stop) => Self::Bracket,
            ListKind::Numbered { .. } => Self::Stop,
        }
    }

    fn lead(self, number: u32) -> String {
        match self {
            Self::Hyphen => "- ".to_owned(),
            Self::Star => "* ".to_owned(),
            Self::Stop => format!("{number}. "),
            Self::Bracket => format!("{number}) "),
        }
    }
}

impl<'d> Writer<'d> {
    /// A list; `before` is the marker of the list before, and becomes that of this one.
    pub(super) fn list(&mut self, list: &'d List, names: Vec<String>, before: &mut Option<Marker>) -> String {
        let mut attributes = names;
        let mut first = 1;
        if let ListKind::Numbered { start, style } = list.kind {
            attributes.extend(style_name(style).map(|name| format!("style={name}")));
            if start > MOST {
                attributes.push(format!("start={start}"));
            } else {
                first = start;
            }
        }
        if attributes.is_empty() {
            let marker = Marker::of(list.kind, *before);
            *before = Some(marker);
            return self.items(list, marker, first);
        }
        *before = None;
        let marker = Marker::of(list.kind, None);
        self.fenced(&info("list", &attributes), |writer| writer.items(list, marker, first))
    }

    fn items(&mut self, list: &'d List, marker: Marker, first: u32) -> String {
        let is_crowded = list.tight && list.items.iter().any(|item| paragraphs(item) > 1);
        let mut items = Vec::with_capacity(list.items.len());
        for (item, number) in list.items.iter().zip(first..) {
            let parts = self.item(item, marker);
            let body = if is_crowded { parts.join(&format!("\n{NOTHING}\n")) } else { joined(item, &parts) };
            let lead = marker.lead(number.min(MOST));
            items.push(hang(&lead, lead.len(), &body));
        }
        items.join(if list.tight { "\n" } else { "\n\n" })
    }

    /// The blocks of an item, the first behind its box if it has one.
    fn item(&mut self, item: &'d ListItem, marker: Marker) -> Vec<String> {
        let Some(done) = item.done else { return self.sequence(&item.blocks, Some(marker)) };
        let sign = if done { "[x]" } else { "[ ]" };
        let mut parts = self.sequence(&item.blocks, None);
        match (item.blocks.first(), parts.first_mut()) {
            (Some(Block { kind: BlockKind::Paragraph(_), label: None, language: None, .. }), Some(text)) => {
                *text = format!("{sign} {text}");
            }
            _ => parts.insert(0, format!("{sign} {NOTHING}")),
        }
        parts
    }

    /// Terms with their definitions.
    pub(super) fn definitions(&mut self, list: &'d [Definition]) -> String {
        let mut entries = Vec::with_capacity(list.len());
        for entry in list {
            let mut text = self.paragraph(&entry.term);
            for meaning in &entry.meanings {
                text += "\n";
                text += &hang(": ", 2, &self.blocks_or_nothing(meaning));
            }
            entries.push(text);
        }
        entries.join("\n\n")
    }

    /// The entries of a timeline.
    pub(super) fn events(&mut self, events: &'d [Event]) -> String {
        let mut entries = Vec::with_capacity(events.len());
        for event in events {
            let date = self.paragraph(&event.date);
            let body = hang(": ", 2, &self.blocks_or_nothing(&event.blocks));
            entries.push(format!("{date}\n{body}"));
        }
        entries.join("\n\n")
    }
}

/// A text behind a sign, its further lines under its start.
pub(super) fn hang(lead: &str, width: usize, body: &str) -> String {
    if body.is_empty() {
        return lead.trim_end().to_owned();
    }
    let mut out = String::from(lead);
    for (at, line) in body.split('\n').enumerate() {
        // `- ---` would be a rule and no item.
        let line = if at == 0 && line == "---" { "___" } else { line };
        if at > 0 {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', if line.is_empty() { 0 } else { width }));
        }
        out.push_str(line);
    }
    out
}

/// The blocks of an item with blank lines between; but a list stands close below its paragraph where it can.
fn joined(item: &ListItem, parts: &[String]) -> String {
    let is_close = parts.len() == 2
        && item.blocks.len() == 2
        && matches!(item.blocks[0].kind, BlockKind::Paragraph(_))
        && matches!(item.blocks[1].kind, BlockKind::List(_))
        && (parts[1].starts_with("- ") || parts[1].starts_with("1. "));
    parts.join(if is_close { "\n" } else { "\n\n" })
}

fn paragraphs(item: &ListItem) -> usize {
    item.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count()
}

fn style_name(style: NumberStyle) -> Option<&'static str> {
    match style {
        NumberStyle::Decimal => None,
        NumberStyle::LowerAlpha => Some("lower-alpha"),
        NumberStyle::UpperAlpha => Some("upper-alpha"),
        NumberStyle::LowerRoman => Some("lower-roman"),
        NumberStyle::UpperRoman => Some("upper-roman"),
    }
}
