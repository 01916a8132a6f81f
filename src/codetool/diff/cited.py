"""The references of one provision: what its words cite, and where the links that stand there lead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codetool.akn.links import Link, linked_text
from codetool.diff.citations import Citation, Rank, Step, amends, read_citations
from codetool.diff.tokens import tokenize
from codetool.diff.units import Unit
from codetool.model.eid import number_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A reference: its steps, as `citations` reads them, and the link that stands there, if one does.

    `printed` begins at `start`, and may be more than the `words` that cite: "à l'article 3". `near` is where the words
    stand that count from here ("article précédent"), and `word` the one for what they count.
    """

    steps: tuple[Step, ...]
    start: int
    printed: str
    words: str
    href: str = ""
    line: int = 0
    to: int = 0
    near: tuple[int, int] = (0, 0)
    word: str = ""
    elsewhere: bool = False
    by_link: bool = False

    @property
    def shown(self) -> tuple[bool, ...]:
        """Tell of each step whether it is among the printed words: in "articles 3, a) et b)", b) shows no article."""
        return tuple(self.start <= step.start and step.end <= self.start + len(self.printed) for step in self.steps)


def cited_in(unit: Unit) -> list[Cited]:
    """Return the references in a unit's own text, in order."""
    linked = linked_text(unit.own)
    # Words that amend another text cite that text, unless a link says that it is this one.
    another = b"<quoted" in unit.own.xml or any(map(amends, linked.blocks))
    return [
        cited
        for text, links in zip(linked.blocks, linked.links, strict=True)
        for cited in sorted(_cited(text, links, another=another), key=lambda one: one.start)
    ]


def _cited(text: str, links: Sequence[Link], *, another: bool) -> Iterator[Cited]:
    taken: set[Link] = set()
    for citation in read_citations(text):
        if citation.start < 1 and citation.steps and citation.steps[0].rank is not Rank.ARTICLE:
            continue  # its own number, at the beginning of a paragraph or point
        over = [link for link in links if _is_over(link, citation)]
        link = max(over, key=lambda one: (one.href.count("__"), -one.start), default=None)
        taken.update(over)
        yield _joined(text, citation, link, elsewhere=citation.elsewhere or (another and link is None))
    yield from (_by_link(text, link) for link in links if link not in taken and link.href.startswith("#"))


def _is_over(link: Link, citation: Citation) -> bool:
    """Tell whether a link holds a number that a citation prints, or the words of one without any."""
    spans = [(step.start, step.end) for step in citation.steps if citation.start <= step.start < citation.end]
    return any(link.start < end and start < link.end for start, end in spans or [(citation.start, citation.end)])


def _joined(text: str, citation: Citation, link: Link | None, *, elsewhere: bool) -> Cited:
    start, end = citation.start, citation.end
    words = text[start:end].casefold()
    inside = link is not None and link.href.startswith("#")
    if link:
        start, end = min(start, link.start), max(end, link.end)
    return Cited(
        steps=citation.steps,
        start=start,
        printed=text[start:end],
        words=words,
        href=link.href if link else "",
        line=link.line if link else 0,
        to=citation.to,
        near=(citation.start, citation.end),
        word=_word(text[citation.start : citation.end]) if citation.to else "",
        elsewhere=elsewhere and not inside,
    )


def _word(text: str) -> str:
    return next((word for word in text.split() if word.casefold().startswith(("artic", "artik"))), "article")


def _by_link(text: str, link: Link) -> Cited:
    """Return a reference that only its link tells: what number in it may be that of what it leads to is a step each."""
    printed = text[link.start : link.end]
    at, steps = link.start, list[Step]()
    for token in tokenize(printed):
        if number := number_part(token.word):
            steps.append(Step(Rank.ARTICLE, number, at, at + len(token.word)))
        at += len(token.text)
    return Cited(
        steps=tuple(steps),
        start=link.start,
        printed=printed,
        words=printed.casefold(),
        href=link.href,
        line=link.line,
        by_link=True,
    )
