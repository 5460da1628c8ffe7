//! The table of faults: what is wrong, in every form that can have it, and where and how it is reported.
//!
//! `tests/faults/table.txt` holds the cases:
//!
//! ```text
//! ## what is wrong
//! only the reason why it cannot be in Markdown and YAML both, where it cannot
//! md
//! ! 1:4 dangling-reference: nothing is labelled `none`
//! | As [](#none) shows.
//! yaml
//! ...
//! ```
//!
//! Lines with `|` are the source, those with `!` all its faults: line and column (`-` where there is none), code, message. The
//! forms are those of the program, and `theme` and `font` for a theme file and a font file. Long sources are written short:
//! `⟨> ⟩×70` is a piece repeated, `⟨0xff⟩` a byte, `⏎` in a piece a line end. `UPDATE_FAULTS=1` writes the lines with `!`
//! anew; they are to be read then. Titles and languages are lacking everywhere, and reported only where a case is about them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;
use triplicate::diagnostic::{Code, Diagnostic};
use triplicate::export::{self, Destination, Input, Job, Language, Outcome};
use triplicate::format::{Format, Paper};

/// The images and files that cases name.
const FILES: [&str; 11] = [
    "dot.png",
    "text.png",
    "moving.gif",
    "gradient.svg",
    "script.svg",
    "entities.svg",
    "parts/one.md",
    "parts/empty.md",
    "parts/round.md",
    "parts/and-round.md",
    "parts/whole.md",
];

/// A document without faults, for those of a theme or a font.
const SOUND: &str = "---\ntitle: T\nlang: en\n---\n\nWords.\n";

/// What is wrong, in several forms.
struct Case {
    name: String,
    /// Why not every form has it.
    only: Option<String>,
    rows: Vec<Row>,
}

/// A case in one form.
struct Row {
    form: String,
    /// All faults, as the table has them.
    faults: Vec<String>,
    source: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

fn table() -> String {
    fs::read_to_string(folder().join("table.txt")).unwrap()
}

fn cases(table: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), only: None, rows: Vec::new() });
            continue;
        }
        // What stands before the first case explains the table.
        let Some(case) = cases.last_mut().filter(|_| !line.starts_with("# ")) else { continue };
        if let Some(reason) = line.strip_prefix("only ") {
            case.only = Some(reason.to_owned());
        } else if let Some(fault) = line.strip_prefix("! ") {
            case.rows.last_mut().unwrap().faults.push(fault.to_owned());
        } else if let Some(source) = line.strip_prefix('|') {
            let source = source.strip_prefix(' ').unwrap_or(source);
            case.rows.last_mut().unwrap().source.push(source.to_owned());
        } else {
            let forms = ["md", "yaml", "json", "toml", "txt", "theme", "font"];
            assert!(forms.contains(&line), "{}: what is `{line}`?", case.name);
            case.rows.push(Row { form: line.to_owned(), faults: Vec::new(), source: Vec::new() });
        }
    }
    cases
}

