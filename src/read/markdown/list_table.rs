//! Tables written as a list of lists, for cells that hold blocks or cover several places.

use comrak::nodes::{Node, NodeValue};

use super::attributes::Attributes;
use super::part::Part;
use super::{Reader, blocks, tables};
use crate::model::{Block, BlockKind, Cell, Column, Extent, Inline, Row, Table};
use crate::source::Span;

/// What to do where a list table is not one.
const HELP: &str = "each row is an item that holds a list, and each cell is an item of that";

/// How many columns a table may have: far more than fit, and few enough that a slip costs nothing.
pub(in crate::read) const MOST_COLUMNS: usize = 1000;

impl Reader<'_> {
    /// `::: {.list-table}`: a list of rows, each a list of cells; a paragraph before it is the caption. `written` holds
    /// the attributes.
    pub(super) fn list_table(
        &mut self,
        part: &Part,
        node: Node<'_>,
        written: &Part,
        attributes: &mut Attributes,
        span: Span,
        opening: Span,
    ) -> Vec<Block> {
        let mut caption: Vec<Inline> = Vec::new();
        let mut rows: Option<Vec<Row>> = None;
        for child in node.children() {
            let range = part.range(child.data().sourcepos);
            if rows.is_some() {
                self.bad_block(part.span(range), "nothing may follow the rows of a list table", HELP);
            } else if matches!(child.data().value, NodeValue::List(_)) {
                rows = Some(child.children().map(|row| self.list_row(part, row)).collect());
            } else if matches!(child.data().value, NodeValue::Paragraph) && caption.is_empty() {
                caption = self.inlines(part, child, range);
            } else {
                self.bad_block(part.span(range), "this has no place in a list table", HELP);
            }
        }
        let Some(mut body) = rows.filter(|rows| !rows.is_empty()) else {
            self.bad_block(opening, "this list table holds no rows", HELP);
            return self.blocks(part, node);
        };
        let count = attributes.take("header-rows").and_then(|word| self.number(written, &word));
        let behind = body.split_off(count.unwrap_or(1).min(body.len()));
        let columns = count_columns(body.iter().chain(&behind)).min(MOST_COLUMNS);
        let table = Table {
            caption: Vec::new(),
            columns: vec![Column::default(); columns],
            head: body,
            body: behind,
            row_headers: 0,
            note: Vec::new(),
            source: Vec::new(),
            extent: Extent::Column,
            number: None,
        };
        let mut block = Block::new(BlockKind::Table(table), span);
        self.caption_table(&mut block, caption, written, attributes);
        vec![block]
    }

    fn list_row(&mut self, part: &Part, row: Node<'_>) -> Row {
        let span = part.span(part.range(row.data().sourcepos));
        let mut cells = Vec::new();
        for child in row.children() {
            if matches!(child.data().value, NodeValue::List(_)) {
                cells.extend(child.children().map(|item| self.list_cell(part, item)));
            } else {
                let span = part.span(part.range(child.data().sourcepos));
                self.bad_block(span, "a row of a list table holds a list of cells and nothing else", HELP);
                cells.push(tables::cell(self.sequence(part, &[child]), span));
            }
        }
        Row { cells, span }
    }

    fn list_cell(&mut self, part: &Part, item: Node<'_>) -> Cell {
        let range = part.range(item.data().sourcepos);
        let nodes: Vec<Node<'_>> = item.children().collect();
        let first = nodes.first().filter(|node| matches!(node.data().value, NodeValue::Paragraph));
        let own = first.and_then(|node| {
            let range = part.range(node.data().sourcepos);
            let bracket = part.text[range.clone()].starts_with("[]{").then_some(range.start + 2)?;
            Some((*node, Attributes::parse(&part.text, bracket, range.end)?, range.end))
        });
        let span = part.span(range);
        let Some((node, mut attributes, end)) = own else {
            return tables::cell(self.sequence(part, &nodes), span);
        };
        let words = attributes.range.end..end;
        let content = self.inlines(part, node, words.clone());
        let mut inner: Vec<Block> = blocks::paragraph_of(content, part, words).into_iter().collect();
        inner.extend(self.sequence(part, &nodes[1..]));
        let mut cell = tables::cell(inner, span);
        for (key, place) in [("colspan", &mut cell.columns), ("rowspan", &mut cell.rows)] {
            if let Some(count) = attributes.take(key).and_then(|word| self.number(part, &word)) {
                *place = usize::clamp(count, 1, MOST_COLUMNS);
            }
        }
        if let Some(word) = attributes.take("align") {
            cell.align = self.align_named(part, &word.text, word.range);
        }
        self.leftovers(part, &attributes, "a cell");
        cell
    }
}

/// How many columns rows cover, the cells that reach down into them counted.
pub(in crate::read) fn count_columns<'r>(rows: impl Iterator<Item = &'r Row>) -> usize {
    let mut most = 0;
    // For every cell that reaches down: its columns, and how many more rows it covers.
    let mut reaching: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        let above: usize = reaching.iter().map(|(columns, _)| columns).sum();
        let own: usize = row.cells.iter().map(|cell| cell.columns).sum();
        most = most.max(above + own);
        reaching.retain_mut(|(_, rows)| {
            *rows -= 1;
            *rows > 0
        });
        reaching
            .extend(row.cells.iter().filter(|cell| cell.rows > 1).map(|cell| (cell.columns, cell.rows - 1)));
    }
    most
}
