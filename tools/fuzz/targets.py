"""What is fed: a target for each reader, with its seeds, its damage, and what the reader does with it.

To add one, write a class below that says `name`, `seeds` and `feed` (and `changes`, where bytes are not all that its
format is made of), and name it in TARGETS. A target whose format is a folder says its commands alone: see `Ocfl`.
"""

import random
from abc import ABC, abstractmethod
from base64 import b64decode
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cached_property
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from codetool.akn.read import read_expression
from codetool.akn.schematron import check_rules, load_rules
from codetool.cli.own_rules import MEMORY
from codetool.cli.shell import COMMANDS, run
from codetool.importers import ImportRequest, import_source
from codetool.render import render_docx
from codetool.render.pictures import Fault, picture_of
from codetool.resources import resource_path
from tools.fuzz.changes import BYTES, Change, noise, reline, repack, reshape, revalue

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "import"
_REQUEST = ImportRequest(
    date="2019-09-12", work="essai", iri="/akn/be/act/code/essai/2019-09-12/cas", title="", author="essai",
    author_short="essai", author_name="essai",
)  # fmt: skip


class Target(ABC):
    """A reader while it is fed: what it may write is in `folder`."""

    name: str
    pieces: tuple[str, ...] = ("\0", "\n", '"', "<", "99999999999", "-1")
    changes: tuple[Change, ...] = (*BYTES, noise)
    rounds = (1, 3)
    memory = 600
    """Megabytes that a process may take: that which reads, and each that it starts (that of PDF does)."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        self.folder = folder

    @cached_property
    @abstractmethod
    def seeds(self) -> list[bytes]:
        """Return sources that the reader reads."""

    @abstractmethod
    def feed(self, source: bytes) -> str:
        """Return in a word what became of a source; raise CodetoolError where it was refused."""

    def damaged(self, chance: random.Random) -> bytes:
        """Return a damaged source."""
        source, pieces = chance.choice(self.seeds), [piece.encode("utf-8", "surrogatepass") for piece in self.pieces]
        for _ in range(chance.randint(*self.rounds)):
            source = chance.choice(self.changes)(chance, source, pieces) or b"x"
        return source


# --- what import reads --------------------------------------------------------------------------------------


class _Imported(Target):
    @cached_property
    def seeds(self) -> list[bytes]:
        """Return the sources of the cases."""
        return [path.read_bytes() for path in sorted(CASES.glob(f"*/source.{self.name}"))]

    def feed(self, source: bytes) -> str:
        """Import it; nothing is written."""
        return "read" if import_source(source, f"source.{self.name}", _REQUEST).ledger.balanced else "with words lost"


class Txt(_Imported):
    """Plain text."""

    name = "txt"
    pieces = ("\n", "\f", "\0", "Art. 1. ", "TITRE 9\n", "«", "a)", "\u2028", "((((((((((((((((")


class Markdown(_Imported):
    """Markdown."""

    name = "md"
    pieces = ("\n", "#", "- ", "> > > > > > ", "1. ", "[^1]", "```", "*", "<div>", "&#0;", "    ", "\\", "![x](", "|")


class Html(_Imported):
    """Pages."""

    name = "html"
    pieces = (
        "<",
        ">",
        "<p>",
        "</p>",
        "<!--",
        "-->",
        "<table>",
        "<ol><li>",
        "&#0;",
        "<![if !x]>",
        "<a href=#",
        "</div>",
    )


class _Package(_Imported):
    changes: tuple[Change, ...] = (*(repack,) * 9, *BYTES[:1])


class Docx(_Package):
    """Word files, our own editions among them: their styles and bookmarks are read where others are not."""

    name = "docx"
    pieces = ("<", ">", "<w:p>", "</w:p>", "<w:tbl>", "<w:ins>", 'w:val="-1"', 'w:val="99999999999"', "&amp;", "\0")

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return the cases and as many editions of ours."""
        return [*super().seeds, *(render_docx(read_expression(text)) for text in texts())]


class Odt(_Package):
    """LibreOffice files."""

    name = "odt"
    pieces = ("<", ">", "<text:p>", "</text:p>", "<text:list>", '"-1"', '"99999999999"', "&lt;", "\0")


class Pdf(_Imported):
    """PDFs."""

    name = "pdf"
    pieces = ("endobj", "obj", "stream\n", "<<", ">>", "/Kids", "99999999999", "-1", "0 R", "(", "\0")


