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
_UNSTORED = frozenset(
    {
        "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "FORMCHECKBOX", "FORMDROPDOWN", "SYMBOL", "EQ", "MACROBUTTON",
        "GOTOBUTTON",
    }
)  # fmt: skip
"""Fields that show something which is no result of theirs: Word makes it when it shows the page."""
_UNSEEN = frozenset({"", "XE", "TC", "TA", "RD", "ASK", "SET", "PRIVATE", "BOOKMARK", "ADVANCE"})
"""Fields that show nothing; any other shows something, and most keep it in the file as their result."""


@dataclass(slots=True, kw_only=True)
class _Field:
    """An open field; once its result begins, what it and the fields around it say of the result is settled."""

    pieces: list[str] = field(default_factory=list)
    shown: bool = False
    heard: bool = False
    dropped: DropKind | None = None
    target: str = ""


@dataclass(slots=True, kw_only=True)
class Fields:
    """The fields that are open at a place of the text; they go over the ends of paragraphs."""

    unread: list[str] = field(default_factory=list)
    _open: list[_Field] = field(default_factory=list)
    _instructions: int = 0

    def meet(self, node: Node) -> None:
        """Take the beginning, the middle or the end of a field, or a piece of its instruction."""
        if name_of(node) != "w:fldChar":
            if self._open and not self._open[-1].shown:
                self._open[-1].pieces.append(node.text or "")
            return
        match value(node, "fldCharType"):
            case "begin":
                self._open.append(_Field())
                self._instructions += 1
            case "separate" if self._open and not self._open[-1].shown:
                self._show(self._open[-1], "".join(self._open[-1].pieces))
                self._instructions -= 1
            case "end":
                self.leave()

    def enter(self, instruction: str) -> None:
        """Begin a field whose result follows at once."""
        self._open.append(_Field(pieces=[instruction]))
        self._show(self._open[-1], instruction)

    def leave(self) -> None:
        """End the field that was begun last."""
        if not self._open:
            return
        left = self._open.pop()
        if not left.shown:
            self._instructions -= 1
        instruction = " ".join("".join(left.pieces).split())
        kept = left.heard or left.dropped or self.dropped
        if not kept and not self.silent and _shows(instruction, stored=left.shown):
            self.unread.append(instruction)

    def hear(self) -> None:
        """Take note that something is read at this place: the fields around it keep what they show."""
        for one in self._open:
            one.heard = True

    @property
    def silent(self) -> bool:
        """Tell whether text at this place belongs to an instruction."""
        return self._instructions > 0

    @property
    def dropped(self) -> DropKind | None:
        """Return what the text at this place is, if it is left out: contents, a page number."""
        return self._open[-1].dropped if self._open else None

    @property
    def target(self) -> str:
        """Return where the text at this place leads."""
        return self._open[-1].target if self._open else ""

    def _show(self, one: _Field, instruction: str) -> None:
        around = self._open[-2] if len(self._open) > 1 else _Field()
        one.shown = True
        one.dropped = around.dropped or dropped_kind(instruction)
        one.target = target_of(instruction) or around.target


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


def _shows(instruction: str, *, stored: bool) -> bool:
    """Tell whether a field in which nothing was read shows something; one may have a result that is empty."""
    kind = (instruction.split() or [""])[0].upper()
    return kind in _UNSTORED if stored else kind not in _UNSEEN


def dropped_kind(instruction: str) -> DropKind | None:
    """Return what the result of a field is, if it is left out.

    >>> dropped_kind(' TOC 1-3 ').name, dropped_kind("REF a")
    ('CONTENTS', None)
    """
    return _DROPPED.get((instruction.split() or [""])[0].upper())
