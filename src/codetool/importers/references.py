"""References in running text: provisions of the same text, and other acts with their articles."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from codetool.importers.citing import find_citations
from codetool.importers.elsewhere import NAMED_BEFORE, follows_act, is_qualified, means_another
from codetool.importers.outside import Act, Library
from codetool.importers.places import Place
from codetool.importers.provisions import Provisions
from codetool.importers.steps import Branch, Citation, How, Step
from codetool.importers.vocabulary import AMBIGUOUS, AND, OF, SELF_TEXT, Kind
from codetool.model.eid import number_part

_REMEMBERED = 20
"""Acts before a citation among which “the same law” is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stretch of a text that refers to something; `href` is empty where that could not be found.

    `key` names the entry of the references that the link needs; `up_to` is the end of a range that begins at `href`.
    `missing` is the part that the provision at `href` does not have.
    """

    start: int
    end: int
    href: str = ""
    key: str = ""
    up_to: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """What finds the references of one document; a preamble cites other acts only."""

    provisions: Provisions
    library: Library

    def find_links(self, text: str, at: Place, *, preamble: bool = False) -> list[Link]:
        """Return the references in a text that stands at a place, in order; a range stands before its two ends."""
        acts = self.library.find_acts(text)
        search = _Search(finder=self, text=text, at=at, acts=acts, preamble=preamble)
        cited = search.all_links()
        free = _Free((link.start, link.end) for link in cited)
        named = [
            Link(start=act.start, end=act.end, href=act.href, key=act.key)
            for act in acts
            if free.at(act.start, act.end)
        ]
        return sorted((*named, *cited), key=lambda link: (link.start, -link.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """The search in one text."""

    finder: Finder
    text: str
    at: Place
    acts: Sequence[Act]
    preamble: bool

    def all_links(self) -> list[Link]:
        """Return the links of all citations; those without a target are to be told."""
        citations = [one for one in find_citations(self.text) if not self._in_act(one)]
        acts = [self._act_of(one) for one in citations]
        # Article 6 and articles 8 to 12 of the directive: whose article 6 that is, nobody can tell.
        for at in range(len(citations) - 2, -1, -1):
            between = AND.fullmatch(self.text, citations[at].end, citations[at + 1].start)
            if between and acts[at] == (None, 0) and acts[at + 1][1] > citations[at + 1].end:
                acts[at] = (None, citations[at].end)
        return [link for one, (act, end) in zip(citations, acts, strict=True) for link in self._links(one, act, end)]

    def _in_act(self, citation: Citation) -> bool:
        before = self._before(citation.start + 1)
        return before is not None and citation.start < before.end

    def _before(self, at: int) -> Act | None:
        """Return the last act that begins before a character."""
        place = bisect_left(self.acts, at, key=_start_of)
        return self.acts[place - 1] if place else None

    def _after(self, at: int) -> Act | None:
        """Return the first act that begins at a character or after it."""
        place = bisect_left(self.acts, at, key=_start_of)
        return self.acts[place] if place < len(self.acts) else None

    def _links(self, citation: Citation, act: Act | None, end: int) -> Iterator[Link]:
        if act is not None:
            yield from self._outside(citation, act, end)
        elif end or (self.preamble and citation.branches[0].steps[0].how is How.NUMBER):
            yield from self._untold(citation)
        else:
            yield from self._inside(citation)

    def _act_of(self, citation: Citation) -> tuple[Act | None, int]:
        """Return the act that is cited, and where its name ends; an end without an act tells that it is not known."""
        text, end = self.text, citation.end
        of = OF.match(text, end)
        begins = of.end() if of else end + (text[end : end + 1] in " \u00a0\u202f")
        act = self._after(begins)
        if act and (act.start == begins or (of and is_qualified(text, begins, act.start))):
            return act, act.end
        if again := NAMED_BEFORE.match(text, end):
            return self._act_before(again["noun"], citation.start), again.end()
        if of and SELF_TEXT.match(text, of.end()):
            return None, 0
        if before := self._act_just_before(citation):
            return before, end
        return None, end * means_another(text, citation.start, end, (act,) if act else ())

    def _act_before(self, noun: str, end: int) -> Act | None:
        """Return the act of that kind named last in the text before, the only one of its kind."""
        stem = noun.casefold()
        place = bisect_left(self.acts, end, key=_start_of)
        before = self.acts[max(0, place - _REMEMBERED) : place]
        found = {one.href: one for one in before if self.text[one.start : one.end].casefold().startswith(stem)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _act_just_before(self, citation: Citation) -> Act | None:
        act = self._before(citation.start)
        if act is None or act.end >= citation.start:
            return None
        if self.preamble:
            return act if citation.branches[0].steps[0].how is How.NUMBER else None
        return act if follows_act(self.text, act.end, citation.start) else None

    def _outside(self, citation: Citation, act: Act, end: int) -> Iterator[Link]:
        """Yield a link for each article of another act; the last one holds that act's name too."""
        articles = [one for branch in citation.branches for one in branch.steps if _is_article(one)]
        last = citation.branches[-1].steps
        for step in articles:
            if step.start < 0:
                continue
            portion = f"{act.href}/~art_{number_part(step.number)}" if act.href and not act.key else act.href
            inside = act.start >= citation.end and step is articles[-1] and step in last
            stop = max(act.end, end) if inside else self._stop(citation, step)
            yield Link(start=step.start, end=stop, href=portion, key=act.key)

    def _stop(self, citation: Citation, step: Step) -> int:
        """Return where what is said of one article ends: its paragraphs and points are part of it."""
        for branch in citation.branches:
            if step in branch.steps:
                return max(one.end for one in branch.steps)
        return step.end

    def _untold(self, citation: Citation) -> Iterator[Link]:
        if any(one.word not in AMBIGUOUS and one.word for branch in citation.branches for one in branch.steps):
            yield Link(start=citation.start, end=citation.end)

    def _inside(self, citation: Citation) -> Iterator[Link]:
        before: Link | None = None
        until = told = False
        for branch in citation.branches:
            link = self._link(branch)
            if link and (not link.href or link.missing):
                # One word on what a citation lacks is enough.
                link = link if not told else replace(link, missing="") if link.href else None
                told = True
            if link and until and before and before.href and link.href and not link.up_to:
                yield Link(start=before.start, end=link.end, href=before.href, up_to=link.href)
            if before:
                yield before
            before, until = link, branch.until
        if before:
            yield before

    def _link(self, branch: Branch) -> Link | None:
        steps = branch.steps
        own = [step for step in steps if step.start >= 0]
        if len(steps) == 1 and steps[0].count > 1:
            ends = self.finder.provisions.many(steps[0], self.at)
            href, up_to = (f"#{ends[0].eid}", f"#{ends[1].eid}") if ends else ("", "")
            return Link(start=own[0].start, end=own[0].end, href=href, up_to=up_to)
        found = self.finder.provisions.find(steps, self.at)
        taken = [step for step in steps[: found.steps] if step.start >= 0]
        start, end = min(step.start for step in own), max(step.end for step in own)
        missing = steps[found.steps] if found.steps < len(steps) else None
        if not found.place or not found.place.eid or not taken:
            return None if branch.weak or _ambiguous(steps) else Link(start=start, end=end)
        stop = max(step.end for step in taken)
        soft = (
            missing is not None
            and (not missing.word or missing.word in AMBIGUOUS)
            and missing.form in ("bracket", "dotted", "plain")
        )
        return Link(
            start=min(step.start for step in taken),
            end=_with_point(self.text, stop, found.place.num),
            href=f"#{found.place.eid}",
            missing=self.text[start:end] if missing and not soft else "",
        )


def _start_of(act: Act) -> int:
    return act.start


class _Free:
    """The stretches of a text that nothing stands in."""

    def __init__(self, taken: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(taken):
            if not self._ends or start >= self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)
            else:
                self._ends[-1] = max(self._ends[-1], end)

    def at(self, start: int, end: int) -> bool:
        """Tell whether nothing stands from a start up to an end."""
        place = bisect_left(self._starts, end)
        return not place or self._ends[place - 1] <= start


def _is_article(step: Step) -> bool:
    return step.kind is Kind.ARTICLE and step.how is How.NUMBER


def _ambiguous(steps: Sequence[Step]) -> bool:
    """Tell whether what was not found may be no reference at all: point 3 of the agenda, au 1°."""
    return all(step.word in AMBIGUOUS or not step.word for step in steps) and not any(
        "." in step.number.rstrip(".") for step in steps
    )


def _with_point(text: str, end: int, num: str) -> int:
    """Return where a number ends: a final point is the number's, unless it ends the sentence."""
    if not num.endswith(".") or text[end : end + 1] != ".":
        return end
    after = text[end + 1 :].lstrip('»"” \u00a0\u202f')
    ends = not after or (text[end + 1].isspace() and after[0].isupper())
    return end if ends else end + 1
