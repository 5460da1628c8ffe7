"""The programs that make publications of a workload, each as a command of its own."""
import shutil
import subprocess
from dataclasses import dataclass, field

from common import tools

TYPST = """import pathlib, sys, typst
for source in sys.argv[2:]:
    target = pathlib.Path(source).with_suffix(".typst.pdf").name
    typst.compile(source, output=target, font_paths=[sys.argv[1]], ignore_system_fonts=True)
"""
FACES = ("Regular", "Bold", "Semibold", "It")
# Runs a command for each file that follows it, with the file as `$file`.
EACH = 'command=$1; shift; for file; do eval "$command" || exit; done'


@dataclass
class Program:
    """What is run, the files it must make, and the kind of ours that it is compared with. Or why it cannot be run."""

    name: str
    kind: str
    command: list = field(default_factory=list)
    makes: list = field(default_factory=list)
    missing: str = ""


def each(command, files):
    return ["sh", "-c", EACH, "sh", command, *files]


def named(stems, ending):
    return [stem + ending for stem in stems]


def programs(folder, name, heavy):
    """All programs for a workload whose files stand in a folder, in the order in which they run."""
    stems = sorted(file.stem for file in folder.glob("*.md"))
    yield from ours(stems)
    yield from typst(stems, name, heavy)
    yield from pandoc(stems)
    yield weasyprint(stems, folder)
    yield libreoffice(stems)
    yield pdftex(stems, folder)


def ours(stems):
    export = [tools.triplicate(), "export", *named(stems, ".md"), "--quiet"]
    made = {kind: named(stems, f".{kind}") for kind in ("pdf", "docx", "epub")}
    for kind, files in made.items():
        yield Program(f"triplicate, {kind}", kind, [*export, f"--{kind}"], files)
    yield Program("triplicate, all three", "all", export, sum(made.values(), []))


def typst(stems, name, heavy):
    if name == "table" and not heavy:
        yield Program("Typst, pdf", "pdf", missing="it takes 18 GB for this table; tried with --all")
        return
    python = tools.install("typst==0.15.2")
    fonts = {tools.unpack(f"source-serif/SourceSerif4-{face}").parent for face in FACES}
    yield Program("Typst, pdf", "pdf", [python, "-c", TYPST, *fonts, *named(stems, ".typ")], named(stems, ".typst.pdf"))
    # To be taken off, since Typst by itself needs no Python.
    yield Program("Typst's Python alone", "start", [python, "-c", "import pathlib, sys, typst"])


def pandoc(stems):
    program = tools.pandoc()
    for kind in ("docx", "epub"):
        command = f'"{program}" -f markdown-citations -s --toc "$file.md" -o "$file.pandoc.{kind}"'
        yield Program(f"Pandoc, {kind}", kind, each(command, stems), named(stems, f".pandoc.{kind}"))


def weasyprint(stems, folder):
    """From HTML that Pandoc makes before, outside the time."""
    name, kind = "WeasyPrint, pdf", "pdf"
    try:
        python = tools.install("weasyprint==70.0")
        subprocess.run([python, "-m", "weasyprint", "--version"], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        return Program(name, kind, missing="it cannot be installed, or lacks Pango")
    convert = f'"{tools.pandoc()}" -f markdown-citations -s "$file.md" -o "$file.html"'
    subprocess.run(each(convert, stems), check=True, cwd=folder, capture_output=True)
    command = f'"{python}" -m weasyprint -q "$file.html" "$file.weasyprint.pdf"'
    return Program(name, kind, each(command, stems), named(stems, ".weasyprint.pdf"))


def libreoffice(stems):
    """From the Word files that Pandoc made before."""
    name, kind = "LibreOffice, docx to pdf", "pdf"
    program = shutil.which("soffice")
    if not program:
        return Program(name, kind, missing="`soffice` is not installed")
    # A profile of its own, so that no other LibreOffice is asked.
    profile = f"-env:UserInstallation={(tools.WORK / 'libreoffice').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", *named(stems, ".pandoc.docx")]
    return Program(name, kind, command, named(stems, ".pandoc.pdf"))


def pdftex(stems, folder):
    name, kind = "pdfTeX, pdf", "pdf"
    if not list(folder.glob("*.tex")):
        return Program(name, kind, missing="only the prose is there as LaTeX")
    try:
        program = tools.debian("pdflatex", "texlive-latex-base")
    except tools.Missing as missing:
        return Program(name, kind, missing=str(missing))
    command = f'"{program}" -interaction=batchmode -jobname="$file.pdftex" "$file.tex"'
    return Program(name, kind, each(command, stems), named(stems, ".pdftex.pdf"))
