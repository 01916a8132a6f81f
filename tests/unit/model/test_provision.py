"""The outline: provisions in order, at their places, and those that are compared."""

from codetool.model.markup import Comment, Element, Folded
from codetool.model.provision import Provision, articles_of, find_provision, num_of, unit_of, walk_provisions


def element(name: str, *children: Element | Folded | Comment | str, num: str = "", eid: str = "") -> Element:
    label = (Element(name="num", children=(num,)),) if num else ()
    return Element(name=name, attributes=(("eId", eid),) if eid else (), children=(*label, *children))


def outline(*children: Element | Folded) -> tuple[Provision, ...]:
    return tuple(walk_provisions(element("body", *children)))


def test_provisions_come_in_order_with_their_parents() -> None:
    folded = Folded(name="article", attributes=(("eId", "art_2"),), xml=b"<article/>", num="2.", line=8)
    title = element("title", element("content", element("article", num="1.")), folded, num="I", eid="title_1")
    found = outline(title)
    assert [(each.name, each.label, each.num, each.line) for each in found] == [
        ("title", "title_1", "I", 0),
        ("article", "#1", "1.", 0),
        ("article", "art_2", "2.", 8),
    ]
    assert [tuple(parent.eid for parent in each.parents) for each in found] == [(), ("title_1",), ("title_1",)]
    assert num_of(folded) == "2."


def test_what_is_quoted_and_metadata_are_not_entered() -> None:
    quoted = element("quotedStructure", element("article", num="9"))
    embedded = element("embeddedStructure", element("article", num="9"))
    found = outline(
        element("article", quoted, embedded, "text", Comment(text="c")), element("meta", element("article"))
    )
    assert len(found) == 1


def test_headings() -> None:
    headed = element("title", Element(name="heading", children=(" Des  mots ",)))
    assert Provision(element=headed).heading == "Des mots"
    assert Provision(element=element("title")).heading == ""
    assert Provision(element=Folded(name="article", xml=b"<article/>")).heading == ""


def test_the_unit_of_comparison() -> None:
    both = outline(element("section", element("article"), element("article"), num="1"))
    assert unit_of({each.name for each in both}) == "article"
    assert [each.name for each in articles_of(both)] == ["article", "article"]
    sections = outline(element("chapter", element("section")))
    assert [each.name for each in articles_of(sections)] == ["section"]
    lowest = outline(element("chapter", element("paragraph", element("point"), num="1."), num="I"), element("part"))
    assert unit_of({each.name for each in lowest}) == ""
    assert [each.name for each in articles_of(lowest)] == ["paragraph"]


def test_a_provision_is_found_by_id_or_number() -> None:
    tracked = Element(name="article", attributes=(("eId", "art_3"), ("wId", "art_2b")))
    given = outline(element("title", element("article", num="II."), tracked, num="TITRE II", eid="title_II"))
    title, article, third = given
    assert find_provision(given, "title_II") is title
    assert find_provision(given, "art_2b") is third
    assert find_provision(given, "ii") is article
    assert find_provision(given[:1], "Titre II") is title
    assert find_provision(given, "9") is None
