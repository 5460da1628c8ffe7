//! The program as people run it: arguments, exit codes, streams, files, and reports.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const BRIEF: &str = "---\ntitle: A short brief\nlang: en\ndate: 2026-11-23\n---\n\n# One\n\nWords to read.\n";
const FAULTY: &str = "---\ntitle: A faulty brief\nlang: en\n---\n\n# One\n\nAs [](#nothing) shows.\n";
const WARNED: &str = "---\ntitle: A warned brief\nlang: en\n---\n\n# One\n\n<blink>Words</blink>.\n";

/// A folder of its own with the program to run in it.
struct Desk {
    folder: TempDir,
}

/// What one run gave.
struct Ran {
    code: i32,
    out: Vec<u8>,
    err: String,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        for (name, text) in files {
            desk.put(name, text.as_bytes());
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(path).unwrap().write_all(bytes).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_triplicate"));
        command.args(arguments).current_dir(self.folder.path()).env_remove("SOURCE_DATE_EPOCH");
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::from(child.wait_with_output().unwrap())
    }

    /// Every file in the folder, in order.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut waiting = vec![self.folder.path().to_owned()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let name = path.strip_prefix(self.folder.path()).unwrap();
                    found.push(name.to_str().unwrap().to_owned());
                }
            }
        }
        found.sort();
        found
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: output.stdout,
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Checks the exit code, and that the report holds certain words.
    #[track_caller]
    fn gives(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in\n{}", self.err);
        }
        self
    }
}

fn is(path: &Path, magic: &[u8]) -> bool {
    fs::read(path).unwrap().starts_with(magic)
}

#[test]
fn all_three_files_stand_beside_the_source() {
    let desk = Desk::new(&[("in/brief.md", BRIEF)]);
    let ran = desk.run(&["export", "in/brief.md"]).gives(0, &["in/brief.pdf", "1 page", " kB"]);
    assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
    assert!(ran.out.is_empty());
    assert_eq!(desk.files(), ["in/brief.docx", "in/brief.epub", "in/brief.md", "in/brief.pdf"]);
    assert!(is(&desk.path("in/brief.pdf"), b"%PDF-1.7"));
    assert!(is(&desk.path("in/brief.docx"), b"PK"));
    assert!(is(&desk.path("in/brief.epub"), b"PK"));
}

#[test]
fn format_flags_choose_and_out_dir_is_made() {
    let desk = Desk::new(&[("brief.md", BRIEF)]);
    desk.run(&["export", "brief.md", "--docx", "--pdf", "--out-dir", "a/b"]).gives(0, &[]);
    assert_eq!(desk.files(), ["a/b/brief.docx", "a/b/brief.pdf", "brief.md"]);
}

/// All texts of a package.
fn texts(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        // Images and fonts are no texts.
        let _ = archive.by_index(index).unwrap().read_to_string(&mut text);
    }
    text
}

#[test]
fn pages_are_not_named_where_nobody_wants_them() {
    let listed = BRIEF.replace("---\n\n", "toc: true\n---\n\n");
    let desk = Desk::new(&[("brief.md", &listed)]);
    desk.run(&["export", "brief.md", "--out-dir", "with"]).gives(0, &["1 page"]);
    let all =
        desk.run(&["export", "brief.md", "--no-page-map", "--out-dir", "without"]).gives(0, &["1 page"]);
    assert_eq!(all.err.lines().count(), 3, "{}", all.err);
    let arguments = ["export", "brief.md", "--no-page-map", "--docx", "--epub", "--out-dir", "flowing"];
    let flowing = desk.run(&arguments).gives(0, &[" kB"]);
    assert!(!flowing.err.contains("page"), "{}", flowing.err);

    let bytes = |name: &str| fs::read(desk.path(name)).unwrap();
    assert!(bytes("with/brief.pdf") == bytes("without/brief.pdf"), "the PDF has its pages in any case");
    for name in ["brief.docx", "brief.epub"] {
        let [without, flowing] = ["without", "flowing"].map(|folder| bytes(&format!("{folder}/{name}")));
        assert!(without == flowing, "{name} does not depend on what else is made");
    }
    let marks = [
        ("brief.docx", &["PAGEREF"][..]),
        (
            "brief.epub",
            &["page-list", "pageList", "pageBreakMarkers", "pageNavigation", "pageBreakSource", "printed"],
        ),
    ];
    for (name, marks) in marks {
        let [with, without] = ["with", "without"].map(|folder| texts(&desk.path(folder).join(name)));
        assert!(without.contains("Words to read"));
        for mark in marks {
            assert!(with.contains(mark) && !without.contains(mark), "`{mark}` in {name}");
        }
    }
}

