//! Files that a document includes: found under the root, read as Markdown, their blocks in the place of the include.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::part::Part;
use super::shortcodes::{MARKDOWN, spelled};
use super::{Reader, metadata, parse};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Block;
use crate::read::files::{self, Name, Wanted};
use crate::read::text::{self, Origin};
use crate::read::{self, LARGEST};
use crate::source::{SourceId, Span};

/// How deep files may include each other.
const DEEPEST: usize = 16;

/// How often a document may include a file, all in all; a few files that include each other twice soon come to millions.
const MOST: usize = 10_000;

/// A text to be included.
const INCLUDE: Wanted =
    Wanted { word: "file", one: "a file", missing: Code::MissingInclude, extensions: MARKDOWN };

/// What the reading of a document knows of the files that it includes.
#[derive(Default)]
pub(super) struct Includes {
    /// The texts that are open, each included by the one before; the document is the first. Empty as long as nothing is
    /// included.
    open: Vec<Open>,
    /// The texts by the places of their files; nothing for those that cannot be read.
    known: BTreeMap<PathBuf, Option<SourceId>>,
    count: usize,
    bytes: usize,
    /// Whether a limit is reached; nothing more is included then.
    full: bool,
}

/// A text that is being read.
struct Open {
    /// Where its file is, links followed; `None` for a document that is no file.
    place: Option<PathBuf>,
    /// The path of its file, seen from the folder of the document.
    seen: String,
    /// Whether `..` after its folder leads to the folder's own parent, as it does not behind a symbolic link.
    direct: bool,
}

impl Open {
    /// The folder at which its relative paths begin: empty, or with a slash at its end.
    fn folder(&self) -> &str {
        &self.seen[..self.seen.rfind('/').map_or(0, |at| at + 1)]
    }
}

impl Includes {
    /// A path that the text being read names, seen from the folder of the document.
    pub(super) fn seen(&self, written: &str) -> String {
        let Some(open) = self.open.last().filter(|_| self.open.len() > 1) else { return written.to_owned() };
        let (mut folder, mut rest) = (open.folder(), written);
        loop {
            if let Some(inner) = rest.strip_prefix("./") {
                rest = inner;
            } else if let Some(inner) = rest.strip_prefix("../")
                && let Some(parent) = parent(folder).filter(|_| open.direct)
            {
                (folder, rest) = (parent, inner);
            } else {
                return format!("{folder}{rest}");
            }
        }
    }

    /// The texts from the one at a place to the last, where the place is open.
    fn chain(&self, place: &Path) -> Option<Vec<&str>> {
        let start = self.open.iter().position(|open| open.place.as_deref() == Some(place))?;
        Some(self.open[start..].iter().map(|open| open.seen.as_str()).collect())
    }

    /// Counts one more file; the limit that it passes, if it does.
    fn count(&mut self, bytes: usize) -> Option<String> {
        self.count += 1;
        self.bytes += bytes;
        let limit = if self.count > MOST {
            format!("the document includes files more than {MOST} times")
        } else if self.bytes > LARGEST {
            format!("the document includes more than {} MiB in all", LARGEST >> 20)
        } else {
            return None;
        };
        self.full = true;
        Some(limit)
    }
}

/// The folder around a folder; nothing where that is not known from its path.
fn parent(folder: &str) -> Option<&str> {
    let inner = folder.strip_suffix('/')?;
    let (parent, name) = inner.split_at(inner.rfind('/').map_or(0, |at| at + 1));
    (name != "..").then_some(parent)
}

