"""Hostile PDFs end with a finding, and do not harm the file after them; of honest ones the same is told as ever."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from codetool.archive.apart import Limits
from codetool.archive.sign.apart_pdf import PdfAsked, PdfChecker
from codetool.archive.sign.check_pdf import check_pdf_signatures
from codetool.archive.sign.material import NO_MATERIAL, gather
from codetool.archive.sign.pdf_read import LARGEST
from codetool.archive.sign.told import Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.inputs import verify_path
from codetool.archive.verify.report import Report
from tests.hostile_pdf import HOSTILE, endless_table, forking
from tests.pki import NOW, PASSWORD, Pki
from tests.small_pdf import small_pdf

LATER = NOW + timedelta(minutes=1)
CLOSE = Limits(seconds=2, memory=1024**3, room=0)

Give = Callable[..., bytes]
Attack = Callable[[SimpleSigner], bytes]


@pytest.fixture(scope="module")
def signer(pki: Pki) -> SimpleSigner:
    """Return what signs whatever it is given."""
    held = load_pkcs12(pki.place("curve").file.read_bytes(), PASSWORD.encode())
    assert held.key is not None
    key = keys.PrivateKeyInfo.load(held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    return SimpleSigner(x509.Certificate.load(pki.certificate("curve")), key, SimpleCertificateStore())


@pytest.fixture(scope="module")
def checker() -> PdfChecker:
    """Return a checker for all tests."""
    return PdfChecker(CLOSE)


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_file_ends_with_a_finding_and_the_next_is_read(
    attack: Attack, signer: SimpleSigner, checker: PdfChecker
) -> None:
    (found,) = checker.check(PdfAsked(content=attack(signer), trust=Trust(), at=LATER))
    assert (found.standing, [one.code for one in found.findings]) == (Standing.BROKEN, ["signature-takes-long"])
    assert checker.check(PdfAsked(content=small_pdf(), trust=Trust(), at=LATER)) == ()


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LTA"])
def test_of_an_honest_file_the_same_is_told(level: str, signed: Give, pki: Pki, checker: PdfChecker) -> None:
    content = signed(level)
    told = gather(((pki.certificate("signer"), pki.certificate("interm")),), pki.trust())
    for trust, material in ((Trust(), NO_MATERIAL), (pki.trust(), NO_MATERIAL), (pki.trust(), told)):
        found = checker.check(PdfAsked(content=content, trust=trust, at=LATER, material=material))
        assert found == check_pdf_signatures(content, trust, at=LATER, material=material)
        assert found


def test_authorities_are_asked_where_they_may_be(signed: Give, pki: Pki, checker: PdfChecker) -> None:
    content = signed("B-T")
    for fetch, standing in ((False, Standing.UNTRUSTED), (True, Standing.PROVEN), (False, Standing.UNTRUSTED)):
        pki.asked.clear()
        (found,) = checker.check(PdfAsked(content=content, trust=pki.trust(), at=LATER, fetch=fetch))
        assert (found.standing, bool(pki.asked)) == (standing, fetch)


def test_bytes_of_any_kind_are_told_of(signed: Give, checker: PdfChecker) -> None:
    for content in (b"", b"%PDF-1.7", signed("B-B")[:-100], b"%PDF-1.7".ljust(LARGEST + 1)):
        (found,) = checker.check(PdfAsked(content=content, trust=Trust(), at=LATER))
        assert [one.code for one in found.findings] == ["signature-unreadable"]


def test_a_process_that_was_ended_from_outside_is_begun_again(signed: Give, checker: PdfChecker) -> None:
    asked = PdfAsked(content=signed("B-B"), trust=Trust(), at=LATER)
    found = checker.check(asked)
    process = checker._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert checker.check(asked) == found


def test_the_process_ends_with_what_began_it() -> None:
    checker = PdfChecker(CLOSE)
    checker.check(PdfAsked(content=small_pdf(), trust=Trust(), at=LATER))
    process = checker._process
    assert process is not None
    del checker
    assert process.returncode == -signal.SIGKILL


def test_verify_tells_of_a_hostile_file(signer: SimpleSigner, tmp_path: Path) -> None:
    path = tmp_path / "code.pdf"
    path.write_bytes(forking(signer))
    (report,) = verify_path(path, Asked(at=LATER, rebuild=False, pdfs=PdfChecker(CLOSE)))
    assert isinstance(report, Report)
    assert [one.code for one in report.errors] == ["signature-takes-long"]


def test_the_command_line_says_so_in_a_line(signer: SimpleSigner, tmp_path: Path) -> None:
    (tmp_path / "code.pdf").write_bytes(endless_table(signer))
    command = f"ulimit -v 1500000; exec {sys.executable} -m codetool.cli verify --no-rebuild code.pdf"
    environment = {**os.environ, "LANG": "fr_BE.UTF-8", "LC_ALL": "", "LANGUAGE": "", "COLUMNS": "400"}
    ended = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert ended.returncode == 1, ended.stderr
    assert "demande plus de temps ou de mémoire" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
