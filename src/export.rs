//! The whole way of a document: read, resolve, lay out, write. The only module that writes files, whole or not at all.

mod convert;
mod edition;
mod files;
mod plan;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::backend::{Stamp, Written};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::error::Error;
use crate::fonts::Fonts;
use crate::format::{Format, Paper, Syntax};
pub use crate::model::Language;
use crate::model::{Date, Meta, Theme};
use crate::read;
pub use crate::read::schema;
use crate::resolve;
use crate::source::{SourceId, Sources};
pub use convert::{Conversion, convert};
use edition::Edition;

/// What is to be published, and how.
#[derive(Clone, Debug)]
pub struct Job {
    /// The sources, in the order in which they are reported.
    pub inputs: Vec<Input>,
    /// The form in which all sources are written; where not given, each one's extension says it.
    pub syntax: Option<Syntax>,
    /// The language of sources that name none.
    pub language: Option<Language>,
    /// The formats to write, in the order in which they are reported.
    pub formats: Vec<Format>,
    /// Where the files go.
    pub destination: Destination,
    /// The name of a built-in theme or the path of a theme file.
    pub theme: String,
    /// The size of the sheets.
    pub paper: Paper,
    /// Folders with fonts besides the bundled ones.
    pub font_paths: Vec<PathBuf>,
    /// Images and included files are read from here and below only; from the document's own folder where not given.
    pub root: Option<PathBuf>,
    /// Whether the Word document and the EPUB name the pages of print. Where they do not, nothing is laid out for them.
    pub page_map: bool,
    /// Whether warnings forbid writing, as errors do.
    pub strict: bool,
    /// The moment that stands in files whose document has no date, in seconds since 1970.
    pub epoch: Option<i64>,
}

/// A source of one document.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// A text that the caller has read, such as standard input; its relative paths begin at the current folder.
    Text(Vec<u8>),
}

impl Input {
    /// The name that messages show.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Text(_) => "<stdin>".to_owned(),
        }
    }

    /// The folder at which the document's relative paths begin; empty for the current one.
    fn folder(&self) -> &Path {
        match self {
            Self::File(path) => path.parent().unwrap_or(Path::new("")),
            Self::Text(_) => Path::new(""),
        }
    }

    /// The title of a document that names none.
    fn fallback_title(&self) -> String {
        match self {
            Self::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Self::Text(_) => "Untitled".to_owned(),
        }
    }
}

/// Where the files go.
#[derive(Clone, Debug)]
pub enum Destination {
    /// Nowhere: everything is made and checked, nothing is written.
    Nowhere,
    /// Beside each source, under its name with the format's extension.
    Beside,
    /// Into one folder, which is made if need be.
    Folder(PathBuf),
    /// To this file; for one source and one format.
    File(PathBuf),
    /// Back to the caller as bytes; for one source and one format.
    Caller,
}

/// What became of one source.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The source's name as messages show it.
    pub name: String,
    /// The texts that the faults lie in.
    pub sources: Sources,
    /// The faults of its content, in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// The files written.
    pub files: Vec<Finished>,
    /// Whether files were asked for and an error in the content, the theme or the fonts forbade them.
    pub withheld: bool,
    /// How many pages it has in print; `None` where it was not laid out.
    pub pages: Option<usize>,
    /// The failure that stopped it, if one did.
    pub error: Option<Error>,
}

impl Outcome {
    fn of(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    fn note(&mut self, mut faults: Diagnostics, strict: bool) {
        if strict {
            faults.escalate();
        }
        self.diagnostics = faults.sorted();
    }

    /// Whether the content forbids writing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// A finished file.
#[derive(Debug)]
pub struct Finished {
    /// Its format, by the extension of such files.
    pub format: &'static str,
    /// Where it was written; `None` where the caller has the bytes.
    pub path: Option<PathBuf>,
    /// Its size in bytes.
    pub size: usize,
    /// The file itself where it goes back to the caller, else empty.
    pub bytes: Vec<u8>,
}

/// Publishes every source, each as far as its own faults allow.
///
/// A fault of the theme or the fonts comes as an outcome of its own, before those of the sources.
///
/// # Errors
///
/// If the sources and the destination contradict each other, or the theme or a folder of fonts cannot be read: then
/// nothing is begun.
pub fn run(job: &Job) -> Result<Vec<Outcome>, Error> {
    let targets = plan::targets(job)?;
    let (setup, faults) = Setup::new(job)?;
    let outcomes = job.inputs.par_iter().zip(&targets).map(|(input, targets)| setup.publish(input, targets));
    Ok(faults.into_par_iter().chain(outcomes).collect())
}

/// What all sources of a job share.
struct Setup<'a> {
    job: &'a Job,
    theme: Theme,
    fonts: Fonts,
    /// Whether a fault in what is shared forbids writing.
    barred: bool,
}

impl<'a> Setup<'a> {
    /// The theme and the fonts, and an outcome for each that has faults. A faulty theme is stood in for, so that all faults
    /// show in one run.
    fn new(job: &'a Job) -> Result<(Self, Vec<Outcome>), Error> {
        let mut outcomes = vec![Outcome::of(job.theme.clone())];
        let mut faults = Diagnostics::default();
        let theme = match read::theme(&job.theme, &mut outcomes[0].sources, &mut faults)? {
            Some(theme) => theme,
            None => read::theme("briefing", &mut Sources::default(), &mut Diagnostics::default())?
                .expect("the built-in theme has no faults"),
        };
        let theme = Theme { page: theme.page.on(job.paper), ..theme };
        outcomes[0].note(faults, job.strict);
        let mut fonts = Fonts::bundled();
        for folder in &job.font_paths {
            let mut outcome = Outcome::of(folder.display().to_string());
            let mut faults = Diagnostics::default();
            fonts.add_folder(folder, &mut faults)?;
            outcome.note(faults, job.strict);
            outcomes.push(outcome);
        }
        outcomes.retain(|outcome| !outcome.diagnostics.is_empty());
        let barred = outcomes.iter().any(Outcome::has_errors);
        Ok((Self { job, theme, fonts, barred }, outcomes))
    }

