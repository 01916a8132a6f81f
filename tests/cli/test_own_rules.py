"""Rules of the user's own in a process beside: what it answers, and what stops it."""

from multiprocessing import Pipe
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from codetool.cli.own_rules import OwnRules, serve
from codetool.errors import DialectError, SourceError

if TYPE_CHECKING:
    from codetool.findings import Finding

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
DOCUMENT = f"""<akomaNtoso xmlns="{AKN}"><act name="x"><body>
<article eId="art_1"><num>1.</num></article></body></act></akomaNtoso>""".encode()
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="a"
uri="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/><pattern><rule context="a:article"><report id="r" test="{test}"
>Art. <value-of select="a:num"/> <value-of select="@eId"/></report></rule></pattern></schema>"""
# Each more of these multiplies the time by the number of nodes.
ENDLESS = "count(" + "//node()[" * 12 + "1" + "]" * 12 + ") = 0"
ENDLESS = ENDLESS.replace("//node()[1", "//node()[. = //node()")


def written(folder: Path, test: str) -> Path:
    path = folder / "own.sch"
    path.write_text(RULES.format(test=test), encoding="utf-8")
    return path


def told(found: "list[Finding]") -> list[tuple[str, int, str, str, str]]:
    return [(one.code, one.line, one.eid, one.message, one.file) for one in found]


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    with OwnRules([written(tmp_path, "true()")]) as rules:
        assert told(list(rules.check(DOCUMENT, "a.xml"))) == [("r", 2, "art_1", "Art. 1. art_1", "a.xml")]
        assert told(list(rules.check(DOCUMENT, "b.xml"))) == [("r", 2, "art_1", "Art. 1. art_1", "b.xml")]


def test_what_cannot_be_read_is_told_as_it_was(tmp_path: Path) -> None:
    with OwnRules([written(tmp_path, "true()")]) as rules, pytest.raises(DialectError, match=r"a\.xml: this is XHTML"):
        list(rules.check(b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "a.xml"))


def test_rules_without_end_are_stopped_and_the_next_document_is_checked(tmp_path: Path) -> None:
    large = DOCUMENT.replace(b"</body>", b"<article><num>2.</num></article>" * 200 + b"</body>")
    with OwnRules([written(tmp_path, ENDLESS)], seconds=2) as rules:
        with pytest.raises(SourceError, match=r"a\.xml: the rules of .*own\.sch took more than 2 seconds\. Look for"):
            list(rules.check(large, "a.xml"))
        with pytest.raises(SourceError, match=r"b\.xml: the rules of .*own\.sch took more than 2 seconds\. Look for"):
            list(rules.check(large, "b.xml"))


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    with OwnRules([written(tmp_path, "true()")]) as rules:
        list(rules.check(DOCUMENT, "a.xml"))
        assert rules._process is not None
        rules._process.kill()
        rules._process.join()
        with pytest.raises(SourceError, match=r"a\.xml: the rules of .*own\.sch broke off"):
            list(rules.check(DOCUMENT, "a.xml"))
        assert len(list(rules.check(DOCUMENT, "a.xml"))) == 1


def test_the_process_answers_until_the_line_is_closed() -> None:
    mine, other = Pipe()
    rows: list[object] = []

    def ask() -> None:
        mine.send((0, DOCUMENT, "a.xml"))
        rows.extend(mine.recv())
        mine.send((0, b"<x/>", "b.xml"))
        rows.append(str(mine.recv()))
        mine.close()

    asking = Thread(target=ask)
    asking.start()
    serve(other, [(RULES.format(test="true()").encode(), "own.sch")])
    asking.join()
    assert rows[0] == {
        "code": "r",
        "severity": "error",
        "eid": "art_1",
        "line": 2,
        "file": "a.xml",
        "text": "Art. 1. art_1",
        "diagnostics": "",
    }
    assert str(rows[1]).startswith("b.xml: this is XML of another vocabulary")
