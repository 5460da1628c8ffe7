//! The folder of this process: what the library reads from files is laid there.

#![expect(clippy::disallowed_methods, reason = "only this package's own folder is written")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("triplicate-fuzz-{}", std::process::id()));
    fs::create_dir_all(folder.join("fonts")).expect("the temporary folder can be written");
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/images");
    for name in ["photo.png", "flag.svg"] {
        fs::copy(images.join(name), folder.join(name)).expect("the corpus holds it");
    }
    fs::write(folder.join("notes.md"), "A *note*.[^1]\n\n[^1]: Of it.\n").expect("the folder can be written");
    folder
});

/// The folder at which the relative paths of all documents begin.
pub(crate) fn path() -> &'static Path {
    &FOLDER
}

/// Lays a file there.
pub(crate) fn put(name: &str, bytes: &[u8]) -> PathBuf {
    let path = FOLDER.join(name);
    fs::write(&path, bytes).expect("the folder can be written");
    path
}
