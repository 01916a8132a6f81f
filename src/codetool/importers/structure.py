"""Lines to the parts of a document: its cover, preamble, text, closing and annexes; those that hold text, to blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codetool.errors import StructureError
from codetool.findings import Finding
from codetool.importers.annexes import AnnexHead, find_annexes
from codetool.importers.blocks import Block, BlockKind
from codetool.importers.closing import find_closing
from codetool.importers.contents import contents_kept, mark_contents
from codetool.importers.layout import ready_lines
from codetool.importers.lines import Line
from codetool.importers.marked import MarkedText
from codetool.importers.markers import ArticleStyle
from codetool.importers.missed import closing_joined, glued_numbers, heads_not_taken
from codetool.importers.passage import read_passage
from codetool.importers.preamble import find_preamble
from codetool.importers.survey import survey
from codetool.importers.told import is_told, read_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex: its head, its blocks, and the lines of its closing."""

    head: AnnexHead
    blocks: tuple[Block, ...]
    closing: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The parts of a document in their order, as lines or as blocks, and what was noticed on the way."""

    cover: tuple[Line, ...]
    blocks: tuple[Block, ...]
    preamble: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    annexes: tuple[Annex, ...] = ()
    findings: tuple[Finding, ...] = ()


def find_structure(lines: Sequence[Line], place: str = "") -> Structure:
    """Return the parts of a document; raise StructureError, with what was seen, where no article can be found.

    >>> texts = ("Titre 1 – Objet", "1.1 Le code lie", "tous.")
    >>> lines = [Line(text=text, number=number) for number, text in enumerate(texts, start=1)]
    >>> [(block.kind.name, block.num, block.heading or block.text) for block in find_structure(lines).blocks]
    [('DIVISION', 'Titre 1 –', 'Objet'), ('ARTICLE', '1.1', ''), ('TEXT', '', 'Le code lie tous.')]
    """
    if is_told(lines):
        return _told_structure(lines)
    ready = mark_contents(ready_lines(lines))
    view = survey(ready)
    whole = read_passage(view)
    last = _last_article(whole.blocks)
    if last is None:
        raise _no_article(ready, whole.blocks, place)
    annexes = find_annexes(view, whole.blocks)
    end = annexes[0].at if annexes else len(ready)
    if annexes:
        view = survey(ready[:end])
        whole = read_passage(view)
        last = _last_article(whole.blocks) or last
    closing = find_closing(view, _below(ready[:end], last.line), end)
    passage = read_passage(view, end=closing) if closing < end else whole
    taken = {block.line for block in whole.blocks if block.kind is BlockKind.ARTICLE}
    found = list(_annexes(ready, annexes, view.style))
    cover = find_preamble(ready[: passage.start])
    findings = (
        *contents_kept(ready),
        *passage.findings,
        *heads_not_taken(view, taken, passage.contents),
        *closing_joined(view, last.line, closing),
        *glued_numbers(view, passage.start, closing),
        *(one for _, told in found for one in told),
    )
    return Structure(
        cover=ready[:cover],
        preamble=ready[cover : passage.start],
        blocks=passage.blocks,
        closing=ready[closing:end],
        annexes=tuple(annex for annex, _ in found),
        findings=tuple(sorted(findings, key=lambda found: found.line)),
    )


def _told_structure(lines: Sequence[Line]) -> Structure:
    """Return the parts of a document of our own making."""
    found = read_parts(lines)
    text, *annexes = found.parts
    return Structure(
        cover=found.cover,
        preamble=found.preamble,
        blocks=text.blocks,
        closing=text.closing,
        annexes=tuple(
            Annex(head=one.head, blocks=one.blocks, closing=one.closing) for one in annexes if one.head is not None
        ),
    )


def _below(lines: Sequence[Line], number: int) -> int:
    """Return the place of the first line below the one of that number."""
    return 1 + max((at for at, line in enumerate(lines) if line.number <= number), default=0)


def _last_article(blocks: Sequence[Block]) -> Block | None:
    return next((block for block in reversed(blocks) if block.kind is BlockKind.ARTICLE), None)


def _annexes(
    ready: Sequence[Line], heads: Sequence[AnnexHead], style: ArticleStyle
) -> Iterator[tuple[Annex, tuple[Finding, ...]]]:
    # Bare figures are those of lists there; a § is an article only where it is one in the text too.
    styles = {ArticleStyle.NAMED, style} & {ArticleStyle.NAMED, ArticleStyle.SIGN}
    for at, head in enumerate(heads):
        end = heads[at + 1].at if at + 1 < len(heads) else len(ready)
        view = survey(ready[head.at + head.taken : end], tuple(styles))
        closing = find_closing(view, min(1, len(view.lines)), len(view.lines))
        held = MarkedText() if head.heading.text else head.heading
        passage = read_passage(view, bare=True, end=closing, held=held)
        yield Annex(head=head, blocks=passage.blocks, closing=tuple(view.lines[closing:])), passage.findings


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
