//! Names of bookmarks: what a label is called in a Word document.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Label;

/// Word takes no longer name.
const LONGEST: usize = 40;

/// The bookmarks of a document.
#[derive(Default)]
pub(super) struct Names {
    known: BTreeMap<Label, String>,
    taken: BTreeSet<String>,
    mentioned: BTreeSet<Label>,
    placed: BTreeSet<Label>,
    ids: usize,
}

impl Names {
    /// The name of a label's bookmark, for a mention of it.
    pub(super) fn mention(&mut self, label: &Label) -> String {
        self.mentioned.insert(label.clone());
        self.name(label)
    }

    /// Identifier and name of the bookmark to set for a label; `None` if it is set already.
    pub(super) fn place(&mut self, label: &Label) -> Option<(usize, String)> {
        self.placed.insert(label.clone()).then(|| {
            self.ids += 1;
            (self.ids, self.name(label))
        })
    }

    /// The labels that are mentioned but have found no place.
    pub(super) fn homeless(&self) -> Vec<Label> {
        self.mentioned.difference(&self.placed).cloned().collect()
    }

    fn name(&mut self, label: &Label) -> String {
        if let Some(name) = self.known.get(label) {
            return name.clone();
        }
        let base = spell(label.as_str());
        let mut name = base.clone();
        let mut round = 1;
        // Word does not tell capitals from small letters here.
        while !self.taken.insert(name.to_ascii_lowercase()) {
            round += 1;
            let suffix = format!("_{round}");
            name = format!("{}{suffix}", &base[..base.len().min(LONGEST - suffix.len())]);
        }
        self.known.insert(label.clone(), name.clone());
        name
    }
}

/// Letters, digits and `_`, a letter first.
fn spell(label: &str) -> String {
    let mut name: String =
        label.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(LONGEST).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "b_");
        name.truncate(LONGEST);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_and_told_apart() {
        let long = "x".repeat(60);
        let labels =
            ["fig-trade", "fig_trade", "Fig-Trade", "历史", "朝鲜", "2-ways", &long, &format!("{long}y")];
        let mut names = Names::default();
        let spelled: Vec<String> = labels.iter().map(|label| names.mention(&Label::from(*label))).collect();
        let short = "x".repeat(38);
        let expected = [
            "fig_trade",
            "fig_trade_2",
            "Fig_Trade_3",
            "b___",
            "b____2",
            "b_2_ways",
            &long[..40],
            &format!("{short}_2"),
        ];
        assert_eq!(spelled, expected);
        assert_eq!(names.mention(&Label::from("fig-trade")), "fig_trade");
    }
}
