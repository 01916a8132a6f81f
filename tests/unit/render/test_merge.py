"""The report of a merge: as text, as JSON, as a page."""

import json
import re
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.diff.changes import Op, Segment
from codetool.diff.merge import merge
from codetool.diff.merge_told import ToldMerge, tell_merge
from codetool.render import merge_view
from codetool.render.merge_html import render_merge_html
from codetool.render.merge_json import render_merge_json
from codetool.render.merge_text import render_merge_text
from codetool.render.merge_view import MergeView, merge_labels, view_merge
from codetool.resources import load_table

CASES = Path(__file__).resolve().parents[2] / "cases" / "merge"
NAMES = {"base": "la base", "ours": "le nôtre", "theirs": "le leur"}


def told(name: str) -> ToldMerge:
    sides = [read_expression((CASES / name / f"{side}.xml").read_bytes()) for side in ("base", "ours", "theirs")]
    return tell_merge(merge(*sides), *sides)


def view(name: str, language: str = "en") -> MergeView:
    return view_merge(told(name), language, NAMES)


def test_the_text_tells_conflicts_first_then_what_came_from_whom() -> None:
    assert render_merge_text(view("words")) == (
        "le nôtre and le leur merged on the base of la base\n"
        "\n"
        "Conflicts: 1\n"
        "\n"
        "! 1 – both sides changed the same words\n"
        "    Base: Le bureau tient une séance chaque mois à la maison communale.\n"
        "    Ours: Le bureau tient une séance chaque semaine à la maison communale.\n"
        "    Theirs: Le bureau tient une séance chaque trimestre à la maison communale.\n"
        "    In the text: ours in its place (art_1), theirs after it with\n"
        '    alternativeTo="#art_1".\n'
        "\n"
        "Articles\n"
        "! 1 – conflict\n"
        "    Ours: modified\n"
        "        Le bureau tient une séance chaque [-mois-]{+semaine+} à la maison\n"
        "        communale.\n"
        "    Theirs: modified\n"
        "        Le bureau tient une séance chaque [-mois-]{+trimestre+} à la maison\n"
        "        communale.\n"
        "\n"
        "  unchanged articles: 3\n"
    )


def test_a_removal_says_who_removed() -> None:
    text = render_merge_text(view("removed"))
    assert "! 2 – ours removed what theirs changed\n" in text
    assert "    Ours: (nothing)\n" in text


def test_a_renumbered_article_tells_its_former_number() -> None:
    assert "< 2 (3 in the base) – from ours\n    Ours: renumbered\n" in render_merge_text(view("reference"))


def triple(*bodies: str) -> MergeView:
    """Return the view of a merge of three texts with these bodies."""
    sides = [
        read_expression(
            (
                '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta>'
                '<identification source="#a"><FRBRExpression><FRBRuri value="/a"/></FRBRExpression></identification>'
                f"</meta><body>{body}</body></act></akomaNtoso>"
            ).encode()
        )
        for body in bodies
    ]
    return view_merge(tell_merge(merge(*sides), *sides), "en", NAMES)


POINTS = (
    '<title eId="title_1"><num>TITRE 1</num><heading>Les organes</heading><article eId="art_1"><num>Art. 1er. –</num>'
    "<intro><p>Le bureau comprend :</p></intro>"
    '<point eId="art_1__point_a"><num>a)</num><content><p>le président ;</p></content></point>'
    '<point eId="art_1__point_b"><num>b)</num><content><p>le secrétaire.</p></content></point></article></title>'
)


def test_a_point_is_named_with_its_article() -> None:
    found = triple(POINTS, *(POINTS.replace("secrétaire", word) for word in ("greffier", "trésorier")))
    assert [(one.name, one.texts[1][1]) for one in found.conflicts] == [("Art. 1er, b)", "le greffier.")]


