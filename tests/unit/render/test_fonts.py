"""Without a font or fontconfig it is said, and nothing crashes."""

import subprocess
import sys
from pathlib import Path

import pytest

from codetool.errors import MissingPartError
from codetool.render import fonts

APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ebgaramond fonts-dejavu-core"


def test_without_fonts_it_is_said_and_nothing_crashes(tmp_path: Path, code_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<?xml version='1.0'?><fontconfig/>", encoding="utf-8")
    script = (
        "import sys; from codetool.akn.read import read_expression; from codetool.render import render_pdf;"
        "render_pdf(read_expression(open(sys.argv[1], 'rb').read()))"
    )
    made = subprocess.run(
        [sys.executable, "-c", script, str(code_path)],
        env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 1
    assert made.stderr.splitlines()[-1] == (
        "codetool.errors.MissingPartError: fontconfig: no font is installed, and a PDF needs one. "
        f"Install fonts: {APT}."
    )


def test_without_fontconfig_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_FONTCONFIG", ("libnone.so.0",))
    with pytest.raises(MissingPartError, match=r"^the library fontconfig is missing, and a PDF needs it\."):
        fonts.check_fonts()
