"""Drafts for comparison, written as a reader sees them and turned into Akoma Ntoso."""

import re
from collections.abc import Callable, Iterator
from html import escape

import pytest

from codetool.akn.read import read_expression
from codetool.diff import ChangeSet, Correspondence, Op, compare
from codetool.model.eid import make_eid, number_part
from codetool.model.expression import Expression

_LINE = re.compile(
    r"(?P<indent> *)(?P<num>TITRE \w+|\d+(?:\.\d+)*\.?(?= )|[a-z]\)|(?=\w*\{))?(?: ?\{(?P<ids>[^}]*)\})? ?(?P<text>.*)"
)

Draft = Callable[..., Expression]


def _ids(given: str | None, made: str) -> str:
    """Return the attributes: `{}` has none, `{eId=a wId=b}` has those, nothing at all has the eId of the number."""
    pairs = [f"eId={made}"] if given is None else given.split()
    return "".join(' {}="{}"'.format(*pair.split("=", 1)) for pair in pairs)


def _blocks(lines: list[re.Match[str]], parent: str) -> Iterator[str]:
    for line in lines:
        text = f"<p>{line['text']}</p>"
        if not line["num"]:
            yield f"<paragraph><content>{text}</content></paragraph>"
        else:
            ids = _ids(line["ids"], make_eid("point", number_part(line["num"]), parent))
            yield f"<point{ids}><num>{line['num']}</num><content>{text}</content></point>"


def _article(head: re.Match[str], inside: list[re.Match[str]]) -> str:
    made = make_eid("article", number_part(head["num"]))
    num = f"<num>{head['num']}</num>" if head["num"] else ""
    if not inside:
        body = f"<content><p>{head['text']}</p></content>"
    else:
        body = f"<intro><p>{head['text']}</p></intro>" + "".join(_blocks(inside, made))
    return f"<article{_ids(head['ids'], made)}>{num}{body}</article>"


def _body(draft: str) -> Iterator[str]:
    lines = [found for line in draft.strip("\n").splitlines() if (found := _LINE.fullmatch(line)) and line.strip()]
    open_title = False
    for i, line in enumerate(lines):
        if line["indent"]:
            continue
        if (line["num"] or "").startswith("TITRE"):
            yield "</title>" if open_title else ""
            made = make_eid("title", number_part(line["num"]))
            heading = f"<heading>{line['text']}</heading>" if line["text"] else ""
            yield f"<title{_ids(line['ids'], made)}><num>{line['num']}</num>{heading}"
            open_title = True
        else:
            end = next((j for j in range(i + 1, len(lines)) if not lines[j]["indent"]), len(lines))
            yield _article(line, lines[i + 1 : end])
    yield "</title>" if open_title else ""


def akn(body: str, *, front: str = "", iri: str = "/akn/be/act/code/essai/2020-01-01/essai/fra@2020-01-01") -> str:
    """Return a small document around the XML of a body."""
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta>'
        f'<identification source="#a"><FRBRExpression><FRBRuri value="{escape(iri)}"/></FRBRExpression>'
        f"</identification></meta>{front}<body>{body}</body></act></akomaNtoso>"
    )


@pytest.fixture
def code() -> Draft:
    """Return what makes an Expression of a draft: titles, articles, and indented points and paragraphs, a line each."""

    def read(draft: str) -> Expression:
        return read_expression(akn("".join(_body(draft))).encode())

    return read


@pytest.fixture
def act() -> Draft:
    """Return what makes an Expression of the XML of a body, and of what stands before it."""

    def read(body: str, *, front: str = "") -> Expression:
        return read_expression(akn(body, front=front).encode())

    return read


def told_row(row: Correspondence) -> str:
    """Return a row on one line: numbers (else labels), kinds, and the changed words with their marks."""
    old, new = (", ".join(place.num or place.eid for place in side) or "nothing" for side in (row.old, row.new))
    kinds = ", ".join(kind.value for kind in row.kinds)
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    changed = any(segment.op is not Op.EQUAL for segment in row.segments)
    text = "".join(marks[segment.op].format(segment.text) for segment in row.segments)
    kinds += " (consequential)" if row.consequential else ""
    kinds += " (markup)" if row.markup else ""
    return f"{old} -> {new}: {kinds}" + (f" | {text}" if changed and row.old and row.new else "")


@pytest.fixture
def told(code: Draft) -> Callable[[str, str], list[str]]:
    """Return what compares two drafts and tells each article's row on a line."""

    def compared(old: str, new: str) -> list[str]:
        changes: ChangeSet = compare(code(old), code(new))
        return [told_row(row) for row in changes.articles]

    return compared


@pytest.fixture
def told_changes() -> Callable[[ChangeSet], str]:
    """Return what tells a whole comparison: articles, what else changed, references gone stale."""

    def tell(changes: ChangeSet) -> str:
        lines = [told_row(row) for row in changes.articles]
        lines += [f"({(row.new or row.old)[0].name}) {told_row(row)}" for row in changes.others if row.is_change]
        lines += [f"(stale) in {one.num} {one.printed}: {one.was} -> {one.now or 'nothing'}" for one in changes.stale]
        return "\n".join(line for line in lines if not line.startswith("(meta)")) + "\n"

    return tell