# --- what commands read -------------------------------------------------------------------------------------


_SMALL = 40_000
"""Bytes of a text that a reader reads many times in a second."""


def texts() -> list[bytes]:
    """Return texts in Akoma Ntoso: a code and some of the cases."""
    cases = [path for path in sorted(CASES.glob("*/expected.xml")) if path.stat().st_size < _SMALL]
    return [path.read_bytes() for path in (*sorted(ROOT.glob("versions/*/*.xml")), *cases[::6])]


_OUT, _ERR = TextIOWrapper(BytesIO(), encoding="utf-8"), StringIO()
"""The same for each command: click keeps what it wrote to for as long as the process runs."""


def command(*arguments: str) -> str:
    """Return what became of a command in the current folder; raise AssertionError where it broke its promises."""
    for stream in (_OUT, _ERR):
        stream.seek(0)
        stream.truncate()
    with redirect_stdout(_OUT), redirect_stderr(_ERR):
        code = run(arguments)
    said = _ERR.getvalue()
    if "should not happen" in said or "Traceback" in said or code not in (0, 1, 2):
        raise AssertionError(f"{' '.join(arguments)}: exit {code}: {said}")
    if code == 2 and not any(line.startswith("codetool: ") for line in said.splitlines()):  # noqa: PLR2004 - the exit code of what could not run
        raise AssertionError(f"{' '.join(arguments)}: no line says why: {said}")
    return ("read", "read", "refused")[code]


class _Commanded(Target):
    """A file that commands read, beside two versions of a text."""

    file: str
    commands: tuple[tuple[str, ...], ...]

    def __init__(self, folder: Path) -> None:
        """Write what stands beside the file."""
        super().__init__(folder)
        self._turn = 0
        text = (CASES / "lists" / "expected.xml").read_bytes()
        for name, content in (("old.xml", text), ("new.xml", text.replace(b" de ", b" du ", 3))):
            (folder / name).write_bytes(content)

    def feed(self, source: bytes) -> str:
        """Run the next of the commands over it."""
        (self.folder / self.file).write_bytes(source)
        self._turn += 1
        return command(*self.commands[self._turn % len(self.commands)])


class Xml(_Commanded):
    """Texts in Akoma Ntoso."""

    name = "xml"
    file = "any.xml"
    pieces = ("<", ">", "&", "\0", "<!DOCTYPE a>", "<![CDATA[", "<!--", "</article>", "&lt;", "<p>", "&#x9b;")
    changes = (*(reshape,) * 4, *BYTES[:4])
    commands = (
        ("validate", "any.xml"),
        ("show", "any.xml"),
        ("diff", "old.xml", "any.xml"),
        ("diff", "any.xml", "old.xml", "--format", "json"),
        ("fmt", "any.xml"),
        *(("render", "any.xml", "--format", form, "-o", "dist/any") for form in ("html", "text", "docx", "markdown")),
        ("merge", "old.xml", "any.xml", "new.xml", "-o", "dist/merged.xml"),
    )

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return a code and some cases."""
        return texts()


class Json(_Commanded):
    """Comparisons that `patch` reads."""

    name = "json"
    file = "changes.json"
    rounds = (1, 1)
    changes = (*(revalue,) * 5, *BYTES)
    pieces = ("[", "{", '"', '"a":1,', "NaN", "1e999", "9" * 5000, "\\ud800", "null", "-1")
    commands = (
        ("patch", "old.xml", "changes.json", "-o", "dist/made.xml"),
        ("patch", "new.xml", "changes.json", "--reverse", "-o", "dist/made.xml"),
    )

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return what `diff` writes."""
        assert command("diff", "old.xml", "new.xml", "--format", "json", "-o", "dist/changes.json") == "read"  # noqa: S101 - as a test
        return [(self.folder / "dist" / "changes.json").read_bytes()]


class _Toml(_Commanded):
    rounds = (1, 1)
    changes = (*(reline,) * 5, *BYTES)
    pieces = ("[", "]", '"', "'''", "=", "\\u001b", "9" * 5000, "[[", "{a=", ".a", "#", "\ud800")


