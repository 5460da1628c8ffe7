//! Lists: bullets, numbers, tasks; and terms with their definitions.

use comrak::nodes::{ListType, Node, NodeList, NodeValue};

use super::attributes::{Attributes, Word};
use super::part::Part;
use super::tables::Caption;
use super::{Reader, blocks};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Block, BlockKind, Definition, List, ListItem, ListKind, NumberStyle};
use crate::source::Span;

/// The names of the ways to spell numbers, as CSS has them.
const STYLES: [(&str, NumberStyle); 5] = [
    ("decimal", NumberStyle::Decimal),
    ("lower-alpha", NumberStyle::LowerAlpha),
    ("upper-alpha", NumberStyle::UpperAlpha),
    ("lower-roman", NumberStyle::LowerRoman),
    ("upper-roman", NumberStyle::UpperRoman),
];

impl Reader<'_> {
    /// A list of items.
    pub(super) fn list(&mut self, part: &Part, node: Node<'_>, list: &NodeList, span: Span) -> Block {
        let items: Vec<ListItem> = node.children().map(|item| self.item(part, item)).collect();
        let kind = if items.iter().any(|item| item.done.is_some()) {
            ListKind::Task
        } else {
            match list.list_type {
                ListType::Bullet => ListKind::Bullet,
                ListType::Ordered => {
                    ListKind::Numbered { start: list.start as u32, style: NumberStyle::Decimal }
                }
            }
        };
        let tight = list.tight || items.iter().all(|item| paragraphs(&item.blocks) <= 1);
        Block::new(BlockKind::List(List { kind, items, tight }), span)
    }

    fn item(&mut self, part: &Part, item: Node<'_>) -> ListItem {
        let range = part.range(item.data().sourcepos);
        let span = part.span(range);
        let nodes: Vec<Node<'_>> = item.children().collect();
        let first = nodes.first().filter(|node| matches!(node.data().value, NodeValue::Paragraph));
        let boxed = first.and_then(|node| {
            let range = part.range(node.data().sourcepos);
            Some((*node, task_box(&part.text[range.clone()])?, range))
        });
        let Some((node, done, range)) = boxed else {
            return ListItem { blocks: self.sequence(part, &nodes), done: None, span };
        };
        let words = range.start + "[x]".len()..range.end;
        let content = self.inlines(part, node, words.clone());
        let mut blocks: Vec<Block> = blocks::paragraph_of(content, part, words).into_iter().collect();
        blocks.extend(self.sequence(part, &nodes[1..]));
        ListItem { blocks, done: Some(done), span }
    }

    /// Terms with their definitions. Where a table follows and the last definition is its caption, the table too.
    pub(super) fn definitions(
        &mut self,
        part: &Part,
        node: Node<'_>,
        table: Option<Node<'_>>,
        span: Span,
    ) -> Vec<Block> {
        let mut items: Vec<Node<'_>> = node.children().collect();
        let mut behind = Vec::new();
        if let Some(table) = table
            && let Some((term, caption)) =
                items.last().and_then(|item| caption_read_as_definition(part, item))
        {
            items.pop();
            behind.extend(term.map(|term| self.blocks(part, term)).unwrap_or_default());
            behind.push(self.table(part, table, Some(caption)));
        }
        let mut list: Vec<Definition> = Vec::new();
        for item in items {
            self.definition(part, item, &mut list);
        }
        let definitions = (!list.is_empty()).then(|| Block::new(BlockKind::Definitions(list), span));
        definitions.into_iter().chain(behind).collect()
    }

    fn definition(&mut self, part: &Part, item: Node<'_>, list: &mut Vec<Definition>) {
        let span = part.span(part.range(item.data().sourcepos));
        for node in item.children() {
            if matches!(node.data().value, NodeValue::DescriptionTerm) {
                let end = node.next_sibling().map(|next| part.offset(next.data().sourcepos.start));
                let start = part.offset(node.data().sourcepos.start);
                let range = start..end.unwrap_or(part.text.len()).max(start);
                let mut term = Vec::new();
                for paragraph in node.children() {
                    term.extend(self.inlines(part, paragraph, range.clone()));
                }
                blocks::trim_end(&mut term);
                list.push(Definition { term, meanings: Vec::new(), span });
            } else if let Some(last) = list.last_mut() {
                last.meanings.push(self.blocks(part, node));
                last.span = last.span.to(span);
            }
        }
    }

    /// `::: {.list style=lower-alpha start=3}` around a list.
    pub(super) fn styled_list(
        &mut self,
        part: &Part,
        attributes: &mut Attributes,
        mut blocks: Vec<Block>,
        opening: Span,
    ) -> Vec<Block> {
        let named = attributes.take("style").or_else(|| attributes.take("type"));
        let style = named.and_then(|word| self.number_style(part, &word));
        let by_class = STYLES.iter().find(|(name, _)| attributes.take_class(name)).map(|(_, style)| *style);
        let start = attributes.take("start").and_then(|word| self.number(part, &word));
        match &mut blocks[..] {
            [Block { kind: BlockKind::List(list), .. }] => {
                if let ListKind::Numbered { start: first, style: spelled } = &mut list.kind {
                    *first = start.unwrap_or(*first);
                    *spelled = style.or(by_class).unwrap_or(*spelled);
                } else if style.or(by_class).is_some() || start.is_some() {
                    self.bad_block(
                        opening,
                        "a list without numbers has no style",
                        "write `1.` before its items",
                    );
                }
            }
            _ => self.bad_block(
                opening,
                "this block must hold one list and nothing else",
                "close it after the list",
            ),
        }
        blocks
    }

    fn number_style(&mut self, part: &Part, word: &Word) -> Option<NumberStyle> {
        let found = STYLES.iter().find(|(name, _)| *name == word.text).map(|(_, style)| *style);
        if found.is_none() {
            let names = STYLES.iter().map(|(name, _)| *name);
            let help = match nearest(&word.text, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it is one of {}", names.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("`{}` is no way to spell numbers", word.text);
            let span = part.span(word.range.clone());
            self.fault(Diagnostic::new(Code::BadAttribute, span, message).with_help(help));
        }
        found
    }

    /// A whole number in an attribute.
    pub(super) fn number<T: std::str::FromStr>(&mut self, part: &Part, word: &Word) -> Option<T> {
        let number = word.text.trim().parse().ok();
        if number.is_none() {
            let message = format!("`{}` is not a whole number", word.text);
            self.fault(Diagnostic::new(Code::BadAttribute, part.span(word.range.clone()), message));
        }
        number
    }
}

/// The caption that comrak has read as the last definition of a list, with the paragraph that it took for the term.
fn caption_read_as_definition<'n>(part: &Part, item: Node<'n>) -> Option<(Option<Node<'n>>, Caption<'n>)> {
    let term = item.children().find(|node| matches!(node.data().value, NodeValue::DescriptionTerm));
    let details = item.last_child()?;
    let node = details.first_child().filter(|first| first.next_sibling().is_none())?;
    if !matches!(node.data().value, NodeValue::Paragraph) {
        return None;
    }
    let range = part.range(node.data().sourcepos);
    // Only a label tells a caption from a definition, one of its own: close behind an image it is the image's.
    Attributes::ending(&part.text, range.clone())?.label?;
    let words = part.text[range.clone()].rsplit_once('{').map(|(words, _)| words);
    words.filter(|words| words.ends_with(char::is_whitespace))?;
    Some((term, Caption { node, range }))
}

/// Whether a paragraph begins with a task's box, and whether that is ticked.
fn task_box(text: &str) -> Option<bool> {
    let (sign, rest) = text.strip_prefix('[')?.split_once(']')?;
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    match sign {
        " " => Some(false),
        "x" | "X" => Some(true),
        _ => None,
    }
}

fn paragraphs(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count()
}
