"""What only a signature can find, and what it must not take for an alteration: archives that are sealed with a key."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from codetool.archive.sign.told import Kind, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.report import Origin, Report, Verdict
from codetool.archive.verify.whole import verify_archive
from tests.archive.attacks import attacks, forge_chain
from tests.archive.conftest import LABELS, Sealed, seal_three
from tests.archive.test_tamper import PLACES, places_of
from tests.pki import Pki


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Sealed:
    """Return an archive of three versions, signed, with time stamps."""
    place = pki.place()
    options = ("--key", str(place.file), "--passfile", str(place.pass_file), "--stamps", pki.stamps())
    return seal_three(tmp_path_factory.mktemp("signed") / "code", *options, "--trust", str(pki.root()))


def verify(sealed: Sealed, trust: Trust | None = None) -> Report:
    asked = Asked(at=NOW, trust=trust or Trust(), rebuild=False)
    return verify_archive(sealed.archive, "archive", asked)[0]
