//! Tables and figures.

use std::ops::Range;

use super::Build;
use crate::model::{
    Align, BlockKind, Cell, Column, Extent, Figure, FigureContent, Picture, Row, Table, Width,
};
use crate::read::markdown::{MOST_COLUMNS, Reader, count_columns, parse_width};
use crate::read::structured::form::{
    AlignForm, CellForm, ColumnForm, ExtentForm, FigureForm, RowForm, TableForm, Text,
};
use crate::read::structured::placed::Placed;
use crate::read::structured::short::Short;

impl From<AlignForm> for Align {
    fn from(form: AlignForm) -> Self {
        match form {
            AlignForm::Start => Self::Start,
            AlignForm::Center => Self::Center,
            AlignForm::End => Self::End,
        }
    }
}

impl From<ExtentForm> for Extent {
    fn from(form: ExtentForm) -> Self {
        match form {
            ExtentForm::Column => Self::Column,
            ExtentForm::Landscape => Self::Landscape,
        }
    }
}

impl Build<'_> {
    pub(super) fn table(self, reader: &mut Reader<'_>, form: &TableForm) -> BlockKind {
        let head: Vec<Row> = form.head.0.iter().map(|row| self.row(reader, row)).collect();
        let body: Vec<Row> = form.body.0.iter().map(|row| self.row(reader, row)).collect();
        let mut columns: Vec<Column> = form.columns.0.iter().map(|form| self.column(reader, form)).collect();
        let count = count_columns(head.iter().chain(&body)).min(MOST_COLUMNS);
        columns.resize(count.max(columns.len()), Column::default());
        BlockKind::Table(Table {
            caption: self.words(reader, &form.caption),
            row_headers: form.row_headers.min(columns.len()),
            columns,
            head,
            body,
            note: self.words(reader, &form.note),
            source: self.words(reader, &form.source),
            extent: form.extent.into(),
            number: None,
        })
    }

    fn row(self, reader: &mut Reader<'_>, row: &RowForm) -> Row {
        let cells = row.value.0.iter().map(|cell| self.cell(reader, cell));
        Row { cells: cells.collect(), span: self.span(&row.range) }
    }

    fn cell(self, reader: &mut Reader<'_>, cell: &Placed<Short<CellForm>>) -> Cell {
        let Placed { value: Short(form), range } = cell;
        Cell {
            blocks: self.content(reader, &form.content),
            columns: self.reach(reader, form.columns.as_ref()),
            rows: self.reach(reader, form.rows.as_ref()),
            align: form.align.map(Align::from),
            span: self.span(range),
            column: 0,
        }
    }

    /// How many columns or rows a cell covers.
    fn reach(self, reader: &mut Reader<'_>, count: Option<&Placed<usize>>) -> usize {
        let Some(Placed { value, range }) = count else { return 1 };
        if !(1..=MOST_COLUMNS).contains(value) {
            let message = format!("a cell cannot cover {value} places");
            self.fault(reader, range, message, "write a number from 1 on");
            return 1;
        }
        *value
    }

    fn column(self, reader: &mut Reader<'_>, form: &ColumnForm) -> Column {
        Column { align: form.align.into(), width: self.width(reader, form.width.as_ref()) }
    }

    fn width(self, reader: &mut Reader<'_>, text: Option<&Text>) -> Option<Width> {
        let text = text?;
        let width = parse_width(&text.value);
        if width.is_none() {
            let help = "write a share such as `60%`, or a length in cm, mm, in, pt or px";
            self.fault(reader, &text.range, format!("`{}` is no width", text.value), help);
        }
        width
    }

    pub(super) fn figure(
        self,
        reader: &mut Reader<'_>,
        form: &FigureForm,
        range: &Range<usize>,
    ) -> BlockKind {
        let content = if let Some(image) = &form.image {
            FigureContent::Picture(self.picture(reader, form, image))
        } else {
            self.check_blocks(reader, form, range);
            FigureContent::Blocks(self.content(reader, &form.content))
        };
        if form.image.is_some() && !form.content.is_empty() {
            let message = "a figure shows an image or blocks, not both".to_owned();
            self.fault(reader, range, message, "put the blocks before or behind it");
        }
        BlockKind::Figure(Figure {
            content,
            caption: self.words(reader, &form.caption),
            source: self.words(reader, &form.source),
            credit: self.words(reader, &form.credit),
            number: None,
        })
    }

    fn picture(self, reader: &mut Reader<'_>, form: &FigureForm, image: &Text) -> Picture {
        let alt = reader.plain_words(&self.part(&form.alt));
        let picture = reader.picture(image.value.trim(), alt, self.span(&image.range));
        let width = self.width(reader, form.width.as_ref());
        Picture { decorative: form.decorative, width, ..picture }
    }

    /// Says what is wrong with a figure without an image.
    fn check_blocks(self, reader: &mut Reader<'_>, form: &FigureForm, range: &Range<usize>) {
        if form.content.is_empty() {
            let message = "this figure shows nothing".to_owned();
            self.fault(reader, range, message, "give it an `image`, or blocks as its `content`");
        } else if form.decorative || form.width.is_some() || !form.alt.value.is_empty() {
            let message = "`alt`, `decorative` and `width` belong to an image, and this figure has none";
            self.fault(reader, range, message.to_owned(), "take them away");
        }
    }
}
