"""PDFs of small pages, and their objects as qpdf reads them."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from codetool.render.pdf import Record, print_pdf

PAGE = '<!DOCTYPE html><html lang="fr"><title>Essai</title><style>{style}</style><body>{body}</body></html>'


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A PDF: its bytes, its objects by reference, and its catalogue."""

    content: bytes
    objects: Mapping[str, Any]

    @property
    def catalogue(self) -> Mapping[str, Any]:
        """Return the catalogue."""
        catalogue: Mapping[str, Any] = self.objects[self.objects["trailer"]["/Root"]]
        return catalogue

    def at(self, one: Any) -> Any:  # noqa: ANN401 - JSON
        """Return what a reference leads to; anything else as it is."""
        return self.objects.get(one, one) if isinstance(one, str) else one

    def outline(self) -> list[str]:
        """Return the types of the structure, each indented by its depth."""
        return list(self._outline(self.at(self.at(self.catalogue["/StructTreeRoot"])["/K"]), 0))

    def elements(self, role: str) -> list[Mapping[str, Any]]:
        """Return the elements of one type."""
        return [one for one in self.objects.values() if isinstance(one, dict) and one.get("/S") == f"/{role}"]

    def _outline(self, node: Mapping[str, Any], depth: int) -> Iterator[str]:
        yield " " * depth + node["/S"][1:]
        kids = node.get("/K", [])
        for kid in map(self.at, kids if isinstance(kids, list) else [kids]):
            if isinstance(kid, dict) and "/S" in kid:
                yield from self._outline(kid, depth + 1)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., File]:
    """Return what prints a page's body with a style and a record."""
    if not shutil.which("qpdf"):
        pytest.skip("needs qpdf")
    folder = tmp_path_factory.mktemp("printed")

    def make(body: str, style: str = "", record: Record | None = None) -> File:
        path = folder / "a.pdf"
        path.write_bytes(print_pdf(PAGE.format(style=style, body=body), record or Record(digest="0" * 64)))
        return read(path)

    return make


def read(path: Path) -> File:
    """Return a PDF as qpdf reads it."""
    command = ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=none", str(path)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["qpdf"][1]
    objects = {
        name.removeprefix("obj:"): one.get("value", one.get("stream", {}).get("dict")) for name, one in told.items()
    }
    return File(content=path.read_bytes(), objects=objects)
