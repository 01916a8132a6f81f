"""`codetool.toml` as a file: what it may set, and where what it may not stands."""

from pathlib import Path

import pytest

from codetool.errors import SourceError
from codetool.store.intake import make_request
from codetool.store.settings_file import load_settings


def told(folder: Path, content: str | bytes) -> str:
    path = folder / "codetool.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SourceError) as raised:
        load_settings(folder)
    return str(raised.value)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a = \n", "codetool.toml:1: this is no TOML. Write each line as name = "),
        ("[look]\npaper = A4\n", "codetool.toml:2: this is no TOML. "),
        ("[look\n", "codetool.toml:1: this is no TOML. "),
        ("x", "codetool.toml: this is no TOML. "),
        (b"[look]\n# \xe9\n", "codetool.toml: line 2: this is not text in UTF-8. Save the file as UTF-8."),
        ('\naccent = "#000"\n', "codetool.toml:2: accent stands outside its table. Put it below [look]."),
        ('work = "a"\n', "codetool.toml:1: work stands outside its table. Put it below [code]."),
        (
            "[look]\n[site]\n",
            "codetool.toml:2: there is no setting site. Settings stand below [code], [look] and [archive].",
        ),
        (
            'look = "A4"\n',
            "codetool.toml:1: there is no setting look. Settings stand below [code], [look] and [archive].",
        ),
        ("[code]\n\nname = 1\n", "codetool.toml:3: [code] has no setting name. Take one of: work, title, country, "),
    ],
)
def test_what_it_may_not_say_is_refused_with_its_line(tmp_path: Path, content: str | bytes, line: str) -> None:
    assert told(tmp_path, content).startswith(line)


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert load_settings(tmp_path).tables == {}


def test_a_mark_of_byte_order_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "codetool.toml").write_bytes(b'\xef\xbb\xbf[look]\npaper = "A5"\n')
    assert load_settings(tmp_path).text("look", "paper") == "A5"


def test_a_link_that_leads_nowhere_and_a_folder_are_told(tmp_path: Path) -> None:
    path = tmp_path / "codetool.toml"
    path.symlink_to("absent")
    with pytest.raises(SourceError, match=r"^codetool\.toml: there is no such file"):
        load_settings(tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(SourceError, match=r"^codetool\.toml: this is a folder"):
        load_settings(tmp_path)


def test_a_first_import_is_named_by_the_file(tmp_path: Path) -> None:
    named = {"work": "reglement", "title": "Règlement", "country": "lu", "language": "deu", "author": "ligue"}
    lines = [f'{name} = "{text}"' for name, text in {**named, "author_name": "La Ligue"}.items()]
    (tmp_path / "codetool.toml").write_text("\n".join(["[code]", *lines]), encoding="utf-8")
    request = make_request({"date": "2020-01-01"}, tmp_path / "versions")
    assert request.iri == "/akn/lu/act/code/ligue/2020-01-01/reglement"
    assert (request.title, request.language, request.author_name) == ("Règlement", "deu", "La Ligue")
    given = make_request({"date": "2020-01-01", "language": "fra", "title": "Autre"}, tmp_path / "versions")
    assert (given.title, given.language, given.author_name) == ("Autre", "fra", "La Ligue")


def test_another_work_is_not_named_by_the_file(tmp_path: Path) -> None:
    (tmp_path / "codetool.toml").write_text('[code]\nwork = "reglement"\ntitle = "Règlement"\n', encoding="utf-8")
    assert make_request({"date": "2020-01-01", "work": "autre"}, tmp_path / "versions").title == ""
