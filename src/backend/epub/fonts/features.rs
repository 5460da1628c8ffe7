//! The tables `GSUB` and `GPOS` of a subset: what was observed, written as rules.

use std::collections::{BTreeMap, BTreeSet};

use super::observe::{Name, Observed};
use crate::fonts::tables::shorts;

/// The substitutions; `None` where there are none, or more than the table's offsets of two bytes reach.
pub(super) fn substitutions(observed: &Observed, glyph: &impl Fn(u16) -> u16) -> Option<Vec<u8>> {
    let mut rules = Rules::default();
    for (language, map) in &observed.local {
        rules.add(*b"locl", Some(*language), 1, single(map, glyph));
    }
    // Accents join before anything else happens to letters, ligatures last.
    let (joined, letters): (Vec<_>, Vec<_>) =
        observed.ligatures.iter().partition(|(name, _)| **name == *b"ccmp");
    for (name, map) in joined {
        rules.add(*name, None, 4, ligature(map, glyph));
    }
    for (name, map) in &observed.singles {
        rules.add(*name, None, 1, single(map, glyph));
    }
    for (name, map) in letters {
        rules.add(*name, None, 4, ligature(map, glyph));
    }
    rules.table()
}

/// The kerning; `None` where there is none.
pub(super) fn kerning(observed: &Observed, glyph: &impl Fn(u16) -> u16) -> Option<Vec<u8>> {
    let mut rules = Rules::default();
    if !observed.kerns.is_empty() {
        rules.add(*b"kern", None, 2, pairs(&observed.kerns, glyph));
    }
    rules.table()
}

/// One lookup with the feature that turns it on, and the language that it is for.
struct Rule {
    feature: Name,
    language: Option<Name>,
    kind: u16,
    table: Vec<u8>,
}

#[derive(Default)]
struct Rules {
    list: Vec<Rule>,
}

impl Rules {
    fn add(&mut self, feature: Name, language: Option<Name>, kind: u16, table: Vec<u8>) {
        self.list.push(Rule { feature, language, kind, table });
    }

    /// The whole table: scripts (one that stands for all), features, lookups.
    fn table(&self) -> Option<Vec<u8>> {
        if self.list.is_empty() {
            return None;
        }
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|index| (self.list[*index].feature, self.list[*index].language));
        let scripts = self.scripts(&order);
        let features = self.features(&order);
        let lookups = self.lookups();
        let total = 10 + scripts.len() + features.len() + lookups.len();
        // Nothing above is reached by an offset that was cut off, if all of it is within reach.
        u16::try_from(total).ok()?;
        let mut out = Vec::with_capacity(total);
        shorts(
            &mut out,
            &[1, 0, 10, 10 + scripts.len() as u16, (10 + scripts.len() + features.len()) as u16],
        );
        out.extend(scripts);
        out.extend(features);
        out.extend(lookups);
        Some(out)
    }

    fn scripts(&self, order: &[usize]) -> Vec<u8> {
        let languages: BTreeSet<Name> = self.list.iter().filter_map(|rule| rule.language).collect();
        let system = |language: Option<Name>| {
            let serves = |index: &usize| {
                let rule = &self.list[*index];
                rule.language.is_none() || rule.language == language
            };
            let indices: Vec<u16> =
                (0u16..).zip(order).filter(|(_, index)| serves(index)).map(|(at, _)| at).collect();
            let mut out = Vec::new();
            shorts(&mut out, &[0, 0xffff, indices.len() as u16]);
            shorts(&mut out, &indices);
            out
        };
        let mut out = Vec::new();
        shorts(&mut out, &[1]);
        out.extend(b"DFLT");
        let head = 4 + 6 * languages.len() as u16;
        shorts(&mut out, &[8, head, languages.len() as u16]);
        let mut systems = system(None);
        for language in &languages {
            out.extend(language);
            shorts(&mut out, &[head + systems.len() as u16]);
            systems.extend(system(Some(*language)));
        }
        out.extend(systems);
        out
    }

    fn features(&self, order: &[usize]) -> Vec<u8> {
        let mut out = Vec::new();
        shorts(&mut out, &[order.len() as u16]);
        for (at, index) in (0u16..).zip(order) {
            out.extend(self.list[*index].feature);
            shorts(&mut out, &[2 + 6 * order.len() as u16 + 6 * at]);
        }
        for index in order {
            shorts(&mut out, &[0, 1, *index as u16]);
        }
        out
    }

    fn lookups(&self) -> Vec<u8> {
        let mut out = Vec::new();
        shorts(&mut out, &[self.list.len() as u16]);
        let mut offset = 2 + 2 * self.list.len();
        for rule in &self.list {
            shorts(&mut out, &[offset as u16]);
            offset += 8 + rule.table.len();
        }
        for rule in &self.list {
            shorts(&mut out, &[rule.kind, 0, 1, 8]);
            out.extend(&rule.table);
        }
        out
    }
}

