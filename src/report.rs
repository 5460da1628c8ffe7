//! What people and machines are told of a run. The only module that prints.

mod human;
mod json;

use std::io::Write;
use std::path::Path;

use crate::error::Error;
use crate::export::Outcome;

/// How a report is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// For people: quoted lines with marks, then what was written.
    Human {
        /// Whether the terminal shows colours.
        colour: bool,
        /// Whether only faults are printed.
        quiet: bool,
    },
    /// For machines: one JSON object.
    Json,
}

/// Reports what became of every source, on standard error.
pub fn outcomes(outcomes: &[Outcome], manner: Manner) {
    tell(&match manner {
        Manner::Human { colour, quiet } => human::outcomes(outcomes, colour, quiet),
        Manner::Json => json::outcomes(outcomes),
    });
}

/// Reports a failure that stopped the whole run, on standard error.
pub fn failure(error: &Error, manner: Manner) {
    tell(&match manner {
        Manner::Human { colour, .. } => human::failure(error, colour),
        Manner::Json => json::failure(error),
    });
}

/// Writes what comes back to the caller to standard output; a failure becomes that of its source.
pub fn content(outcomes: &mut [Outcome]) {
    let mut stdout = std::io::stdout().lock();
    for outcome in outcomes {
        let mut files = outcome.files.iter().filter(|file| file.path.is_none());
        let written = files.try_for_each(|file| stdout.write_all(&file.bytes)).and_then(|()| stdout.flush());
        if let Err(cause) = written {
            outcome.error = Some(Error::file("write", Path::new("<stdout>"), cause));
            outcome.files.clear();
        }
    }
}

/// Prints a text that was asked for on standard output.
///
/// # Errors
///
/// If standard output cannot be written.
pub fn print(text: &str) -> Result<(), Error> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|cause| Error::file("write", Path::new("<stdout>"), cause))
}

/// Prints on standard error; if nobody listens, there is nobody to tell so.
fn tell(report: &str) {
    let _ = std::io::stderr().lock().write_all(report.as_bytes());
}

/// What the system said, without its number, in the manner of our own messages.
fn cause(error: &Error) -> Option<String> {
    let cause = match error {
        Error::File { cause, .. } => cause.to_string(),
        Error::Library { cause, .. } => cause.clone(),
        Error::Request(_) => return None,
    };
    let cause = cause.split(" (os error").next().unwrap_or_default();
    let mut letters = cause.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    Some(first + letters.as_str())
}