#[test]
fn fonts_that_a_theme_names_in_vain_are_told_without_pages_too() {
    let theme = "extends = \"briefing\"\n\n[style.text]\nfont = \"Nowhere Sans\"\n";
    let desk = Desk::new(&[("brief.md", BRIEF), ("look.toml", theme)]);
    let arguments = ["export", "brief.md", "--theme", "look.toml", "--no-page-map", "--docx"];
    desk.run(&arguments).gives(0, &["Nowhere Sans"]);
}

#[test]
fn one_output_takes_one_source_and_one_format() {
    let desk = Desk::new(&[("a.md", BRIEF), ("b.md", BRIEF)]);
    desk.run(&["export", "a.md", "-o", "x.epub"]).gives(0, &["x.epub"]);
    desk.run(&["export", "a.md", "-o", "y", "--docx"]).gives(0, &[]);
    desk.run(&["export", "a.md", "-o", "x"]).gives(2, &["which format", "--pdf"]);
    desk.run(&["export", "a.md", "-o", "-"]).gives(2, &["which format"]);
    desk.run(&["export", "a.md", "-o", "x.pdf", "--pdf", "--docx"]).gives(2, &["one source and one format"]);
    desk.run(&["export", "a.md", "b.md", "-o", "x.pdf"]).gives(2, &["--out-dir"]);
    desk.run(&["export", "a.md", "-o", "x.pdf", "--out-dir", "out"]).gives(2, &["cannot be used with"]);
    assert_eq!(desk.files(), ["a.md", "b.md", "x.epub", "y"]);
}

#[test]
fn wrong_arguments_are_refused() {
    let desk = Desk::new(&[("a.md", BRIEF)]);
    desk.run(&[]).gives(2, &["Usage"]);
    desk.run(&["export"]).gives(2, &["SOURCE"]);
    desk.run(&["export", "a.md", "--dcox"]).gives(2, &["--docx"]);
    desk.run(&["export", "a.md", "--paper", "a0"]).gives(2, &["a4", "letter"]);
    desk.run(&["export", "a.md", "--theme", "breifing"]).gives(2, &["did you mean `briefing`"]);
    desk.run(&["check", "a.md", "--pdf"]).gives(2, &["--pdf"]);
    assert_eq!(desk.run(&["--help"]).gives(0, &[]).err, "");
    assert!(desk.run(&["--version"]).gives(0, &[]).out.starts_with(b"triplicate "));
    assert_eq!(desk.files(), ["a.md"]);
}

#[test]
fn a_source_is_converted() {
    let loose = "---\ntitle: A brief\nlang: en\n---\n\nOne\n===\n\nIt's __so__ -- <b>yes</b>.\n";
    let desk =
        Desk::new(&[("a.md", loose), ("bad.md", "---\ntitle: T\n---\n\n![A](none.png)\n"), ("dir/x", "")]);
    let tidy = "---\ntitle: A brief\nlanguage: en\n---\n\n# One\n\nIt’s **so** – **yes**.\n";
    let ran = desk.run(&["convert", "a.md", "--to", "md"]).gives(0, &["<stdout>"]);
    assert_eq!(String::from_utf8(ran.out).unwrap(), tidy);
    let ran = desk.run_with_input(&["convert", "-", "--to", "md", "-q"], tidy.as_bytes()).gives(0, &[]);
    assert_eq!((String::from_utf8(ran.out).unwrap(), ran.err), (tidy.to_owned(), String::new()));
    desk.run(&["convert", "a.md", "--to", "md", "-o", "b.md"]).gives(0, &["b.md"]);
    assert!(is(&desk.path("b.md"), tidy.as_bytes()));
    desk.run(&["convert", "bad.md", "--to", "md", "-o", "c.md"])
        .gives(1, &["missing-image", "nothing written"]);
    desk.run(&["convert", "a.md", "--to", "md", "-o", "./a.md"]).gives(2, &["would overwrite the source"]);
    desk.run(&["convert", "a.md", "--to", "md", "-o", "dir"]).gives(3, &["cannot write dir"]);
    desk.run(&["convert", "a.md"]).gives(2, &["--to"]);
    assert_eq!(desk.files(), ["a.md", "b.md", "bad.md", "dir/x"]);
}

