//! Which file is written where, settled before anything is read.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::{Destination, Input, Job};
use crate::error::Error;
use crate::source::Sources;

/// For every source the path of each format.
///
/// # Errors
///
/// If two sources would write one file, a source or the theme would be overwritten, or standard input is named twice.
pub(super) fn targets(job: &Job) -> Result<Vec<Vec<PathBuf>>, Error> {
    if job.inputs.iter().filter(|input| matches!(input, Input::Text(_))).count() > 1 {
        return Err(Error::Request(
            "standard input can be read only once, but `-` is given twice".to_owned(),
        ));
    }
    let targets = job.inputs.iter().map(|input| paths(input, job)).collect::<Result<Vec<_>, _>>()?;
    let read: BTreeMap<PathBuf, &Path> = job
        .inputs
        .iter()
        .filter_map(path)
        .chain([Path::new(&job.theme)])
        .map(|path| (place(path), path))
        .collect();
    let mut claimed: BTreeMap<PathBuf, &Input> = BTreeMap::new();
    for (input, paths) in job.inputs.iter().zip(&targets) {
        for path in paths {
            let place = place(path);
            if let Some(source) = read.get(&place) {
                return Err(overwrites(path, source));
            }
            if let Some(first) = claimed.insert(place, input) {
                let (path, first, second) = (path.display(), first.name(), input.name());
                return Err(Error::Request(format!("`{first}` and `{second}` would both write `{path}`")));
            }
        }
    }
    Ok(targets)
}

/// Makes sure that no file that was read for its text, such as an included one, would be written over.
///
/// # Errors
///
/// If one would be.
pub(super) fn spare(sources: &Sources, targets: &[PathBuf]) -> Result<(), Error> {
    if targets.is_empty() {
        return Ok(());
    }
    let read: BTreeMap<PathBuf, &Path> =
        sources.iter().filter_map(|source| source.file.as_deref()).map(|file| (place(file), file)).collect();
    let harmful = targets.iter().find_map(|target| Some((target, read.get(&place(target))?)));
    harmful.map_or(Ok(()), |(target, source)| Err(overwrites(target, source)))
}

/// The refusal to write a source over.
pub(super) fn overwrites(target: &Path, source: &Path) -> Error {
    let (target, source) = (target.display(), source.display());
    Error::Request(format!("writing `{target}` would overwrite the source `{source}`"))
}

fn path(input: &Input) -> Option<&Path> {
    match input {
        Input::File(path) => Some(path),
        Input::Text(_) => None,
    }
}

/// The path of each format of one source.
fn paths(input: &Input, job: &Job) -> Result<Vec<PathBuf>, Error> {
    let folder = match &job.destination {
        Destination::Nowhere | Destination::Caller => return Ok(Vec::new()),
        Destination::File(path) => return Ok(vec![path.clone()]),
        Destination::Folder(folder) => folder,
        Destination::Beside => path(input).and_then(Path::parent).unwrap_or(Path::new("")),
    };
    let stem = match input {
        Input::File(path) => {
            path.file_stem().ok_or_else(|| Error::file("read", path, ErrorKind::IsADirectory.into()))?
        }
        Input::Text(_) => "stdin".as_ref(),
    };
    let named = job.formats.iter().map(|format| {
        let mut name = stem.to_owned();
        name.push(".");
        name.push(format.extension());
        folder.join(name)
    });
    Ok(named.collect())
}

/// The one place that a path names, links followed, whether or not anything is there yet.
pub(super) fn place(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|ancestor| Some((ancestor.canonicalize().ok()?, ancestor)));
    let Some((mut place, ancestor)) = there else { return path };
    for part in path.strip_prefix(ancestor).unwrap_or(&path).components() {
        if part == Component::ParentDir {
            place.pop();
        } else {
            place.push(part);
        }
    }
    place
}
