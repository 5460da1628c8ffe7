//! Tables as Markdown: with bars where each cell is a line of text, else as a list of lists.

use std::fmt::Write as _;

use super::blocks::{Writer, info, with_attributes};
use super::escape::Place;
use super::inlines::{picture_attributes, shortest};
use super::lists::hang;
use crate::model::{Align, Block, BlockKind, Cell, Column, Extent, Figure, FigureContent, Row, Table, Width};

/// How many braces may stand in the attributes of a caption, so that the first of them is found.
const MOST_BRACES: usize = 6;

impl<'d> Writer<'d> {
    /// A table with its caption.
    pub(super) fn table(&mut self, table: &'d Table, names: Vec<String>) -> String {
        let kept = self.notes.list.len();
        if fits_bars(table)
            && let Some(text) = self.with_bars(table, &names)
        {
            return text;
        }
        self.notes.list.truncate(kept);
        self.list_table(table, names)
    }

    /// What attributes say of a table of either form.
    fn table_attributes(&mut self, table: &'d Table) -> Vec<String> {
        let headers = (table.row_headers > 0).then(|| format!("row-headers={}", table.row_headers));
        let mut attributes: Vec<String> = headers.into_iter().chain(widths(&table.columns)).collect();
        match table.extent {
            Extent::Column => {}
            Extent::Landscape => attributes.insert(0, ".landscape".to_owned()),
        }
        attributes.extend(self.attribute("note", &table.note));
        attributes.extend(self.attribute("source", &table.source));
        attributes
    }

    fn with_bars(&mut self, table: &'d Table, names: &[String]) -> Option<String> {
        let count = table.head.first().map_or(table.columns.len(), |row| row.cells.len());
        let mut lines = vec![match table.head.first() {
            Some(row) => self.bar_row(row)?,
            None => format!("|{}", "  |".repeat(count)),
        }];
        let delimiter = |column: &Column| match column.align {
            Align::Start => " --- |",
            Align::Center => " :-: |",
            Align::End => " --: |",
        };
        lines.push(format!("|{}", table.columns[..count].iter().map(delimiter).collect::<String>()));
        for row in &table.body {
            lines.push(self.bar_row(row)?);
        }
        let caption = self.paragraph(&table.caption);
        let mut attributes = names.to_vec();
        attributes.extend(self.table_attributes(table));
        if attributes.iter().map(|text| text.matches('{').count()).sum::<usize>() > MOST_BRACES {
            return None;
        }
        let caption = with_attributes(caption, &attributes);
        let text = lines.join("\n");
        Some(if caption.is_empty() { text } else { format!("{text}\n\n: {caption}") })
    }

    fn bar_row(&mut self, row: &'d Row) -> Option<String> {
        let mut line = String::from("|");
        for cell in &row.cells {
            let text = match cell.blocks.first().map(|block| &block.kind) {
                Some(BlockKind::Paragraph(content)) => self.line(content, Place::Free),
                Some(BlockKind::Figure(figure)) => self.bare_picture(figure)?,
                _ => String::new(),
            };
            // A backslash before a bar would belong to the bar.
            if text.contains("\\|") {
                return None;
            }
            let _ = write!(line, " {} |", text.replace('|', "\\|"));
        }
        Some(line)
    }

    /// The image of a figure that is nothing else.
    fn bare_picture(&self, figure: &Figure) -> Option<String> {
        let FigureContent::Picture(picture) = &figure.content else { return None };
        let start = super::inlines::picture_start(picture, self.images(), Place::Free);
        let attributes = picture_attributes(picture);
        let end = if attributes.is_empty() { String::new() } else { format!("{{{}}}", attributes.join(" ")) };
        Some(format!("{start}){end}"))
    }

    fn list_table(&mut self, table: &'d Table, names: Vec<String>) -> String {
        let mut attributes = names;
        attributes.push(format!("header-rows={}", table.head.len()));
        if table.columns.iter().any(|column| column.align != Align::Start) {
            let aligns: Vec<&str> = table.columns.iter().map(|column| align_name(column.align)).collect();
            attributes.push(format!("aligns=\"{}\"", aligns.join(",")));
        }
        attributes.extend(self.table_attributes(table));
        self.fenced(&info("list-table", &attributes), |writer| {
            let caption = writer.paragraph(&table.caption);
            let rows: Vec<String> =
                table.head.iter().chain(&table.body).map(|row| writer.list_row(row)).collect();
            let rows = rows.join("\n");
            if caption.is_empty() { rows } else { format!("{caption}\n\n{rows}") }
        })
    }

