//! Tables, as markup.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::breadth::fit;
use super::writer::{Place, Writer};
use super::xhtml::{Markup, Tag, tag};
use crate::layout::page_map::PageStart;
use crate::model::theme::Part;
use crate::model::{
    Align, Block, BlockKind, Cell, Figure, FigureContent, InlineKind, Row, Table, Width, walk,
};

/// A table on its way into markup.
struct Grid<'a> {
    table: &'a Table,
    /// Whether it falls apart, row by row, where the screen is too narrow for it. Then every part says by a role what it is,
    /// since the display that the style sheet gives it takes its own meaning away, and every cell names its column.
    stacked: bool,
    /// The names of the columns, for the cells of a table that falls apart.
    labels: Vec<String>,
    /// The identifier of a caption that stands before the table.
    caption: Option<String>,
}

impl Grid<'_> {
    fn role(&self, tag: Tag, role: &str) -> Tag {
        tag.maybe("role", self.stacked.then_some(role))
    }
}

impl<'a> Writer<'a> {
    /// Writes a table; `pages` holds the pages that begin before a row of its body.
    pub(super) fn table(
        &mut self,
        block: &'a Block,
        table: &'a Table,
        place: Place<'a>,
        pages: BTreeMap<usize, Vec<&'a PageStart>>,
    ) {
        let fit = fit(table);
        let stacked = fit.stacked_below.is_some();
        let labels = if stacked { labels(table) } else { Vec::new() };
        let mut class = "table".to_owned();
        class += if fit.dense { " dense" } else { "" };
        class += if fit.compact { " compact" } else { "" };
        if let Some(step) = fit.stacked_below {
            let _ = write!(class, " stacked-{step}");
        }
        let (element, inside) = self.open(tag("div").class(&class), block, place);
        self.block_element(element, |out| {
            out.line();
            // Under the role that says what it is, a table may hold rows alone: no caption with a link or an image in it.
            let caption = (stacked && is_captioned(table)).then(|| out.ids.take("caption"));
            if caption.is_some() {
                let element = tag("p").class("caption").id(caption.as_deref());
                out.block_element(element, |out| out.table_caption(table, inside));
            }
            let grid = Grid { table, stacked, labels, caption };
            out.block_element(tag("div").class("scroll"), |out| out.grid(&grid, inside, pages));
            let terms = out.document.terms;
            out.remark(terms.note, &table.note, inside);
            out.remark(terms.source, &table.source, inside);
        });
    }

    fn grid(&mut self, grid: &Grid<'a>, place: Place<'a>, mut pages: BTreeMap<usize, Vec<&'a PageStart>>) {
        let table = grid.table;
        let element = grid.role(tag("table"), "table").maybe("aria-labelledby", grid.caption.as_deref());
        self.block_element(element, |out| {
            out.line();
            if grid.caption.is_none() && is_captioned(table) {
                out.block_element(tag("caption"), |out| out.table_caption(table, place));
            }
            out.columns(table);
            if !table.head.is_empty() {
                out.block_element(grid.role(tag("thead"), "rowgroup"), |out| {
                    out.line();
                    for row in &table.head {
                        out.row(grid, row, true, Vec::new(), place);
                    }
                });
            }
            out.block_element(grid.role(tag("tbody"), "rowgroup"), |out| {
                out.line();
                let mut starts = Vec::new();
                for (index, row) in table.body.iter().enumerate() {
                    starts.extend(pages.remove(&index).unwrap_or_default());
                    // A row whose places are all covered from above has no cell to hold a mark.
                    let here = if row.cells.is_empty() { Vec::new() } else { std::mem::take(&mut starts) };
                    out.row(grid, row, false, here, place);
                }
            });
        });
        for start in pages.into_values().flatten() {
            self.page_mark(start);
        }
    }

    fn table_caption(&mut self, table: &'a Table, place: Place<'a>) {
        let term = self.document.terms.table;
        self.caption(term, table.number.as_deref(), &table.caption, place);
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
        grid: &Grid<'a>,
        row: &'a Row,
        head: bool,
        mut starts: Vec<&'a PageStart>,
        place: Place<'a>,
    ) {
        self.block_element(grid.role(tag("tr"), "row"), |out| {
            for cell in &row.cells {
                out.cell(grid, cell, head, &mut starts, place);
            }
        });
    }

    fn cell(
        &mut self,
        grid: &Grid<'a>,
        cell: &'a Cell,
        head: bool,
        starts: &mut Vec<&'a PageStart>,
        place: Place<'a>,
    ) {
        let names_row = !head && cell.column < grid.table.row_headers;
        // A head cell without words names nothing.
        let names = (head || names_row) && !words(cell).trim().is_empty();
        let element = match (names, head) {
            (true, true) => grid.role(tag("th").with("scope", "col"), "columnheader"),
            (true, false) => grid.role(tag("th").with("scope", "row"), "rowheader"),
            (false, _) => grid.role(tag("td"), "cell"),
        };
        let label = grid.labels.get(cell.column).filter(|label| !head && !names && !label.is_empty());
        if label.is_some() {
            // What the style sheet puts between a label and the words of a cell.
            self.usage.note(place.under(Part::TableHead).look(), ":");
        }
        let element = element.maybe("data-label", label.map(String::as_str));
        let place =
            Place { plain: names, ..place.under(if head { Part::TableHead } else { Part::TableText }) };
        if names_row && grid.stacked {
            // Where the table falls apart, it stands over what the row says.
            self.also_set(cell, place.under(Part::TableHead));
        }
        self.element(cell_tag(grid.table, cell, element), |out| {
            for start in starts.drain(..) {
                out.page_mark(start);
            }
            out.close_blocks(&cell.blocks, cell.blocks.len() == 1, place);
        });
    }

    /// Notes that the words of a cell are set in another look as well.
    fn also_set(&mut self, cell: &'a Cell, place: Place<'a>) {
        for text in cell.blocks.iter().flat_map(Block::texts) {
            walk::inlines(text, &mut |inline| {
                if let InlineKind::Text(text) = &inline.kind {
                    self.usage.note(place.look(), text);
                } else if let InlineKind::Code(text) = &inline.kind {
                    self.usage.note(Place { code: true, ..place }.look(), text);
                }
            });
        }
    }
}

fn cell_tag(table: &Table, cell: &Cell, element: Tag) -> Tag {
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

fn labels(table: &Table) -> Vec<String> {
    let head = table.head.first().map(|row| &row.cells[..]).unwrap_or_default();
    head.iter().map(words).collect()
}

fn is_captioned(table: &Table) -> bool {
    table.number.is_some() || !table.caption.is_empty()
}

/// All words of a cell; those of notes not among them.
fn words(cell: &Cell) -> String {
    let mut words = Vec::new();
    collect_words(&cell.blocks, &mut words);
    words.join(" ")
}

fn collect_words<'a>(blocks: impl IntoIterator<Item = &'a Block>, words: &mut Vec<String>) {
    for block in blocks {
        if let BlockKind::Code(code) = &block.kind {
            words.push(code.text.clone());
        } else if let BlockKind::Figure(Figure { content: FigureContent::Picture(picture), .. }) = &block.kind
        {
            words.push(picture.alt.clone());
        }
        let texts = block.texts().into_iter().map(walk::plain_text);
        words.extend(texts.filter(|text| !text.trim().is_empty()));
        collect_words(block.children(), words);
    }
}
