"""JSON of an archive as a stranger may have changed it: nothing twice, nothing unknown, every value of its kind."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NoReturn

from codetool.archive.altered import altered

DEPTH = 16
"""Tables inside each other at most; ours have five."""
SHA512 = re.compile(r"[0-9a-f]{128}")
SHA256 = re.compile(r"[0-9a-f]{64}")
ANY = re.compile(r"(?s).*")
_ODD = re.compile("[\\\\\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""In a path: backslashes, and signs that control a terminal or turn the direction of writing."""
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a JSON file, with the file and the keys that lead to it."""

    value: Any
    place: str
    where: str = ""

    def fields(self, required: str, optional: str = "") -> Mapping[str, "Value"]:
        """Return the values of a table that has exactly these keys (words); raise AlteredError where it has others."""
        found = dict(self.items())
        for key in required.split():
            if key not in found:
                raise altered("json-missing", self.place, where=self._at(key))
        for key in found:
            if key not in f"{required} {optional}".split():
                raise altered("json-unknown", self.place, where=self._at(key))
        return found

    def items(self) -> Iterator[tuple[str, "Value"]]:
        """Yield the keys and values of a table; raise AlteredError where it is none."""
        if not isinstance(self.value, dict):
            self.refuse()
        yield from ((key, Value(value, self.place, self._at(key))) for key, value in self.value.items())

    def entries(self) -> tuple["Value", ...]:
        """Return the values of a list; raise AlteredError where it is none."""
        if not isinstance(self.value, list):
            self.refuse()
        return tuple(Value(value, self.place, f"{self.where}[{at}]") for at, value in enumerate(self.value))

    def text(self, form: re.Pattern[str] = ANY) -> str:
        """Return a text that has the form as a whole; raise AlteredError where it has not."""
        if not isinstance(self.value, str) or not form.fullmatch(self.value):
            self.refuse()
        return self.value

    def moment(self) -> datetime:
        """Return a day and time with its zone (RFC 3339), told in UTC; raise AlteredError where it is none."""
        text = self.text(_MOMENT)
        try:
            return datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError):
            self.refuse()

    def refuse(self) -> NoReturn:
        """Raise the AlteredError that says: this value cannot be here."""
        raise altered("json-value", self.place, where=self.where or "{}", found=_quoted(self.value))

    def _at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key


def parse_json(content: bytes, place: str) -> Value:
    """Return what a JSON file holds; raise AlteredError where it is none, names a key twice, or is nested too deeply.

    >>> parse_json(b'{"a": ["b"]}', "x.json").value
    {'a': ['b']}
    """
    if conflict := re.search(rb"^<{7}(?: |$)", content, re.MULTILINE):
        raise altered("json-conflict", place, line=content.count(b"\n", 0, conflict.start()) + 1)
    try:
        found = json.loads(content.decode("utf-8"), object_pairs_hook=_Once(place), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise altered("json-broken", place, line=content.count(b"\n", 0, error.start) + 1) from error
    except json.JSONDecodeError as error:
        raise altered("json-broken", place, line=error.lineno) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, NaN; lists in lists in lists
        raise altered("json-broken", place, line=1) from error
    _check_tree(found, place)
    return Value(found, place)


class _Once:
    """Makes a table of its pairs, each key once."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise altered("json-twice", self._place, where=_quoted(key))
            found[key] = value
        return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # Infinity and NaN are no JSON


def _check_tree(tree: object, place: str) -> None:
    level: list[object] = [tree]
    for _ in range(DEPTH):
        below: list[object] = []
        for one in level:
            match one:
                case dict():
                    below += [*one.keys(), *one.values()]
                case list():
                    below += one
                case str() if not _is_text(one):
                    raise altered("json-value", place, where="\\u", found=_quoted(one))
        if not below:
            return
        level = below
    raise altered("json-deep", place, limit=DEPTH)


def _is_text(text: str) -> bool:
    # Halves of characters, which JSON can write and no file can hold.
    return not re.search("[\ud800-\udfff]", text)


def _quoted(value: object) -> str:
    return json.dumps(value)[:80]


@lru_cache(65536)
def is_plain_path(path: str) -> bool:
    """Tell whether a path stays below its folder and has one spelling only: no `..`, no empty part, no control sign.

    >>> is_plain_path("v1/content/a.xml"), is_plain_path("a//b"), is_plain_path("../a"), is_plain_path("/a")
    (True, False, False, False)
    """
    return not _ODD.search(path) and all(part not in {"", ".", ".."} for part in path.split("/"))


@lru_cache(65536)
def folded_path(path: str) -> str:
    """Return what two paths share that are one file on disks which do not tell capitals or accents apart.

    >>> folded_path("A/É.xml") == folded_path("a/e\u0301.xml")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
