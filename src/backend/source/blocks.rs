//! Blocks as Markdown.

use super::escape::{self, Place};
use super::inlines::{self, Notes};
use super::lists::Marker;
use crate::diagnostic::{Code as Fault, Diagnostic};
use crate::model::{Block, BlockKind, Callout, CalloutKind, Code, Heading, Image, Inline, InlineKind, Quote};
use crate::source::Span;

/// Stands where nothing would else keep two things apart; it is no part of the document.
pub(super) const NOTHING: &str = "<!-- -->";

/// What the writing of blocks has at hand.
pub(super) struct Writer<'d> {
    images: &'d [Image],
    /// The notes that do not fit into a line.
    pub(super) notes: Notes<'d>,
    /// What Markdown cannot spell.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many colons more than three a fence needs around what has just been written.
    height: usize,
}

impl<'d> Writer<'d> {
    /// A writer for a document with these images.
    pub(super) fn new(images: &'d [Image]) -> Self {
        Self { images, notes: Notes::default(), diagnostics: Vec::new(), height: 0 }
    }

    /// The images of the document.
    pub(super) fn images(&self) -> &'d [Image] {
        self.images
    }

    /// Inlines on one line.
    pub(super) fn line(&mut self, list: &'d [Inline], place: Place) -> String {
        inlines::write(list, self.images, &mut self.notes, place)
    }

    /// Inlines that make a paragraph.
    pub(super) fn paragraph(&mut self, list: &'d [Inline]) -> String {
        escape::opening(self.line(list, Place::Free))
    }

    /// `key="words"`, unless there are none.
    pub(super) fn attribute(&mut self, key: &str, list: &'d [Inline]) -> Option<String> {
        (!list.is_empty()).then(|| format!("{key}=\"{}\"", self.line(list, Place::Quoted)))
    }

    /// Says that something cannot be spelled.
    pub(super) fn lose(&mut self, span: Span, message: &str) {
        self.diagnostics.push(Diagnostic::new(Fault::NotExpressible, span, message));
    }

    /// Blocks with blank lines between.
    pub(super) fn blocks(&mut self, list: &'d [Block]) -> String {
        self.sequence(list, None).join("\n\n")
    }

    /// Blocks, or what stands for none where something must stand.
    pub(super) fn blocks_or_nothing(&mut self, list: &'d [Block]) -> String {
        if list.is_empty() { NOTHING.to_owned() } else { self.blocks(list) }
    }

    /// Blocks one by one. `around` is the marker of the item that they stand in.
    pub(super) fn sequence(&mut self, list: &'d [Block], around: Option<Marker>) -> Vec<String> {
        let mut written = Vec::with_capacity(list.len());
        let mut marker = around;
        for (at, block) in list.iter().enumerate() {
            marker = marker.filter(|_| at == 0 || matches!(list[at - 1].kind, BlockKind::List(_)));
            let follows_terms = at > 0 && is_terms(&list[at - 1]) && is_terms(block);
            let text = self.block(block, &mut marker);
            written.push(if follows_terms { format!("{NOTHING}\n\n{text}") } else { text });
        }
        written
    }

    /// A block. `marker` is that of the list before, and becomes that of this list.
    fn block(&mut self, block: &'d Block, marker: &mut Option<Marker>) -> String {
        let names = names(block);
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, names),
            BlockKind::Paragraph(content) => {
                let text = self.paragraph(content);
                self.named(block, text)
            }
            BlockKind::List(list) => self.list(list, names, marker),
            BlockKind::Definitions(list) => self.wrapped(block, |writer| writer.definitions(list)),
            BlockKind::Quote(quote) => self.quote(quote, names),
            BlockKind::Code(code) => self.code(block, code),
            BlockKind::Callout(callout) => self.callout(callout, names),
            BlockKind::Table(table) => self.table(table, names),
            BlockKind::Figure(figure) => self.figure(block, figure, names),
            BlockKind::Timeline(events) => {
                self.wrapped(block, |writer| writer.fenced("timeline", |writer| writer.events(events)))
            }
            BlockKind::Rule => self.named(block, "---".to_owned()),
            BlockKind::PageBreak => self.fenced(&info("page-break", &names), |_| String::new()),
            BlockKind::Contents(contents) => {
                let mut attributes = names;
                attributes.push(format!("depth={}", contents.depth));
                self.fenced(&info("contents", &attributes), |_| String::new())
            }
            BlockKind::Landscape(blocks) => {
                self.fenced(&info("landscape", &names), |writer| writer.blocks(blocks))
            }
        }
    }

    /// A block between fences, with more colons than any in it.
    pub(super) fn fenced(&mut self, info: &str, inner: impl FnOnce(&mut Self) -> String) -> String {
        let beside = std::mem::take(&mut self.height);
        let body = inner(self);
        let colons = ":".repeat(3 + self.height);
        self.height = beside.max(self.height + 1);
        let end = if body.is_empty() { "" } else { "\n" };
        format!("{colons} {info}\n{body}{end}{colons}")
    }

    /// A block that has no place of its own for a label and a language.
    fn named(&mut self, block: &Block, text: String) -> String {
        self.wrapped(block, |_| text)
    }

    fn wrapped(&mut self, block: &Block, inner: impl FnOnce(&mut Self) -> String) -> String {
        let mut names = names(block);
        if block.label.as_ref().is_some_and(|label| makes_figure(label.as_str())) {
            self.lose(block.span, "a label of this prefix belongs to a figure or a table; it is left out");
            names.remove(0);
        }
        if names.is_empty() { inner(self) } else { self.fenced(&format!("{{{}}}", names.join(" ")), inner) }
    }

    fn heading(&mut self, heading: &'d Heading, names: Vec<String>) -> String {
        let mut attributes = names;
        if !heading.numbered {
            attributes.push(".unnumbered".to_owned());
        }
        if heading.appendix {
            attributes.push(".appendix".to_owned());
        }
        let mut words = self.line(&heading.content, Place::Free);
        if words.ends_with('#') {
            words.insert(words.len() - 1, '\\');
        }
        let signs = "#".repeat(usize::from(heading.level));
        format!("{signs} {}", with_attributes(words, &attributes)).trim_end().to_owned()
    }

    fn quote(&mut self, quote: &'d Quote, names: Vec<String>) -> String {
        // A last paragraph that begins with a dash would name the speaker.
        let is_dashed_last = quote.blocks.len() > 1 && quote.blocks.last().is_some_and(is_dashed);
        let by = !quote.attribution.is_empty();
        let is_plain = names.is_empty() && if by { !quote.blocks.is_empty() } else { !is_dashed_last };
        if is_plain {
            let mut parts = self.sequence(&quote.blocks, None);
            if by {
                parts.push(format!("-- {}", self.line(&quote.attribution, Place::Free)));
            }
            return prefixed(&parts.join("\n\n"));
        }
        let words = self.line(&quote.attribution, Place::Quoted);
        let mut attributes = names;
        attributes.push(format!("by=\"{words}\""));
        self.fenced(&info("quote", &attributes), |writer| writer.blocks(&quote.blocks))
    }

    fn code(&mut self, block: &Block, code: &Code) -> String {
        let syntax = code.syntax.as_deref().unwrap_or_default();
        let sign = if syntax.contains('`') { '~' } else { '`' };
        let longest = code.text.lines().map(|line| inlines::longest_run(line, sign)).max().unwrap_or(0);
        let fence = sign.to_string().repeat(3.max(longest + 1));
        // Colons in the code must not be taken for the end of what is around it.
        let colons = code.text.lines().map(|line| inlines::longest_run(line, ':')).max().unwrap_or(0);
        let inner = colons.saturating_sub(2);
        let label = block.label.as_ref().map(|label| format!(" {{#{}}}", label.as_str())).unwrap_or_default();
        let end = if code.text.is_empty() { "" } else { "\n" };
        let text = format!("{fence}{syntax}{label}\n{}{end}{fence}", code.text);
        if let Some(language) = &block.language {
            return self.fenced(&format!("{{lang={}}}", language.as_str()), |writer| {
                writer.height = inner;
                text
            });
        }
        self.height = self.height.max(inner);
        text
    }

    fn callout(&mut self, callout: &'d Callout, names: Vec<String>) -> String {
        let class = match callout.kind {
            CalloutKind::Note => "note",
            CalloutKind::Tip => "tip",
            CalloutKind::Warning => "warning",
            CalloutKind::KeyFindings => "key-findings",
            CalloutKind::Recommendation => "recommendation",
        };
        let mut attributes = names;
        // A heading at the start would become the title.
        let opens_with_heading =
            matches!(callout.blocks.first(), Some(Block { kind: BlockKind::Heading(_), .. }));
        if !callout.title.is_empty() || opens_with_heading {
            let title = self.line(&callout.title, Place::Quoted);
            attributes.push(format!("title=\"{title}\""));
        }
        attributes.extend(self.attribute("to", &callout.addressee));
        self.fenced(&info(class, &attributes), |writer| writer.blocks(&callout.blocks))
    }
}

