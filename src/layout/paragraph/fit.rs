//! Chooses the breaks of a whole section together, so that no line pays for another: Knuth and Plass's total fit.

use super::breaks::{Break, Extent};
use super::cost::BOUND;

/// What every line costs, on TeX's scale: fewer lines are better.
const LINE: f64 = 10.0;
/// What two neighbours cost that are set too differently, one tight and one loose.
const CLASH: f64 = 10_000.0;
/// What a second hyphen in a row costs, and one before the last line.
const SECOND_HYPHEN: f64 = 10_000.0;
const LAST_HYPHEN: f64 = 20_000.0;
/// What a last line costs that is hardly there, in lines that are made even and in others.
pub(super) const SHORT_LAST: f64 = 60_000.0;
pub(super) const RAGGED_SHORT_LAST: f64 = 20_000.0;
/// More lines in a row than this do not end in hyphens, if that can be helped.
const MOST_HYPHENS: u8 = 2;
/// The badness of a line that gives far too much; one that cannot give is worse by up to as much again.
const HOPELESS: f64 = 1_000_000.0;
/// Lengths closer than this are equal, in points.
const NEAR: f64 = 0.001;

/// How lines are to fill their measure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goal {
    /// The width of the first line and of the others.
    pub widths: [f64; 2],
    /// What the first line starts from.
    pub start: Extent,
    /// Whether the lines are made even.
    pub justified: bool,
    /// What a last line costs that is hardly there.
    pub short_last: f64,
    /// Whether the last line is to be as long as the others, as in a title.
    pub balance_last: bool,
}

/// What an attempt puts up with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// How bad a line may be.
    pub tolerance: f64,
    /// How far every line is taken to stretch beyond its spaces, in points.
    pub emergency: f64,
    /// Whether any number of lines in a row may end in hyphens, and lines between what is bound together.
    pub desperate: bool,
    /// Whether there is no further attempt: lines that do not fit stand as they are.
    pub last_resort: bool,
}

/// A break reached, and the best way to it.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The index of the break; the start has none.
    place: Option<usize>,
    after: Extent,
    fitness: u8,
    hyphens: u8,
    demerits: f64,
    before: u32,
}

/// How a line would look.
#[derive(Clone, Copy, Debug)]
struct Try {
    badness: f64,
    fitness: u8,
}

/// Chooses breaks; `None` if no way keeps to the tolerance. The last break is always chosen.
pub(super) fn fit(breaks: &[Break], goal: &Goal, patience: &Patience) -> Option<Vec<usize>> {
    let start =
        Node { place: None, after: goal.start, fitness: 1, hyphens: 0, demerits: 0.0, before: u32::MAX };
    let mut fitting = Fitting { breaks, goal, patience, nodes: vec![start], active: vec![0] };
    for index in 0..breaks.len() {
        fitting.reach(index)?;
    }
    fitting.best_way()
}

struct Fitting<'a> {
    breaks: &'a [Break],
    goal: &'a Goal,
    patience: &'a Patience,
    nodes: Vec<Node>,
    active: Vec<u32>,
}