/// The source with all that was written short.
fn spelled(source: &[String]) -> Vec<u8> {
    let text = source.join("\n");
    let mut bytes = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('⟨') {
        bytes.extend(before.bytes());
        let (piece, behind) = behind.split_once('⟩').unwrap();
        if let Some(byte) = piece.strip_prefix("0x") {
            bytes.push(u8::from_str_radix(byte, 16).unwrap());
            rest = behind;
            continue;
        }
        let behind = behind.strip_prefix('×').unwrap();
        let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let piece = piece.replace('⏎', "\n");
        bytes.extend(piece.repeat(behind[..digits].parse().unwrap()).bytes());
        rest = &behind[digits..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// What the program finds in a row.
fn outcomes(case: &Case, row: &Row) -> Vec<Outcome> {
    let desk = TempDir::new().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = desk.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::io::Write::write_all(&mut fs::File::create(&path).unwrap(), bytes).unwrap();
        path
    };
    let mut job = Job {
        inputs: Vec::new(),
        syntax: None,
        language: None,
        formats: Format::ALL.to_vec(),
        destination: Destination::Nowhere,
        theme: "briefing".to_owned(),
        paper: Paper::A4,
        font_paths: Vec::new(),
        root: None,
        page_map: true,
        strict: false,
        epoch: None,
    };
    let source = spelled(&row.source);
    let (name, source) = match row.form.as_str() {
        "theme" => {
            job.theme = put("my.toml", &source).display().to_string();
            ("case.md", SOUND.into())
        }
        "font" => {
            put("fonts/my.otf", &source);
            job.font_paths = vec![desk.path().join("fonts")];
            ("case.md", SOUND.into())
        }
        "yaml" => ("case.yaml", source),
        "json" => ("case.json", source),
        "toml" => ("case.toml", source),
        "txt" => ("case.txt", source),
        _ => ("case.md", source),
    };
    for file in FILES {
        put(file, &fs::read(folder().join(file)).unwrap());
    }
    job.language = Language::parse("en").filter(|_| case.name != "no language");
    job.inputs = vec![Input::File(put(name, &source))];
    let mut outcomes = export::run(&job).unwrap();
    // The folder stands in names and messages as the machine knows it.
    let shown = desk.path().canonicalize().unwrap().display().to_string();
    let given = desk.path().display().to_string();
    for fault in outcomes.iter_mut().flat_map(|outcome| &mut outcome.diagnostics) {
        fault.message = fault.message.replace(&shown, "…").replace(&given, "…");
    }
    outcomes
}

fn told(fault: &Diagnostic, outcome: &Outcome) -> String {
    let place = fault.span.and_then(|span| Some(outcome.sources.get(span.source)?.line_column(span.start)));
    let place = place.map_or("-".to_owned(), |(line, column)| format!("{line}:{column}"));
    format!("{place} {}: {}", fault.code.name(), fault.message)
}

/// All faults of a row, as the table is to have them.
fn found(case: &Case, row: &Row) -> Vec<String> {
    let about = |code: Code| {
        let named = if code == Code::NoTitle { "no title" } else { "no language" };
        case.name == named || !matches!(code, Code::NoTitle | Code::NoLanguage)
    };
    let mut told_faults = Vec::new();
    for outcome in outcomes(case, row) {
        let faults = outcome.diagnostics.iter().filter(|fault| about(fault.code));
        told_faults.extend(faults.map(|fault| told(fault, &outcome)));
    }
    told_faults
}

/// The code of a line with `!`.
fn code(fault: &str) -> Code {
    let name = fault.split([' ', ':']).find(|word| Code::ALL.iter().any(|code| code.name() == *word));
    *Code::ALL.iter().find(|code| Some(code.name()) == name).unwrap()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says by it what to do")]
fn every_row_gives_its_faults_and_no_other() {
    let cases = cases(&table());
    let rows: Vec<(&Case, &Row)> =
        cases.iter().flat_map(|case| case.rows.iter().map(move |row| (case, row))).collect();
    let found: Vec<Vec<String>> = rows.par_iter().map(|(case, row)| found(case, row)).collect();
    if std::env::var_os("UPDATE_FAULTS").is_some() {
        update(&mut found.iter());
        return;
    }
    let mut wrong = String::new();
    for ((case, row), found) in rows.iter().zip(&found) {
        if found.is_empty() || *found != row.faults {
            let (wanted, found) = (row.faults.join("\n  "), found.join("\n  "));
            writeln!(wrong, "{} ({})\nwanted:\n  {wanted}\nfound:\n  {found}\n", case.name, row.form)
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Writes the lines with `!` anew.
fn update(found: &mut dyn Iterator<Item = &Vec<String>>) {
    let mut text = String::new();
    let mut is_in_cases = false;
    for line in table().lines().filter(|line| !line.starts_with("! ")) {
        writeln!(text, "{line}").unwrap();
        is_in_cases |= line.starts_with("## ");
        let is_form = !line.is_empty() && !line.starts_with(['|', '#']) && !line.starts_with("only ");
        if is_in_cases && is_form {
            found.next().unwrap().iter().for_each(|fault| writeln!(text, "! {fault}").unwrap());
        }
    }
    std::io::Write::write_all(&mut fs::File::create(folder().join("table.txt")).unwrap(), text.as_bytes())
        .unwrap();
}

#[test]
fn the_table_is_complete() {
    let cases = cases(&table());
    let faults = cases.iter().flat_map(|case| &case.rows).flat_map(|row| &row.faults);
    let told: BTreeSet<Code> = faults.map(|fault| code(fault)).collect();
    let missing: Vec<&str> =
        Code::ALL.iter().filter(|code| !told.contains(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "no row for: {}", missing.join(", "));
    assert!(cases.len() >= Code::ALL.len() + 40, "{} cases for {} codes", cases.len(), Code::ALL.len());
}

#[test]
fn no_row_says_what_another_says() {
    let mut seen = BTreeSet::new();
    for case in cases(&table()) {
        for row in &case.rows {
            assert!(seen.insert((case.name.clone(), row.form.clone())), "{} ({}) twice", case.name, row.form);
            assert!(seen.insert((row.source.join("\n"), row.form.clone())), "{}: a source twice", case.name);
        }
    }
}

#[test]
fn what_markdown_and_yaml_can_both_have_both_have() {
    for case in cases(&table()) {
        let has = |form: &str| case.rows.iter().any(|row| row.form == form);
        let is_whole = has("md") && has("yaml");
        assert!(is_whole || case.only.is_some(), "{}: in Markdown or YAML only, and no reason", case.name);
    }
}
