"""Every reason why a certificate proves nothing has its words, in both languages and in both roles."""

import re
from datetime import UTC, datetime
from string import Formatter

import pytest
from asn1crypto import x509

from codetool.archive.sign.paths import Fault, Judged
from codetool.archive.sign.told import Standing
from codetool.archive.sign.verdicts import Role, standing_of, told_fault
from codetool.findings import Severity
from codetool.resources import load_table
from tests.pki import Pki

ROWS = {code: row for code, row in load_table("akn/archive.toml").items() if code.startswith(("signature-", "stamp-"))}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("fault", Fault)
def test_a_fault_is_told(pki: Pki, fault: Fault, role: Role) -> None:
    certificate = x509.Certificate.load(pki.certificate("signer"))
    judged = Judged(fault=fault, day=datetime(2025, 1, 1, tzinfo=UTC), weak="RSA 1024")
    (found,) = told_fault(judged, certificate, role)
    unknown = fault in {Fault.NO_ROOT, Fault.OTHER_KEY}
    assert found.severity is (Severity.WARNING if unknown else Severity.ERROR)
    assert found.code.startswith(f"{role}-")
    assert "Essai signer" in found.message
    assert "Essai signer" in found.told("fr") != found.message
    assert standing_of(judged) is (Standing.UNTRUSTED if unknown else Standing.BROKEN)


def test_no_fault_is_not_told(pki: Pki) -> None:
    certificate = x509.Certificate.load(pki.certificate("signer"))
    assert told_fault(Judged(known=True), certificate, Role.SIGNATURE) == ()
    assert standing_of(Judged(known=True)) is Standing.PROVEN
    assert standing_of(Judged()) is Standing.UNTRUSTED, "it may have been revoked"


@pytest.mark.parametrize("code", ROWS)
def test_a_row_of_the_table_is_whole(code: str) -> None:
    row = ROWS[code]
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code)
    assert row["severity"] in set(Severity)
    for part in ("message", "remedy"):
        places = [
            {name for _, name, _, _ in Formatter().parse(row[part][language]) if name} for language in ("en", "fr")
        ]
        assert places[0] == places[1], "both languages tell the same facts"
        assert row[part]["en"] != row[part]["fr"]
    assert not row["message"]["en"].endswith(".")
    assert row["remedy"]["en"].endswith(".")
    assert row["remedy"]["fr"].endswith(".")