#[test]
fn several_files_make_one_document() {
    let main = "---\ntitle: T\nlang: en\n---\n\n{{< include parts/one.md >}}\n\n[](#nothing)\n";
    let desk = Desk::new(&[
        ("doc/main.md", &main.replace("\n[](#nothing)\n", "")),
        ("doc/bad.md", main),
        ("doc/parts/one.md", "# One\n\nAs @fig-none and {{< include ../two.md >}} show.\n"),
        ("up.md", "---\ntitle: T\nlang: en\n---\n\nWords.\n\n{{< include doc/../../up.md >}}\n"),
    ]);
    let told =
        ["--> doc/parts/one.md:3:4", "3 | As @fig-none", "--> doc/parts/one.md:3:18", "1 error, 1 warning"];
    desk.run(&["export", "doc/main.md"]).gives(1, &told);
    let ran = desk.run(&["check", "doc/bad.md", "--report", "json"]).gives(1, &[]);
    let report: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    let places: Vec<_> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (&fault["file"], &fault["line"]))
        .collect();
    let part = &serde_json::Value::from("doc/parts/one.md");
    assert_eq!(places, [(&"doc/bad.md".into(), &8.into()), (part, &3.into()), (part, &3.into())]);
    desk.run(&["check", "up.md"]).gives(1, &["error[outside-root]", "--root"]);
}

#[test]
fn an_included_file_is_not_overwritten() {
    let part = "# One\n\nWords.\n";
    let desk = Desk::new(&[
        ("main.md", "---\ntitle: T\nlang: en\n---\n\n{{< include parts/one.md >}}\n"),
        ("parts/one.md", part),
    ]);
    let refused = ["writing `parts/../parts/one.md` would overwrite the source `parts/one.md`"];
    desk.run(&["export", "main.md", "--pdf", "-o", "parts/../parts/one.md"]).gives(2, &refused);
    desk.run(&["convert", "main.md", "--to", "md", "-o", "parts/../parts/one.md"]).gives(2, &refused);
    assert!(is(&desk.path("parts/one.md"), part.as_bytes()));
    let ran = desk.run(&["convert", "main.md", "--to", "md"]).gives(0, &[]);
    assert_eq!(String::from_utf8(ran.out).unwrap(), "---\ntitle: T\nlanguage: en\n---\n\n# One\n\nWords.\n");
    desk.run(&["export", "main.md", "--epub", "-o", "parts/main.epub"]).gives(0, &[]);
    assert_eq!(desk.files(), ["main.md", "parts/main.epub", "parts/one.md"]);
}

#[test]
fn streams_take_the_place_of_files() {
    let desk = Desk::new(&[]);
    let ran = desk.run_with_input(&["export", "-", "--pdf", "-o", "-"], BRIEF.as_bytes());
    assert!(ran.out.starts_with(b"%PDF"), "{}", ran.err);
    ran.gives(0, &["<stdout>"]);
    desk.run_with_input(&["export", "-", "--epub", "--out-dir", "out"], BRIEF.as_bytes()).gives(0, &[]);
    desk.run_with_input(&["check", "-"], FAULTY.as_bytes()).gives(1, &["<stdin>:8:4"]);
    desk.run_with_input(&["export", "-", "-"], BRIEF.as_bytes()).gives(2, &["given twice"]);
    assert_eq!(desk.files(), ["out/stdin.epub"]);
}

