//! Pairs the fences of `:::` blocks.
//!
//! In Pandoc a fence with a name opens and a bare one closes the innermost, however many colons they have; comrak wants
//! more colons outside than inside, takes a bare fence without a partner for the start of a block that swallows what
//! follows, knows no colon in what stands behind the fence, and does not finish a list that a fence ends: it loses code there
//! and the last lines of paragraphs. So the lines with fences are written anew for it, with a comment before them that ends
//! lists.

use std::ops::Range;

use super::parse;
use super::part::Part;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// How many signs of quotes and lists may begin a line: twice as many as levels that are read.
const MOST_SIGNS: usize = 2 * parse::DEEPEST;

/// What ends lists before a fence; it is no part of the tree.
pub(super) const COMMENT: &str = "<!-- -->";

struct Fence {
    /// The index of its line.
    line: usize,
    /// The colons in the text.
    colons: Range<usize>,
    /// Its name and attributes; empty for a fence that closes.
    info: Range<usize>,
    /// How many colons more than three it needs, for the levels of blocks that stand inside it.
    height: usize,
}

/// The lines to replace, by their index, in order. `verbatim` names the lines, from one, of code and raw HTML.
pub(super) fn mend(
    part: &Part,
    verbatim: &[(usize, usize)],
    diagnostics: &mut Diagnostics,
) -> Vec<(usize, String)> {
    let mut verbatim = verbatim.iter().peekable();
    let mut open: Vec<Fence> = Vec::new();
    let mut too_deep = 0;
    let mut lines = Vec::new();
    // The last line so far that begins with a sign of a list.
    let mut listed = None;
    for (index, range) in part.line_ranges().enumerate() {
        if within(part.text[range.clone()].trim_start()).is_some() {
            listed = Some(index);
        }
        while verbatim.next_if(|(_, last)| *last <= index).is_some() {}
        let is_verbatim = verbatim.peek().is_some_and(|(first, _)| *first <= index + 1);
        let Some(fence) = find(part, index, range) else { continue };
        if is_verbatim {
            // comrak would take colons in code for the end of what is around, unless that has more of them.
            if let Some(outer) = open.last_mut() {
                outer.height = outer.height.max(fence.colons.len() - 2);
            }
            continue;
        }
        if too_deep > 0 || (!fence.info.is_empty() && open.len() >= parse::DEEPEST) {
            if too_deep == 0 {
                diagnostics.push(parse::too_deep(part, fence.colons.clone()));
            }
            too_deep = if fence.info.is_empty() { too_deep - 1 } else { too_deep + 1 };
            lines.push(blank(part, &fence));
        } else if !fence.info.is_empty() {
            open.push(fence);
        } else if let Some(partner) = open.pop() {
            if let Some(outer) = open.last_mut() {
                outer.height = outer.height.max(partner.height + 1);
            }
            lines.extend(rewrite(part, &partner, partner.height));
            let closing = rewrite(part, &fence, partner.height);
            if listed.is_some_and(|line| line >= partner.line) {
                lines.push(behind_a_comment(part, &fence, closing.map(|(_, line)| line)));
            } else {
                lines.extend(closing);
            }
        } else {
            diagnostics.push(unmatched(part, &fence.colons, "closes nothing"));
            lines.push(blank(part, &fence));
        }
    }
    for fence in open.iter().rev() {
        diagnostics.push(unmatched(part, &fence.colons, "is not closed"));
        // What it holds is at most everything that follows.
        lines.extend(rewrite(part, fence, open.len() + fence.height));
    }
    lines.sort_by_key(|(index, _)| *index);
    lines
}

/// The text, line by line, such that comrak finds the blocks even where colons stand behind their fences.
pub(super) fn without_colons(part: &Part) -> String {
    let mut text = String::with_capacity(part.text.len() + 1);
    for (index, range) in part.line_ranges().enumerate() {
        match find(part, index, range.clone()).filter(|fence| part.text[fence.info.clone()].contains(':')) {
            Some(fence) => {
                text.push_str(&part.text[range.start..fence.colons.end]);
                text.push_str(" block");
            }
            None => text.push_str(&part.text[range]),
        }
        text.push('\n');
    }
    text
}

/// How many blocks are open at once at most, if every fence is one.
pub(super) fn deepest(part: &Part) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for (index, range) in part.line_ranges().enumerate() {
        match find(part, index, range) {
            Some(fence) if fence.info.is_empty() => depth = depth.saturating_sub(1),
            Some(_) => depth += 1,
            None => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The lines that begin with more signs of quotes and lists than comrak could take, to be left out.
pub(super) fn too_deep(part: &Part, diagnostics: &mut Diagnostics) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    for (index, range) in part.line_ranges().enumerate() {
        let mut rest = part.text[range.clone()].trim_start();
        let mut signs = 0;
        while let Some(inner) = within(rest) {
            rest = inner.trim_start();
            signs += 1;
        }
        if signs > MOST_SIGNS {
            diagnostics.push(parse::too_deep(part, range.end - rest.len()..range.end));
            lines.push((index, String::new()));
        }
    }
    lines
}

/// The line without its fence.
fn blank(part: &Part, fence: &Fence) -> (usize, String) {
    let start = part.line(fence.colons.start).start;
    (fence.line, part.text[start..fence.colons.start].to_owned())
}

/// The fault of a fence without a partner.
pub(super) fn unmatched(part: &Part, colons: &Range<usize>, what: &str) -> Diagnostic {
    let shown = &part.text[colons.clone()];
    Diagnostic::new(Code::UnmatchedFence, part.span(colons.clone()), format!("the fence `{shown}` {what}"))
        .with_help("a block opens with `::: {.name}` and closes with `:::` on a line of its own")
}

/// The fence on a line, behind the signs of quotes and lists that it may stand in.
fn find(part: &Part, line: usize, range: Range<usize>) -> Option<Fence> {
    let text = &part.text[range.clone()];
    let mut rest = text.trim_start();
    while let Some(inner) = within(rest) {
        rest = inner.trim_start();
    }
    let count = rest.len() - rest.trim_start_matches(':').len();
    if count < 3 {
        return None;
    }
    let start = range.end - rest.len();
    let info = rest[count..].trim();
    let from = start + rest.len() - rest[count..].trim_start().len();
    Some(Fence { line, colons: start..start + count, info: from..from + info.len(), height: 0 })
}

/// What stands behind one sign of a quote, a list item or a definition.
fn within(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('>') {
        return Some(rest);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marker = match text.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' | b':' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    text[marker..].starts_with([' ', '\t']).then(|| &text[marker..])
}

/// The line of a fence that closes a block, behind one that ends a list in it.
fn behind_a_comment(part: &Part, fence: &Fence, line: Option<String>) -> (usize, String) {
    let range = part.line(fence.colons.start);
    let before = &part.text[range.start..fence.colons.start];
    let line = line.unwrap_or_else(|| part.text[range].to_owned());
    if before.contains(|c: char| !matches!(c, ' ' | '\t' | '>')) {
        // It begins an item itself.
        return (fence.line, line);
    }
    (fence.line, format!("{before}{COMMENT}\n{line}"))
}

/// The line for comrak, where it would not read the author's own as it is meant.
fn rewrite(part: &Part, fence: &Fence, height: usize) -> Option<(usize, String)> {
    let info = &part.text[fence.info.clone()];
    if fence.colons.len() == height + 3 && !info.contains(':') {
        return None;
    }
    let before = part.line(fence.colons.start).start..fence.colons.start;
    let name = if info.is_empty() { "" } else { " block" };
    Some((fence.line, format!("{}{}{name}", &part.text[before], ":".repeat(height + 3))))
}
