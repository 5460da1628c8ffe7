//! A document as the HTML that `CommonMark`'s specification gives for it.

use std::fmt::Write;

use triplicate::model::{
    Align, Block, BlockKind, Cell, Code, Document, Figure, FigureContent, Inline, InlineKind, List, ListItem,
    ListKind, Picture, Row, Table, walk,
};

/// The body of a document.
pub(crate) fn of(document: &Document) -> String {
    let mut html = String::new();
    blocks(&document.blocks, false, &mut html);
    html
}

fn blocks(list: &[Block], tight: bool, out: &mut String) {
    for one in list {
        block(one, tight, out);
    }
}

fn block(block: &Block, tight: bool, out: &mut String) {
    match &block.kind {
        BlockKind::Heading(heading) => element(&format!("h{}", heading.level), &heading.content, out),
        BlockKind::Paragraph(content) if tight => {
            inlines(content, out);
            out.push('\n');
        }
        BlockKind::Paragraph(content) => element("p", content, out),
        BlockKind::List(list) => self::list(list, out),
        BlockKind::Quote(quote) => {
            *out += "<blockquote>";
            blocks(&quote.blocks, false, out);
            inlines(&quote.attribution, out);
            *out += "</blockquote>";
        }
        BlockKind::Code(code) => self::code(code, out),
        BlockKind::Table(table) => self::table(table, out),
        BlockKind::Figure(figure) => self::figure(figure, tight, out),
        BlockKind::Rule => *out += "<hr />",
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                element("dt", &definition.term, out);
                definition.meanings.iter().for_each(|meaning| blocks(meaning, false, out));
            }
        }
        BlockKind::Callout(callout) => {
            *out += "<aside>";
            blocks(&callout.blocks, false, out);
        }
        BlockKind::Timeline(events) => {
            for event in events {
                element("time", &event.date, out);
                blocks(&event.blocks, false, out);
            }
        }
        BlockKind::PageBreak => *out += "<page-break>",
        BlockKind::Contents(_) => *out += "<nav>",
        BlockKind::Landscape(inner) => blocks(inner, false, out),
    }
}

fn element(name: &str, content: &[Inline], out: &mut String) {
    let _ = write!(out, "<{name}>");
    inlines(content, out);
    let _ = write!(out, "</{name}>");
}

fn list(list: &List, out: &mut String) {
    let (open, close) = match list.kind {
        ListKind::Bullet | ListKind::Task => ("<ul>".to_owned(), "</ul>"),
        ListKind::Numbered { start: 1, .. } => ("<ol>".to_owned(), "</ol>"),
        ListKind::Numbered { start, .. } => (format!("<ol start=\"{start}\">"), "</ol>"),
    };
    *out += &open;
    for ListItem { blocks: inner, done, .. } in &list.items {
        *out += "<li>";
        match done {
            Some(true) => *out += "<input checked=\"\" disabled=\"\" type=\"checkbox\" /> ",
            Some(false) => *out += "<input disabled=\"\" type=\"checkbox\" /> ",
            None => {}
        }
        blocks(inner, list.tight, out);
        *out += "</li>";
    }
    *out += close;
}

fn code(code: &Code, out: &mut String) {
    match &code.syntax {
        Some(syntax) => {
            let _ = write!(out, "<pre><code class=\"language-{}\">", escaped(syntax));
        }
        None => *out += "<pre><code>",
    }
    *out += &escaped(&code.text);
    *out += "</code></pre>";
}

fn table(table: &Table, out: &mut String) {
    *out += "<table><thead>";
    let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
    table.head.iter().for_each(|row| self::row(row, "th", &aligns, out));
    *out += "</thead><tbody>";
    table.body.iter().for_each(|row| self::row(row, "td", &aligns, out));
    *out += "</tbody></table>";
}

fn row(row: &Row, name: &str, aligns: &[Align], out: &mut String) {
    *out += "<tr>";
    for (index, Cell { blocks: inner, align, .. }) in row.cells.iter().enumerate() {
        let column = aligns.get(index).copied().unwrap_or_default();
        let style = match align.unwrap_or(column) {
            Align::Start => "",
            Align::Center => " style=\"text-align: center\"",
            Align::End => " style=\"text-align: right\"",
        };
        let _ = write!(out, "<{name}{style}>");
        blocks(inner, true, out);
        let _ = write!(out, "</{name}>");
    }
    *out += "</tr>";
}

/// A picture alone is a paragraph with an image, its caption the image's title.
fn figure(figure: &Figure, tight: bool, out: &mut String) {
    let title = walk::plain_text(&figure.caption);
    match &figure.content {
        FigureContent::Picture(picture) if tight => image(picture, &title, out),
        FigureContent::Picture(picture) => {
            *out += "<p>";
            image(picture, &title, out);
            *out += "</p>";
        }
        FigureContent::Blocks(inner) => {
            *out += "<figure>";
            blocks(inner, false, out);
        }
    }
}

fn image(picture: &Picture, title: &str, out: &mut String) {
    let address = picture.address.as_deref().unwrap_or_default();
    let _ = write!(out, "<img src=\"{}\" alt=\"{}\"", encoded(address), escaped(&picture.alt));
    if !title.is_empty() {
        let _ = write!(out, " title=\"{}\"", escaped(title));
    }
    *out += " />";
}

fn inlines(list: &[Inline], out: &mut String) {
    for one in list {
        inline(&one.kind, out);
    }
}

fn inline(kind: &InlineKind, out: &mut String) {
    match kind {
        InlineKind::Text(text) => *out += &escaped(text),
        InlineKind::Emphasis(content) => element("em", content, out),
        InlineKind::Strong(content) => element("strong", content, out),
        InlineKind::Strikethrough(content) => element("del", content, out),
        InlineKind::Subscript(content) => element("sub", content, out),
        InlineKind::Superscript(content) => element("sup", content, out),
        InlineKind::Underline(content) => element("u", content, out),
        InlineKind::SmallCaps(content) | InlineKind::Language(_, content) => element("span", content, out),
        InlineKind::Highlight(content) => element("mark", content, out),
        InlineKind::Code(text) => {
            let _ = write!(out, "<code>{}</code>", escaped(text));
        }
        InlineKind::Keyboard(text) => {
            let _ = write!(out, "<kbd>{}</kbd>", escaped(text));
        }
        InlineKind::Link(link) => anchor(&link.target, link.title.as_deref(), &link.content, out),
        InlineKind::Reference(reference) => {
            anchor(&format!("#{}", reference.label.as_str()), None, &reference.content, out);
        }
        InlineKind::Note(note) => {
            *out += "<aside>";
            blocks(&note.blocks, false, out);
        }
        InlineKind::Image(picture) => image(picture, "", out),
        InlineKind::LineBreak => *out += "<br />",
    }
}

fn anchor(target: &str, title: Option<&str>, content: &[Inline], out: &mut String) {
    let _ = write!(out, "<a href=\"{}\"", encoded(target));
    if let Some(title) = title {
        let _ = write!(out, " title=\"{}\"", escaped(title));
    }
    out.push('>');
    inlines(content, out);
    *out += "</a>";
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An address as the specification's program writes it: what no address can hold stands as percent codes.
fn encoded(address: &str) -> String {
    let mut text = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.+!*'(),%#@?=;:/&$~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    escaped(&text)
}
