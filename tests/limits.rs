//! The limits: each is reached and says so at its line, nothing nested overflows a small stack, and no text takes a time that
//! grows faster than its length.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use triplicate::diagnostic::Diagnostics;
use triplicate::export::{self, Destination, Input, Job, Outcome};
use triplicate::format::{Format, Paper};
use triplicate::read::{self, Options};
use triplicate::resolve;
use triplicate::source::Sources;

/// Stands before every Markdown text: its first line is the sixth.
const FRONT: &str = "---\ntitle: T\nlang: en\n---\n\n";

/// The faults of a text up to its resolved tree: line, code and message.
fn faults(name: &str, text: String) -> Vec<String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    if let Some(id) = read::take(name, text.into_bytes(), &mut sources, &mut diagnostics) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
        let options = Options { fallback_title: "T".to_owned(), ..Options::new(folder) };
        let document = read::document(id, &mut sources, &options, &mut diagnostics);
        resolve::resolve(document, &mut diagnostics);
    }
    let told = diagnostics.sorted().into_iter().map(|fault| {
        let line = fault.span.and_then(|span| Some(sources.get(span.source)?.line_column(span.start).0));
        format!("{} {}: {}", line.unwrap_or(0), fault.code.name(), fault.message)
    });
    told.collect()
}

fn markdown(text: &str) -> Vec<String> {
    faults("test.md", FRONT.to_owned() + text)
}

fn yaml(text: &str) -> Vec<String> {
    faults("test.yaml", format!("title: T\nlang: en\n{text}\n"))
}

fn job(path: &Path) -> Job {
    Job {
        inputs: vec![Input::File(path.to_owned())],
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
    }
}

fn shown(outcomes: &[Outcome]) -> Vec<String> {
    let faults =
        outcomes.iter().flat_map(|outcome| outcome.diagnostics.iter().map(move |fault| (outcome, fault)));
    faults
        .map(|(outcome, fault)| {
            let place = fault.span.and_then(|span| Some((span, outcome.sources.get(span.source)?)));
            let line = place.map_or(0, |(span, source)| source.line_column(span.start).0);
            format!("{line} {}: {}", fault.code.name(), fault.message)
        })
        .collect()
}

/// The faults of a text the whole way, with a file of so many bytes beside it.
fn whole(text: &str, beside: Option<(&str, u64, &[u8])>) -> Vec<String> {
    let desk = TempDir::new().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let mut file = File::create(desk.path().join(name)).unwrap();
        file.write_all(bytes).unwrap();
        file
    };
    if let Some((name, size, head)) = beside {
        put(name, head).set_len(size).unwrap();
    }
    put("test.md", (FRONT.to_owned() + text).as_bytes());
    shown(&export::run(&job(&desk.path().join("test.md"))).unwrap())
}

fn self_extending_theme() -> Vec<String> {
    let desk = TempDir::new().unwrap();
    let theme = desk.path().join("my.toml");
    File::create(&theme).unwrap().write_all(b"extends = \"my.toml\"\n").unwrap();
    let path = desk.path().join("test.md");
    File::create(&path).unwrap().write_all((FRONT.to_owned() + "Words.\n").as_bytes()).unwrap();
    shown(&export::run(&Job { theme: theme.display().to_string(), ..job(&path) }).unwrap())
}

/// The first bytes of a PNG of 20,000 by 6,000 pixels.
const HUGE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x17\x70\x08\0\0\0\0\x7c\xd8\xbd\x76\x00\x00\x00\x0b\x49\x44\x41\x54\x78\x9c\x63\x60\x80\x01\x00\x00\x0a\x00\x01\x7f\x80\x74\x5e\0\0\0\0IEND\xae\x42\x60\x82";

/// What passes a limit, the line at which that is told, and how.
struct Limit {
    /// The message as the guide's table has it.
    message: &'static str,
    line: usize,
    past: fn() -> Vec<String>,
}

