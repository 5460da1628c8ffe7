//! One faulty input for every fault that Triplicate reports: each is found, once, at its place, in words that help.
//!
//! `tests/faults/CODE.md` or `CODE-detail.md` (or `.yaml`, `.json`) is a document with that fault. A theme beside it (`NAME.toml`) or a folder
//! of fonts (`NAME.fonts`) goes with it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use triplicate::diagnostic::{Code, Severity};

/// A fault and what makes its input.
type Made = (Code, fn() -> Vec<u8>);

/// Faults whose input is made here, since it is too large to keep or no file at all.
const MADE: &[Made] = &[(Code::TooLarge, || vec![b'a'; (64 << 20) + 1])];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

/// The faulty documents in order.
fn files() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| [".md", ".yaml", ".json"].iter().any(|extension| name.ends_with(extension)))
        .collect();
    names.sort();
    names
}

/// A file's name without its extension.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Which fault a name stands for.
fn code(name: &str) -> Code {
    let stands_for = |code: &&Code| {
        name.strip_prefix(code.name()).is_some_and(|detail| detail.is_empty() || detail.starts_with('-'))
    };
    let longest = Code::ALL.iter().filter(stands_for).max_by_key(|code| code.name().len());
    *longest.unwrap_or_else(|| panic!("tests/faults/{name} is named after no fault"))
}

/// The program's exit code and report.
fn check(file: &str, arguments: &[&str]) -> (i32, String) {
    let name = stem(file);
    let mut command = Command::new(env!("CARGO_BIN_EXE_triplicate"));
    command.current_dir(folder()).arg("check").arg(file).args(arguments);
    for (option, beside) in [("--theme", format!("{name}.toml")), ("--font-path", format!("{name}.fonts"))] {
        if folder().join(&beside).exists() {
            command.args([option, &beside]);
        }
    }
    let output = command.output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
}

/// How often a report names a fault.
fn mentions(report: &str, code: Code) -> usize {
    report.matches(&format!("[{}]:", code.name())).count()
}

#[test]
fn every_fault_is_reported_at_its_place() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/faults");
    let reports: Vec<_> = files().into_par_iter().map(|file| (check(&file, &["--quiet"]), file)).collect();
    for ((status, report), file) in reports {
        let name = stem(&file);
        let code = code(name);
        assert!(mentions(&report, code) > 0, "tests/faults/{file} does not give its fault:\n{report}");
        assert_eq!(status, i32::from(report.contains("error[")), "{name}:\n{report}");
        if code.severity() == Severity::Error {
            assert_eq!(status, 1, "{name}:\n{report}");
        }
        // The root stands in a message as the machine knows it.
        let report = report.replace(folder().to_str().unwrap(), "[folder]");
        settings.bind(|| insta::assert_snapshot!(name, report));
    }
}

#[test]
fn every_code_has_a_faulty_input() {
    let made = MADE.iter().map(|(code, _)| *code);
    let covered: Vec<Code> = files().iter().map(|file| code(stem(file))).chain(made).collect();
    let missing: Vec<&str> =
        Code::ALL.iter().filter(|code| !covered.contains(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "no input in tests/faults for: {}", missing.join(", "));
}

#[test]
fn inputs_too_large_to_keep_are_refused_too() {
    for (code, make) in MADE {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made.md");
        std::io::Write::write_all(&mut fs::File::create(&path).unwrap(), &make()).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_triplicate")).arg("check").arg(path).output().unwrap();
        let report = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), mentions(&report, *code)), (Some(1), 1), "{report}");
    }
}
