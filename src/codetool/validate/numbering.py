"""Numbers as printed: in order, without gaps and repeats, among articles and among neighbours of one kind."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from codetool.akn.places import Fault
from codetool.model.eid import LATIN, LATIN_WORDS, number_part
from codetool.validate.survey import Place, Survey

Key = tuple[tuple[int, int], ...]
"""A number that can be compared, a pair for each part: 2.10 is ((2, 0), (10, 0)), 2.10 ter ((2, 0), (10, 2))."""

_Numbered = tuple[Place, str]

_ARABIC = re.compile(rf"(\d{{1,9}})({LATIN_WORDS})?([a-z])?")
_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE | re.ASCII)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def check_numbers(found: Survey) -> Iterator[Fault]:
    """Yield numbers that come twice, go back, or leave some out; articles count through the whole text."""
    for series in _series(found):
        for before, after in pairwise(series):
            yield from _check_pair(before, after)


def check_number_missing(found: Survey) -> Iterator[Fault]:
    """Yield articles of our profile that have no number."""
    for place in found.places("article"):
        if found.is_ours and not place.quoted and not found.num(place):
            yield place.fault("number-missing")


RULES = (check_numbers, check_number_missing)


@lru_cache(maxsize=4096)
def keys_of(num: str) -> dict[str, Key]:
    """Return the ways to read a number, by the kind of numeral; a letter such as "i" has two.

    >>> keys_of("2.10 bis"), keys_of("c)")
    ({'arabic': ((2, 0), (10, 1))}, {'letter': ((3, 0),), 'roman': ((100, 0),)})
    >>> keys_of("TITRE IV"), keys_of("annexe")
    ({'roman': ((4, 0),)}, {})
    """
    part = number_part(num)
    found: dict[str, Key] = {}
    arabic = [_ARABIC.fullmatch(piece) for piece in part.split("-")]
    if all(arabic):
        found["arabic"] = tuple((int(match[1]), _added(match)) for match in arabic if match)
    if re.fullmatch(r"[A-Za-z]", part):
        found["letter"] = ((ord(part.lower()) - ord("a") + 1, 0),)
    if _ROMAN.fullmatch(part):
        found["roman"] = ((_roman(part.upper()), 0),)
    return found


def _added(match: re.Match[str]) -> int:
    # What was put in after a number: 5 bis and 5a come right after 5.
    return ord(match[3]) - ord("a") + 1 if match[3] else LATIN.get(match[2], 0)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _series(found: Survey) -> Iterable[list[_Numbered]]:
    # Articles run through a document, an annex counts its own; all else is counted among its neighbours.
    groups: dict[tuple[Place | None, str], list[_Numbered]] = defaultdict(list)
    for place, num in found.numbered:
        if place.get("alternativeTo"):  # the other choice of a merge bears the number of the one before it
            continue
        groups[_counted_in(place), place.name].append((place, num))
    return groups.values()


def _counted_in(place: Place) -> Place | None:
    if place.name != "article":
        return place.above
    return next((above for above in place.ancestors() if above.name in _COUNTING), None)


_COUNTING = frozenset({"article", "body", "mainBody", "attachment", "component", "embeddedText"})


def _check_pair(one: _Numbered, other: _Numbered) -> Iterator[Fault]:
    (before, old), (after, new) = one, other
    code = _fault(old, new)
    if code and not _begins_again(before, after, new):
        yield after.fault(code, element=after.name, num=new, before=old, more="")


@lru_cache(maxsize=4096)
def _fault(old: str, new: str) -> str:
    """Return what is wrong with a number after another, an empty string where it may follow."""
    ways = [(a, b) for kind, a in keys_of(old).items() for other, b in keys_of(new).items() if kind == other]
    if not ways or any(_follows(a, b) for a, b in ways):
        return ""
    a, b = ways[0]
    if a == b:
        return "number-repeated"
    return "number-order" if b < a else "number-gap"


def _begins_again(before: Place, after: Place, num: str) -> bool:
    # Some codes count each part or title from 1 again.
    return before.above is not after.above and ((1, 0),) in keys_of(num).values()


def _follows(a: Key, b: Key) -> bool:
    # 2.9 is followed by 2.10, 3, 3.1, 2.9.1 or 2.9 bis.
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if same == len(b):
        return False
    if any(part != (1, 0) for part in b[same + 1 :]):
        return False
    if same == len(a):
        return b[same] == (1, 0)
    (number, added), after = a[same], b[same]
    return after in {(number + 1, 0), (number, added + 1)}
