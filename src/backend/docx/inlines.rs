//! Inlines as runs.

use docx_rs::{BreakType, Hyperlink, HyperlinkData, ParagraphChild, Run, RunChild, VertAlign, VertAlignType};

use super::fields::field;
use super::finish::Onto;
use super::markup::{clean, escape, half_points};
use super::package::Mode;
use super::styles::shading;
use super::{Flow, Referent, Writer, language};
use crate::error::Error;
use crate::model::theme::Part;
use crate::model::walk::plain_text;
use crate::model::{Inline, InlineKind, Label, Language, Link, Reference};
use crate::source::Span;

/// Word's own check of its address field; longer ones make it call the file damaged.
const LONGEST_ADDRESS: usize = 2000;

/// Figures of one height, however wide.
const LINING: &str = r#"<w14:numForm w14:val="lining"/>"#;

/// How words look besides what their paragraph says.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "marks are independent of each other")]
pub(super) struct Marks<'a> {
    pub strong: bool,
    pub emphasis: bool,
    pub strike: bool,
    pub underline: bool,
    pub small_caps: bool,
    pub highlight: bool,
    pub subscript: bool,
    pub superscript: bool,
    pub code: bool,
    pub keyboard: bool,
    /// Within a link, so that no other may begin.
    pub linked: bool,
    /// Within a mention of an outside address.
    pub outside: bool,
    /// Their language, where it is not the document's.
    pub language: Option<&'a Language>,
    /// A character style that they have in any case.
    pub style: Option<&'static str>,
    /// The size of the text around, in points.
    pub size: f64,
    /// Whether the paragraph's own style is bold, which a second bold style would undo.
    pub bold_around: bool,
}

impl<'a> Writer<'a> {
    /// The marks of words in a paragraph of a style.
    pub(super) fn marks(&self, style: &str, flow: &Flow<'a>) -> Marks<'a> {
        let known = self.known(style);
        // Every run has to say that it runs from right to left, even where the whole document does.
        let whole = Some(&self.document.language).filter(|language| language.is_right_to_left());
        Marks {
            language: flow.language.or(whole),
            size: known.size,
            bold_around: known.bold,
            ..Marks::default()
        }
    }

    /// Inlines as children of a paragraph or link.
    pub(super) fn inlines(
        &mut self,
        list: &'a [Inline],
        marks: Marks<'a>,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        for inline in list {
            self.inline(inline, marks, flow, out)?;
        }
        Ok(())
    }

