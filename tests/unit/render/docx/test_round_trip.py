"""What the Word edition is for: edited in LibreOffice and imported again, it is the next version, and only that.

Each edit is done by LibreOffice itself and saved by it as .docx. The comparison with the version before shows the edit
and nothing else, every provision that stayed keeps its wId, and the rules find no error that was not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.diff import compare
from codetool.diff.changes import Correspondence, Kind, Op
from codetool.findings import Severity
from codetool.importers import import_source
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.provision import walk_provisions
from codetool.render import render_docx
from codetool.store import Source
from codetool.store.intake import keep_import, make_request
from codetool.validate import check_expression

if TYPE_CHECKING:
    from tests.unit.render.docx.conftest import Office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed"),
]

CODE: dict[str, tuple[list[str], list[str]]] = {
    "nothing": ([], []),
    "a word changed": (
        ["replace|renforcer ses compétences|élargir ses compétences"],
        ["1.7: modified [-renforcer-] {+élargir+}"],
    ),
    "a sentence added": (
        ["append|L'AS privilégie la qualité de| Il prend le temps qu'il faut."],
        ["1.9: modified {+Il prend le temps qu'il faut.+}"],
    ),
    "a paragraph inserted": (
        ["enter|En cas de refus|Il en garde une trace écrite."],
        ["2.5.: modified {+Il en garde une trace écrite.+}"],
    ),
    "an article inserted": (
        ["enter|Dans le cas où l'AS transmet|2.4bis.\tL'AS note la date de toute transmission."],
        ["2.4bis.: inserted {+L'AS note la date de toute transmission.+}"],
    ),
    "an article typed above another": (
        ["before|Dans le cas où l'AS transmet|2.3bis.\tL'AS note la date de toute transmission."],
        ["2.3bis.: inserted {+L'AS note la date de toute transmission.+}"],
    ),
    "changes tracked": (
        [
            "track|",
            "replace|renforcer ses compétences|élargir ses compétences",
            "key|Dans le cas où l'AS transmet|2.4bis. L'AS note la date de toute transmission.",
        ],
        ["1.7: modified [-renforcer-] {+élargir+}", "2.4bis.: inserted {+L'AS note la date de toute transmission.+}"],
    ),
    "an article removed": (
        ["remove|Si les décisions à prendre|Si les décisions à prendre"],
        [
            (
                "5.4.: removed [-Si les décisions à prendre en équipe font apparaître un conflit d'idées posant "
                "des choix sociaux, techniques ou administratifs, l'AS doit toujours avoir pour objectif "
                "privilégié l'aide à la personne et la promotion de ses droits.-]"
            ),
        ],
    ),
    "an article moved and renumbered": (
        [
            "move|Le travail en équipe ne|Le travail en équipe ne|Les AS respecteront",
            "replace|5.3.|5.0.",
            "replace|5.4.|5.3.",
            "replace|5.5.|5.4.",
            "replace|5.0.|5.5.",
        ],
        ["5.3.: unchanged+renumbered", "5.4.: unchanged+renumbered", "5.5.: unchanged+renumbered+moved"],
    ),
    "two articles swapped": (
        [
            "move|L'AS propose ses services|L'AS propose ses services|L'AS détermine la nature",
            "replace|4.1.|4.0.",
            "replace|4.2.|4.1.",
            "replace|4.0.|4.2.",
        ],
        ["4.1.: unchanged+renumbered+moved", "4.2.: unchanged+renumbered"],
    ),
    "a heading changed": (
        ["replace|LA FORMATION CONTINUE|LA FORMATION PERMANENTE"],
        ["TITRE 6 –: modified [-CONTINUE-] {+PERMANENTE+}"],
    ),
    "a title inserted": (
        [
            "enter|L'AS doit dépasser les|TITRE 8 – LA SUPERVISION",
            "enter|LA SUPERVISION|8.1.\tL'AS a droit à une supervision.",
        ],
        ["8.1.: inserted {+L'AS a droit à une supervision.+}", "TITRE 8 –: inserted {+LA SUPERVISION+}"],
    ),
    "a point added": (
        ["enter|contribuer à améliorer|e) défendre les droits de chacun."],
        ["1.2: modified {+e) défendre les droits de chacun.+}"],
    ),
    "bold added": (["bold|propose ses services"], ["4.2.: unchanged markup"]),
    "a comma removed": (
        ["replace|évaluation et de guidance, dans|évaluation et de guidance dans"],
        ["3.4.: typographic [-,-]"],
    ),
    "a paragraph split": (["split|Dans le cadre de sa mission, l'AS am"], ["2.8.: unchanged markup"]),
    "two points joined": (["join|aider chacun"], ["1.2: unchanged markup"]),
    "the date on the cover": (["replace|juin 2001|juin 2002"], ["preface: modified [-2001-] {+2002+}"]),
    "a reference": (["replace|2.2.)|2.3.)"], ["3.2.: modified [-2.2-] {+2.3+}"]),
    "quotation marks": (
        ['replace|"Secret professionnel"|« Secret professionnel »'],
        ['3.2.: typographic [-"-] {+«+} [-"-] {+»+}'],
    ),
}
ACT: dict[str, tuple[list[str], list[str]]] = {
    "nothing": ([], []),
    "a cell": (["cell|B3|30 euros"], ["Article 6 –: modified [-25-] {+30+}"]),
    "a footnote": (
        ["note|Une copie de la liste|Un exemplaire de la liste"],
        ["Article 4 –: modified [-Une copie-] {+Un exemplaire+}"],
    ),
    "an annex": (["replace|au nord du jardin|au sud du jardin"], ["Annexe –: modified [-nord-] {+sud+}"]),
    "an article inserted": (
        [
            "enter|que d'une seule parcelle|Article 4bis – Échange",
            "enter|4bis – Échange|Deux membres peuvent échanger leurs parcelles.",
        ],
        ["Article 4bis –: inserted {+Échange Deux membres peuvent échanger leurs parcelles.+}"],
    ),
    "an article typed above another": (
        ["before|Outils|Article 6bis – Prêt", "key|6bis – Prêt|Les outils sont prêtés."],
        ["Article 6bis – Prêt: inserted {+Les outils sont prêtés.+}"],
    ),
    "a chapter inserted": (
        [
            "enter|L'arrosage a lieu|Chapitre 3 – Les récoltes",
            "enter|Les récoltes|Article 8bis – Partage",
            "enter|8bis – Partage|Le surplus des récoltes est partagé.",
        ],
        [
            "Article 8bis –: inserted {+Partage Le surplus des récoltes est partagé.+}",
            "Chapitre 3 –: inserted {+Les récoltes+}",
        ],
    ),
    "a point inserted": (
        ["replace|c)|d)", "enter|le registre dans lequel|c) compost : le tas commun ;"],
        ["Article 2 –: modified {+c) compost : le tas commun ;+} [-c-] {+d+}"],
    ),
    "a numbered paragraph inserted": (
        ["enter|Il motive son refus|§ 2bis. La décision est écrite."],
        ["Article 3 –: modified {+§ 2bis. La décision est écrite.+}"],
    ),
    "two paragraphs joined": (["join|précèdent les légumes"], ["Annexe –: unchanged markup"]),
    "a reference": (["replace|5 est entendu|6 est entendu"], ["Article 3 –: modified [-5-] {+6+}"]),
    "a capital": (
        ["replace|adressée au comité par écrit|adressée au Comité par écrit"],
        ["Article 3 –: typographic [-comité-] {+Comité+}"],
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A version and the one that an edit made of it, and the store that both are in."""

    old: Expression
    new: Expression


