"""What every test can lean on: the checkout, the shared corpora where they are, and the federation's code."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pki import Pki

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared material beside the checkout; skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared")
    return folder


@pytest.fixture(scope="session")
def code_path() -> Path:
    """Return the path of the federation's code, draft of 7 June 2001."""
    return ROOT / "versions" / "fewasc-deontologie" / "2001-06-07.fra.xml"


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Pki"]:
    """Return authorities, signers, revocation and time stamps on loopback (tests/pki.py)."""
    from tests.pki import serve_pki  # noqa: PLC0415 - most tests sign nothing

    with serve_pki(tmp_path_factory.mktemp("pki")) as served:
        yield served