class Settings(_Toml):
    """`codetool.toml`."""

    name = "settings"
    file = "codetool.toml"
    commands = (
        ("render", "old.xml", "--format", "html", "-o", "dist/a.html"),
        ("import", "a.txt", "--date", "2020-01-01", "--dry-run"),
    )

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return settings with everything set, and with either half."""
        (self.folder / "a.txt").write_text("Art. 1. Un.\n\nArt. 2. Deux.\n")
        (self.folder / "versions").mkdir(exist_ok=True)
        (self.folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
        full = (
            b'[code]\nwork = "essai"\ntitle = "Essai"\ncountry = "be"\nlanguage = "fra"\nauthor = "essai"\n\n[look]\n'
            b'publisher = "Essai"\naddress = "https://example.org/"\naccent = "#8a2432"\nfonts = ["EB Garamond"]\n'
            b'logo = "logo.svg"\nlogo_words = "Essai"\npaper = "A5"\n'
        )
        return [full, b"[look]\n" + full.partition(b"[look]\n")[2], full.partition(b"[look]\n")[0]]


class Overrides(_Toml):
    """A reviewer's decisions about matches."""

    name = "overrides"
    file = "decided.toml"
    commands = (("diff", "old.xml", "new.xml", "--overrides", "decided.toml"),)

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return some decisions."""
        return [
            b'[[pin]]\nold = ["1"]\nnew = ["1"]\n\n[[forbid]]\nold = ["2"]\nnew = ["3"]\n',
            b'[[pin]]\nold = "1"\nnew = []\n',
        ]


class Rules(Target):
    """Rules of a user's own, in Schematron."""

    name = "sch"
    memory = MEMORY // 2**20  # what the process may take in which a command runs them; here it is this one
    pieces = (
        "<",
        "&",
        "document('/etc/passwd')",
        "//*[.=//*]",
        "(((((",
        '<extends rule="a"/>',
        "<let name='a' value='1'/>",
    )
    changes = (*(reshape,) * 4, *BYTES[:4])

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return the profile's rules and some small ones."""
        head = b'<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="a" uri="urn:a"/>'
        small = head + (
            b'<let name="n" value="1"/><pattern id="p"><rule abstract="true" id="r"><assert test="a:x">x</assert>'
            b'</rule><rule context="//*[@eId]"><extends rule="r"/><report test="$n = 2" id="i">y<value-of select="."/>'
            b'</report></rule></pattern><pattern abstract="true" id="q"><rule context="$c">'
            b'<assert test="$t">z</assert></rule></pattern>'
            b'<pattern is-a="q"><param name="c" value="*"/><param name="t" value="1"/></pattern></schema>'
        )
        return [small, *(path.read_bytes() for path in sorted(resource_path("akn").glob("*.sch")))]

    def feed(self, source: bytes) -> str:
        """Run the rules over a text."""
        text = (CASES / "lists" / "expected.xml").read_bytes()
        for _ in check_rules(text, load_rules(source, "any.sch"), "any.xml"):
            pass
        return "read"


class Pictures(Target):
    """Pictures beside a text, and logos."""

    name = "picture"
    pieces = ("<use href='#a'/>", "<script/>", "url(#a)", "IDAT", "\xff\xda", "IHDR", "<g id='a'>", "</g>", "\0")

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return a drawing and small pictures of both kinds."""
        from PIL import Image  # noqa: PLC0415 - for this target only

        made = []
        for kind, options in (("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True})):
            content = BytesIO()
            Image.radial_gradient("L").save(content, kind, **options)
            made.append(content.getvalue())
        svg = (
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:url(#g)}</style>'
            b'<linearGradient id="g"/><g id="a" class="a"><path d="M0 0h9"/></g><use href="#a"/>'
            b'<clipPath id="c"><use href="#a"/></clipPath></svg>'
        )
        return [svg, svg, *made]

    def feed(self, source: bytes) -> str:
        """Look whether it may be shown."""
        found = picture_of(source)
        return "refused" if isinstance(found, Fault) else "read"


# --- whole folders ------------------------------------------------------------------------------------------


class Folder(Target):
    """A folder that somebody else made, packed as a zip while it is damaged; commands run in it once it is unpacked."""

    rounds = (1, 2)
    commands: tuple[tuple[str, ...], ...]

    def damaged(self, chance: random.Random) -> bytes:
        """Return the folder with a file of it damaged, lost, doubled, emptied, or exchanged for another."""
        files = unpacked(chance.choice(self.seeds))
        pieces = [piece.encode() for piece in self.pieces]
        for _ in range(chance.randint(*self.rounds)):
            name, other = chance.choice(sorted(files)), chance.choice(sorted(files))
            match chance.randrange(7):
                case 0 if len(files) > 1:
                    del files[name]
                case 1:
                    files[
                        chance.choice((f"{name}~", f"{name}/x", "versions/x.xml", "versions/a/2020-01-01.fra.xml"))
                    ] = b""
                case 2:
                    files[name], files[other] = files[other], files[name]
                case 3:
                    files[name] = b""
                case _:
                    change = {"xml": reshape, "json": revalue, "toml": reline}.get(name.rpartition(".")[2])
                    changes = (*((change,) if change else ()), *BYTES)
                    files[name] = chance.choice(changes)(chance, files[name] or b"x", pieces)
        return packed(files)

    def feed(self, source: bytes) -> str:
        """Unpack it into a folder of its own and run the commands."""
        from contextlib import chdir  # noqa: PLC0415 - beside its only use
        from shutil import rmtree  # noqa: PLC0415 - as above

        room = self.folder / "room"
        rmtree(room, ignore_errors=True)
        for name, content in unpacked(source).items():
            path = room / name
            if any(parent.is_file() for parent in path.parents) or path.is_dir():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        room.mkdir(exist_ok=True)
        with chdir(room):
            ends = {command(*one) for one in self.commands}
        return "refused" if "refused" in ends else "read"


def packed(files: dict[str, bytes]) -> bytes:
    """Return files as a zip."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


