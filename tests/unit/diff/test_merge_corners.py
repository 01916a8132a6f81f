"""What merges seldom meet: comments, foreign markup, tables, titles moved into each other, numbers in words."""

from collections.abc import Callable

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.diff.merge import Merge, merge
from codetool.diff.merge_told import tell_merge
from codetool.model.expression import Expression
from codetool.model.provision import walk_provisions
from codetool.model.text import text_of

Draft = Callable[..., Expression]


def article(number: str, *inside: str, eid: str = "") -> str:
    """Return an article; what is no element is a paragraph of text."""
    content = "".join(one if one.startswith("<") else f"<content><p>{one}</p></content>" for one in inside)
    return f'<article eId="{eid or f"art_{number}"}"><num>{number}.</num>{content}</article>'


def title(number: str, *articles: str, heading: str = "Divers") -> str:
    return (
        f'<title eId="title_{number}"><num>TITRE {number}</num><heading>{heading}</heading>{"".join(articles)}</title>'
    )


def told(found: Merge) -> str:
    return text_of(unfold_expression(found.expression).root)


def kinds(found: Merge) -> list[str]:
    return [one.kind.value for one in found.conflicts]


A = "Le bureau tient une séance chaque mois à la maison communale."
B = "Une plainte est adressée par écrit au président du bureau."
C = "Le dossier de l'usager est fermé à clé dans une armoire."


@pytest.fixture
def merged(act: Draft) -> Callable[[str, str, str], Merge]:
    def run(base: str, ours: str, theirs: str) -> Merge:
        return merge(act(base), act(ours), act(theirs))

    return run


Run = Callable[[str, str, str], Merge]


# Structure ------------------------------------------------------------------------------------------------------------


def test_what_the_schema_has_no_place_for_together_is_a_choice(whole: Callable[[str], Expression]) -> None:
    start = f"<intro><p>{A}</p></intro><paragraph><num>a)</num><content><p>{B}</p></content></paragraph>"
    ours = f"{start}<wrapUp><p>Et rien d'autre, sauf urgence.</p></wrapUp>"
    theirs = f"{start}<paragraph><num>b)</num><content><p>{C}</p></content></paragraph>"
    found = merge(*(whole(article("1", inside)) for inside in (start, ours, theirs)))
    assert kinds(found) == ["structure"]
    assert list(check_schema(write_expression(found.expression))) == []
    assert told(found).count("Et rien d'autre") == told(found).count(C) == 1


@pytest.fixture
def whole(act: Draft) -> Callable[[str], Expression]:
    """Return what makes an Expression that the schema has nothing against."""

    def read(body: str) -> Expression:
        source = write_expression(act("BODY")).decode()
        source = source.replace("BODY", body)
        work = (
            '<FRBRthis value="/a"/><FRBRuri value="/a"/><FRBRdate date="2020-01-01" name="x"/><FRBRauthor href="#a"/>'
        )
        metadata = (
            f'<identification source="#a"><FRBRWork>{work}<FRBRcountry value="be"/></FRBRWork>'
            f'<FRBRExpression>{work}<FRBRlanguage language="fra"/></FRBRExpression>'
            f"<FRBRManifestation>{work}</FRBRManifestation></identification>"
        )
        begin, _, rest = source.partition("<identification")
        made = read_expression((begin + metadata + rest.partition("</identification>")[2]).encode())
        assert list(check_schema(write_expression(made))) == []
        return made

    return read


