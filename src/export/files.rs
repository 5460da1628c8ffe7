//! Files that appear whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::plan::place;
use crate::error::Error;

/// Writes all files, or none where one of them cannot be written: each stands complete beside its place before the first moves in.
///
/// # Errors
///
/// If a folder cannot be made or a file cannot be written.
pub(super) fn write<'a>(files: impl Iterator<Item = (&'a PathBuf, &'a [u8])>) -> Result<(), Error> {
    let staged: Vec<_> = files.map(|(path, bytes)| stage(path, bytes)).collect::<Result<_, _>>()?;
    staged.into_iter().try_for_each(Staged::settle)
}

/// A file on its way.
enum Staged<'a> {
    /// Complete in the folder of its place.
    Complete { file: NamedTempFile, place: PathBuf, shown: &'a Path },
    /// For what can only be written to, such as a pipe or a device.
    Stream { stream: File, bytes: &'a [u8], shown: &'a Path },
}

fn stage<'a>(shown: &'a Path, bytes: &'a [u8]) -> Result<Staged<'a>, Error> {
    let failed = |cause| Error::file("write", shown, cause);
    let present = fs::metadata(shown).ok();
    if present.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(failed(ErrorKind::IsADirectory.into()));
    }
    if present.as_ref().is_some_and(|found| !found.is_file()) {
        let stream = OpenOptions::new().write(true).open(shown).map_err(failed)?;
        return Ok(Staged::Stream { stream, bytes, shown });
    }
    // A link stays a link: the file that it leads to is replaced.
    let place = place(shown);
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut file = temporary(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    if let Some(present) = present {
        file.as_file().set_permissions(present.permissions()).map_err(failed)?;
    }
    Ok(Staged::Complete { file, place, shown })
}

/// A file with the permissions of any new file; on its own `tempfile` lets only the owner read.
fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".triplicate-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

impl Staged<'_> {
    fn settle(self) -> Result<(), Error> {
        match self {
            Self::Complete { file, place, shown } => match file.persist(place) {
                Ok(_) => Ok(()),
                Err(fault) => Err(Error::file("write", shown, fault.error)),
            },
            Self::Stream { mut stream, bytes, shown } => {
                stream.write_all(bytes).map_err(|cause| Error::file("write", shown, cause))
            }
        }
    }
}
