"""Real documents, where they are: read, written, validated; what publishers do as a habit is no error."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from codetool.akn.parser import canonical_xml, parse_akn
from codetool.akn.places import places_of_tree
from codetool.akn.read import read_expression
from codetool.akn.schema import check_tree
from codetool.akn.write import write_expression
from codetool.errors import DialectError
from codetool.findings import Severity
from codetool.validate import check_expression, check_source
from codetool.validate.survey import survey
from tests.sizes import some

pytestmark = pytest.mark.shared

HABITS = {
    # In how many of the 298 documents of `legilux` each habit of their publisher is met.
    "iri-missing": 298,
    "language-unknown": 298,
    "country-unknown": 298,
    "eid-number": 298,
    "guillemets-unequal": 58,
    "eid-missing": 5,
}
DIALECTS = {
    "akn2-za-informal-trading.xml": "Akoma Ntoso 2.0",
    "akn3-wd17-cl_Sesion56_2.xml": "a draft of Akoma Ntoso 3.0 (WD17)",
    "legaldocml-de-regelungstext.xml": "LegalDocML.de 1.8.2",
    "legilux-csd13-agd-2022-a133.xml": "a draft of Akoma Ntoso 3.0 (CSD13)",
}


def documents(shared: Path, *folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((shared / "corpora" / folder).rglob("*.xml"))


@pytest.fixture(scope="module")
def codes(shared: Path) -> Counter[str]:
    """Return in how many documents of legilux each code is found; check on the way what must hold for each."""
    found: Counter[str] = Counter()
    for path in documents(shared, "legilux"):
        findings = list(check_source(path.read_bytes(), str(path)))
        assert not [each.message for each in findings if each.severity is Severity.ERROR], path
        found.update({each.code for each in findings})
    return found


@pytest.mark.parametrize("folder", ["legilux", "oasis", "finlex"])
def test_what_is_read_is_written_back(shared: Path, folder: str) -> None:
    paths = list(documents(shared, folder))
    assert len(paths) == {"legilux": 298, "oasis": 10, "finlex": 5}[folder]
    for path in some(paths, 4):
        tree = parse_akn(path.read_bytes(), str(path))
        assert not list(check_tree(tree)), path
        for fold in (True, False):
            written = write_expression(read_expression(path.read_bytes(), fold=fold))
            assert canonical_xml(parse_akn(written)) == canonical_xml(tree), path


@pytest.mark.parametrize("folder", ["oasis", "finlex"])
def test_examples_give_no_error(shared: Path, folder: str) -> None:
    for path in documents(shared, folder):
        findings = check_source(path.read_bytes(), str(path))
        assert not [each.message for each in findings if each.severity is Severity.ERROR], path


def test_habits_of_a_publisher_are_warnings(codes: Counter[str]) -> None:
    assert {code: codes[code] for code in HABITS} == HABITS
    assert not [code for code in codes if code.startswith("schema-")]


def test_what_the_habits_consist_of(shared: Path) -> None:
    met: Counter[str] = Counter()
    for path in documents(shared, "legilux"):
        found = survey(places_of_tree(parse_akn(path.read_bytes())))
        met["empty FRBRuri"] += any(place.get("value") == "" for place in found.places("FRBRuri"))
        met["art_1er"] += "art_1er" in found.by_eid
        met["country by address"] += any("://" in place.get("value") for place in found.places("FRBRcountry"))
        met["language by address"] += any("://" in place.get("language") for place in found.places("FRBRlanguage"))
        met["« and » unequal in all"] += found.whole.count("«") != found.whole.count("»")
    assert met == {
        "empty FRBRuri": 298,
        "art_1er": 295,
        "country by address": 292,
        "language by address": 292,
        "« and » unequal in all": 53,
    }


def test_folded_or_not_the_findings_are_the_same(shared: Path) -> None:
    for path in list(documents(shared, "legilux"))[::30]:
        folded = read_expression(path.read_bytes())
        assert list(check_expression(folded)) == list(check_expression(read_expression(path.read_bytes(), fold=False)))


@pytest.mark.parametrize(("name", "dialect"), DIALECTS.items())
def test_each_dialect_is_refused_by_its_name(shared: Path, name: str, dialect: str) -> None:
    source = (shared / "corpora" / "dialects" / name).read_bytes()
    with pytest.raises(DialectError) as refused:
        list(check_source(source, name))
    assert refused.value.dialect == dialect
    assert str(refused.value).startswith(f"{name}: this is {dialect}, not Akoma Ntoso 3.0 (root element ")
    assert "\n" not in str(refused.value)


def test_every_dialect_is_tried(shared: Path) -> None:
    assert {path.name for path in documents(shared, "dialects")} == set(DIALECTS)
