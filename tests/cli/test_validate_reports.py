"""`codetool validate` for programs: SARIF, GitHub, and rules of the user's own."""

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from codetool.cli.reports import _escaped, _property
from codetool.findings import finding_codes
from tests.cli.test_validate import DIALECT, REFUSED, spoil

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, Outcome

EARLIER = "versions/essai/2020-01-01.fra.xml"
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">
<ns prefix="akn" uri="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>
<pattern><rule context="akn:article"><report id="court" role="{role}" test="string-length(.) &lt; 200"
  diagnostics="plus">L'article <value-of select="akn:num"/> est court, à 50 %.</report></rule></pattern>
<diagnostics><diagnostic id="plus">Dites-en plus.</diagnostic></diagnostics></schema>
"""


def run_of(told: "Outcome") -> dict[str, Any]:
    log = json.loads(told.out)
    assert list(log) == ["$schema", "version", "runs"]
    assert re.fullmatch(r"https://docs\.oasis-open\.org/sarif/.*/sarif-schema-2\.1\.0\.json", log["$schema"])
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    check_run(run)
    return dict(run)


def check_run(run: dict[str, Any]) -> None:
    """Check what SARIF 2.1.0 asks of a run (3.14, 3.19, 3.27), and that nothing else stands in it."""
    assert set(run) == {"tool", "invocations", "results"}
    driver = run["tool"]["driver"]
    assert set(driver) == {"name", "version", "rules"}
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for rule in driver["rules"]:
        assert set(rule) <= {"id", "shortDescription", "fullDescription", "help"} | {
            "defaultConfiguration",
            "properties",
        }
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
        assert not re.search(r"\{\w+\}", json.dumps(rule, ensure_ascii=False))
    for result in run["results"]:
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"note", "warning", "error"}
        assert list(result["message"]) == ["text"]
        assert result["message"]["text"].endswith(".")
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        (location,) = result["locations"]
        assert set(location) <= {"physicalLocation", "logicalLocations"}
        assert set(location["physicalLocation"]) <= {"artifactLocation", "region"}
        assert re.fullmatch(r"[\w./%~-]+", location["physicalLocation"]["artifactLocation"]["uri"])
        if region := location["physicalLocation"].get("region"):
            assert list(region) == ["startLine"]
            assert region["startLine"] >= 1
        for logical in location.get("logicalLocations", ()):
            assert set(logical) == {"fullyQualifiedName", "kind"}


def test_a_sound_version_is_an_empty_run(store: "Cli") -> None:
    told = store("validate", "2020-01-01", "--format", "sarif")
    assert (told.code, told.err) == (0, "")
    run = run_of(told)
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(finding_codes())


def test_a_finding_as_sarif(store: "Cli") -> None:
    spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    told = store("validate", "2020-01-01", "--format", "sarif")
    assert told.code == 1
    result = next(one for one in run_of(told)["results"] if one["ruleId"] == "schema-id-twice")
    assert result["level"] == "error"
    assert result["message"]["text"].endswith(" Give one of them another eId, and correct the references to it.")
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": EARLIER}
    assert place["physicalLocation"]["region"]["startLine"] > 10
    assert place["logicalLocations"] == [{"fullyQualifiedName": "art_1-1", "kind": "element"}]


def test_a_rule_names_its_clause(store: "Cli") -> None:
    rules = run_of(store("validate", "--format", "sarif"))["tool"]["driver"]["rules"]
    twice = next(rule for rule in rules if rule["id"] == "schema-id-twice")
    assert twice["properties"] == {"clause": "p2, NC 5.2"}
    assert twice["shortDescription"]["text"] == "the eId … is given to more than one element (…)"
    assert twice["fullDescription"]["text"] == (
        "the eId … is given to more than one element (…). Akoma Ntoso: p2, NC 5.2."
    )


def test_a_fingerprint_stays_when_lines_move(store: "Cli") -> None:
    path = spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    first = run_of(store("validate", "2020-01-01", "--format", "sarif"))["results"]
    path.write_text(path.read_text().replace("<body>", "\n\n\n<body>"))
    second = run_of(store("validate", "2020-01-01", "--format", "sarif"))["results"]
    lines = [[one["locations"][0]["physicalLocation"].get("region") for one in run] for run in (first, second)]
    prints = [[one["partialFingerprints"]["codetool/v1"] for one in run] for run in (first, second)]
    assert lines[0] != lines[1]
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == len(prints[0])


def test_a_path_is_written_as_a_reference(cli: "Cli", code_path: "Path") -> None:
    cli.write("à relire/pro:jet.xml", code_path.read_bytes())
    result = run_of(cli("validate", "à relire", "--format", "sarif"))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%C3%A0%20relire/pro%3Ajet.xml"


def test_what_cannot_be_read_is_in_every_report(store: "Cli") -> None:
    store.write("draft.xml", DIALECT)
    told = store("validate", "draft.xml", "2020-01-01", "--format", "sarif")
    assert told.code == 2
    (invocation,) = run_of(told)["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], note["message"]) == ("error", {"text": f"draft.xml: {REFUSED}"})
    assert note["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "draft.xml"}
    told = store("validate", "draft.xml", "--format", "json")
    assert json.loads(told.out) == {
        "findings": [],
        "refused": [{"file": "draft.xml", "message": f"draft.xml: {REFUSED}"}],
    }
    told = store("validate", "draft.xml", "--format", "github")
    assert (told.code, told.out) == (2, f"::error file=draft.xml::draft.xml: {REFUSED}\n")


def test_findings_as_commands_of_github(store: "Cli") -> None:
    spoil(store, "Le présent texte règle", "Le présent texte « règle")
    store.write("own.sch", RULES.format(role="info"))
    told = store("validate", "2020-01-01", "--format", "github", "--schematron", "own.sch")
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    assert re.fullmatch(
        rf"::warning file={re.escape(EARLIER)},line=\d+,title=art_1-1 \[guillemets-unequal\]::.*", lines[0]
    )
    assert lines[-1].startswith("::notice file=")
    assert lines[-1].endswith(",title=art_2-1 [court]::L'article 2.1 est court, à 50 %25. Dites-en plus.")


def test_commands_of_github_escape_what_they_read_otherwise(cli: "Cli") -> None:
    cli.write("a,b:c.xml", DIALECT)
    assert cli("validate", "a,b:c.xml", "--format", "github").out.startswith("::error file=a%2Cb%3Ac.xml::a,b:c.xml: ")


def test_text_and_values_of_commands_are_escaped_each_in_its_way() -> None:
    assert _escaped("50 %, a:b\r\nc") == "50 %25, a:b%0D%0Ac"
    assert _property("50 %, a:b\nc") == "50 %25%2C a%3Ab%0Ac"


@pytest.mark.parametrize(
    ("role", "fail_on", "code"), [("error", "error", 1), ("warning", "error", 0), ("warning", "warning", 1)]
)
def test_rules_of_ones_own_count_like_ours(store: "Cli", role: str, fail_on: str, code: int) -> None:
    store.write("own.sch", RULES.format(role=role))
    told = store("validate", "2020-01-01", "--schematron", "own.sch", "--fail-on", fail_on)
    assert told.code == code
    assert (
        re.sub(r"xml:\d+:", "xml:N:", told.out.splitlines()[0])
        == f"{EARLIER}:N:art_1-1: {role}: L'article 1.1 est court, à 50 %. Dites-en plus. [court]"
    )


def test_rules_of_ones_own_are_in_json_and_sarif(store: "Cli") -> None:
    store.write("own.sch", RULES.format(role="warning"))
    arguments = ("validate", "2020-01-01", "--schematron", "own.sch", "--format")
    row = json.loads(store(*arguments, "json").out)["findings"][0]
    assert row == {
        "code": "court",
        "severity": "warning",
        "file": EARLIER,
        "line": row["line"],
        "eid": "art_1-1",
        "message": "L'article 1.1 est court, à 50 %",
        "clause": "",
        "remedy": "Dites-en plus.",
    }
    run = run_of(store(*arguments, "sarif"))
    assert run["tool"]["driver"]["rules"][-1] == {
        "id": "court",
        "shortDescription": {"text": "L'article 1.1 est court, à 50 %"},
        "fullDescription": {"text": "L'article 1.1 est court, à 50 %."},
        "help": {"text": "Dites-en plus."},
        "defaultConfiguration": {"level": "warning"},
    }


def test_several_files_of_rules_all_count(store: "Cli") -> None:
    store.write("own.sch", RULES.format(role="warning"))
    store.write("other.sch", RULES.format(role="info").replace('id="court"', "").replace('diagnostics="plus"', ""))
    told = store("validate", "2020-01-01", "--schematron", "own.sch", "--schematron", "other.sch")
    assert told.out.count("[court]") == told.out.count(": note: L'article") == 2
    assert " à 50 %. [schematron]" in told.out


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            RULES.format(role="info").replace("&lt;", "&lt;&lt;"),
            "own.sch: line 4: 'string-length(.) << 200' is no expres",
        ),
        ("<x/>", "own.sch: this is no ISO Schematron"),
        ("", "own.sch: the file is empty."),
    ],
)
def test_broken_rules_are_refused(store: "Cli", content: str, line: str) -> None:
    store.write("own.sch", content)
    assert store.refused("validate", "--schematron", "own.sch").startswith(line)


def test_absent_rules_are_refused(store: "Cli") -> None:
    assert store.refused("validate", "--schematron", "own.sch") == (
        "own.sch: there is no such file. Check the name and the folder."
    )


@pytest.mark.parametrize("test", ["none:x", "none(1)", "document('x.xml')"])
def test_a_rule_that_stops_is_told_for_each_document(store: "Cli", test: str) -> None:
    rules = RULES.format(role="info").replace("string-length(.) &lt; 200", test)
    store.write("own.sch", rules)
    assert store.refused("validate", "2020-01-01", "--schematron", "own.sch").startswith(
        f"{EARLIER}: the rules of own.sch stopped: "
    )