    /// Takes one source the whole way.
    fn publish(&self, input: &Input, targets: &[PathBuf]) -> Outcome {
        let mut outcome = Outcome::of(input.name());
        let mut diagnostics = Diagnostics::default();
        let written = self.make(input, &mut outcome, &mut diagnostics);
        outcome.note(diagnostics, self.job.strict);
        let barred = self.barred || outcome.has_errors();
        outcome.withheld = barred && !matches!(self.job.destination, Destination::Nowhere);
        let sources = &outcome.sources;
        let delivered = written.and_then(|written| {
            if barred {
                return Ok(Vec::new());
            }
            plan::spare(sources, targets)?;
            self.deliver(written, targets)
        });
        match delivered {
            Ok(files) => outcome.files = files,
            Err(error) => outcome.error = Some(error),
        }
        outcome
    }

    /// Every format's bytes, in memory. Faulty content is taken the whole way too, so that all faults show in one run.
    fn make(
        &self,
        input: &Input,
        outcome: &mut Outcome,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<Written>, Error> {
        let Some(id) = open(input, &mut outcome.sources, diagnostics)? else { return Ok(Vec::new()) };
        let options = read::Options {
            language: self.job.language.clone(),
            ..reading(input, self.job.root.as_deref(), self.job.syntax)
        };
        let sources = &mut outcome.sources;
        let text = sources.text(id);
        let (pages, written) = rayon::scope(|scope| {
            scope.spawn(|_| self.fonts.open_ahead(&self.theme, &text));
            let mut document = read::document(id, sources, &options, diagnostics);
            document.meta.complete(&self.theme);
            let stamp = stamp(&document.meta, self.job.epoch);
            let document = resolve::resolve(document, diagnostics).with_logo(&self.theme);
            let (theme, fonts) = (&self.theme, &self.fonts);
            Edition { job: self.job, document: &document, theme, fonts, stamp: &stamp }.write(diagnostics)
        });
        outcome.pages = pages;
        written
    }

    /// Writes the files of one source where they belong.
    fn deliver(&self, written: Vec<Written>, targets: &[PathBuf]) -> Result<Vec<Finished>, Error> {
        let paths: Vec<Option<&PathBuf>> = match self.job.destination {
            Destination::Nowhere => return Ok(Vec::new()),
            Destination::Caller => vec![None; written.len()],
            Destination::Beside | Destination::Folder(_) | Destination::File(_) => {
                files::write(targets.iter().zip(&written).map(|(path, written)| (path, &written.bytes[..])))?;
                targets.iter().map(Some).collect()
            }
        };
        let finished = self.job.formats.iter().zip(written).zip(paths).map(|((&format, written), path)| {
            let size = written.bytes.len();
            let bytes = if path.is_some() { Vec::new() } else { written.bytes };
            Finished { format: format.extension(), path: path.cloned(), size, bytes }
        });
        Ok(finished.collect())
    }
}

fn open(
    input: &Input,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<SourceId>, Error> {
    match input {
        Input::File(path) => read::open(path, sources, diagnostics),
        Input::Text(bytes) => Ok(read::take(&input.name(), bytes.clone(), sources, diagnostics)),
    }
}

/// What the reading of a source has to know.
fn reading(input: &Input, root: Option<&Path>, syntax: Option<Syntax>) -> read::Options {
    let options = read::Options {
        fallback_title: input.fallback_title(),
        syntax,
        ..read::Options::new(input.folder())
    };
    match root {
        Some(root) => read::Options { root: root.to_owned(), ..options },
        None => options,
    }
}

/// The moment that stands in the files: midnight (UTC) of the document's date, else the caller's.
fn stamp(meta: &Meta, epoch: Option<i64>) -> Stamp {
    let seconds = match meta.date {
        Some(Date::Calendar { year, month, day }) => {
            Some(days_since_1970(year, month.unwrap_or(1), day.unwrap_or(1)) * 86_400)
        }
        Some(Date::Words(_)) | None => epoch,
    };
    Stamp { seconds }
}

/// Days from 1 January 1970 in the Gregorian calendar, counted in years that begin in March, so that the leap day is the last.
fn days_since_1970(year: u16, month: u8, day: u8) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(days_since_1970(1970, 1, 1), 0);
        assert_eq!(days_since_1970(1969, 12, 31), -1);
        assert_eq!(days_since_1970(2000, 3, 1) - days_since_1970(2000, 2, 28), 2);
        assert_eq!(days_since_1970(1900, 3, 1) - days_since_1970(1900, 2, 28), 1);
        assert_eq!(days_since_1970(2026, 11, 23) * 86_400, 1_795_392_000);
    }

    #[test]
    fn the_document_dates_its_files_before_the_caller() {
        let dated = |date| Meta { date, ..Meta::default() };
        let day = Date::Calendar { year: 1971, month: None, day: None };
        assert_eq!(stamp(&dated(Some(day)), Some(7)).seconds, Some(365 * 86_400));
        assert_eq!(stamp(&dated(Some(Date::Words("Spring".into()))), Some(7)).seconds, Some(7));
        assert_eq!(stamp(&dated(None), None).seconds, None);
    }
}