impl Fitting<'_> {
    /// Finds the best ways to a break from all breaks that one line can span.
    fn reach(&mut self, index: usize) -> Option<()> {
        let place = &self.breaks[index];
        let is_last = index + 1 == self.breaks.len();
        let mut best: [[Option<Node>; MOST_HYPHENS as usize + 1]; 4] = Default::default();
        let mut closest: Option<u32> = None;
        let mut kept = 0;
        for position in 0..self.active.len() {
            let id = self.active[position];
            let node = self.nodes[id as usize];
            if self.is_overfull(&node, place, place.hyphen) {
                // Of the lines that are too long the one from the last break is the least so.
                closest = Some(id);
                continue;
            }
            self.active[kept] = id;
            kept += 1;
            if let Some(way) = self.way(&node, id, index, is_last) {
                let slot = &mut best[way.fitness as usize][way.hyphens as usize];
                if slot.is_none_or(|slot| way.demerits < slot.demerits) {
                    *slot = Some(way);
                }
            }
        }
        self.active.truncate(kept);
        if is_last {
            self.active.clear();
        }
        let mut found: Vec<Node> = best.into_iter().flatten().flatten().collect();
        if found.is_empty() && self.active.is_empty() {
            let id = closest.filter(|_| self.patience.last_resort)?;
            found.push(self.forced(id, index));
        }
        for node in found {
            self.active.push(self.nodes.len() as u32);
            self.nodes.push(node);
        }
        Some(())
    }

    fn width(&self, node: &Node) -> f64 {
        self.goal.widths[usize::from(node.place.is_some())]
    }

    /// Whether the line is too long even when it shrinks, and even without `spare`.
    fn is_overfull(&self, node: &Node, place: &Break, spare: f64) -> bool {
        let natural = place.before.width - node.after.width - spare;
        let shrink = if self.goal.justified { place.before.shrink - node.after.shrink } else { 0.0 };
        natural - shrink > self.width(node) + NEAR
    }

    /// The way to a break over a node, if the line between them is good enough.
    fn way(&self, node: &Node, id: u32, index: usize, is_last: bool) -> Option<Node> {
        let place = &self.breaks[index];
        if self.is_overfull(node, place, 0.0) {
            return None;
        }
        let hyphens = if place.is_hyphenated() { node.hyphens + 1 } else { 0 };
        if (hyphens > MOST_HYPHENS || place.penalty >= BOUND) && !self.patience.desperate {
            return None;
        }
        let tried = self.try_line(node, place, is_last);
        if tried.badness > self.patience.tolerance {
            return None;
        }
        let mut demerits = (LINE + tried.badness).powi(2) + place.penalty.powi(2);
        if hyphens > 1 {
            demerits += SECOND_HYPHEN * f64::from(hyphens - 1);
        }
        if is_last && node.hyphens > 0 {
            demerits += LAST_HYPHEN;
        }
        if self.goal.justified && node.fitness.abs_diff(tried.fitness) > 1 {
            demerits += CLASH;
        }
        if is_last && node.place.is_some() {
            demerits += self.shortness(node, place) * self.goal.short_last;
        }
        Some(Node {
            place: Some(index),
            after: place.after,
            fitness: tried.fitness,
            hyphens: hyphens.min(MOST_HYPHENS),
            demerits: node.demerits + demerits,
            before: id,
        })
    }

    fn try_line(&self, node: &Node, place: &Break, is_last: bool) -> Try {
        let slack = self.width(node) - (place.before.width - node.after.width);
        if !self.goal.justified {
            let free = is_last && !self.goal.balance_last;
            let share = if free { 0.0 } else { slack / self.width(node) };
            return Try { badness: (1000.0 * share * share).min(HOPELESS), fitness: 1 };
        }
        if slack >= 0.0 && is_last {
            return Try { badness: 0.0, fitness: 1 };
        }
        let give = if slack < 0.0 {
            place.before.shrink - node.after.shrink
        } else {
            place.before.stretch - node.after.stretch + self.patience.emergency
        };
        if give < NEAR && slack.abs() > NEAR {
            let share = (slack.abs() / self.width(node)).min(1.0);
            return Try { badness: HOPELESS * (1.0 + share), fitness: 3 };
        }
        let ratio = slack.abs() / give.max(NEAR);
        let fitness = match (slack < 0.0, ratio) {
            (true, ratio) if ratio > 0.5 => 0,
            (false, ratio) if ratio > 1.0 => 3,
            (false, ratio) if ratio > 0.5 => 2,
            _ => 1,
        };
        Try { badness: (100.0 * ratio.powi(3)).min(HOPELESS), fitness }
    }

    /// How much a last line lacks to be a line, from 0 to 1.
    fn shortness(&self, node: &Node, place: &Break) -> f64 {
        let least = self.width(node) * if self.goal.justified { 0.16 } else { 0.25 };
        let width = place.before.width - node.after.width;
        (1.0 - width / least).clamp(0.0, 1.0)
    }

    /// A line that is too long and stands nevertheless.
    fn forced(&self, id: u32, index: usize) -> Node {
        let node = self.nodes[id as usize];
        Node {
            place: Some(index),
            after: self.breaks[index].after,
            fitness: 1,
            hyphens: 0,
            demerits: node.demerits + HOPELESS * HOPELESS,
            before: id,
        }
    }

    fn best_way(&self) -> Option<Vec<usize>> {
        let best = self
            .active
            .iter()
            .min_by(|&&a, &&b| self.nodes[a as usize].demerits.total_cmp(&self.nodes[b as usize].demerits))?;
        let mut way = Vec::new();
        let mut node = &self.nodes[*best as usize];
        while let Some(place) = node.place {
            way.push(place);
            node = &self.nodes[node.before as usize];
        }
        way.reverse();
        Some(way)
    }
}
