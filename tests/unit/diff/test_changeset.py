"""Two texts to a ChangeSet: order of rows, words, sides, and what is no article."""

from collections.abc import Callable

import pytest

from codetool import diff
from codetool.akn.read import read_expression
from codetool.akn.write import digest_of
from codetool.diff import ChangeSet, Kind, Op, Segment, compare
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE

Draft = Callable[..., Expression]


def nums(changes: ChangeSet) -> list[tuple[str, str]]:
    return [(row.old[0].num if row.old else "", row.new[0].num if row.new else "") for row in changes.articles]


def test_rows_follow_the_new_text_and_removed_ones_stand_where_they_stood(code: Draft) -> None:
    old = code(
        "1. Le frais.\n2. Le membre agit.\n3. Nul délai.\n4. Aucun recours.\n5. Le bureau statue.\n6. Une copie."
    )
    new = code("1. Le membre agit.\n7. La séance est publique.\n2. Le bureau statue.")
    assert nums(compare(old, new)) == [
        ("1.", ""), ("2.", "1."), ("3.", ""), ("4.", ""), ("", "7."), ("5.", "2."), ("6.", ""),
    ]  # fmt: skip


def test_a_side_says_which_text_it_is(act: Draft) -> None:
    text = act("", front="<preface><p><docTitle>Essai</docTitle></p></preface>")
    side = compare(text, act("")).old
    assert side.iri == "/akn/be/act/code/essai/2020-01-01/essai/fra@2020-01-01"
    assert (side.title, side.sha256) == ("Essai", digest_of(text))


def test_words_are_counted_on_both_sides(code: Draft) -> None:
    old = code("1. Le membre agit seul.\n2. Une copie, une seule, suffit.")
    new = code("1. Le membre agit sans délai.\n3. L'avis est public.")
    rows = compare(old, new).articles
    assert [(row.words_inserted, row.words_deleted) for row in rows] == [(2, 1), (0, 5), (4, 0)]


def test_an_article_without_words_has_one_empty_segment(act: Draft) -> None:
    empty = '<article eId="art_1"><num>1.</num><content><p/></content></article>'
    other = '<article eId="art_2"><num>2.</num><content><p>Une copie.</p></content></article>'
    (kept, gone) = compare(act(empty + other), act(empty)).articles
    assert (kept.kinds, kept.segments) == ((Kind.UNCHANGED,), (Segment(op=Op.EQUAL, text=""),))
    assert gone.segments[0].op is Op.DELETE
    (row,) = compare(act(""), act(empty)).articles
    assert (row.kinds, row.segments) == ((Kind.INSERTED,), (Segment(op=Op.INSERT, text=""),))


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        pytest.param("Il statue.", "Il statue.", ["unchanged"], id="nothing"),
        pytest.param("Il statue.", "Il  statue.", ["unchanged"], id="white space is no change"),
        pytest.param("Il statue.", "il statue", ["typographic"], id="case and punctuation"),
        pytest.param("L'avis", "L’avis", ["typographic"], id="an apostrophe"),
        pytest.param("10 %", "10\u00a0%", ["typographic"], id="a no-break space"),
        pytest.param("Il statue seul.", "Il statue seule.", ["modified"], id="a letter"),
        pytest.param("Il a décidé seul", "Il a décide seul", ["modified"], id="an accent"),
    ],
)
def test_what_counts_as_typography(code: Draft, old: str, new: str, kinds: list[str]) -> None:
    (row,) = compare(code(f"1. {old}"), code(f"1. {new}")).articles
    assert [*row.kinds] == kinds


def test_markup_alone_is_no_change_of_the_text_and_kept_for_the_patch(act: Draft) -> None:
    row = '<article eId="art_1"><num>1.</num><content><p>Un {}.</p></content></article>'
    (found,) = compare(act(row.format("mot")), act(row.format("<b>mot</b>"))).articles
    assert found.kinds == (Kind.UNCHANGED,)
    assert found.patch is not None


def test_space_in_a_number_is_no_renumbering(act: Draft) -> None:
    row = '<article eId="art_1"><num>{}</num><content><p>Un mot.</p></content></article>'
    assert compare(act(row.format("Art. 1.")), act(row.format("Art.\n 1."))).articles[0].kinds == (Kind.UNCHANGED,)
    (found,) = compare(act(row.format("Art. 1.")), act(row.format("Article 1."))).articles
    assert found.kinds == (Kind.UNCHANGED, Kind.RENUMBERED)


def test_what_is_no_article_has_rows_of_its_own(act: Draft) -> None:
    article = '<article eId="art_1"><num>1.</num><content><p>Un mot.</p></content></article>'
    body = '<title eId="title_1"><num>I</num><heading>{}</heading>' + article + "</title>"
    old = act(body.format("Formation"), front="<preface><p>Projet</p></preface><preamble><p>Vu la loi</p></preamble>")
    new = act(body.format("Formation continue"), front="<preface><p>Projet corrigé</p></preface>")
    changes = compare(old, new)
    assert [row.kinds for row in changes.articles] == [(Kind.UNCHANGED,)]
    assert [((row.new or row.old)[0].eid, row.kinds[0].value) for row in changes.others] == [
        ("meta", "unchanged"),
        ("preface", "modified"),
        ("preamble", "removed"),
        ("body", "unchanged"),
        ("title_1", "modified"),
    ]
    assert changes.has_changes
    assert changes.summary()["others"] == 3


def test_the_public_names_are_complete() -> None:
    assert sorted(diff.__all__) == [
        "ChangeSet",
        "Correspondence",
        "Kind",
        "Op",
        "Overrides",
        "Patch",
        "Segment",
        "apply_patch",
        "compare",
        "count_changes",
        "counts_changes",
        "patch_of",
        "read_overrides",
        "read_patch",
        "reverse_patch",
    ]
    assert all(hasattr(diff, name) for name in diff.__all__)


ANNEX = (
    "<attachment><heading>Annexe {}</heading>"
    '<doc name="annexe"><meta/><mainBody><p>{}</p></mainBody></doc></attachment>'
)


def test_an_annex_put_in_before_another_changes_no_other() -> None:
    def text(*annexes: str) -> Expression:
        held = "".join(ANNEX.format(number, said) for number, said in enumerate(annexes, 1))
        body = "<body><article><num>1.</num><content><p>Le membre agit.</p></content></article></body>"
        return read_expression(
            f'<akomaNtoso xmlns="{AKN_NAMESPACE}"><act name="x"><meta/>{body}<attachments>{held}</attachments></act>'
            "</akomaNtoso>".encode()
        )

    form, fees = "Formulaire de plainte à remplir par le plaignant.", "Tarif des droits de greffe."
    changes = compare(text(form), text(fees, form))
    rows = [row for row in changes.others if row.new and row.new[0].name == "attachment"]
    assert [(row.kinds[0], row.text(new=True)) for row in rows] == [
        (Kind.INSERTED, f"Annexe 1 {fees}"),
        (Kind.MODIFIED, f"Annexe 2 {form}"),
    ]
