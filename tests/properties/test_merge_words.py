"""Laws of the words of a merge: whose they are in a choice, and the space between them.

Two drafts put in, strike and replace words of one sentence, marks of punctuation among them, and put emphasis, links
and notes around or behind them. Each draft has words of its own to put in.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.write import write_element
from codetool.diff.merge import Merge, merge
from codetool.model.markup import Element
from codetool.model.text import text_of

SENTENCE = "Le membre respecte la loi et les usages de la profession , selon l' avis du conseil ; il paie sa part ."
WORDS = SENTENCE.split()
NEW = {"ours": ["strict", "général", "certain"], "theirs": ["vieux", "annuel", "futur"]}
NOTE = '<authorialNote marker="1" placement="bottom"><p>Note.</p></authorialNote>'


class Draft(NamedTuple):
    """A draft as XML, and how many changes it has."""

    line: str
    changes: int


def joined(words: list[str]) -> str:
    """Return words as a line: no space before a comma, a semicolon or a full stop, none behind an elision."""
    line = re.sub(r" ((?:<[^>]*>)?[,;.])", r"\1", " ".join(words))
    return re.sub(r"(l'(?:<[^>]*>)?) ", r"\1", line)


@st.composite
def drafts(draw: st.DrawFn, side: str) -> Draft:
    words = list(WORDS)
    changes = draw(st.integers(1, 2))
    for new in NEW[side][:changes]:
        at = draw(st.integers(1, len(words) - 2))
        change = draw(st.sampled_from(["put in", "strike", "replace", "aside"]))
        put_in = [",", new, ","] if change == "aside" else [new]
        words[at : at + (change in {"strike", "replace"})] = put_in if change != "strike" else []
    return Draft(joined(words), changes)


@st.composite
def marked_drafts(draw: st.DrawFn, _: str) -> Draft:
    words = list(WORDS)
    first = draw(st.integers(1, len(words) - 3))
    last = draw(st.integers(first, first + 2))
    before, after = draw(st.sampled_from([("<b>", "</b>"), ('<ref href="#art_2">', "</ref>"), ("", NOTE)]))
    words[first] = before + words[first]
    words[last] += after
    return Draft(joined(words), 1)


Pair = tuple[Draft, Draft]
PAIRS: st.SearchStrategy[Pair] = st.one_of(
    st.tuples(drafts("ours"), drafts("theirs")),
    st.tuples(marked_drafts("ours"), drafts("theirs")),
    st.tuples(drafts("ours"), marked_drafts("theirs")),
)


def run(ours: Draft, theirs: Draft, place: str) -> Merge:
    """Return what becomes of a line in a paragraph (`p`) or in a heading."""
    texts = []
    for line in (joined(WORDS), ours.line, theirs.line):
        heading, text = (f"<heading>{line}</heading>", "Texte.") if place == "heading" else ("", line)
        texts.append(
            '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta>'
            '<identification source="#a"><FRBRExpression><FRBRuri value="/a"/></FRBRExpression></identification>'
            f'</meta><body><title eId="title_1"><num>1</num>{heading}<article eId="art_1"><num>1.</num><content>'
            f'<p>{text}</p></content></article><article eId="art_2"><num>2.</num><content><p>Fin.</p></content>'
            "</article></title></body></act></akomaNtoso>"
        )
    return merge(*(read_expression(text.encode()) for text in texts))


def plain(xml: str) -> str:
    """Return the words of a line, a note as a mark, white space folded."""
    xml = re.sub(r"<authorialNote.*?</authorialNote>", "†", xml, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", xml).split())


def alternatives(found: Merge, place: str) -> tuple[str, str]:
    """Return the line as it reads when theirs is deleted, and when ours is; the same one where there is no choice."""
    root = unfold_expression(found.expression).root
    if place == "heading":
        line = write_element(next(one for one in root.descendants() if one.name == "heading"))
        ours = re.sub(r"<span [^>]*alternativeTo[^>]*?(?:/>|>.*?</span>)", "", line)
        return plain(ours), plain(re.sub(r"<span eId[^>]*?(?:/>|>.*?</span>)", "", line))
    articles = [one for one in root.descendants() if one.name == "article" and text_of(one, without=NUM) != "Fin."]
    lines = [plain(write_element(next(_lines(article)))) for article in articles]
    return lines[0], lines[-1]


NUM = frozenset({"num"})


def _lines(element: Element) -> Iterator[Element]:
    return (one for one in element.descendants() if one.name == "p")


def neighbours(line: str) -> set[tuple[str, str, str]]:
    """Return each two words that stand side by side, with the space between them."""
    found = re.findall(r"(\w+'?|[^\w\s])(\s*)", line)
    return {(one[0], one[1], two[0]) for one, two in pairwise(found)}


@given(PAIRS, st.sampled_from(["p", "heading"]))
@settings(max_examples=300, deadline=None)
def test_each_alternative_is_the_text_of_its_side(pair: Pair, place: str) -> None:
    ours, theirs = pair
    found = run(ours, theirs, place)
    lines = plain(ours.line), plain(theirs.line)
    if found.conflicts and (ours.changes, theirs.changes) == (1, 1):
        assert alternatives(found, place) == lines
    for one in found.conflicts:
        said = [plain(text.replace("[Note.]", "†")) for text in (one.ours, one.theirs)]
        assert [text in line for text, line in zip(said, lines, strict=True)] == [True, True]


@given(PAIRS, st.sampled_from(["p", "heading"]))
@settings(max_examples=300, deadline=None)
def test_two_words_have_between_them_what_they_have_on_a_side(pair: Pair, place: str) -> None:
    ours, theirs = pair
    known = neighbours(plain(ours.line)) | neighbours(plain(theirs.line))
    for line in alternatives(run(ours, theirs, place), place):
        assert neighbours(line) - known == set()


@given(PAIRS, st.sampled_from(["p", "heading"]))
@settings(max_examples=150, deadline=None)
def test_what_either_side_put_in_stands_once_where_there_is_no_conflict(pair: Pair, place: str) -> None:
    found = run(*pair, place)
    if not found.conflicts:
        line = alternatives(found, place)[0].split()
        for one, side in zip(pair, ("ours", "theirs"), strict=True):
            mine = plain(one.line)
            assert [line.count(word) for word in NEW[side]] == [mine.split().count(word) for word in NEW[side]]
