"""Editions of every kind that codetool makes, to be made again: as PDF, with all that they are made from inside."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare, read_overrides
from codetool.model.expression import Expression
from codetool.render import (
    Compared,
    Decided,
    Imprint,
    Lineage,
    Look,
    Sealing,
    Stage,
    enclose,
    load_look,
    render_pdf,
    render_redline_pdf,
    view_redline,
)

DECISIONS = b'# an article of old that became no article of new\n[[pin]]\nold = ["art_5"]\nnew = []\n'
SETTINGS = """
[code]
title = "Secret of nobody"

[look]
publisher = "Éditions d’essai"
accent = "#00508f"
fonts = ["DejaVu Serif"]
logo = "images/./logo d’essai.svg"
logo_words = "Un logo"
paper = "A5"
templates = "own"
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><path d="M0 0h9v9z"/></svg>'
NOTE = "{# ours #}<h3>{{ seal.title }}</h3><p>{{ seal.sentence }} {% include 'own/words.html' %}</p>"
SEALING = Sealing(
    day="2026-11-26", label="2021-01-01.fra", signer="Signataire d’essai", stamped=True, corrects="2020-01-01.fra"
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Two versions of a text: bytes, and what they say."""

    old: bytes
    new: bytes

    @property
    def versions(self) -> tuple[Expression, Expression]:
        """Return what both say."""
        return read_expression(self.old), read_expression(self.new)


@pytest.fixture(scope="session")
def texts(root: Path) -> Texts:
    """Return the two versions that comparisons are tested with."""
    case = root / "tests/cases/render/redline"
    return Texts(old=(case / "old.xml").read_bytes(), new=(case / "new.xml").read_bytes())


@pytest.fixture(scope="session")
def own_look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Return a look with a logo, and templates of which one includes another; one more is not used in an edition."""
    home = tmp_path_factory.mktemp("maison")
    files = {
        "codetool.toml": SETTINGS,
        "images/logo d’essai.svg": DRAWING,
        "own/edition/_seal.html": NOTE,
        "own/own/words.html": "Mots de la maison.",
        "own/site/front.html": "no edition",
    }
    for name, content in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(content, encoding="utf-8")
    return load_look(home)


def lineage_of(texts: Texts) -> Lineage:
    """Return the history of the new text."""
    return Lineage(
        versions=(
            Stage(label="2020-01-01", date="2020-01-01", content=texts.old),
            Stage(label="2021-01-01", date="2021-01-01", content=texts.new),
        ),
        decisions=(Decided(old="2020-01-01", new="2021-01-01", content=DECISIONS),),
    )


def comparison(texts: Texts, decisions: bytes = b"", imprint: Imprint | None = None) -> bytes:
    """Return the comparison of two texts as PDF."""
    changes = compare(*texts.versions, read_overrides(decisions))
    view = view_redline(changes, "fr", old_name="Le premier", new_name="Le second", on_page=True)
    compared = Compared(old=texts.old, new=texts.new, decisions=decisions)
    return render_redline_pdf(view, changes, "fr", compared, imprint or Imprint())


def with_pictures(source: bytes, folder: Path) -> tuple[bytes, Imprint]:
    """Return a text with two pictures whose names are one on some disks, one in the text itself, and its imprint."""
    drawn = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA5IDkiLz4="
    names = ("plans/salle.svg", "autres/Salle.svg", "absente.png", drawn)
    for name in names[:2]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(DRAWING.replace("h9v9z", f"h{len(name)}z"), encoding="utf-8")
    images = "".join(f'<img src="{name}" alt="Un plan"/>' for name in names)
    pictured = source.replace(b"</p>", f"{images}</p>".encode(), 1)
    pictures = enclose(read_expression(pictured), pictured, folder).pictures
    assert len(pictures) == 3
    return pictured, Imprint(source=pictured, pictures=pictures)


@pytest.fixture(scope="session")
def editions(texts: Texts, own_look: Look, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return an edition of each kind, by what it is."""
    new = texts.versions[1]
    pictured, imprint = with_pictures(texts.new, tmp_path_factory.mktemp("images"))
    dressed = Imprint(
        look=own_look, source=pictured, pictures=imprint.pictures, lineage=lineage_of(texts), sealing=SEALING,
        address="https://example.org/code/2021.html",
    )  # fmt: skip
    return {
        "plain": render_pdf(new, Imprint(source=texts.new)),
        "dressed": render_pdf(read_expression(pictured), dressed),
        "history": render_pdf(new, Imprint(source=texts.new, lineage=lineage_of(texts))),
        "comparison": comparison(texts),
        "decided": comparison(texts, DECISIONS, Imprint(look=own_look, sealing=SEALING)),
    }
