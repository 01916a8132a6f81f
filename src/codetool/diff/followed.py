"""Changes known from the bytes to follow a renumbering: links that lead to what they led to, under its number of today.

After a renumbering most articles that changed are of that sort. Where the old markup becomes the new one when each link
is written anew, nothing else changed; and where no such number stands on the other side, there is one reading of it.
What is not as plain as that is read.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from codetool.akn.differing import are_laid_out_plainly
from codetool.diff.changes import Op, Segment
from codetool.diff.citations import stands_alone
from codetool.diff.matching import Match
from codetool.diff.stale import Renumbering, goes_on, leads_out
from codetool.diff.words import Runs, add_words

_OPENS = b'<ref href="#'
_WORD = b'">article '
_LINK = re.compile(_OPENS + rb'([^"&<>]+)' + _WORD + rb"(\d+)</ref>")
"""A link to an article of the text itself, by its number."""

_BLOCK, _BLOCK_END = b"<p>", b"</p>"
_MOST = 3
"""Links that changed, at most, each in a paragraph of its own: where so few did, each is compared by itself."""


class _Link(NamedTuple):
    """A link that changed: where it stands in the old markup, and its number on either side."""

    start: int
    end: int
    was: bytes
    now: bytes


def segments_that_follow(match: Match, renumbering: Renumbering, *, whole: bool) -> tuple[Segment, ...]:
    """Return the segments of a pair in which nothing changed but links that follow; none where that is not sure.

    Unless they must be `whole`, what did not change is left out.
    """
    links = _changed_links(match, renumbering)
    if whole and links:
        return _told(match)
    return tuple(
        Segment(op=op, text=number.decode())
        for link in links
        for op, number in ((Op.DELETE, link.was), (Op.INSERT, link.now))
    )


def _changed_links(match: Match, renumbering: Renumbering) -> list[_Link]:
    """Return the links that changed, none where anything else may have."""
    if _OPENS not in match.old.own.xml:
        return []
    old, new = match.old.inner, match.new.inner
    rewritten, links = _rewritten(old, renumbering)
    if rewritten != new or len(links) > _MOST or leads_out(match.old):
        return []
    # A number that stands on the other side too could have stayed, or come from there.
    if any(link.was in new or link.now in old for link in links):
        return []
    if any(_BLOCK_END not in old[one.end : other.start] for one, other in pairwise(links)):
        return []
    sure = are_laid_out_plainly(match.old.own, match.new.own, old)
    return links if sure and all(_is_plain(old, link) for link in links) else []


def _rewritten(xml: bytes, renumbering: Renumbering) -> tuple[bytes, list[_Link]]:
    """Return markup in which each link leads to what it led to, by its number of today, and the links that changed."""
    links: list[_Link] = []

    def led(link: re.Match[bytes]) -> bytes:
        target, number = link.groups()
        leads, now = renumbering.eids.get(target.decode()), renumbering.numbers.get(number.decode())
        if leads is None or now is None or now == number.decode() or not now.isdecimal():
            return link[0]
        links.append(_Link(link.start(), link.end(), number, now.encode()))
        return b"%s%s%s%s</ref>" % (_OPENS, leads.encode(), _WORD, now.encode())

    return _LINK.sub(led, xml), links


def _is_plain(xml: bytes, link: _Link) -> bool:
    """Tell whether a link is all of a citation, and its number a word, by the text between it and the next tags."""
    begins, ends = xml.rfind(b">", 0, link.start) + 1, xml.find(b"<", link.end)
    before, after = xml[begins : link.start].decode(), xml[link.end : ends].decode()
    if "&" in after or "\n" in after or "&" in before or goes_on(after):
        return False
    begun = _BEFORE.search(before) and (" " in before or (before and xml.endswith(_BLOCK, 0, begins)))
    ended = xml.startswith(_BLOCK_END, ends)
    known = begun and (_LAST if ended else _NEXT).match(after)
    return bool(known) and stands_alone(before, after)


_BEFORE = re.compile(r"(?:^| )(?:\w{1,2}['’])?\Z")
"""What stands right before the word for an article: a space, or "l'"."""

_LAST = re.compile(r"[.,;:]*(?:[ \u00a0](?!\d)|\Z)")
"""What a word ends with where the paragraph may end too."""

_NEXT = re.compile(r"[.,;:]*[ \u00a0](?!\d)(?:[\w'’]+[\s,.;:]|(?<=[.;:] ))")
"""What a word ends with, and the next word, which must be known unless a mark holds it off."""


def _told(match: Match) -> tuple[Segment, ...]:
    """Return the segments of the whole text: a block that changed was compared with its counterpart."""
    runs = Runs()
    for at, (old, new) in enumerate(zip(match.old.blocks, match.new.blocks, strict=True)):
        runs.add(Op.EQUAL, " " if at else "")
        add_words(runs, old, new)
    return runs.segments()