@pytest.fixture(scope="module")
def edited_code(office: "Office", code_path: Path) -> dict[str, bytes]:
    content = render_docx(read_expression(code_path.read_bytes()))
    return office.edit(content, {name: orders for name, (orders, _) in CODE.items()})


@pytest.fixture(scope="module")
def edited_act(office: "Office", act_path: Path) -> dict[str, bytes]:
    content = render_docx(read_expression(act_path.read_bytes()))
    return office.edit(content, {name: orders for name, (orders, _) in ACT.items()})


@pytest.mark.parametrize("edit", CODE)
def test_the_code(edit: str, edited_code: dict[str, bytes], code_path: Path, tmp_path: Path) -> None:
    check(imported(code_path, edited_code[edit], "2002-06-07", tmp_path), CODE[edit][1])


def test_a_reference_leads_where_its_words_say(edited_act: dict[str, bytes], act_path: Path, tmp_path: Path) -> None:
    found = imported(act_path, edited_act["a reference"], "2022-05-03", tmp_path).new
    [paragraph] = [one for one in unfold_expression(found).document.descendants() if one.eid == "art_3__para_3"]
    assert [one.get("href") for one in paragraph.descendants() if one.name == "ref"] == ["#art_6"]


@pytest.mark.parametrize("edit", ACT)
def test_a_regulation(edit: str, edited_act: dict[str, bytes], act_path: Path, tmp_path: Path) -> None:
    check(imported(act_path, edited_act[edit], "2022-05-03", tmp_path), ACT[edit][1])


