"""A signed edition is still PDF/A-3a and PDF/UA-1, at each level, and holds under its signature what it held before."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.archive.sign.check_pdf import check_pdf_signatures
from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.pdf_read import revision_before_signing
from codetool.archive.sign.told import Standing
from codetool.archive.sign.trust import Trust
from codetool.findings import Severity
from codetool.render import Imprint, render_pdf
from tests.conformance.faults import faults_of
from tests.pki import NOW, Pki

pytestmark = pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")


@pytest.fixture(scope="module")
def edition(code_path: Path) -> bytes:
    content = code_path.read_bytes()
    return render_pdf(read_expression(content, str(code_path)), Imprint(source=content))


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LTA"])
def test_a_signed_edition_conforms(edition: bytes, pki: Pki, tmp_path: Path, level: str) -> None:
    signing = pki.signing(stamps="" if level == "B-B" else "tsa")
    signed = sign_pdf(edition, signing if level == "B-LTA" else replace(signing, trust=Trust()), at=NOW)
    (tmp_path / "a.pdf").write_bytes(signed)
    assert faults_of(tmp_path / "a.pdf") == []
    assert revision_before_signing(signed) == edition
    found = check_pdf_signatures(signed, pki.trust(), at=NOW)
    # Only the long-term form carries what authorities say of revocation.
    standing = Standing.PROVEN if level == "B-LTA" else Standing.UNTRUSTED
    assert (found[0].level, {one.standing for one in found}) == (level, {standing})
    assert not any(told.severity is Severity.ERROR for one in found for told in one.findings)
