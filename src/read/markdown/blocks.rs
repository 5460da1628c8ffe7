//! The blocks that comrak knows, and the paragraphs that are something else.

use std::ops::Range;

use comrak::nodes::{Node, NodeCodeBlock, NodeHeading, NodeValue};

use super::Reader;
use super::attributes::Attributes;
use super::part::Part;
use super::shortcodes;
use super::tables::caption_line;
use super::typography;
use crate::model::{Block, BlockKind, Code, Contents, Heading, Inline, InlineKind, Label};

/// Ways to ask for a new page; the shortcode is Quarto's, the commands are known from LaTeX.
const PAGE_BREAKS: [&str; 3] = ["{{< pagebreak >}}", "\\newpage", "\\pagebreak"];

/// Ways to ask for a contents list that other programs have.
const CONTENTS: [&str; 3] = ["[TOC]", "[[TOC]]", "[[_TOC_]]"];

impl Reader<'_> {
    /// Reads the blocks in a node.
    pub(super) fn blocks(&mut self, part: &Part, parent: Node<'_>) -> Vec<Block> {
        let nodes: Vec<Node<'_>> = parent.children().collect();
        self.sequence(part, &nodes)
    }

    /// Reads blocks that follow each other.
    pub(super) fn sequence(&mut self, part: &Part, nodes: &[Node<'_>]) -> Vec<Block> {
        self.depth += 1;
        let mut blocks = Vec::new();
        let mut rest = nodes;
        while !rest.is_empty() {
            let before = blocks.len();
            let read = self.block(part, rest, &mut blocks);
            self.anchor_in(&mut blocks[before..]);
            rest = &rest[read..];
        }
        self.depth -= 1;
        blocks
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "comrak knows more syntax than is switched on")]
    /// Reads the first of some nodes, and those behind it that belong to it; says how many.
    fn block(&mut self, part: &Part, nodes: &[Node<'_>], out: &mut Vec<Block>) -> usize {
        let Some(&node) = nodes.first() else { return 0 };
        let next = nodes.get(1).copied();
        let position = node.data().sourcepos;
        let range = part.range(position);
        let span = part.span(range.clone());
        let value = node.data().value.clone();
        match value {
            NodeValue::Paragraph => {
                if let Some(table) = next.filter(|next| is_table(next))
                    && let Some(caption) = caption_line(part, node)
                    && nodes.get(2).is_none_or(|after| caption_line(part, after).is_none())
                {
                    out.push(self.table(part, table, Some(caption)));
                    return 2;
                }
                out.extend(self.paragraph(part, node, range));
            }
            NodeValue::Table(_) => {
                let caption = next.and_then(|next| caption_line(part, next));
                let read = 1 + usize::from(caption.is_some());
                out.push(self.table(part, node, caption));
                return read;
            }
            NodeValue::Heading(heading) => out.push(self.heading(part, node, heading, range)),
            NodeValue::BlockQuote => out.push(self.quote(part, node, span)),
            NodeValue::List(list) => out.push(self.list(part, node, &list, span)),
            NodeValue::DescriptionList => {
                let table = next.filter(|next| is_table(next));
                out.extend(self.definitions(part, node, table, span));
                return if table.is_some() && out.last().is_some_and(is_table_block) { 2 } else { 1 };
            }
            NodeValue::CodeBlock(code) => out.push(self.code_block(part, &code, range)),
            NodeValue::HtmlBlock(html) => out.extend(self.html_block(part, &html.literal, range)),
            NodeValue::ThematicBreak => out.push(Block::new(BlockKind::Rule, span)),
            NodeValue::Alert(alert) => out.push(self.alert(part, node, alert.alert_type, alert.title, span)),
            NodeValue::BlockDirective(_) => out.extend(self.directive(part, node, span)),
            // Read where it is mentioned.
            NodeValue::FootnoteDefinition(_) => {}
            // Syntax that is not switched on, inlines and parts of the blocks above.
            _ => out.extend(self.blocks(part, node)),
        }
        1
    }

    fn paragraph(&mut self, part: &Part, node: Node<'_>, range: Range<usize>) -> Vec<Block> {
        let typed = part.text[range.clone()].trim();
        let span = part.span(range.clone());
        if PAGE_BREAKS.contains(&typed) {
            return vec![Block::new(BlockKind::PageBreak, span)];
        }
        if CONTENTS.contains(&typed) {
            return vec![Block::new(BlockKind::Contents(Contents { depth: Contents::DEPTH }), span)];
        }
        if let Some(file) = shortcodes::include(typed) {
            return self.include(file, span);
        }
        if let Some(figure) = self.figure_alone(part, node, range.clone()) {
            return vec![figure];
        }
        let content = self.inlines(part, node, range.clone());
        paragraph_of(content, part, range).into_iter().collect()
    }

    fn heading(&mut self, part: &Part, node: Node<'_>, heading: NodeHeading, range: Range<usize>) -> Block {
        let words = if heading.setext {
            // The last line is the underline.
            range.start..part.line(range.end).start.saturating_sub(1).max(range.start)
        } else {
            let text = part.text[range.clone()].trim_end();
            let open = text.trim_end_matches('#');
            let end = if open.ends_with([' ', '\t']) { open.trim_end().len() } else { text.len() };
            range.start..range.start + end
        };
        let mut attributes = Attributes::ending(&part.text, words.clone()).unwrap_or_default();
        let end = if attributes.range.is_empty() { words.end } else { attributes.range.start };
        let mut content = self.inlines(part, node, words.start..end);
        trim_end(&mut content);
        let label = attributes.label.take();
        let unnumbered = attributes.take_class("unnumbered");
        let appendix = attributes.take_class("appendix");
        let language = self.language(&mut attributes, part);
        self.leftovers(part, &attributes, "a heading");
        let kind = BlockKind::Heading(Heading {
            level: heading.level,
            depth: 0,
            content,
            numbered: !unnumbered,
            appendix,
            number: None,
        });
        let label = label.map(|word| Label(word.text));
        Block { label, language, ..Block::new(kind, part.span(words)) }
    }

    fn code_block(&mut self, part: &Part, code: &NodeCodeBlock, range: Range<usize>) -> Block {
        let text = code.literal.strip_suffix('\n').unwrap_or(&code.literal).to_owned();
        let mut block = Block::new(BlockKind::Code(Code { text, syntax: None }), part.span(range.clone()));
        if !code.fenced {
            return block;
        }
        let line = range.start..part.line(range.start).end.min(range.end);
        let fence = part.text[line.clone()].len()
            - part.text[line.clone()].trim_start_matches(char::from(code.fence_char)).len();
        let info = line.start + fence..line.end;
        let mut attributes = Attributes::ending(&part.text, info.clone()).unwrap_or_default();
        // Without attributes comrak has the whole, its escapes and character references undone.
        let before = if attributes.range.is_empty() {
            &code.info
        } else {
            &part.text[info.start..attributes.range.start]
        };
        let named = before
            .trim()
            .trim_start_matches('{')
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '}'))
            .next()
            .filter(|name| !name.is_empty())
            .map(str::to_owned);
        let by_class = if named.is_none() && !attributes.classes.is_empty() {
            Some(attributes.classes.remove(0).text)
        } else {
            None
        };
        block.label = attributes.label.take().map(|word| Label(word.text));
        self.leftovers(part, &attributes, "a code block");
        if let BlockKind::Code(code) = &mut block.kind {
            code.syntax = named.or(by_class);
        }
        block
    }
}