def test_every_identity_is_kept_where_nothing_was_edited(root: Path, tmp_path: Path) -> None:
    exercise = root / "examples" / "exercice" / "exercice.fra.xml"
    found = imported(exercise, render_docx(read_expression(exercise.read_bytes())), "2099-01-01", tmp_path)
    assert identities(found.new) == identities(found.old)


def identities(expression: Expression) -> list[tuple[str, str, str]]:
    """Return element, eId and identity of each provision."""
    document = unfold_expression(expression).document
    shown = (part for part in document.elements() if isinstance(part, Element) and part.name != "meta")
    return [(one.name, one.eid, one.identity) for part in shown for one in part.descendants() if one.eid]


def imported(path: Path, content: bytes, date: str, folder: Path) -> Next:
    """Return a version and what becomes of the edited document in a store in which the version is."""
    old = read_expression(path.read_bytes())
    work = folder / "work"
    work.mkdir()
    (work / f"{old.identification.expression.date}.fra.xml").write_bytes(path.read_bytes())
    request = make_request({"date": date}, folder)
    found = import_source(content, "edited.docx", request)
    assert found.ledger.balanced
    kept = keep_import(folder, found, Source(content=content, place="edited.docx"), request, force=False)
    return Next(old=old, new=read_expression(kept.version.read_bytes()))


def check(versions: Next, expected: list[str]) -> None:
    """Check that an edit shows as what it is, that identities were kept, and that nothing is wrong now."""
    changes = compare(versions.old, versions.new)
    assert [line for row in (*changes.articles, *changes.others) for line in told(row)] == expected
    if not expected:
        assert identities(versions.new) == identities(versions.old)
    for row in changes.articles:
        if row.old and row.new:
            assert identity(versions.old, row.old[0].eid) == identity(versions.new, row.new[0].eid)
    assert [found for found in check_expression(versions.new) if found.severity is Severity.ERROR] == []


def identity(expression: Expression, eid: str) -> str:
    return next(one.element.identity for one in walk_provisions(expression.root) if one.element.eid == eid)


def told(row: Correspondence) -> Iterator[str]:
    """Yield what a row of the comparison shows, if it shows anything; metadata aside, which has the new date."""
    places = row.new or row.old
    if places[0].name == "meta" or (row.kinds == (Kind.UNCHANGED,) and not row.markup):
        return
    marks = {Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    words = " ".join(marks[one.op].format(one.text.strip()) for one in row.segments if one.op in marks)
    markup = "markup" if row.markup else ""
    label = places[0].num or places[0].name
    yield " ".join(part for part in (f"{label}:", "+".join(row.kinds), words, markup) if part)