impl Reader<'_> {
    /// The blocks of the file that an include names.
    pub(in crate::read) fn include(&mut self, written: &str, span: Span) -> Vec<Block> {
        match self.find_include(written, span) {
            Ok(Some((id, open))) => return self.included(id, open, span),
            Ok(None) => {}
            Err(fault) => self.fault(fault),
        }
        // What would have stood here, nobody knows.
        self.assume(&["body"]);
        Vec::new()
    }

    /// The text of an include; `None` where what is wrong with it has been said already.
    fn find_include(&mut self, written: &str, span: Span) -> Result<Option<(SourceId, Open)>, Diagnostic> {
        if self.includes.full {
            return Ok(None);
        }
        self.open_document(span.source);
        check_name(written, span, self.structured)?;
        let seen = self.includes.seen(written);
        let told = |(code, fault): (Code, files::Fault)| {
            let diagnostic = Diagnostic::new(code, span, fault.message);
            Diagnostic { help: fault.help, ..diagnostic }
        };
        let place = files::find(&INCLUDE, Name { written, seen: &seen }, self.options).map_err(told)?;
        self.check_chain(&place, &seen, span)?;
        let Some(id) = self.text_at(&place, written, &seen, span)? else { return Ok(None) };
        if let Some(limit) = self.includes.count(self.sources.text(id).len()) {
            let help = "divide it; files that include others several times multiply";
            return Err(Diagnostic::new(Code::TooLarge, span, limit).with_help(help));
        }
        let open = Open { place: Some(place), seen, direct: false };
        let direct = files::is_direct(open.folder(), self.options);
        Ok(Some((id, Open { direct, ..open })))
    }

    /// Takes the document for the first of the texts that are open.
    fn open_document(&mut self, id: SourceId) {
        if self.includes.open.is_empty() {
            let file = self.sources.get(id).and_then(|source| source.file.as_deref());
            let place = file.and_then(|file| std::fs::canonicalize(file).ok());
            let seen = file.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
            self.includes.open.push(Open { place, seen, direct: true });
        }
    }

    /// Refuses a file that is open, and one that would be open below too many others.
    fn check_chain(&self, place: &Path, seen: &str, span: Span) -> Result<(), Diagnostic> {
        if let Some(chain) = self.includes.chain(place) {
            let message = format!("`{seen}` includes itself: {} -> {seen}", chain.join(" -> "));
            return Err(Diagnostic::new(Code::IncludeCycle, span, message)
                .with_help("take this include out, or one of those that lead to it"));
        }
        if self.includes.open.len() > DEEPEST {
            let message = format!("files are included more than {DEEPEST} levels deep");
            return Err(Diagnostic::new(Code::TooDeep, span, message)
                .with_help("include the file nearer to the document itself"));
        }
        Ok(())
    }

    /// The text of the file at a place, which is read once.
    fn text_at(
        &mut self,
        place: &Path,
        written: &str,
        seen: &str,
        span: Span,
    ) -> Result<Option<SourceId>, Diagnostic> {
        if let Some(known) = self.includes.known.get(place) {
            return Ok(*known);
        }
        self.includes.known.insert(place.to_owned(), None);
        let bytes = read::load(place).map_err(|cause| {
            let message = format!("the file `{written}` cannot be read: {cause}");
            Diagnostic::new(Code::MissingInclude, span, message)
        })?;
        if bytes.len() > LARGEST {
            let message = format!("the file `{written}` is larger than {} MiB", LARGEST >> 20);
            return Err(Diagnostic::new(Code::TooLarge, span, message).with_help("divide it into several"));
        }
        let file = self.options.folder.join(seen);
        let file = file.strip_prefix(".").unwrap_or(&file);
        let shown = file.display().to_string();
        let origin = Origin { name: &shown, file: Some(file) };
        let id = text::take(origin, bytes, self.sources, self.diagnostics);
        self.includes.known.insert(place.to_owned(), id);
        Ok(id)
    }

    /// Reads an included text; `span` is the place of the include.
    fn included(&mut self, id: SourceId, open: Open, span: Span) -> Vec<Block> {
        let text = self.sources.text(id);
        let Some(start) = self.skip_front_matter(id, &text) else { return Vec::new() };
        if text[start..].trim().is_empty() {
            let message = format!("the file `{}` has no content", open.seen);
            self.fault(
                Diagnostic::new(Code::EmptyInclude, span, message)
                    .with_help("write something into it, or take the include out"),
            );
        }
        let part = Rc::new(parse::mend(Part::stretch(id, &text, start), self.diagnostics));
        // The blocks stand among those around the include, not a level deeper.
        let level = self.depth.saturating_sub(1);
        let root = parse::blocks(self.arena, &part, level, self.diagnostics);
        let notes = self.notes.set_apart();
        let outer = (self.depth, self.structured, self.in_link);
        (self.depth, self.structured, self.in_link) = (level, false, false);
        self.includes.open.push(open);
        self.collect_notes(root, &part);
        let blocks = self.blocks(&part, root);
        self.report_unused_notes();
        self.includes.open.pop();
        (self.depth, self.structured, self.in_link) = outer;
        self.notes.put_back(notes);
        blocks
    }

    /// Where the content of an included text begins; `None` where its front matter does not end.
    fn skip_front_matter(&mut self, id: SourceId, text: &str) -> Option<usize> {
        let Some(front) = metadata::split(id, text) else { return Some(0) };
        if !front.closed {
            front.values(self.diagnostics);
            return None;
        }
        let keys = match front.values(&mut Diagnostics::default()) {
            Some(entries) if entries.is_empty() => return Some(front.end),
            Some(entries) => entries.into_iter().map(|entry| format!("`{}`", entry.key.text)).collect(),
            None => Vec::new(),
        };
        let mut message = "the front matter of an included file is not read".to_owned();
        if !keys.is_empty() {
            message = format!("{message}; it holds {}", keys.join(", "));
        }
        self.fault(
            Diagnostic::new(Code::UnreadMetadata, front.fence_span(), message)
                .with_help("take it out; what counts is the front matter of the document itself"),
        );
        Some(front.end)
    }
}

/// Refuses what can be no Markdown file, whatever there is on the disk.
fn check_name(written: &str, span: Span, structured: bool) -> Result<(), Diagnostic> {
    if written.is_empty() {
        let fault = Diagnostic::new(Code::BadInclude, span, "this include names no file");
        return Err(fault.with_help(format!("write {}", spelled("chapters/one.md", structured))));
    }
    if files::is_address(written) {
        let message = format!("`{written}` is an address, and nothing is read from the network");
        return Err(Diagnostic::new(Code::OutsideRoot, span, message).with_help(
            "save it as a file in the document's folder, or where `--root` allows, and include that",
        ));
    }
    let extension =
        Path::new(written).extension().map(|extension| extension.to_string_lossy().to_lowercase());
    if extension.is_some_and(|extension| !MARKDOWN.contains(&&*extension)) {
        let message = format!("`{written}` is no Markdown file");
        return Err(Diagnostic::new(Code::BadInclude, span, message)
            .with_help("only Markdown can be included; such files end in `.md`"));
    }
    Ok(())
}
