//! `:::` blocks: which kinds there are, and what each makes of its content.

use std::ops::Range;

use comrak::nodes::{AlertType, Node};

use super::attributes::Attributes;
use super::part::Part;
use super::{Reader, blocks, fences};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Block, BlockKind, Callout, CalloutKind, Contents, Inline, InlineKind, Label, Quote};
use crate::source::Span;

/// The kinds of `:::` block.
#[derive(Clone, Copy)]
enum Directive {
    /// A box; with the words of its heading where its name is not that of a kind.
    Callout(CalloutKind, Option<&'static str>),
    Quote,
    Figure,
    Table,
    ListTable,
    Timeline,
    Contents,
    PageBreak,
    Landscape,
    List,
}

/// The kinds by the classes that name them; those with `callout-` are Quarto's.
const NAMES: [(&str, Directive); 23] = [
    ("callout-note", Directive::Callout(CalloutKind::Note, None)),
    ("callout-tip", Directive::Callout(CalloutKind::Tip, None)),
    ("callout-warning", Directive::Callout(CalloutKind::Warning, None)),
    ("callout-important", Directive::Callout(CalloutKind::Warning, Some("Important"))),
    ("callout-caution", Directive::Callout(CalloutKind::Warning, Some("Caution"))),
    ("note", Directive::Callout(CalloutKind::Note, None)),
    ("tip", Directive::Callout(CalloutKind::Tip, None)),
    ("warning", Directive::Callout(CalloutKind::Warning, None)),
    ("important", Directive::Callout(CalloutKind::Warning, Some("Important"))),
    ("caution", Directive::Callout(CalloutKind::Warning, Some("Caution"))),
    ("key-findings", Directive::Callout(CalloutKind::KeyFindings, None)),
    ("recommendation", Directive::Callout(CalloutKind::Recommendation, None)),
    ("quote", Directive::Quote),
    ("figure", Directive::Figure),
    ("table", Directive::Table),
    ("list-table", Directive::ListTable),
    ("timeline", Directive::Timeline),
    ("contents", Directive::Contents),
    ("toc", Directive::Contents),
    ("page-break", Directive::PageBreak),
    ("pagebreak", Directive::PageBreak),
    ("landscape", Directive::Landscape),
    ("list", Directive::List),
];

impl Reader<'_> {
    /// Reads a `:::` block.
    pub(super) fn directive(&mut self, part: &Part, node: Node<'_>, span: Span) -> Vec<Block> {
        let (written, line) = part.written_line(node.data().sourcepos.start);
        let colons = colons(&written.text, line.clone());
        let info = colons.end..line.end;
        if written.text[info.clone()].trim().is_empty() {
            self.fault(fences::unmatched(written, &colons, "closes nothing"));
            return self.blocks(part, node);
        }
        let Some(mut attributes) = Attributes::of_fence(&written.text, info.clone()) else {
            let shown = written.text[info.clone()].trim();
            let message = format!("cannot read `{shown}`; the block's content stands without it");
            self.fault(
                Diagnostic::new(Code::BadAttribute, written.span(trimmed(&written.text, info)), message)
                    .with_help("write `::: {.name #label key=\"value\"}`"),
            );
            return self.blocks(part, node);
        };
        let opening = written.span(attributes.range.clone());
        let Some((name, kind)) = kind(&mut attributes) else {
            return self.plain_block(part, node, written, attributes);
        };
        let mut blocks = self.directive_of(kind, part, node, written, &mut attributes, span, opening);
        self.name_first(&mut blocks, &mut attributes, written);
        self.leftovers(written, &attributes, &format!("a `{name}` block"));
        blocks
    }

