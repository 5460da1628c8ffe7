//! Arguments in, report out, exit code. The environment is read here and nowhere below.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::error::Error;
use crate::export::{self, Conversion, Destination, Input, Job, Language, Outcome};
use crate::format::{Format, Paper, Syntax, Target};
use crate::report::{self, Manner};

/// The last second of the year 9999, past which no format can spell a date.
const LAST_SECOND: i64 = 253_402_300_799;

/// More than any reader takes, so that an endless stream comes to an end.
const MOST_INPUT: u64 = 1 << 28;

/// One structured document to a tagged PDF, a finished Word document and an EPUB that agree.
#[derive(Debug, Parser)]
#[command(name = "triplicate", version, arg_required_else_help = true, after_help = AFTER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Exit codes: 0 all went well, 1 faults in the content, 2 wrong arguments, 3 a file or the system failed.
Reports go to standard error. SOURCE_DATE_EPOCH dates files whose document names no date.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the publications of each source
    ///
    /// With no format flag all three are written, beside the source. With a fault in the content that counts as an
    /// error, nothing is written of that source; other sources are not affected. Files appear whole or not at all.
    Export(ExportArgs),
    /// Report every fault of each source and write nothing
    ///
    /// The whole way is taken, layout and all three formats included, so that `check` finds what `export` would.
    Check(CheckArgs),
    /// Write a source in another form
    ///
    /// What is written holds the same document as the source, with all that it includes: converted again, it stays as it is. Paths of images stay as they
    /// are, so the file belongs beside the source. With a fault in the content that counts as an error, nothing is written.
    Convert(ConvertArgs),
    /// Print the JSON Schema of documents written as YAML, JSON or TOML
    ///
    /// Editors that know it complete names and mark faults while one writes.
    Schema,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags are independent of each other")]
struct ExportArgs {
    /// Documents in Markdown, YAML, JSON or TOML, or plain texts; `-` reads standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Write a PDF: tagged, PDF/UA-1 and PDF/A-2a
    #[arg(long)]
    pdf: bool,
    /// Write a Word document
    #[arg(long)]
    docx: bool,
    /// Write an EPUB
    #[arg(long)]
    epub: bool,
    /// Write to this file; `-` is standard output
    ///
    /// For one source and one format. With no format flag the file's extension names the format.
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir")]
    output: Option<PathBuf>,
    /// Write into this folder instead of beside the source; it is made if need be
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
    /// Leave the page numbers of print out of the Word document and the EPUB, which are made sooner so
    ///
    /// Word's contents list then has no page numbers, and the EPUB no list of pages. Where no PDF is asked for, no pages are made.
    #[arg(long)]
    no_page_map: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// Documents in Markdown, YAML, JSON or TOML, or plain texts; `-` reads standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Args)]
struct ConvertArgs {
    /// A Markdown file with front matter or a plain text; `-` reads standard input
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// The form to write
    #[arg(long, value_enum, value_name = "FORM")]
    to: Target,
    /// Write to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct Common {
    /// The look: a built-in theme or a TOML file that extends one
    #[arg(long, value_name = "NAME|FILE", default_value = "briefing")]
    theme: String,
    /// The size of the sheets
    #[arg(long, value_enum, default_value_t)]
    paper: Paper,
    /// A folder with fonts besides the bundled ones; may be given again
    #[arg(long = "font-path", value_name = "DIR")]
    font_paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct Reading {
    /// The form of the sources; by each file's extension where not given
    #[arg(long, value_enum, value_name = "FORM")]
    from: Option<Syntax>,
    /// The language of sources that name none, such as plain texts: `en`, `en-GB`, `zh-Hans`
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Option<Language>,
    /// Read images and included files from here and below only; the document's folder where not given
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Treat every warning as an error
    #[arg(long)]
    strict: bool,
    /// How to report: for people, or one JSON object for machines
    #[arg(long, value_enum, default_value_t, value_name = "KIND")]
    report: ReportKind,
    /// Print faults only
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum ReportKind {
    /// Lines that quote the source and mark the words
    #[default]
    Human,
    /// One JSON object
    Json,
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Command::Export(args) => publish(args.common.reading.manner(), args.run()),
        Command::Check(args) => publish(args.common.reading.manner(), args.run()),
        Command::Convert(args) => publish(args.reading.manner(), args.run()),
        Command::Schema => match report::print(&export::schema()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(&error, Manner::Human { colour: has_colour(), quiet: false }),
        },
    }
}

/// Reports what became of a run.
fn publish(manner: Manner, outcomes: Result<Vec<Outcome>, Error>) -> ExitCode {
    let mut outcomes = match outcomes {
        Ok(outcomes) => outcomes,
        Err(error) => return failed(&error, manner),
    };
    report::content(&mut outcomes);
    report::outcomes(&outcomes, manner);
    let failed = outcomes.iter().filter_map(|outcome| outcome.error.as_ref()).map(status).max();
    ExitCode::from(failed.unwrap_or_else(|| u8::from(outcomes.iter().any(Outcome::has_errors))))
}

/// Reports a failure that stopped the whole run.
fn failed(error: &Error, manner: Manner) -> ExitCode {
    report::failure(error, manner);
    ExitCode::from(status(error))
}

/// The exit code of a failure.
fn status(error: &Error) -> u8 {
    match error {
        Error::Request(_) => 2,
        Error::File { .. } | Error::Library { .. } => 3,
    }
}

impl Reading {
    fn manner(&self) -> Manner {
        match self.report {
            ReportKind::Human => Manner::Human { colour: has_colour(), quiet: self.quiet },
            ReportKind::Json => Manner::Json,
        }
    }
}

impl ConvertArgs {
    fn run(self) -> Result<Vec<Outcome>, Error> {
        Ok(vec![export::convert(&self.conversion()?)?])
    }

