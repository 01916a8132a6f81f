"""Automatic numbers: what Word prints before a paragraph, counted along the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from codetool.importers.readers.docx.lists import LEVELS, Level, NumberedList
from codetool.importers.readers.docx.numerals import write_number
from codetool.importers.readers.docx.styles import Layout, Styles
from codetool.importers.readers.docx.symbols import bullet

_NUMBER = re.compile("%([1-9])")
_SPACES = re.compile("[ \t\n\r\f\v\x1a\x1c-\x1f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A number as printed; `apart` tells that a space or a tab stands between it and the text."""

    text: str = ""
    depth: int = -1
    apart: bool = True
    layout: Layout = field(default_factory=Layout)


@dataclass(slots=True, kw_only=True)
class Numbering:
    """Counts the numbered paragraphs of a text, which must be told of them in their order."""

    lists: Mapping[str, NumberedList]
    styles: Styles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next_label(self, style: str, own: Layout) -> Label:
        """Return the number of the next paragraph; an empty one where it has none.

        `own` is the layout that the paragraph has of itself, `style` the id of its style.
        """
        found = self._list_of(style, own)
        if found is None:
            return Label()
        numbered, depth = found
        self._count(numbered, depth)
        level = numbered.levels.get(depth, Level())
        raw = "" if level.hidden else self._write(numbered, depth, level)
        text = _SPACES.sub(" ", raw)
        # Where nothing is to follow the number, letters may go on with it, as in “1” and “er”; “1.” and “Le” are two.
        glued = level.follow == "nothing" and text[-1:].isalnum() and level.form != "bullet"
        return Label(text=text.strip(" "), depth=depth, apart=not glued, layout=level.layout)

    def _list_of(self, style: str, own: Layout) -> tuple[NumberedList, int] | None:
        of_style = self.styles.layout(style)
        numbered = self.lists.get(own.number or of_style.number or "")
        if numbered is None:
            return None
        depth = own.depth
        if depth is None and own.number is None:
            # A style is numbered by the level that names it; what the style says of its level comes after that.
            linked = numbered.level_of(style)
            depth = linked if linked is not None else of_style.depth
        return numbered, min(max(depth or 0, 0), LEVELS - 1)

    def _count(self, numbered: NumberedList, depth: int) -> None:
        counts = self._counts.setdefault(numbered.counter, {})
        for upper in range(depth):
            # A level that is passed over is counted all the same: what stands on it next is its second.
            counts.setdefault(upper, numbered.levels.get(upper, Level()).start)
        if depth in numbered.starts and (numbered.key, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((numbered.key, depth))
        start = numbered.levels.get(depth, Level()).start
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for lower in range(depth + 1, LEVELS):
            restart = numbered.levels.get(lower, Level()).restart
            if restart is None or depth < restart:
                counts.pop(lower, None)

    def _write(self, numbered: NumberedList, depth: int, level: Level) -> str:
        if level.form == "bullet":
            return bullet(level.text, level.font)
        counts = self._counts[numbered.counter]

        def written(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            if at > depth:
                return ""
            of = numbered.levels.get(at, Level())
            # A level that is counted in letters can be shown in digits by a lower one (w:isLgl).
            form = "decimal" if level.digits and of.form != "none" else of.form
            return write_number(counts.get(at, of.start), form, self.styles.language)

        return _NUMBER.sub(written, level.text)


def layout_under(label: Label, own: Layout, styled: Layout) -> Layout:
    """Return how a paragraph stands: by itself, by its list, by its style; a list's level is not an outline's."""
    return own.over(replace(label.layout, level=None)).over(styled)
