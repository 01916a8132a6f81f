"""LibreOffice with a profile of its own, which opens documents, obeys orders in them, and saves them as .docx."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

MODULE = Path(__file__).with_name("edits.xba")
"""The macro that reads the orders: a file with an order a line, its words parted by `|`."""


class Office:
    """LibreOffice in a folder of its own, in which the macro stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run("macro:///Standard.Module1.Main")  # the first start makes the profile
        module = folder / "profile/user/basic/Standard/Module1.xba"
        assert module.exists()
        module.write_text(MODULE.read_text(encoding="utf-8"), encoding="utf-8")

    def edit(self, content: bytes, orders: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
        """Return the document as saved after each list of orders, by name: LibreOffice starts once for all."""
        source = self._folder / "source.docx"
        source.write_bytes(content)
        targets = {name: self._folder / f"edited-{at}.docx" for at, name in enumerate(orders)}
        lines: list[str] = []
        for name, target in targets.items():
            target.unlink(missing_ok=True)
            lines += [f"load|{source}", *orders[name], f"save|{target}"]
        told = self._folder / "orders.txt"
        told.write_text("\n".join([*lines, "end"]), encoding="utf-8")
        self._run(f'macro:///Standard.Module1.Edit("{told}")')
        return {name: target.read_bytes() for name, target in targets.items()}

    def _run(self, macro: str) -> None:
        profile = (self._folder / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", macro]
        # Its exit code tells nothing of the macro; that the result is there does.
        subprocess.run(command, check=False, capture_output=True, timeout=180)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return LibreOffice, started for the first time."""
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def act_path(root: Path) -> Path:
    """Return the path of a made-up regulation, with a list, a table, a note, references and an annex."""
    return root / "tests/cases/render/word/reglement.fra.xml"
