//! Nothing outside the root is read, whatever names it.

use super::{Desk, FLAG, HEAD};

/// An include of each file.
fn includes(names: &[&str]) -> String {
    names.iter().flat_map(|name| ["{{< include ", name, " >}}\n\n"]).collect()
}

/// Holds faults against the snapshot of that name.
fn keep(name: &str, faults: &[String]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots/include");
    settings.bind(|| insta::assert_snapshot!(name, faults.join("\n")));
}

#[test]
fn nothing_outside_the_root_is_read() {
    let desk = Desk::new(&[
        ("out/secret.md", "Secret.\n"),
        ("out/secret.svg", FLAG),
        ("root/doc/in.md", "In.\n"),
        ("root/up.md", "Up.\n"),
    ]);
    let names = [
        "../up.md",
        "../../out/secret.md",
        "../../out/none.md",
        "/etc/hostname",
        "C:\\a.md",
        "//example.org/a.md",
        "http://example.org/a.md",
    ];
    let includes = includes(&names);
    desk.put("root/doc/main.md", HEAD.to_owned() + &includes);
    let (_, faults) = desk.read("root/doc/main.md");
    keep("outside", &faults);
    let (document, faults) = desk.read_below(&desk.path("root"), "root/doc/main.md");
    assert_eq!((document.blocks.len(), faults.len()), (1, names.len() - 1), "{faults:?}");
    desk.put("root/doc/images.md", format!("{HEAD}![A](../../out/secret.svg)\n"));
    let (_, faults) = desk.read_below(&desk.path("root"), "root/doc/images.md");
    assert!(faults.len() == 1 && faults[0].contains("outside-root"), "{faults:?}");
    let (document, faults) = desk.read_below(desk.folder.path(), "root/doc/images.md");
    assert_eq!((document.images.len(), faults), (1, Vec::new()));
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside_the_root() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new(&[
        ("out/secret.md", "Secret.\n"),
        ("out/secret.svg", FLAG),
        ("root/in.md", "In.\n"),
        ("root/flag.svg", FLAG),
    ]);
    symlink("../out/secret.md", desk.path("root/file.md")).unwrap();
    symlink("../out/secret.svg", desk.path("root/file.svg")).unwrap();
    symlink("../out", desk.path("root/folder")).unwrap();
    symlink("in.md", desk.path("root/inner.md")).unwrap();
    symlink("nowhere.md", desk.path("root/broken.md")).unwrap();
    let includes = includes(&[
        "file.md",
        "folder/secret.md",
        "folder/none.md",
        "folder/../in.md",
        "inner.md",
        "broken.md",
    ]);
    desk.put("root/main.md", format!("{HEAD}{includes}![A](file.svg)\n\n![B](folder/secret.svg)\n"));
    let (document, faults) = desk.read("root/main.md");
    keep("links", &faults);
    assert_eq!(document.blocks.len(), 3);
    let (_, faults) = desk.read_below(desk.folder.path(), "root/main.md");
    assert!(faults.iter().all(|fault| fault.contains("missing-include")) && faults.len() == 3, "{faults:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_behind_a_link_keeps_its_path() {
    let desk = Desk::new(&[
        ("flag.svg", "no image"),
        ("main.md", &format!("{HEAD}{{{{< include parts/one.md >}}}}\n")),
        ("far/away/flag.svg", FLAG),
        ("far/away/parts/one.md", "![A](../flag.svg)\n\n{{< include ./two.md >}}\n"),
        ("far/away/parts/two.md", "{{< include one.md >}}\n"),
    ]);
    std::os::unix::fs::symlink("far/away/parts", desk.path("parts")).unwrap();
    let (document, faults) = desk.read("main.md");
    assert_eq!(document.images[0].file, "parts/../flag.svg");
    assert!(
        faults.len() == 1 && faults[0].contains("parts/one.md -> parts/two.md -> parts/one.md"),
        "{faults:?}"
    );
}
