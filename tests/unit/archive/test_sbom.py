"""The bill of the software: all that runs here, valid by its schema, and the same bytes each time."""

import json
import subprocess
import sys
from importlib.metadata import distribution, version
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.output.xml import XmlV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.xml import XmlValidator
from packaging.requirements import Requirement

from codetool.archive.sbom import Part, find_parts, make_sbom, needed_by, write_sbom
from codetool.errors import MissingPartError
from codetool.render.pdf.versions import name_programs


@pytest.fixture(scope="module")
def bill() -> Any:  # noqa: ANN401 - JSON is anything
    return json.loads(make_sbom())


def test_it_names_what_is_needed_with_its_version_and_its_address(bill: Any) -> None:  # noqa: ANN401 - as above
    found = {one["name"]: one for one in bill["components"]}
    for text in distribution("codetool").requires or ():
        wanted = Requirement(text)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            assert found[wanted.name.lower()]["version"] == version(wanted.name)
    assert found["lxml"]["purl"] == f"pkg:pypi/lxml@{version('lxml')}"
    assert found["lxml"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert found["markupsafe"]["version"] == version("markupsafe"), "needed by what is needed"
    assert not found.keys() & {"pytest", "mypy", "ruff", "certomancer"}, "tools are not what runs"


def test_it_names_what_draws_the_pages(bill: Any) -> None:  # noqa: ANN401 - as above
    found = {one["name"]: one["version"] for one in bill["components"] if one["purl"].startswith("pkg:generic/")}
    told = dict(program.split(" ", 1) for program in name_programs(""))
    assert found == {
        "pango": told["Pango"],
        "harfbuzz": told["HarfBuzz"],
        "python": ".".join(map(str, sys.version_info[:3])),
    }


def test_it_says_what_needs_what(bill: Any) -> None:  # noqa: ANN401 - as above
    needs = {one["ref"].partition("@")[0]: one.get("dependsOn", []) for one in bill["dependencies"]}
    refs = {one["bom-ref"] for one in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert all(ref in refs for ends in needs.values() for ref in ends)
    assert f"pypi:lxml@{version('lxml')}" in needs["pypi:codetool"]
    assert {"generic:pango", "generic:harfbuzz"} <= {ref.partition("@")[0] for ref in needs["pypi:weasyprint"]}


def test_it_is_valid_by_the_schema(bill: Any) -> None:  # noqa: ANN401 - as above
    """The library carries the schema of the XML form offline: what was written is read again, and written so."""
    xml = XmlV1Dot6(Bom.from_json(bill)).output_as_string()  # type: ignore[attr-defined]
    assert XmlValidator(SchemaVersion.V1_6).validate_str(xml) is None
    assert "<name>lxml</name>" in xml


def test_the_same_parts_make_the_same_bytes_in_any_process() -> None:
    program = "import sys; from codetool.archive.sbom import make_sbom; sys.stdout.buffer.write(make_sbom())"
    made = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] == make_sbom()


def test_a_part_that_is_not_installed_is_named_without_a_version() -> None:
    parts = {
        "codetool": Part(name="codetool", version="1", needs=("absent",)),
        "absent": needed_by({"absent-by-name": frozenset()})["absent-by-name"],
    }
    (told,) = json.loads(write_sbom(parts))["components"]
    assert (told["name"], "version" in told) == ("absent-by-name", False)


def test_a_program_that_is_no_package_has_no_bill() -> None:
    with pytest.raises(MissingPartError, match=r"^absent-by-name is not installed as a package"):
        find_parts("absent-by-name")