/// A list of glyphs in order, at the end of a table that refers to it.
fn coverage(glyphs: &[u16]) -> Vec<u8> {
    let mut out = Vec::new();
    shorts(&mut out, &[1, glyphs.len() as u16]);
    shorts(&mut out, glyphs);
    out
}

fn single(map: &BTreeMap<u16, u16>, glyph: &impl Fn(u16) -> u16) -> Vec<u8> {
    let map: BTreeMap<u16, u16> = map.iter().map(|(from, to)| (glyph(*from), glyph(*to))).collect();
    let (from, to): (Vec<u16>, Vec<u16>) = map.into_iter().unzip();
    let mut out = Vec::new();
    shorts(&mut out, &[2, (6 + 2 * to.len()) as u16, to.len() as u16]);
    shorts(&mut out, &to);
    out.extend(coverage(&from));
    out
}

/// A table of sets, one for each first glyph, with the glyphs themselves at its end.
fn sets(head: &[u16], sets: &BTreeMap<u16, Vec<u8>>) -> Vec<u8> {
    let start = 2 * (head.len() + 2 + sets.len());
    let size: usize = sets.values().map(Vec::len).sum();
    let mut out = Vec::new();
    shorts(&mut out, &head[..1]);
    shorts(&mut out, &[(start + size) as u16]);
    shorts(&mut out, &head[1..]);
    shorts(&mut out, &[sets.len() as u16]);
    let mut offset = start;
    for set in sets.values() {
        shorts(&mut out, &[offset as u16]);
        offset += set.len();
    }
    out.extend(sets.values().flatten());
    out.extend(coverage(&sets.keys().copied().collect::<Vec<_>>()));
    out
}

fn ligature(map: &BTreeMap<Vec<u16>, u16>, glyph: &impl Fn(u16) -> u16) -> Vec<u8> {
    let mut firsts: BTreeMap<u16, Vec<(Vec<u16>, u16)>> = BTreeMap::new();
    for (parts, whole) in map {
        if let Some((first, rest)) = parts.split_first() {
            let rest = rest.iter().map(|part| glyph(*part)).collect();
            firsts.entry(glyph(*first)).or_default().push((rest, glyph(*whole)));
        }
    }
    let tables = firsts.into_iter().map(|(first, mut list)| {
        // The longest first: the first that fits is taken.
        list.sort_by_key(|(rest, whole)| (usize::MAX - rest.len(), *whole));
        let mut out = Vec::new();
        shorts(&mut out, &[list.len() as u16]);
        let mut offset = 2 + 2 * list.len();
        for (rest, _) in &list {
            shorts(&mut out, &[offset as u16]);
            offset += 4 + 2 * rest.len();
        }
        for (rest, whole) in &list {
            shorts(&mut out, &[*whole, rest.len() as u16 + 1]);
            shorts(&mut out, rest);
        }
        (first, out)
    });
    sets(&[1], &tables.collect())
}

fn pairs(map: &BTreeMap<(u16, u16), i16>, glyph: &impl Fn(u16) -> u16) -> Vec<u8> {
    let mut firsts: BTreeMap<u16, BTreeMap<u16, i16>> = BTreeMap::new();
    for ((left, right), kern) in map {
        firsts.entry(glyph(*left)).or_default().insert(glyph(*right), *kern);
    }
    let tables = firsts.into_iter().map(|(first, seconds)| {
        let mut out = Vec::new();
        shorts(&mut out, &[seconds.len() as u16]);
        for (second, kern) in seconds {
            shorts(&mut out, &[second, kern as u16]);
        }
        (first, out)
    });
    // The first glyph's advance is changed, the second stays as it is.
    sets(&[1, 4, 0], &tables.collect())
}
