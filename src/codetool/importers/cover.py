"""The cover: title, federation, date and state, each in the element that names it; all other lines stay as they are."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from codetool.errors import RequestError
from codetool.findings import Finding, finding
from codetool.importers.build import element, line_elements, rich_element
from codetool.importers.headings import is_capitals
from codetool.importers.lines import Line
from codetool.importers.marked import MarkedText, joined, marked
from codetool.importers.markers import read_division
from codetool.importers.request import ImportRequest
from codetool.importers.rich import rich_nodes
from codetool.model.frbr import parse_date
from codetool.model.markup import Element, Node

_MONTHS = {
    # The names of the months on covers, without accents, in French, Dutch, German and English.
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12,
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8, "september": 9,
    "oktober": 10, "november": 11, "december": 12,
    "januar": 1, "februar": 2, "marz": 3, "august": 8, "dezember": 12,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10,
}  # fmt: skip
_DATE = re.compile(
    rf"\(?(?:(?:du|le|van|vom|of) )?(?:(?P<day>\d{{1,2}})(?:er|\.)? )?(?P<month>{'|'.join(_MONTHS)}) "
    r"(?P<year>\d{4})\)?\.?"
    r"|(?P<day2>\d{1,2})[./-](?P<month2>\d{1,2})[./-](?P<year2>\d{4})\.?"
)
_STATE = re.compile(
    r"\b(?:projet|avant-projet|version|brouillon|provisoire|mise à jour|màj|maj|"
    r"ontwerp|voorontwerp|versie|entwurf|fassung|draft)\b",
    re.IGNORECASE,
)
_STATE_WORDS = 10
_TITLED = re.compile(
    r"(?:avant-)?projet (?:de (?:code|loi|décret|règlement|charte|statuts|convention)|d['’](?:arrêté|ordonnance))\b|"
    r"(?:voor)?ontwerp van (?:\w+ )?(?:code|wet|decreet|besluit|reglement|handvest|statuten)|"
    r"(?:vor)?entwurf eine[rs] \w*(?:gesetz|kodex|ordnung|satzung)|draft (?:code|act|regulation|charter)\b",
    re.IGNORECASE,
)
"""The beginning of a title that says its state too: Projet de code …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The `preface` of a text, absent where it has no cover, and the draft mark and title printed there."""

    preface: Element | None
    mark: str = ""
    title: str = ""
    findings: tuple[Finding, ...] = ()


def build_cover(lines: Sequence[Line], request: ImportRequest) -> Cover:
    """Return the cover that the lines before the first head make up."""
    if not lines:
        return Cover(preface=None)
    titled = _title_lines(lines, request)
    title = joined(map(marked, lines[:titled]))
    shown = rich_element("docTitle", title.text, title.marks)
    children = [element("longTitle", element("p", shown), line=lines[0].number)] if titled else []
    mark = ""
    for group in _groups(lines[titled:], request):
        if group[0].table:
            children += line_elements(group)
            continue
        text = joined(map(marked, group))
        says_state = _says_state(group[0], text.text)
        if says_state:
            mark = mark or text.text.strip(" -–—()[]")
        told = group[0].told.date if group[0].told else ""
        inside = [element("docStatus", *_nodes(text))] if says_state else _named_nodes(text, request, told)
        children.append(element("p", *inside, line=group[0].number))
    return Cover(
        preface=element("preface", *children, line=lines[0].number),
        mark=mark,
        title=title.text,
        findings=tuple(_other_dates(lines, request)),
    )


def _says_state(line: Line, text: str) -> bool:
    """Tell whether a line says in what state the text is: by its words, unless its document tells what it is."""
    return line.told.element == "docStatus" if line.told and line.told.known else is_state(text)


def _other_dates(lines: Sequence[Line], request: ImportRequest) -> Iterator[Finding]:
    for line in lines:
        if is_date(line.text) and printed_date(line.text, request) != request.date:
            yield finding("cover-date", line=line.number, printed=line.text, date=request.date)


def is_state(text: str) -> bool:
    """Tell whether a line of the cover says in what state the text is.

    >>> is_state("- projet màj. 07.06.2001 -"), is_state("juin 2001")
    (True, False)
    >>> is_state("PROJET DE CODE DE DÉONTOLOGIE"), is_state("Projet du 1er mars 2020")
    (False, True)
    """
    return bool(_STATE.search(text)) and len(text.split()) <= _STATE_WORDS and not _TITLED.match(text)


def is_draft_title(text: str) -> bool:
    """Tell whether a title says that what it names is a draft.

    >>> is_draft_title("PROJET DE CODE DE DÉONTOLOGIE"), is_draft_title("Charte du projet de vie")
    (True, False)
    """
    return bool(_TITLED.match(text))


def is_date(text: str) -> bool:
    """Tell whether a line of the cover is a date.

    >>> is_date("juin 2001"), is_date("1er mai 2004"), is_date("en juin")
    (True, True, False)
    """
    return bool(_DATE.fullmatch(_plain(text)))


def printed_date(text: str, request: ImportRequest) -> str:
    """Return the day (yyyy-mm-dd) that a date on the cover stands for, an empty string where that is not known.

    A month without a day is the request's day if that lies in it.
    """
    found = _DATE.fullmatch(_plain(text))
    if not found:
        return ""
    month = _MONTHS[found["month"]] if found["month"] else int(found["month2"])
    start = f"{found['year'] or found['year2']}-{month:02}"
    day = found["day"] or found["day2"]
    if not day:
        return request.date if request.date.startswith(f"{start}-") else ""
    whole = f"{start}-{int(day):02}"
    try:
        return parse_date(whole).isoformat()
    except RequestError:
        return ""


def same_words(one: str, two: str) -> bool:
    """Tell whether two texts have the same letters, whatever their case and accents.

    >>> same_words("CODE  DE DEONTOLOGIE", "Code de déontologie")
    True
    """
    return _letters(one) == _letters(two)


def _title_lines(lines: Sequence[Line], request: ImportRequest) -> int:
    """Return how many lines make up the title: those that give the title asked for, else the first paragraph."""
    text = ""
    for count, line in enumerate(lines, start=1):
        text += line.text
        if request.title and same_words(text, request.title):
            return count
    count = 0
    for at, line in enumerate(lines):
        ended = line.table or (at and lines[at - 1].ends)
        apart = (
            ended or line.blanks or line.text.startswith("(") or is_capitals(lines[0].text) != is_capitals(line.text)
        )
        if (at and apart) or line.table or line.contents or _is_special(line.text, request):
            break
        count += 1
    return count


def _groups(lines: Sequence[Line], request: ImportRequest) -> list[list[Line]]:
    groups: list[list[Line]] = []
    apart = True
    for line in lines:
        special = line.contents or _is_special(line.text, request) or read_division(line.text) is not None
        if apart or special or line.blanks or line.table:
            groups.append([])
        groups[-1].append(line)
        apart = special or bool(line.ends) or line.table is not None
    return groups


def _is_special(text: str, request: ImportRequest) -> bool:
    return is_date(text) or is_state(text) or len(_named(text, request)) > 0


def _named_nodes(text: MarkedText, request: ImportRequest, told: str = "") -> list[Node]:
    """Return a line of the cover with its date, its state or the names in it marked up."""
    if is_date(text.text):
        day = printed_date(text.text, request) or printed_date(text.text, replace(request, date=told))
        # A docDate must have a day: where the cover gives none, its line stays as it is.
        return [element("docDate", *_nodes(text), date=day)] if day else _nodes(text)
    nodes: list[Node] = []
    end = 0
    for start, stop in _named(text.text, request):
        nodes += _nodes(text.part(end, start))
        nodes.append(element("organization", *_nodes(text.part(start, stop)), refersTo=f"#{request.author}"))
        end = stop
    return [*nodes, *_nodes(text.part(end, len(text.text)))]


def _nodes(text: MarkedText) -> list[Node]:
    return list(rich_nodes(text.text, text.marks)) if text.text or text.marks else []


def _named(text: str, request: ImportRequest) -> list[tuple[int, int]]:
    """Return where the federation's full and short names stand in a line of the cover."""
    found: list[tuple[int, int]] = []
    for name in (request.author_name, request.author_short):
        pattern = re.compile(rf"(?<!\w){re.escape(_plain(name))}(?!\w)")
        # Where nobody told a name, the id stands for it, and an id is only a word.
        for match in pattern.finditer(_plain(text)) if name and name != request.author else ():
            if all(match.end() <= start or match.start() >= stop for start, stop in found):
                found.append(match.span())
    return sorted(found)


def _plain(text: str) -> str:
    """Return the text in small letters without accents, each character in its place."""
    plain = (unicodedata.normalize("NFD", char)[0].lower() for char in text)
    return "".join(char[0] if char else " " for char in plain)


def _letters(text: str) -> str:
    return "".join(char for char in _plain(text) if char.isalnum())
