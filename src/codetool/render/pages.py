"""What pages need and CSS cannot say: heads with the range of articles, and footnotes that stay on their page.

CSS knows a named string's first and last value on a page, but not whether they are the same, nor whether an article
that began before goes on. So `string(head)` and `string(range)` are answered here, from the named strings that the text
sets: `work` its title, `part` the title or chapter, `unit` the number of an article.
"""

import re
from collections.abc import Callable, Sequence
from textwrap import shorten
from typing import Any, TypeAlias

from codetool.render.lean import narrowed, places_of, put_ids_aside, style_text
from codetool.render.typography import NO_BREAK

Theirs: TypeAlias = Any
"""A module, context, page or document of WeasyPrint, which carries no types."""

Ask: TypeAlias = Callable[..., tuple[str, ...]]
"""How a margin of a page asks for a named string: by page, name and keyword."""

LONGEST = 96
"""Characters of the title or chapter in a running head: what fits on two lines."""

_AROUND = " .–-—:«»“”\"'\u00a0\u202f"
_ARTICLE = re.compile(r"(?i:art(?:icle|ikel|\.)?)[\s.]*(?=[\dIVXLCp])(.+)")
_WORD = re.compile(r"([^\W\d_]{2,}\.?)\s+(.+)")
_BARE = re.compile(r"[\d.\-]+[a-z]*$")


def paged(weasyprint: Theirs) -> Theirs:
    """Return WeasyPrint's class HTML, whose documents answer `string(head)` and `string(range)` for each page."""

    class Document(weasyprint.document.Document):  # type: ignore[misc] # it carries no types
        @classmethod
        def _build_layout_context(cls, *args: Theirs) -> Theirs:
            context = super()._build_layout_context(*args)
            context.get_string_set_for = _answering(context, context.get_string_set_for)
            _keep_footnotes(context)
            return context

        @classmethod
        def _render(cls, *args: Theirs) -> Theirs:
            document = super()._render(*args)
            for page in document.pages:
                _add_places(page)
            return document

    class HTML(weasyprint.HTML):  # type: ignore[misc] # it carries no types
        def _ua_stylesheets(self, *args: Theirs, **named: Theirs) -> Theirs:
            css = style_text(self.etree_element)
            return [narrowed(sheet, css) for sheet in super()._ua_stylesheets(*args, **named)]

        def render(
            self,
            font_config: Theirs = None,
            counter_style: Theirs = None,
            color_profiles: Theirs = None,
            **more: Theirs,
        ) -> Theirs:
            options = {**weasyprint.DEFAULT_OPTIONS, **more}
            put_ids_aside(self.etree_element, style_text(self.etree_element))
            return Document._render(self, font_config, counter_style, color_profiles, options)  # noqa: SLF001 - as it does

    return HTML


def _add_places(page: Theirs) -> None:
    """Let links lead to the ids that were put aside; of several boxes of an element the first is its place."""
    for name, corners in places_of(page._page_box):  # noqa: SLF001 - WeasyPrint offers no other way to them
        page.anchors.setdefault(name, corners)


def _answering(context: Theirs, ask: Ask) -> Ask:
    def answer(page: Theirs, name: str, keyword: str = "first") -> tuple[str, ...]:
        match name:
            case "range":
                # An article that goes on sets its string on each of its pages: these are the articles of this page.
                return (told_range(context.string_set["unit"].get(context.current_page, ())),)
            case "head":
                lines = "".join(ask(page, "work")), short_head(_part_of(context, page, ask))
                return ("\n".join(filter(None, lines)),)
            case _:
                return ask(page, name, keyword)

    return answer


def _keep_footnotes(context: Theirs) -> None:
    """Let no line push the footnotes of its page to the next one: on pages WeasyPrint does, in columns not.

    What a column changes besides is how the area of the footnotes is measured; there the page is a page again.
    """
    measure = context._update_footnote_area  # noqa: SLF001 - WeasyPrint has no public way

    def measured() -> Theirs:
        context.in_column = False
        try:
            return measure()
        finally:
            context.in_column = True

    context._update_footnote_area = measured  # noqa: SLF001 - the same
    context.in_column = True


def _part_of(context: Theirs, page: Theirs, ask: Ask) -> str:
    """Return the part in which a page begins, the first one on it where it begins in none."""
    begun = "".join(ask(page, "part", "start"))
    return begun or next(filter(None, context.string_set["part"].get(context.current_page, ())), "")


def short_head(words: str) -> str:
    """Return words that fit in a running head: cut on paper, one glyph would stand for all the rest.

    >>> short_head("De la composition " * 8)[-22:]
    'De la composition De …'
    """
    return shorten(words, LONGEST, placeholder=" …") if len(words) > LONGEST else words


def told_range(numbers: Sequence[str]) -> str:
    r"""Return the range of the articles on a page, from their numbers as printed.

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
