//! The files that a document names: where they lie, and that they lie under the root.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::Options;
use crate::diagnostic::{Code, nearest};

/// What is wrong with a file: words for a message, and what would mend it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What a file is wanted for.
pub(super) struct Wanted {
    /// The word for such a file.
    pub(super) word: &'static str,
    /// The same with its article.
    pub(super) one: &'static str,
    /// The fault of one that cannot be read.
    pub(super) missing: Code,
    /// How names of such files end; those of others are not proposed.
    pub(super) extensions: &'static [&'static str],
}

/// A picture.
pub(super) const IMAGE: Wanted = Wanted {
    word: "image",
    one: "an image",
    missing: Code::MissingImage,
    extensions: &["png", "jpg", "jpeg", "webp", "gif", "svg"],
};

impl Wanted {
    /// Whether a file's name ends as those of such files do.
    fn is_name(&self, name: &str) -> bool {
        let extension = Path::new(name).extension().unwrap_or_default().to_ascii_lowercase();
        self.extensions.iter().any(|known| extension == *known)
    }
}

/// The name of a file, as somebody wrote it.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    /// The path as written; it begins at the folder of the text that names it.
    pub(super) written: &'a str,
    /// The same seen from the folder of the document.
    pub(super) seen: &'a str,
}

/// The file of a name, its links followed.
///
/// No absolute path is taken, and nothing outside the root, be it named by `..` or reached by a symbolic link.
pub(super) fn find(wanted: &Wanted, name: Name<'_>, options: &Options) -> Result<PathBuf, (Code, Fault)> {
    let missing = |fault| (wanted.missing, fault);
    let (word, written) = (wanted.word, name.written);
    if is_absolute(written) {
        let message = format!("the {word} `{written}` is named by an absolute path");
        let help =
            format!("name it from the document's folder; `--root` sets the folder that {word}s may lie in");
        return Err((Code::OutsideRoot, Fault::new(message).with_help(help)));
    }
    let real = |path: &Path, what: &str| {
        fs::canonicalize(path).map_err(|cause| {
            let message =
                format!("the {word} `{written}` cannot be looked for: {what} {}: {cause}", path.display());
            missing(Fault::new(message))
        })
    };
    let root = real(&options.root, "the root folder")?;
    let folder = real(&options.folder, "the document's folder")?;
    let relative = Path::new(name.seen);
    // Asked before the disk is, and of the folder before the file, so that nothing outside can be probed for.
    let around = fs::canonicalize(folder.join(relative.parent().unwrap_or(Path::new("")))).ok();
    let strays = around.as_ref().is_some_and(|around| !around.starts_with(&root));
    if !climbed(&folder, relative).starts_with(&root) || strays {
        return Err(outside(wanted, written, &root));
    }
    let absent = |kind| missing(not_found(wanted, written, around.as_deref(), kind));
    let found = fs::canonicalize(folder.join(relative)).map_err(|cause| absent(cause.kind()))?;
    if !found.starts_with(&root) {
        return Err(outside(wanted, written, &root));
    }
    match fs::metadata(&found) {
        Ok(metadata) if metadata.is_file() => Ok(found),
        Ok(metadata) if metadata.is_dir() => {
            let fault = Fault::new(format!("`{written}` is a folder, not {}", wanted.one));
            Err(missing(fault.with_help("name a file in it")))
        }
        Ok(_) => Err(missing(Fault::new(format!("`{written}` is no file")))),
        Err(cause) => Err(absent(cause.kind())),
    }
}

/// Whether a path names a place on the whole machine, on this system or another.
fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    Path::new(path).is_absolute() || path.starts_with(['/', '\\']) || drive
}

/// Whether an image or a file is named by an address, or given by its own bytes.
pub(super) fn is_address(name: &str) -> bool {
    name.starts_with("//") || name.starts_with("data:") || name.contains("://")
}

/// Whether a folder, seen from that of the document, lies where its path says by its words alone.
pub(super) fn is_direct(folder: &str, options: &Options) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let named = real(&options.folder).map(|document| climbed(&document, Path::new(folder)));
    named.is_some() && real(&options.folder.join(folder)) == named
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

fn outside(wanted: &Wanted, written: &str, root: &Path) -> (Code, Fault) {
    let word = wanted.word;
    let message = format!("the {word} `{written}` lies outside the folder {}", root.display());
    let help = format!("move it there, or name a folder that holds document and {word} with `--root`");
    (Code::OutsideRoot, Fault::new(message).with_help(help))
}

/// The fault of a file that is not there; `around` is the folder in which it is looked for.
fn not_found(wanted: &Wanted, written: &str, around: Option<&Path>, kind: ErrorKind) -> Fault {
    let word = wanted.word;
    let fault = if kind == ErrorKind::PermissionDenied {
        Fault::new(format!("the {word} `{written}` may not be read"))
    } else if is_broken_link(written, around) {
        return Fault::new(format!("the {word} `{written}` is a link that leads nowhere"));
    } else {
        Fault::new(format!("there is no {word} `{written}`"))
    };
    match around.and_then(|around| neighbour(wanted, written, around)) {
        Some(name) => fault.with_help(format!("did you mean `{name}`?")),
        None if written.contains('\\') => fault.with_help("write `/` between folder and file"),
        None => fault,
    }
}

fn is_broken_link(written: &str, around: Option<&Path>) -> bool {
    let place = around.zip(Path::new(written).file_name()).map(|(around, name)| around.join(name));
    place.is_some_and(|place| place.is_symlink() && !place.exists())
}

/// The file of the kind in the same folder whose name is most like the one that was written.
fn neighbour(wanted: &Wanted, written: &str, around: &Path) -> Option<String> {
    let name = Path::new(written).file_name()?.to_str()?;
    let before = written.strip_suffix(name)?;
    let entries = fs::read_dir(around).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| wanted.is_name(name)).take(10_000).collect();
    names.sort();
    let near = nearest(name, names.iter().map(String::as_str))?;
    Some(format!("{before}{near}"))
}
