"""Each folder of tests/cases/import is a draft written for one difficulty, with the document it must become."""

import json
from pathlib import Path
from typing import Any

import pytest

from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.importers import Imported, ImportRequest, import_source, outline

CASES = Path(__file__).resolve().parents[2] / "cases" / "import"


def request_of(case: Path) -> ImportRequest:
    """Return the request of a case: `request.json` says what differs from the common one."""
    given = case / "request.json"
    values = json.loads(given.read_text(encoding="utf-8")) if given.exists() else {}
    common = {
        "date": "2019-09-12",
        "work": "essai",
        "iri": "/akn/be/act/code/essai/2019-09-12/cas",
        "title": "Texte d'essai",
        "author": "essai",
        "author_short": "CdE",
        "author_name": "Comité d'essai",
    }
    return ImportRequest(**{**common, **values})


def report_of(imported: Imported) -> dict[str, Any]:
    """Return what `expected.json` holds: words, structure, findings."""
    outlined = outline(imported.expression)
    return {
        "words": [imported.ledger.words_source, imported.ledger.words_result],
        "counts": dict(outlined.counts),
        "articles": {division.eid: division.articles for division in outlined.divisions},
        "findings": [[found.code, found.line, *found.values.values()] for found in imported.findings],
    } | ({"dropped": [[one.kind, one.text] for one in dropped]} if (dropped := imported.ledger.dropped) else {})


def source_of(case: Path) -> Path:
    """Return the draft of a case, in whatever format it came."""
    return next(path for path in case.iterdir() if path.stem == "source")


@pytest.mark.parametrize("case", sorted(path for path in CASES.iterdir() if path.is_dir()), ids=lambda path: path.name)
def test_a_draft_becomes_the_document_beside_it(case: Path) -> None:
    source = source_of(case)
    imported = import_source(source.read_bytes(), source.name, request_of(case))
    written = write_expression(imported.expression)

    assert imported.ledger.balanced
    assert list(check_schema(written)) == []
    assert report_of(imported) == json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert written.decode() == (case / "expected.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "least"), [("txt", 16), ("docx", 5), ("odt", 2), ("html", 3), ("md", 2), ("pdf", 4)])
def test_there_are_cases_of_every_format(form: str, least: int) -> None:
    assert len(list(CASES.glob(f"*/source.{form}"))) >= least
