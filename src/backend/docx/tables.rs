//! Tables: real widths, repeated heads, spans, and what tells a listener which cells name others.

use docx_rs::{
    LineSpacing, LineSpacingType, Table as WordTable, TableCell, TableCellContent, TableLayoutType, TableRow,
    TableRowChild, VMergeType, WidthType,
};

use super::figures::keep_with_next;
use super::finish::Onto;
use super::lists::style_of;
use super::markup::{escape, twips};
use super::measure::{Ruler, letters};
use super::table_grid::{Held, MOST_COLUMNS, Slot, slots};
use super::table_style::{GUTTER, TABLE, border};
use super::{Flow, Node, Writer};
use crate::error::Error;
use crate::layout::table::share::{mend, opening, share_out};
use crate::model::theme::{Part, RuleKind};
use crate::model::walk::{self, plain_text};
use crate::model::{Align, Block, BlockKind, Cell, FigureContent, Label, Table, Width};
use crate::source::Span;

/// The narrowest that a column gets, in points.
const NARROWEST: f64 = 12.0;

/// A table of no more rows than this and fewer letters than the next is kept on one page.
const SMALL_ROWS: usize = 14;

/// See [`SMALL_ROWS`].
const SMALL: usize = 1400;

/// How much wider than measured a text may turn out in the face that a machine has.
const SLACK: f64 = 1.05;

/// A table while its rows are written.
struct Plan<'a> {
    table: &'a Table,
    /// The widths of the columns in twips.
    widths: Vec<i32>,
    /// How much wider than usual the gaps between the columns are, in twips; the widths hold it.
    opening: i32,
    /// Whether something under the table is to stay with its last row.
    remarked: bool,
    /// Whether all of its rows are to stay on one page.
    whole: bool,
    rows: usize,
}

impl Plan<'_> {
    fn width(&self, slot: &Slot) -> i32 {
        self.widths[slot.column..slot.column + slot.columns].iter().sum()
    }

    fn is_head(&self, row: usize) -> bool {
        row < self.table.head.len()
    }

    /// Whether a row stays with the next one, or the last one with what stands under the table: heads always do, and
    /// neither a first nor a last row stands alone on its page.
    fn keeps(&self, row: usize) -> bool {
        match self.rows.saturating_sub(row + 1) {
            0 => self.remarked,
            left => self.whole || left == 1 || row <= self.table.head.len(),
        }
    }
}

impl<'a> Writer<'a> {
    /// A table with what stands above and below it.
    pub(super) fn table(
        &mut self,
        table: &'a Table,
        label: Option<&'a Label>,
        span: Span,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let terms = self.document.terms;
        let captioned = !table.caption.is_empty() || table.number.is_some();
        if captioned {
            self.caption(terms.table, table.number.as_deref(), &table.caption, label, flow, out)?;
        } else {
            self.before_table(flow, out);
        }
        let remarks = [(terms.note, &table.note[..]), (terms.source, &table.source[..])];
        let remarked = remarks.iter().any(|(_, content)| !content.is_empty());
        if table.columns.len() > MOST_COLUMNS {
            self.cannot(
                span,
                "Word has no tables of more than 63 columns; what stands in the others goes into the last",
                "turn rows and columns, or part the table",
            );
        }
        if !table.columns.is_empty() && table.head.len() + table.body.len() > 0 {
            let (widths, opening) = self.widths(table, flow);
            let plan = Plan {
                table,
                widths,
                opening,
                remarked,
                whole: Self::is_small(table),
                rows: table.head.len() + table.body.len(),
            };
            out.push(self.grid(&plan, captioned, flow)?);
        }
        if remarked {
            return self.remarks(&remarks, true, flow, out);
        }
        self.pending.space = self.pending.space.max(self.theme.block_space);
        Ok(())
    }

    /// Word joins neighbouring tables and knows no space around them: the paragraph before a table without a caption gives
    /// it some, or a thin one made for that.
    fn before_table(&mut self, flow: &Flow<'a>, out: &mut Vec<Node>) {
        if std::mem::take(&mut self.pending.section) {
            return;
        }
        let space = if self.pending.page_break { 20 } else { twips(self.theme.block_space).max(40) as u32 };
        let waiting = self.pending.page_break || !self.pending.labels.is_empty();
        if !waiting && let Some(Node::Paragraph(last)) = out.last_mut() {
            let spacing = last.property.line_spacing.take().unwrap_or_default();
            last.property.line_spacing = Some(spacing.after(space));
            return;
        }
        self.pending.space = 0.0;
        let mut thin = self.voiced(false, flow);
        let spacing = LineSpacing::new().before(0).after(space - 20);
        thin.property.line_spacing = Some(spacing.line(20).line_rule(LineSpacingType::Exact));
        self.push(thin, out);
    }