def test_titles_that_were_moved_into_each_other_stand_as_ours_has_them(merged: Run) -> None:
    def nested(outer: str, outside: str, inner: str, inside: str) -> str:
        return title(outer, article("1", outside), title(inner, article("2", inside), heading=inner), heading=outer)

    base = title("1", article("1", A), heading="1") + title("2", article("2", B), heading="2")
    found = merged(base, nested("2", B, "1", A), nested("1", A, "2", B))
    assert told(found).count(A) == told(found).count(B) == 1
    assert [one.num for one in walk_provisions(found.expression.root) if one.name == "title"] == ["TITRE 2", "TITRE 1"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_removed_title_of_which_an_article_was_amended_keeps_its_heading(merged: Run, *, turned: bool) -> None:
    base = title("1", article("1", A)) + title("2", article("2", B), article("3", C), heading="Les plaintes")
    removed, amended = title("1", article("1", A)), base.replace("par écrit", "par lettre")
    found = merged(base, amended, removed) if turned else merged(base, removed, amended)
    assert kinds(found) == ["removed"]
    assert "TITRE 2 Les plaintes 2." in told(found)
    assert C not in told(found)


@pytest.mark.parametrize("turned", [False, True])
def test_an_article_put_into_a_removed_title_is_a_choice_under_its_heading(merged: Run, *, turned: bool) -> None:
    base = title("1", article("1", A)) + title("2", article("2", B), heading="Les plaintes")
    removed, put_in = title("1", article("1", A)), base.replace(article("2", B), article("2", B) + article("2bis", C))
    found = merged(base, put_in, removed) if turned else merged(base, removed, put_in)
    assert [(one.kind, one.num, one.name, one.alternative) for one in found.conflicts] == [
        ("removed", "2bis.", "article", True)
    ]
    assert told(found).endswith(f"TITRE 2 Les plaintes 2bis. {f'{C} 2bis.' if turned else f'2bis. {C}'}")


def test_the_heading_of_a_removed_title_that_was_amended_is_told_without_its_articles(merged: Run) -> None:
    first = title("1", article("1", A))
    base = first + '<title eId="title_2"><num>TITRE 2</num>' + article("2", B) + "</title>"
    for heading in ("<heading>Les plaintes</heading>", "<!-- vu --><heading>Les recours</heading>"):
        found = merged(base, first, base.replace("TITRE 2</num>", f"TITRE 2</num>{heading}"))
        (conflict,) = found.conflicts
        assert (conflict.kind, conflict.base, conflict.ours) == ("removed", "TITRE 2", "")
        assert conflict.theirs.startswith("TITRE 2 Les")
        assert not conflict.alternative
        assert B not in told(found)


def test_what_is_removed_is_told_in_lines(merged: Run) -> None:
    table = "<content><p>Voici :</p><table><tr><td><p>un</p></td><td><p>deux</p></td></tr></table></content>"
    points = "<point><num>a)</num><content><p>trois</p></content></point><point><num>b)</num><content/></point>"
    base = article("1", A) + article("2", table) + article("3", f"<intro><p>Soit :</p></intro>{points}")
    amended = base.replace("deux", "dix").replace("trois", "dix")
    found = merged(base, article("1", A), amended)
    assert [one.theirs for one in found.conflicts] == ["Voici :\nun | dix", "Soit :\na) dix\nb)"]


def test_an_article_put_into_a_title_that_was_dissolved_goes_along_with_its_neighbour(merged: Run) -> None:
    base = title("1", article("1", A)) + title("2", article("2", B), heading="Les plaintes")
    put_in = base.replace(article("2", B), article("2", B) + article("3", C))
    found = merged(base, title("1", article("1", A), article("2", B)), put_in)
    assert not found.conflicts
    assert told(found) == f"TITRE 1 Divers 1. {A} 2. {B} 3. {C}"


def test_what_both_sides_moved_into_one_title_is_told_with_what_stands_before_it(merged: Run) -> None:
    base = title("1", article("1", A)) + title("2", article("2", B), article("3", C), heading="Les plaintes")
    ours = title("1", article("3", C), article("1", A)) + title("2", article("2", B), heading="Les plaintes")
    theirs = title("1", article("1", A), article("4", C)) + title("2", article("2", B), heading="Les plaintes")
    found = merged(base, ours, theirs)
    assert [(one.kind, one.base, one.ours, one.theirs) for one in found.conflicts] == [
        ("place", "TITRE 2 › 2.", "TITRE 1 ›", "TITRE 1 › 1.")
    ]
    # Each has the number that its side gave it.
    assert told(found).startswith(f"TITRE 1 Divers 3. {C} 1. {A} 4. {C}")


def test_a_removal_against_a_change_of_markup_only(merged: Run) -> None:
    first, text, last = article("1", A), f"<content><!-- vu --><p>{B}</p></content>", article("3", C)
    base = first + article("2", text) + last
    found = merged(base, first + last, base.replace('eId="art_2"', 'eId="art_2" class="x"'))
    assert kinds(found) == ["removed"]
    assert B in told(found)
    gone = merged(base, first + last, base.replace("mois", "an"))
    assert not gone.conflicts
    assert B not in told(gone)


# Numbers --------------------------------------------------------------------------------------------------------------


def numbers(found: Merge) -> list[str]:
    return [one.num for one in walk_provisions(found.expression.root) if one.num]


def numbered(num: str, text: str) -> str:
    return f"<article><num>{num}</num><content><p>{text}</p></content></article>"


def test_two_articles_put_in_under_one_latin_number_are_bis_and_ter(merged: Run) -> None:
    base = numbered("1.", A) + numbered("2.", B) + numbered("5.", C)
    ours, theirs = (
        numbered("1.", A) + numbered("2.", B) + numbered("2 bis.", text) + numbered("5.", C)
        for text in ("Nul ne siège dans sa propre cause.", "Les archives sont publiques après trente ans.")
    )
    consecutive = [text.replace("5.", "3.") for text in (base, ours, theirs)]
    for texts, last in (((base, ours, theirs), "5."), (consecutive, "3.")):
        found = merged(*texts)
        assert numbers(found) == ["1.", "2.", "2 bis.", "2 ter.", last]
        # Nobody gave that number: so it is told.
        assert [(one.kind, one.num, one.ours, one.theirs) for one in found.notes] == [
            ("number", "2 ter.", "", "2 bis.")
        ]


def test_a_whole_number_that_both_sides_gave_is_told_where_it_became_another(merged: Run) -> None:
    base = numbered("1.", A) + numbered("2.", B)
    found = merged(base, base + numbered("3.", C), base + numbered("3.", "Nul ne siège dans sa propre cause."))
    assert numbers(found) == ["1.", "2.", "3.", "4."]
    assert [(one.num, one.theirs) for one in found.notes] == [("4.", "3.")]


def test_a_latin_number_whose_neighbours_were_removed_stays(merged: Run) -> None:
    base = numbered("1.", A) + numbered("2.", B) + numbered("3.", C)
    put_in = base + numbered("3 bis.", "Nul ne siège dans sa propre cause.")
    assert numbers(merged(base, numbered("1.", A), put_in)) == ["1.", "3 bis."]
    # Here one that stays is before it: it counts on from that.
    assert numbers(merged(base, numbered("1.", A) + numbered("2.", C), put_in)) == ["1.", "2.", "2 bis."]


def test_a_latin_number_may_stand_before_all_whole_ones(merged: Run) -> None:
    base = numbered("1.", A) + numbered("2.", B)
    ours, theirs = numbered("0 bis.", C) + base, base.replace("mois", "an")
    assert numbers(merged(base, ours, theirs)) == ["0 bis.", "1.", "2."]
    alone = numbered("5 bis.", A)
    assert numbers(merged(alone, alone + numbered("5 ter.", B), alone.replace("mois", "an"))) == ["5 bis.", "5 ter."]


def test_what_comes_first_has_the_ordinal_of_the_first(merged: Run) -> None:
    base = numbered("Art. 1er.", A) + numbered("Art. 2.", B) + numbered("Art. 3.", C)
    ours = numbered("Art. 1er.", B) + numbered("Art. 2.", A) + numbered("Art. 3.", C)
    found = merged(base, ours, numbered("Art. 1er.", B) + numbered("Art. 2.", C))
    assert numbers(found) == ["Art. 1er.", "Art. 2."]
    removed = merged(base, numbered("Art. 1er.", B) + numbered("Art. 2.", C), base.replace("par écrit", "par lettre"))
    assert numbers(removed) == ["Art. 1er.", "Art. 2."]
    moved = numbered("Art. 2.", B) + numbered("Art. 3.", C)
    assert numbers(merged(base, moved, base.replace("armoire", "boîte"))) == ["Art. 2.", "Art. 3."]


def test_a_number_in_words_stays_as_it_is(merged: Run) -> None:
    base = numbered("Article premier", A) + numbered("Article deux", B)
    ours = numbered("Article premier", A.replace("mois", "an")) + numbered("Article second", B)
    found = merged(base, ours, base.replace("par écrit", "par lettre"))
    assert numbers(found) == ["Article premier", "Article second"]
    assert numbers(merged(base, base.replace("mois", "an"), ours.replace("an ", "mois "))) == [
        "Article premier",
        "Article second",
    ]


def test_roman_numbers_are_counted_on(merged: Run) -> None:
    def text(*titles: str) -> str:
        romans = ("I", "II", "III", "IV", "V")
        return "".join(
            f"<title><num>TITRE {romans[i]}</num><heading>{name}</heading>{numbered(f'{i + 1}.', name)}</title>"
            for i, name in enumerate(titles)
        )

    found = merged(
        text(A, B, C), text("Nul ne siège seul au bureau.", A, B, C), text(A, B, "Les archives sont publiques.", C)
    )
    assert [num for num in numbers(found) if "TITRE" in num] == [f"TITRE {n}" for n in ("I", "II", "III", "IV", "V")]


def test_letters_go_on_behind_z(merged: Run) -> None:
    letters = [chr(97 + n) for n in range(26)]

    def text(*points: str) -> str:
        inside = "".join(
            f"<point><num>{[*letters, 'aa', 'ab'][n]})</num><content><p>{point}</p></content></point>"
            for n, point in enumerate(points)
        )
        return article("1", f"<list><intro><p>{A}</p></intro>{inside}</list>")

    points = [f"le point que voici numéro {letter * 3}" for letter in letters[:25]]
    first, last = text("tout premier de tous les points", *points), text(*points, "tout dernier de tous les points")
    found = merged(text(*points), first, last)
    assert numbers(found)[-2:] == ["z)", "aa)"]


def test_the_emphasis_of_a_number_stays(merged: Run) -> None:
    base = "".join(numbered(f"<b>{n}.</b>", text) for n, text in ((1, A), (2, B)))
    ours = "".join(
        numbered(f"<b>{n}.</b>", text) for n, text in ((1, "Nul ne siège dans sa propre cause."), (2, A), (3, B))
    )
    theirs = "".join(numbered(f"<b>{n}.</b>", text) for n, text in ((1, A), (2, C), (3, B)))
    found = unfold_expression(merged(base, ours, theirs).expression).root
    nums = [one for one in found.descendants() if one.name == "num"]
    assert [text_of(one) for one in nums] == ["1.", "2.", "3.", "4."]
    assert all([child.name for child in one.elements()] == ["b"] for one in nums)


# Comments, foreign markup, tables -------------------------------------------------------------------------------------


def test_comments_of_both_sides_stay_and_the_same_one_is_one(merged: Run) -> None:
    base = article("1", f"<content><!-- vu --><p>{A}</p></content>")
    ours = base.replace("<!-- vu -->", "<!-- vu --><!-- relu -->")
    theirs = ours.replace("<!-- relu -->", "<!-- relu --><?note autre?>").replace("mois", "an")
    source = write_expression(merged(base, ours, theirs).expression).decode()
    assert [source.count(one) for one in ("<!-- vu -->", "<!-- relu -->", "<?note autre?>", "an à la")] == [1, 1, 1, 1]


def test_comments_inside_a_sentence_are_merged_like_words(merged: Run) -> None:
    base = article("1", A)
    ours = base.replace("chaque", "<!-- sic -->chaque<?note x?> <eol/>")
    found = merged(base, ours, base.replace("communale", "du peuple"))
    assert not found.conflicts
    source = write_expression(found.expression).decode()
    assert "<!-- sic -->chaque<?note x?> <eol/> mois à la maison du peuple" in source
    choice = merged(base, base.replace("mois", "<img src='a.png'/>"), base.replace("mois", "<b>an</b>"))
    assert [(one.ours, one.theirs) for one in choice.conflicts] == [(A.replace("mois ", ""), A.replace("mois", "an"))]


def test_a_cell_that_one_side_made_a_block_is_taken_whole(merged: Run) -> None:
    def text(cell: str) -> str:
        return article("1", f"<content><p>{A}</p><table><tr><td>{cell}</td><td>deux</td></tr></table></content>")

    base, block = text("un"), text("<p>un</p>")
    for ours, theirs in ((block, base), (base, block), (block, block)):
        found = merged(base, ours.replace("deux", "trois"), theirs)
        assert not found.conflicts
        assert "<td><p>un</p></td>" in write_expression(found.expression).decode()
        assert "trois" in told(found)
    clash = merged(base, text("<p>un bloc</p>"), text("un mot"))
    assert [(one.kind, one.base, one.ours, one.theirs) for one in clash.conflicts] == [
        ("words", "un", "un bloc", "un mot")
    ]
    assert "un bloc" in told(clash)
    assert "un mot" in told(clash)


def test_an_attribute_that_both_put_in_is_a_choice_where_it_differs(merged: Run) -> None:
    base = article("1", A) + article("2", B)
    ours, theirs, same = (base.replace("<content>", f'<content class="{name}">', 1) for name in ("x", "y", "x"))
    found = merged(base, ours, theirs)
    assert [(one.kind, one.base, one.ours, one.theirs) for one in found.conflicts] == [
        ("markup", "", 'class="x"', 'class="y"')
    ]
    assert not merged(base, ours, same).conflicts
    assert not merged(ours, base, ours).conflicts


# Headings, references, notes ------------------------------------------------------------------------------------------


def test_a_heading_that_one_side_emptied_and_the_other_changed(merged: Run) -> None:
    base = title("1", article("1", A), heading="Du bureau et des plaintes")
    found = merged(base, base.replace(" et des plaintes", ""), base.replace("des plaintes", "des recours"))
    assert kinds(found) == ["words"]
    heading = next(one for one in unfold_expression(found.expression).root.descendants() if one.name == "heading")
    assert [text_of(one) for one in heading.elements("span")] == ["", "et des recours"]
    assert text_of(heading).startswith("Du bureau ")


def test_a_line_that_one_side_emptied_and_the_other_changed(merged: Run) -> None:
    base = article("1", f"<content><p>{A}</p><p>{B}</p></content>")
    found = merged(base, base.replace(f"<p>{B}</p>", "<p/>"), base.replace("par écrit", "par lettre"))
    assert kinds(found) == ["words"]
    source = write_expression(found.expression).decode()
    assert source.count(A) == 2
    assert source.count("<p/>") == source.count("par lettre") == 1


def test_two_marks_side_by_side_stay_two(merged: Run) -> None:
    base = article("1", "Le <b>bureau</b><i>ouvert</i> <b>tient</b> <b>séance</b> chaque mois.")
    found = merged(base, base.replace("mois", "mois de l'an"), base.replace("Le ", "Tout "))
    assert "Tout <b>bureau</b><i>ouvert</i> <b>tient</b> <b>séance</b> chaque mois de l'an." in (
        write_expression(found.expression).decode()
    )


def test_a_reference_to_a_latin_number_follows(merged: Run) -> None:
    cited = article("1", "Le bureau suit l'<ref href=\"#art_2bis\">article 2 bis</ref>, deux fois l'an.")
    base = cited + article("2", B) + article("2 bis", C, eid="art_2bis")
    ours = (
        cited.replace("art_2bis", "art_3bis").replace("2 bis", "3 bis")
        + article("2", A)
        + (article("3", B) + article("3 bis", C, eid="art_3bis"))
    )
    found = merged(base, ours, base.replace("deux fois", "trois fois"))
    assert not found.conflicts
    assert "suit l'article 3 bis, trois fois l'an" in told(found)


def test_two_insertions_that_are_a_little_alike_are_two(merged: Run) -> None:
    base = article("1", A) + article("2", B)
    one = "Le président dresse chaque année la liste des membres du bureau et la publie au greffe."
    two = "Le président dresse chaque année le budget de la commission et le soumet au greffe du tribunal."
    found = merged(
        base,
        article("1", A) + article("1bis", one) + article("2", B),
        article("1", A) + article("1ter", two) + article("2", B),
    )
    assert not found.conflicts
    assert numbers(found) == ["1.", "1bis.", "1ter.", "2."]


def test_what_only_theirs_changed_outside_articles_is_told(act: Draft) -> None:
    base = title("1", article("1", A), heading="Du bureau")
    sides = [act(text) for text in (base, base.replace("mois", "an"), base.replace("Du bureau", "Le bureau"))]
    others = tell_merge(merge(*sides), *sides).others
    assert [(one.unit.eid, one.taken) for one in others] == [("title_1", "theirs")]


def test_what_only_theirs_put_in_outside_articles_is_told(act: Draft) -> None:
    base = title("1", article("1", A), heading="Du bureau")
    sides = [act(text) for text in (base, base.replace("mois", "an"), base + title("2", article("2", B)))]
    others = tell_merge(merge(*sides), *sides).others
    assert [(one.unit.eid, one.taken) for one in others] == [("title_2", "theirs")]


def test_a_heading_that_both_put_in_is_a_choice(merged: Run) -> None:
    base = f'<title eId="title_1"><num>TITRE 1</num>{article("1", A)}</title>'
    ours, theirs = (
        base.replace("</num>", f"</num><heading>{text}</heading>", 1) for text in ("Un titre", "Autre titre")
    )
    found = merged(base, ours, theirs)
    assert [(one.kind, one.ours, one.theirs) for one in found.conflicts] == [("added", "Un titre", "Autre titre")]


def test_a_new_article_that_cites_and_that_both_put_in_is_one(merged: Run) -> None:
    base = article("1", A) + article("2", B)
    new = article("3", 'Le greffe suit l\'<ref href="#art_{0}">article {0}</ref> en tout ce qui le regarde.')
    ours = (
        article("1", C) + article("2", A) + article("3", B) + new.format(3).replace('art_3"><num>3.', 'art_4"><num>4.')
    )
    found = merged(base, ours, base + new.format(2))
    assert not found.conflicts
    assert told(found).count("Le greffe suit l'article 3 en tout") == 1


def test_of_two_articles_amended_in_a_removed_title_each_is_a_choice(merged: Run) -> None:
    base = title("1", article("1", A)) + title("2", article("2", B), article("3", C), heading="Les plaintes")
    amended = base.replace("par écrit", "par lettre").replace("armoire", "boîte")
    found = merged(base, title("1", article("1", A)), amended)
    assert kinds(found) == ["removed", "removed"]
    assert told(found).count("TITRE 2 Les plaintes") == 1


def test_ordinals_go_to_what_is_first(merged: Run) -> None:
    base = numbered("Art. 1er.", A) + numbered("Art. 2.", B)
    ours = numbered("Art. 1er.", "Nul ne siège dans sa propre cause.") + numbered("Art. 2.", A) + numbered("Art. 3.", B)
    theirs = numbered("Art. 1er.", "Les archives sont publiques.") + numbered("Art. 2.", A) + numbered("Art. 3.", B)
    found = merged(base, ours, theirs)
    assert numbers(found) == ["Art. 1er.", "Art. 2.", "Art. 3.", "Art. 4."]
    removed = numbered("Art. 1er.", B)
    between = numbered("Art. 1er.", A) + numbered("Art. 2.", C) + numbered("Art. 3.", B)
    assert numbers(merged(base, removed, between)) == ["Art. 1er.", "Art. 2."]


def test_of_two_wids_that_both_gave_ours_stands(merged: Run) -> None:
    base = article("1", A)
    ours, theirs = (base.replace('"art_1"', f'"art_1" wId="art_{n}"') for n in (8, 9))
    found = merged(base, ours, theirs)
    assert not found.conflicts
    assert [one.element.get("wId") for one in walk_provisions(found.expression.root)] == ["art_8"]
