//! The report for machines: one object, on one line.

use serde::Serialize;

use super::cause;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::export::Outcome;

#[derive(Default, Serialize)]
struct Report {
    diagnostics: Vec<Fault>,
    files: Vec<Written>,
    errors: Vec<Failure>,
}

/// A fault of the content. Lines and columns count from one, columns in characters; the end lies after the last character.
#[derive(Serialize)]
struct Fault {
    code: &'static str,
    severity: &'static str,
    message: String,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end: Option<Place>,
    help: Option<String>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Written {
    format: &'static str,
    /// `null` for standard output.
    path: Option<String>,
    bytes: usize,
    pages: Option<usize>,
}

/// A failure outside the content.
#[derive(Serialize)]
struct Failure {
    message: String,
    cause: Option<String>,
}

pub(super) fn outcomes(outcomes: &[Outcome]) -> String {
    let mut report = Report::default();
    for outcome in outcomes {
        report.diagnostics.extend(outcome.diagnostics.iter().map(|diagnostic| fault(diagnostic, outcome)));
        report.files.extend(outcome.files.iter().map(|file| Written {
            format: file.format,
            path: file.path.as_ref().map(|path| path.display().to_string()),
            bytes: file.size,
            pages: outcome.pages,
        }));
        report.errors.extend(outcome.error.as_ref().map(named));
    }
    spelled(&report)
}

pub(super) fn failure(error: &Error) -> String {
    spelled(&Report { errors: vec![named(error)], ..Report::default() })
}

fn spelled(report: &Report) -> String {
    serde_json::to_string(report).expect("the report holds texts and numbers only") + "\n"
}

fn named(error: &Error) -> Failure {
    Failure { message: error.to_string(), cause: cause(error) }
}

fn fault(diagnostic: &Diagnostic, outcome: &Outcome) -> Fault {
    let place = diagnostic.span.and_then(|span| Some((span, outcome.sources.get(span.source)?)));
    let start = place.map(|(span, source)| source.line_column(span.start));
    let end = place.map(|(span, source)| source.line_column(span.end.max(span.start)));
    Fault {
        code: diagnostic.code.name(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: diagnostic.message.clone(),
        file: place.map_or(&outcome.name, |(_, source)| &source.name).clone(),
        line: start.map(|(line, _)| line),
        column: start.map(|(_, column)| column),
        end: end.map(|(line, column)| Place { line, column }),
        help: diagnostic.help.clone(),
    }
}
