//! The pass over what docx-rs writes: the place, and the only place, where our own markup completes its elements.
//!
//! docx-rs knows no element of ours, but it writes [`Text::text`] as it stands. A processing instruction put there can
//! come from no author, whose text is always escaped, and marks where the pass has something to do:
//!
//! - a **slot** gives way to our markup: a whole run (a field, a note's mark, a drawing) or one piece within a run;
//! - a **lift** vanishes and adds properties to the run or paragraph around it, the nearest cell, row or table, or attributes
//!   to a link.
//!
//! On the way every property element gets its children in the order of the schema, which docx-rs does not keep.

use docx_rs::{BuildXML, Run, RunChild, Text};
use quick_xml::Reader;
use quick_xml::events::{BytesPI, BytesStart, Event};

use super::schema;
use crate::error::Error;

/// What a lift adds to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Onto {
    /// The properties of the nearest table.
    Table,
    /// The properties of the nearest row.
    Row,
    /// The properties of the nearest cell.
    Cell,
    /// The properties of the paragraph in which the lift stands.
    Paragraph,
    /// The properties of the run in which the lift stands.
    Run,
    /// The attributes of the nearest link.
    Link,
}

/// Markup that the outermost element of one rendering gets besides its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Additions {
    /// Attributes, with a blank before each.
    pub attributes: String,
    /// Children of its `w:pPr`.
    pub paragraph: String,
    /// Children of its `w:rPr`.
    pub run: String,
}

/// The pending slots and lifts of a document.
#[derive(Default)]
pub(super) struct Finish {
    fragments: Vec<String>,
    /// Children that every section gets besides its own.
    pub sections: &'static str,
}

impl Finish {
    /// A run in whose place the pass puts the markup: runs and whatever else may stand between them.
    pub(super) fn slot(&mut self, markup: impl Into<String>) -> Run {
        let mut run = Run::new();
        run.children.push(self.instruction("slot", markup));
        run
    }

    /// A piece of a run in whose place the pass puts the markup.
    pub(super) fn piece(&mut self, markup: impl Into<String>) -> RunChild {
        self.instruction("piece", markup)
    }

    /// A piece of a run that vanishes and adds the markup elsewhere; a run of nothing else vanishes with it.
    pub(super) fn lift(&mut self, onto: Onto, markup: impl Into<String>) -> RunChild {
        let target = match onto {
            Onto::Table => "w:tbl",
            Onto::Row => "w:tr",
            Onto::Cell => "w:tc",
            Onto::Paragraph => "w:p",
            Onto::Run => "w:r",
            Onto::Link => "w:hyperlink",
        };
        self.instruction(target, markup)
    }

    fn instruction(&mut self, target: &str, markup: impl Into<String>) -> RunChild {
        self.fragments.push(markup.into());
        let text = format!("<?fx {target} {}?>", self.fragments.len() - 1);
        RunChild::Text(Text { text, preserve_space: false })
    }

    /// Writes an element in its finished form at the end of `out`.
    pub(super) fn render(&mut self, element: &impl BuildXML, out: &mut Vec<u8>) -> Result<(), Error> {
        self.render_with(element, &Additions::default(), out)
    }

    /// Writes an element in its finished form, with additions, at the end of `out`.
    pub(super) fn render_with(
        &mut self,
        element: &impl BuildXML,
        additions: &Additions,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let built =
            String::from_utf8(element.build()).map_err(|cause| Error::library("Word markup", cause))?;
        let mut pass = Pass {
            fragments: &mut self.fragments,
            additions,
            sections: self.sections,
            stack: vec![Frame::default()],
        };
        pass.run(&built)?;
        out.extend_from_slice(pass.stack.swap_remove(0).content.as_bytes());
        Ok(())
    }
}

