"""Pairs of sound versions, the later one broken in one known way: the right code in the right file, no other error.

The later version is the earlier one, dated a year after; forty documents make pairs, and every mutator meets eight, or
three in the short form.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from codetool.akn.parser import parse_akn
from codetool.akn.read import expression_of
from codetool.findings import Finding, Severity
from codetool.validate import check_versions
from tests.sizes import FULL

pytestmark = [pytest.mark.shared, pytest.mark.slow]

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
DOCUMENTS, LEAST, LARGEST = 40, 8 if FULL else 3, 120_000

Tree = Any


@dataclass(kw_only=True)
class Pair:
    """Two versions of a text: their trees, and the paths that the store would give them."""

    old: Tree
    new: Tree
    old_path: str = "work/2001-01-01.fra.xml"
    new_path: str = "work/2002-01-01.fra.xml"

    def findings(self) -> Counter[Finding]:
        given = ((self.old_path, self.old), (self.new_path, self.new))
        return Counter(check_versions((path, expression_of(tree)) for path, tree in given))

    def articles(self, tree: Tree) -> list[Any]:
        quoting = (f"{AKN}quotedStructure", f"{AKN}embeddedStructure")
        found = [one for one in tree.iter(f"{AKN}article") if next(one.iterancestors(*quoting), None) is None]
        return [one for one in found if one.get("eId") and not one.get("wId") and len("".join(one.itertext())) > 200]


def pair_of(source: bytes) -> Pair:
    """Return a document as two versions of our own making: dates, IRIs and language of the pair, all else as it is."""
    trees = [parse_akn(source), parse_akn(source)]
    for tree, date in zip(trees, ("2001-01-01", "2002-01-01"), strict=True):
        levels = {name: next(tree.iter(AKN + name)) for name in ("FRBRWork", "FRBRExpression")}
        for name, level in levels.items():
            version = f"/fra@{date}" if name == "FRBRExpression" else ""
            for given in level.iter(f"{AKN}FRBRthis", f"{AKN}FRBRuri"):
                given.set("value", f"/akn/be/act/code/us/2001-01-01/texte{version}")
        for one in levels["FRBRExpression"].iter(f"{AKN}FRBRdate"):
            one.set("date", date)
        for one in levels["FRBRExpression"].iter(f"{AKN}FRBRversionNumber"):
            one.set("value", date)
        next(tree.iter(f"{AKN}FRBRlanguage")).set("language", "fra")
    return Pair(old=trees[0], new=trees[1])


Break = Callable[[Pair], bool]
MUTATORS: list[tuple[str, Break]] = []


def breaks(code: str) -> Callable[[Break], Break]:
    def register(apply: Break) -> Break:
        MUTATORS.append((code, apply))
        return apply

    return register


@breaks("wid-changed")
def give_article_another_id(pair: Pair) -> bool:
    found = pair.articles(pair.new)
    if found:
        found[0].set("eId", "art_7777")
    return bool(found)


@breaks("wid-changed")
def exchange_ids(pair: Pair) -> bool:
    found = pair.articles(pair.new)
    if len(found) > 1:
        a, b = found[:2]
        a.attrib["eId"], b.attrib["eId"] = b.get("eId"), a.get("eId")
    return len(found) > 1


@breaks("wid-changed")
def drop_wid_of_renumbered(pair: Pair) -> bool:
    old, new = pair.articles(pair.old), pair.articles(pair.new)
    if old:
        old[-1].set("wId", "art_0")
        new[-1].set("eId", "art_8888")
    return bool(old)


@breaks("wid-vanished")
def drop_article(pair: Pair) -> bool:
    found = pair.articles(pair.new)
    if found:
        found[-1].getparent().remove(found[-1])
    return bool(found)


@breaks("wid-vanished")
def rewrite_article_under_another_id(pair: Pair) -> bool:
    found = pair.articles(pair.new)
    if found:
        found[-1].set("eId", "art_7777")
        next(found[-1].iter(f"{AKN}p", f"{AKN}content")).text = "Un tout autre texte."
    return bool(found)


def _refer(pair: Pair, place: int, target: int) -> bool:
    """Let an article of both versions refer to another."""
    for tree in (pair.old, pair.new):
        found = pair.articles(tree)
        inside = next(found[place].iter(f"{AKN}p"), None) if len(found) > 3 else None
        if inside is None:
            return False
        link = inside.makeelement(f"{AKN}ref", {"href": "#" + found[target].get("eId")})
        inside.append(link)
    return True


@breaks("reference-renumbered")
def renumber_without_the_reference(pair: Pair) -> bool:
    if not _refer(pair, 0, 1):
        return False
    _, a, b, *_ = pair.articles(pair.new)
    first, second = a.get("eId"), b.get("eId")
    for one, eid, wid in ((a, "art_7777", first), (b, first, second)):
        one.set("eId", eid)
        one.set("wId", wid)
    return True


@breaks("reference-replaced")
def put_new_article_in_place_of_target(pair: Pair) -> bool:
    if not _refer(pair, 0, 1):
        return False
    target = pair.articles(pair.new)[1]
    target.set("wId", "art_9999")
    next(target.iter(f"{AKN}p", f"{AKN}content")).text = "Un tout autre texte."
    return True


@breaks("event-vanished")
def forget_event(pair: Pair) -> bool:
    events = list(pair.new.iter(f"{AKN}eventRef"))
    if len(events) < 2 or (events[-1].get("date"), events[-1].get("type")) == (
        events[-2].get("date"),
        events[-2].get("type"),
    ):
        return False
    for tree in (pair.old, pair.new):
        for one in list(tree.iter(f"{AKN}FRBRauthoritative")):
            one.getparent().remove(one)
        language = next(tree.iter(f"{AKN}FRBRlanguage"))
        language.addprevious(language.makeelement(f"{AKN}FRBRauthoritative", {"value": "true"}))
    events[-1].getparent().remove(events[-1])
    return True


def _each_iri(pair: Pair, change: Callable[[str], str]) -> bool:
    for name in ("FRBRWork", "FRBRExpression"):
        for given in next(pair.new.iter(AKN + name)).iter(f"{AKN}FRBRthis", f"{AKN}FRBRuri"):
            given.set("value", change(given.get("value")))
    return True


@breaks("iri-shared")
def keep_iri_of_version_before(pair: Pair) -> bool:
    return _each_iri(pair, lambda iri: iri.replace("2002-01-01", "2001-01-01"))


@breaks("work-other")
def file_among_another_work(pair: Pair) -> bool:
    return _each_iri(pair, lambda iri: iri.replace("/texte", "/autre"))


@breaks("file-date")
def name_file_by_another_day(pair: Pair) -> bool:
    pair.new_path = "work/2002-01-02.fra.xml"
    return True


@breaks("file-language")
def name_file_by_another_language(pair: Pair) -> bool:
    pair.new_path = "work/2002-01-01.nld.xml"
    return True


@breaks("version-number-shared")
def keep_number_of_version_before(pair: Pair) -> bool:
    for tree in (pair.old, pair.new):
        language = next(tree.iter(f"{AKN}FRBRlanguage"))
        for one in list(language.getparent().iter(f"{AKN}FRBRversionNumber")):
            one.getparent().remove(one)
        language.addprevious(language.makeelement(f"{AKN}FRBRversionNumber", {"value": "7"}))
    return True


@pytest.fixture(scope="module")
def sources(shared: Path, root: Path) -> dict[str, bytes]:
    own = [*root.glob("tests/cases/import/*/expected.xml"), *root.glob("versions/*/*.xml")]
    others = [path for path in (shared / "corpora" / "legilux").rglob("*.xml") if path.stat().st_size < LARGEST]
    others.sort(key=lambda path: sha256("/".join(path.parts[-2:]).encode()).digest())
    chosen = [*sorted(own)[: DOCUMENTS // 2], *others][:DOCUMENTS]
    return {"/".join(path.parts[-3:]): path.read_bytes() for path in chosen}


@pytest.mark.parametrize(("code", "apply"), MUTATORS, ids=lambda each: getattr(each, "__name__", each))
def test_each_break_between_versions_is_told(code: str, apply: Break, sources: dict[str, bytes]) -> None:
    met, wrong = 0, {}
    for name, source in sources.items():
        pair = pair_of(source)
        if apply(pair):
            met += 1
            new = pair.findings() - pair_of(source).findings()
            told = [each for each in new if each.code == code and each.file == pair.new_path]
            others = [each for each in new if each.severity is Severity.ERROR and each.code != code]
            if not told or others:
                wrong[name] = [(each.code, each.line, each.message) for each in new]
    assert met >= LEAST
    assert wrong == {}


def test_sound_pairs_give_no_error(sources: dict[str, bytes]) -> None:
    for name, source in sources.items():
        told = [each.message for each in pair_of(source).findings() if each.severity is Severity.ERROR]
        assert told == [], name
