"""The tree of a text."""

from pathlib import Path

from codetool.akn.read import read_expression
from codetool.render.tree import Branch, tree_of

CASES = Path(__file__).resolve().parents[2] / "cases" / "import"


def tree(case: str) -> tuple[Branch, ...]:
    """Return the tree of a case of the import."""
    return tree_of(read_expression((CASES / case / "expected.xml").read_bytes()))


def test_a_tree_has_the_parts_of_a_text_in_their_order() -> None:
    branches = tree("text-preamble-and-annex")

    assert [branch.element for branch in branches] == [
        "preface", "preamble", "chapter", "chapter", "conclusions", "attachment",
    ]  # fmt: skip
    assert branches[4].text == "Fait à Huy, le 12 septembre 2019. La présidente du comité"
    assert (branches[5].num, branches[5].heading) == ("ANNEXE 1 –", "PLAN")


def test_a_division_has_its_articles_and_they_tell_what_they_hold() -> None:
    chapter = tree("text-preamble-and-annex")[2]

    assert (chapter.num, chapter.heading, chapter.text) == ("CHAPITRE Ier. –", "DES EMPLACEMENTS", "")
    assert [(one.num, one.eid, one.counts) for one in chapter.children] == [
        ("Art. 1er. –", "art_1", ()),
        ("Art. 2. –", "art_2", (("paragraph", 2),)),
    ]
    assert chapter.children[0].text.startswith("Un emplacement mesure")


def test_points_and_tables_are_counted_and_notes_left_out_of_the_words() -> None:
    first, second = tree("markdown-headings")[1:]

    assert first.children[1].counts == (("point", 5), ("authorialNote", 1))
    assert "Deux places" not in first.children[1].text
    assert second.children[0].counts == (("table", 1),)