#[test]
fn the_form_of_a_source_is_that_of_its_name_or_the_one_asked_for() {
    let desk = Desk::new(&[("note.txt", "A note\n\n[words](nowhere) stay.\n")]);
    let said = ["a plain text cannot name its language", "1 warning"];
    desk.run(&["check", "note.txt"]).gives(0, &said);
    desk.run(&["check", "note.txt", "--from", "md"]).gives(0, &["relative-link"]);
    let input = b"A note\n\n[words](nowhere) stay.\n";
    desk.run_with_input(&["check", "-", "--from", "txt"], input).gives(0, &said);
    desk.run_with_input(&["check", "-"], input).gives(0, &["relative-link"]);
    desk.run(&["check", "note.txt", "--from", "odt"]).gives(2, &["odt"]);
}

#[test]
fn a_fault_is_quoted_and_stops_its_own_source_only() {
    let desk = Desk::new(&[("bad.md", FAULTY), ("good.md", BRIEF)]);
    let told =
        ["error[dangling-reference]", "bad.md:8:4", "8 | As [](#nothing) shows.", "^^^^", "nothing written"];
    desk.run(&["export", "bad.md", "good.md", "missing.md"])
        .gives(3, &["cannot read missing.md: no such file"]);
    assert_eq!(desk.files(), ["bad.md", "good.docx", "good.epub", "good.md", "good.pdf"]);
    desk.run(&["export", "bad.md", "good.md"]).gives(1, &told);
    desk.run(&["check", "good.md"]).gives(0, &["good.md", "no faults"]);
    assert_eq!(desk.run(&["check", "good.md", "--quiet"]).gives(0, &[]).err, "");
}

#[test]
fn strict_makes_warnings_errors() {
    let desk = Desk::new(&[("a.md", WARNED)]);
    desk.run(&["export", "a.md", "--strict"]).gives(1, &["error[raw-html]", "nothing written"]);
    assert_eq!(desk.files(), ["a.md"]);
    desk.run(&["export", "a.md", "--pdf"]).gives(0, &["warning[raw-html]", "a.pdf", "1 warning"]);
    assert_eq!(desk.files(), ["a.md", "a.pdf"]);
}

#[test]
fn the_command_line_names_a_language_where_the_document_does_not() {
    let desk = Desk::new(&[("note.txt", "Ein Titel\n\nEr sagt \"ja\".\n"), ("a.md", BRIEF)]);
    let told = ["error[no-language]", "name it on the command line, as in `--lang en`"];
    desk.run(&["check", "note.txt", "--strict"]).gives(1, &told);
    desk.run(&["check", "note.txt", "a.md", "--strict", "--lang", "de"]).gives(0, &["no faults"]);
    let converted = desk.run(&["convert", "note.txt", "--to", "md", "--lang", "de"]).gives(0, &[]);
    let text = String::from_utf8(converted.out).unwrap();
    assert!(text.contains("language: de") && text.contains("Er sagt „ja“"), "{text}");
    let own = desk.run(&["convert", "a.md", "--to", "md", "--lang", "de"]).gives(0, &[]);
    assert!(String::from_utf8(own.out).unwrap().contains("language: en"));
    let told = ["--lang <TAG>", "it is not a language tag; write one such as `en`"];
    desk.run(&["export", "a.md", "--lang", "german"]).gives(2, &told);
    assert_eq!(desk.files(), ["a.md", "note.txt"]);
}

#[test]
fn colliding_targets_are_refused_before_anything_is_written() {
    let desk = Desk::new(&[("a/brief.md", BRIEF), ("b/brief.md", BRIEF), ("text.pdf", BRIEF)]);
    let before = desk.files();
    let both = ["`a/brief.md` and `b/brief.md` would both write `out/brief.pdf`"];
    desk.run(&["export", "a/brief.md", "b/brief.md", "--out-dir", "out"]).gives(2, &both);
    desk.run(&["export", "a/brief.md", "a/../a/brief.md"]).gives(2, &["would both write"]);
    desk.run(&["export", "text.pdf"]).gives(2, &["would overwrite the source `text.pdf`"]);
    desk.run(&["export", "a/brief.md", "--pdf", "-o", "b/../a/brief.md"]).gives(2, &["would overwrite"]);
    assert_eq!(desk.files(), before);
}

