"""The documents that the benches time, made where they are missing."""
import shutil
import subprocess

from common import notations, texts, tools

FOLDER = tools.ROOT / "target" / "workloads"
# In pages.
LENGTHS = {"report": 150, "book": 1000, "prose": 1000}
NAMES = ("brief", "report", "book", "prose", "table", "letters")
ROWS = 100_000
LETTERS = 500


def write(stem, title, blocks, also_latex=False):
    """One document in every notation."""
    blocks = list(blocks)
    stem.with_suffix(".md").write_text(notations.markdown(title, blocks), encoding="utf-8")
    stem.with_suffix(".typ").write_text(notations.typst(title, blocks), encoding="utf-8")
    if also_latex:
        stem.with_suffix(".tex").write_text(notations.latex(title, blocks), encoding="utf-8")
    notations.copy_figures(blocks, stem.parent)


def brief(folder):
    """The brief as it is; Pandoc makes Typst of it, without what it spells so that Typst refuses it."""
    source = tools.ROOT / "content" / "north-korea-china.md"
    shutil.copy(source, folder / "brief.md")
    for image in source.parent.glob("*.svg"):
        shutil.copy(image, folder)
    keep = ["-f", "markdown-citations", "-M", "keywords="]
    command = [tools.pandoc(), "brief.md", *keep, "-s", "-t", "typst", "-o", "brief.typ"]
    subprocess.run(command, check=True, cwd=folder)


def make(name, pages=None):
    """Makes one workload, unless it is there; its folder."""
    label = f"{name}-{pages}" if pages else name
    done = FOLDER / label
    if done.exists():
        return done
    folder = tools.fresh(FOLDER / f"{label}.part")
    pages = pages or LENGTHS.get(name)
    match name:
        case "brief":
            brief(folder)
        case "report":
            write(folder / label, "A report", texts.report(pages))
        case "book":
            write(folder / label, "A book", texts.report(pages, figures=True))
        case "prose":
            write(folder / label, "A long text", texts.prose(pages), also_latex=True)
        case "table":
            write(folder / label, "A long table", texts.long_table(ROWS))
        case "letters":
            for number, blocks in enumerate(texts.letters(LETTERS), 1):
                write(folder / f"letter-{number:03}", f"Letter {number}", blocks)
        case _:
            raise SystemExit(f"no workload is called `{name}`")
    folder.rename(done)
    return done