/// What the attributes of a block say of every block: its label and its language.
pub(super) fn names(block: &Block) -> Vec<String> {
    let label = block.label.iter().map(|label| format!("#{}", label.as_str()));
    let language = block.language.iter().map(|language| format!("lang={}", language.as_str()));
    label.chain(language).collect()
}

/// What stands behind the fence of a block of a kind.
pub(super) fn info(class: &str, attributes: &[String]) -> String {
    if attributes.is_empty() { class.to_owned() } else { format!("{{.{class} {}}}", attributes.join(" ")) }
}

/// Words with attributes behind; a span at their end does not give its own to the whole.
pub(super) fn with_attributes(words: String, attributes: &[String]) -> String {
    match (words.ends_with('}'), attributes) {
        (true, []) => words + NOTHING,
        (false, []) => words,
        (_, some) if words.is_empty() => format!("{{{}}}", some.join(" ")),
        (_, some) => format!("{words} {{{}}}", some.join(" ")),
    }
}

fn is_terms(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Definitions(_)) && block.label.is_none() && block.language.is_none()
}

fn is_dashed(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first() else { return false };
    text.starts_with(['—', '―', '–']) || text.starts_with("--")
}

/// Whether a block that has only this label is read as a figure or table.
fn makes_figure(label: &str) -> bool {
    matches!(label.split_once('-'), Some(("fig" | "tbl", _)))
}

/// Lines with the sign of a quotation.
fn prefixed(text: &str) -> String {
    let lines =
        text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}
