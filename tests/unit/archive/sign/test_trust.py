"""A reader trusts the roots that he names, and no other."""

from pathlib import Path

import pytest
from asn1crypto import pem

from codetool.archive.sign.trust import Trust, load_trust
from codetool.errors import SigningError
from tests.pki import OTHERS, Pki


def refused(*paths: Path) -> str:
    with pytest.raises(SigningError) as caught:
        load_trust(paths)
    return str(caught.value)


def test_roots_are_read_from_pem_and_der_once_each(pki: Pki, tmp_path: Path) -> None:
    der, bundle = tmp_path / "root.der", tmp_path / "bundle.pem"
    der.write_bytes(pki.certificate("root"))
    bundle.write_bytes(b"".join(pem.armor("CERTIFICATE", pki.certificate("root", ca)) for ca in ("main", OTHERS)))
    trust = load_trust([der, bundle, pki.root()])
    assert trust.roots == (pki.certificate("root"), pki.certificate("root", OTHERS))
    assert [one.dump() for one in trust.certificates()] == list(trust.roots)
    assert load_trust([]) == Trust()


def test_a_certificate_that_is_its_own_issuer_can_be_trusted(pki: Pki, tmp_path: Path) -> None:
    path = tmp_path / "self.crt"
    path.write_bytes(pki.certificate("self"))
    assert load_trust([path]).roots == (pki.certificate("self"),)


def test_what_is_no_root_is_refused(pki: Pki, tmp_path: Path) -> None:
    path = tmp_path / "a.pem"
    for content in (
        b"",
        b"text",
        b"\x30\x03\x02\x01\x00",
        pem.armor("PRIVATE KEY", b"\x30\x00"),
        b"-----BEGIN CERTIFICATE-----",
    ):
        path.write_bytes(content)
        assert refused(path) == (
            f"{path}: this file holds no certificate. Name a certificate (.pem, .crt, .cer, .der)."
        )
    path.write_bytes(pki.certificate("signer"))
    assert refused(path) == (
        f"{path}: Essai signer, Autorité d'essai is no authority that vouches for signers. "
        "Name the root certificate of its issuer."
    )
    assert "there is no such file" in refused(tmp_path / "none.pem")
