"""Other comparers, one to a process: `python -m benchmarks.peers NAME OLD NEW` prints how many words it marks.

Those that know no XML get the text as it is printed, articles with their numbers, a line for each block.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")
_FIRST, _SURROGATES, _AFTER = 0x21, 0xD800, 0xE000


def printed(path: str) -> list[str]:
    """Return the blocks of a document's body as they are printed."""
    body = etree.parse(path).find(f".//{_AKN}body")
    assert body is not None
    return [" ".join("".join(map(str, one.itertext())).split()) for one in _blocks(body)]


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    return body.iter(f"{_AKN}num", f"{_AKN}heading", f"{_AKN}p")


def count_words(texts: Iterable[str]) -> int:
    """Return how many words the texts have."""
    return sum(len(_WORD.findall(text)) for text in texts)


def tokens(path: str) -> list[str]:
    """Return the words and marks of a document."""
    return [token for block in printed(path) for token in _TOKEN.findall(block)]


def encoded(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return both texts with a character for each word; none is a surrogate."""
    known: dict[str, str] = {}
    for token in (*old, *new):
        code = _FIRST + len(known)
        known.setdefault(token, chr(code if code < _SURROGATES else code - _SURROGATES + _AFTER))
    return "".join(known[token] for token in old), "".join(known[token] for token in new)


def run_difflib(old: str, new: str) -> int:
    """Compare with difflib as it comes, word by word."""
    a, b = tokens(old), tokens(new)
    steps = SequenceMatcher(None, a, b).get_opcodes()
    return sum(count_words(a[i:j]) + count_words(b[k:m]) for tag, i, j, k, m in steps if tag != "equal")


def run_diff_match_patch(old: str, new: str) -> int:
    """Compare with diff-match-patch, a character for each word, without its timeout."""
    from diff_match_patch import diff_match_patch

    a, b = tokens(old), tokens(new)
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main(*encoded(a, b), False)  # noqa: FBT003 - the library's own signature
    return _marked(((op, len(text)) for op, text in found), a, b)


def run_fast_diff_match_patch(old: str, new: str) -> int:
    """Compare with fast-diff-match-patch, a character for each word, without its timeout."""
    from fast_diff_match_patch import diff

    a, b = tokens(old), tokens(new)
    found = diff(*encoded(a, b), timelimit=0, checklines=False)
    return _marked((({"=": 0, "-": -1, "+": 1}[op], length) for op, length in found), a, b)


def _marked(steps: Iterable[tuple[int, int]], old: list[str], new: list[str]) -> int:
    marked = at_old = at_new = 0
    for op, length in steps:
        if op < 0:
            marked += count_words(old[at_old : at_old + length])
        if op > 0:
            marked += count_words(new[at_new : at_new + length])
        at_old += length if op <= 0 else 0
        at_new += length if op >= 0 else 0
    return marked


def run_htmldiff(old: str, new: str) -> int:
    """Compare with lxml's htmldiff, a paragraph for each block."""
    from lxml.html import fragment_fromstring
    from lxml.html.diff import htmldiff

    pages = ("".join(f"<p>{block}</p>" for block in printed(path)) for path in (old, new))
    found = fragment_fromstring(htmldiff(*pages), create_parent="div")
    return count_words("".join(map(str, one.itertext())) for one in found.iter("ins", "del"))


def run_xmldiff(old: str, new: str) -> int:
    """Compare with xmldiff, its fast match on; it tells actions and marks no words."""
    from xmldiff.main import diff_files

    diff_files(old, new, diff_options={"fast_match": True})
    return 0


def run_ours(report: str, _: str) -> int:
    """Count what `codetool diff --format json` marked in articles."""
    rows = json.loads(Path(report).read_bytes())["articles"]
    return count_words(text for row in rows for op, text in row["segments"] if op != "equal")


PEERS: dict[str, Callable[[str, str], int]] = {
    "xmldiff": run_xmldiff,
    "htmldiff": run_htmldiff,
    "difflib": run_difflib,
    "diff_match_patch": run_diff_match_patch,
    "fast_diff_match_patch": run_fast_diff_match_patch,
    "ours": run_ours,
}

if __name__ == "__main__":
    print(PEERS[sys.argv[1]](sys.argv[2], sys.argv[3]))
