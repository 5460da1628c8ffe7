//! Tables as the forms of structured documents.

use super::blocks::Writer;
use super::inlines::spell_width;
use crate::model::{Align, Cell, Column, Extent, Row, Table};
use crate::read::forms::{
    AlignForm, CellForm, ColumnForm, ExtentForm, Many, RowForm, Short, TableForm, Text,
};

impl<'d> Writer<'d> {
    /// A table.
    pub(super) fn table_form(
        &mut self,
        table: &'d Table,
        (label, lang): (Option<Text>, Option<Text>),
    ) -> TableForm {
        let caption = self.text(&table.caption);
        let head = table.head.iter().map(|row| self.row_form(row)).collect();
        let body = table.body.iter().map(|row| self.row_form(row)).collect();
        TableForm {
            caption,
            columns: Many(column_forms(table)),
            head: Many(head),
            body: Many(body),
            row_headers: table.row_headers,
            note: self.text(&table.note),
            source: self.text(&table.source),
            extent: extent_form(table.extent),
            label,
            lang,
        }
    }

    fn row_form(&mut self, row: &'d Row) -> RowForm {
        Many(row.cells.iter().map(|cell| Short(self.cell_form(cell)).into()).collect()).into()
    }

    fn cell_form(&mut self, cell: &'d Cell) -> CellForm {
        let reach = |count: usize| (count != 1).then(|| count.into());
        CellForm {
            content: self.content(&cell.blocks),
            columns: reach(cell.columns),
            rows: reach(cell.rows),
            align: cell.align.map(align_form),
        }
    }
}

/// The columns up to the last of which something is said; all of them where no row reaches the last.
fn column_forms(table: &Table) -> Vec<ColumnForm> {
    let width = |row: &Row| row.cells.iter().map(|cell| cell.columns).sum::<usize>();
    let reached = table.head.iter().chain(&table.body).map(width).max().unwrap_or(0);
    let said = table.columns.iter().rposition(|column| *column != Column::default()).map_or(0, |at| at + 1);
    let count = if reached < table.columns.len() { table.columns.len() } else { said };
    table.columns[..count].iter().map(column_form).collect()
}

fn column_form(column: &Column) -> ColumnForm {
    let width = column.width.map(|width| spell_width(width).into());
    ColumnForm { align: align_form(column.align), width }
}

fn extent_form(extent: Extent) -> ExtentForm {
    match extent {
        Extent::Column => ExtentForm::Column,
        Extent::Landscape => ExtentForm::Landscape,
    }
}

fn align_form(align: Align) -> AlignForm {
    match align {
        Align::Start => AlignForm::Start,
        Align::Center => AlignForm::Center,
        Align::End => AlignForm::End,
    }
}
