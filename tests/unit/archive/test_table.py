"""The table of what `verify` finds is whole: both languages, the same facts, a remedy that ends a sentence."""

import re
from string import Formatter

import pytest

from codetool.findings import Severity
from codetool.resources import load_table

TABLE = load_table("akn/archive.toml")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", TABLE)
def test_a_row_is_whole(code: str) -> None:
    row = TABLE[code]
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code)
    assert row["severity"] in set(Severity)
    assert set(row) <= {"severity", "intact", "clause", "message", "remedy"}
    for part in ("message", "remedy"):
        assert set(row[part]) == {"en", "fr"}
        assert places(row[part]["en"]) == places(row[part]["fr"]), "both languages tell the same facts"
    assert row["message"]["fr"] != row["message"]["en"]
    assert not row["message"]["en"].endswith("."), "the remedy follows after a full stop"
    for language in ("en", "fr"):
        assert row["remedy"][language].endswith((".", "?"))
    assert code not in load_table("akn/findings.toml")


def test_only_what_is_unproven_or_unfinished_leaves_files_intact() -> None:
    """Whatever else is at fault means that something is not what was sealed."""
    intact = {code for code, row in TABLE.items() if "intact" in row}
    assert all(TABLE[code]["intact"] is True and TABLE[code]["severity"] == Severity.ERROR for code in intact)
    kinds = ("early", "expired", "future", "revoked", "compromised", "weak", "purpose", "late", "order")
    assert intact == {"archive-interrupted", "store-interrupted"} | {
        code for code in TABLE if code.startswith(("signature-", "stamp-", "renewal-")) and code.endswith(kinds)
    }
