"""What the benches share: folders, our program, other people's programs, and the words of our own documents."""
import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WORK = ROOT / "target" / "benches"
PYTHON = WORK / "venv" / "bin" / "python"


def install(*packages):
    """A Python that has these packages of PyPI, each with its version."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
    # Asking the registry again takes seconds; what has been installed is noted instead.
    noted = WORK / "venv" / "benches.txt"
    have = set(noted.read_text().split()) if noted.exists() else set()
    if not have.issuperset(packages):
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages], check=True)
        noted.write_text("\n".join(sorted(have.union(packages))) + "\n")
    return PYTHON


def run_with(*packages):
    """Begins the running script again in a Python that has these packages, unless it runs there already."""
    if Path(sys.prefix) != WORK / "venv" or not (WORK / "venv" / "benches.txt").exists():
        python = install(*packages)
        os.execv(python, [str(python), *sys.argv])
    install(*packages)


def triplicate():
    """Our program: what TRIPLICATE names, else a release build of this folder."""
    named = os.environ.get("TRIPLICATE")
    if named:
        return Path(named).resolve()
    subprocess.run(["cargo", "build", "--release", "--quiet"], check=True, cwd=ROOT)
    return ROOT / "target" / "release" / "triplicate"


def unpack(face):
    """The file of a bundled face, unpacked into a folder of its own kind: `source-serif/SourceSerif4-Regular`."""
    family, name = face.split("/")
    target = WORK / "fonts" / family / f"{name}.otf"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(gzip.decompress((ROOT / "fonts" / family / f"{name}.otf.gz").read_bytes()))
    return target


def fresh(folder):
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def paragraphs(source):
    """The plain paragraphs of one of our Markdown documents, as their words are printed: no marks, no notes."""
    text = source.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)
    # What is set in belongs to a note, a list or a definition.
    chunks = [chunk for chunk in re.split(r"\n\s*\n", text) if re.match(r"[A-Z]", chunk)]
    return [words(chunk) for chunk in chunks if not re.search(r"^[:|]|^[-*] |\\$", chunk, flags=re.M)]


def words(markdown):
    """The words of a paragraph without the marks that our documents use."""
    pieces = re.split(r"`+ ?(.*?) ?`+", " ".join(markdown.split()))
    # Every second piece is code, in which signs stay as they are.
    return "".join(piece if at % 2 else unmarked(piece) for at, piece in enumerate(pieces))


def unmarked(text):
    text = re.sub(r"\[\^[^]]*\]|\^\[[^]]*\]", "", text)
    text = re.sub(r"\[\]\(#[\w-]+\)|@(fig|tbl|sec)-[\w-]+", "Section 4", text)
    text = re.sub(r"!?\[([^]]*)\](\([^)]*\)|\{[^}]*\})", r"\1", text)
    text = re.sub(r"\*+(\S(?:.*?\S)?)\*+", r"\1", text)
    text = text.replace("\\ ", "\u00a0").replace("\\", "")
    text = re.sub(r"(^|[\s(])\"", "\\1\u201c", text).replace('"', "\u201d")
    text = re.sub(r"(^|[\s(])'", "\\1\u2018", text).replace("'", "\u2019")
    return text.replace("---", "\u2014").replace("--", "\u2013")


def plain_markdown(text):
    """A text in Markdown in which nothing is markup."""
    return re.sub(r"([\\`*_{}\[\]<>()#+.!|~^=@$&:-])", r"\\\1", text)


def typst_string(text):
    """A text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pandoc():
    """Pandoc, as PyPI carries it."""
    python = install("pypandoc_binary==1.17")
    ask = "import pypandoc; print(pypandoc.get_pandoc_path())"
    return subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True).stdout.strip()


class Missing(Exception):
    """A program that is not here and cannot be installed."""


def debian(program, package):
    """A program of a Debian package, which is installed where that can be done."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which(program) and shutil.which("apt-get") and (not root or shutil.which("sudo")):
        # The list of packages may be old or missing: then once more with a new one.
        apt(root, "install", package) or (apt(root, "update") and apt(root, "install", package))
    found = shutil.which(program)
    if not found:
        raise Missing(f"`{program}` is not here, and the package {package} could not be installed")
    return found


def apt(root, *arguments):
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq", "--no-install-recommends", *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