def unpacked(source: bytes) -> dict[str, bytes]:
    """Return the files of a zip that we packed."""
    with ZipFile(BytesIO(source)) as package:
        return {name: package.read(name) for name in package.namelist()}


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class Store(Folder):
    """A store with its settings, its decisions, its pictures and its templates."""

    name = "store"
    commands = (
        ("list",),
        ("validate",),
        ("show", "latest"),
        ("render", "latest", "--format", "html", "-o", "dist/a.html"),
        ("diff", "latest~1", "latest"),
    )

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return a small store."""
        text = (CASES / "lists" / "expected.xml").read_bytes()
        pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
        files = {
            "codetool.toml": b'[look]\nlogo = "logo.svg"\ntemplates = "modeles"\n',
            "logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>',
            "modeles/edition/_about.html": b"<p>{{ view.title }}{% for x in [1] %}{{ x }}{% endfor %}</p>",
            "versions/essai/2019-09-12.fra.xml": text,
            "versions/essai/2020-01-01.fra.xml": _later(text),
            "versions/essai/matches/2019-09-12.fra..2020-01-01.fra.toml": b'[[pin]]\nold = ["1"]\nnew = ["1"]\n',
            "versions/essai/a.png": b64decode(pixel),
        }
        return [packed(files)]


def _later(text: bytes) -> bytes:
    """Return a version of 2020 of the same Work: its own date and its IRI stay."""
    work, end, rest = text.partition(b"</FRBRWork>")
    parts = rest.split(b"/essai/2019-09-12")
    return work + end + b"/essai/2019-09-12".join(part.replace(b"2019-09-12", b"2020-01-01") for part in parts)


class Ocfl(Folder):
    """An archive of sealed versions."""

    name = "ocfl"
    commands = (("verify", "archive"), ("archive", "list", "--archive", "archive"))

    @cached_property
    def seeds(self) -> list[bytes]:
        """Return an archive of two sealings, as the commands make it."""
        from contextlib import chdir  # noqa: PLC0415 - beside its only use

        begun = self.folder / "begun"
        for name, content in unpacked(Store(self.folder).seeds[0]).items():
            (begun / name).parent.mkdir(parents=True, exist_ok=True)
            (begun / name).write_bytes(content)
        with chdir(begun):
            for label in ("2019-09-12", "2020-01-01"):
                if command("seal", label) == "refused":
                    raise AssertionError(label)
        return [packed({name: content for name, content in files_below(begun).items() if name.startswith("archive/")})]


_ALL: Sequence[type[Target]] = (
    Txt, Markdown, Html, Docx, Odt, Pdf, Xml, Json, Settings, Overrides, Rules, Pictures, Store,
)  # fmt: skip
TARGETS = {one.name: one for one in (*_ALL, *((Ocfl,) if {"seal", "verify"} <= set(COMMANDS) else ()))}
"""The targets by their names; that of the archive is there once its commands are."""
