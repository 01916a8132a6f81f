from dataclasses import replace
from pathlib import Path
from pickle import dumps, loads

import pytest

from codetool.errors import SourceError
from codetool.render.look import Look
from codetool.render.site.addresses import Form
from codetool.render.site.jobs import Job
from tests.unit.render.site.conftest import WORK


@pytest.fixture
def job(library: Path) -> Job:
    source = (library / WORK / "2019-03-01.fra.xml").read_bytes()
    return Job(form=Form.TEXT, place="2019-03-01", source=source)


def test_a_job_has_the_same_key_as_long_as_its_result_is_the_same(job: Job) -> None:
    key = job.key("program")
    assert job.key("another program") != key
    assert replace(job, form=Form.XML).key("program") != key
    assert replace(job, source=b"").key("program") != key
    assert replace(job, address="https://example.org/").key("program") != key
    assert replace(job, place="elsewhere").key("program") == key


def test_the_place_of_templates_is_no_part_of_the_key(job: Job, tmp_path: Path) -> None:
    """What stands in them is (`program_digest`); where they are is the machine's."""
    assert replace(job, look=Look(templates=tmp_path)).key("program") == job.key("program")


def test_a_job_can_be_done_by_another_process(job: Job) -> None:
    assert loads(dumps(job)).make() == job.make()  # noqa: S301 - our own


def test_each_form_is_made(job: Job) -> None:
    assert job.make().decode().startswith("Règlement de la bibliothèque")
    assert replace(job, form=Form.HTML).make().startswith(b"<!DOCTYPE html>")
    assert replace(job, form=Form.XML).make() == job.source


def test_a_job_that_fails_names_its_place(job: Job) -> None:
    with pytest.raises(SourceError, match=r"^2019-03-01: "):
        replace(job, source=b"<a").make()
