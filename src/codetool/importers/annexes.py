"""Annexes: where each begins, its number and heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codetool.importers.blocks import Block, BlockKind
from codetool.importers.headings import heading_lines, is_capitals, reads_as_heading
from codetool.importers.lines import Line
from codetool.importers.marked import MarkedText, joined, marked
from codetool.importers.markers import ArticleStyle, read_article
from codetool.importers.numbers import Fit, fit_of
from codetool.importers.sentences import asks_number, ends_sentence, goes_on
from codetool.importers.survey import View

_S = "[ \u00a0\u202f]"
_ANNEX = re.compile(
    r"(?P<num>(?:Annexes?|ANNEXES?|Appendices?|APPENDICES?|Appendix|APPENDIX|Bijlagen?|BIJLAGEN?|Anlagen?|ANLAGEN?"
    rf"|Anhang|ANHANG|Annex|ANNEX|Schedule|SCHEDULE)(?:{_S}(?:n°|N°|nr\.?|Nr\.?){_S}?)?"
    rf"(?:{_S}(?P<number>(?:(?:\d{{1,3}}|[IVXLC]+)(?:er|ère|re)?|[A-Z])(?:bis|ter)?)(?![\w’']))?(?P<mark>{_S}?[.:])?(?:{_S}?[–—-]+)?)"
    rf"(?:{_S}+(?P<rest>.*))?$"
)
_FOLLOWING = 8
"""Lines below the head of an annex in which its heading may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexHead:
    """The head of an annex: its line, its number as printed and bare, its heading and how many lines they take."""

    at: int
    line: int
    num: str
    number: str
    heading: MarkedText
    taken: int


def find_annexes(view: View, blocks: Sequence[Block]) -> list[AnnexHead]:
    """Return the heads of annexes after the first article; `blocks` are those of the text read without regard to them.

    A line that an article follows which continues the text's own series is none.
    """
    articles = [block for block in blocks if block.kind is BlockKind.ARTICLE]
    if not articles:
        return []
    return [head for head in _heads(view, articles[0].line) if not _goes_on_after(head, articles, view.style)]


def bare_number_of(text: str) -> tuple[str, str]:
    """Return the number that an annex's head begins with, as printed and bare; all of the text where none is read.

    >>> bare_number_of("Annexe II – Les délais"), bare_number_of("Modèle")
    (('Annexe II –', 'II'), ('Modèle', ''))
    """
    found = _ANNEX.match(text)
    return (found["num"], found["number"] or "") if found else (text, "")


def _heads(view: View, first: int) -> Iterator[AnnexHead]:
    for at, line in enumerate(view.lines):
        found = _ANNEX.match(line.text) if line.number > first and at else None
        apart = found and (_stands_apart(line, view.lines[at - 1], found) or _names_its_act(view, at, found))
        if found and apart and view.is_open(at):
            rest = marked(line).tail(len(found["rest"] or ""))
            after = _below(view, at + 1)
            taken = heading_lines(rest.text, after, view.margin.width, ends=line.ends)
            heading = joined((rest, *map(marked, after[:taken])))
            yield AnnexHead(
                at=at,
                line=line.number,
                num=found["num"],
                number=found["number"] or "",
                heading=heading,
                taken=1 + taken,
            )


def _below(view: View, start: int) -> list[Line]:
    below: list[Line] = []
    for line in view.lines[start : start + _FOLLOWING]:
        if line.table or _ANNEX.match(line.text) or view.is_head(start + len(below)):
            break
        below.append(line)
    return below


def _stands_apart(line: Line, before: Line, found: re.Match[str]) -> bool:
    rest = found["rest"] or ""
    told = line.level > 0 or line.page_break or (line.ends is True and (line.centered or line.bold))
    if not (told or line.blanks or before.ends or ends_sentence(before.text)):
        return False
    if before.ends is None and not told and (asks_number(before.text) or goes_on(before.text)):
        return False
    separated = found["num"] != found["num"].rstrip(" .:–—-\u00a0\u202f")
    named = separated and line.blanks and reads_as_heading(rest[:1].upper() + rest[1:])  # Annexe : liste des outils
    if rest and not named and not reads_as_heading(rest):
        return told and not ends_sentence(rest)
    return told or not rest or separated or is_capitals(found["num"])


_ACT = re.compile(
    r"(?:à|aux?|bij|zu[mr]?|to)\b[^.;:,]*\b(?:lois?|décrets?|ordonnances?|arrêtés?|règlements?|codes?|statuts|conventions?"
    r"|décisions?|délibérations?|directives?|charte|articles?|artikel(?:en|s)?|wet|decreet|besluit|reglement|verordening"
    r"|statuten|gesetz|verordnung|satzung|act|regulations?|rules|by-?laws)\b",
    re.IGNORECASE,
)


def _names_its_act(view: View, at: int, found: re.Match[str]) -> bool:
    """Tell whether a line by itself says whose annex follows, in the manner of "Annexe à l'arrêté du 3 mars 2024"."""
    line, after = view.lines[at], view.lines[at + 1] if at + 1 < len(view.lines) else None
    alone = after is None or after.blanks or line.ends is True or not after.text[:1].islower()
    apart = line.blanks or line.page_break or line.ends is True
    return bool(apart and alone and _ACT.match(found["rest"] or "") and not ends_sentence(found["rest"]))


def _goes_on_after(head: AnnexHead, articles: Sequence[Block], style: ArticleStyle) -> bool:
    """Tell whether the first article after a head continues the series of those before it."""
    before = [block for block in articles if block.line < head.line]
    after = next((block for block in articles if block.line > head.line), None)
    last = read_article(before[-1].num, style) if before else None
    following = read_article(after.num, style) if after else None
    return bool(last and following and fit_of(following.number, last.number) is Fit.NEXT)
