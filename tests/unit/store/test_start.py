"""What a new code is called where nobody says it."""

import pytest

from codetool.errors import RequestError
from codetool.store.start import name_code


@pytest.mark.parametrize(
    ("folder", "work", "author"),
    [
        ("Code d'éthique", "code-d-ethique", "code"),
        ("2026", "2026", "code"),
        ("2026-ligue", "2026-ligue", "ligue"),
        ("", "code", "code"),
        ("條例", "code", "code"),
    ],
)
def test_a_code_is_named_after_its_folder(folder: str, work: str, author: str) -> None:
    code = name_code({}, folder, "en")
    assert (code.work, code.author, code.language, code.country) == (work, author, "eng", "be")


def test_what_is_said_counts() -> None:
    given = {
        "work": "reglement",
        "title": " Règlement ",
        "publisher": "Ligue d'été",
        "language": "nld",
        "country": "nl",
    }
    code = name_code(given, "folder", "fr")
    assert (code.work, code.title, code.author, code.language) == ("reglement", "Règlement", "ligue-d-ete", "nld")


def test_a_publisher_that_begins_with_a_figure_gives_no_id() -> None:
    with pytest.raises(RequestError, match=r"^'3-ligues' is no short id of an author\. Write --author"):
        name_code({"publisher": "3 ligues"}, "code", "fr")