    /// The table itself. What docx-rs holds of a row takes twenty times its markup, so rows after the first, which speaks for
    /// the table, are written at once; not in a cell, which takes elements only.
    fn grid(&mut self, plan: &Plan<'a>, captioned: bool, flow: &Flow<'a>) -> Result<Node, Error> {
        let (mut rows, mut rest) = (Vec::new(), Vec::new());
        for (index, slots) in slots(plan.table, plan.widths.len()).enumerate() {
            let row = self.row(plan, slots, index, flow)?;
            if index == 0 || self.cells > 0 {
                rows.push(row);
            } else {
                self.finish.render(&row, &mut rest)?;
            }
        }
        let look = self.look(plan.table, captioned, flow);
        if let Some(first) = rows.first_mut() {
            self.lift_through(first, Onto::Table, look);
        }
        let total: i32 = plan.widths.iter().sum();
        let table = WordTable::without_borders(rows)
            .set_grid(plan.widths.iter().map(|width| *width as usize).collect())
            .style(TABLE)
            .layout(TableLayoutType::Fixed)
            .width(total as usize, WidthType::Dxa)
            .indent(flow.edge(self.page.hang));
        Ok(Node::Table(Box::new(table), rest))
    }

    /// What a table says of itself as a whole: which of its parts name others, its title and description.
    fn look(&self, table: &Table, captioned: bool, flow: &Flow<'a>) -> String {
        let (head, column) = (!table.head.is_empty(), table.row_headers > 0);
        let value = 0x0600 | if head { 0x0020 } else { 0 } | if column { 0x0080 } else { 0 };
        let (head, column) = (u8::from(head), u8::from(column));
        let mut look = vec![format!(
            concat!(
                r#"<w:tblLook w:val="{value:04X}" w:firstRow="{head}" w:lastRow="0" w:firstColumn="{column}" "#,
                r#"w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>"#,
            ),
            value = value,
            head = head,
            column = column,
        )];
        if self.language(flow).is_right_to_left() {
            look.push("<w:bidiVisual/>".to_owned());
        }
        if !captioned {
            let top = border("top", self.theme.rule(RuleKind::Figure));
            let bottom = border("bottom", self.theme.rule(RuleKind::TableFoot));
            let row = border("insideH", self.theme.rule(RuleKind::TableRow));
            look.push(format!("<w:tblBorders>{top}{bottom}{row}</w:tblBorders>"));
        }
        for (name, text) in [("tblCaption", &table.caption), ("tblDescription", &table.note)] {
            let text = plain_text(text);
            if !text.trim().is_empty() {
                look.push(format!(r#"<w:{name} w:val="{}"/>"#, escape(text.trim())));
            }
        }
        look.concat()
    }

    /// Whether a table is small enough to be kept on one page.
    fn is_small(table: &Table) -> bool {
        let letters: usize = walk::cells(table).map(|cell| letters(&cell.blocks)).sum();
        table.head.len() + table.body.len() <= SMALL_ROWS && letters < SMALL
    }

    fn row(
        &mut self,
        plan: &Plan<'a>,
        slots: Vec<Slot<'a>>,
        index: usize,
        flow: &Flow<'a>,
    ) -> Result<TableRow, Error> {
        let mut cells = Vec::new();
        for slot in slots {
            cells.push(self.cell(plan, &slot, index, flow)?);
        }
        let mut row = TableRow::new(cells).cant_split();
        if plan.is_head(index) {
            self.lift_through(&mut row, Onto::Row, "<w:tblHeader/>");
        }
        Ok(row)
    }

    /// Adds to the properties of a row, or of its table, through the last paragraph of its first cell.
    fn lift_through(&mut self, row: &mut TableRow, onto: Onto, markup: impl Into<String>) {
        let lift = self.lifting(onto, markup);
        if let Some(TableRowChild::TableCell(cell)) = row.cells.first_mut()
            && let Some(TableCellContent::Paragraph(paragraph)) = cell.children.last_mut()
        {
            paragraph.children.push(lift);
        }
    }

    fn cell(
        &mut self,
        plan: &Plan<'a>,
        slot: &Slot<'a>,
        row: usize,
        flow: &Flow<'a>,
    ) -> Result<TableCell, Error> {
        let is_head = plan.is_head(row);
        let width = plan.width(slot);
        let own = match &slot.held {
            Held::Cell(cell, ..) => cell.align,
            Held::Below | Held::Empty => None,
        };
        let column = plan.table.columns.get(slot.column).map(|column| column.align).unwrap_or_default();
        let inside = flow.cell(is_head, own.unwrap_or(column), width - GUTTER);
        let mut cell = TableCell::new().width(width.max(1) as usize, WidthType::Dxa);
        if slot.columns > 1 {
            cell = cell.grid_span(slot.columns);
        }
        let mut nodes = Vec::new();
        let mut rows = 1;
        match &slot.held {
            Held::Cell(content, covered, more) => {
                rows = *covered;
                if rows > 1 {
                    cell = cell.vertical_merge(VMergeType::Restart);
                }
                for content in std::iter::once(content).chain(more) {
                    self.cell_blocks(content, &inside, &mut nodes)?;
                }
            }
            Held::Below => cell = cell.vertical_merge(VMergeType::Continue),
            Held::Empty => {}
        }
        self.end_with_paragraph(&mut nodes, &inside);
        self.trim(&mut nodes);
        if plan.keeps(row + rows - 1) {
            keep_with_next(&mut nodes, 0);
        }
        let direct = self.direct(plan, slot, row, rows);
        if let Some(Node::Paragraph(last)) = nodes.last_mut()
            && !direct.is_empty()
        {
            let lift = self.lifting(Onto::Cell, direct);
            last.children.push(lift);
        }
        cell.children = nodes.into_iter().filter_map(content_of).collect();
        Ok(cell)
    }

    /// Takes away the space above and below all of a cell's content; the cell has its own.
    fn trim(&self, nodes: &mut [Node]) {
        if let Some(Node::Paragraph(first)) = nodes.first_mut()
            && (first.property.line_spacing.is_some() || self.known(&style_of(first)).space.0 > 0.0)
        {
            let spacing = first.property.line_spacing.take().unwrap_or_default();
            first.property.line_spacing = Some(spacing.before(0));
        }
        if let Some(Node::Paragraph(last)) = nodes.last_mut()
            && (last.property.line_spacing.is_some() || self.known(&style_of(last)).space.1 > 0.0)
        {
            let spacing = last.property.line_spacing.take().unwrap_or_default();
            last.property.line_spacing = Some(spacing.after(0));
        }
    }

    /// What a cell needs besides the table's style.
    fn direct(&self, plan: &Plan, slot: &Slot, row: usize, rows: usize) -> String {
        let mut direct = Vec::new();
        let heads = plan.table.head.len();
        if heads > 1 && plan.is_head(row) {
            // The style knows only a first row, and draws the head's rule under that.
            let kind = if row + rows == heads { RuleKind::TableHead } else { RuleKind::TableRow };
            let rule = border("bottom", self.theme.rule(kind));
            direct.push(format!(r#"<w:tcBorders>{rule}</w:tcBorders><w:vAlign w:val="bottom"/>"#));
        }
        let is_last = slot.column + slot.columns == plan.widths.len();
        let column = plan.table.columns.get(slot.column).map(|column| column.align).unwrap_or_default();
        if column != Align::Start && (is_last || plan.opening > 0) {
            let gutter = if is_last { 0 } else { GUTTER + plan.opening };
            direct.push(format!(r#"<w:tcMar><w:right w:w="{gutter}" w:type="dxa"/></w:tcMar>"#));
        }
        direct.concat()
    }

    /// What a cell holds.
    fn cell_blocks(&mut self, cell: &'a Cell, flow: &Flow<'a>, nodes: &mut Vec<Node>) -> Result<(), Error> {
        let pending = std::mem::take(&mut self.pending);
        self.cells += 1;
        self.blocks(&cell.blocks, flow, nodes)?;
        self.cells -= 1;
        self.settle(nodes, flow);
        self.pending = pending;
        Ok(())
    }

    /// The widths of the columns and how much wider than usual their gaps are, in twips: as the author said, else from what
    /// they hold, as in print.
    fn widths(&self, table: &'a Table, flow: &Flow<'a>) -> (Vec<i32>, i32) {
        let room = f64::from(flow.room(self.page.hang)) / 20.0;
        let gutter = f64::from(GUTTER) / 20.0;
        let columns = &table.columns[..table.columns.len().min(MOST_COLUMNS)];
        let wants = self.wants(table, columns.len(), gutter);
        let fixed: Vec<Option<f64>> = columns
            .iter()
            .map(|column| match column.width {
                Some(Width::Points(points)) => Some(points.clamp(NARROWEST, room)),
                Some(Width::Share(share)) => Some((share * room).clamp(NARROWEST, room)),
                None => None,
            })
            .collect();
        let taken: f64 = fixed.iter().flatten().sum();
        let free: Vec<(f64, f64)> =
            fixed.iter().zip(&wants).filter(|(width, _)| width.is_none()).map(|(_, want)| *want).collect();
        let rest = (room - taken).max((NARROWEST + gutter) * free.len() as f64);
        let ends_open = columns.last().is_some_and(|column| column.align == Align::Start);
        let is_free = free.len() == columns.len();
        let open = if is_free { opening(room + gutter, &free, ends_open) } else { 0.0 };
        let mut shares = share_out(rest, &free).into_iter();
        let mut widths: Vec<f64> =
            fixed.into_iter().map(|width| width.or_else(|| shares.next()).unwrap_or(NARROWEST)).collect();
        let inner = widths.len().saturating_sub(1);
        widths[..inner].iter_mut().for_each(|width| *width += open);
        let taken: f64 = widths.iter().sum();
        if let Some(last) = columns.iter().rposition(|column| column.width.is_none()) {
            widths[last] += (room - taken).max(0.0);
        }
        let least: Vec<f64> = wants.iter().map(|(least, _)| *least).collect();
        mend(&mut widths, &least);
        let total: f64 = widths.iter().sum();
        let scale = if total > room { room / total } else { 1.0 };
        (widths.into_iter().map(|width| twips(width * scale).max(20)).collect(), twips(open))
    }

    /// How wide a figure would like to be, in points.
    fn image_width(&self, block: &Block) -> f64 {
        let BlockKind::Figure(figure) = &block.kind else { return 0.0 };
        let FigureContent::Picture(picture) = &figure.content else { return 0.0 };
        let own = picture.image.and_then(|id| self.document.images.get(id.0 as usize));
        match picture.width {
            Some(Width::Points(points)) => points,
            Some(Width::Share(_)) | None => own.map_or(0.0, |image| image.width),
        }
    }

    /// For every column the width that breaks no word and the one that breaks no line, gutter included.
    fn wants(&self, table: &'a Table, count: usize, gutter: f64) -> Vec<(f64, f64)> {
        let head = Ruler::new(self.fonts, self.theme.style(Part::TableHead));
        let text = Ruler::new(self.fonts, self.theme.style(Part::TableText));
        let images = |block: &Block| self.image_width(block);
        let mut wants = vec![(NARROWEST, NARROWEST); count];
        let mut spanning = Vec::new();
        for (index, slots) in slots(table, count).enumerate() {
            for slot in slots {
                let Held::Cell(cell, ..) = &slot.held else { continue };
                let ruler = if index < table.head.len() { &head } else { &text };
                let (narrow, wide) = ruler.blocks(&cell.blocks, &images);
                let want = (narrow * SLACK + gutter, wide * SLACK + gutter);
                if slot.columns > 1 {
                    spanning.push((slot.column, slot.columns, want));
                } else {
                    let own = &mut wants[slot.column];
                    *own = (own.0.max(want.0), own.1.max(want.1));
                }
            }
        }
        for (first, columns, want) in spanning {
            let own = &mut wants[first..first + columns];
            let (narrow, wide) = own.iter().fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
            for own in own {
                own.0 += (want.0 - narrow).max(0.0) / columns as f64;
                own.1 += (want.1 - wide).max(0.0) / columns as f64;
            }
        }
        wants.into_iter().map(|(narrow, wide)| (narrow, wide.max(narrow))).collect()
    }
}

/// A node as the content of a cell, where markup of ours cannot stand.
fn content_of(node: Node) -> Option<TableCellContent> {
    match node {
        Node::Paragraph(paragraph) => Some(TableCellContent::Paragraph(paragraph)),
        Node::Table(table, _) => Some(TableCellContent::Table(table)),
        Node::Markup(_) => None,
    }
}
