//! Where an image lies, and that it lies under the root.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::{Fault, Options};
use crate::diagnostic::{Code, nearest};

/// The file that a reference names, its links followed.
pub(super) fn find(reference: &str, options: &Options) -> Result<PathBuf, (Code, Fault)> {
    let missing = |fault| (Code::MissingImage, fault);
    let relative = Path::new(reference);
    let drive = reference.as_bytes().get(1) == Some(&b':');
    if relative.is_absolute() || reference.starts_with(['/', '\\']) || drive {
        let message = format!("the image `{reference}` is named by an absolute path");
        let help = "name it from the document's folder; `--root` sets the folder that images may lie in";
        return Err((Code::OutsideRoot, Fault::new(message).with_help(help)));
    }
    let real = |path: &Path, what: &str| {
        fs::canonicalize(path).map_err(|cause| {
            let message =
                format!("the image `{reference}` cannot be looked for: {what} {}: {cause}", path.display());
            missing(Fault::new(message))
        })
    };
    let root = real(&options.root, "the root folder")?;
    let folder = real(&options.folder, "the document's folder")?;
    // Asked before the disk is, so that nothing outside can be probed for.
    if !climbed(&folder, relative).starts_with(&root) {
        return Err(outside(reference, &root));
    }
    let path = folder.join(relative);
    let found =
        fs::canonicalize(&path).map_err(|cause| missing(not_found(reference, &path, cause.kind())))?;
    if !found.starts_with(&root) {
        return Err(outside(reference, &root));
    }
    match fs::metadata(&found) {
        Ok(metadata) if metadata.is_file() => Ok(found),
        Ok(metadata) if metadata.is_dir() => {
            Err(missing(Fault::new(format!("`{reference}` is a folder, not an image"))))
        }
        Ok(_) => Err(missing(Fault::new(format!("`{reference}` is no file")))),
        Err(cause) => Err(missing(not_found(reference, &path, cause.kind()))),
    }
}

/// The path that a reference leads to, by its words alone.
fn climbed(folder: &Path, relative: &Path) -> PathBuf {
    let mut path = folder.to_owned();
    for component in relative.components() {
        match component {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    path
}

fn outside(reference: &str, root: &Path) -> (Code, Fault) {
    let message = format!("the image `{reference}` lies outside the folder {}", root.display());
    let help = "move it there, or name a folder that holds document and image with `--root`";
    (Code::OutsideRoot, Fault::new(message).with_help(help))
}

fn not_found(reference: &str, path: &Path, kind: ErrorKind) -> Fault {
    let fault = if kind == ErrorKind::PermissionDenied {
        Fault::new(format!("the image `{reference}` may not be read"))
    } else {
        Fault::new(format!("there is no image `{reference}`"))
    };
    match neighbour(reference, path) {
        Some(name) => fault.with_help(format!("did you mean `{name}`?")),
        None if reference.contains('\\') => fault.with_help("write `/` between folder and file"),
        None => fault,
    }
}

/// The image in the same folder whose name is most like the one that was written.
fn neighbour(reference: &str, path: &Path) -> Option<String> {
    let written = path.file_name()?.to_str()?;
    let is_image = |name: &str| {
        let extension = Path::new(name).extension().unwrap_or_default().to_ascii_lowercase();
        ["png", "jpg", "jpeg", "svg"].iter().any(|known| extension == *known)
    };
    let entries = fs::read_dir(path.parent()?).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| is_image(name)).take(10_000).collect();
    names.sort();
    let near = nearest(written, names.iter().map(String::as_str))?;
    Some(format!("{}{near}", &reference[..reference.len() - written.len()]))
}