    fn list_row(&mut self, row: &'d Row) -> String {
        let cells: Vec<String> = row.cells.iter().map(|cell| hang("- ", 2, &self.list_cell(cell))).collect();
        hang("- ", 2, &cells.join("\n"))
    }

    fn list_cell(&mut self, cell: &'d Cell) -> String {
        let mut attributes = Vec::new();
        for (key, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if count != 1 {
                attributes.push(format!("{key}={count}"));
            }
        }
        attributes.extend(cell.align.map(|align| format!("align={}", align_name(align))));
        let parts = self.sequence(&cell.blocks, Some(super::lists::Marker::Hyphen));
        let text = parts.join("\n\n");
        if attributes.is_empty() && text.starts_with("[]{") {
            // An empty span at the start would be taken for what is said of the cell.
            attributes.push("colspan=1".to_owned());
        }
        if attributes.is_empty() {
            return text;
        }
        let goes_on = matches!(
            cell.blocks.first(),
            Some(Block { kind: BlockKind::Paragraph(_), label: None, language: None, .. })
        );
        let between = if goes_on { " " } else { "\n\n" };
        format!("[]{{{}}}{between}{text}", attributes.join(" ")).trim_end().to_owned()
    }
}

/// Whether every cell is a line of text and stands in a place of its own.
fn fits_bars(table: &Table) -> bool {
    let widest = table.body.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let rows = table.head.iter().chain(&table.body);
    let cells_fit = rows.clone().all(|row| !row.cells.is_empty() && row.cells.iter().all(fits_line));
    let columns = table.columns.len();
    let columns_fit = match &table.head[..] {
        [] => columns > 0 && widest <= columns,
        [head] => {
            let count = head.cells.len();
            count.max(widest) == columns
                && table.columns[count..].iter().all(|column| column.align == Align::Start)
                && head.cells.iter().any(|cell| !cell.blocks.is_empty())
        }
        _ => false,
    };
    cells_fit && columns_fit
}

fn fits_line(cell: &Cell) -> bool {
    let Cell { blocks, columns: 1, rows: 1, align: None, .. } = cell else { return false };
    match &blocks[..] {
        [] => true,
        [Block { kind, label: None, language: None, .. }] => match kind {
            BlockKind::Paragraph(_) => true,
            BlockKind::Figure(figure) => {
                matches!(figure.content, FigureContent::Picture(_))
                    && figure.caption.is_empty()
                    && figure.source.is_empty()
                    && figure.credit.is_empty()
            }
            BlockKind::Heading(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout(_)
            | BlockKind::Table(_)
            | BlockKind::Timeline(_)
            | BlockKind::Rule
            | BlockKind::PageBreak
            | BlockKind::Contents(_)
            | BlockKind::Landscape(_) => false,
        },
        _ => false,
    }
}

fn align_name(align: Align) -> &'static str {
    match align {
        Align::Start => "left",
        Align::Center => "center",
        Align::End => "right",
    }
}

/// The widths of the columns, where the author gave them, as numbers that are read as just these.
fn widths(columns: &[Column]) -> Option<String> {
    let shares: Vec<f64> = columns
        .iter()
        .map(|column| match column.width {
            Some(Width::Share(share)) => Some(share),
            Some(Width::Points(_)) | None => None,
        })
        .collect::<Option<_>>()?;
    let percent = || shares.iter().map(|share| shortest(share * 100.0, |number| number / 100.0 == *share));
    let parts = |whole: u32| shares.iter().map(move |share| (share * f64::from(whole)).round().to_string());
    let exact = std::iter::once(percent().collect::<Vec<_>>())
        .chain((1..=1000).map(|whole| parts(whole).collect()))
        .find(|spelled| read_as(spelled).is_some_and(|read| read == shares));
    let spelled = exact.unwrap_or_else(|| percent().collect());
    (!spelled.is_empty()).then(|| format!("tbl-colwidths=\"[{}]\"", spelled.join(",")))
}

/// The shares that numbers are read as: of what they sum up to, or of a hundred where that is more.
fn read_as(spelled: &[String]) -> Option<Vec<f64>> {
    let numbers: Vec<f64> = spelled.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
    let sum: f64 = numbers.iter().sum();
    let is_percent = numbers.iter().all(|number| *number >= 2.0);
    let whole = if is_percent && sum < 100.0 { 100.0 } else { sum };
    numbers.iter().map(|number| (*number > 0.0).then(|| number / whole)).collect()
}
