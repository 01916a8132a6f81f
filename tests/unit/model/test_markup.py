"""Elements as values: what they hold, found by name and in order."""

from codetool.model.markup import Comment, Element, Folded, Instruction, with_attribute

NUM = Element(name="num", children=("1.",))
INNER = Element(name="content", children=("a", Comment(text="c")))
FOLDED = Folded(name="article", attributes=(("eId", "art_9"), ("wId", "art_8")), xml=b"<article/>")
ARTICLE = Element(
    name="article",
    attributes=(("eId", "art_1"), ("wId", "art_0"), ("xml:lang", "fr")),
    children=("\n", NUM, Instruction(target="p"), INNER, FOLDED),
)


def test_attributes() -> None:
    assert (ARTICLE.get("xml:lang"), ARTICLE.get("none"), ARTICLE.eid, ARTICLE.identity) == ("fr", "", "art_1", "art_0")
    assert (FOLDED.eid, FOLDED.identity, FOLDED.get("none")) == ("art_9", "art_8", "")
    assert Element(name="p", attributes=(("eId", "p_1"),)).identity == "p_1"
    assert Element(name="p").eid == ""


def test_children_by_name() -> None:
    assert list(ARTICLE.elements()) == [NUM, INNER, FOLDED]
    assert list(ARTICLE.elements("num", "article")) == [NUM, FOLDED]
    assert ARTICLE.child("content") is INNER
    assert ARTICLE.child("article") is None  # folded: it is there, not opened
    assert ARTICLE.child("none") is None


def test_descendants_and_paths() -> None:
    body = Element(name="body", children=(ARTICLE,))
    assert [found.name for found in body.descendants()] == ["body", "article", "num", "content"]
    assert body.find("article", "num") is NUM
    assert body.find("title", "num") is None
    assert body.find() is body


def test_lines_do_not_make_a_difference() -> None:
    assert Element(name="p", line=3) == Element(name="p", line=4)
    assert Folded(name="p", xml=b"<p/>", num="1", line=3) == Folded(name="p", xml=b"<p/>")


def test_an_attribute_is_set_in_its_place_added_or_taken_away() -> None:
    given = (("a", "1"), ("b", "2"))
    assert with_attribute(given, "a", "3") == (("a", "3"), ("b", "2"))
    assert with_attribute(given, "c", "3") == (("a", "1"), ("b", "2"), ("c", "3"))
    assert with_attribute(given, "a", "") == (("b", "2"),)
    assert with_attribute(given, "c", "") == given
