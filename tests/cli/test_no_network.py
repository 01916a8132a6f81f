"""No reader and no renderer reaches for the network, whatever a document, a picture or a template names."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pydyf
import pytest

from tests.hostile import AKN, article, document

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

ADDRESSES = (
    "http://127.0.0.1:9/a", "https://localhost:9/b.css", "ftp://127.0.0.1:9/c", "//127.0.0.1:9/d.png",
    "file:///etc/hostname", r"\\\\127.0.0.1\\share\\e.dtd", "jar:http://127.0.0.1:9/f!/g", "netdoc:///etc/hostname",
)  # fmt: skip
"""Places on this machine where nobody listens: who asks is seen, and nobody else is bothered."""

HOOK = """
import sys
ASKED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
def look(event, arguments):
    if event in ASKED:
        with open("asked.txt", "a") as told:
            told.write(f"{event} {arguments[1:]}\\n")
sys.addaudithook(look)
from codetool.cli import main
main()
"""
CASES = Path(__file__).resolve().parents[1] / "cases" / "import"
TEXT = "<p>Art. 1. Un.</p><p>Art. 2. Deux.</p>"


def everywhere(address: str) -> str:
    """Return an article that names an address in every place of our profile that can."""
    said = address.replace("&", "&amp;")
    return article(
        99,
        f'<p><img src="{said}" alt="x"/><a href="{said}">x</a><ref href="{said}">x</ref><span class="x" '
        f'style="background:url({said})">x</span></p><p xmlns:xi="http://www.w3.org/2001/XInclude">x</p>',
    )


def akn() -> str:
    text = document(*(everywhere(address).replace("art_99", f"art_9{at}") for at, address in enumerate(ADDRESSES)))
    schema = (
        f'xsi:schemaLocation="{AKN} http://127.0.0.1:9/a.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    styled = '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>'
    return text.replace("<akomaNtoso ", f"{styled}<akomaNtoso {schema} ", 1)


def page() -> str:
    heads = "".join(
        f'<link rel="stylesheet" href="{one}"><base href="{one}"><script src="{one}"></script>' for one in ADDRESSES
    )
    meta = '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'
    inside = "".join(
        f'<img src="{one}" srcset="{one} 2x"><iframe src="{one}"></iframe><object data="{one}"></object>'
        for one in ADDRESSES
    )
    return (
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:9/x.dtd"><html><head>{meta}{heads}</head>'
        f"<body>{TEXT}{inside}</body></html>"
    )


def markdown() -> str:
    return "Art. 1. Un.\n\nArt. 2. Deux.\n\n" + "".join(f"![x]({one}) <{one}> [x]({one})\n\n" for one in ADDRESSES)


def package(case: str, part: str) -> bytes:
    """Return a package of the cases whose relations and pictures lead elsewhere."""
    made = BytesIO()
    with zipfile.ZipFile(CASES / case) as package, zipfile.ZipFile(made, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                content = re.sub(rb'(xlink:href)="[^"]*"', rb'\1="http://127.0.0.1:9/x"', content)
                content = content.replace(
                    b"</Relationships>", b"".join(map(relation, enumerate(ADDRESSES))) + b"</Relationships>"
                )
            changed.writestr(name, content)
    return made.getvalue()


def relation(numbered: tuple[int, str]) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    return f'<Relationship Id="x{numbered[0]}" Type="{kind}" Target="{numbered[1]}" TargetMode="External"/>'.encode()


def pdf() -> bytes:
    """Return a PDF of two articles, with actions that open addresses."""
    made = pydyf.PDF()
    text = pydyf.Stream([b"BT /F1 12 Tf 50 700 Td (Art. 1. Un texte.) Tj 0 -40 Td (Art. 2. Un autre.) Tj ET"])
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"})
    for one in (text, font):
        made.add_object(one)
    fonts = pydyf.Dictionary({"Font": pydyf.Dictionary({"F1": font.reference})})
    box = pydyf.Array([0, 0, 600, 800])
    made.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page", "Parent": made.pages.reference, "MediaBox": box, "Contents": text.reference,
                "Resources": fonts, "AA": b"<</O<</S/GoToR/F(http://127.0.0.1:9/b.pdf)>>>>",
            }
        )
    )  # fmt: skip
    made.catalog["OpenAction"] = b"<</S/URI/URI(http://127.0.0.1:9/a)>>"
    made.catalog["AcroForm"] = b"<</Fields[]/XFA(<a href='http://127.0.0.1:9/c'/>)>>"
    content = BytesIO()
    made.write(content)
    return content.getvalue()


RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="/*">'
    "<assert test=\"document('http://127.0.0.1:9/x')\">x</assert></rule></pattern></schema>"
)
TEMPLATE = "".join(
    f'<link rel="stylesheet" href="{one}"><img src="{one}"><style>@import "{one}";</style>' for one in ADDRESSES
)
COMMANDS = (
    ("validate", "versions/essai/2020-01-01.fra.xml"),
    ("validate", "versions/essai/2020-01-01.fra.xml", "--schematron", "own.sch"),
    ("show", "2020-01-01"),
    ("diff", "2020-01-01", "2021-01-01", "--format", "pdf", "-o", "dist/a.pdf"),
    ("diff", "2020-01-01", "2021-01-01", "--format", "docx", "-o", "dist/a.docx"),
    *(
        ("render", "2020-01-01", "--format", form, "-o", f"dist/b.{form}")
        for form in ("html", "pdf", "docx", "text", "markdown")
    ),
    ("site", "-o", "dist/site", "--forms", "html,text,xml"),
    *(
        ("import", f"received.{ending}", "--date", "2022-01-01", "--work", "autre", "--dry-run")
        for ending in ("html", "md", "docx", "odt", "pdf")
    ),
    ("patch", "versions/essai/2020-01-01.fra.xml", "changes.json"),
)

FIRST = {one[0] for one in COMMANDS}


@pytest.fixture
def folder(cli: "Cli") -> "Cli":
    """Return commands in a folder in which everything names an address."""
    cli.write("versions/essai/2020-01-01.fra.xml", akn())
    cli.write(
        "versions/essai/2021-01-01.fra.xml", akn().replace("2020-01-01", "2021-01-01").replace("identifié", "changé")
    )
    cli.write("codetool.toml", '[look]\naddress = "http://127.0.0.1:9/"\ntemplates = "modeles"\n')
    cli.write("modeles/edition/_about.html", TEMPLATE)
    cli.write("own.sch", RULES)
    cli.write("received.html", page())
    cli.write("received.md", markdown())
    cli.write("received.docx", package("word-cross-references/source.docx", "word/_rels/document.xml.rels"))
    cli.write("received.odt", package("libreoffice-outline/source.odt", "content.xml"))
    cli.write("received.pdf", pdf())
    cli.write("changes.json", '{"format": "codetool-diff/1", "$schema": "http://127.0.0.1:9/"}')
    return cli


def run(
    folder: "Cli", arguments: tuple[str, ...], *before: str, hook: str = HOOK
) -> "subprocess.CompletedProcess[str]":
    command = [*before, sys.executable, "-P", "-c", hook, *arguments]
    environment = {**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))}
    ended = subprocess.run(command, cwd=folder.folder, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode in (0, 1, 2), ended.stderr
    assert "Traceback" not in ended.stderr
    return ended


@pytest.mark.slow
def test_no_command_asks_for_an_address(folder: "Cli") -> None:
    """One process runs all of them, and tells of every address that Python is asked for."""
    script = (
        "import json\nfrom codetool.cli.shell import run\nfor one in json.loads(sys.argv[1]): print(run(one), *one[:2])"
    )
    told = run(folder, (json.dumps(COMMANDS),), hook=HOOK.replace("from codetool.cli import main\nmain()", script))
    ends = [line for line in told.stdout.splitlines() if re.match(rf"[012] (?:{'|'.join(FIRST)}) ", line)]
    assert len(ends) == len(COMMANDS)
    refused = [line for line in ends if line.startswith("2")]
    assert refused == ["2 validate versions/essai/2020-01-01.fra.xml", "2 patch versions/essai/2020-01-01.fra.xml"]
    assert not (folder.folder / "asked.txt").exists(), (folder.folder / "asked.txt").read_text()
    assert (folder.folder / "dist/b.pdf").is_file()
    assert (folder.folder / "dist/site/index.html").is_file()


def test_the_hook_sees_who_asks(folder: "Cli") -> None:
    asks = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    run(folder, (), hook=HOOK.replace("from codetool.cli import main\nmain()", asks))
    assert (folder.folder / "asked.txt").read_text() == "socket.connect (('127.0.0.1', 9),)\n"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize(
    "command", [COMMANDS[1], COMMANDS[6], *COMMANDS[-6:-1]], ids=lambda command: " ".join(command[:2])
)
def test_no_library_below_python_does_either(folder: "Cli", command: tuple[str, ...]) -> None:
    """What libxml2, Pango or pdfium would ask for, no hook of Python's sees: the system does."""
    seen = folder.folder / "calls.txt"
    traced = ("strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,bind", "-o", str(seen))
    run(folder, command, *traced)
    calls = [line for line in seen.read_text().splitlines() if re.search(r"AF_INET|AF_INET6|\bsendto\(", line)]
    assert calls == []


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_the_trace_sees_who_asks(folder: "Cli") -> None:
    seen = folder.folder / "calls.txt"
    asks = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    run(folder, (), "strace", "-f", "-qq", "-e", "trace=connect", "-o", str(seen), hook=asks)
    assert "AF_INET" in seen.read_text()
