"""A real law amended at random, with the truth of what was done.

Some of its articles are cut in two, others joined, taken out, moved or reworded, articles of another law are put in;
and all are numbered anew, or none.
"""

import random
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from codetool.model.markup import AKN_NAMESPACE

_AKN = f"{{{AKN_NAMESPACE}}}"
_KEY = "key"
"""The attribute that says who an article is, while it is worked on."""

_LEAST_ARTICLES = 12
_MOST_BYTES = 400_000
_PART = 12
"""Words that a part of a cut or joined article has at least."""

_WORDS = """membre conseil autorité demande décision délai procédure conditions notamment également dûment préalablement
    exceptionnellement écrite motivée spéciale commission directeur bureau titulaire""".split()
Element = Any
"""An element of lxml's, which has no public type."""


@dataclass(slots=True, kw_only=True)
class AmendedLaw:
    """A law before and after, the keys of its articles in order on both sides, and which key became which."""

    old: bytes
    new: bytes
    keys: tuple[list[str], list[str]]
    became: dict[str, set[str]] = field(default_factory=dict)

    def pairs(self) -> set[tuple[str, str]]:
        """Return each old article with each new one that holds a part of it."""
        return {(one, other) for one, others in self.became.items() for other in others}


def articles_of(root: Element) -> list[Element]:
    """Return the articles of a law, those that it quotes left out."""
    around = (f"{_AKN}quotedStructure", f"{_AKN}article", f"{_AKN}embeddedStructure")
    return [one for one in root.iter(f"{_AKN}article") if not any(up.tag in around for up in one.iterancestors())]


def amend(seed: int, laws: list[Path]) -> AmendedLaw:
    """Return one of the laws and what a random amendment makes of it; the same seed does the same."""
    rng = random.Random(f"law {seed}")  # noqa: S311 - the same amendment each time, no secret
    law, root = _drawn(rng, laws)
    for place, article in enumerate(articles_of(root)):
        article.set(_KEY, str(place))
    old = deepcopy(root)
    keys = [article.get(_KEY) for article in articles_of(old)]
    amending = _Amending(rng, root, {key: {key} for key in keys})
    amending.amend(_drawn(rng, [one for one in laws if one.parent != law.parent])[1])
    if rng.random() < 0.5:  # noqa: PLR2004 - half of the laws are numbered anew
        _number_anew(root)
    new_keys = [article.get(_KEY) for article in articles_of(root)]
    return AmendedLaw(old=_written(old), new=_written(root), keys=(keys, new_keys), became=amending.became)


def _drawn(rng: random.Random, laws: list[Path]) -> tuple[Path, Element]:
    while True:
        law = rng.choice(laws)
        if law.stat().st_size <= _MOST_BYTES:
            root = etree.fromstring(law.read_bytes())
            if len(articles_of(root)) >= _LEAST_ARTICLES:
                return law, root


def _written(root: Element) -> bytes:
    for article in root.iter(f"{_AKN}article"):
        article.attrib.pop(_KEY, None)
    written: bytes = etree.tostring(root)
    return written


def _number_anew(root: Element) -> None:
    for place, article in enumerate(articles_of(root), 1):
        was, now = article.get("eId", ""), f"art_{place}"
        for element in article.iter(f"{_AKN}*"):
            element.attrib.pop("wId", None)
            if was and (eid := element.get("eId", "")).startswith(was):
                element.set("eId", now + eid[len(was) :])
        article.set("eId", now)
        num = article.find(f"{_AKN}num")
        if num is not None:
            num[:] = []
            num.text = f"Art. {place}."


@dataclass(slots=True)
class _Amending:
    """An amendment at work: no article is touched twice, but one that moved may be reworded besides."""

    rng: random.Random
    root: Element
    became: dict[str, set[str]]
    untouched: list[Element] = field(default_factory=list)

    def amend(self, other: Element) -> None:
        """Do all of it; articles of `other` are put in."""
        articles = articles_of(self.root)
        self.untouched = self.rng.sample(articles, len(articles))
        few = max(1, len(articles) // 40)
        for article in self._taken(few, _size):
            self._cut(article)
        for article in self._taken(few, _size):
            self._join(article)
        for article in self._taken(few, len):
            article.getparent().remove(article)
            self.became[article.get(_KEY)] = set()
        for article in self._taken(max(1, len(articles) // 25), _size):
            self._move(article)
        for article in self._taken(max(1, len(articles) // 8), _size):
            self._reword(article, self.rng.randint(1, 4))
        drafted = [one for one in articles_of(other) if _size(one) >= _PART]
        for number, article in enumerate(self.rng.sample(drafted, min(few, len(drafted)))):
            article.set(_KEY, f"new {number}")
            self._anywhere().addnext(article)

    def _taken(self, count: int, worth: Any) -> Iterator[Element]:  # noqa: ANN401 - a function of an element
        for article in [one for one in self.untouched if worth(one) >= 2 * _PART or worth is len][:count]:
            if article in self.untouched:
                self.untouched.remove(article)
                yield article

    def _anywhere(self) -> Element:
        return self.rng.choice(articles_of(self.root))

    def _cut(self, article: Element) -> None:
        body = _body(article)
        at = self.rng.randrange(1, max(len(body), 2))
        if any(sum(map(_size, part)) < _PART for part in (body[:at], body[at:])):
            return
        rest = etree.Element(f"{_AKN}article", {_KEY: article.get(_KEY) + " b", "eId": article.get("eId", "x") + "b"})
        etree.SubElement(rest, f"{_AKN}num").text = "Art. b."
        rest.extend(body[at:])
        article.addnext(rest)
        self.became[article.get(_KEY)].add(str(rest.get(_KEY)))

    def _join(self, article: Element) -> None:
        following = article.getnext()
        if following is None or following not in self.untouched or min(_size(article), _size(following)) < _PART:
            return
        self.untouched.remove(following)
        article.extend(_body(following))
        following.getparent().remove(following)
        self.became[following.get(_KEY)] = {article.get(_KEY)}

    def _move(self, article: Element) -> None:
        self.rng.choice([one for one in articles_of(self.root) if one is not article]).addnext(article)
        if self.rng.random() < 0.5:  # noqa: PLR2004 - half of them
            self._reword(article, 1)

    def _reword(self, article: Element, times: int) -> None:
        texts = [one for part in _body(article) for one in part.iter(f"{_AKN}p") if len((one.text or "").split()) > 3]  # noqa: PLR2004
        for text in self.rng.choices(texts, k=times) if texts else ():
            words = text.text.split(" ")
            at, draw = self.rng.randrange(len(words)), self.rng.random()
            size = 1 if draw < 0.4 else 0 if draw < 0.7 else 2  # noqa: PLR2004 - replaced, put in, taken out
            words[at : at + size] = self.rng.sample(_WORDS, 1 if size == 1 else 2 - size)
            text.text = " ".join(words)


def _body(article: Element) -> list[Element]:
    return [child for child in article if child.tag not in (f"{_AKN}num", f"{_AKN}heading")]


def _size(element: Element) -> int:
    return len(re.findall(r"\w+", " ".join(element.itertext())))
