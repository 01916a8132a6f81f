"""The check itself can fail: a file without tags, without a profile of colours, is told so rule by rule."""

from pathlib import Path

import pytest
import weasyprint

from tools.verapdf import check_pdf

PAGE = '<!DOCTYPE html><html lang="fr"><title>Essai</title><h1 style="color: #7a1f2c">Essai</h1><p>Texte.'


def made(path: Path, variant: str | None) -> Path:
    weasyprint.HTML(string=PAGE).write_pdf(path, pdf_variant=variant)
    return path


def test_a_file_without_tags_breaks_both(tmp_path: Path) -> None:
    faults = check_pdf(made(tmp_path / "a.pdf", None))
    assert {"6.7.3.3-1", "6.2.4.3-2"} <= {fault.clause for fault in faults if fault.flavour == "3a"}
    assert {"6.2-1", "7.1-8"} <= {fault.clause for fault in faults if fault.flavour == "ua1"}
    colours = next(fault for fault in faults if fault.clause == "6.2.4.3-2")
    assert colours.count >= 1
    assert colours.rule.startswith("DeviceRGB shall only be used if")
    assert colours.places[0].startswith("root/document[0]/pages[0]")
    assert str(colours).startswith("3a 6.2.4.3-2 (")


def test_each_flavour_is_asked_by_itself(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", "pdf/ua-1")
    assert check_pdf(path, ("ua1",)) == []
    assert {fault.flavour for fault in check_pdf(path)} == {"3a"}


def test_what_is_no_pdf_is_no_pass(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nno more")
    with pytest.raises(RuntimeError, match=r"a\.pdf: veraPDF could not read it: "):
        check_pdf(tmp_path / "a.pdf")
