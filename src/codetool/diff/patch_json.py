"""A patch out of the JSON of a comparison: nothing in it is believed before it has been looked at."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from codetool.diff.changes import FORMAT, SIGNS, Delta, Edit, Kind, Op, Segment, Side, Span, count_rows
from codetool.diff.patch import Patch, PatchRow, Told
from codetool.errors import PatchError, SourceError

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes that we read at most: of the largest document it holds the text, and what changed in it on both sides."""

_OPS = {sign: op for op, sign in SIGNS.items()}
_NAMED_OPS = {op.value: op for op in Op}
_Strings = tuple[str, ...]
_KINDS = frozenset(kind.value for kind in Kind)
_TEXTUAL = (SIGNS[Op.DELETE], SIGNS[Op.INSERT])
_EDIT_MEMBERS = 2


def read_patch(content: bytes, place: str = "") -> Patch:
    """Return the patch that the JSON of `codetool diff` holds; raise SourceError where it holds none.

    >>> read_patch(b'{"format": "codetool-diff/1"', "changes.json")
    Traceback (most recent call last):
        ...
    codetool.errors.SourceError: changes.json: line 1: this is not JSON, or it was cut off. Make it again with \
codetool diff OLD NEW --format json.
    """
    found = _parsed(content, place)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise SourceError(
            "this is no comparison in the form {form}",
            "Name the file that codetool diff OLD NEW --format json -o FILE has written.",
            place=place,
            form=FORMAT,
        )
    return _Reader(place).patch(found)


def _parsed(content: bytes, place: str) -> Any:  # noqa: ANN401 - JSON is anything
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse, parse_float=_refuse_huge
        )
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        fact = "line {line}: this is not JSON, or it was cut off" if line else "this is not JSON, or it was damaged"
        raise SourceError(fact, _AGAIN, place=place, line=line) from error


_AGAIN = "Make it again with codetool diff OLD NEW --format json."


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Which of two members of one name is meant, each program answers in its own way.
        raise ValueError(len(pairs))
    return found


def _refuse(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which are not JSON though Python reads them."""
    raise ValueError(constant)


def _refuse_huge(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise ValueError(number)
    return value


class _Reader:
    """Takes a patch out of plain values, and tells by their path the ones that are not what they should be."""

    def __init__(self, place: str) -> None:
        self._place = place

    def patch(self, found: Mapping[str, Any]) -> Patch:
        """Return the patch of a whole comparison."""
        sides = {side: self._side(found, side) for side in ("old", "new")}
        frame = self._delta(found, "frame", "frame")
        articles, others = (tuple(self._rows(found, part)) for part in ("articles", "others"))
        told = [[row.told for row in part if row.told] for part in (articles, others)]
        counts = count_rows(told[0], told[1], len(self._member(found, "stale_references", list, "stale_references")))
        summary = self._member(found, "summary", dict, "summary")
        if any(summary.get(name, count) != count for name, count in counts.items()):
            raise contradiction("summary", self._place)
        return Patch(**sides, frame=frame, rows=(*articles, *others))

    def _side(self, found: Mapping[str, Any], key: str) -> Side:
        side = self._member(found, key, dict, key)
        texts = {name: self._member(side, name, str, f"{key}.{name}") for name in ("iri", "sha256")}
        said = {name: value for name in ("title", "date") if isinstance(value := side.get(name), str)}
        return Side(**texts, **said)

    def _rows(self, found: Mapping[str, Any], key: str) -> Iterator[PatchRow]:
        for number, row in enumerate(self._member(found, key, list, key)):
            path = f"{key}[{number}]"
            if not isinstance(row, dict):
                raise self._fault(path)
            yield PatchRow(
                old=tuple(self._spans(row, "old_at", path)),
                new=tuple(self._spans(row, "new_at", path)),
                delta=self._delta(row, "patch", f"{path}.patch"),
                told=self._told(row, path),
            )

    def _told(self, row: Mapping[str, Any], path: str) -> Told:
        words = self._member(row, "words", dict, f"{path}.words")
        return Told(
            path=path,
            old=self._strings(row, "old", path),
            new=self._strings(row, "new", path),
            old_num=self._strings(row, "old_num", path),
            new_num=self._strings(row, "new_num", path),
            kinds=tuple(map(Kind, self._strings(row, "kinds", path, _KINDS))),
            segments=tuple(self._segments(row, path)),
            words_inserted=self._member(words, "inserted", int, f"{path}.words.inserted"),
            words_deleted=self._member(words, "deleted", int, f"{path}.words.deleted"),
            consequential=row.get("consequential") is True,
            markup=row.get("markup") is True,
            name=str(row.get("name", "")),
        )

    def _strings(self, row: Mapping[str, Any], key: str, path: str, known: frozenset[str] | None = None) -> _Strings:
        values = self._member(row, key, list, f"{path}.{key}")
        if not all(isinstance(value, str) and (known is None or value in known) for value in values):
            raise self._fault(f"{path}.{key}")
        return tuple(values)

    def _segments(self, row: Mapping[str, Any], path: str) -> Iterator[Segment]:
        for segment in self._member(row, "segments", list, f"{path}.segments"):
            match segment:
                case [str(op), str(text)] if op in _NAMED_OPS:
                    yield Segment(op=_NAMED_OPS[op], text=text)
                case _:
                    raise self._fault(f"{path}.segments")

    def _spans(self, row: Mapping[str, Any], key: str, path: str) -> Iterator[Span]:
        for span in self._member(row, key, list, f"{path}.{key}"):
            match span:
                case [int(start), int(end)] if _is_count(start) and _is_count(end):
                    yield start, end
                case _:
                    raise self._fault(f"{path}.{key}")

    def _delta(self, row: Mapping[str, Any], key: str, path: str) -> Delta | None:
        # It must be there, though it may be null: what was taken out is not what did not change.
        if key in row and row[key] is None:
            return None
        return tuple(self._edit(edit, path) for edit in self._member(row, key, list, path))

    def _edit(self, edit: object, path: str) -> Edit:
        # Asked in the order of what there is most of: there are hundreds of thousands.
        if isinstance(edit, list) and len(edit) == _EDIT_MEMBERS:
            sign, value = edit
            if isinstance(value, str) and sign in _TEXTUAL:
                return Edit(_OPS[sign], len(value), value)
            if sign == SIGNS[Op.EQUAL] and isinstance(value, int) and _is_count(value):
                return Edit(Op.EQUAL, value)
        raise self._fault(path)

    def _member(self, found: Mapping[str, Any], key: str, kind: type, path: str) -> Any:  # noqa: ANN401 - of that kind
        value = found.get(key)
        if not isinstance(value, kind):
            raise self._fault(path)
        return value

    def _fault(self, path: str) -> SourceError:
        return SourceError(
            "the comparison is not whole: '{path}' is missing, or is not what it should be",
            _AGAIN,
            place=self._place,
            path=path,
        )


def contradiction(path: str, place: str) -> PatchError:
    """Return the error of changes that tell a reader something else than they do."""
    return PatchError(
        "the changes contradict themselves: '{path}' does not tell what the patch does",
        "Make them again with codetool diff OLD NEW --format json.",
        place=place,
        path=path,
    )


def _is_count(number: int) -> bool:
    return number.__class__ is int and number >= 0