    fn conversion(self) -> Result<Conversion, Error> {
        Ok(Conversion {
            input: input(&self.source)?,
            from: self.reading.from,
            language: self.reading.lang,
            to: self.to,
            output: Some(self.output).filter(|path| path != Path::new("-")),
            root: self.reading.root,
            strict: self.reading.strict,
        })
    }
}

impl CheckArgs {
    fn run(self) -> Result<Vec<Outcome>, Error> {
        export::run(&job(&self.sources, Format::ALL.to_vec(), Destination::Nowhere, self.common)?)
    }
}

impl ExportArgs {
    fn run(self) -> Result<Vec<Outcome>, Error> {
        export::run(&self.job()?)
    }

    fn job(self) -> Result<Job, Error> {
        let formats = self.formats()?;
        let destination = match (self.output, self.out_dir) {
            (Some(path), _) => {
                if self.sources.len() != 1 || formats.len() != 1 {
                    let told = format!("`-o {}` takes exactly one source and one format", path.display());
                    return Err(Error::Request(told + "; several go into a folder with `--out-dir`"));
                }
                to_file(path, formats[0])?
            }
            (None, Some(folder)) => Destination::Folder(folder),
            (None, None) => Destination::Beside,
        };
        let page_map = !self.no_page_map;
        Ok(Job { page_map, ..job(&self.sources, formats, destination, self.common)? })
    }

    /// The formats asked for; where none is, the one that the output's extension names, or all.
    fn formats(&self) -> Result<Vec<Format>, Error> {
        let asked = |format| match format {
            Format::Pdf => self.pdf,
            Format::Docx => self.docx,
            Format::Epub => self.epub,
        };
        let formats: Vec<Format> = Format::ALL.into_iter().filter(|&format| asked(format)).collect();
        match &self.output {
            Some(path) if formats.is_empty() => named_by(path).map(|format| vec![format]),
            None if formats.is_empty() => Ok(Format::ALL.to_vec()),
            Some(_) | None => Ok(formats),
        }
    }
}

fn named_by(path: &Path) -> Result<Format, Error> {
    let extension = path.extension().unwrap_or_default();
    Format::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension())).ok_or_else(
        || {
            let told = format!("`-o {}` does not say which format is wanted", path.display());
            Error::Request(told + "; add `--pdf`, `--docx` or `--epub`")
        },
    )
}

fn to_file(path: PathBuf, format: Format) -> Result<Destination, Error> {
    if path != Path::new("-") {
        return Ok(Destination::File(path));
    }
    if std::io::stdout().is_terminal() {
        let told = format!("a terminal cannot show a {} file", format.extension());
        return Err(Error::Request(told + "; send standard output to a file or a program"));
    }
    Ok(Destination::Caller)
}

fn job(
    sources: &[PathBuf],
    formats: Vec<Format>,
    destination: Destination,
    common: Common,
) -> Result<Job, Error> {
    Ok(Job {
        epoch: epoch()?,
        inputs: sources.iter().map(|path| input(path)).collect::<Result<_, _>>()?,
        syntax: common.reading.from,
        language: common.reading.lang,
        formats,
        destination,
        theme: common.theme,
        paper: common.paper,
        font_paths: common.font_paths,
        root: common.reading.root,
        page_map: true,
        strict: common.reading.strict,
    })
}

fn language(tag: &str) -> Result<Language, &'static str> {
    Language::parse(tag).ok_or("it is not a language tag; write one such as `en`, `en-GB` or `zh-Hans`")
}

fn input(path: &Path) -> Result<Input, Error> {
    if path != Path::new("-") {
        return Ok(Input::File(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST_INPUT).read_to_end(&mut bytes);
    read.map_err(|cause| Error::file("read", Path::new("<stdin>"), cause))?;
    Ok(Input::Text(bytes))
}

/// The moment that `SOURCE_DATE_EPOCH` names, if it is set.
#[expect(clippy::disallowed_methods, reason = "this is the top floor")]
fn epoch() -> Result<Option<i64>, Error> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|digits| digits.parse().ok());
    match seconds.filter(|seconds| (0..=LAST_SECOND).contains(seconds)) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(Error::Request(format!(
            "SOURCE_DATE_EPOCH is `{}`, but a whole number of seconds since 1970 is wanted",
            value.display()
        ))),
    }
}

/// Whether the report may be in colour: on a terminal, unless the user asked for none.
#[expect(clippy::disallowed_methods, reason = "this is the top floor")]
fn has_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    std::io::stderr().is_terminal() && !refused && !dumb
}
