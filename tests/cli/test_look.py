"""What `codetool.toml` says reaches every face, and what is odd about it is told on stderr."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

REDLINE = ("diff", "2020-01-01", "2021-01-01", "--format")
MERGE = ("merge", "2020-01-01", "2021-01-01", "2020-01-01", "--report", "html")


@pytest.mark.parametrize(
    ("template", "command"),
    [
        ("edition/page.html", ("render", "latest", "--format", "html")),
        ("redline/redline.html", (*REDLINE, "html")),
        ("merge/merge.html", MERGE),
    ],
)
def test_one_template_of_a_federation_replaces_ours(store: "Cli", template: str, command: tuple[str, ...]) -> None:
    store.write("codetool.toml", '[look]\ntemplates = "modeles"\npublisher = "Ligue <b>"\n')
    store.write(f"modeles/{template}", "<title>À nous</title>{{ look.publisher }}")
    assert store(*command).out.rstrip("\n") == "<title>À nous</title>Ligue &lt;b&gt;"


@pytest.mark.parametrize(
    ("template", "command"),
    [
        ("edition/book.html", ("render", "latest", "--format", "pdf")),
        ("redline/book.html", (*REDLINE, "pdf")),
        ("redline/redline.html", (*REDLINE, "html")),
        ("merge/merge.html", MERGE),
    ],
)
def test_a_fault_in_a_template_is_one_line(store: "Cli", template: str, command: tuple[str, ...]) -> None:
    store.write("codetool.toml", '[look]\ntemplates = "modeles"\n')
    store.write(f"modeles/{template}", "\n{{ rien }}")
    assert store.refused(*command) == (
        f"modeles/{template}:2: the template has a fault ('rien' is undefined). "
        "Correct that line, or take the file out: the template of codetool then takes its place."
    )


@pytest.mark.parametrize(
    "command", [("render", "latest", "--format", "html"), (*REDLINE, "html"), (*REDLINE, "pdf"), MERGE]
)
def test_a_value_that_cannot_be_stops_every_face(store: "Cli", command: tuple[str, ...]) -> None:
    store.write("codetool.toml", '[look]\npaper = "A3"\n')
    line = "codetool.toml:2: paper: “A3” is no paper that editions are made for. Write A4 or A5."
    assert store.refused(*command) == line


def test_a_text_for_the_terminal_needs_no_look(store: "Cli") -> None:
    store.write("codetool.toml", '[look]\npaper = "A3"\n')
    assert store("render", "latest", "--format", "text").code == 0
    assert store(*REDLINE, "text").code == 1


def test_the_file_is_found_from_below_and_by_the_store(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("codetool.toml", '[look]\npaper = "A3"\n')
    store.write("below/a", "")
    monkeypatch.chdir(store.folder / "below")
    command = ("render", "latest", "--format", "html")
    place = str(store.folder / "codetool.toml")
    assert store.refused(*command).startswith(f"{place}:2: paper:")
    monkeypatch.chdir(store.folder.parent)
    name = store.folder.name
    assert store.refused("--store", f"{name}/versions", *command).startswith(f"{name}/codetool.toml:2: paper:")


def test_what_is_odd_is_told(store: "Cli") -> None:
    store.write("codetool.toml", '[look]\ntemplates = "modeles"\nfonts = ["Absent Grotesk", "EB Garamond"]\n')
    store.write("modeles/edition/text.css", "@import 'https://example.org/a.css';\n")
    told = store("render", "latest", "--format", "pdf", "-o", "a.pdf")
    assert told.code == 0
    assert told.messages[0] == (
        "modeles/edition/text.css:1: warning: the template asks for https://example.org/a.css; nothing is fetched for "
        "an edition. Install the font, or write the style, script or picture into the template itself. "
        "[template-remote]"
    )
    assert told.messages[1] == (
        "codetool.toml: warning: the font “Absent Grotesk” is not installed on this machine; the PDF is set in the "
        "next one. Install it, or correct its name: fc-list : family shows those that there are. [font-absent]"
    )
    assert not any("font-absent" in line for line in store("render", "latest", "--format", "html").messages)
