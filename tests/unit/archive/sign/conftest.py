"""A token of SoftHSM with two keys, and small PDFs signed to each level."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.places import Pkcs11Place
from codetool.archive.sign.trust import Trust
from tests.pki import NOW, PASSWORD, PIN, Pki
from tests.small_pdf import small_pdf

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture(scope="session")
def token(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pkcs11Place]:
    """Return a token that holds the keys signer and curve, with their certificates and that of their issuer."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n", encoding="utf-8")
    pin = folder / "pin"
    pin.write_text(f"{PIN}\n", encoding="utf-8")
    pin.chmod(0o600)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(settings))
        _run("softhsm2-util", "--init-token", "--free", "--label", "essai", "--pin", PIN, "--so-pin", PIN)
        for number, label in enumerate(("signer", "curve"), 1):
            _store(folder, "privkey", label, _private(pki, label), number)
            _store(folder, "cert", label, pki.certificate(label), number)
        _store(folder, "cert", "interm", pki.certificate("interm"), 9)
        yield Pkcs11Place(module=SOFTHSM, token="essai", key="signer", pin_file=pin)  # noqa: S106 - its label


def _private(pki: Pki, label: str) -> bytes:
    held = load_pkcs12(pki.place(label).file.read_bytes(), PASSWORD.encode())
    assert held.key is not None
    return held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _store(folder: Path, kind: str, label: str, content: bytes, number: int) -> None:
    file = folder / "object.der"
    file.write_bytes(content)
    what = ("--write-object", str(file), "--type", kind, "--label", label, "--id", f"{number:02}")
    _run("pkcs11-tool", "--module", str(SOFTHSM), "--token-label", "essai", "--login", "--pin", PIN, *what)
    file.unlink()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="session")
def signed(pki: Pki) -> Callable[..., bytes]:
    """Return what gives a small PDF signed to a level (B-B, B-T, B-LTA) with a key of the test PKI: once for each."""
    made: dict[tuple[str, str], bytes] = {}

    def give(level: str, label: str = "signer") -> bytes:
        if (level, label) not in made:
            signing = pki.signing(label, stamps="" if level == "B-B" else "tsa")
            if level == "B-T":
                signing = replace(signing, trust=Trust())
            made[level, label] = sign_pdf(small_pdf(), signing, at=NOW)
        return made[level, label]

    return give