def test_a_conflict_in_a_heading_is_one_in_the_list_too() -> None:
    found = triple(POINTS, *(POINTS.replace("Les organes", words) for words in ("Des organes", "Nos organes")))
    assert [(row.name, row.mark) for row in found.others] == [("TITRE 1", "conflict")]


def test_points_and_rows_stand_on_lines_of_their_own_in_the_report() -> None:
    row = "<tr><td><p>Président</p></td><td><p>100 euros</p></td></tr>"
    table = f"<content><p>Voici :</p><table>{row}</table></content>"
    base = POINTS.replace("</article>", f'</article><article eId="art_2"><num>2.</num>{table}</article>')
    more = '<point eId="art_1__point_c"><num>c)</num><content><p>le trésorier.</p></content></point></article>'
    ours = base.replace("</article>", more, 1)
    theirs = base.replace("</table>", "<tr><td><p>Greffier</p></td><td><p>50 euros</p></td></tr></table>")
    found = triple(base, ours, theirs)
    text = render_merge_text(found)
    assert "    Ours: modified\n        {+c) le trésorier.+}\n" in text
    assert "    Theirs: modified\n        {+Greffier | 50 euros+}\n" in text
    assert re.search(r"<p><ins>.*Greffier \| 50 euros", render_merge_html(found, "en"))


def test_each_part_of_a_divided_article_has_its_own_words() -> None:
    article = '<article eId="art_{0}"><num>{0}.</num><content><p>{1}</p></content></article>'
    first, last = "Le conseil de la ville se compose de sept membres élus.", "siège à Namur deux fois par mois."
    base = article.format("1", f"{first} Il {last}")
    divided = article.format("1", first) + article.format("1bis", f"Le conseil {last}")
    rows = {row.name: row.ours.lines for row in triple(base, divided, base.replace("deux", "trois")).rows}
    said = {name: "".join(one.text for line in lines for one in line) for name, lines in rows.items()}
    assert "Namur" not in said["1"]
    assert said["1bis"].endswith(last)


def test_an_article_that_was_joined_to_another_tells_its_own_former_number() -> None:
    article = '<article eId="art_{0}"><num>{0}.</num><content><p>{1}</p></content></article>'
    texts = "Le membre respecte le secret professionnel.", "Le membre paie sa cotisation dans les trente jours."
    base = article.format("1", texts[0]) + article.format("2", texts[1])
    found = triple(base, article.format("1", " ".join(texts)), base.replace("trente", "soixante"))
    assert [(row.name, row.was) for row in found.rows] == [("1", ""), ("2", "")]


def test_a_conflict_of_whole_articles_is_told_in_lines() -> None:
    assert (
        "    Ours: § 1. Le secrétaire rédige le rapport de la séance.\n"
        "        § 2. Il le garde dix ans au greffe du tribunal.\n"
    ) in render_merge_text(view("structure"))


def test_places_are_told_in_words() -> None:
    labels = merge_labels("en")
    told = [merge_view._place(text, labels) for text in ("TITRE 1 –", "TITRE 1 › 5.", "TITRE 1 ›", "› 5.", "›")]
    assert told == ["TITRE 1", "TITRE 1, after 5", "TITRE 1, first", "after 5", "first"]


def test_what_both_sides_put_in_or_moved_is_told_with_its_places() -> None:
    text = render_merge_text(view("place"))
    assert "both sides moved it, each to another place\n    Base: TITRE 1\n    Ours: TITRE 2\n" in text
    new = '<article eId="art_{0}"><num>{0}.</num><content><p>Nul ne siège dans sa propre cause.</p></content></article>'
    old = '<article eId="art_{0}"><num>{0}.</num><content><p>Le {0} tient séance.</p></content></article>'
    articles = [old.format(number) for number in "12345"]
    drafts = ("".join([*articles[:at], new.format(f"{at}bis"), *articles[at:]]) for at in (1, 4))
    text = render_merge_text(triple("".join(articles), *drafts))
    assert "! 1bis – both sides put it in, each at another place\n    Base: (nothing)\n    Ours: after 1\n" in text
    assert "    Theirs: after 4\n" in text