    fn inline(
        &mut self,
        inline: &'a Inline,
        marks: Marks<'a>,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        let (content, marks) = match &inline.kind {
            InlineKind::Text(words) => {
                out.push(self.words(words, marks));
                return Ok(());
            }
            InlineKind::Code(words) => {
                out.push(self.words(words, Marks { code: true, ..marks }));
                return Ok(());
            }
            InlineKind::Keyboard(words) => {
                out.push(self.words(words, Marks { keyboard: true, ..marks }));
                return Ok(());
            }
            InlineKind::LineBreak => {
                let run = Run::new().add_break(BreakType::TextWrapping);
                out.push(ParagraphChild::Run(Box::new(run)));
                return Ok(());
            }
            InlineKind::Link(link) => return self.link(link, inline.span, marks, flow, out),
            InlineKind::Reference(reference) => return self.reference(reference, marks, flow, out),
            InlineKind::Note(note) => return self.note(note, inline.span, flow, out),
            InlineKind::Image(picture) => return self.inline_image(picture, marks, flow, out),
            InlineKind::Emphasis(content) => (content, Marks { emphasis: true, ..marks }),
            InlineKind::Strong(content) => (content, Marks { strong: true, ..marks }),
            InlineKind::Strikethrough(content) => (content, Marks { strike: true, ..marks }),
            InlineKind::Subscript(content) => {
                (content, Marks { subscript: true, superscript: false, ..marks })
            }
            InlineKind::Superscript(content) => {
                (content, Marks { superscript: true, subscript: false, ..marks })
            }
            InlineKind::Underline(content) => (content, Marks { underline: true, ..marks }),
            InlineKind::SmallCaps(content) => (content, Marks { small_caps: true, ..marks }),
            InlineKind::Highlight(content) => (content, Marks { highlight: true, ..marks }),
            InlineKind::Language(language, content) => (content, Marks { language: Some(language), ..marks }),
        };
        self.inlines(content, marks, flow, out)
    }

    /// Words as one run.
    pub(super) fn words(&mut self, words: &str, marks: Marks) -> ParagraphChild {
        let mut run = self.dressed_run(marks);
        for (index, piece) in words.split('\u{ad}').enumerate() {
            if index > 0 {
                // Some versions of Word show the character itself as a hyphen.
                run.children.push(self.finish.piece("<w:softHyphen/>"));
            }
            if !piece.is_empty() {
                run = run.add_text(clean(piece).replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " "));
            }
        }
        ParagraphChild::Run(Box::new(run))
    }

    /// An empty run of a look: a character style for what it is, and direct properties for what else it is.
    fn dressed_run(&mut self, marks: Marks) -> Run {
        let mut run = Run::new();
        let style = style(marks);
        if let Some(style) = style {
            run = run.style(style);
        }
        let is = |candidate| style == Some(candidate);
        if marks.strong && !is("Strong") {
            run = run.bold();
        }
        if marks.emphasis && !is("Emphasis") {
            run = run.italic();
        }
        if marks.strike {
            run = run.strike();
        }
        if marks.underline {
            run = run.underline("single");
        }
        if marks.subscript || marks.superscript {
            let rise = if marks.subscript { VertAlignType::SubScript } else { VertAlignType::SuperScript };
            run.run_property.vert_align = Some(VertAlign::new(rise));
        }
        // As in print: old-style figures have no place in small raised words and between signs of one height.
        if marks.subscript || marks.superscript || marks.language.is_some_and(language::is_east_asian) {
            run.children.push(self.finish.lift(Onto::Run, LINING));
        }
        if marks.highlight && !is("Highlight") {
            run = run.shading(shading(self.theme.highlight));
        }
        if marks.outside && !is("Hyperlink") {
            run.run_property.color = Some(self.dresser.colour(self.theme.style(Part::Link).colour));
        }
        if is("HTMLCode") || is("HTMLKeyboard") {
            let size = half_points(marks.size * self.theme.code_scale);
            let usual = half_points(self.theme.style(Part::Text).size * self.theme.code_scale);
            if size != usual {
                run = run.size(size);
            }
        }
        if marks.small_caps {
            run.children.push(self.finish.lift(Onto::Run, "<w:smallCaps/>"));
        }
        if let Some(spoken) = marks.language {
            self.speak(&mut run, spoken);
        }
        run
    }

    /// Marks a run as words in a language.
    fn speak(&mut self, run: &mut Run, spoken: &Language) {
        if language::is_east_asian(spoken) {
            // Signs such as quotation marks, which Western faces have too, come from the East Asian face as well.
            let fonts = run.run_property.fonts.take().unwrap_or_default();
            run.run_property.fonts = Some(fonts.hint("eastAsia").east_asia(self.east_asian_family(spoken)));
        }
        run.children.push(self.finish.lift(Onto::Run, language::run(spoken)));
    }

    fn link(
        &mut self,
        link: &'a Link,
        span: Span,
        marks: Marks<'a>,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        let too_long = link.target.len() > LONGEST_ADDRESS;
        if too_long {
            self.cannot(
                span,
                "Word takes no address of more than 2000 signs; the words of this link stay without it",
                "use a shorter address",
            );
        }
        if marks.linked || link.target.is_empty() || too_long {
            return self.inlines(&link.content, marks, flow, out);
        }
        let inside = Marks { linked: true, outside: true, ..marks };
        let mut children = Vec::new();
        self.inlines(&link.content, inside, flow, &mut children)?;
        if let Some(title) = link.title.as_deref().filter(|title| !title.is_empty()) {
            let short: String = title.chars().take(260).collect();
            let tip = self.finish.lift(Onto::Link, format!(r#" w:tooltip="{}""#, escape(&short)));
            let mut run = Run::new();
            run.children.push(tip);
            children.push(ParagraphChild::Run(Box::new(run)));
        }
        let id = self.package.relate(flow.story.path(), "hyperlink", Mode::External, &link.target);
        let link = HyperlinkData::External { rid: id, path: String::new() };
        out.push(ParagraphChild::Hyperlink(Hyperlink { link, history: None, children }));
        Ok(())
    }

    /// A mention of a label: a link to its bookmark, with a field in it where the words are the program's.
    fn reference(
        &mut self,
        reference: &'a Reference,
        marks: Marks<'a>,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        if marks.linked {
            return self.inlines(&reference.content, marks, flow, out);
        }
        let bookmark = self.names.mention(&reference.label);
        let marks = Marks { linked: true, style: marks.style.or(Some("CrossReference")), ..marks };
        let mut children = Vec::new();
        if reference.worded {
            self.worded(&reference.label, &plain_text(&reference.content), &bookmark, marks, &mut children);
        } else {
            self.inlines(&reference.content, marks, flow, &mut children)?;
        }
        let link = HyperlinkData::Anchor { anchor: bookmark };
        out.push(ParagraphChild::Hyperlink(Hyperlink { link, history: None, children }));
        Ok(())
    }

    /// The program's words for a label, such as "Figure 3" or "Section 2.1", as a field that Word keeps current.
    fn worded(
        &mut self,
        label: &Label,
        words: &str,
        bookmark: &str,
        marks: Marks,
        out: &mut Vec<ParagraphChild>,
    ) {
        let style = r#"<w:rStyle w:val="CrossReference"/>"#;
        let whole = |this: &mut Self, out: &mut Vec<ParagraphChild>| {
            let field = field(&format!(r"REF {bookmark} \h \* CHARFORMAT"), words, style);
            out.push(ParagraphChild::Run(Box::new(this.finish.slot(field))));
        };
        match self.referents.get(label) {
            Some(Referent::Named) => whole(self, out),
            Some(Referent::Section(number)) => {
                let number = number.clone();
                let Some((before, after)) = words.split_once(&number) else {
                    out.push(self.words(words, marks));
                    return;
                };
                if !before.is_empty() {
                    out.push(self.words(before, marks));
                }
                let field = field(&format!(r"REF {bookmark} \r \h \* CHARFORMAT"), &number, style);
                out.push(ParagraphChild::Run(Box::new(self.finish.slot(field))));
                if !after.is_empty() {
                    out.push(self.words(after, marks));
                }
            }
            Some(Referent::Numbered | Referent::Other) | None => out.push(self.words(words, marks)),
        }
    }

    /// A run that holds only what vanishes.
    pub(super) fn lifting(&mut self, onto: Onto, markup: impl Into<String>) -> ParagraphChild {
        let lift: RunChild = self.finish.lift(onto, markup);
        let mut run = Run::new();
        run.children.push(lift);
        ParagraphChild::Run(Box::new(run))
    }
}

/// A run of nothing but a tab.
pub(super) fn tab() -> ParagraphChild {
    ParagraphChild::Run(Box::new(Run::new().add_tab()))
}

/// The character style of words: the most telling of what they are.
fn style(marks: Marks) -> Option<&'static str> {
    if marks.code {
        Some("HTMLCode")
    } else if marks.keyboard {
        Some("HTMLKeyboard")
    } else if marks.style.is_some() {
        marks.style
    } else if marks.outside {
        Some("Hyperlink")
    } else if marks.highlight {
        Some("Highlight")
    } else if marks.strong && !marks.bold_around {
        Some("Strong")
    } else if marks.emphasis {
        Some("Emphasis")
    } else {
        None
    }
}
