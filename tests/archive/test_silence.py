"""What stands on the screen of who signs and renews: our own lines, and nothing that a library logs or warns of."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pki import Pki

Ran = Callable[..., tuple[int, list[str]]]
_DIGEST = re.compile(r"[0-9a-f]{128}$")
_DAY = re.compile(r"20\d\d-\d\d-\d\d$")


@pytest.fixture
def ran(pki: "Pki", tmp_path: Path) -> Ran:
    """Return what starts a command in a folder with a draft that can be signed: its code, and the lines of stderr."""
    place = pki.place()
    settings = f'[archive]\nkey = "{place.file}"\npassfile = "{place.pass_file}"\nstamps = "{pki.stamps()}"\n'
    (tmp_path / "codetool.toml").write_text(f'{settings}trust = ["{pki.root()}"]\n', encoding="utf-8")
    (tmp_path / "versions").mkdir()
    (tmp_path / "source.txt").write_text("CODE D'ESSAI\n\n1.1 Un article.\n", encoding="utf-8")

    def start(*arguments: str, language: str = "en") -> tuple[int, list[str]]:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
        done = subprocess.run(
            [sys.executable, "-m", "codetool", "--ui-lang", language, *arguments],
            cwd=tmp_path, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stderr.splitlines()

    assert start("import", "source.txt", "--date", "2020-01-01", "--work", "essai")[0] == 0
    return start


def test_signing_and_renewing_tell_their_own_lines_only(pki: "Pki", ran: Ran) -> None:
    with pki.clock(datetime.now(UTC)):
        sealed, told = ran("seal", "2020-01-01", language="fr")
        renewed, new = ran("archive", "renew", "--force", language="fr")
        nothing = ran("archive", "renew")
        nowhere = pki.stamps("tsa-nowhere")
        refused, why = ran("archive", "renew", "--force", "--stamps", nowhere)
    assert (sealed, [_DIGEST.sub("…", line) for line in told]) == (
        0,
        [
            "scellée : essai/2020-01-01.fra, dans archive (v1)",
            "signée par Essai signer, Autorité d'essai",
            "empreinte de l'inventaire, à garder ailleurs : …",
        ],
    )
    assert (renewed, [_DAY.sub("…", line) for line in new]) == (
        0,
        [
            "renouvelée : essai/2020-01-01.fra (v1), prouvée jusqu'au …",
            (
                "rien n'est gagné pour essai/2020-01-01.fra (v1) : sans cet horodatage, elle est prouvée "
                "aussi longtemps. Indiquez par --stamps un service dont le certificat expire plus tard."
            ),
        ],
    )
    assert nothing == (0, ["nothing runs out within a year"])
    assert (refused, [line.partition(" (")[0] for line in why]) == (
        2,
        [f"codetool: {nowhere}: the time stamping service gives no time stamp"],
    )


def test_what_is_refused_is_told_in_one_line_of_our_own(pki: "Pki", ran: Ran) -> None:
    revoked = pki.place("revoked")
    with pki.clock(datetime.now(UTC)):
        key = ("--key", str(revoked.file), "--passfile", str(revoked.pass_file))
        code, lines = ran("seal", "2020-01-01", *key, language="fr")
    fact = "le certificat de Essai revoked, Autorité d'essai a été révoqué le 2025-01-01"
    assert (code, lines) == (2, [f"codetool: {fact}. Demandez-en un nouveau à celui qui l'a émis."])
