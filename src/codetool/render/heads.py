"""The range of articles in a running head: the page that CSS cannot ask which articles stand on it.

CSS knows a named string's first and last value on a page, but not whether they are the same, nor whether an article that
began before goes on. So `string(range)` is answered here, from the named string `unit` that each article sets.
"""

import re
from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from codetool.render.typography import NO_BREAK

UNIT = "unit"
"""The named string that an article sets to its number."""

RANGE = "range"
"""The named string that stands for the articles of the page."""

LONGEST = 96
"""Characters of a running head that fit on its two lines."""

_AROUND = " .–-—:«»“”\"'\u00a0\u202f"
_ARTICLE = re.compile(r"(?i:art(?:icle|ikel|\.)?)[\s.]*(?=[\dIVXLCp])(.+)")
_WORD = re.compile(r"([^\W\d_]{2,}\.?)\s+(.+)")
_BARE = re.compile(r"[\d.\-]+[a-z]*$")


def paged(weasyprint: Any) -> Any:  # noqa: ANN401 - WeasyPrint carries no types
    """Return WeasyPrint's class HTML, whose documents know the range of articles on each page."""

    class Document(weasyprint.document.Document):  # type: ignore[misc] # it carries no types
        @classmethod
        def _build_layout_context(cls, *args: Any) -> Any:  # noqa: ANN401 - as WeasyPrint gives them
            context = super()._build_layout_context(*args)
            ask = context.get_string_set_for

            def answer(page: Any, name: str, keyword: str = "first") -> tuple[str, ...]:  # noqa: ANN401
                if name == RANGE:
                    return (_range_of(context),)
                return tuple(map(short_head, ask(page, name, keyword)))

            context.get_string_set_for = answer
            return context

    class HTML(weasyprint.HTML):  # type: ignore[misc] # it carries no types
        def render(self, font_config: Any = None, counter_style: Any = None, color_profiles: Any = None,
                   **options: Any) -> Any:  # fmt: skip # noqa: ANN401 - as WeasyPrint gives them
            chosen = {**weasyprint.DEFAULT_OPTIONS, **options}
            return Document._render(self, font_config, counter_style, color_profiles, chosen)

    return HTML


def short_head(words: str) -> str:
    """Return words that fit in a running head: cut on paper, one glyph would stand for all the rest.

    >>> short_head("De la composition " * 8)[-22:]
    'De la composition De …'
    """
    return shorten(words, LONGEST, placeholder=" …") if len(words) > LONGEST else words


def _range_of(context: Any) -> str:  # noqa: ANN401 - a context of WeasyPrint
    # An article that goes on sets its string on each of its pages: the values are the articles of this page.
    store, number = context.string_set[UNIT], context.current_page
    return told_range(store[number]) if number in store else ""


def told_range(numbers: Sequence[str]) -> str:
    """Return the range of the articles on a page, from their numbers as printed.

    >>> told_range(["2.1.", "3.1", "3.2."]), told_range(["Art. 5."]), told_range([""])
    ('Art.\xa02.1 – 3.2', 'Art.\xa05', '')
    >>> told_range(["Article 1er", "Article 3"]), told_range(["« Règle 4", "Règle 6"]), told_range(["1 §", "4 §"])
    ('Art.\xa01er – 3', 'Règle\xa04 – 6', '1 § – 4 §')
    """
    found = [_parted(number) for number in numbers if number.strip(_AROUND)]
    if not found:
        return ""
    (word, first), (other, last) = found[0], found[-1]
    named = f"{word}{NO_BREAK}{first}" if word else first
    if (word, first) == (other, last):
        return named
    return f"{named} – {last}" if word == other else f"{named} – {other}{NO_BREAK}{last}".replace(f" {NO_BREAK}", " ")


def _parted(number: str) -> tuple[str, str]:
    """Return the word before a number ("Art." for articles, however they are called), and the number."""
    words = " ".join(number.split()).strip(_AROUND)
    if found := _ARTICLE.match(words):
        return "Art.", found[1]
    if found := _WORD.match(words):
        return found[1], found[2]
    return ("Art." if _BARE.match(words) else ""), words
