"""A machine without Pango or without fonts: one line that says what to install, and nothing written."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ebgaramond fonts-dejavu-core"


def render(language: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Return what a PDF of the store's first version came to, in a process with other surroundings."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "codetool",
            "--ui-lang",
            language,
            "render",
            "2020-01-01",
            "--format",
            "pdf",
            "-o",
            "a.pdf",
        ],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="hides a library as Linux looks for it")
@pytest.mark.parametrize("library", ["libpango-1.0.so.0", "libpangoft2-1.0.so.0"])
def test_without_pango_it_is_said(store: "Cli", tmp_path_factory: pytest.TempPathFactory, library: str) -> None:
    # The loader looks here first, and what it finds is no library: as good as none.
    hiding = tmp_path_factory.mktemp("libraries")
    (hiding / library).write_bytes(b"")
    made = render("en", LD_LIBRARY_PATH=str(hiding))
    assert made.returncode == 2
    assert made.stderr.startswith("codetool: a library that makes PDFs is missing: ")
    assert made.stderr.endswith(f"Install Pango and fonts: {APT}.\n")
    assert made.stderr.count("\n") == 1
    assert not Path("a.pdf").exists()
    assert len(store.listing()) == 6


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "fontconfig: no font is installed, and a PDF needs one. Install fonts: "),
        ("fr", "fontconfig: aucune police n'est installée, or il en faut une pour un PDF. Installez des polices : "),
    ],
)
@pytest.mark.usefixtures("store")
def test_without_fonts_it_is_said(tmp_path: Path, language: str, line: str) -> None:
    (tmp_path / "fonts.conf").write_text("<?xml version='1.0'?><fontconfig/>", encoding="utf-8")
    made = render(language, FONTCONFIG_FILE=str(tmp_path / "fonts.conf"))
    assert (made.returncode, made.stderr) == (2, f"codetool: {line}{APT}.\n")
    assert not Path("a.pdf").exists()
