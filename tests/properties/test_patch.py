"""Laws of the patch, on documents made of odd pieces: it leads there and back, byte for byte."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from codetool.akn.canonical import canonical_text
from codetool.akn.read import read_expression
from codetool.diff import apply_patch, compare, patch_of, read_patch, reverse_patch
from codetool.diff.patch_told import check_told
from codetool.errors import CodetoolError, PatchError
from codetool.render.redline_json import render_redline_json
from tests.sizes import FULL

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LAW = settings(max_examples=1000 if FULL else 200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.sampled_from(
    "Il peut agir.|Il doit agir sans délai.|<![CDATA[<article>]]>|&#233;&amp;&lt;|\r\n|é 𝄞|]]&gt;|&#13;|<!--<?c0 1?>-->"
    "|<?c0 1?>|<?c1?>|<!--</article>-->|<b>mot</b>|<num>1.</num>|<num>Art. <b>2</b></num>"
    "|<x:y xmlns:x='urn:x' x:z='&#9;'/>|<y xmlns=''/>|\n  |>".split("|")
)
attributes = st.sampled_from(
    [
        "",
        ' eId="art_1"',
        " wId='w' eId='art_2'",
        " eId='art_2'  wId='w'",
        " xmlns:p='urn:p' p:q='1'",
        ' title="&#10;&quot;>"',
        f" xmlns='{AKN}'",
        f" xmlns:a='{AKN}'",
        " xml:lang='fr'",
    ]
)
names = st.sampled_from(
    ["article", "article", "article", "section", "title", "paragraph", "quotedStructure", "p", "attachments"]
)


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, ids, children: f"<{name}{ids}>{''.join(children)}</{name}>" if children else f"<{name}{ids}/>",
        names,
        attributes,
        st.lists(inside, max_size=4),
    )


nodes = st.recursive(st.one_of(texts, texts, st.just("<article/>")), element, max_leaves=12)
placed = st.sampled_from(["", " z='1'  b='2'", " xmlns:p='urn:p' p:z='1'"])
asides = st.sampled_from(["", "<!-- avant -->", "<?pi  x ?>\r\n<!--<article/>-->", "\n"])


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Return a document, well-formed and little else: with parts or none, prefixes, comments outside the root."""
    inside = "".join(draw(st.lists(nodes, max_size=6)))
    body = draw(st.sampled_from(["{}", "<act><meta/><body>{}</body></act>", "<act>{}</act><act><body/></act>"]))
    root = f"<akomaNtoso xmlns='{AKN}'{draw(placed)}>{body.format(inside)}</akomaNtoso>"
    declared = draw(st.sampled_from(["", "<?xml version='1.0'?>"]))
    return (declared + draw(asides) * bool(declared) + root + draw(asides)).encode()


def compared(old: bytes, new: bytes) -> str:
    return render_redline_json(compare(read_expression(old), read_expression(new)))


NESTED = f"<akomaNtoso xmlns='{AKN}'><article><num>1</num><article><article/></article></article></akomaNtoso>".encode()
EMPTY = f"<akomaNtoso xmlns='{AKN}'/>".encode()


@LAW
@given(documents(), documents())
@example(NESTED, EMPTY)
@example(EMPTY, EMPTY)
def test_the_patch_leads_there_and_back(old: bytes, new: bytes) -> None:
    patch = read_patch(compared(old, new).encode())
    before, after = canonical_text(old), canonical_text(new)
    assert apply_patch(patch, before) == after
    assert apply_patch(reverse_patch(patch), after) == before


@settings(LAW, max_examples=300 if FULL else 100)
@given(documents(), documents())
def test_a_patch_that_nobody_touched_does_what_it_tells(old: bytes, new: bytes) -> None:
    # An article or words right in the root, where no schema has them, belong to two rows or to none.
    assume(b"<act>" in old and b"<act>" in new)
    changes = compare(read_expression(old), read_expression(new))
    try:
        check_told(patch_of(changes), canonical_text(old), canonical_text(new))
    except PatchError as refused:
        assert "words that no row shows" in str(refused)  # noqa: PT017 - words beside the parts of an act are in no row


@settings(LAW, max_examples=100)
@given(documents())
def test_the_patch_between_a_text_and_itself_is_empty(document: bytes) -> None:
    changes = compare(read_expression(document), read_expression(document))
    assume(not changes.has_changes)
    assert changes.frame is None
    found = json.loads(render_redline_json(changes))
    assert all(row["patch"] is None for row in (*found["articles"], *found["others"]))


@settings(LAW, max_examples=200)
@given(documents(), documents(), st.data())
def test_an_edited_patch_leads_nowhere_else(old: bytes, new: bytes, data: st.DataObject) -> None:
    found = json.loads(compared(old, new))
    rows: list[dict[str, Any]] = [*found["articles"], *found["others"], found]
    row = data.draw(st.sampled_from(rows))
    key = data.draw(st.sampled_from(sorted({"patch", "frame", "old_at", "new_at", "articles", "others"} & row.keys())))
    row[key] = data.draw(st.sampled_from([None, [], [["+", "x"]], [["=", 1]], [[0, 1]], [[3, 9], [5, 12]]]))
    before = canonical_text(old)
    try:
        assert apply_patch(read_patch(json.dumps(found).encode()), before) == canonical_text(new)
    except CodetoolError as refused:
        assert "Make" in str(refused)  # noqa: PT017 - an edit may also change nothing


@pytest.mark.parametrize("at", [0.1, 0.5, 0.99])
def test_a_patch_that_was_cut_is_refused(at: float) -> None:
    content = compared(NESTED, EMPTY)
    with pytest.raises(CodetoolError, match="not JSON, or it was cut off"):
        read_patch(content[: int(len(content) * at)].encode())
