//! Pipe tables, and what the line of a caption says of a table.

use std::ops::Range;

use comrak::nodes::{Node, NodeTable, NodeValue, TableAlignment};

use super::Reader;
use super::atoms::Walk;
use super::attributes::{Attributes, Word};
use super::blocks;
use super::part::Part;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Align, Block, BlockKind, Cell, Column, Extent, Inline, Label, Row, Table, Width};

/// A caption's paragraph, and what of it is caption and attributes.
pub(super) struct Caption<'n> {
    pub(super) node: Node<'n>,
    pub(super) range: Range<usize>,
}

/// The caption in a paragraph that begins with `: ` or `Table: `.
pub(super) fn caption_line<'n>(part: &Part, node: Node<'n>) -> Option<Caption<'n>> {
    if !matches!(node.data().value, NodeValue::Paragraph) {
        return None;
    }
    let range = part.range(node.data().sourcepos);
    let text = &part.text[range.clone()];
    let rest = [": ", "Table: ", "table: "].iter().find_map(|sign| text.strip_prefix(sign))?;
    Some(Caption { node, range: range.end - rest.len()..range.end })
}

impl Reader<'_> {
    /// A pipe table with its caption.
    pub(super) fn table(&mut self, part: &Part, node: Node<'_>, caption: Option<Caption<'_>>) -> Block {
        let NodeValue::Table(shape) = node.data().value.clone() else {
            return Block::new(BlockKind::Rule, part.span(part.range(node.data().sourcepos)));
        };
        let mut head = Vec::new();
        let mut body = Vec::new();
        for row in node.children() {
            let is_head = matches!(row.data().value, NodeValue::TableRow(true));
            let row = self.row(part, row);
            if !is_head {
                body.push(row);
            } else if row.cells.iter().any(|cell| !cell.blocks.is_empty()) {
                head.push(row);
            }
        }
        let table = Table {
            caption: Vec::new(),
            columns: columns(&shape, &body),
            head,
            body,
            row_headers: 0,
            note: Vec::new(),
            source: Vec::new(),
            extent: Extent::Column,
            number: None,
        };
        let mut block = Block::new(BlockKind::Table(table), part.span(part.range(node.data().sourcepos)));
        if let Some(caption) = caption {
            let mut attributes = Attributes::ending(&part.text, caption.range.clone()).unwrap_or_default();
            let has_none = attributes.range.is_empty();
            let end = if has_none { caption.range.end } else { attributes.range.start };
            let mut words = self.inlines(part, caption.node, caption.range.start..end);
            blocks::trim_end(&mut words);
            self.caption_table(&mut block, words, part, &mut attributes);
            self.leftovers(part, &attributes, "the caption of a table");
        }
        block
    }

    /// Gives a table its caption and what the attributes say of it.
    pub(super) fn caption_table(
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
        let BlockKind::Table(table) = &mut block.kind else { return };
        if !caption.is_empty() {
            table.caption = caption;
        }
        if let Some(word) = attributes.take("caption").or_else(|| attributes.take("tbl-cap")) {
            table.caption = self.fragment(part, word.range);
        }
        if let Some(word) = attributes.take("source") {
            table.source = self.fragment(part, word.range);
        }
        if let Some(word) = attributes.take("note") {
            table.note = self.fragment(part, word.range);
        }
        let headers = attributes.take("row-headers").or_else(|| attributes.take("header-cols"));
        if let Some(count) = headers.and_then(|word| self.number(part, &word)) {
            table.row_headers = usize::min(count, table.columns.len());
        }
        if let Some(word) = attributes.take("tbl-colwidths").or_else(|| attributes.take("widths")) {
            self.widths(part, &word, &mut table.columns);
        }
        if let Some(word) = attributes.take("aligns") {
            self.aligns(part, &word, &mut table.columns);
        }
        if attributes.take_class("landscape") {
            table.extent = Extent::Landscape;
        }
    }

    /// Widths as in `[40,60]`: shares of what they sum up to, or of a hundred where that is more.
    fn widths(&mut self, part: &Part, word: &Word, columns: &mut [Column]) {
        let list = word.text.trim().trim_start_matches('[').trim_end_matches(']');
        let numbers: Option<Vec<f64>> = list
            .split(',')
            .map(|number| number.trim().trim_end_matches('%').parse().ok())
            .map(|number: Option<f64>| number.filter(|number| number.is_finite() && *number > 0.0))
            .collect();
        match numbers {
            Some(numbers) if numbers.len() == columns.len() => {
                let is_percent = word.text.contains('%') || numbers.iter().all(|number| *number >= 2.0);
                let sum: f64 = numbers.iter().sum();
                let whole = if is_percent && sum < 100.0 { 100.0 } else { sum };
                for (column, number) in columns.iter_mut().zip(numbers) {
                    column.width = Some(Width::Share(number / whole));
                }
            }
            Some(numbers) => {
                let message = format!("{} widths for {} columns", numbers.len(), columns.len());
                self.fault(Diagnostic::new(Code::BadAttribute, part.span(word.range.clone()), message));
            }
            None if word.text.trim() == "auto" => {}
            None => {
                let message = format!("`{}` is no list of widths", word.text);
                self.fault(
                    Diagnostic::new(Code::BadAttribute, part.span(word.range.clone()), message)
                        .with_help("write one number for each column, as in `[40,60]`"),
                );
            }
        }
    }

    fn aligns(&mut self, part: &Part, word: &Word, columns: &mut [Column]) {
        let names = word.text.split(',').map(str::trim).filter(|name| !name.is_empty());
        for (column, name) in columns.iter_mut().zip(names) {
            column.align = self.align_named(part, name, word.range.clone()).unwrap_or_default();
        }
    }

    /// An alignment by its name or the first letter of it.
    pub(super) fn align_named(&mut self, part: &Part, name: &str, range: Range<usize>) -> Option<Align> {
        match name {
            "l" | "left" | "start" | "d" | "default" => Some(Align::Start),
            "c" | "center" | "centre" => Some(Align::Center),
            "r" | "right" | "end" => Some(Align::End),
            _ => {
                let message = format!("`{name}` is no alignment");
                self.fault(
                    Diagnostic::new(Code::BadAttribute, part.span(range), message)
                        .with_help("it is `left`, `center` or `right`"),
                );
                None
            }
        }
    }

    fn row(&mut self, part: &Part, row: Node<'_>) -> Row {
        let range = part.range(row.data().sourcepos);
        let ranges = split(&part.text, range.clone());
        let mut nodes = row.children();
        // comrak fills short rows up and cuts long ones off; the author's own cells count here.
        let cells = ranges.into_iter().map(|range| {
            let content = match nodes.next() {
                Some(node) => self.walked(&mut Walk::in_cell(part, range.clone()), node),
                None => self.fragment(part, range.clone()),
            };
            let blocks = blocks::paragraph_of(content, part, range.clone()).into_iter().collect();
            cell(blocks, part.span(range))
        });
        Row { cells: cells.collect(), span: part.span(range) }
    }
}