fn is_table(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Table(_))
}

fn is_table_block(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Table(_))
}

/// A paragraph, a figure where it holds just an image, or nothing where it holds nothing.
pub(super) fn paragraph_of(mut content: Vec<Inline>, part: &Part, range: Range<usize>) -> Option<Block> {
    trim_end(&mut content);
    trim_start(&mut content);
    let span = part.span(range);
    if let [Inline { kind: InlineKind::Image(picture), .. }] = &content[..] {
        return Some(super::figures::bare(picture.clone(), span));
    }
    let says_nothing = content.iter().all(|inline| matches!(inline.kind, InlineKind::LineBreak));
    (!says_nothing).then(|| Block::new(BlockKind::Paragraph(content), span))
}

/// Takes white space off the end of a text.
pub(super) fn trim_end(content: &mut Vec<Inline>) {
    while let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut() {
        let kept = text.trim_end_matches(typography::is_breaking_space).len();
        text.truncate(kept);
        if !text.is_empty() {
            break;
        }
        content.pop();
    }
}

/// Takes white space off the start of a text.
pub(super) fn trim_start(content: &mut Vec<Inline>) {
    while let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
        *text = text.trim_start_matches(typography::is_breaking_space).to_owned();
        if !text.is_empty() {
            break;
        }
        content.remove(0);
    }
}
