//! The report for people.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::cause;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::export::{Finished, Outcome};
use crate::source::{Source, Span};

/// Lines longer than this many bytes are quoted in part.
const LONG_LINE: usize = 2000;

/// So many bytes of a long line are quoted on each side of the place.
const AROUND: usize = 160;

/// A mark that covers more lines than this, or wider ones than `MARKED_WIDTH`, is cut to its first line.
const MARKED_LINES: usize = 4;

/// A mark is at most so many bytes wide.
const MARKED_WIDTH: usize = 120;

pub(super) fn outcomes(outcomes: &[Outcome], colour: bool, quiet: bool) -> String {
    let renderer = renderer(colour);
    let mut text = String::new();
    for outcome in outcomes {
        for diagnostic in &outcome.diagnostics {
            text += &renderer.render(&[group(diagnostic, outcome)]);
            text += "\n\n";
        }
        if let Some(error) = &outcome.error {
            text += &failure(error, colour);
        }
    }
    if !quiet {
        text += &summary(outcomes);
    }
    text
}

pub(super) fn failure(error: &Error, colour: bool) -> String {
    let told = match cause(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    };
    renderer(colour).render(&[Group::with_title(Level::ERROR.primary_title(told))]) + "\n"
}

fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }
}

/// One fault: what, where with the line quoted, and what would mend it.
fn group<'a>(diagnostic: &'a Diagnostic, outcome: &'a Outcome) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code.name());
    let place = diagnostic.span.and_then(|span| Some((span, outcome.sources.get(span.source)?)));
    let group = match place {
        Some((span, source)) => quote(Group::with_title(title), source, span),
        None => title.element(Origin::path(&outcome.name)),
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
        None => group,
    }
}

/// Adds the lines that a place lies in, with the place marked.
fn quote<'a>(group: Group<'a>, source: &'a Source, span: Span) -> Group<'a> {
    let text = &*source.text;
    let start = boundary(text, span.start as usize);
    let end = marked(source, start, boundary(text, span.end as usize).max(start));
    let lines = lines_around(source, start, end);
    let (line, column) = source.line_column(start as u32);
    let quoted = |part: Range<usize>| {
        let mark = start.max(part.start) - part.start..end.min(part.end) - part.start;
        Snippet::source(&text[part]).line_start(line).annotation(AnnotationKind::Primary.span(mark))
    };
    if lines.len() <= LONG_LINE {
        return group.element(quoted(lines).path(&source.name));
    }
    // The renderer would count columns from where the quoted part begins, so the place is named apart from it.
    let from = boundary(text, start.saturating_sub(AROUND)).max(lines.start);
    let upto = boundary(text, end.min(start + AROUND) + AROUND).min(lines.end);
    group.element(Origin::path(&source.name).line(line).char_column(column)).element(quoted(from..upto))
}

/// Where the mark of a range ends: at its own end, or earlier if it would cover much of the report.
fn marked(source: &Source, start: usize, end: usize) -> usize {
    let lines = lines_around(source, start, end);
    let first = source.line_at(start).end.clamp(start, end);
    let is_long = lines.len() > MARKED_LINES * (MARKED_WIDTH + 1);
    let is_small = |(index, line): (usize, &str)| index < MARKED_LINES && line.len() <= MARKED_WIDTH;
    if first == end || is_long || !source.text[lines].lines().enumerate().all(is_small) {
        return boundary(&source.text, first.min(start + MARKED_WIDTH));
    }
    end
}

/// The bytes of the whole lines that hold a range, without the last one's line end.
fn lines_around(source: &Source, start: usize, end: usize) -> Range<usize> {
    // A range that takes in a line end does not reach into the next line.
    let inner = if end > start && source.text[..end].ends_with('\n') { end - 1 } else { end };
    source.line_at(start).start..source.line_at(inner).end
}

/// The last character boundary up to a byte.
fn boundary(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte)
}

/// A message without line ends, which quoted words may hold.
fn one_line(message: &str) -> String {
    message.split_inclusive('\n').map(str::trim_end).collect::<Vec<_>>().join(" ")
}

/// A line for every file, or for every source that none was written of.
fn summary(outcomes: &[Outcome]) -> String {
    let rows: Vec<(String, String)> = outcomes.iter().flat_map(rows).collect();
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    rows.iter().fold(String::new(), |mut text, (name, told)| {
        let _ = writeln!(text, "{name:width$}  {told}");
        text
    })
}

fn rows(outcome: &Outcome) -> Vec<(String, String)> {
    let counted = count(&outcome.diagnostics);
    let files = outcome.files.iter().map(|file| (name(file), told(file, outcome)));
    let silent = outcome.files.is_empty() && outcome.error.is_none();
    let mut remark = match (counted, outcome.pages) {
        (Some(counted), _) => Some(counted),
        (None, Some(count)) if silent => Some(format!("{}  no faults", pages(count))),
        (None, _) => None,
    };
    if outcome.withheld {
        remark = remark.map(|remark| remark + "; nothing written");
    }
    let remark = remark.map(|remark| (normalize_untrusted_str(&outcome.name), remark));
    files.chain(remark).collect()
}

fn name(file: &Finished) -> String {
    match &file.path {
        Some(path) => normalize_untrusted_str(&path.display().to_string()),
        None => "<stdout>".to_owned(),
    }
}

fn told(file: &Finished, outcome: &Outcome) -> String {
    let size = match file.size {
        bytes @ 0..1000 => format!("{bytes} bytes"),
        bytes @ 1000..999_500 => format!("{:.0} kB", bytes as f64 / 1e3),
        bytes => format!("{:.1} MB", bytes as f64 / 1e6),
    };
    outcome.pages.map_or(size.clone(), |count| format!("{}  {size}", pages(count)))
}

fn pages(count: usize) -> String {
    counted(count, "page")
}

/// How many errors and warnings there are, if any.
fn count(diagnostics: &[Diagnostic]) -> Option<String> {
    let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => None,
        (0, warnings) => Some(counted(warnings, "warning")),
        (errors, 0) => Some(counted(errors, "error")),
        (errors, warnings) => Some(format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))),
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