/// An element that is open.
#[derive(Default)]
struct Frame {
    name: String,
    /// `<`, the name and the attributes.
    start: String,
    /// Finished children of an element whose children are put in order, or properties for one that has such.
    sorted: Vec<(usize, String)>,
    /// Everything else inside.
    content: String,
    /// The markup that stands in the element's place.
    replaced: Option<String>,
    /// Whether the element vanishes.
    dropped: bool,
}

struct Pass<'a> {
    fragments: &'a mut Vec<String>,
    additions: &'a Additions,
    sections: &'a str,
    stack: Vec<Frame>,
}

impl Pass<'_> {
    fn run(&mut self, built: &str) -> Result<(), Error> {
        let mut reader = Reader::from_str(built);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event().map_err(|cause| Error::library("Word markup", cause))? {
                Event::Eof => return Ok(()),
                Event::Start(start) => self.open(&start),
                Event::Empty(start) => {
                    self.open(&start);
                    self.close();
                }
                Event::End(_) => self.close(),
                Event::PI(instruction) => self.obey(&instruction),
                Event::Text(text) => self.top().content.push_str(&text),
                Event::GeneralRef(name) => {
                    let content = &mut self.top().content;
                    content.push('&');
                    content.push_str(&name);
                    content.push(';');
                }
                Event::CData(_) | Event::Comment(_) | Event::DocType(_) | Event::Decl(_) => {}
            }
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("the frame below the outermost element is never closed")
    }

    fn open(&mut self, start: &BytesStart) {
        let mut frame = Frame { name: start.name().as_ref().to_owned(), ..Frame::default() };
        frame.start.push('<');
        frame.start.push_str(&frame.name);
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            // The numbers come from a counter of the thread, so the same document would get other ones the next time;
            // and the schema knows no type of a grid's column.
            if key == "w14:paraId" || (frame.name == "w:gridCol" && key == "w:type") {
                continue;
            }
            // The format of page numbers, of which docx-rs knows nothing, comes as the style of chapters.
            let key = if frame.name == "w:pgNumType" && key == "w:chapStyle" { "w:fmt" } else { key };
            frame.start.push(' ');
            frame.start.push_str(key);
            frame.start.push_str("=\"");
            frame.start.push_str(&attribute.value);
            frame.start.push('"');
        }
        if self.stack.len() == 1 {
            frame.start.push_str(&self.additions.attributes);
        }
        self.stack.push(frame);
    }

    /// Does what an instruction asks for; the text element around it vanishes.
    fn obey(&mut self, instruction: &BytesPI) {
        let mut words = instruction.split(' ').skip(1);
        let target = words.next().unwrap_or_default();
        let index: Option<usize> = words.next().and_then(|number| number.parse().ok());
        let Some(fragment) = index.and_then(|index| self.fragments.get_mut(index)).map(std::mem::take) else {
            return;
        };
        match target {
            "piece" => self.top().replaced = Some(fragment),
            "slot" => {
                self.top().dropped = true;
                if let Some(run) = self.nearest("w:r") {
                    run.replaced = Some(fragment);
                }
            }
            "w:hyperlink" => {
                self.top().dropped = true;
                if let Some(link) = self.nearest("w:hyperlink") {
                    link.start.push_str(&fragment);
                }
            }
            holder => {
                self.top().dropped = true;
                let properties = schema::properties(holder).unwrap_or_default();
                let children = split(&fragment, properties);
                if let Some(frame) = self.nearest(holder) {
                    frame.sorted.extend(children);
                }
            }
        }
    }

    fn nearest(&mut self, name: &str) -> Option<&mut Frame> {
        self.stack.iter_mut().rev().find(|frame| frame.name == name)
    }

    fn close(&mut self) {
        if self.stack.len() < 2 {
            return;
        }
        let mut frame = self.stack.pop().unwrap_or_default();
        let outermost = self.stack.len() == 2;
        let additions = self.additions;
        if frame.name == "w:sectPr" {
            frame.sorted.extend(split(self.sections, "w:sectPr"));
        }
        let parent = self.top();
        if frame.dropped {
            return;
        }
        if let Some(markup) = frame.replaced {
            parent.content.push_str(&markup);
            return;
        }
        if outermost {
            match frame.name.as_str() {
                "w:pPr" => frame.sorted.extend(split(&additions.paragraph, "w:pPr")),
                "w:rPr" => frame.sorted.extend(split(&additions.run, "w:rPr")),
                _ => {}
            }
        }
        // Lifts may still come while the holder is open, so its properties are put together when it closes.
        if schema::holder(&frame.name).is_some_and(|holder| holder == parent.name) {
            parent.sorted.append(&mut frame.sorted);
            return;
        }
        let name = std::mem::take(&mut frame.name);
        let Some(finished) = frame.finish(&name) else { return };
        if schema::children(&parent.name).is_some() {
            parent.sorted.push((schema::rank(&parent.name, &name), finished));
        } else {
            parent.content.push_str(&finished);
        }
    }
}

