"""The laws of formatting: the words and the ids that are there stay; formatting twice is formatting once."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from codetool.akn.read import read_expression
from codetool.akn.write import write_expression
from codetool.importers import ImportRequest, import_source
from codetool.mend import changes_between
from codetool.model.markup import Comment, Element, Instruction
from codetool.model.text import text_of
from codetool.store.files import Source
from codetool.store.upkeep import format_source, mend_source

DRAFT = """CODE D'ESSAI

- projet -

TITRE 1 – OBJET

1.1 Le présent texte règle un essai, voir point 2.1.

1.2 L'essai se fait en deux temps :

a) le premier;
b) le second.

TITRE 2 – FIN

2.1 L’essai finit  comme il a commencé.
"""
REQUEST = ImportRequest(
    date="2019-09-12",
    work="essai",
    iri="/akn/be/act/code/essai/2019-09-12/cas",
    title="Texte d'essai",
    author="essai",
    author_short="CdE",
    author_name="Comité d'essai",
)
WHOLE = write_expression(import_source(DRAFT.encode(), "draft.txt", REQUEST).expression).decode()
IDS = re.findall(r' eId="(?:art|title)[^"]*"', WHOLE)


@st.composite
def spoiled(draw: st.DrawFn) -> Source:
    """Return the draft with ids taken out or changed, other white space, comments and instructions put in."""
    text = WHOLE
    for eid in draw(st.lists(st.sampled_from(IDS), max_size=4, unique=True)):
        text = text.replace(eid, draw(st.sampled_from(["", ' eId="art_1-1"', ' eId="a b"', eid + ' wId="art_9"'])), 1)
    for _ in range(draw(st.integers(0, 3))):
        parts = re.split(r"(\n *)(?=<)", text)
        at = draw(st.integers(0, len(parts) // 2 - 1)) * 2 + 1
        parts[at] = draw(st.sampled_from(["", "\n", "\t \n", "<!-- à revoir -->", "\n<?edition page?>"]))
        text = "".join(parts)
    return Source(place="draft.xml", content=text.encode())


def remarks(source: bytes) -> list[Comment | Instruction]:
    found = read_expression(source, fold=False)
    inside = [c for e in found.root.descendants() for c in e.children if isinstance(c, Comment | Instruction)]
    return [*found.prolog, *inside, *found.epilog]


def words(source: bytes) -> str:
    return text_of(read_expression(source, fold=False).root)


def eids(source: bytes) -> list[str]:
    return [one.eid for one in read_expression(source, fold=False).root.descendants() if isinstance(one, Element)]


@given(spoiled())
@settings(max_examples=60, deadline=None)
def test_formatting_changes_neither_words_nor_ids(source: Source) -> None:
    made = format_source(source)
    assert words(made.content) == words(source.content)
    assert remarks(made.content) == remarks(source.content)
    assert all(now == eid for eid, now in zip(eids(source.content), eids(made.content), strict=True) if eid)
    again = format_source(Source(place="again.xml", content=made.content))
    assert (again.content, again.changes, again.relaid) == (made.content, (), False)


@given(spoiled())
@settings(max_examples=60, deadline=None)
def test_mending_changes_no_word_and_is_done_once(source: Source) -> None:
    made = mend_source(source)
    before, after = (re.findall(r"\w+", words(content)) for content in (source.content, made.content))
    assert before == after
    assert remarks(made.content) == remarks(source.content)
    given_ids = [eid for eid in eids(made.content) if eid]
    assert len(set(given_ids)) == len(given_ids)
    again = mend_source(Source(place="again.xml", content=made.content))
    assert (again.content, again.changes) == (made.content, ())
    old, new = (read_expression(content, fold=False) for content in (source.content, made.content))
    assert len(list(changes_between(old, new))) == len(made.changes)
