//! The call of comrak: which syntax it reads, and how deep the tree may be that it gives.

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options};

use super::fences;
use super::part::Part;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// How many levels blocks and inlines may be nested.
pub(super) const DEEPEST: usize = 64;

/// Attributes, marks such as `~~`, notes in line and task boxes are read from comrak's plain text instead, where their
/// places are exact and Pandoc's rules can be kept.
fn syntax() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.description_lists = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    options.extension.block_directive = true;
    options.extension.cjk_friendly_emphasis = true;
    options.parse.relaxed_autolinks = true;
    options.parse.escaped_char_spans = true;
    options.parse.leave_footnote_definitions = true;
    options
}

/// The tree of a text of one line that holds inlines; it stands so many levels deep.
pub(super) fn inlines<'n>(
    arena: &'n Arena<'n>,
    part: &Part,
    depth: usize,
    diagnostics: &mut Diagnostics,
) -> Node<'n> {
    let root = comrak::parse_document(arena, &part.text, &syntax());
    prune(root, part, depth, diagnostics);
    root.first_child().unwrap_or(root)
}

/// Makes a text such that comrak reads it as Pandoc would, and in a time that grows as its length does.
pub(super) fn mend(part: Part, diagnostics: &mut Diagnostics) -> Part {
    let part = part.within_limits(diagnostics);
    let too_deep = fences::too_deep(&part, diagnostics);
    let part = if too_deep.is_empty() { part } else { part.with_lines(&too_deep) };
    if !part.text.contains(":::") {
        return part;
    }
    let mended = fences::mend(&part, &verbatim_lines(&part), diagnostics);
    if mended.is_empty() { part } else { part.with_lines(&mended) }
}

/// The lines of code and raw HTML, in which no fence is one: first and last, from one.
fn verbatim_lines(part: &Part) -> Vec<(usize, usize)> {
    if fences::deepest(part) > DEEPEST {
        return Vec::new();
    }
    let arena = Arena::new();
    comrak::parse_document(&arena, &fences::without_colons(part), &syntax())
        .descendants()
        .filter(|node| matches!(node.data().value, NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_)))
        .map(|node| (node.data().sourcepos.start.line, node.data().sourcepos.end.line))
        .collect()
}

/// The tree of a text of blocks; it stands so many levels deep.
pub(super) fn blocks<'n>(
    arena: &'n Arena<'n>,
    part: &Part,
    depth: usize,
    diagnostics: &mut Diagnostics,
) -> Node<'n> {
    let root = comrak::parse_document(arena, &part.text, &syntax());
    let comments = root.descendants().filter(|node| is_ours(node, part));
    for node in comments.collect::<Vec<_>>() {
        node.detach();
    }
    prune(root, part, depth, diagnostics);
    root
}

/// Whether a node is the comment before a fence.
fn is_ours(node: Node<'_>, part: &Part) -> bool {
    let data = node.data();
    matches!(&data.value, NodeValue::HtmlBlock(html) if html.literal.trim() == fences::COMMENT)
        && part.is_inserted(data.sourcepos.start.line)
}

/// Cuts off what is nested too deep, without recursion, so that all that follows may recurse.
fn prune(root: Node<'_>, part: &Part, depth: usize, diagnostics: &mut Diagnostics) {
    let mut stack = vec![(root, depth)];
    while let Some((node, depth)) = stack.pop() {
        let depth = depth + usize::from(is_level(&node.data().value));
        if depth <= DEEPEST {
            stack.extend(node.reverse_children().map(|child| (child, depth)));
            continue;
        }
        let position = node.data().sourcepos;
        let start = part.offset(position.start);
        let end = part.line(start).end.min(part.offset(position.end) + 1).max(start);
        diagnostics.push(too_deep(part, start..end));
        for child in node.children().collect::<Vec<_>>() {
            child.detach();
        }
    }
}

/// The fault of what is nested past the limit.
pub(super) fn too_deep(part: &Part, range: std::ops::Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, part.span(range), format!("nested more than {DEEPEST} levels deep"))
        .with_help("bring it nearer to the surface; what stands deeper is not read")
}

/// Whether a node is a level of its own to a reader, and not just a part of its parent such as the row of a table.
fn is_level(value: &NodeValue) -> bool {
    !matches!(
        value,
        NodeValue::Document
            | NodeValue::List(_)
            | NodeValue::DescriptionList
            | NodeValue::DescriptionItem(_)
            | NodeValue::DescriptionTerm
            | NodeValue::Paragraph
            | NodeValue::Table(_)
            | NodeValue::TableRow(_)
            | NodeValue::Text(_)
            | NodeValue::Escaped
    )
}
