from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.model.expression import Expression
from codetool.render.citation import cite_provision, cite_text, cited_in
from codetool.render.view import view_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def words_in(body: str, meta: str = "") -> dict[str, str]:
    source = f"<akomaNtoso xmlns='{NAMESPACE}'><act>{meta}<body>{body}</body></act></akomaNtoso>"
    return {eid: cited.words for eid, cited in cited_in(view_of(read_expression(source.encode()))).items()}


def test_a_citation_names_the_provision_the_text_the_draft_and_the_version(federation_code: Expression) -> None:
    view = view_of(federation_code)
    whole = cite_provision(view).of(cited_in(view)["art_2-3"].words)
    assert whole == (
        "art.\u00a02.3, Code de déontologie des assistants sociaux de CPAS, projet, version du 7\u00a0juin 2001"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fra", "art. 2.1, CODE DE LA SALLE DE LECTURE (TEXTE FICTIF), version du 1er février 2020"),
        ("nld", "art. 2.1, CODE DE LA SALLE DE LECTURE (TEXTE FICTIF), versie van 1 februari 2020"),
        ("deu", "Art. 2.1, CODE DE LA SALLE DE LECTURE (TEXTE FICTIF), Fassung vom 1. Februar 2020"),
        ("eng", "art. 2.1, CODE DE LA SALLE DE LECTURE (TEXTE FICTIF), version of 1 February 2020"),
    ],
)
def test_each_language_cites_in_its_own_way(case: Path, language: str, expected: str) -> None:
    source = (case / "version.xml").read_text(encoding="utf-8").replace('language="fra"', f'language="{language}"')
    source = source.replace('authoritative value="false"', 'authoritative value="true"')
    view = view_of(read_expression(source.encode()))
    assert cite_provision(view).of(cited_in(view)["art_2-1"].words).replace("\u00a0", " ") == expected


def test_a_draft_is_cited_as_one_in_every_language(case: Path) -> None:
    source = (case / "version.xml").read_text(encoding="utf-8")
    said = [
        cite_text(view_of(read_expression(source.replace('language="fra"', f'language="{code}"').encode())))
        for code in ("fra", "nld", "deu", "eng")
    ]
    assert [text.split(", ")[1] for text in said] == ["projet", "ontwerp", "Entwurf", "draft"]


def test_a_number_is_cited_without_its_marks_and_a_division_as_it_is_printed() -> None:
    article = "<article eId='a{n}'><num>{num}</num><content/></article>"
    body = (
        "<title eId='t'><num>TITRE 1 –</num><heading>But</heading>"
        + article.format(n=1, num="Art. 1er. –")
        + article.format(n=2, num="2.3.")
        + "</title><chapter eId='c'><heading>Des livres :</heading></chapter>"
        + "<chapter eId='d'><num>4.</num></chapter>"
    )
    assert words_in(body) == {"t": "TITRE 1", "a1": "art. 1er", "a2": "art. 2.3", "c": "Des livres", "d": "no. 4"}


def test_a_number_that_stands_twice_is_told_apart_by_what_is_above_it() -> None:
    article = "<article eId='{eid}'><num>1.</num><content/></article>"
    body = "".join(
        f"<title eId='t{n}'><num>Titre {n}</num>{article.format(eid=f't{n}__art_1')}</title>" for n in ("I", "II")
    )
    assert words_in(body) == {
        "tI": "Titre I", "tI__art_1": "art. 1, Titre I", "tII": "Titre II", "tII__art_1": "art. 1, Titre II",
    }  # fmt: skip


def test_what_is_quoted_or_has_no_name_is_not_cited() -> None:
    quoted = "<p><mod><quotedStructure><article eId='q'><num>9</num></article></quotedStructure></mod></p>"
    assert words_in(f"<article eId='a'><num>1</num><content>{quoted}</content></article><chapter eId='c'/>") == {
        "a": "art. 1"
    }


def test_only_articles_have_an_iri_of_their_own(fictional: Expression) -> None:
    cited = cited_in(view_of(fictional))
    assert [eid for eid, one in cited.items() if one.iri] == ["art_1-1", "art_1-2", "art_2-1"]
    assert cited["art_1-1"].iri.endswith("/fra@2020-02-01/~art_1-1")


@pytest.mark.parametrize(
    ("alias", "name"), [("Le code fictif", "Le code fictif"), ("http://a/b c", "TITRE"), ("fictif", "TITRE")]
)
def test_the_name_of_the_work_is_preferred_where_it_is_words(alias: str, name: str) -> None:
    source = (
        f"<akomaNtoso xmlns='{NAMESPACE}'><act><meta><identification><FRBRWork><FRBRalias value='{alias}' name='t'/>"
        "</FRBRWork></identification></meta><preface><longTitle><p><docTitle>TITRE</docTitle>.</p></longTitle></preface>"
        "<body/></act></akomaNtoso>"
    )
    assert cite_text(view_of(read_expression(source.encode()))) == name
