"""Every value of `codetool.toml` is checked: one line with file, line, fact and remedy, in both languages."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from codetool.cli.messages import translator
from codetool.errors import SourceError
from codetool.render import look_file
from codetool.render.look import PLAIN, Logo, Look
from codetool.render.look_file import load_look

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def look_of(home: Path, *lines: str, table: str = "[look]") -> Look:
    (home / "codetool.toml").write_text("\n".join((table, *lines)) + "\n", encoding="utf-8")
    return load_look(home)


def refused(home: Path, *lines: str, table: str = "[look]") -> str:
    """Return the line that refuses a file; its French has the same place and other words."""
    with pytest.raises(SourceError) as raised:
        look_of(home, *lines, table=table)
    english, french = str(raised.value), raised.value.told(translator("fr"))
    place = english.partition(": ")[0]
    assert french.startswith(f"{place}: ")
    assert french.removeprefix(place) != english.removeprefix(place)
    assert "{" not in french
    return english


def test_without_a_file_the_look_is_the_plain_one(tmp_path: Path) -> None:
    assert load_look(tmp_path) == PLAIN
    assert look_of(tmp_path) == PLAIN


def test_every_value_arrives(tmp_path: Path) -> None:
    (tmp_path / "modeles").mkdir()
    (tmp_path / "logo.svg").write_text(SVG.format("<path d='M0 0h9'/>"), encoding="utf-8")
    look = look_of(
        tmp_path,
        'publisher = "Fédération d\'essai"',
        'address = "https://example.org/code"',
        'accent = "rgb(0 95 107)"',
        'accent_dark = "#7fd0d8"',
        'fonts = ["EB Garamond", "Source Serif 4"]',
        'logo = "logo.svg"',
        'logo_words = "Un trait"',
        'paper = "a5"',
        'templates = "modeles"',
    )
    assert look == Look(
        publisher="Fédération d'essai",
        address="https://example.org/code/",
        accent="#005f6b",
        accent_dark="#7fd0d8",
        fonts=("EB Garamond", "Source Serif 4"),
        logo=Logo(content=(tmp_path / "logo.svg").read_bytes(), media_type="image/svg+xml", words="Un trait"),
        paper="A5",
        templates=tmp_path / "modeles",
    )


def test_the_accent_of_dark_screens_follows_from_the_other(tmp_path: Path) -> None:
    assert look_of(tmp_path, 'accent = "#005f6b"').accent_dark == "#0098ab"
    assert look_of(tmp_path, 'accent_dark = "#7fd0d8"').accent == ""


def test_a_single_font_needs_no_list(tmp_path: Path) -> None:
    assert look_of(tmp_path, 'fonts = "EB Garamond"').fonts == ("EB Garamond",)


# What a line says, and how the message about it begins.
REFUSED = {
    'acent = "#005f6b"': "[look] has no setting acent. Take one of: publisher, address, accent, accent_dark, fonts, ",
    "publisher = 3": "publisher is a number, and has to be text. Write it between quotation marks: publisher = ",
    "publisher = true": "publisher is yes or no, and has to be text. ",
    "paper = 2001-06-07": "paper is a date, and has to be text. ",
    "paper = {a = 1}": "paper is a table, and has to be text. ",
    "paper = []": "paper is a list, and has to be text. ",
    r'publisher = "a\nb"': "publisher holds a line break or another sign that is not printed. Write it in one line.",
    'accent = "rouge"': "accent: “rouge” is no colour. Write it as #8a2432, or as rgb(138 36 50).",
    'accent = "rgb(0 0 0 / 50%)"': "accent: “rgb(0 0 0 / 50%)” is no colour. ",
    'accent = "oklch(50% 0.1 20)"': "accent: “oklch(50% 0.1 20)” is no colour. ",
    'accent = "red; x: y"': "accent: “red; x: y” is no colour. ",
    'accent = "#e07a5f"': "accent: #e07a5f has a contrast of 2.57:1 with the page, and reading needs 4.5:1. Take #b",
    'accent_dark = "#8a2432"': "accent_dark: #8a2432 has a contrast of 1.81:1 with the page, and reading needs 4.5:1. ",
    'address = "example.org"': "address: “example.org” is no address of a site. Write it whole, with https:// and ",
    'address = "javascript:alert(1)"': "address: “javascript:alert(1)” is no address of a site. ",
    'address = "ftp://example.org"': "address: “ftp://example.org” is no address of a site. ",
    'address = "https://a@example.org"': "address: “https://a@example.org” is no address of a site. ",
    'address = "https://example.org:x"': "address: “https://example.org:x” is no address of a site. ",
    'address = "https://"': "address: “https://” is no address of a site. ",
    """address = 'https://example.org/"'""": 'address: “https://example.org/"” is no address of a site. ',
    "fonts = 3": "fonts is a number, and has to be a list of names. Write them as ",
    'fonts = ["x; y"]': "fonts: “x; y” is no name of a font. Write the name as your word processor shows it: ",
    "fonts = [1]": "fonts: “1” is no name of a font. ",
    'fonts = [""]': "fonts: “” is no name of a font. ",
    'logo = "absent.svg"': "logo: there is no file absent.svg. Check the name and the folder.",
    'logo = "../logo.png"': "logo: ../logo.png lies outside the folder of codetool.toml. Put the picture into that ",
    'logo = "codetool.toml"': "logo: codetool.toml is no whole picture in SVG, PNG or JPEG. ",
    'paper = "Letter"': "paper: “Letter” is no paper that editions are made for. Write A4 or A5.",
    'templates = "absent"': "templates: there is no folder absent. Make the folder, or take the line out.",
    'templates = "codetool.toml"': "templates: there is no folder codetool.toml. ",
}


@pytest.mark.parametrize(("line", "told"), REFUSED.items())
def test_a_value_that_cannot_be_is_refused(tmp_path: Path, line: str, told: str) -> None:
    assert refused(tmp_path, line).startswith(f"codetool.toml:2: {told}")


def test_the_line_is_that_of_the_value(tmp_path: Path) -> None:
    assert refused(tmp_path, "", "# paper", 'paper = "B5"').startswith("codetool.toml:4: ")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<image xlink:href='https://example.org/a.png'/>",
        "<use href='other.svg#a'/>",
        "<style>@import 'https://example.org/a.css';</style>",
        "<rect fill='url(https://example.org/a.svg#b)'/>",
        "<foreignObject/>",
        "<g onclick='alert(1)'/>",
        "<a href='javascript:alert(1)'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<g",
    ],
)
def test_a_logo_that_does_more_than_show_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "logo.svg").write_text(SVG.format(inside), encoding="utf-8")
    assert refused(tmp_path, 'logo = "logo.svg"') == (
        "codetool.toml:2: "
        "logo: logo.svg is no drawing that stands alone: it has a script, leads elsewhere, or is broken. "
        "Save it as plain SVG, without links and scripts."
    )


def test_a_logo_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 1024 * 1024)
    told = "logo: logo.png is too large; 1024 kB and 25 million pixels are the most. Save it smaller."
    assert refused(tmp_path, 'logo = "logo.png"') == f"codetool.toml:2: {told}"
    Image.new("1", (6000, 6000)).save(tmp_path / "logo.png")
    assert refused(tmp_path, 'logo = "logo.png"') == f"codetool.toml:2: {told}"


def test_a_logo_of_pixels_is_read_whatever_its_name(tmp_path: Path) -> None:
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "JPEG")
    (tmp_path / "logo").write_bytes(content.getvalue())
    logo = look_of(tmp_path, 'logo = "logo"').logo
    assert logo == Logo(content=content.getvalue(), media_type="image/jpeg")


def test_how_messages_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "codetool.toml").write_text('[look]\npaper = "A3"\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"^above/codetool\.toml:2: paper: “A3”"):
        load_look(tmp_path, "above/codetool.toml")


def test_colours_are_measured_on_the_grounds_of_the_page(root: Path) -> None:
    css = (root / "templates" / "edition" / "page.css").read_text(encoding="utf-8")
    assert re.findall(r"--shade: (#[0-9a-f]{6})", css) == [look_file._LIGHT.hex, look_file._DARK.hex]