const LIMITS: &[Limit] = &[
    Limit { message: "larger than 64 MiB", line: 0, past: || faults("big.md", "a".repeat((64 << 20) + 1)) },
    Limit {
        message: "the text has more than 4,000,000 lines and marks",
        line: 4_000_005,
        past: || markdown(&("a".to_owned() + &"\n".repeat(4_000_000))),
    },
    Limit {
        message: "the document has more than 1,000,000 paragraphs, headings, items, cells, notes, links and marked words",
        line: 4_006,
        past: || {
            markdown(
                &format!(
                    "{}\n{}\n{}",
                    "|a".repeat(250),
                    "|-".repeat(250),
                    ("|a".repeat(250) + "\n").repeat(4_001)
                )
                .replacen("\n|-", "|\n|-", 1),
            )
        },
    },
    Limit {
        message: "the contents lists of the document have more than 100,000 entries",
        line: 1_276,
        past: || markdown(&("# a\n\n".repeat(340) + &"[TOC]\n\n".repeat(400))),
    },
    Limit {
        message: "nested more than 64 levels deep",
        line: 6,
        past: || markdown(&("> ".repeat(70) + "a")),
    },
    Limit {
        message: "it is nested too deep",
        line: 3,
        past: || yaml(&format!("body: {}{}", "[".repeat(97), "]".repeat(97))),
    },
    Limit {
        message: "it holds too much",
        line: 1,
        past: || faults("test.json", format!("{{\"body\": [{}]}}", vec!["1"; 1_000_000].join(","))),
    },
    Limit {
        message: "it is nested too deep",
        line: 1,
        past: || faults("test.json", format!("{{\"body\": {}{}}}", "[".repeat(97), "]".repeat(97))),
    },
    Limit {
        message: "it is nested too deep",
        line: 1,
        past: || faults("test.toml", format!("body = {}{}", "[".repeat(81), "]".repeat(81))),
    },
    Limit {
        message: "it is nested too deep",
        line: 2,
        past: || faults("test.md", format!("---\nkeywords: {}{}\n---\n", "[".repeat(16), "]".repeat(16))),
    },
    Limit {
        message: "it holds too much",
        line: 2,
        past: || faults("test.md", format!("---\nkeywords: [{}]\n---\n", "a, ".repeat(10_000))),
    },
    Limit {
        message: "it holds too much",
        line: 3,
        past: || yaml(&format!("keywords: [{}]", "a, ".repeat(1_000_000))),
    },
    Limit {
        message: "it holds too much",
        line: 1,
        past: || faults("test.toml", format!("body = [{}]", "1,".repeat(1_000_000))),
    },
    Limit {
        message: "it holds too much",
        line: 5,
        past: || {
            let list = "a, ".repeat(1_000);
            yaml(&format!("a: &a [{list}]\nb: &b [{}]\nbody: [{}]", "*a, ".repeat(500), "*b, ".repeat(500)))
        },
    },
    Limit {
        message: "a row of more than 256 columns",
        line: 6,
        past: || markdown(&format!("{}|\n{}|\n", "|a".repeat(257), "|-".repeat(257))),
    },
    Limit {
        message: "a table of 250 columns and more than 4000 rows",
        line: 6,
        past: || {
            // comrak fills half a million places itself, no more.
            let row = "|a".repeat(150) + "|\n";
            markdown(&format!("{}|\n{}|\n{}", "|a".repeat(250), "|-".repeat(250), row.repeat(4_000)))
        },
    },
    Limit {
        message: "a cell cannot cover 1001 places",
        line: 4,
        past: || yaml("body:\n  - table: {head: [[{content: a, columns: 1001}]]}"),
    },
    Limit {
        message: "is mentioned too often for its length",
        line: 6,
        past: || markdown(&format!("{}\n\n[^a]: {}\n", "b[^a] ".repeat(12), "word ".repeat(20_000))),
    },
    Limit {
        message: "the image `big.png` is larger than 64 MiB",
        line: 6,
        past: || whole("![A](big.png)\n", Some(("big.png", (64 << 20) + 1, HUGE))),
    },
    Limit {
        message: "20000 by 6000 pixels, more than 100 million",
        line: 6,
        past: || whole("![A](big.png)\n", Some(("big.png", HUGE.len() as u64, HUGE))),
    },
    Limit {
        message: "entities stand for too much text",
        line: 6,
        past: || {
            let drawing = include_bytes!("faults/entities.svg");
            whole("![A](big.svg)\n", Some(("big.svg", drawing.len() as u64, drawing)))
        },
    },
    Limit {
        message: "Word has no tables of more than 63 columns; what stands in the others goes into the last",
        line: 6,
        past: || whole(&format!("{}|\n{}|\n", "|a".repeat(64), "|-".repeat(64)), None),
    },
    Limit {
        message: "Word takes no address of more than 2000 signs; the words of this link stay without it",
        line: 6,
        past: || whole(&format!("[a](https://e.org/{})\n", "a".repeat(2_000)), None),
    },
    Limit {
        message: "is no valid address: it is too long",
        line: 6,
        past: || markdown(&format!("[a](https://e.org/{})\n", "a".repeat(8_000))),
    },
    Limit { message: "extends too many themes, or itself", line: 0, past: self_extending_theme },
];

