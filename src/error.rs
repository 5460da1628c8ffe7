//! Failures outside the content: a file, a disk, a library.

use std::path::{Path, PathBuf};

/// A failure that no change of the document mends.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read or written.
    File {
        /// What was tried, as a verb: `read`, `write`, `open`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// One of the libraries that make a format refused its input.
    Library {
        /// What was being made, such as `PDF font`.
        what: String,
        /// What the library said.
        cause: String,
    },
    /// What the caller asked for contradicts itself, such as two sources for one output file.
    Request(String),
}

impl Error {
    /// A failed action on a file.
    pub fn file(action: &'static str, path: &Path, cause: std::io::Error) -> Self {
        Self::File { action, path: path.to_owned(), cause }
    }

    /// A library's refusal, in its own words.
    pub fn library(what: impl Into<String>, cause: impl std::fmt::Display) -> Self {
        Self::Library { what: what.into(), cause: cause.to_string() }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File { action, path, .. } => write!(f, "cannot {action} {}", path.display()),
            Self::Library { what, .. } => write!(f, "cannot make the {what}"),
            Self::Request(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { cause, .. } => Some(cause),
            Self::Library { .. } | Self::Request(_) => None,
        }
    }
}