/// A cell that covers one place.
pub(super) fn cell(blocks: Vec<Block>, span: crate::source::Span) -> Cell {
    Cell { blocks, columns: 1, rows: 1, align: None, span, column: 0 }
}

/// As many columns as the widest row has cells.
fn columns(shape: &NodeTable, body: &[Row]) -> Vec<Column> {
    let widest = body.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let aligns = shape.alignments.iter().map(|align| match align {
        TableAlignment::None | TableAlignment::Left => Align::Start,
        TableAlignment::Center => Align::Center,
        TableAlignment::Right => Align::End,
    });
    let missing = widest.saturating_sub(shape.alignments.len());
    aligns
        .chain(std::iter::repeat_n(Align::Start, missing))
        .map(|align| Column { align, width: None })
        .collect()
}

/// The ranges of the cells in a row, without the white space around them.
fn split(text: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let whole = &text[row.clone()];
    let base = row.start + (whole.len() - whole.trim_start().len());
    let line = whole.trim();
    let mut cells = Vec::new();
    let mut from = usize::from(line.starts_with('|'));
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate().skip(from) {
        if escaped {
            escaped = false;
        } else if byte == b'\\' {
            escaped = true;
        } else if byte == b'|' {
            cells.push(from..at);
            from = at + 1;
        }
    }
    if from < line.len() {
        cells.push(from..line.len());
    }
    cells
        .into_iter()
        .map(|cell| {
            let words = &line[cell.clone()];
            let start = base + cell.start + (words.len() - words.trim_start().len());
            start..(start + words.trim().len())
        })
        .collect()
}
