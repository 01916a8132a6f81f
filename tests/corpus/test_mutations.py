"""Sound documents broken in one known way each: the right code at the right place, and no other error.

A mutator breaks a tree and returns the element at which it must be told, or None where it does not apply. Two hundred
documents, chosen by the hashes of their names, are each broken in three ways, and every mutator meets eight at least.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from codetool.akn.parser import parse_akn
from codetool.akn.places import places_of_tree
from codetool.akn.schema import check_tree
from codetool.findings import Finding, Severity
from codetool.validate.check import RULES, told_in
from codetool.validate.identity import read_iri
from codetool.validate.survey import survey

pytestmark = [pytest.mark.shared, pytest.mark.slow]

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
DOCUMENTS, EACH, LEAST, LARGEST = 200, 3, 8, 150_000

Node = Any
Break = Callable[[Node], Node]


@dataclass(frozen=True, kw_only=True)
class Mutator:
    """A way to break a document: the code that tells it, and those that may be told besides."""

    name: str
    code: str
    besides: frozenset[str]
    apply: Break


MUTATORS: list[Mutator] = []


def breaks(code: str, *besides: str) -> Callable[[Break], Break]:
    def register(apply: Break) -> Break:
        MUTATORS.append(Mutator(name=apply.__name__, code=code, besides=frozenset(besides), apply=apply))
        return apply

    return register


# what mutators look for ---------------------------------------------------------------------------------------------


def all_of(root: Node, *names: str) -> list[Node]:
    """Return the elements of these names in the text itself, nothing of what is quoted from elsewhere."""
    quoting = (f"{AKN}quotedStructure", f"{AKN}embeddedStructure")
    found = root.iter(*(AKN + name for name in names))
    return [one for one in found if next(one.iterancestors(*quoting), None) is None]


def first(root: Node, name: str, wanted: Callable[[Node], object] = bool) -> Node:
    return next((one for one in all_of(root, name) if wanted is bool or wanted(one)), None)


def document(root: Node) -> Node:
    return next(root.iterchildren(f"{AKN}*"))


def text_of(node: Node) -> str:
    return "".join(node.itertext()).strip()


def sayable(root: Node) -> Node:
    """Return a paragraph of the body with plain words in it, and nothing else."""
    plain = re.compile(r"[^«»()\"“”„'’\[\]]*\bde [^«»()\"“”„'’\[\]]*")
    inside = (one for one in all_of(root, "p") if next(one.iterancestors(f"{AKN}article"), None) is not None)
    return next((one for one in inside if len(one) == 0 and plain.fullmatch(one.text or "")), None)


def numbered(root: Node) -> list[Node]:
    """Return neighbouring articles with a plain number that their eId repeats, to which nothing points."""
    pointed = {value for one in root.iter() for value in one.attrib.values() if value[:1] == "#"}

    def is_sound(article: Node) -> bool:
        num = re.fullmatch(r"(?:Art(?:icle)?\.?\s*)?(\d+)\s*\.?", text_of(article.find(f"{AKN}num")))
        eid = article.get("eId", "")
        return bool(num and re.fullmatch(rf"art_{num[1]}", eid)) and f"#{eid}" not in pointed

    articles = [one for one in all_of(root, "article") if one.find(f"{AKN}num") is not None]
    return [one for one in articles if is_sound(one)]


def pair(root: Node) -> tuple[Node, Node] | None:
    """Return two articles of one parent that follow each other."""
    sound = numbered(root)
    return next(((a, b) for a, b in pairwise(sound) if a.getnext() is b), None)


def child(node: Node, name: str) -> Node:
    return node.find(AKN + name) if node is not None else None


def renumber(article: Node, num: str) -> None:
    """Give an article another number; markup inside the old one goes with it."""
    one = child(article, "num")
    del one[:]
    one.text = num


def added(parent: Node, name: str, text: str = "", **attributes: str) -> Node:
    one: Node = etree.SubElement(parent, AKN + name, attributes)
    one.text = text or None
    one.sourceline = parent.sourceline  # what is added stands in its parent's line
    return one


# ids ----------------------------------------------------------------------------------------------------------------


@breaks("eid-number", "eid-parent")
def swap_ids(root: Node) -> Node:
    if not (found := pair(root)):
        return None
    a, b = found
    a.attrib["eId"], b.attrib["eId"] = b.get("eId"), a.get("eId")
    return a


@breaks("eid-missing", "eid-parent")
def drop_eid(root: Node) -> Node:
    if not (found := numbered(root)):
        return None
    del found[0].attrib["eId"]
    return found[0]


@breaks("eid-malformed", "eid-parent")
def put_point_into_eid(root: Node) -> Node:
    if not (found := numbered(root)):
        return None
    found[0].set("eId", found[0].get("eId").replace("_", "."))
    return found[0]


@breaks("eid-element", "eid-parent")
def write_article_in_full(root: Node) -> Node:
    if not (found := numbered(root)):
        return None
    found[0].set("eId", found[0].get("eId").replace("art_", "article_"))
    return found[0]


@breaks("eid-parent", "eid-number")
def name_another_parent(root: Node) -> Node:
    if not (found := numbered(root)):
        return None
    found[-1].set("eId", "title_LXXX__" + found[-1].get("eId"))
    return found[-1]


@breaks("wid-twice")
def give_wid_twice(root: Node) -> Node:
    if not (found := pair(root)):
        return None
    for one in found:
        one.set("wId", "art_9999")
    return found[1]


@breaks("wid-clash")
def take_wid_of_other(root: Node) -> Node:
    if not (found := pair(root)) or found[1].get("wId"):
        return None
    found[0].set("wId", found[1].get("eId"))
    return found[0]


@breaks("wid-malformed")
def write_wid_as_number(root: Node) -> Node:
    if not (found := numbered(root)):
        return None
    found[0].set("wId", "3bis")
    return found[0]


# numbers and headings -----------------------------------------------------------------------------------------------


@breaks("number-order", "eid-number", "number-gap", "number-repeated")
def swap_numbers(root: Node) -> Node:
    if not (found := pair(root)):
        return None
    a, b = (child(one, "num") for one in found)
    a.text, b.text = text_of(b), text_of(a)
    return found[1]


@breaks("number-repeated", "eid-number", "number-gap")
def repeat_number(root: Node) -> Node:
    if not (found := pair(root)):
        return None
    renumber(found[1], text_of(child(found[0], "num")))
    return found[1]


@breaks("number-gap", "eid-number", "number-order")
def leave_numbers_out(root: Node) -> Node:
    if not (found := pair(root)):
        return None
    renumber(found[1], "Art. 7777.")
    return found[1]


@breaks("number-late")
def put_number_after_heading(root: Node) -> Node:
    one = first(root, "heading", lambda heading: child(heading.getparent(), "num") is not None)
    if one is None:
        return None
    one.addnext(child(one.getparent(), "num"))
    return one.getparent()


@breaks("label-empty")
def empty_heading(root: Node) -> Node:
    one = first(root, "heading", lambda heading: len(heading) == 0 and child(heading.getparent(), "num") is not None)
    if one is None or one.getparent().tag in {f"{AKN}attachment", f"{AKN}tblock"}:
        return None
    one.text = ""
    return one


def _sisters(root: Node, name: str) -> Node:
    """Return one of at least three neighbours, all of which have the label."""
    for article in numbered(root):
        kin = [one for one in article.getparent() if one.tag == article.tag]
        if len(kin) > 2 and all(child(one, name) is not None for one in kin):
            return article
    return None


@breaks("heading-missing")
def drop_heading(root: Node) -> Node:
    if (one := _sisters(root, "heading")) is None:
        return None
    one.remove(child(one, "heading"))
    return one


def _is_ours(root: Node) -> bool:
    return bool(document(root).tag == f"{AKN}act" and document(root).get("name") == "code")


@breaks("number-absent", "number-gap")
def drop_number(root: Node) -> Node:
    if (one := _sisters(root, "num")) is None or _is_ours(root):
        return None
    one.remove(child(one, "num"))
    return one


@breaks("provision-empty")
def empty_article(root: Node) -> Node:
    for one in numbered(root):
        content = child(one, "content")
        if content is not None and not any(below.get("eId") for below in content.iter()):
            for below in list(content):
                content.remove(below)
            added(content, "p")
            return one
    return None


# references and metadata --------------------------------------------------------------------------------------------


@breaks("reference-dangling", "note-uncalled")
def dangle_reference(root: Node) -> Node:
    one = first(root, "ref", lambda ref: ref.get("href", "")[:1] == "#")
    one = first(root, "noteRef") if one is None else one
    if one is None or document(root).tag not in {f"{AKN}act", f"{AKN}bill"}:
        return None
    one.set("href", "#nowhere")
    return one


@breaks("reference-dangling")
def add_dangling_range(root: Node) -> Node:
    if (one := sayable(root)) is None or not (found := numbered(root)):
        return None
    eid = "#" + found[0].get("eId")
    added(one, "rref", "jusqu'à la fin", **{"from": eid, "upTo": "#art_9999"})
    return one


@breaks("reference-empty")
def add_empty_reference(root: Node) -> Node:
    if (one := sayable(root)) is not None:
        added(one, "ref", "ailleurs", href="")
    return one


@breaks("reference-removed")
def refer_to_removed(root: Node) -> Node:
    if (one := sayable(root)) is None or not (found := numbered(root)):
        return None
    found[0].set("status", "removed")
    added(one, "ref", "cet article", href="#" + found[0].get("eId"))
    return one


@breaks("reference-number")
def print_other_number(root: Node) -> Node:
    if (one := sayable(root)) is None or not (found := numbered(root)):
        return None
    added(one, "ref", "article 8888", href="#" + found[0].get("eId"))
    return one


@breaks("target-missing", "iri-conflict")
def name_nobody(root: Node) -> Node:
    one = first(root, "FRBRauthor")
    one.set("href", "#nobody")
    return one


@breaks("period-dangling")
def point_at_no_period(root: Node) -> Node:
    if not (found := numbered(root)):
        return None
    found[0].set("period", "#tmpg_nowhere")
    return found[0]


@breaks("interval-reversed")
def reverse_interval(root: Node) -> Node:
    events = [one for one in all_of(root, "eventRef") if one.get("eId")]
    references = first(root, "references")
    late = next((one for one in events[1:] if one.get("date") > events[0].get("date")), None)
    if late is None or references is None or first(root, "temporalData") is not None:
        return None
    data: Node = etree.Element(AKN + "temporalData", source="#x")
    data.sourceline = references.sourceline
    group = added(data, "temporalGroup", eId="tmpg_x")
    added(group, "timeInterval", start="#" + late.get("eId"), end="#" + events[0].get("eId"), refersTo="#x")
    references.addprevious(data)
    return data


@breaks("event-source")
def take_article_for_source(root: Node) -> Node:
    one, found = first(root, "eventRef"), numbered(root)
    if one is None or not found:
        return None
    one.set("source", "#" + found[0].get("eId"))
    return one


@breaks("event-early", "event-order", "interval-reversed")
def amend_before_making(root: Node) -> Node:
    events = all_of(root, "eventRef")
    late = [one for one in events if one.get("type") != "generation"]
    if len(late) == len(events) or not late:
        return None
    late[-1].set("date", "1000-01-01")
    return late[-1]


@breaks("event-order")
def exchange_events(root: Node) -> Node:
    events = all_of(root, "eventRef")
    found = [(a, b) for a, b in pairwise(events) if a.get("date") < b.get("date")]
    if not found or sorted(days := [one.get("date") for one in events]) != days:
        return None
    a, b = found[0]
    b.addnext(a)
    return a


@breaks("expression-early", "iri-conflict", "publication-early")
def date_version_before_work(root: Node) -> Node:
    level = first(root, "FRBRExpression")
    for one in level.findall(f"{AKN}FRBRdate"):
        one.set("date", "1000-01-01")
    return level


@breaks("status-conflict", "adoption-missing", "generation-missing")
def call_adopted_text_draft(root: Node) -> Node:
    language, preface = first(root, "FRBRlanguage"), first(root, "preface")
    if preface is None or first(root, "FRBRauthoritative") is not None or first(preface, "docStatus") is not None:
        return None
    language.addprevious(etree.Element(AKN + "FRBRauthoritative", value="true"))
    added(added(preface, "p"), "docStatus", "avant-projet")
    return language.getparent()


@breaks("language-unknown", "iri-conflict")
def invent_language(root: Node) -> Node:
    one = first(root, "FRBRlanguage")
    one.set("language", "klingon-xx")
    return one


@breaks("country-unknown", "iri-conflict")
def invent_country(root: Node) -> Node:
    one = first(root, "FRBRcountry")
    one.set("value", "zz")
    return one


@breaks("iri-missing")
def drop_iri(root: Node) -> Node:
    one = first(root, "FRBRthis", lambda this: this.get("value"))
    one.set("value", "")
    return one.getparent()


@breaks("iri-malformed")
def write_iri_otherwise(root: Node) -> Node:
    one = first(root, "FRBRthis")
    one.set("value", "urn:lex:be:code")
    return one.getparent()


def _with_akn_iri(root: Node, level: str) -> Node:
    uri = child(first(root, level), "FRBRuri")
    iri = read_iri(uri.get("value")) if uri is not None else None
    return uri if iri and re.fullmatch(r"\d{4}-\d\d-\d\d", iri.date) else None


@breaks("date-impossible", "iri-level", "iri-this", "iri-conflict", "component-iri")
def write_thirtieth_of_february(root: Node) -> Node:
    if (one := _with_akn_iri(root, "FRBRWork")) is None:
        return None
    one.set("value", re.sub(r"\d{4}-\d\d-\d\d", "2001-02-30", one.get("value")))
    return one.getparent()


@breaks("iri-level", "iri-this", "component-iri", "iri-conflict")
def name_expression_of_other_work(root: Node) -> Node:
    one = _with_akn_iri(root, "FRBRExpression")
    if one is None or _with_akn_iri(root, "FRBRWork") is None or not re.search(r"/[a-z]{3}@", one.get("value")):
        return None
    one.set("value", "/akn/be/act/2001-01-01/autre/fra@2001-01-01")
    return one.getparent().getparent()


@breaks("iri-this", "iri-level", "component-iri")
def name_other_text_in_this(root: Node) -> Node:
    one = _with_akn_iri(root, "FRBRWork")
    if one is None or not child(one.getparent(), "FRBRthis").get("value").startswith(one.get("value")):
        return None
    child(one.getparent(), "FRBRthis").set("value", "/akn/be/act/1999-09-09/autre/!main")
    return one.getparent()


# the text -----------------------------------------------------------------------------------------------------------


@breaks("text-outside")
def leave_text_between_articles(root: Node) -> Node:
    one = next(
        (a.getparent() for a in numbered(root) if a.getparent().tag not in {f"{AKN}body", f"{AKN}article"}), None
    )
    if one is None or child(one, "wrapUp") is not None or one.tag == f"{AKN}mainBody":
        return None
    wrap = added(one, "wrapUp")
    if one.get("eId"):
        wrap.set("eId", f"{one.get('eId')}__wrapup")
    added(wrap, "p", "Une phrase perdue.")
    return one


def _appended(text: str) -> Break:
    def apply(root: Node) -> Node:
        if (one := sayable(root)) is not None:
            one.text += text
        return one

    apply.__name__ = f"append {text!r}"
    return apply


breaks("guillemets-unequal")(_appended(" « sans fin"))
breaks("quotes-unequal")(_appended(' "sans fin'))
breaks("parentheses-unequal")(_appended(" (sans fin"))
breaks("text-unfinished")(_appended(" [à compléter]"))


@breaks("word-doubled")
def write_word_twice(root: Node) -> Node:
    one = sayable(root) if _is_ours(root) else None
    if one is not None:
        one.text += " et puis de de la suite"
    return one


@breaks("apostrophes-mixed")
def mix_apostrophes(root: Node) -> Node:
    words, one = "".join(document(root).itertext()), sayable(root)
    kinds = [mark for mark in "'’" if re.search(rf"\w{mark}\w", words)]
    if one is None or len(kinds) != 1:
        return None
    one.text += " l’an" if kinds == ["'"] else " l'an"
    return one


@breaks("change-left")
def leave_deleted_word(root: Node) -> Node:
    one = sayable(root)
    return added(one, "del", "mot") if one is not None else None


@breaks("image-unsaid")
def add_silent_image(root: Node) -> Node:
    one = sayable(root)
    return added(one, "img", src="sceau.png") if one is not None else None


@breaks("note-empty")
def add_empty_note(root: Node) -> Node:
    if (one := sayable(root)) is None:
        return None
    added(added(one, "authorialNote"), "p")
    return one


@breaks("date-printed")
def print_other_day(root: Node) -> Node:
    if (one := sayable(root)) is not None:
        added(one, "date", "3 mars 2001", date="2001-03-02")
    return one


@breaks("note-uncalled")
def drop_call(root: Node) -> Node:
    for note in all_of(root, "note"):
        calls = [one for one in all_of(root, "noteRef") if one.get("href") == f"#{note.get('eId')}"]
        if len(calls) == 1 and note.get("eId"):
            calls[0].set("href", "http://example.org/")
            return note
    return None


@breaks("note-mark")
def call_by_other_mark(root: Node) -> Node:
    marked = {f"#{one.get('eId')}" for one in all_of(root, "note") if one.get("marker")}
    one = first(root, "noteRef", lambda call: call.get("marker") and call.get("href") in marked)
    if one is not None:
        one.set("marker", "999")
    return one


@breaks("table-uneven")
def drop_cell(root: Node) -> Node:
    for table in all_of(root, "table"):
        rows = table.findall(f"{AKN}tr")
        spans = any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter())
        if len(rows) > 2 and not spans and {len(row) for row in rows} == {len(rows[0])} and len(rows[0]) > 1:
            rows[1].remove(rows[1][0])
            return rows[1]
    return None


# the schema ---------------------------------------------------------------------------------------------------------


@breaks("schema-attribute-missing")
def drop_required_attribute(root: Node) -> Node:
    one = first(root, "FRBRauthor")
    del one.attrib["href"]
    return one


@breaks("schema-attribute-unknown")
def invent_attribute(root: Node) -> Node:
    one = first(root, "p")
    if one is not None:
        one.set("couleur", "rouge")
    return one


@breaks("schema-order", "schema-unexpected", "schema-incomplete")
def put_identification_last(root: Node) -> Node:
    meta = child(document(root), "meta")
    if meta is None or len(meta) < 2:
        return None
    meta.append(meta[0])
    return meta[0]


@breaks("schema-id-twice", "eid-element", "eid-number", "eid-parent", "wid-clash")
def give_eid_twice(root: Node) -> Node:
    if not (found := pair(root)):
        return None
    found[1].set("eId", found[0].get("eId"))
    return found[1]


@breaks("schema-date", "event-early", "event-order", "expression-early", "iri-conflict", "interval-reversed")
def write_year_only(root: Node) -> Node:
    one = first(root, "FRBRdate")
    one.set("date", "2001")
    return one


@breaks("schema-text")
def put_text_into_body(root: Node) -> Node:
    one = first(root, "body")
    if one is not None:
        one.text = "Texte nu."
    return one


@breaks("schema-unknown")
def invent_element(root: Node) -> Node:
    one = sayable(root)
    if one is None:
        return None
    added(one, "paragrafe", "x")
    return one


@breaks("schema-incomplete")
def drop_manifestation(root: Node) -> Node:
    one = first(root, "identification")
    one.remove(child(one, "FRBRManifestation"))
    return one


@breaks("schema-empty")
def write_into_empty_element(root: Node) -> Node:
    one = first(root, "FRBRcountry")
    one.text = "Belgique"
    return one


@breaks("schema-choice", "generation-missing")
def invent_kind_of_event(root: Node) -> Node:
    one = first(root, "eventRef")
    if one is not None:
        one.set("type", "amending")
    return one


@breaks("schema-blank", "eid-malformed", "eid-parent")
def put_blank_into_eid(root: Node) -> Node:
    if not (found := numbered(root)):
        return None
    found[0].set("eId", found[0].get("eId").replace("_", " "))
    return found[0]


# the documents, and the judge ---------------------------------------------------------------------------------------


def order(*words: str) -> bytes:
    return sha256("|".join(words).encode()).digest()


@cache
def documents(shared: Path, root: Path) -> dict[str, bytes]:
    """Return the documents to break, by name: our own all, then those of others in the order of their hashes."""
    own = [*root.glob("tests/cases/validate/*.xml"), *root.glob("tests/cases/import/*/expected.xml")]
    own += root.glob("versions/*/*.xml")
    others = [path for folder in ("legilux", "oasis") for path in (shared / "corpora" / folder).rglob("*.xml")]
    others = sorted(others, key=lambda path: (path.parent.name != "oasis", order(path.parent.name, path.name)))
    found: dict[str, bytes] = {}
    for path in (*sorted(own), *others):
        source = path.read_bytes()
        if len(found) < DOCUMENTS and len(source) <= LARGEST:
            found["/".join(path.parts[-3:])] = source
    return found


def judged(tree: Any) -> Counter[Finding]:  # noqa: ANN401 - lxml's tree type is private
    """Return all findings of a tree, each habit as often as it occurs."""
    found = survey(places_of_tree(tree))
    told = [*check_tree(tree), *(told_in(each, found) for rule in RULES for each in rule(found))]
    return Counter(told)


@dataclass(kw_only=True)
class Patient:
    """A document to be broken: its tree, parsed again after each break, and what is told of it as it is."""

    source: bytes
    tree: Any = None
    sound: Counter[Finding] | None = None

    def broken(self, mutator: Mutator) -> str | None:
        """Break the document: return what went wrong, "" if all is as it should be, None where it does not apply."""
        self.tree = self.tree if self.tree is not None else parse_akn(self.source)
        self.sound = self.sound if self.sound is not None else judged(self.tree)
        at = mutator.apply(self.tree.getroot())
        if at is None:  # a mutator that does not apply leaves the tree alone
            return None
        tree, self.tree = self.tree, None
        return verdict(mutator, at, judged(tree) - self.sound)


def verdict(mutator: Mutator, at: Any, new: Counter[Finding]) -> str:  # noqa: ANN401 - lxml's element type is private
    """Return what is wrong with the new findings, an empty string if nothing is."""
    lines = {one.sourceline for one in (at, *at.iterancestors())}
    told = [each for each in new if each.code == mutator.code]
    if not any(each.line in lines for each in told):
        return f"not told at line {at.sourceline}: {[(each.line, each.message) for each in told]}"
    allowed = mutator.besides | {mutator.code}
    others = [each for each in new if each.severity is Severity.ERROR and each.code not in allowed]
    return f"told besides: {[(each.code, each.line, each.message) for each in others]}" if others else ""


@pytest.fixture(scope="module")
def verdicts(shared: Path, root: Path) -> dict[str, dict[str, str]]:
    """Return for each mutator the documents that it broke, with what went wrong there."""
    patients = {name: Patient(source=source) for name, source in documents(shared, root).items()}
    found: dict[str, dict[str, str]] = {each.name: {} for each in MUTATORS}

    def attempt(name: str, mutator: Mutator) -> bool:
        wrong = patients[name].broken(mutator)
        if wrong is not None:
            found[mutator.name][name] = wrong
        return wrong is not None

    for name in patients:
        # Those that broke the fewest so far come first.
        ranks = [(len(found[each.name]), order(name, each.name), each) for each in MUTATORS]
        ways = (each for _, _, each in sorted(ranks, key=itemgetter(0, 1)))
        for _ in range(EACH):
            next((each for each in ways if attempt(name, each)), None)
    for each in MUTATORS:
        for name in patients:
            if len(found[each.name]) < LEAST and name not in found[each.name]:
                attempt(name, each)
    return found


def test_two_hundred_documents_are_broken(verdicts: dict[str, dict[str, str]]) -> None:
    broken = Counter(name for names in verdicts.values() for name in names)
    assert len(broken) == DOCUMENTS
    assert min(broken.values()) >= EACH


@pytest.mark.parametrize("mutator", MUTATORS, ids=lambda each: f"{each.code}: {each.name}")
def test_each_break_is_told_and_nothing_else(mutator: Mutator, verdicts: dict[str, dict[str, str]]) -> None:
    met = verdicts[mutator.name]
    assert len(met) >= LEAST
    assert {name: wrong for name, wrong in met.items() if wrong} == {}
