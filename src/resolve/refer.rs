//! References in words, and links that lead somewhere.

use std::collections::BTreeMap;

use super::address::{self, Fault};
use super::target::Named;
use super::tree::{self, Node, Part};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::{BlockKind, Document, Inline, InlineKind, Label, Link, Picture, Reference, walk};
use crate::source::Span;

/// How many comparisons of labels one document may ask for in proposals; past that, faults come without.
const PROPOSALS: usize = 100_000;

/// Gives every reference its words, and keeps only references and links that lead somewhere.
///
/// Afterwards no link and no reference holds another, nor a note: what they held stands in their place or after them.
pub(super) fn refer(
    document: &mut Document,
    named: &mut BTreeMap<Label, Named>,
    diagnostics: &mut Diagnostics,
) {
    let base = base(document, diagnostics);
    let mut words = Words { named, base, proposals: PROPOSALS, diagnostics };
    // Headings first: a section without a number is mentioned by its words, and these may hold references themselves.
    tree::each(tree::whole(document), &mut |node| {
        if let Node::Block(block) = node
            && let BlockKind::Heading(heading) = &mut block.kind
        {
            tree::rewrite(vec![Part::Text(&mut heading.content)], &mut |inline, out| {
                words.rewrite(inline, out);
            });
            if let Some(named) = block.label.as_ref().and_then(|label| words.named.get_mut(label))
                && !named.target.counted
            {
                named.target.words = walk::plain_text(&heading.content);
            }
        }
    });
    tree::each(tree::whole(document), &mut |node| {
        if let Node::Block(block) = node
            && let Some(picture) = tree::picture(block)
        {
            words.picture(picture);
        }
    });
    tree::rewrite(tree::whole(document), &mut |inline, out| words.rewrite(inline, out));
}

/// The address that relative links are joined to, if it can serve.
fn base(document: &Document, diagnostics: &mut Diagnostics) -> Option<String> {
    let given = document.meta.base_url.as_deref()?;
    match address::absolute(given, None) {
        Ok(url) if url.starts_with("http") => Some(url),
        Ok(_) | Err(_) => {
            diagnostics.push(
                Diagnostic::new(
                    Code::BadAddress,
                    document.meta.span,
                    format!("the base address `{given}` is not one of the web"),
                )
                .with_help("write the whole address, such as `https://example.org/reports/`"),
            );
            None
        }
    }
}

