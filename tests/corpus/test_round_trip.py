"""Official law printed in every format and imported again: the same articles and the same words, in each of them.

Thirty documents of Luxembourg are printed as a publisher would: a heading for each division, a paragraph for each
alinéa with its number before it, tables as tables. LibreOffice turns the page into Word, LibreOffice and PDF files.
"""

import html
import subprocess
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.importers import Imported, ImportRequest, import_source
from codetool.model.eid import HIERARCHY, number_part
from codetool.model.markup import Element, Node
from codetool.model.provision import num_of
from codetool.model.text import fold_space, own_text, text_of

pytestmark = [pytest.mark.shared, pytest.mark.slow]

MOST = 30
LARGEST = 160_000
"""Bytes of a document at most, so that the test takes minutes and not hours; the largest has a hundred articles."""
FORMATS = ("txt", "html", "docx", "odt", "pdf")
WIDTH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paragraph as printed: a heading of level 1 to 6 (0: running text), or a table by its rows."""

    text: str = ""
    level: int = 0
    indent: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    def words(self) -> list[str]:
        """Return the words that a reader sees, a table's row by row."""
        return [word for text in (self.text, *(cell for row in self.rows for cell in row)) for word in text.split()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A document as printed; each of its articles by its number (`number_part`), with its words, the number first."""

    name: str
    printed: tuple[Printed, ...]
    articles: tuple[tuple[str, tuple[str, ...]], ...]


def print_law(path: Path) -> Law:
    """Return a document of the corpus as its publisher might print it."""
    document = unfold_expression(read_expression(path.read_bytes(), str(path))).document
    assert isinstance(document, Element)
    printed = [Printed(text=text, level=1) for text in paragraphs(document.child("preface"))]
    articles: list[tuple[str, tuple[str, ...]]] = []
    body = document.child("body")
    assert body is not None
    for child in body.children:
        printed += provision(child, 2, articles)
    return Law(name=path.parent.name, printed=tuple(printed), articles=tuple(articles))


def provision(node: Node, level: int, articles: list[tuple[str, tuple[str, ...]]]) -> Iterator[Printed]:
    """Yield a division with what is in it, or an article; note each article's words."""
    if not isinstance(node, Element):
        return
    if node.name == "article":
        own = list(article(node))
        articles.append((number_part(num_of(node)), tuple(word for one in own for word in one.words())))
        yield from own
        return
    head = " – ".join(text for text in (num_of(node), heading_of(node)) if text)
    if head:
        yield Printed(text=head, level=min(level, 6))
    for child in node.children:
        if isinstance(child, Element) and child.name in HIERARCHY:
            yield from provision(child, level + 1, articles)
        elif isinstance(child, Element) and child.name not in ("num", "heading"):
            yield from blocks(child, 0)


def article(node: Element) -> Iterator[Printed]:
    """Yield an article: its heading with its number if it has one, else the number before the first words."""
    if heading := heading_of(node):
        yield Printed(text=f"{num_of(node)} {heading}", level=6)
        yield from flow(node, "", 0)
    else:
        yield from flow(node, num_of(node), 0)


def heading_of(node: Element) -> str:
    """Return the heading of a provision."""
    heading = node.child("heading")
    return text_of(heading) if heading else ""


def flow(node: Element, before: str, indent: int) -> Iterator[Printed]:
    """Yield the paragraphs below a provision; `before` is the number that stands before the first of them."""
    for child in node.children:
        if not isinstance(child, Element) or child.name in ("num", "heading"):
            continue
        deeper = indent + 1 if child.name in ("point", "li", "item", "indent") else indent
        if child.name in HIERARCHY or child.name in ("intro", "wrapUp", "content"):
            number = " ".join(part for part in (before, num_of(child)) if part)
            printed = list(flow(child, number, deeper))
        else:
            printed = list(blocks(child, deeper, before))
        if printed:
            before = ""
        yield from printed
    if before:
        yield Printed(text=before, indent=indent)


def blocks(node: Element, indent: int, before: str = "") -> Iterator[Printed]:
    """Yield the paragraphs, lists and tables of running text."""
    match node.name:
        case "table":
            if before:
                yield Printed(text=before, indent=indent)
            yield Printed(rows=tuple(tuple(map(text_of, row.elements("td", "th"))) for row in rows_of(node)))
        case "ul" | "ol" | "blockList":
            for item in node.elements():
                mark = num_of(item) if isinstance(item, Element) and item.child("num") else "–"
                yield Printed(text=fold_space(f"{before} {mark} {text_of(item)}"), indent=indent + 1)
                before = ""
        case "p":
            yield Printed(text=fold_space(f"{before} {text_of(node)}"), indent=indent)
        case _:
            for text in paragraphs(node):
                yield Printed(text=fold_space(f"{before} {text}"), indent=indent)
                before = ""


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table."""
    return (one for one in table.descendants() if one.name == "tr")


def paragraphs(node: Element | None) -> Iterator[str]:
    """Yield the text of each paragraph."""
    for one in node.descendants() if node else ():
        if one.name in ("p", "li") and (text := text_of(one)):
            yield text


def as_text(law: Law) -> str:
    """Return the law as plain text, wrapped, with an empty line between paragraphs."""
    return "\n\n".join("\n".join(text_lines(one)) for one in law.printed) + "\n"


def text_lines(one: Printed) -> list[str]:
    """Return a paragraph as lines of plain text."""
    if one.rows:
        return [" ".join(row) for row in one.rows]
    return textwrap.wrap(
        one.text, WIDTH, initial_indent=" " * 4 * one.indent, subsequent_indent=" " * 4 * one.indent,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


def as_html(law: Law) -> str:
    """Return the law as a page."""
    body = "\n".join(html_block(one) for one in law.printed)
    head = '<head><meta charset="utf-8"><title>Loi</title></head>'
    return f'<!DOCTYPE html>\n<html lang="fr">{head}<body>{body}</body></html>'


def html_block(one: Printed) -> str:
    """Return a heading, a paragraph or a table of a page."""
    if one.rows:
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in one.rows)
        return f'<table border="1">{rows}</table>'
    name = f"h{one.level}" if one.level else "p"
    style = f' style="margin-left: {one.indent}cm"' if one.indent else ""
    return f"<{name}{style}>{html.escape(one.text, quote=False)}</{name}>"


@pytest.fixture(scope="module")
def laws(shared: Path) -> list[Law]:
    """Return thirty laws: every second work by name, its first version."""
    works = sorted(path for path in (shared / "corpora/legilux").iterdir() if path.is_dir())
    firsts = [min(work.glob("*.xml")) for work in works]
    chosen = [path for path in firsts if path.stat().st_size <= LARGEST][::2][:MOST]
    assert len(chosen) == MOST
    return [print_law(path) for path in chosen]


@pytest.fixture(scope="module")
def printed(laws: list[Law], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every law in every format."""
    folder = tmp_path_factory.mktemp("printed")
    for law in laws:
        (folder / f"{law.name}.txt").write_text(as_text(law), encoding="utf-8")
        (folder / f"{law.name}.html").write_text(as_html(law), encoding="utf-8")
    pages = sorted(folder.glob("*.html"))
    convert(folder, "odt:writer8", pages, "--infilter=HTML (StarWriter)")
    convert(folder, "docx:MS Word 2007 XML", sorted(folder.glob("*.odt")))
    convert(folder, "pdf:writer_pdf_Export", sorted(folder.glob("*.odt")))
    return folder


def convert(folder: Path, target: str, sources: Sequence[Path], *options: str) -> None:
    """Let LibreOffice turn files into another format."""
    home = f"-env:UserInstallation=file://{folder}/office"
    command = ["soffice", "--headless", home, *options, "--convert-to", target, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=600)


def import_law(law: Law, folder: Path, form: str) -> Imported:
    """Return what import makes of a law in one format."""
    request = ImportRequest(
        date="2020-01-01", work="loi", iri="/akn/lu/act/loi/2020-01-01/essai", title="", author="essai",
        author_short="essai", author_name="essai", country="lu", status="adopted",
    )  # fmt: skip
    name = f"{law.name}.{form}"
    return import_source((folder / name).read_bytes(), name, request)


def articles_of(imported: Imported) -> list[tuple[str, tuple[str, ...]]]:
    """Return the articles of an import: number and words."""
    found = [one for one in imported.expression.root.descendants() if one.name == "article"]
    return [(number_part(num_of(one)), (*num_of(one).split(), *own_text(one).split())) for one in found]


@pytest.mark.parametrize("form", FORMATS)
def test_every_law_comes_back(laws: list[Law], printed: Path, form: str) -> None:
    wrong = []
    for law in laws:
        imported = import_law(law, printed, form)
        words = [word for one in law.printed for word in one.words()]
        assert imported.ledger.balanced, (law.name, imported.ledger.lost, imported.ledger.added)
        assert not list(check_schema(write_expression(imported.expression))), law.name
        assert text_of(imported.expression.root, without=frozenset({"meta"})).split() == words, law.name
        wrong += [law.name] if tuple(articles_of(imported)) != law.articles else []

    assert wrong == []
