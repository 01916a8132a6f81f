"""What was altered is told by its finding, in both languages, wherever a command meets it."""

from string import Formatter

import pytest

from codetool.archive.altered import AlteredError, altered
from codetool.cli.messages import translator
from codetool.findings import archive_texts
from codetool.resources import load_table

TABLE = load_table("akn/archive.toml")
OF_FILES = {
    "file-missing": "this file of the archive is missing",
    "file-changed": "this file of the archive is not as it was written",
}


def met(code: str) -> AlteredError:
    row = TABLE[code]
    names = {name for part in ("message", "remedy") for _, name, _, _ in Formatter().parse(row[part]["en"]) if name}
    return altered(code, "v1/x", **{name: f"<{name}>" for name in names})


@pytest.mark.parametrize("code", [code for code in TABLE if code not in OF_FILES])
def test_the_fact_and_the_remedy_are_those_of_the_finding(code: str) -> None:
    error = met(code)
    for language in ("en", "fr"):
        told = f"v1/x: {error.finding.told(language)}. {error.finding.remedied(language)}"
        assert error.told(translator(language)) == told


@pytest.mark.parametrize("code", OF_FILES)
def test_a_file_that_is_missing_or_changed_sends_to_verify(code: str) -> None:
    assert str(met(code)) == (
        f"v1/x: {OF_FILES[code]}. Ask codetool verify what is wrong with it, and take the archive from a copy."
    )
    assert "Demandez à codetool verify" in met(code).told(translator("fr"))


def test_an_english_text_has_one_french() -> None:
    for row in TABLE.values():
        for part in ("message", "remedy"):
            assert archive_texts("fr")[row[part]["en"]] == row[part]["fr"]