/// What words references and judges links.
struct Words<'a> {
    named: &'a mut BTreeMap<Label, Named>,
    /// The address that relative links are joined to.
    base: Option<String>,
    /// How many comparisons are left for proposals.
    proposals: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Words<'_> {
    /// Rewrites one inline whose content is rewritten already.
    fn rewrite(&mut self, inline: Inline, out: &mut Vec<Inline>) {
        let span = inline.span;
        let before = out.len();
        match inline.kind {
            InlineKind::Reference(reference) => self.reference(reference, span, out),
            InlineKind::Link(link) => match link.target.strip_prefix('#') {
                Some(label) if !label.is_empty() => {
                    let label = Label::from(label);
                    self.reference(Reference { label, content: link.content, worded: false }, span, out);
                }
                _ => self.link(link, span, out),
            },
            InlineKind::Image(mut picture) => {
                self.picture(&mut picture);
                out.push(Inline::new(InlineKind::Image(picture), span));
            }
            kind @ (InlineKind::Text(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Subscript(_)
            | InlineKind::Superscript(_)
            | InlineKind::Underline(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Highlight(_)
            | InlineKind::Code(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Note(_)
            | InlineKind::Language(..)
            | InlineKind::LineBreak) => out.push(Inline { kind, span }),
        }
        // Words that stand for images run together where images need no space between.
        if let [.., last, next] = &out[..(before + 1).min(out.len())]
            && out.len() > before
            && stands_in(last)
            && stands_in(next)
        {
            out.insert(before, Inline::text(" ", span));
        }
    }

    /// Words a reference, or lets its text stand where its label names nothing.
    fn reference(&mut self, mut reference: Reference, span: Span, out: &mut Vec<Inline>) {
        let blank = is_blank(&reference.content);
        let Some((label, named)) = self.find(&reference.label) else {
            self.dangling(&reference.label, span, blank);
            if blank {
                out.push(Inline::text(reference.label.0, span));
            }
            out.extend(reference.content);
            return;
        };
        reference.label = label;
        if blank {
            reference.content.insert(0, Inline::text(named.target.words.clone(), span));
            reference.worded = named.live;
        }
        let notes = flatten(&mut reference.content);
        out.push(Inline::new(InlineKind::Reference(reference), span));
        out.extend(notes);
    }

    /// What a label names; addresses copied from a browser spell it percent-encoded, and GitHub minds no capitals.
    fn find(&self, label: &Label) -> Option<(Label, &Named)> {
        let decoded = address::decode(label.as_str());
        let lower = Label(decoded.to_lowercase());
        [label, &Label(decoded), &lower]
            .into_iter()
            .find_map(|label| self.named.get_key_value(label))
            .map(|(label, named)| (label.clone(), named))
    }

    /// Says that a label names nothing, and what may have been meant.
    fn dangling(&mut self, label: &Label, span: Span, blank: bool) {
        let code = if blank { Code::DanglingReference } else { Code::DanglingLink };
        let label = label.as_str();
        let near = if self.named.len() <= self.proposals {
            self.proposals -= self.named.len();
            nearest(label, self.named.keys().map(Label::as_str))
        } else {
            None
        };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("give what is meant its label, as in `{{#{label}}}`"),
        };
        self.diagnostics
            .push(Diagnostic::new(code, span, format!("nothing is labelled `{label}`")).with_help(help));
    }

    /// Makes a link's address absolute, or lets its text stand where that cannot be.
    fn link(&mut self, mut link: Link, span: Span, out: &mut Vec<Inline>) {
        if is_blank(&link.content) && !link.target.is_empty() {
            link.content.insert(0, Inline::text(link.target.clone(), span));
        }
        match address::absolute(&link.target, self.base.as_deref()) {
            Ok(target) => {
                link.target = target;
                let notes = flatten(&mut link.content);
                out.push(Inline::new(InlineKind::Link(link), span));
                out.extend(notes);
            }
            Err(fault) => {
                self.diagnostics.push(unreachable_link(&link.target, &fault, span));
                out.extend(link.content);
            }
        }
    }

    /// Makes the address of an image on the network absolute, or forgets it.
    fn picture(&mut self, picture: &mut Picture) {
        if let Some(given) = picture.address.take() {
            match address::absolute(&given, self.base.as_deref()) {
                Ok(address) => picture.address = Some(address),
                Err(fault) => self.diagnostics.push(unreachable_link(&given, &fault, picture.span)),
            }
        }
    }
}

/// The fault of a link that leads nowhere from a published file.
fn unreachable_link(target: &str, fault: &Fault, span: Span) -> Diagnostic {
    match fault {
        Fault::Relative => {
            let help = if target.starts_with("www.") {
                format!("write `https://{target}`")
            } else {
                "write the whole address, or give `base-url` in the metadata".to_owned()
            };
            Diagnostic::new(Code::RelativeLink, span, format!("the link to `{target}` is relative"))
                .with_help(help)
        }
        Fault::Scheme(scheme) => Diagnostic::new(
            Code::LinkScheme,
            span,
            format!("links of the scheme `{scheme}` are not published"),
        )
        .with_help("`http`, `https`, `mailto` and `tel` are"),
        Fault::Invalid(_) if target.is_empty() => {
            Diagnostic::new(Code::BadAddress, span, "a link without an address")
                .with_help("name its address in the round brackets")
        }
        Fault::Invalid(why) => {
            Diagnostic::new(Code::BadAddress, span, format!("`{target}` is no valid address: {why}"))
        }
    }
}

/// Whether a text shows nothing.
pub(super) fn is_blank(list: &[Inline]) -> bool {
    let mut images = false;
    walk::inlines(list, &mut |inline| images |= matches!(inline.kind, InlineKind::Image(_)));
    !images && walk::plain_text(list).trim().is_empty()
}

/// Whether words stand here for an image that is not in the file.
fn stands_in(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Image(picture) => picture.image.is_none() && !picture.decorative,
        InlineKind::Link(Link { content, .. }) | InlineKind::Reference(Reference { content, .. }) => {
            !content.is_empty() && content.iter().all(stands_in)
        }
        InlineKind::Text(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Strong(_)
        | InlineKind::Strikethrough(_)
        | InlineKind::Subscript(_)
        | InlineKind::Superscript(_)
        | InlineKind::Underline(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Highlight(_)
        | InlineKind::Code(_)
        | InlineKind::Keyboard(_)
        | InlineKind::Note(_)
        | InlineKind::Language(..)
        | InlineKind::LineBreak => false,
    }
}

/// Leaves a link's own text nothing that leads elsewhere; gives back the notes that stood in it.
fn flatten(content: &mut Vec<Inline>) -> Vec<Inline> {
    let mut notes = Vec::new();
    for mut inline in std::mem::take(content) {
        match &mut inline.kind {
            InlineKind::Note(_) => notes.push(inline),
            // Already flat: inner ones are rewritten first.
            InlineKind::Link(Link { content: inner, .. })
            | InlineKind::Reference(Reference { content: inner, .. }) => content.append(inner),
            InlineKind::Image(picture) => {
                picture.address = None;
                content.push(inline);
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Underline(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Language(_, inner) => {
                notes.append(&mut flatten(inner));
                content.push(inline);
            }
            InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::Keyboard(_) | InlineKind::LineBreak => {
                content.push(inline);
            }
        }
    }
    notes
}
