"""Names of bookmarks: made of eIds, in the signs and the length that Word takes."""

import re
from collections.abc import Iterable
from hashlib import sha256

LONGEST = 40
"""Characters of a bookmark's name at most."""

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def bookmark_name(eid: str) -> str:
    """Return the name of the bookmark for an eId: a hyphen is written as a low line, what is too long as a digest.

    >>> bookmark_name("art_2-1__list_1__point_a")
    'art_2_1__list_1__point_a'
    >>> bookmark_name("chp_1__sec_2__art_3__para_4__list_1__point_a")
    'eid_57b28f5f18b1'
    """
    name = eid.replace("-", "_")
    if len(name) <= LONGEST and _WORD.fullmatch(name):
        return name
    return f"eid_{sha256(eid.encode()).hexdigest()[:12]}"


def bookmark_names(eids: Iterable[str]) -> dict[str, str]:
    """Return the names of the bookmarks for eIds, each name once.

    >>> bookmark_names(["art_1-2", "art_1_2"])
    {'art_1-2': 'art_1_2', 'art_1_2': 'art_1_2_2'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for eid in eids:
        name, count = bookmark_name(eid), 1
        while name in taken:
            count += 1
            name = f"{bookmark_name(eid)[: LONGEST - 4]}_{count}"
        taken.add(name)
        names.setdefault(eid, name)
    return names
