//! Boxes made of native paragraphs: callouts and code with their ground and bar.

use docx_rs::{
    BorderType, BreakType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, ParagraphChild, Run,
};

use super::figures::keep_with_next;
use super::inlines::Marks;
use super::lists::style_of;
use super::markup::{border_space, clean, twips};
use super::measure::letters;
use super::styles::{Place, border, shading};
use super::{Flow, Node, Voice, Writer};
use crate::error::Error;
use crate::model::theme::{BoxKind, BoxStyle, RuleStyle};
use crate::model::{Callout, CalloutKind, Code, Label};

/// The space between the paragraphs of a box, in points.
pub(super) const GAP: f64 = 4.0;

/// A box of fewer letters than this, in fewer paragraphs than the next, is kept on one page.
const SMALL: usize = 1400;

/// See [`SMALL`].
const SMALL_COUNT: usize = 16;

/// What the style of a box's heading has after that of its text.
pub(super) const TITLE: &str = "Head";

/// Columns from one tab stop to the next in code.
const TAB: usize = 4;

/// What lies between the text of a boxed paragraph and the end of its ground.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Edge {
    /// Nothing: the ground goes on.
    None,
    /// The gap to a paragraph of the box that is not to join this one; its line has this width in points.
    Gap(f64),
    /// The padding of the box.
    Padding,
}

/// The box of a callout in the theme.
pub(super) fn kind(kind: CalloutKind) -> BoxKind {
    match kind {
        CalloutKind::Note => BoxKind::Note,
        CalloutKind::Tip => BoxKind::Tip,
        CalloutKind::Warning => BoxKind::Warning,
        CalloutKind::KeyFindings => BoxKind::KeyFindings,
        CalloutKind::Recommendation => BoxKind::Recommendation,
    }
}

/// Identifier and name of the style of a callout's text; with [`TITLE`] after it, of its heading.
///
/// The bare names "Note Heading" and "Note" would be Word's own styles for something else.
pub(super) fn style(kind: CalloutKind) -> (&'static str, &'static str) {
    match kind {
        CalloutKind::Note => ("CalloutNote", "Callout Note"),
        CalloutKind::Tip => ("CalloutTip", "Callout Tip"),
        CalloutKind::Warning => ("CalloutWarning", "Callout Warning"),
        CalloutKind::KeyFindings => ("KeyFindings", "Key Findings"),
        CalloutKind::Recommendation => ("Recommendation", "Recommendation"),
    }
}

/// Where the text of a box stands, so that its ground ends with the text column and begins where the box hangs out to.
pub(super) fn place(style: BoxStyle) -> Place {
    let left = style.bar_width + style.padding - style.hang;
    // The border at the other side is a line too, if one that nobody sees.
    Place::block(twips(left), twips(style.padding) + 5)
}

/// The borders of a paragraph in a box whose lines are indented by `deeper` twips more than its text.
pub(super) fn borders(style: BoxStyle, deeper: i32, top: Edge, bottom: Edge) -> ParagraphBorders {
    let ground = RuleStyle { width: 0.25, colour: style.ground };
    let bar = RuleStyle { width: style.bar_width, colour: style.bar };
    let left = if style.bar_width > 0.0 { bar } else { ground };
    let inside = border_space(style.padding + f64::from(deeper) / 20.0);
    let mut all = ParagraphBorders::with_empty()
        .set(border(ParagraphBorderPosition::Left, left, inside))
        .set(border(ParagraphBorderPosition::Right, ground, border_space(style.padding)));
    for (position, edge) in [(ParagraphBorderPosition::Top, top), (ParagraphBorderPosition::Bottom, bottom)] {
        all = all.set(match edge {
            // What a paragraph leaves unsaid comes from its style.
            Edge::None => ParagraphBorder::new(position).val(BorderType::Nil),
            Edge::Gap(width) => border(position, RuleStyle { width, ..ground }, border_space(GAP)),
            Edge::Padding => border(position, ground, border_space(style.padding)),
        });
    }
    all
}