    #[expect(clippy::too_many_arguments, reason = "the content and the attributes each have text and places")]
    fn directive_of(
        &mut self,
        kind: Directive,
        part: &Part,
        node: Node<'_>,
        written: &Part,
        attributes: &mut Attributes,
        span: Span,
        opening: Span,
    ) -> Vec<Block> {
        match kind {
            Directive::Callout(kind, name) => {
                let blocks = self.blocks(part, node);
                vec![self.callout(kind, name, blocks, written, attributes, span)]
            }
            Directive::Quote => {
                let mut blocks = self.blocks(part, node);
                let attribution = match attributes.take("by") {
                    Some(word) => self.fragment(written, word.range),
                    None => take_attribution(&mut blocks),
                };
                vec![Block::new(BlockKind::Quote(Quote { blocks, attribution }), span)]
            }
            Directive::Figure => {
                let blocks = self.blocks(part, node);
                self.figure_block(blocks, written, attributes, span, opening)
            }
            Directive::Table => self.table_block(part, node, written, attributes, opening),
            Directive::ListTable => self.list_table(part, node, written, attributes, span, opening),
            Directive::Timeline => self.timeline(part, node, written, attributes, span, opening),
            Directive::Contents => {
                let depth = attributes.take("depth").and_then(|word| self.number(written, &word));
                let depth = depth.unwrap_or(Contents::DEPTH).clamp(1, 6);
                let mut list = vec![Block::new(BlockKind::Contents(Contents { depth }), span)];
                list.extend(self.blocks(part, node));
                list
            }
            Directive::PageBreak => {
                let mut list = vec![Block::new(BlockKind::PageBreak, opening)];
                list.extend(self.blocks(part, node));
                list
            }
            Directive::Landscape => vec![Block::new(BlockKind::Landscape(self.blocks(part, node)), span)],
            Directive::List => {
                let blocks = self.blocks(part, node);
                self.styled_list(written, attributes, blocks, opening)
            }
        }
    }

    fn callout(
        &mut self,
        kind: CalloutKind,
        name: Option<&str>,
        mut blocks: Vec<Block>,
        written: &Part,
        attributes: &mut Attributes,
        span: Span,
    ) -> Block {
        let mut title = attributes.take("title").map(|word| self.fragment(written, word.range));
        let mut label = None;
        if title.is_none() && matches!(blocks.first(), Some(Block { kind: BlockKind::Heading(_), .. })) {
            let first = blocks.remove(0);
            label = first.label;
            if let BlockKind::Heading(heading) = first.kind {
                title = Some(heading.content);
            }
        }
        let title = title.or_else(|| name.map(|name| vec![Inline::text(name, span)])).unwrap_or_default();
        let addressee = attributes.take("to").map(|word| self.fragment(written, word.range));
        let addressee = addressee.unwrap_or_default();
        let callout = Callout { kind, title, addressee, blocks, number: None };
        Block { label, ..Block::new(BlockKind::Callout(callout), span) }
    }

    /// GitHub's `> [!NOTE]`.
    pub(super) fn alert(
        &mut self,
        part: &Part,
        node: Node<'_>,
        kind: AlertType,
        title: Option<String>,
        span: Span,
    ) -> Block {
        let (kind, name) = match kind {
            AlertType::Note => (CalloutKind::Note, None),
            AlertType::Tip => (CalloutKind::Tip, None),
            AlertType::Warning => (CalloutKind::Warning, None),
            AlertType::Important => (CalloutKind::Warning, Some("Important")),
            AlertType::Caution => (CalloutKind::Warning, Some("Caution")),
        };
        let start = part.offset(node.data().sourcepos.start);
        let line = part.line(start);
        let written = title.and_then(|title| {
            let at = part.text[line.clone()].find(title.trim())?;
            Some(self.fragment(part, line.start + at..line.start + at + title.trim().len()))
        });
        let title = written.or_else(|| name.map(|name| vec![Inline::text(name, span)])).unwrap_or_default();
        let blocks = self.blocks(part, node);
        let callout = Callout { kind, title, addressee: Vec::new(), blocks, number: None };
        Block::new(BlockKind::Callout(callout), span)
    }

    /// A block quote, whose last paragraph may say who is quoted.
    pub(super) fn quote(&mut self, part: &Part, node: Node<'_>, span: Span) -> Block {
        let mut blocks = self.blocks(part, node);
        let attribution = take_attribution(&mut blocks);
        Block::new(BlockKind::Quote(Quote { blocks, attribution }), span)
    }