#[test]
fn every_limit_is_told_at_its_line() {
    let mut wrong = String::new();
    for Limit { message, line, past } in LIMITS {
        let told = past();
        let found =
            told.iter().any(|fault| fault.starts_with(&format!("{line} ")) && fault.contains(message));
        if !found {
            let told: Vec<String> =
                told.iter().take(5).map(|fault| fault.chars().take(200).collect()).collect();
            writeln!(wrong, "{line}: {message}\n{told:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_guide_lists_every_limit() {
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/guide.md")).unwrap();
    let part = guide.split("\n# Limits").nth(1).unwrap().split("\n# ").next().unwrap();
    for Limit { message, .. } in LIMITS {
        // Words between backticks and numbers are those of the case.
        let mut common = (*message).to_owned();
        for (own, shown) in [
            ("`big.png`", "…"),
            ("250 columns", "… columns"),
            ("4000 rows", "… rows"),
            ("1001", "…"),
            ("20000 by 6000 pixels, ", ""),
        ] {
            common = common.replace(own, shown);
        }
        assert!(part.contains(&common), "the guide's part on limits does not have: {common}");
    }
}

/// Texts nested so many levels deep, each with the faults that it may give.
fn nested(n: usize) -> Vec<(&'static str, String, &'static [&'static str])> {
    const DEEP: &[&str] = &["too-deep"];
    let around = |open: &str, close: &str| open.repeat(n) + "a" + &close.repeat(n);
    let steps = |line: &dyn Fn(usize) -> String| (0..n.min(300)).map(line).collect::<String>();
    vec![
        ("quotations", "> ".repeat(n) + "a", DEEP),
        ("quotations without spaces", ">".repeat(n) + "a", DEEP),
        ("lists", "- ".repeat(n) + "a", DEEP),
        ("numbered lists", "1. ".repeat(n) + "a", DEEP),
        ("lists line by line", steps(&|depth| "  ".repeat(depth) + "- a\n"), DEEP),
        ("definitions", steps(&|depth| format!("{0}a\n{0}: b\n\n", "    ".repeat(depth))), DEEP),
        ("blocks", around("::: note\n", "\n:::"), DEEP),
        ("boxes", steps(&|depth| "> ".repeat(depth + 1) + "[!NOTE]\n"), DEEP),
        (
            "list tables",
            "::: list-table\n- - ".repeat(n) + "a",
            &["too-deep", "unmatched-fence", "bad-block"],
        ),
        ("stars", around("*", "*"), DEEP),
        ("emphasis", around("*a ", " c*"), DEEP),
        ("strong", around("**a ", " c**"), DEEP),
        ("underscores", around("_a ", " c_"), DEEP),
        ("struck text", around("~~a ", " c~~"), DEEP),
        ("spans", around("[", "]{.mark}"), DEEP),
        ("brackets", around("[", "]"), &[]),
        ("links", around("[", "](#a)"), &["dangling-link"]),
        ("images", around("![", "](https://e.org/x.png)"), &["too-deep", "remote-image", "missing-alt"]),
        ("notes", around("^[", "]"), &["too-deep", "unsupported"]),
        ("tags", around("<b>", "</b>"), DEEP),
        (
            "notes in notes",
            (0..n).fold("a[^0]\n\n".to_owned(), |text, at| text + &format!("[^{at}]: b[^{}]\n\n", at + 1)),
            &["unsupported", "unused-note"],
        ),
    ]
}

#[test]
fn what_is_nested_too_deep_is_told_and_overflows_no_small_stack() {
    let small = std::thread::Builder::new().stack_size(2 << 20);
    let read = small.spawn(|| {
        for (name, text, wanted) in nested(10_000) {
            let told = markdown(&text);
            let codes = told.iter().map(|fault| fault.split([' ', ':']).nth(1).unwrap());
            let strange: Vec<&str> =
                codes.filter(|code| !wanted.contains(code) && *code != "empty-document").collect();
            assert!(strange.is_empty(), "{name}: {strange:?}");
            assert!(
                told.iter().any(|fault| wanted.iter().any(|code| fault.contains(code))) || wanted.is_empty(),
                "{name}: {told:?}"
            );
        }
    });
    read.unwrap().join().unwrap();
}

#[test]
fn the_deepest_documents_are_published() {
    let deep = |open: &str, close: &str| open.repeat(60) + "a" + &close.repeat(60);
    let lists: String = (0..60).map(|depth| "  ".repeat(depth) + "- a\n").collect();
    let texts = [
        "> ".repeat(60) + "a",
        "- ".repeat(60) + "a",
        lists,
        deep("::: note\n", "\n:::"),
        deep("[", "]{.mark}"),
        deep("<b>", "</b>"),
        "*a **b ".repeat(28) + &"c** d* ".repeat(28),
        (0..14).rev().fold("a".to_owned(), |inner, _| {
            format!("::: list-table\n- - {}\n:::", inner.replace('\n', "\n    "))
        }),
    ];
    for text in texts {
        let told = whole(&text, None);
        assert!(!told.iter().any(|fault| fault.contains("too-deep")), "{text}: {told:?}");
    }
}

/// Signs that open something and are never closed, over and over: where readers of Markdown take longest.
const UNCLOSED: &[&str] = &[
    "*a **b _c ",
    "[",
    "[a ",
    "![",
    "^[",
    "^[a ",
    "]",
    "[a](",
    "[a](<b",
    "[a][b ",
    "<",
    "<a ",
    "<!-- ",
    "<![CDATA[",
    "<?",
    "<!A ",
    "<b>a ",
    "</b>a ",
    "&",
    "&amp ",
    "&#",
    "{",
    "[a]{x=\"",
    "`a`{.x ",
    "{{< a ",
    "~a ",
    "~~a ",
    "a~",
    "a^b ",
    "a^",
    " ==a",
    "$a ",
    "$$",
    "@a ",
    "[@a ",
    "[^a] ",
    "\"a ",
    "'",
    "-- ",
    "...",
    "\\",
    "a\\\n",
    "|",
    "http://",
    "www.a ",
    "a@b.c ",
    "a.",
    "a@",
    "```\n",
    ":::\n",
    "::: note\n",
    ":",
    "::: {a=\"",
    "a\n: b\n\n",
    "[a]: b\n",
    "[^a]: ",
    "#\n",
    "a\n=\n",
    "#",
    "\t",
    ">\n",
    "-\n",
    "> a\n\n",
    "- a\n\n+ b\n\n",
    "a***",
    "**a*",
    "a__b_ ",
    "<kbd>",
    "<img src=\"",
    "<a href=\"b\">",
    "<span class=\"a\">x",
    "<blink>x",
    "<div>\n\nx\n\n",
    "`a``b",
    "- - a\n",
    "> - a\n",
    "| a | b |\n|---|---|\n| c |\n\n",
    "a [](#b) ",
    "[a](#b) ",
    "![a](x.png) ",
    "[a](b c) ",
];

/// How long work takes, the best of two runs.
#[expect(clippy::disallowed_methods, reason = "time itself is what is asked for here")]
fn time(work: &dyn Fn()) -> Duration {
    let run = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    run().min(run())
}

/// Checks that eight times the length takes about eight times the time, and not 64 times, as where each sign looks at all
/// others. What is over at once says nothing, and a machine that is busy gets another chance.
fn check_is_linear(name: &str, small: &dyn Fn(), large: &dyn Fn()) {
    let is_linear = || {
        let slow = time(large);
        slow < Duration::from_millis(300) || slow < 24 * time(small)
    };
    assert!((0..3).any(|_| is_linear()), "{name:?} takes too long");
}

#[test]
fn reading_takes_a_time_that_grows_with_the_length_alone() {
    let growing = |count: usize| (0..count).map(|length| "`".repeat(length % 300) + "e").collect::<String>();
    let deep = nested(1_000).into_iter().zip(nested(8_000));
    let deep = deep.map(|((name, small, _), (_, large, _))| (name, small, large));
    let unclosed = UNCLOSED.iter().map(|sign| (*sign, sign.repeat(1_000), sign.repeat(8_000)));
    let pairs = deep.chain(unclosed).chain([("backticks", growing(300), growing(2_400))]);
    for (name, small, large) in pairs {
        check_is_linear(name, &|| drop(markdown(&small)), &|| drop(markdown(&large)));
    }
}

/// Makes a text of a size.
type Make = fn(usize) -> String;

#[test]
fn publishing_takes_a_time_that_grows_with_the_length_alone() {
    let made: [(&str, Make); 8] = [
        ("a title", |n| format!("# {}\n\nWords.\n", "word ".repeat(5 * n))),
        ("a paragraph", |n| "word ".repeat(20 * n)),
        ("a word", |n| "word".repeat(10 * n)),
        ("headings", |n| "# a\n\n".repeat(n)),
        ("notes", |n| "word^[note] ".repeat(n)),
        ("items", |n| "- item\n".repeat(n)),
        ("tables", |n| "| a |\n|---|\n| b |\n\n".repeat(n / 2)),
        ("code", |n| format!("```\n{}```\n", "some code\n".repeat(n))),
    ];
    for (name, text) in made {
        let (small, large) = (text(100), text(800));
        check_is_linear(name, &|| drop(whole(&small, None)), &|| drop(whole(&large, None)));
    }
}
