//! The pieces of a text in order, to blocks.

use super::Reader;
use super::headings::{self, Mark};
use super::kept::Shape;
use super::lines::{Line, as_typed, margin, rule};
use super::pieces::{LONGEST, Piece, pieces};
use crate::model::{Block, BlockKind, Code, Heading, Quote};

/// How many levels deep items and quotations are read; what stands deeper stays words.
pub(super) const DEEPEST: usize = 16;

/// Short lines of their own in such a number are an enumeration and no headings.
const ENUMERATED: usize = 3;

impl Reader<'_> {
    /// The blocks of some lines, which stand inside of `depth` items or quotations.
    pub(super) fn blocks(&mut self, lines: &[Line], depth: usize) -> Vec<Block> {
        let body = self.body(lines, depth);
        let pieces = pieces(self.text, lines, self.width, body);
        self.blocks_of(lines, &pieces, body, depth)
    }

    /// The blocks of an item, of which the first line has lost its sign.
    pub(super) fn blocks_of_item(&mut self, lines: &[Line], depth: usize) -> Vec<Block> {
        let body = self.body(lines, depth);
        let mut pieces = pieces(self.text, lines, self.width, body);
        // Lines that hang behind a sign run on, however short they are.
        if let Some(first) = pieces.first_mut().filter(|first| first.shape == Shape::Verse) {
            first.shape = Shape::Prose;
        }
        self.blocks_of(lines, &pieces, body, depth)
    }

    fn blocks_of(&mut self, lines: &[Line], pieces: &[Piece], body: usize, depth: usize) -> Vec<Block> {
        let marks = if depth == 0 { self.marked(lines, pieces) } else { vec![None; pieces.len()] };
        let mut blocks: Vec<Block> = Vec::new();
        let mut at = 0;
        // Where the words of the last item stood.
        let mut hanging = 0;
        while let Some(piece) = pieces.get(at) {
            let own = &lines[piece.lines.clone()];
            if let Some(found) = marks[at] {
                hanging = 0;
                blocks.push(self.heading(lines, &pieces[at..at + found.pieces], found));
                at += found.pieces;
            } else if rule(own[0].words(self.text)).is_some() && own.len() == 1 {
                blocks.push(Block::new(BlockKind::Rule, self.span(own[0].start..own[0].end)));
                at += 1;
            } else if let Some(taken) = self.list(lines, &pieces[at..], &marks[at..], depth, &mut blocks) {
                hanging = self.hanging(own[0]);
                at += taken;
            } else if piece.shape == Shape::Kept {
                let more = (at + 1..pieces.len()).take_while(|next| {
                    let between = pieces[*next - 1].lines.end..pieces[*next].lines.start;
                    pieces[*next].shape == Shape::Kept
                        && marks[*next].is_none()
                        && lines[between].iter().all(|line| line.is_blank())
                });
                let taken = 1 + more.count();
                blocks.push(self.code(lines, &pieces[at..at + taken]));
                at += taken;
            } else if let Some(taken) =
                self.quote(lines, &pieces[at..], body.max(hanging), depth, &mut blocks)
            {
                at += taken;
            } else {
                if margin(own) < hanging {
                    hanging = 0;
                }
                blocks.push(self.paragraph(own, piece.shape == Shape::Verse));
                at += 1;
            }
        }
        blocks
    }

    /// The indentation of most words; inside of an item, that of its first line.
    fn body(&self, lines: &[Line], depth: usize) -> usize {
        if depth > 0 {
            return lines.iter().find(|line| !line.is_blank()).map_or(0, |line| line.indent);
        }
        let mut counts = std::collections::BTreeMap::new();
        for pair in lines.windows(2) {
            // The first line of a paragraph may be set in, and a heading set out.
            let runs_on = !pair[0].is_blank() && !pair[1].is_blank() && pair[1].width * 2 > self.width;
            if runs_on || pair[1].width > self.width {
                *counts.entry(pair[1].indent).or_insert(0_usize) += 1;
            }
        }
        let most = counts.iter().max_by_key(|(indent, count)| (**count, usize::MAX - **indent));
        most.map_or_else(|| margin(lines), |(indent, _)| *indent)
    }

    /// Which pieces begin a heading.
    fn marked(&self, lines: &[Line], pieces: &[Piece]) -> Vec<Option<Found>> {
        let margin = margin(lines);
        let mut marks: Vec<Option<Found>> = Vec::with_capacity(pieces.len());
        let mut taken = 0;
        let mut is_front = true;
        for at in 0..pieces.len() {
            taken = taken.max(at);
            let is_free =
                at == 0 || taken > at || self.stands_free(lines, &pieces[at - 1], &pieces[at], marks[at - 1]);
            let found = if taken > at { None } else { self.found(lines, &pieces[at..], margin) };
            let found = found.filter(|found| is_free || found.stands_under_words());
            let found = found.filter(|found| {
                found.mark != Mark::Number(1)
                    || found.pieces > 1
                    || !self.ends_list(lines, &pieces[..=at], &marks)
            });
            // Under the title, a line with a number in it is a date or a version.
            let line = lines[pieces[at].lines.start];
            let is_detail =
                is_front && is_alone(found) && line.words(self.text).contains(|c: char| c.is_ascii_digit());
            let found = found.filter(|_| !is_detail);
            is_front &= is_detail;
            taken += found.map_or(0, |found| found.pieces);
            marks.push(found);
        }
        let mut at = 0;
        while at < marks.len() {
            let run = marks[at..].iter().take_while(|found| is_alone(**found)).count();
            // The last words of a text are no heading either.
            if run >= ENUMERATED || at + run == marks.len() {
                marks[at..at + run].fill(None);
            }
            at += run.max(1);
        }
        marks
    }

    /// Whether nothing but a rule or a heading stands right above a piece.
    fn stands_free(&self, lines: &[Line], above: &Piece, piece: &Piece, mark: Option<Found>) -> bool {
        above.lines.end < piece.lines.start
            || mark.is_some()
            || rule(lines[above.lines.end - 1].words(self.text)).is_some()
    }

    /// A numbered heading of several lines.
    fn question(&self, lines: &[Line], piece: &Piece) -> Option<Found> {
        let own = &lines[piece.lines.clone()];
        let is_even = own.len() <= 3 && own.iter().all(|line| line.indent == own[0].indent);
        let words = is_even.then(|| &self.text[own[0].start..own[own.len() - 1].end])?;
        let (parts, _) = headings::number(words).filter(|_| headings::is_numbered_question(words))?;
        Some(Found { mark: Mark::Number(parts), pieces: 1, words: 0 })
    }

    /// A heading that the first of some pieces begins.
    fn found(&self, lines: &[Line], pieces: &[Piece], margin: usize) -> Option<Found> {
        let joined =
            |at: usize| pieces.get(at + 1).is_some_and(|next| next.lines.start == pieces[at].lines.end);
        let alone = |at: usize| {
            pieces.get(at).filter(|piece| piece.lines.len() == 1).map(|piece| lines[piece.lines.start])
        };
        let first = alone(0);
        let text = self.text;
        if pieces[0].lines.len() > 1 {
            return self.question(lines, &pieces[0]).filter(|_| !joined(0));
        }
        // A rule above belongs to a heading with another below.
        let over = usize::from(first.is_some_and(|line| rule(line.words(text)).is_some()) && joined(0));
        let line = alone(over).filter(|line| rule(line.words(text)).is_none())?;
        let below = alone(over + 1).filter(|_| joined(over));
        if let Some(below) = below
            && let Some(sign) = rule(below.words(text))
            && (over == 1 || headings::underlines(text, line, below))
            && let Some(mark) = headings::mark(line.words(text), over == 0)
        {
            let mark = headings::underlined(sign, mark);
            return Some(Found { mark, pieces: over + 2, words: over });
        }
        if over == 1 {
            return None;
        }
        let mark = headings::mark(line.words(text), false)?;
        let is_centred = (line.indent * 2 + line.width).abs_diff(self.width) <= 6 && line.indent >= 8;
        if line.indent > margin + 1 && (!is_centred || matches!(mark, Mark::Number(_))) {
            return None;
        }
        // With words right below, only what `pieces` has cut off as a heading is one.
        let is_long = pieces.get(1).is_some_and(|next| lines[next.lines.start].width > LONGEST);
        let stands_free =
            !joined(0) || is_long || matches!(mark, Mark::Capitals) || matches!(mark, Mark::Number(2..));
        let counts_items = mark == Mark::Number(1) && self.begins_list(lines, pieces);
        (stands_free && !counts_items).then_some(Found { mark, pieces: 1, words: 0 })
    }

    fn heading(&mut self, lines: &[Line], pieces: &[Piece], found: Found) -> Block {
        let own = &lines[pieces[found.words].lines.clone()];
        let content = self.words(own, false);
        self.marks.push(found.mark);
        let heading = Heading { level: 1, depth: 1, content, numbered: true, appendix: false, number: None };
        Block::new(BlockKind::Heading(heading), self.span(own[0].start..own[own.len() - 1].end))
    }

    pub(super) fn paragraph(&self, lines: &[Line], kept: bool) -> Block {
        let span = self.span(lines[0].start..lines[lines.len() - 1].end);
        Block::new(BlockKind::Paragraph(self.words(lines, kept)), span)
    }

    /// Pieces that stay as they are typed, with the blank lines between them.
    fn code(&self, lines: &[Line], pieces: &[Piece]) -> Block {
        let range = pieces[0].lines.start..pieces[pieces.len() - 1].lines.end;
        let own = &lines[range];
        let margin = margin(own);
        let typed: Vec<String> = own
            .iter()
            .map(|line| if line.is_blank() { String::new() } else { as_typed(self.text, *line, margin) })
            .collect();
        let span = self.span(own[0].start..own[own.len() - 1].end);
        Block::new(BlockKind::Code(Code { text: typed.join("\n"), syntax: None }), span)
    }

    /// Takes what is set in deeper than the text, or stands behind `>`; gives the number of pieces.
    fn quote(
        &mut self,
        lines: &[Line],
        pieces: &[Piece],
        body: usize,
        depth: usize,
        blocks: &mut Vec<Block>,
    ) -> Option<usize> {
        if depth >= DEEPEST {
            return None;
        }
        let own = |piece: &Piece| &lines[piece.lines.clone()];
        let is_answer = |piece: &Piece| own(piece).iter().all(|line| line.words(self.text).starts_with('>'));
        // One line set in may be a paragraph of one line in a text that sets in first lines.
        let is_deep = |piece: &Piece| {
            piece.shape != Shape::Kept
                && margin(own(piece)) >= body + if own(piece).len() == 1 { 8 } else { 2 }
        };
        let answers = pieces.iter().take_while(|piece| is_answer(piece)).count();
        let taken =
            if answers > 0 { answers } else { pieces.iter().take_while(|piece| is_deep(piece)).count() };
        let last = pieces[..taken].last()?;
        let mut inner = lines[pieces[0].lines.start..last.lines.end].to_vec();
        let span = self.span(inner[0].start..inner[inner.len() - 1].end);
        if answers > 0 {
            for line in inner.iter_mut().filter(|line| !line.is_blank()) {
                *line = line.after(self.text, 1);
            }
        }
        let quoted = self.blocks(&inner, depth + 1);
        if !quoted.is_empty() {
            let quote = Quote { blocks: quoted, attribution: Vec::new() };
            blocks.push(Block::new(BlockKind::Quote(quote), span));
        }
        Some(taken)
    }
}

/// A heading that begins with a piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    mark: Mark,
    /// How many pieces it takes, rules over and under it among them.
    pieces: usize,
    /// Which of them holds its words.
    words: usize,
}

impl Found {
    /// Whether it is one even where words stand right above it.
    fn stands_under_words(self) -> bool {
        matches!(self.mark, Mark::Number(2..) | Mark::Underline(_))
    }
}

fn is_alone(found: Option<Found>) -> bool {
    matches!(found, Some(Found { mark: Mark::Alone, .. }))
}
