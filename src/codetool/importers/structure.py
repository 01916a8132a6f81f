"""Lines to the parts of a document: its cover, preamble, text, closing and annexes; those that hold text, to blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

from codetool.errors import StructureError
from codetool.findings import Finding
from codetool.importers.blocks import Block, BlockKind
from codetool.importers.layout import ready_lines
from codetool.importers.lines import Line
from codetool.importers.missed import closing_joined, heads_not_taken
from codetool.importers.passage import read_passage
from codetool.importers.survey import survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The lines of the cover, the blocks of the text in its order, and what was noticed on the way."""

    cover: tuple[Line, ...]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()


def find_structure(lines: Sequence[Line], place: str = "") -> Structure:
    """Return the blocks of a text; raise StructureError, with what was seen, where no article can be found.

    >>> texts = ("Titre 1 – Objet", "1.1 Le code lie", "tous.")
    >>> lines = [Line(text=text, number=number) for number, text in enumerate(texts, start=1)]
    >>> [(block.kind.name, block.num, block.heading or block.text) for block in find_structure(lines).blocks]
    [('DIVISION', 'Titre 1 –', 'Objet'), ('ARTICLE', '1.1', ''), ('TEXT', '', 'Le code lie tous.')]
    """
    ready = ready_lines(lines)
    view = survey(ready)
    passage = read_passage(view)
    if not any(block.kind is BlockKind.ARTICLE for block in passage.blocks):
        raise _no_article(ready, passage.blocks, place)
    taken = {block.line for block in passage.blocks if block.kind is BlockKind.ARTICLE}
    findings = (
        *passage.findings,
        *heads_not_taken(view, taken, passage.contents),
        *closing_joined(view, max(taken)),
    )
    return Structure(
        cover=ready[: passage.start],
        blocks=passage.blocks,
        findings=tuple(sorted(findings, key=lambda found: found.line)),
    )


def _no_article(lines: Sequence[Line], blocks: Sequence[Block], place: str) -> StructureError:
    headings = [f"{block.num} {block.heading}".strip() for block in blocks if block.kind is BlockKind.DIVISION]
    first = lines[0].text if lines else ""
    seen = (
        f"; headings: {len(headings)}, the first “{_cut(headings[0])}”"
        if headings
        else "; no heading of a title or chapter"
    )
    return StructureError(
        "no article was found in {lines} lines and {words} words (the first line: “{first}”{seen})",
        "Number the articles, each at the beginning of a line: Article 1er. –, Art. 2, 1.1, 2.1. or § 1.",
        place=place,
        lines=len(lines),
        words=sum(len(line.text.split()) for line in lines),
        first=_cut(first),
        seen=seen,
    )


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
