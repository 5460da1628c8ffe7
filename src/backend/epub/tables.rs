//! Tables, as markup.

use std::collections::BTreeMap;

use super::writer::{Place, Writer};
use super::xhtml::{Markup, Tag, tag};
use crate::layout::page_map::PageStart;
use crate::model::theme::Part;
use crate::model::{Align, Block, Cell, Row, Table, Width};

impl<'a> Writer<'a> {
    /// Writes a table; `pages` holds the pages that begin before a row of its body.
    pub(super) fn table(
        &mut self,
        block: &'a Block,
        table: &'a Table,
        place: Place<'a>,
        pages: BTreeMap<usize, Vec<&'a PageStart>>,
    ) {
        let (element, inside) = self.open(tag("div").class("table"), block, place);
        self.block_element(element, |out| {
            out.line();
            out.block_element(tag("div").class("scroll"), |out| out.grid(table, inside, pages));
            let terms = out.document.terms;
            out.remark(terms.note, &table.note, inside);
            out.remark(terms.source, &table.source, inside);
        });
    }

    fn grid(&mut self, table: &'a Table, place: Place<'a>, mut pages: BTreeMap<usize, Vec<&'a PageStart>>) {
        self.block_element(tag("table"), |out| {
            out.line();
            if table.number.is_some() || !table.caption.is_empty() {
                let term = out.document.terms.table;
                out.block_element(tag("caption"), |out| {
                    out.caption(term, table.number.as_deref(), &table.caption, place);
                });
            }
            out.columns(table);
            if !table.head.is_empty() {
                out.block_element(tag("thead"), |out| {
                    out.line();
                    for row in &table.head {
                        out.row(table, row, true, Vec::new(), place);
                    }
                });
            }
            out.block_element(tag("tbody"), |out| {
                out.line();
                let mut starts = Vec::new();
                for (index, row) in table.body.iter().enumerate() {
                    starts.extend(pages.remove(&index).unwrap_or_default());
                    // A row whose places are all covered from above has no cell to hold a mark.
                    let here = if row.cells.is_empty() { Vec::new() } else { std::mem::take(&mut starts) };
                    out.row(table, row, false, here, place);
                }
            });
        });
        for start in pages.into_values().flatten() {
            self.page_mark(start);
        }
    }

    /// The widths that the author gave, as shares.
    fn columns(&mut self, table: &Table) {
        if table.columns.iter().all(|column| column.width.is_none()) {
            return;
        }
        let measure = self.theme.page.measure;
        self.block_element(tag("colgroup"), |out| {
            for column in &table.columns {
                let share = column.width.map(|width| match width {
                    Width::Points(points) => points / measure,
                    Width::Share(share) => share,
                });
                let style = share
                    .filter(|share| *share > 0.0 && *share <= 1.0)
                    .map(|share| format!("width: {:.1}%", share * 100.0));
                out.void(tag("col").maybe("style", style.as_deref()));
            }
        });
    }

    fn row(
        &mut self,
        table: &'a Table,
        row: &'a Row,
        head: bool,
        mut starts: Vec<&'a PageStart>,
        place: Place<'a>,
    ) {
        self.block_element(tag("tr"), |out| {
            for cell in &row.cells {
                out.cell(table, cell, head, &mut starts, place);
            }
        });
    }

    fn cell(
        &mut self,
        table: &'a Table,
        cell: &'a Cell,
        head: bool,
        starts: &mut Vec<&'a PageStart>,
        place: Place<'a>,
    ) {
        let names_row = !head && cell.column < table.row_headers;
        // A head cell without words names nothing.
        let names = (head || names_row) && !cell.blocks.is_empty();
        let scope = if head { "col" } else { "row" };
        let element = if names { tag("th").with("scope", scope) } else { tag("td") };
        let part = if head || names_row { Part::TableHead } else { Part::TableText };
        let place = Place { plain: names, ..place.under(part) };
        self.element(self.cell_tag(table, cell, element), |out| {
            for start in starts.drain(..) {
                out.page_mark(start);
            }
            out.close_blocks(&cell.blocks, cell.blocks.len() == 1, place);
        });
    }

    fn cell_tag(&self, table: &Table, cell: &Cell, element: Tag) -> Tag {
        let span = |number: usize| (number > 1).then(|| number.to_string());
        let align = cell.align.or_else(|| table.columns.get(cell.column).map(|column| column.align));
        let class = match align.unwrap_or_default() {
            Align::Start => None,
            Align::Center => Some("center"),
            Align::End => Some("end"),
        };
        element
            .maybe("colspan", span(cell.columns).as_deref())
            .maybe("rowspan", span(cell.rows).as_deref())
            .maybe("class", class)
    }
}