impl Frame {
    /// The whole element; `None` for one that would say nothing.
    fn finish(self, name: &str) -> Option<String> {
        let body = match schema::properties(name) {
            Some(_) if name == "w:r" && self.content.is_empty() => return None,
            Some(properties) if !self.sorted.is_empty() => {
                let sorted = ordered(self.sorted, true);
                format!("<{properties}>{sorted}</{properties}>{}", self.content)
            }
            None if schema::children(name).is_some() => ordered(self.sorted, schema::holder(name).is_some()),
            Some(_) | None => self.content,
        };
        let says_nothing =
            matches!(name, "w:rPr" | "w:pPr" | "w:tcPr" | "w:trPr" | "w:tblBorders" | "w:pBdr");
        if body.is_empty() && says_nothing {
            return None;
        }
        let mut whole = self.start;
        if body.is_empty() {
            whole.push_str("/>");
        } else {
            for piece in [">", &body, "</", name, ">"] {
                whole.push_str(piece);
            }
        }
        Some(whole)
    }
}

/// The children in schema order; with `unique`, of each name the last, since an addition says it better than docx-rs.
fn ordered(mut children: Vec<(usize, String)>, unique: bool) -> String {
    children.sort_by_key(|(rank, _)| *rank);
    let mut body = String::new();
    for (index, (rank, child)) in children.iter().enumerate() {
        let overruled = unique && children.get(index + 1).is_some_and(|(next, _)| next == rank);
        if !overruled {
            body.push_str(child);
        }
    }
    body
}

/// The sibling elements of a fragment, each with its rank among the children of `parent`.
fn split(fragment: &str, parent: &str) -> Vec<(usize, String)> {
    let mut reader = Reader::from_str(fragment);
    let (mut depth, mut from, mut rank, mut children) = (0, 0, 0, Vec::new());
    loop {
        let at = reader.buffer_position() as usize;
        let event =
            reader.read_event().expect("fragments are written by this module's callers as whole elements");
        let end = reader.buffer_position() as usize;
        if depth == 0
            && let Event::Start(start) | Event::Empty(start) = &event
        {
            from = at;
            rank = schema::rank(parent, start.name().as_ref());
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => return children,
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        if depth == 0 && end > from {
            children.push((rank, fragment[from..end].to_owned()));
            from = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use docx_rs::Paragraph;

    use super::*;

    #[test]
    fn author_text_makes_no_instruction() {
        let mut finish = Finish::default();
        let lift = finish.lift(Onto::Run, "<w:rtl/>");
        let mut run = Run::new().bold().size(20).add_text("<?fx slot 0?> & more");
        run.children.push(lift);
        let mut out = Vec::new();
        finish.render(&Paragraph::new().style("Body").add_run(run), &mut out).unwrap();
        let expected = concat!(
            r#"<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r>"#,
            r#"<w:rPr><w:b/><w:bCs/><w:sz w:val="20"/><w:szCs w:val="20"/><w:rtl/></w:rPr>"#,
            r#"<w:t xml:space="preserve">&lt;?fx slot 0?&gt; &amp; more</w:t></w:r></w:p>"#,
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
