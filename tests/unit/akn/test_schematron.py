"""A user's own rules: what they find, where, and how they are refused."""

from pathlib import Path

import pytest

from codetool.akn.schematron import check_rules, load_rules
from codetool.errors import SourceError
from codetool.findings import Finding, Severity
from codetool.resources import resource_path

DOCUMENT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<act name="code"><meta/><body>
<title eId="title_1"><num>TITRE 1</num>
<article eId="art_1"><num>1.</num><content>
<p>Un <ref href="#art_1">renvoi</ref>.</p></content></article>
<article><!-- à revoir --><num>2.</num></article>
</title></body></act></akomaNtoso>"""


def sch(rules: str, more: str = "", attributes: str = "") -> bytes:
    return (
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"{attributes}>\n'
        '<ns prefix="akn" uri="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>\n'
        f"{more}<pattern>\n{rules}\n</pattern></schema>"
    ).encode()


def found(rules: bytes, document: str = DOCUMENT) -> list[Finding]:
    return list(check_rules(document.encode(), load_rules(rules, "own.sch"), "draft.xml"))


def refused(rules: bytes) -> str:
    with pytest.raises(SourceError) as error:
        found(rules)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_failed_assertion_is_a_finding_at_its_place() -> None:
    (only,) = found(
        sch('<rule context="akn:title"><assert id="no-heading" test="akn:heading">Pas d\'intitulé.</assert></rule>')
    )
    assert (only.code, only.severity, only.eid, only.line, only.file) == (
        "no-heading",
        Severity.ERROR,
        "title_1",
        3,
        "draft.xml",
    )
    assert only.told("fr") == only.told("en") == only.message == "Pas d'intitulé"
    assert (only.remedy, only.remedied("fr"), only.clause) == ("", "", "")


def test_a_report_tells_values_and_what_to_do() -> None:
    rules = (
        '<rule context="akn:article[1]"><let name="n" value="string-length(akn:num)"/>'
        '<report id="long" test="$n &gt; 1" diagnostics="cut">L\'article <value-of select="akn:num"/> a '
        '<value-of select="$n"/> signes <emph>vrais</emph>, <name/>.</report></rule>'
    )
    diagnostics = '<diagnostics><diagnostic id="cut">Coupez <value-of select="@eId"/>.</diagnostic></diagnostics>'
    (only,) = found(sch(rules).replace(b"</schema>", diagnostics.encode() + b"</schema>"))
    assert only.message == "L'article 1. a 2 signes vrais, article"
    assert (only.remedy, only.clause) == ("Coupez art_1.", "")


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("error", Severity.ERROR),
        ("fatal", Severity.ERROR),
        ("warning", Severity.WARNING),
        ("Warn", Severity.WARNING),
        ("info", Severity.NOTE),
        ("information", Severity.NOTE),
        ("autre", Severity.ERROR),
    ],
)
def test_a_role_is_a_severity(role: str, severity: Severity) -> None:
    on_assert = sch(f'<rule context="akn:title"><assert role="{role}" test="akn:heading">Non.</assert></rule>')
    on_rule = sch(f'<rule context="akn:title" role="{role}"><assert test="akn:heading">Non.</assert></rule>')
    assert [one.severity for rules in (on_assert, on_rule) for one in found(rules)] == [severity, severity]


def test_a_rule_without_id_has_the_common_code_and_one_of_ours_is_told_apart() -> None:
    rules = (
        '<rule context="akn:title"><assert test="akn:heading">A.</assert>'
        '<assert id="eid-missing" test="akn:heading">B.</assert></rule>'
    )
    assert [one.code for one in found(sch(rules))] == ["schematron", "schematron-eid-missing"]


@pytest.mark.parametrize(
    ("context", "line", "eid"),
    [
        ("akn:article/@eId", 4, "art_1"),
        ("akn:ref", 5, "art_1"),
        ("akn:article[2]", 6, "title_1"),
        ("/", 1, ""),
    ],
)
def test_the_place_is_the_element_and_the_nearest_eid(context: str, line: int, eid: str) -> None:
    (only, *_) = found(sch(f'<rule context="{context}"><report test="true()">Vu.</report></rule>'))
    assert (only.line, only.eid) == (line, eid)


def test_keys_and_variables_of_the_whole_file_are_at_hand() -> None:
    more = '<xsl:key name="by-id" match="akn:article" use="@eId"/><let name="all" value="count(//akn:article)"/>'
    rules = "<rule context=\"akn:title\"><report test=\"key('by-id', 'art_1') and $all = 2\">Les deux.</report></rule>"
    assert [one.message for one in found(sch(rules, more))] == ["Les deux"]


def test_a_sound_document_has_nothing_to_report() -> None:
    assert found(sch('<rule context="akn:title"><assert test="akn:num">Non.</assert></rule>')) == []


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (b"", "own.sch: the file is empty. Name a file with a text in it."),
        (b"<schema>", "own.sch: line 1: the XML is broken: "),
        (b'<!DOCTYPE x SYSTEM "x"><x/>', "own.sch: the document has a DOCTYPE, which can hide text from a reader."),
        (b"<x/>", "own.sch: this is no ISO Schematron (root element x, namespace none). Write the rules in the "),
        (
            sch("", attributes=' queryBinding="xslt2"'),
            "own.sch: these rules are written for xslt2. Write them for XSLT 1",
        ),
        (
            sch("<include href='x.sch'/>"),
            "own.sch: line 4: these rules take in another file. Put all rules into one file.",
        ),
        (sch("", '<xsl:import href="x.xsl"/>'), "own.sch: line 3: these rules take in another file."),
        (sch("<rule/>"), "own.sch: line 4: ISO Schematron is not written so. Compare the place with akn/example.sch."),
        (
            sch('<rule context="akn:title"><assert test="akn:heading[">A.</assert></rule>'),
            "own.sch: line 4: 'akn:heading[' is no expression of XPath 1.0. Correct it, or ask ",
        ),
        (
            sch('<rule context="akn:title"><assert test="normalize-space(">A.</assert></rule>'),
            "own.sch: line 4: 'normalize-space(' is no expression of XPath 1.0. Correct it, or ask ",
        ),
        (
            sch('<rule context="1 + 1"><assert test="true()">A.</assert></rule>'),
            "own.sch: these rules cannot be made to run. Check their patterns, keys and lets one by one.",
        ),
    ],
)
def test_a_broken_file_of_rules_is_refused_in_one_line(rules: bytes, said: str) -> None:
    assert refused(rules).startswith(said)


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        ("unknown:heading", "Undefined namespace prefix"),
        ("nothing-such(1)", "Unregistered function"),
        ("$nothing-such", "Undefined variable"),
        ("document('other.xml')", "read rights denied"),
        ("document('http://localhost/x')", "read rights denied"),
    ],
)
def test_a_rule_that_cannot_run_is_told_with_the_document(test: str, reason: str) -> None:
    rules = sch(f'<rule context="akn:title"><assert test="{test}">A.</assert></rule>')
    assert refused(rules).startswith(f"draft.xml: the rules of own.sch stopped: {reason}. Correct them: ")


def test_rules_read_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<secret/>")
    where = (tmp_path / "secret.xml").as_uri()
    rules = sch(f'<rule context="akn:title"><report test="document(\'{where}\')/secret">Lu.</report></rule>')
    assert "read rights denied" in refused(rules)


def test_what_could_do_more_than_look_does_nothing(tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    more = (
        '<xsl:template name="again"><xsl:call-template name="again"/></xsl:template>'
        '<xsl:template match="/"><exsl:document xmlns:exsl="http://exslt.org/common" '
        f'href="{target.as_uri()}"/></xsl:template>'
    )
    assert found(sch('<rule context="akn:title"><assert test="akn:num">Non.</assert></rule>', more)) == []
    assert not target.exists()


def test_a_diagnostic_that_is_not_there_is_told() -> None:
    rules = sch('<rule context="akn:title"><assert test="akn:num" diagnostics="none">Non.</assert></rule>')
    assert refused(rules).startswith(
        "own.sch: line 4: diagnostics names none, and there is no diagnostic with this id."
    )


PHASES = (
    '<phase id="now"><active pattern="one"/></phase><phase id="later"><active pattern="two"/></phase>'
    '<pattern id="one"><rule context="akn:title"><report test="true()" id="one-told">Un.</report></rule></pattern>'
    '<pattern id="two"><rule context="akn:title"><report test="true()" id="two-told">Deux.</report></rule></pattern>'
)


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("now", ["one-told"]),
        ("later", ["two-told"]),
        ("#ALL", ["one-told", "two-told"]),
        ("", ["one-told", "two-told"]),
    ],
)
def test_the_phase_that_the_file_names_is_run(phase: str, told: list[str]) -> None:
    rules = sch("", PHASES, f' defaultPhase="{phase}"' if phase else "").replace(b"<pattern>\n\n</pattern>", b"")
    assert [one.code for one in found(rules)] == told


def test_patterns_and_rules_may_be_abstract() -> None:
    more = (
        '<pattern abstract="true" id="has"><rule context="$who"><assert id="lacks" test="$what">Manque.</assert></rule>'
        '</pattern><pattern is-a="has"><param name="who" value="akn:article"/>'
        '<param name="what" value="@eId"/></pattern>'
    )
    rules = '<rule abstract="true" id="r"><report id="seen" test="true()">Vu.</report></rule>'
    rules += '<rule context="akn:title"><extends rule="r"/></rule>'
    assert [(one.code, one.line) for one in found(sch(rules, more))] == [("lacks", 6), ("seen", 3)]


def test_blanks_between_values_stay() -> None:
    rules = (
        '<rule context="akn:title"><report test="true()"><value-of select="1"/> <emph>a</emph> <name/></report></rule>'
    )
    assert [one.message for one in found(sch(rules))] == ["1 a title"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('<pattern is-a="none"/>', "is-a names none, and there is no pattern"),
        ('<phase id="p"><active pattern="none"/></phase>', "pattern names none, and there is no pattern"),
    ],
)
def test_a_name_that_points_nowhere_is_told(more: str, said: str) -> None:
    assert refused(sch("", more)).startswith(f"own.sch: line 3: {said} with this id. Correct the name, or write what")


def test_without_its_grammar_a_file_of_rules_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.akn.schematron.isoschematron.schematron_schema_valid_supported", False)
    assert found(sch('<rule context="akn:title"><assert test="akn:num">Non.</assert></rule>')) == []


def test_the_example_runs_over_the_federations_code(code_path: Path) -> None:
    rules = load_rules(resource_path("akn/example.sch").read_bytes(), "akn/example.sch")
    assert list(check_rules(code_path.read_bytes(), rules)) == []
    told = list(check_rules(DOCUMENT.replace("2.", "2." + "x" * 1300).encode(), rules))
    assert [(one.code, one.severity.value) for one in told] == [
        ("titre-sans-intitule", "error"),
        ("article-long", "warning"),
        ("renvoi-a-soi", "note"),
    ]
    assert told[0].message == "Le titre « TITRE 1 » n'a pas d'intitulé"
    assert told[1].remedy == "Coupez-le en deux, ou numérotez ses paragraphes."


def test_rules_that_take_in_others_without_end_are_refused() -> None:
    def chain(levels: int, times: int) -> bytes:
        taken = "".join(
            f'<rule abstract="true" id="r{level}">' + f'<extends rule="r{level + 1}"/>' * times + "</rule>\n"
            for level in range(levels)
        )
        last = f'<rule abstract="true" id="r{levels}"><assert test="akn:heading">x</assert></rule>'
        return sch(f'{taken}{last}<rule context="akn:title"><extends rule="r0"/></rule>')

    assert len(found(chain(3, 2))) == 8
    line = (
        "own.sch: line 4: the rules that this one takes in take in others without end. Write rules that take in a few"
    )
    assert refused(chain(30, 2)).startswith(line)
    assert "without end" in refused(sch('<rule abstract="true" id="a"><extends rule="a"/></rule>'))
