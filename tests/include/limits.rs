//! How deep and how often files may be included.

use std::fs;

use super::{Desk, HEAD};

/// Files that include each other in a row, the first of them by `main.md`; `include` is written into each but the last.
fn row(length: usize, include: impl Fn(usize) -> String) -> Desk {
    let desk = Desk::new(&[("main.md", &format!("{HEAD}{}", include(1)))]);
    for number in 1..length {
        desk.put(&format!("{number}.md"), include(number + 1));
    }
    desk.put(&format!("{length}.md"), "Last.\n");
    desk
}

#[test]
fn includes_are_nested_sixteen_deep_at_most() {
    let include = |number| format!("{{{{< include {number}.md >}}}}\n");
    assert_eq!(row(16, include).sound("main.md").blocks.len(), 1);
    let (_, faults) = row(17, include).read("main.md");
    assert_eq!(
        faults,
        [
            "16.md:1:1 too-deep: files are included more than 16 levels deep; include the file nearer to the document itself"
        ]
    );
}

#[test]
fn blocks_are_nested_as_deep_through_includes_as_without() {
    let include = |number| format!("{}{{{{< include {number}.md >}}}}\n", ">".repeat(32));
    assert_eq!(row(2, include).sound("main.md").blocks.len(), 1);
    let (_, faults) = row(3, include).read("main.md");
    assert!(
        faults.len() == 1 && faults[0].starts_with("2.md:1:1 too-deep: nested more than 64"),
        "{faults:?}"
    );
    let flat = Desk::new(&[("main.md", &format!("{HEAD}{}a\n", ">".repeat(64)))]);
    flat.sound("main.md");
}

#[test]
fn includes_that_multiply_come_to_an_end() {
    let twice = |number| format!("{{{{< include {number}.md >}}}}\n\n{{{{< include {number}.md >}}}}\n");
    let (document, faults) = row(16, twice).read("main.md");
    assert!(
        faults.len() == 1 && faults[0].contains("too-large: the document includes files more than 10000"),
        "{faults:?}"
    );
    assert!(document.blocks.len() < 10_000);
    let large = format!("~~~\n{}\n~~~\n", "a".repeat(9 << 20));
    let desk = Desk::new(&[
        ("main.md", &(HEAD.to_owned() + &"{{< include large.md >}}\n\n".repeat(9))),
        ("large.md", &large),
    ]);
    let (document, faults) = desk.read("main.md");
    let limit = "main.md:20:1 too-large: the document includes more than 64 MiB in all";
    assert!(faults.len() == 1 && faults[0].starts_with(limit), "{faults:?}");
    assert_eq!(document.blocks.len(), 7);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let desk =
        Desk::new(&[("main.md", &format!("{HEAD}{{{{< include a.md >}}}}\n\n{{{{< include a.md >}}}}\n"))]);
    fs::File::create(desk.path("a.md")).unwrap().set_len((64 << 20) + 1).unwrap();
    let (_, faults) = desk.read("main.md");
    assert_eq!(
        faults,
        ["main.md:6:1 too-large: the file `a.md` is larger than 64 MiB; divide it into several"]
    );
}
