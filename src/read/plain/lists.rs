//! Lists: which items belong together, and what belongs to each.

use super::Reader;
use super::blocks::{DEEPEST, Found};
use super::lines::{Line, rule};
use super::marker::{Number, Sign, marker};
use super::pieces::Piece;
use crate::model::{Block, BlockKind, List, ListItem, ListKind, NumberStyle};

/// How a list goes on.
#[derive(Clone, Copy, Debug)]
struct Course {
    sign: Sign,
    indent: usize,
    style: NumberStyle,
    count: u32,
}

impl Course {
    fn of(sign: Sign, indent: usize) -> Self {
        let (style, count) = match sign {
            Sign::Bullet(_) => (NumberStyle::Decimal, 0),
            Sign::Number(number) => number.opening(),
        };
        Self { sign, indent, style, count }
    }

    /// Whether a line opens the next item.
    fn goes_on(&self, sign: Sign, indent: usize) -> bool {
        let is_next = match (sign, self.sign) {
            (Sign::Bullet(next), Sign::Bullet(own)) => next == own,
            (Sign::Number(next), Sign::Number(own)) => next.follows(own, self.style, self.count),
            (Sign::Bullet(_), Sign::Number(_)) | (Sign::Number(_), Sign::Bullet(_)) => false,
        };
        // Numbers are often set so that their ends meet.
        is_next && indent.abs_diff(self.indent) <= 1
    }

    fn kind(&self) -> ListKind {
        match self.sign {
            Sign::Bullet(_) => ListKind::Bullet,
            Sign::Number(_) => ListKind::Numbered { start: self.count, style: self.style },
        }
    }
}

impl Reader<'_> {
    fn sign(&self, lines: &[Line], piece: &Piece) -> Option<(Sign, usize)> {
        let line = lines[piece.lines.start];
        // A table or drawing may begin with any sign; `* * *` is a rule.
        marker(line.words(self.text)).filter(|_| rule(line.words(self.text)).is_none())
    }

    /// Whether a numbered line that stands alone is the first of several items.
    pub(super) fn begins_list(&self, lines: &[Line], pieces: &[Piece]) -> bool {
        let Some((sign, _)) = self.sign(lines, &pieces[0]) else { return false };
        let course = Course::of(sign, lines[pieces[0].lines.start].indent);
        let Some(next) = pieces.get(1) else { return true };
        let indent = lines[next.lines.start].indent;
        self.sign(lines, next).is_some_and(|(sign, _)| course.goes_on(sign, indent))
    }

    /// Whether the last of some pieces counts on from items that blank lines part, as it does.
    pub(super) fn ends_list(&self, lines: &[Line], pieces: &[Piece], marks: &[Option<Found>]) -> bool {
        let [.., before, last] = pieces else { return false };
        let above = pieces.len().checked_sub(3).map_or(0, |at| pieces[at].lines.end);
        let is_parted = pieces.len() < 3 || above < before.lines.start;
        let (Some((first, _)), Some((sign, _))) = (self.sign(lines, before), self.sign(lines, last)) else {
            return false;
        };
        let course = Course::of(first, lines[before.lines.start].indent);
        let is_item = matches!(marks.last(), Some(None));
        is_item && is_parted && course.goes_on(sign, lines[last.lines.start].indent)
    }

    /// The column at which the words of an item begin.
    pub(super) fn hanging(&self, line: Line) -> usize {
        marker(line.words(self.text)).map_or(0, |(_, length)| line.after(self.text, length).indent)
    }

    /// Takes a list that begins with the first of some pieces; gives the number of pieces.
    pub(super) fn list(
        &mut self,
        lines: &[Line],
        pieces: &[Piece],
        marks: &[Option<Found>],
        depth: usize,
        blocks: &mut Vec<Block>,
    ) -> Option<usize> {
        let (sign, _) = self.sign(lines, &pieces[0]).filter(|_| depth < DEEPEST)?;
        let opening = Course::of(sign, lines[pieces[0].lines.start].indent);
        let mut course = opening;
        let mut starts = vec![0];
        let mut taken = 1;
        while let Some(piece) = pieces.get(taken).filter(|_| marks[taken].is_none()) {
            let indent = lines[piece.lines.start].indent;
            match self.sign(lines, piece) {
                Some((sign, _)) if course.goes_on(sign, indent) => {
                    starts.push(taken);
                    course = Course { sign, count: course.count + 1, ..course };
                }
                // What stands deeper than the sign belongs to the item.
                Some(_) | None if indent > opening.indent + 1 => {}
                Some(_) | None => break,
            }
            taken += 1;
        }
        if starts.len() == 1 && is_doubtful(opening.sign) {
            return None;
        }
        let whole = self.span(lines[pieces[0].lines.start].start..lines[pieces[taken - 1].lines.end - 1].end);
        let ends = starts[1..].iter().copied().chain([taken]);
        let items: Vec<ListItem> = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| self.item(lines, &pieces[*start..end], depth))
            .collect();
        let is_parted = starts[1..].iter().any(|at| pieces[*at].lines.start > pieces[*at - 1].lines.end);
        let tight = !is_parted && items.iter().all(|item| paragraphs(item) <= 1);
        blocks.push(Block::new(BlockKind::List(List { kind: opening.kind(), items, tight }), whole));
        Some(taken)
    }

    fn item(&mut self, lines: &[Line], pieces: &[Piece], depth: usize) -> ListItem {
        let mut own = lines[pieces[0].lines.start..pieces[pieces.len() - 1].lines.end].to_vec();
        let span = self.span(own[0].start..own[own.len() - 1].end);
        if let Some((_, length)) = self.sign(lines, &pieces[0]) {
            own[0] = own[0].after(self.text, length);
        }
        // Lines that do not hang as deep as the words behind the sign belong to the same paragraph.
        let first = pieces[0].lines.len();
        let deep = own[0].indent;
        own[1..first].iter_mut().for_each(|line| line.indent = deep);
        ListItem { blocks: self.blocks_of_item(&own, depth + 1), done: None, span }
    }
}

/// Whether a sign alone may as well be the first word of a paragraph: the initial of a name, the letter o, a dash.
fn is_doubtful(sign: Sign) -> bool {
    match sign {
        Sign::Bullet(sign) => matches!(sign, 'o' | '–' | '·' | '+'),
        Sign::Number(number) => Number::is_initial(number),
    }
}

fn paragraphs(item: &ListItem) -> usize {
    item.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count()
}