    /// Quarto's `::: {#tbl-x}`: a table, the last paragraph its caption.
    fn table_block(
        &mut self,
        part: &Part,
        node: Node<'_>,
        written: &Part,
        attributes: &mut Attributes,
        opening: Span,
    ) -> Vec<Block> {
        let mut blocks = self.blocks(part, node);
        let caption = super::figures::take_caption(&mut blocks).unwrap_or_default();
        match &mut blocks[..] {
            [block @ Block { kind: BlockKind::Table(_), .. }] => {
                self.caption_table(block, caption, written, attributes);
            }
            _ => self.bad_block(
                opening,
                "this block must hold one table",
                "close it after the table and its caption",
            ),
        }
        blocks
    }

    /// A block that only names its content or its language; or one of a kind that nobody knows.
    fn plain_block(
        &mut self,
        part: &Part,
        node: Node<'_>,
        written: &Part,
        mut attributes: Attributes,
    ) -> Vec<Block> {
        let mut blocks = self.blocks(part, node);
        if attributes.classes.is_empty() {
            self.name_first(&mut blocks, &mut attributes, written);
            self.leftovers(written, &attributes, "a block without a kind");
            return blocks;
        }
        let word = attributes.classes.remove(0);
        let known = NAMES.iter().map(|(name, _)| *name);
        let help = match nearest(&word.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the guide lists the kinds of block; the content stands without it".to_owned(),
        };
        let message = format!("there is no block `{}`", word.text);
        self.fault(Diagnostic::new(Code::UnknownBlock, written.span(word.range), message).with_help(help));
        self.name_first(&mut blocks, &mut attributes, written);
        blocks
    }

    /// Gives blocks the label and the language that stand on the block around them.
    fn name_first(&mut self, blocks: &mut [Block], attributes: &mut Attributes, written: &Part) {
        if let Some(language) = self.language(attributes, written) {
            for block in blocks.iter_mut().filter(|block| block.language.is_none()) {
                block.language = Some(language.clone());
            }
        }
        if let Some(first) = blocks.first_mut()
            && let Some(word) = attributes.label.take_if(|_| first.label.is_none())
        {
            first.label = Some(Label(word.text));
        }
    }

    /// Says that the content of a block has the wrong form.
    pub(super) fn bad_block(&mut self, span: Span, message: &str, help: &str) {
        self.fault(Diagnostic::new(Code::BadBlock, span, message).with_help(help));
    }
}

/// The kind that attributes name, its class taken out of them.
fn kind(attributes: &mut Attributes) -> Option<(&'static str, Directive)> {
    let named = NAMES.iter().find(|(name, _)| attributes.has(name));
    if let Some((name, kind)) = named {
        attributes.take_class(name);
        return Some((name, *kind));
    }
    let label = attributes.label.as_ref().filter(|_| attributes.classes.is_empty())?;
    match label.text.split_once('-')?.0 {
        "fig" => Some(("figure", Directive::Figure)),
        "tbl" => Some(("table", Directive::Table)),
        _ => None,
    }
}

/// Who is quoted, where the last paragraph begins with a dash.
fn take_attribution(blocks: &mut Vec<Block>) -> Vec<Inline> {
    if blocks.len() < 2 {
        return Vec::new();
    }
    let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.last_mut() else {
        return Vec::new();
    };
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() else { return Vec::new() };
    let dashed = ["—", "―", "---", "–", "--"].iter().find_map(|dash| text.strip_prefix(dash));
    let Some(rest) = dashed.map(|rest| rest.trim_start().to_owned()) else { return Vec::new() };
    *text = rest;
    let mut attribution = std::mem::take(content);
    blocks::trim_start(&mut attribution);
    blocks.pop();
    attribution
}

fn colons(text: &str, line: Range<usize>) -> Range<usize> {
    let start = line.start + text[line.clone()].find(":::").unwrap_or(0);
    let count = text[start..line.end].len() - text[start..line.end].trim_start_matches(':').len();
    start..start + count
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start + (range.len() - text[range.clone()].trim_start().len());
    start..start + text[range].trim().len()
}
