//! Labels: each names one thing, and every heading has one.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::lists::listed;
use super::tree::{self, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Document, Label, Listing, walk};
use crate::source::Span;

/// Takes a label away from whatever is the second to bear it, and gives every heading without one an automatic label.
pub(super) fn label(document: &mut Document, diagnostics: &mut Diagnostics) {
    let mut taken = BTreeMap::new();
    tree::each(tree::whole(document), &mut |node| {
        if let Node::Block(block) = node
            && let Some(label) = &block.label
        {
            match taken.entry(label.clone()) {
                Entry::Vacant(place) => {
                    place.insert(block.span);
                }
                Entry::Occupied(first) => {
                    diagnostics.push(duplicate(block, label, *first.get()));
                    block.label = None;
                }
            }
        }
    });
    let lists = document.meta.lists.clone();
    let mut repeats = BTreeMap::new();
    tree::each(tree::whole(document), &mut |node| {
        if let Node::Block(block) = node
            && block.label.is_none()
            && let BlockKind::Heading(heading) = &block.kind
        {
            let label = free(slug(&walk::plain_text(&heading.content)), &taken, &mut repeats);
            taken.insert(label.clone(), block.span);
            block.label = Some(label);
        }
    });
    // What a list names must be a place to lead to; one without a title has no number, and stays out of it.
    tree::each(tree::whole(document), &mut |node| {
        let Node::Block(block) = node else { return };
        for &of in lists.iter().filter(|_| block.label.is_none()) {
            let name = match of {
                Listing::Figures => "figure",
                Listing::Tables => "table",
            };
            if listed(block, of).is_some_and(|(caption, _)| !caption.is_empty()) {
                let label = free(name.to_owned(), &taken, &mut repeats);
                taken.insert(label.clone(), block.span);
                block.label = Some(label);
                break;
            }
        }
    });
}

/// The fault of a label that is taken already; `first` is the place of what bears it.
fn duplicate(block: &Block, label: &Label, first: Span) -> Diagnostic {
    let message = format!("the label `{}` is given twice", label.as_str());
    let is_one_place = first.end > first.start && first.key() == block.span.key();
    let help = if is_one_place {
        "the file is included more than once; take the label out of it, or include it once"
    } else {
        "give this one a name of its own; references lead to the first"
    };
    Diagnostic::new(Code::DuplicateLabel, block.span, message).with_help(help)
}

/// The first of `slug`, `slug-1`, `slug-2` and so on that nothing bears.
fn free(slug: String, taken: &BTreeMap<Label, Span>, repeats: &mut BTreeMap<String, u32>) -> Label {
    let plain = Label(slug.clone());
    if !taken.contains_key(&plain) {
        return plain;
    }
    // The count is kept so that a thousand headings `Example` do not try a thousand names each.
    let count = repeats.entry(slug).or_default();
    loop {
        *count += 1;
        let label = Label(format!("{}-{count}", plain.as_str()));
        if !taken.contains_key(&label) {
            return label;
        }
    }
}

/// A heading's words as GitHub and Pandoc make an identifier of them: small letters, digits, `-` and `_`; spaces become `-`.
fn slug(words: &str) -> String {
    let slug: String = words
        .trim()
        .chars()
        .filter_map(|c| match c {
            // Combining marks belong to their letters.
            '-' | '_' | '\u{300}'..='\u{36f}' => Some(c),
            _ if c.is_whitespace() => Some('-'),
            _ => c.is_alphanumeric().then_some(c),
        })
        .flat_map(char::to_lowercase)
        .collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}
