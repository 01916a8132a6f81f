"""A site of three series: the rules of a library that does not exist, in two languages, and the federation's code."""

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from codetool.render.look import Look
from codetool.render.site import Form, Series, build_site, load_series, open_folder

WORK = "reglement-bibliotheque"
TODAY = "2022-01-01"
"""A day on which the third version of the library's rules is in force, and the fourth is a draft to come."""
FORMS = (Form.HTML, Form.TEXT, Form.XML)


class Page(HTMLParser):
    """What a page links to, the ids that it has, its text, its headings."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.text = ""
        self.language = ""
        self._silent = 0
        self.feed(source)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        # What a property names is no link that anybody follows; what is inside the page needs none.
        named = [] if "property" in found else [found[key] for key in ("href", "src", "action") if key in found]
        self.links += [link for link in named if not link.startswith("data:")]
        self.ids += [found["id"]] if "id" in found else []
        self.levels += [int(tag[1])] if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else []
        self.language = found.get("lang", "") if tag == "html" else self.language
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        self.text += "" if self._silent else data + " "


@dataclass(frozen=True)
class Made:
    """A site in a folder."""

    root: Path

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def page(self, path: str) -> Page:
        return Page(self.read(path))

    def data(self, path: str) -> Any:  # noqa: ANN401 - what a script holds
        """Return the value that a script of data hands over."""
        return json.loads(self.read(path).partition(".push(")[2].rpartition(");")[0])

    @cached_property
    def pages(self) -> dict[str, Page]:
        found = sorted(self.root.rglob("*.html"))
        return {path.relative_to(self.root).as_posix(): Page(path.read_text(encoding="utf-8")) for path in found}

    def files(self) -> dict[str, bytes]:
        found = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="session")
def library(root: Path) -> Path:
    """Return the store with the four versions of the library's rules."""
    return root / "tests" / "cases" / "render" / "site" / "versions"


@pytest.fixture(scope="session")
def library_series(library: Path) -> Series:
    """Return the library's rules, read."""
    (series,) = load_series(library, start=library, today=TODAY)
    return series


@pytest.fixture
def store(library: Path, tmp_path: Path) -> Path:
    """Return a copy of the library's store that a test may change."""
    return Path(shutil.copytree(library, tmp_path / "versions"))


def build(store: Path, folder: Path, look: Look | None = None, forms: tuple[Form, ...] = FORMS) -> Made:
    """Build the site of a store."""
    series = load_series(store, start=store, today=TODAY)
    build_site(series, open_folder(folder, free=False), look=look or Look(), forms=forms)
    return Made(folder)


@pytest.fixture(scope="session")
def library_site(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the site of the library's rules alone."""
    return build(library, tmp_path_factory.mktemp("library") / "site")


@pytest.fixture(scope="session")
def whole_site(library: Path, code_path: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the site of three series, which stands at an address."""
    home = tmp_path_factory.mktemp("whole")
    store = Path(shutil.copytree(library, home / "versions"))
    shutil.copy(root / "tests/cases/render/site/dutch.xml", store / WORK / "2021-01-10.nld.xml")
    (store / "fewasc-deontologie").mkdir()
    shutil.copy(code_path, store / "fewasc-deontologie")
    return build(store, home / "site", Look(address="https://example.org/codes/", publisher="Éditeur d’essai"))


def cut(store: Path) -> None:
    """Give the third version an article 9, and cut it into two in the fourth."""
    long = [
        "Le lecteur garde les livres du prêt au sec et les rend sans marque ni page cornée au guichet du quartier.",
        "Une perte est annoncée sans attendre, et le livre perdu est remplacé par un exemplaire de la même édition.",
    ]
    for label, parts in (("2021-01-10", (" ".join(long),)), ("2022-09-05.avis", long)):
        path = store / WORK / f"{label}.fra.xml"
        made = "".join(
            f'<article eId="art_9{at or ""}"><num>Art. 9{at or ""}.</num><content><p>{text}</p></content></article>'
            for at, text in enumerate(parts)
        )
        source = path.read_text(encoding="utf-8").replace("</body>", f"{made}</body>")
        path.write_text(source, encoding="utf-8")
