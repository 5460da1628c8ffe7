//! How wide columns are: as the author said, else from what they hold.

use super::GAP;
use super::share::{mend, opening, share_out};
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::build::{Builder, Pieces, Place, Run, picture_width};
use crate::layout::paragraph;
use crate::model::theme::Part;
use crate::model::{Align, Block, BlockKind, FigureContent, Table, Width};

/// The narrowest that a column gets.
const NARROWEST: f64 = 12.0;

/// The widths of the columns and the gap between them. They fill the place unless the author said less; of a table that needs
/// less, the last column takes what is left.
pub(super) fn columns(
    builder: &mut Builder<'_>,
    block: &Block,
    table: &Table,
    place: &Place,
) -> (Vec<f64>, f64) {
    let count = table.columns.len();
    let room = (place.width - GAP * count.saturating_sub(1) as f64).max(count as f64);
    let (least, most) = natural(builder, table);
    let fixed: Vec<Option<f64>> = table
        .columns
        .iter()
        .map(|column| match column.width {
            Some(Width::Points(points)) => Some(points.clamp(NARROWEST, place.width)),
            Some(Width::Share(share)) => Some((share * room).clamp(NARROWEST, place.width)),
            None => None,
        })
        .collect();
    let taken: f64 = fixed.iter().flatten().sum();
    if fixed.iter().all(Option::is_some) {
        let scale = if taken > room { room / taken } else { 1.0 };
        let mut widths: Vec<f64> = fixed.into_iter().flatten().map(|width| width * scale).collect();
        mend(&mut widths, &least);
        return (widths, GAP);
    }
    let free: Vec<usize> = (0..count).filter(|&index| fixed[index].is_none()).collect();
    if taken + free.iter().map(|&index| least[index]).sum::<f64>() > room {
        builder.diagnostics.push(
            Diagnostic::new(
                Code::Overfull,
                block.span,
                "the table is too wide for the page; words in its cells are broken",
            )
            .with_help("put it between `::: landscape` and `:::`, say `.landscape` in its caption, or give it fewer columns"),
        );
    }
    let rest = (room - taken).max(NARROWEST * free.len() as f64);
    let wants: Vec<(f64, f64)> = free.iter().map(|&index| (least[index], most[index])).collect();
    let share = share_out(rest, &wants);
    let ends_open = table.columns.last().is_some_and(|column| column.align == Align::Start);
    let gap = if free.len() == count { GAP + opening(room, &wants, ends_open) } else { GAP };
    let shared: f64 = share.iter().sum();
    let mut widths: Vec<f64> = fixed.iter().map(|width| width.unwrap_or(0.0)).collect();
    for (&index, width) in free.iter().zip(share) {
        widths[index] = width;
    }
    if let Some(&last) = free.last() {
        let used = taken + shared + (gap - GAP) * count.saturating_sub(1) as f64;
        widths[last] += (room - used).max(0.0);
    }
    let total: f64 = widths.iter().sum();
    let scale = if total > room { room / total } else { 1.0 };
    (widths.into_iter().map(|width| width * scale).collect(), gap)
}

/// For every column the narrowest width that breaks no word, and the width that breaks no line.
fn natural(builder: &mut Builder<'_>, table: &Table) -> (Vec<f64>, Vec<f64>) {
    let count = table.columns.len();
    let (mut least, mut most) = (vec![NARROWEST; count], vec![NARROWEST; count]);
    let mut spanning = Vec::new();
    let rows = table
        .head
        .iter()
        .map(|row| (row, Part::TableHead))
        .chain(table.body.iter().map(|row| (row, Part::TableText)));
    for (row, part) in rows {
        for cell in &row.cells {
            let (narrow, wide) = builder.measured(|builder| blocks(builder, &cell.blocks, part));
            if cell.columns == 1 {
                least[cell.column] = least[cell.column].max(narrow);
                most[cell.column] = most[cell.column].max(wide);
            } else {
                spanning.push((cell.column, cell.columns, narrow, wide));
            }
        }
    }
    for (first, columns, narrow, wide) in spanning {
        let inner = GAP * (columns - 1) as f64;
        for (widths, wanted) in [(&mut least, narrow - inner), (&mut most, wide - inner)] {
            let own = &mut widths[first..first + columns];
            let lacking = wanted - own.iter().sum::<f64>();
            if lacking > 0.0 {
                for width in own.iter_mut() {
                    *width += lacking / columns as f64;
                }
            }
        }
    }
    for (least, most) in least.iter().zip(&mut most) {
        *most = most.max(*least);
    }
    (least, most)
}

/// The narrowest and the widest that blocks need.
fn blocks(builder: &mut Builder<'_>, list: &[Block], part: Part) -> (f64, f64) {
    let place = builder.column();
    let indent = builder.theme.list_indent;
    list.iter().fold((0.0, 0.0), |(least, most), block| {
        let (narrow, wide) = match &block.kind {
            BlockKind::Paragraph(content) => {
                let element = builder.scratch();
                let run = Run { ..builder.run(part, &place, element) };
                let mut pieces = Pieces::default();
                builder.inlines(content, &run, &mut pieces);
                paragraph::natural_widths(&pieces.list, builder.shaper)
            }
            BlockKind::Figure(figure) => match &figure.content {
                FigureContent::Picture(picture) => {
                    let own = picture.image.map_or(0.0, |id| builder.document.images[id.0 as usize].width);
                    let width = picture_width(picture, own, place.width);
                    (width.min(72.0), width)
                }
                FigureContent::Blocks(list) => blocks(builder, list, part),
            },
            BlockKind::List(items) => {
                let (narrow, wide) = items.items.iter().fold((0.0_f64, 0.0_f64), |(least, most), item| {
                    let (narrow, wide) = blocks(builder, &item.blocks, part);
                    (least.max(narrow), most.max(wide))
                });
                (narrow + indent, wide + indent)
            }
            BlockKind::Code(code) => {
                let size = builder.theme.style(Part::Code).size;
                let longest = code.text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                (40.0, longest as f64 * size * 0.6 + 16.0)
            }
            BlockKind::Heading(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quote(_)
            | BlockKind::Callout(_)
            | BlockKind::Table(_)
            | BlockKind::Timeline(_)
            | BlockKind::Rule
            | BlockKind::PageBreak
            | BlockKind::Contents(_)
            | BlockKind::Landscape(_) => {
                let inner: Vec<Block> = block.children().into_iter().cloned().collect();
                let (narrow, wide) = blocks(builder, &inner, part);
                (narrow + indent, wide + indent)
            }
        };
        (f64::max(least, narrow), f64::max(most, wide))
    })
}