impl<'a> Writer<'a> {
    /// A callout: its heading, to whom it is addressed, then its blocks, all on one ground.
    pub(super) fn callout(
        &mut self,
        callout: &'a Callout,
        label: Option<&'a Label>,
        flow: &Flow<'a>,
        out: &mut Vec<Node>,
    ) -> Result<(), Error> {
        let (style, _) = style(callout.kind);
        let flow = &flow.boxed(callout.kind, self.theme);
        self.part_boxes(flow, out);
        let heading = out.len();
        let title = format!("{style}{TITLE}");
        let mut paragraph = self.own_paragraph(&title, flow);
        self.callout_heading(callout, label, &title, flow, &mut paragraph)?;
        self.push(paragraph, out);
        if !callout.addressee.is_empty() {
            let mut paragraph = self.own_paragraph(style, flow).keep_next(true);
            paragraph.property.line_spacing = Some(LineSpacing::new().after(0));
            let marks = Marks { strong: true, ..self.marks(style, flow) };
            self.inlines(&callout.addressee, marks, flow, &mut paragraph.children)?;
            self.push(paragraph, out);
        }
        self.blocks(&callout.blocks, flow, out)?;
        self.join(callout.kind, flow, &mut out[heading..]);
        if letters(&callout.blocks) < SMALL && out.len() - heading < SMALL_COUNT {
            let last = out.len().saturating_sub(1);
            keep_with_next(&mut out[..last], heading);
        }
        Ok(())
    }

    /// Keeps a box from growing together with one before it: a thin paragraph without a ground stands between.
    fn part_boxes(&mut self, flow: &Flow<'a>, out: &mut Vec<Node>) {
        let Some(Node::Paragraph(last)) = out.last_mut() else { return };
        if !self.is_in_box(last) {
            return;
        }
        let own = last.property.line_spacing.take().unwrap_or_default();
        last.property.line_spacing = Some(own.after(0));
        let spacing = LineSpacing::new().before(0).after(0).line(20).line_rule(LineSpacingType::Exact);
        let mut thin = self.paragraph("BodyText", &Flow { voice: Voice::Body, ..*flow });
        thin.property.line_spacing = Some(spacing);
        out.push(Node::Paragraph(Box::new(thin)));
    }

    /// The words of a callout's heading, a bookmark around those by which it is mentioned.
    fn callout_heading(
        &mut self,
        callout: &'a Callout,
        label: Option<&'a Label>,
        style: &str,
        flow: &Flow<'a>,
        paragraph: &mut Paragraph,
    ) -> Result<(), Error> {
        let terms = self.document.terms;
        let marks = self.marks(style, flow);
        let name = match callout.kind {
            CalloutKind::Note => terms.note,
            CalloutKind::Tip => terms.tip,
            CalloutKind::Warning => terms.warning,
            CalloutKind::KeyFindings => terms.key_findings,
            CalloutKind::Recommendation => terms.recommendation,
        };
        let children = &mut paragraph.children;
        match &callout.number {
            Some(number) => {
                self.counted(name, number, label, None, children);
                if !callout.title.is_empty() {
                    children.push(self.words(terms.colon, marks));
                    self.inlines(&callout.title, marks, flow, children)?;
                }
            }
            None if callout.title.is_empty() => children.push(self.words(name, marks)),
            None => {
                let bookmark = label.and_then(|label| self.names.place(label));
                let mut title = Vec::new();
                self.inlines(&callout.title, marks, flow, &mut title)?;
                super::headings::marked(bookmark, title, children);
            }
        }
        Ok(())
    }

    /// Whether a paragraph stands on the ground of a box.
    pub(super) fn is_in_box(&self, paragraph: &Paragraph) -> bool {
        let style = style_of(paragraph);
        paragraph.property.shading.is_some() || self.known(&style).seamless || style.ends_with(TITLE)
    }

    /// Puts a paragraph of another style on the ground of the box that it lies in.
    pub(super) fn put_in_box(&self, paragraph: &mut Paragraph, flow: &Flow) {
        let Voice::Box(callout) = flow.voice else { return };
        if !self.known(&style_of(paragraph)).seamless {
            paragraph.property.shading = Some(shading(self.theme.boxed(kind(callout)).ground));
        }
    }

    /// Code: one paragraph whose lines are parted by breaks.
    pub(super) fn code(&mut self, code: &Code, flow: &Flow<'a>, out: &mut Vec<Node>) {
        let mut paragraph = self.paragraph("SourceCode", flow);
        let mut run = Run::new();
        for (index, line) in code.text.split('\n').enumerate() {
            if index > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            if !line.is_empty() {
                run = run.add_text(clean(&expand_tabs(line)));
            }
        }
        paragraph.children.push(ParagraphChild::Run(Box::new(run)));
        self.push(paragraph, out);
    }
}

/// The line with blanks for its tabs, so that it looks as in print.
fn expand_tabs(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut column = 0;
    for sign in line.trim_end_matches('\r').chars() {
        let width = if sign == '\t' { TAB - column % TAB } else { 1 };
        if sign == '\t' {
            text.extend(std::iter::repeat_n(' ', width));
        } else {
            text.push(sign);
        }
        column += width;
    }
    text
}
