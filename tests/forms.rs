//! One document in every form gives the same three files, byte for byte.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use tempfile::TempDir;

/// The structured forms, each with the file that a document is converted to.
const FORMS: [&str; 3] = ["yaml", "json", "toml"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of a document without what its publications are made into.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn run(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_triplicate"));
    let output =
        command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The bytes of the three files of a document.
fn publications(folder: &Path, source: &str) -> [Vec<u8>; 3] {
    run(folder, &["export", source, "--out-dir", &format!("of-{source}")]);
    let stem = Path::new(source).file_stem().unwrap();
    ["pdf", "docx", "epub"].map(|extension| {
        let path: PathBuf = folder.join(format!("of-{source}")).join(stem).with_extension(extension);
        fs::read(path).unwrap()
    })
}

/// Converts a document of `content` to each form and back, and compares what is made of them.
fn agree(stem: &str) {
    let folder = TempDir::new().unwrap();
    copy(&root().join("content"), folder.path());
    let markdown = format!("{stem}.md");
    for form in FORMS {
        run(folder.path(), &["convert", &markdown, "--to", form, "-o", &format!("{stem}.{form}")]);
    }
    let wanted = publications(folder.path(), &markdown);
    FORMS.par_iter().for_each(|form| {
        let found = publications(folder.path(), &format!("{stem}.{form}"));
        for (at, extension) in ["pdf", "docx", "epub"].iter().enumerate() {
            assert!(
                found[at] == wanted[at],
                "{stem}: the {extension} of the {form} is not that of the Markdown"
            );
        }
    });
    // What differs between two writings of one document is its layout: the second is as the first.
    let back = |source: &str, target: &str| {
        run(folder.path(), &["convert", source, "--to", "md", "-o", target]);
        fs::read(folder.path().join(target)).unwrap()
    };
    let direct = back(&markdown, "direct.md");
    for form in FORMS {
        assert!(back(&format!("{stem}.{form}"), "back.md") == direct, "{stem}: {form} and back changes it");
    }
}

#[test]
fn the_brief_is_the_same_in_every_form() {
    agree("north-korea-china");
}

#[test]
fn the_guide_is_the_same_in_every_form() {
    agree("guide");
}