#[test]
fn failures_of_the_world_leave_nothing_behind() {
    let desk = Desk::new(&[("a.md", BRIEF), ("folder.md/x", "")]);
    desk.run(&["export", "none.md"]).gives(3, &["none.md"]);
    desk.run(&["export", "folder.md"]).gives(3, &["folder.md", "folder"]);
    desk.run(&["export", "a.md", "--out-dir", "a.md"]).gives(3, &["cannot write"]);
    desk.run(&["export", "a.md", "--theme", "none.toml"]).gives(3, &["none.toml"]);
    fs::create_dir(desk.path("a.docx")).unwrap();
    desk.run(&["export", "a.md"]).gives(3, &["cannot write a.docx"]);
    assert_eq!(desk.files(), ["a.md", "folder.md/x"]);
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let desk = Desk::new(&[("a.md", BRIEF), ("bad.md", FAULTY)]);
    for arguments in [["export", "a.md", "--pdf", "-o", "-"].as_slice(), &["check", "bad.md"], &["--help"]] {
        let mut command = desk.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop((child.stdout.take(), child.stderr.take()));
        let code = child.wait().unwrap().code();
        assert!(code.is_some_and(|code| code != 101 && code != 134), "{arguments:?}: {code:?}");
    }
}

#[cfg(unix)]
#[test]
fn files_have_ordinary_permissions_and_links_stay_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new(&[("a.md", BRIEF), ("real/b.pdf", "old")]);
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    symlink("real/b.pdf", desk.path("link.pdf")).unwrap();
    fs::set_permissions(desk.path("real/b.pdf"), fs::Permissions::from_mode(0o600)).unwrap();
    desk.run(&["export", "a.md", "-o", "link.pdf"]).gives(0, &[]);
    assert!(fs::symlink_metadata(desk.path("link.pdf")).unwrap().is_symlink());
    assert!(is(&desk.path("real/b.pdf"), b"%PDF"));
    assert_eq!(mode("real/b.pdf"), 0o600);
    desk.run(&["export", "a.md", "-o", "a.pdf"]).gives(0, &[]);
    assert_eq!(mode("a.pdf"), mode("a.md"));
    desk.run(&["export", "a.md", "--pdf", "-o", "/dev/null"]).gives(0, &[]);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn machines_get_one_object() {
    let desk = Desk::new(&[("bad.md", FAULTY), ("good.md", BRIEF)]);
    let ran = desk.run(&["export", "bad.md", "good.md", "none.md", "--report", "json"]).gives(3, &[]);
    let report: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    let fault = &report["diagnostics"][0];
    assert_eq!(fault["code"], "dangling-reference");
    assert_eq!((&fault["file"], &fault["severity"]), (&"bad.md".into(), &"error".into()));
    assert_eq!((&fault["line"], &fault["column"], &fault["end"]["line"]), (&8.into(), &4.into(), &8.into()));
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    assert_eq!((&files[0]["format"], &files[0]["path"]), (&"pdf".into(), &"good.pdf".into()));
    assert_eq!(files[0]["pages"], 1);
    assert_eq!(files[0]["bytes"], fs::metadata(desk.path("good.pdf")).unwrap().len());
    assert_eq!(report["errors"][0]["message"], "cannot read none.md");
    let ran = desk.run(&["export", "good.md", "good.md", "--report", "json"]).gives(2, &[]);
    assert!(serde_json::from_str::<serde_json::Value>(&ran.err).unwrap()["errors"][0]["message"].is_string());
}

