from dataclasses import replace
from pathlib import Path

from codetool.render.look import Look
from codetool.render.site.program import program_digest


def test_the_digest_follows_the_look_and_what_stands_in_its_templates(tmp_path: Path) -> None:
    plain = program_digest(Look())
    assert plain == program_digest(Look())
    assert program_digest(Look(accent="#000000")) != plain
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        (folder / "site").mkdir(parents=True)
        (folder / "site" / "site.css").write_text("body {}", encoding="utf-8")
    first = program_digest(replace(Look(), templates=one))
    assert first == program_digest(replace(Look(), templates=two)) != plain
    (two / "site" / "site.css").write_text("main {}", encoding="utf-8")
    assert program_digest(replace(Look(), templates=two)) != first