def test_what_was_put_into_a_removed_division_is_told_so() -> None:
    more = '<article eId="art_2"><num>2.</num><content><p>Nul ne siège seul.</p></content></article></title>'
    other = '<title eId="title_2"><num>TITRE 2</num><heading>Divers</heading>{}</title>'
    base = other.format(POINTS[POINTS.index("<article") : -len("</title>")].replace("art_1", "art_3")) + POINTS
    found = triple(base, base.removesuffix(POINTS), base.removesuffix("</title>") + more)
    assert [one.what for one in found.conflicts] == ["ours removed the division into which theirs put it"]


def test_a_number_that_was_taken_is_told_without_what_the_other_side_has_not() -> None:
    article = '<article eId="art_{0}"><num>{0}.</num><content><p>{1}</p></content></article>'
    base = article.format("1", "Le bureau tient séance.") + article.format("2", "La plainte est écrite.")
    drafts = (
        base.replace('<article eId="art_2">', article.format("1bis", text) + '<article eId="art_2">')
        for text in ("Nul ne siège dans sa propre cause.", "Les archives sont publiques.")
    )
    found = triple(base, *drafts)
    assert [(one.name, one.texts, one.left) for one in found.notes] == [
        ("1ter", (("Theirs", "1bis."),), "In the text: 1ter.")
    ]


def test_colour_stands_for_the_marks_it_paints() -> None:
    text = render_merge_text(view("words"), color=True)
    assert "\x1b[32m{+semaine+}\x1b[0m" in text
    assert re.sub(r"\x1b\[\d+m", "", text) == render_merge_text(view("words"))


def test_no_line_is_wider_than_asked() -> None:
    assert max(map(len, render_merge_text(view("structure"), width=60).splitlines())) <= 60


@pytest.mark.parametrize("name", sorted(folder.name for folder in CASES.iterdir()))
def test_the_json_has_a_row_for_every_article_and_every_conflict(name: str) -> None:
    found = json.loads(render_merge_json(told(name)))
    assert list(found) == ["format", "base", "ours", "theirs", "conflicts", "notes", "articles", "others", "summary"]
    assert len(found["conflicts"]) == found["summary"]["conflict"] == 1
    for side in ("base", "ours", "theirs"):
        source = (CASES / name / f"{side}.xml").read_text()
        eids = sorted(set(re.findall(r'<article eId="([^"]+)"', source)))
        assert sorted(row[side] for row in found["articles"] if row[side]) == eids


def test_the_page_is_whole_and_has_both_drafts_beside_each_other() -> None:
    page = render_merge_html(view("words", "fr"), "fr")
    assert page.lower().startswith("<!doctype html>")
    assert "http://" not in page
    assert "https://" not in page
    assert page.count('<th scope="col">') % 3 == 0
    assert "les deux projets ont changé les mêmes mots" in page
    assert re.search(r"<del>.*mois.*</del><ins>.*semaine.*</ins>", page)


def test_what_is_in_a_text_is_escaped() -> None:
    assert "&lt;ref href=&#34;#art_3&#34;&gt;" in render_merge_html(view("markup"), "en")


def test_every_language_has_the_same_labels() -> None:
    table = load_table("templates/merge/labels.toml")
    assert all(set(words) == set(merge_labels("en")) for words in table.values())
    assert set(table) == {"de", "en", "fr", "nl"}
    assert merge_labels("it") == merge_labels("en")


def test_a_long_run_that_is_cut_keeps_the_space_before_it() -> None:
    segments = (
        Segment(op=Op.DELETE, text="Observateur"),
        Segment(op=Op.INSERT, text="Témoin"),
        Segment(op=Op.EQUAL, text=" privilégié " + "mot " * 60 + "fin"),
    )
    assert "".join(one.text for one in merge_view._shortened(segments)).startswith("ObservateurTémoin privilégié mot")
