//! Times each stage of the program, one after the other, on documents that `benches/workloads` makes.
//!
//! `cargo bench --bench stages -- FOLDER...`: for every folder, all Markdown documents in it in turn. Prints a line of
//! values parted by tabs: the folder's name, its pages, and the seconds of each stage, each the median of its runs.

#![expect(clippy::print_stdout, reason = "the bench is a program of its own")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use triplicate::backend::{Stamp, docx, epub, pdf};
use triplicate::diagnostic::{Diagnostics, Severity};
use triplicate::fonts::Fonts;
use triplicate::format::Paper;
use triplicate::model::Theme;
use triplicate::source::Sources;
use triplicate::{layout, read, resolve};

const STAGES: [&str; 6] = ["read", "resolve", "layout", "pdf", "docx", "epub"];
/// A workload is run so often, or until it has taken so many seconds; at least once.
const RUNS: usize = 9;
const ENOUGH: f64 = 5.0;

/// The seconds of each stage.
type Times = [f64; STAGES.len()];

/// Measures laps.
struct Watch(Instant);

impl Watch {
    #[expect(clippy::disallowed_methods, reason = "a bench measures")]
    fn start() -> Self {
        Self(Instant::now())
    }

    /// The seconds since the last lap.
    fn lap(&mut self) -> f64 {
        let seconds = self.0.elapsed().as_secs_f64();
        *self = Self::start();
        seconds
    }
}

/// Takes one document the whole way; adds what its stages take, and gives its pages.
fn publish(path: &Path, theme: &Theme, fonts: &Fonts, times: &mut Times) -> Result<usize, Box<dyn Error>> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let stamp = Stamp { seconds: None };
    let mut watch = Watch::start();
    let id = read::open(path, &mut sources, &mut diagnostics)?.ok_or("a source that cannot be read")?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let document = read::document(id, &mut sources, &read::Options::new(folder), &mut diagnostics);
    times[0] += watch.lap();
    let document = resolve::resolve(document, &mut diagnostics);
    times[1] += watch.lap();
    let mut pages = layout::lay_out(&document, theme, fonts, Paper::A4, &mut diagnostics);
    times[2] += watch.lap();
    let (count, map) = (pages.pages.len(), std::mem::take(&mut pages.map));
    pdf::write(&document, pages, fonts, &stamp)?;
    times[3] += watch.lap();
    docx::write(&document, theme, fonts, Paper::A4, Some(&map), &stamp)?;
    times[4] += watch.lap();
    let cover = epub::Cover::draw(&document, theme, fonts)?;
    epub::write(&document, theme, fonts, Some(&map), &cover, &stamp)?;
    times[5] += watch.lap();
    if let Some(fault) = diagnostics.iter().find(|fault| fault.severity == Severity::Error) {
        return Err(format!("{}: {}", path.display(), fault.message).into());
    }
    Ok(count)
}

/// The Markdown documents of a folder, by name.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    if paths.is_empty() { Err(format!("{} holds no Markdown", folder.display()).into()) } else { Ok(paths) }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() -> Result<(), Box<dyn Error>> {
    let theme = read::theme("briefing", &mut Sources::default(), &mut Diagnostics::default())?
        .ok_or("the built-in theme has faults")?;
    let fonts = Fonts::bundled();
    println!("workload\tpages\t{}", STAGES.join("\t"));
    // Cargo adds flags of its own.
    let folders = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    for (at, folder) in folders.map(PathBuf::from).enumerate() {
        let (documents, mut pages, mut runs) = (documents(&folder)?, 0, Vec::<Times>::new());
        if at == 0 {
            // Faces are opened once, however long a document is.
            publish(&documents[0], &theme, &fonts, &mut Times::default())?;
        }
        while runs.len() < RUNS && runs.iter().flatten().sum::<f64>() < ENOUGH {
            let mut times = Times::default();
            pages = 0;
            for document in &documents {
                pages += publish(document, &theme, &fonts, &mut times)?;
            }
            runs.push(times);
        }
        let medians = (0..STAGES.len()).map(|stage| median(runs.iter().map(|run| run[stage]).collect()));
        let shown: Vec<String> = medians.map(|seconds| format!("{seconds:.6}")).collect();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        println!("{name}\t{pages}\t{}", shown.join("\t"));
    }
    Ok(())
}
