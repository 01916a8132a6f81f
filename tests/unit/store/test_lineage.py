"""What is the same provision keeps its identity from version to version; what is new has one of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from codetool.akn.read import read_expression, unfold, unfold_expression
from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.diff import Kind, compare
from codetool.importers import ImportRequest, import_source
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded
from codetool.model.text import own_text
from codetool.store.lineage import carry_lineage, carry_wids, identities_of
from codetool.validate import check_versions

REQUEST = ImportRequest(
    date="2020-01-01",
    work="essai",
    iri="/akn/be/act/code/essai/2020-01-01/cas",
    title="Texte d'essai",
    author="essai",
    author_short="CdE",
    author_name="Comité d'essai",
)
SECRET = "Le secret couvre tout ce que l'usager confie au membre."  # noqa: S105 - a sentence about secrecy
ADVICE = "Le bureau rend son avis dans les trente jours de la demande."
FILE = "Chaque usager peut lire son dossier sur place et en recevoir copie."
TRAINING = "La formation continue occupe deux journées par trimestre au moins."
COMPLAINT = "Toute plainte est instruite par deux rapporteurs que le comité désigne."

Read = Callable[..., Expression]


def brought(*articles: str, date: str = "2020-01-01", titles: Sequence[int] = (0,)) -> Expression:
    """Return the import of a code whose articles are numbered as they stand; a title opens before those given."""
    lines = ["CODE D'ESSAI", "", f"- projet du {date} -", ""]
    for at, text in enumerate(articles):
        if at in titles:
            lines += [f"TITRE {list(titles).index(at) + 1} – PARTIE {'ABCDE'[list(titles).index(at)]}", ""]
        lines += [f"Article {at + 1}. {text}", ""]
    return import_source("\n".join(lines).encode(), "code.txt", replace(REQUEST, date=date)).expression


def ids(expression: Expression) -> list[str]:
    """Return the articles as `eId`, or `eId=wId` where there is a wId."""
    return [_named(article.element) for article in expression.articles()]


def all_ids(expression: Expression) -> list[str]:
    return [_named(one.element) for one in unfold_expression(expression).provisions()]


def _named(element: Element | Folded) -> str:
    eid, wid = element.eid, element.get("wId")
    return f"{eid}={wid}" if wid else eid


def codes(*versions: Expression) -> list[str]:
    named = [(f"essai/{version.identification.expression.date}.fra.xml", version) for version in versions]
    return [found.code for found in check_versions(named)]


def test_an_article_inserted_at_the_top_renumbers_all_and_changes_no_identity() -> None:
    old = brought(SECRET, ADVICE, FILE)
    new = carry_wids(brought(TRAINING, SECRET, ADVICE, FILE, date="2021-01-01"), old)
    assert ids(new) == ["art_1=art_1-20210101", "art_2=art_1", "art_3=art_2", "art_4=art_3"]
    assert codes(old, new) == []


def test_a_renumbered_and_reworded_article_is_found_by_its_wid() -> None:
    old = brought(SECRET, ADVICE, FILE)
    first = carry_wids(brought(TRAINING, SECRET, ADVICE, FILE, date="2021-01-01"), old)
    rows = compare(old, first).articles
    assert [row.kinds for row in rows] == [(Kind.INSERTED,), *[(Kind.UNCHANGED, Kind.RENUMBERED)] * 3]
    assert [row.reason.value for row in rows[1:]] == ["wId"] * 3


def test_a_moved_article_keeps_its_identity_in_its_new_title() -> None:
    old = brought(SECRET, ADVICE, FILE, TRAINING, titles=(0, 2))
    new = carry_wids(brought(ADVICE, FILE, TRAINING, SECRET, date="2021-01-01", titles=(0, 1)), old)
    assert ids(new) == ["art_1=art_2", "art_2=art_3", "art_3=art_4", "art_4=art_1"]
    assert codes(old, new) == []


def test_a_reworded_article_is_the_same_one() -> None:
    old = brought(SECRET, ADVICE)
    new = carry_wids(brought(SECRET, ADVICE.replace("trente", "soixante"), date="2021-01-01"), old)
    assert ids(new) == ["art_1", "art_2"]


def test_a_removed_article_leaves_its_identity_to_nobody() -> None:
    old = brought(SECRET, ADVICE, FILE)
    new = carry_wids(brought(ADVICE, FILE, date="2021-01-01"), old)
    assert ids(new) == ["art_1=art_2", "art_2=art_3"]
    again = carry_wids(brought(COMPLAINT, ADVICE, FILE, date="2022-01-01"), new)
    assert ids(again) == ["art_1", "art_2", "art_3"], "only the versions given are known"
    whole = carry_lineage(brought(COMPLAINT, ADVICE, FILE, date="2022-01-01"), [old, new])
    assert ids(whole) == ["art_1=art_1-20220101", "art_2", "art_3"]
    assert codes(new, whole) == []


def test_a_text_replaced_in_its_place_keeps_the_identity() -> None:
    old = brought(SECRET, ADVICE, FILE)
    new = carry_wids(brought(SECRET, COMPLAINT, FILE, date="2021-01-01"), old)
    assert ids(new) == ["art_1", "art_2", "art_3"]


def test_the_larger_part_of_an_article_that_was_split_keeps_its_identity() -> None:
    both = f"{SECRET} {ADVICE} {FILE}"
    old = brought(TRAINING, both)
    new = carry_wids(brought(TRAINING, SECRET, f"{ADVICE} {FILE}", date="2021-01-01"), old)
    assert ids(new) == ["art_1", "art_2=art_2-20210101", "art_3=art_2"]


def test_titles_keep_their_identity_and_a_new_one_gets_its_own() -> None:
    old = brought(SECRET, ADVICE, titles=(0, 1))
    new = carry_wids(brought(TRAINING, SECRET, ADVICE, date="2021-01-01", titles=(0, 1, 2)), old)
    titles = [one for one in all_ids(new) if one.startswith("title")]
    assert titles == ["title_1=title_1-20210101", "title_2=title_1", "title_3=title_2"]
    assert codes(old, new) == []


def test_three_versions_in_a_chain_go_back_to_the_first_number() -> None:
    first = brought(SECRET, ADVICE, FILE)
    second = carry_lineage(brought(TRAINING, SECRET, ADVICE, FILE, date="2021-01-01"), [first])
    third = carry_lineage(
        brought(COMPLAINT, TRAINING, SECRET.replace("tout", "absolument tout"), FILE, date="2022-01-01"),
        [first, second],
    )
    assert ids(third) == ["art_1=art_1-20220101", "art_2=art_1-20210101", "art_3=art_1", "art_4=art_3"]
    assert set(codes(first, second, third)) == {"wid-vanished"}, "an article that was taken out is told"
    assert not list(check_schema(write_expression(third)))


def test_a_bis_number_is_an_identity_like_any_other() -> None:
    text = "Article 1. {0}\n\nArticle 1bis. {1}\n\nArticle 2. {2}\n"
    old = import_source(text.format(SECRET, ADVICE, FILE).encode(), "code.txt", REQUEST).expression
    later = replace(REQUEST, date="2021-01-01")
    new = import_source(text.format(SECRET, TRAINING, ADVICE).encode(), "code.txt", later).expression
    assert ids(carry_wids(new, old)) == ["art_1", "art_1bis=art_1bis-20210101", "art_2=art_1bis"]


POINTS = "Le membre doit :\n\na) {0};\n\nb) {1};\n\nc) {2}."


def test_points_are_matched_by_what_they_say() -> None:
    old = brought(POINTS.format("garder le secret", "répondre aux demandes", "suivre les formations"))
    points = POINTS.format("tenir un journal des visites", "garder le secret", "répondre aux demandes")
    new = carry_wids(brought(points, date="2021-01-01"), old)
    assert [one for one in all_ids(new) if "point" in one] == [
        "art_1__list_1__point_a=art_1__list_1__point_a-20210101",
        "art_1__list_1__point_b=art_1__list_1__point_a",
        "art_1__list_1__point_c=art_1__list_1__point_b",
    ]
    below = carry_wids(brought(ADVICE, points, date="2021-01-01"), old)
    assert [one for one in all_ids(below) if "art_2" in one] == [
        "art_2=art_1",
        "art_2__list_1=art_1__list_1",
        "art_2__list_1__point_a",
        "art_2__list_1__point_b=art_1__list_1__point_a",
        "art_2__list_1__point_c=art_1__list_1__point_b",
    ]


def test_what_stands_in_a_new_article_takes_its_mark_along() -> None:
    points = POINTS.format("garder le secret", "répondre aux demandes", "suivre les formations")
    others = POINTS.format("tenir un registre", "payer sa cotisation annuelle", "prêter serment devant le président")
    new = carry_wids(brought(others, points, date="2021-01-01"), brought(points))
    assert all_ids(new)[:3] == [
        "title_1",
        "art_1=art_1-20210101",
        "art_1__list_1=art_1-20210101__list_1",
    ]


def test_what_has_no_number_is_matched_as_it_stands(read: Read) -> None:
    body = '<article eId="art_{0}"><num>{0}.</num>{1}</article>'
    inside = (
        '<alinea eId="art_{0}__al_1"><content><p>{1}</p></content></alinea>'
        '<alinea eId="art_{0}__al_2"><content><p>{2}</p></content></alinea>'
    )
    old = read(body.format(1, inside.format(1, SECRET, ADVICE)))
    new = read(body.format(2, inside.format(2, SECRET, "Rien.")), date="2021-01-01")
    assert all_ids(carry_wids(new, old)) == ["art_2=art_1", "art_2__al_1=art_1__al_1", "art_2__al_2=art_1__al_2"]


def test_wids_that_are_there_stay(read: Read) -> None:
    old = read(article(1, SECRET) + article(2, ADVICE))
    new = read(article(1, SECRET) + article(2, ADVICE, ' wId="art_9"'), date="2021-01-01")
    assert ids(carry_wids(new, old)) == ["art_1", "art_2=art_9"]
    assert ids(carry_wids(new, old, repair=True)) == ["art_1", "art_2"], "the text says which it is"


def test_a_repair_leaves_the_mark_of_a_new_article(read: Read) -> None:
    old = read(article(1, SECRET))
    new = read(article(1, COMPLAINT, ' wId="art_1-20210101"') + article(2, SECRET, ' wId="art_1"'), date="2021-01-01")
    assert carry_wids(new, old, repair=True) == unfold_expression(new)


def test_a_repair_parts_what_shares_a_wid(read: Read) -> None:
    old = read(article(1, SECRET) + article(2, ADVICE))
    new = read(article(1, SECRET) + article(2, ADVICE, ' wId="art_1"') + article(3, FILE, ' wId="art 1"'))
    assert ids(carry_wids(new, old, repair=True)) == ["art_1=art_1-20200101", "art_2=art_1", "art_3"]


def test_no_identity_is_given_that_metadata_or_another_wid_has(read: Read) -> None:
    old = read(article(1, SECRET))
    new = read(article(1, FILE, ' wId="art_2"') + article(2, SECRET) + article(3, TRAINING))
    assert ids(carry_wids(new, old)) == ["art_1=art_2", "art_2=art_1", "art_3"]
    named = read(article("x", SECRET).replace("art_x", "essai"), meta='<references><x eId="essai"/></references>')
    assert ids(carry_wids(named, old)) == ["essai=art_1"]


def test_a_second_mark_is_counted(read: Read) -> None:
    old = read(article(1, SECRET) + article("1-20210101", ADVICE))
    new = read(article(1, COMPLAINT) + article(2, SECRET) + article(3, ADVICE), date="2021-01-01")
    assert ids(carry_wids(new, old)) == ["art_1=art_1-20210101-2", "art_2=art_1", "art_3=art_1-20210101"]


def test_a_text_quoted_from_elsewhere_keeps_its_ids(read: Read) -> None:
    quoted = (
        '<article eId="art_{0}"><num>{0}.</num><content><p><mod eId="mod_{0}">Lire : <quotedStructure eId="mod_{0}__q">'
        '<article eId="mod_{0}__q__art_9" wId="art_1"><num>9.</num><content><p>Cité.</p></content></article>'
        "</quotedStructure></mod></p></content></article>"
    )
    new = carry_wids(read(quoted.format(2)), read(quoted.format(1)))
    written = write_expression(new).decode()
    assert '<mod eId="mod_2" wId="mod_1">' in written
    assert '<quotedStructure eId="mod_2__q" wId="mod_1__q">' in written
    assert '<article eId="mod_2__q__art_9" wId="art_1">' in written


def test_without_an_earlier_version_nothing_changes(code_path: Path) -> None:
    first = read_expression(code_path.read_bytes())
    assert carry_lineage(first, []) is first
    assert write_expression(carry_wids(first, first)) == code_path.read_bytes()


def test_a_version_without_a_date_marks_what_is_new_by_a_word(read: Read) -> None:
    new = read(article(1, COMPLAINT) + article(2, SECRET), date="")
    assert ids(carry_wids(new, read(article(1, SECRET)))) == ["art_1=art_1-new", "art_2=art_1"]


def article(number: object, text: str, more: str = "") -> str:
    return f'<article eId="art_{number}"{more}><num>{number}.</num><content><p>{text}</p></content></article>'


@pytest.fixture
def read() -> Read:
    def made(body: str, *, date: str = "2020-01-01", meta: str = "") -> Expression:
        day = f'<FRBRdate date="{date}" name="draft"/>' if date else ""
        return read_expression(
            (
                '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta>'
                f'<identification source="#a"><FRBRExpression>{day}</FRBRExpression></identification>{meta}</meta>'
                f"<body>{body}</body></act></akomaNtoso>"
            ).encode()
        )

    return made


REPEALED = "(abrogé)"
TEXTS = [SECRET, ADVICE, FILE, TRAINING, COMPLAINT, REPEALED, REPEALED, "Le membre agit.", "Le membre n'agit pas."]


@example([[SECRET, SECRET, REPEALED], [SECRET, REPEALED, ADVICE]])
@example([[SECRET, REPEALED, ADVICE], [SECRET, SECRET, ADVICE, REPEALED]])
@given(st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=7), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_laws_of_a_chain(drafts: list[list[str]]) -> None:
    versions: list[Expression] = []
    for year, draft in enumerate(drafts):
        versions.append(carry_lineage(brought(*draft, date=f"202{year}-01-01"), versions))
    for old, new in pairwise(versions):
        identities = [one.element.identity for one in unfold_expression(new).provisions()]
        assert len(set(identities)) == len(identities), "each is known by a name of its own"
        assert carry_wids(new, old) == new, "twice is once"
        before, after = known(old), known(new)
        assert all(after[text] == before[text] for text in before.keys() & after.keys())
        assert set(codes(old, new)) <= {"wid-vanished"}
    assert identities_of(versions[0]) == identities_of(carry_lineage(versions[0], []))


def known(expression: Expression) -> dict[str, str]:
    """Return the identities of the articles by their texts, those left out that say what another says.

    So are repealed ones: they say so little that their numbers tell which they are. Where 2 was repealed and the
    repealed 3 speaks again, neither has moved.
    """
    articles = [unfold(one.element) for one in expression.articles()]
    said = [own_text(article) for article in articles]
    return {
        text: one.identity
        for text, one in zip(said, articles, strict=True)
        if said.count(text) == 1 and text != REPEALED
    }
