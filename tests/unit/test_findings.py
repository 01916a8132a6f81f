"""Problems in documents are values; their table is data."""

import re
from string import Formatter

import pytest

from codetool.findings import Finding, Severity, finding, finding_codes
from codetool.resources import load_table

TABLE = load_table("akn/findings.toml")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", finding_codes())
def test_a_row_of_the_table_is_whole(code: str) -> None:
    row = TABLE[code]
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code)
    for severity in ("severity", "law", "profile"):
        assert row.get(severity, "error") in set(Severity), severity
    assert set(row) <= {"severity", "law", "profile", "clause", "message", "remedy"}
    for part in ("message", "remedy"):
        assert set(row[part]) == {"en", "fr"}
        assert places(row[part]["en"]) == places(row[part]["fr"]), "both languages tell the same facts"
        assert row[part]["fr"] != row[part]["en"]
    assert not row["message"]["en"].endswith("."), "the remedy follows after a full stop"
    for language in ("en", "fr"):
        assert row["remedy"][language].rstrip().endswith((".", "?")), row["remedy"][language]


def test_a_finding_tells_place_fact_and_remedy_in_two_languages() -> None:
    found = finding("eid-missing", line=12, element="article").in_file("a.xml")
    assert (found.file, found.line, found.eid) == ("a.xml", 12, "")
    assert found.message == found.told("en") == "article has no eId"
    assert found.told("fr") != found.message
    assert found.remedy == found.remedied("en") != found.remedied("fr")


def test_a_finding_s_severity_is_the_table_s_unless_said_otherwise() -> None:
    assert finding("eid-missing", element="p").severity is Severity(TABLE["eid-missing"]["severity"])
    assert finding("eid-missing", severity=Severity.NOTE, element="p").severity is Severity.NOTE


def test_a_clause_is_named_where_there_is_one() -> None:
    with_clause = next(code for code in finding_codes() if "clause" in TABLE[code])
    without = next(code for code in finding_codes() if "clause" not in TABLE[code])
    assert Finding(code=with_clause, severity=Severity.ERROR).clause == TABLE[with_clause]["clause"]
    assert Finding(code=without, severity=Severity.ERROR).clause == ""


def test_findings_are_values() -> None:
    one, other = (finding("eid-missing", line=1, element="p") for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
    assert finding("eid-missing", line=1, element="q") != one


def test_an_unknown_code_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        finding("no-such-code")
