//! Nothing outside the root is read, whatever names it, in Markdown and in YAML.

use super::{Desk, FLAG, HEAD};

/// A Markdown document that includes files and shows images.
fn in_markdown(files: &[&str], images: &[&str]) -> String {
    let includes = files.iter().flat_map(|name| ["{{< include ", name, " >}}\n\n"]);
    let images = images.iter().flat_map(|name| ["![A](", name, ")\n\n"]);
    std::iter::once(HEAD).chain(includes).chain(images).collect()
}

/// The same in YAML.
fn in_yaml(files: &[&str], images: &[&str]) -> String {
    let includes = files.iter().flat_map(|name| ["  - include: '", name, "'\n"]);
    let images = images.iter().flat_map(|name| ["  - figure: {alt: A, image: '", name, "'}\n"]);
    std::iter::once("title: T\nlang: en\nbody:\n").chain(includes).chain(images).collect()
}

/// Holds faults against the snapshot of that name.
pub(super) fn keep(name: &str, faults: &[String]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots/include");
    settings.bind(|| insta::assert_snapshot!(name, faults.join("\n")));
}

/// Faults without their places.
fn told(faults: &[String]) -> Vec<&str> {
    faults.iter().filter_map(|fault| Some(fault.split_once(' ')?.1)).collect()
}

#[test]
fn nothing_outside_the_root_is_read() {
    let desk = Desk::new(&[
        ("out/secret.md", "Secret.\n"),
        ("out/secret.svg", FLAG),
        ("base/up.md", "Up.\n"),
        ("base/up.svg", FLAG),
    ]);
    let files = [
        "../up.md",
        "../../out/secret.md",
        "../../out/none.md",
        "/etc/hostname",
        "C:\\a.md",
        "\\\\a\\b.md",
        "//example.org/a.md",
        "http://example.org/a.md",
    ];
    let images = [
        "../up.svg",
        "../../out/secret.svg",
        "../../out/none.svg",
        "/etc/hostname",
        "C:/a.svg",
        "http://example.org/a.svg",
    ];
    desk.put("base/doc/main.md", in_markdown(&files, &images));
    desk.put("base/doc/main.yaml", in_yaml(&files, &images));
    let (document, faults) = desk.read("base/doc/main.md");
    keep("outside", &faults);
    assert_eq!((document.images.len(), faults.len()), (0, files.len() + images.len()));
    assert_eq!(told(&desk.read("base/doc/main.yaml").1), told(&faults));
    // A wider root lets in what lies in it, and no more.
    for (root, read) in [("base", 1), (".", 2)] {
        for name in ["base/doc/main.md", "base/doc/main.yaml"] {
            let (document, faults) = desk.read_below(&desk.path(root), name);
            assert_eq!(document.images.len(), read, "{name} below {root}");
            assert_eq!(faults.len(), files.len() + images.len() - 2 * read, "{faults:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside_the_root() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new(&[
        ("out/secret.md", "Secret.\n"),
        ("out/secret.svg", FLAG),
        ("base/in.md", "In.\n"),
        ("base/in.svg", FLAG),
    ]);
    for kind in ["md", "svg"] {
        let link = |to: &str, name: &str| {
            symlink(format!("{to}.{kind}"), desk.path(&format!("base/{name}.{kind}"))).unwrap();
        };
        link("../out/secret", "file");
        link("in", "inner");
        link("nowhere", "broken");
    }
    symlink("../out", desk.path("base/folder")).unwrap();
    let names = ["file", "folder/secret", "folder/none", "folder/../in", "inner", "broken"];
    let [files, images] = ["md", "svg"].map(|kind| names.map(|name| format!("{name}.{kind}")));
    let (files, images) = (files.each_ref().map(String::as_str), images.each_ref().map(String::as_str));
    desk.put("base/main.md", in_markdown(&files, &images));
    desk.put("base/main.yaml", in_yaml(&files, &images));
    let (document, faults) = desk.read("base/main.md");
    keep("links", &faults);
    assert_eq!((document.images.len(), faults.len()), (1, 10));
    assert_eq!(told(&desk.read("base/main.yaml").1), told(&faults));
    // With a wider root the links are good; `folder/..` is the root then, where no such file is.
    for name in ["base/main.md", "base/main.yaml"] {
        let (document, faults) = desk.read_below(desk.folder.path(), name);
        assert_eq!((document.images.len(), faults.len()), (3, 6), "{faults:?}");
        assert!(faults.iter().all(|fault| fault.contains("missing-")), "{faults:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_behind_a_link_keeps_its_path() {
    let desk = Desk::new(&[
        ("flag.svg", "no image"),
        ("main.md", &in_markdown(&["parts/one.md"], &[])),
        ("far/away/flag.svg", FLAG),
        ("far/away/parts/one.md", "![A](../flag.svg)\n\n{{< include ./two.md >}}\n"),
        ("far/away/parts/two.md", "{{< include one.md >}}\n"),
    ]);
    std::os::unix::fs::symlink("far/away/parts", desk.path("parts")).unwrap();
    let (document, faults) = desk.read("main.md");
    assert_eq!(document.images[0].file, "parts/../flag.svg");
    let chain = "parts/one.md -> parts/two.md -> parts/one.md";
    assert!(faults.len() == 1 && faults[0].contains(chain), "{faults:?}");
}