#[test]
fn dates_come_from_the_document_then_from_the_environment() {
    let desk = Desk::new(&[("dated.md", BRIEF), ("undated.md", &BRIEF.replace("date: 2026-11-23\n", ""))]);
    let made = |source: &str, epoch: &str| {
        let mut command = desk.command(&["export", source, "-o", "x.docx"]);
        let ran = Ran::from(command.env("SOURCE_DATE_EPOCH", epoch).output().unwrap());
        (ran.code, fs::read(desk.path("x.docx")).unwrap_or_default(), ran.err)
    };
    assert_eq!(made("dated.md", "1000000000").1, made("dated.md", "2000000000").1);
    assert_ne!(made("undated.md", "1000000000").1, made("undated.md", "2000000000").1);
    for wrong in ["yesterday", "-1", "99999999999999"] {
        let (code, _, told) = made("undated.md", wrong);
        assert!(code == 2 && told.contains("SOURCE_DATE_EPOCH"), "{told}");
    }
}

#[test]
fn odd_texts_are_read_or_refused_with_their_place() {
    let desk =
        Desk::new(&[("bom.md", &format!("\u{feff}{BRIEF}")), ("crlf.md", &BRIEF.replace('\n', "\r\n"))]);
    desk.run(&["export", "bom.md", "crlf.md"]).gives(0, &[]);
    desk.run(&["export", "bom.md", "-o", "plain.epub"]).gives(0, &[]);
    assert_eq!(fs::read(desk.path("bom.pdf")).unwrap(), fs::read(desk.path("crlf.pdf")).unwrap());
    desk.put("latin.md", b"# Caf\xe9\n\nText.\n");
    desk.run(&["export", "latin.md"]).gives(1, &["error[invalid-utf8]", "latin.md:1:6"]);
    desk.put("empty.md", b"");
    desk.run(&["export", "empty.md"]).gives(1, &["error[empty-document]", "empty.md"]);
    desk.put("untitled.md", b"Only words.\n");
    desk.run(&["export", "untitled.md", "--pdf"]).gives(0, &["warning[no-title]", "untitled"]);
    desk.put("a.png", b"GIF89a not an image at all");
    desk.put("picture.md", b"---\ntitle: T\nlang: en\n---\n\n![An image](a.png)\n");
    desk.run(&["export", "picture.md"]).gives(1, &["error[bad-image]", "picture.md:6"]);
    assert!(!desk.path("picture.pdf").exists());
}

#[test]
fn a_long_line_is_quoted_in_part() {
    let words = "word ".repeat(100_000);
    let text = format!("---\ntitle: T\nlang: en\n---\n\n{words}[](#nothing) {words}\n");
    let desk = Desk::new(&[("long.md", &text)]);
    let ran = desk.run(&["check", "long.md", "--quiet"]).gives(1, &["long.md:6:500001", "[](#nothing)"]);
    let faults: Vec<_> = ran.err.split("error[dangling-reference]").collect();
    assert!(faults[1].len() < 2000, "{}", faults[1].len());
}

#[test]
fn circumstances_do_not_change_a_byte() {
    let desk = Desk::new(&[("here/brief.md", BRIEF), ("elsewhere/deeper/brief.md", BRIEF)]);
    desk.run(&["export", "here/brief.md"]).gives(0, &[]);
    let mut command = desk.command(&["export", "brief.md"]);
    command.current_dir(desk.path("elsewhere/deeper"));
    command.env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Asia/Seoul").env("RAYON_NUM_THREADS", "1");
    Ran::from(command.output().unwrap()).gives(0, &[]);
    for format in ["pdf", "docx", "epub"] {
        let read = |folder: &str| fs::read(desk.path(&format!("{folder}/brief.{format}"))).unwrap();
        assert_eq!(read("here"), read("elsewhere/deeper"), "{format}");
    }
}

#[test]
fn the_schema_is_printed() {
    let ran = Desk::new(&[]).run(&["schema"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(String::from_utf8(ran.out).unwrap(), include_str!("../content/schema.json"));
}

#[test]
fn the_extension_says_how_a_document_is_written() {
    let desk = Desk::new(&[("brief.yaml", "title: A brief\nlang: en\nbody: [Words to read.]\n")]);
    let ran = desk.run(&["export", "--epub", "brief.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(desk.path("brief.epub").exists());
}
