import pytest

from codetool.akn.write import write_element
from codetool.importers.closing import build_closing
from codetool.importers.lines import Cell, Line, Table
from codetool.importers.readers.plain import split_lines
from codetool.importers.structure import find_structure


@pytest.mark.parametrize(
    "line", ["Fait à Namur, le 3 mai", "Gedaan te Gent", "Geschehen zu Eupen", "Done at Ghent", "Mandons et ordonnons"]
)
def test_the_closing_begins_after_the_last_article(line: str) -> None:
    found = find_structure(split_lines(f"Article 1. Un.\n\nArticle 2. Deux.\n{line}\nLa présidente\nJ. D."))

    assert [one.text for one in found.closing] == [line, "La présidente", "J. D."]
    assert found.blocks[-1].text == "Deux."
    assert found.findings == ()


def test_a_text_that_goes_on_is_no_closing() -> None:
    assert find_structure(split_lines("Article 1. Un.\n\nFait à Namur.\n\n" + "Il agit. " * 40)).closing == ()
    assert find_structure(split_lines("Article 1. Le pain\nFait à Namur est bon.")).closing == ()
    assert find_structure(split_lines("Article 1. Un.\n\nFait à Namur.\n\nArticle 2. Deux.")).closing == ()


def test_names_stand_on_lines_of_their_own() -> None:
    table = Table(rows=((Cell(lines=(Line(text="Un", number=4),)),),))
    lines = [*split_lines("Fait à Huy,\nle 3 mai.\nLa présidente"), Line(text="", number=4, table=table)]

    assert write_element(build_closing(lines)[0]) == (
        "<conclusions><p>Fait à Huy, le 3 mai.</p><p>La présidente</p><table><tr><td><p>Un</p></td></tr></table>"
        "</conclusions>"
    )
    assert build_closing([]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Huy, le 3 mai 2019.",
        "Ainsi adopté par l'assemblée.",
        "Aldus goedgekeurd te Gent op 3 mei 2019.",
        "Adopté à Huy, le 3 mai 2019",
    ],
)
def test_other_words_begin_a_closing_too(text: str) -> None:
    found = find_structure(split_lines(f"Art. 1. Il va.\n\n{text}\n\nLe comité"))

    assert [one.text for one in found.closing] == [text, "Le comité"]


@pytest.mark.parametrize(
    "text", ["Adopté à la majorité, le budget est publié.", "Huy, le chef-lieu, reçoit le comité."]
)
def test_a_sentence_with_such_words_is_none(text: str) -> None:
    assert find_structure(split_lines(f"Art. 1. Il va.\n\n{text}\n\nLe comité")).closing == ()
