"""How `codetool verify` sets its lines."""

import pytest

from codetool.cli.verified import _set


@pytest.mark.parametrize("width", range(40, 81))
def test_no_line_begins_with_a_sign_that_french_parts_by_a_space(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    text = "archive : éditions refaites : identiques ; « qui doit aider ? » non ! 2026-03-14.correction " * 4
    monkeypatch.setattr("codetool.cli.verified.terminal_width", lambda: width)
    lines = [*_set(text, "  ")]
    assert " ".join(" ".join(lines).split()) == text.strip()
    assert not [line for line in lines if line.strip()[0] in ":;!?»"]
    assert max(map(len, lines)) <= width
