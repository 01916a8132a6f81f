"""Fields: instructions, which nobody reads, and their results, which are text; where a cross-reference leads."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from codetool.importers.readers.docx.names import Node, name_of, value
from codetool.importers.reading import DropKind

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_POINTING = frozenset({"REF", "PAGEREF", "NOTEREF"})
_DROPPED = {
    "TOC": DropKind.CONTENTS,
    "PAGE": DropKind.PAGE_NUMBER,
    "NUMPAGES": DropKind.PAGE_NUMBER,
    "SECTIONPAGES": DropKind.PAGE_NUMBER,
}


@dataclass(slots=True, kw_only=True)
class _Field:
    instruction: str = ""
    shown: bool = False


@dataclass(slots=True, kw_only=True)
class Fields:
    """The fields that are open at a place of the text; they go over the ends of paragraphs."""

    _open: list[_Field] = field(default_factory=list)

    def meet(self, node: Node) -> None:
        """Take the beginning, the middle or the end of a field, or a piece of its instruction."""
        if name_of(node) in ("w:instrText", "w:delInstrText"):
            if self._open and not self._open[-1].shown:
                self._open[-1].instruction += node.text or ""
            return
        match value(node, "fldCharType"):
            case "begin":
                self._open.append(_Field())
            case "separate" if self._open:
                self._open[-1].shown = True
            case "end" if self._open:
                self._open.pop()

    def enter(self, instruction: str) -> None:
        """Begin a field whose result follows at once."""
        self._open.append(_Field(instruction=instruction, shown=True))

    def leave(self) -> None:
        """End the field that was begun last."""
        self._open.pop()

    @property
    def silent(self) -> bool:
        """Tell whether text at this place belongs to an instruction."""
        return any(not one.shown for one in self._open)

    @property
    def dropped(self) -> DropKind | None:
        """Return what the text at this place is, if it is left out: contents, a page number."""
        return next((kind for one in self._open if (kind := dropped_kind(one.instruction))), None)

    @property
    def target(self) -> str:
        """Return where the text at this place leads."""
        return next((found for one in reversed(self._open) if (found := target_of(one.instruction))), "")


def target_of(instruction: str) -> str:
    r"""Return where the result of a field leads: the name of a bookmark, or an address.

    >>> target_of(' REF _Ref12 \\r \\h '), target_of('HYPERLINK "https://a.example/x" \\l "y"'), target_of("DATE")
    ('#_Ref12', 'https://a.example/x#y', '')
    """
    words = [quoted or bare for quoted, bare in _WORD.findall(instruction)]
    if len(words) > 1 and words[0].upper() in _POINTING:
        return f"#{words[1]}"
    if not words or words[0].upper() != "HYPERLINK":
        return ""
    address = words[1] if len(words) > 1 and not words[1].startswith("\\") else ""
    place = next((after for word, after in pairwise(words) if word.lower() == "\\l"), "")
    return f"{address}#{place}" if place else address


def dropped_kind(instruction: str) -> DropKind | None:
    """Return what the result of a field is, if it is left out.

    >>> dropped_kind(' TOC 1-3 ').name, dropped_kind("REF a")
    ('CONTENTS', None)
    """
    return _DROPPED.get((instruction.split() or [""])[0].upper())
