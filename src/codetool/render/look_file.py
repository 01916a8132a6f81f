"""The look that `codetool.toml` sets: every value checked, so that no edition is made of one that cannot be."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from codetool.errors import SourceError
from codetool.render.colours import Colour, parse_colour
from codetool.render.look import Logo, Look
from codetool.render.pictures import SIZE_LIMIT, Fault, load_picture
from codetool.store.files import check_inside
from codetool.store.settings_file import Settings, kind_of, load_settings

PAPERS = ("A4", "A5")

_TABLE = "look"
_LIGHT = Colour.of_hex("#f3efe6")
_DARK = Colour.of_hex("#24211d")
"""The darkest light and the lightest dark ground on which the accent stands (`templates/edition/page.css`, --shade)."""

READABLE = 4.5
"""Contrast between text and its ground, at least (WCAG 2.2, 1.4.3)."""

_FAMILY = re.compile(r"[^\W_](?:[\w .+-]*[\w+])?")
_HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")


def load_look(home: Path, place: str = "") -> Look:
    """Return the look that `codetool.toml` in a folder sets, the plain one where it is absent.

    `home` is the folder that holds `versions/`, `place` how messages name the file. Raises SourceError, with the line,
    for the first value that cannot be.
    """
    settings = load_settings(home, place)
    accent = _colour(settings, "accent", _LIGHT)
    accent_dark = _colour(settings, "accent_dark", _DARK)
    if accent and not accent_dark:
        accent_dark = accent.readable_on(_DARK, READABLE)
    return Look(
        publisher=settings.text(_TABLE, "publisher"),
        address=_address(settings),
        accent=accent.hex if accent else "",
        accent_dark=accent_dark.hex if accent_dark else "",
        fonts=tuple(_fonts(settings)),
        logo=_logo(settings, home),
        paper=_paper(settings),
        templates=_templates(settings, home),
    )


def _colour(settings: Settings, name: str, ground: Colour) -> Colour | None:
    text = settings.text(_TABLE, name)
    if not text:
        return None
    colour = parse_colour(text)
    if colour is None:
        raise SourceError(
            "{name}: “{text}” is no colour",
            "Write it as #8a2432, or as rgb(138 36 50).",
            place=settings.where(_TABLE, name),
            name=name,
            text=text,
        )
    contrast = colour.contrast(ground)
    if contrast < READABLE:
        raise SourceError(
            "{name}: {text} has a contrast of {contrast}:1 with the page, and reading needs {needed}:1",
            "Take {other} or a stronger colour.",
            place=settings.where(_TABLE, name),
            name=name,
            text=text,
            contrast=f"{int(contrast * 100) / 100:.2f}",
            needed=READABLE,
            other=colour.readable_on(ground, READABLE).hex,
        )
    return colour


def _address(settings: Settings) -> str:
    """Return the site's address with a slash at its end, so that the names of pages can be put behind it."""
    text = settings.text(_TABLE, "address")
    if not text:
        return ""
    if not _is_address(text):
        raise SourceError(
            "address: “{text}” is no address of a site",
            "Write it whole, with https:// and without ? or #: https://example.org/code/.",
            place=settings.where(_TABLE, "address"),
            text=text,
        )
    return text if text.endswith("/") else f"{text}/"


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - it raises where the port is no number
    except ValueError:
        return False
    plain = not set(text) & set("\"'<>\\`{}| ") and not (parts.query or parts.fragment or "@" in parts.netloc)
    host = parts.hostname or ""
    return plain and parts.scheme in {"http", "https"} and _HOST.fullmatch(host) is not None


def _fonts(settings: Settings) -> Iterator[str]:
    value = settings.tables.get(_TABLE, {}).get("fonts", [])
    families = [value] if isinstance(value, str) else value
    place = settings.where(_TABLE, "fonts")
    if not isinstance(families, list):
        raise SourceError(
            "fonts is {kind}, and has to be a list of names",
            'Write them as ["EB Garamond", "DejaVu Serif"].',
            place=place,
            kind=kind_of(value),
        )
    for family in families:
        if not isinstance(family, str) or not _FAMILY.fullmatch(family.strip()):
            raise SourceError(
                "fonts: “{family}” is no name of a font",
                'Write the name as your word processor shows it: ["EB Garamond"].',
                place=place,
                family=" ".join(str(family).split()),
            )
        yield family.strip()


def _logo(settings: Settings, home: Path) -> Logo | None:
    name = settings.text(_TABLE, "logo")
    if not name:
        return None
    picture = load_picture(home, name)
    if isinstance(picture, Fault):
        raise _no_logo(picture, name, settings.where(_TABLE, "logo"))
    return Logo(
        content=picture.content, media_type=picture.media_type, words=settings.text(_TABLE, "logo_words")
    )  # fmt: skip


def _no_logo(fault: Fault, name: str, place: str) -> SourceError:
    match fault:
        case Fault.OUTSIDE:
            return SourceError(
                "logo: {name} lies outside the folder of {file}",
                "Put the picture into that folder, and name it from there.",
                place=place,
                name=name,
                file="codetool.toml",
            )
        case Fault.LARGE:
            return SourceError(
                "logo: {name} is too large; {limit} kB and 25 million pixels are the most",
                "Save it smaller.",
                place=place,
                name=name,
                limit=SIZE_LIMIT // 1024,
            )
        case Fault.UNSAFE:
            return SourceError(
                "logo: {name} is no drawing that stands alone: it has a script, leads elsewhere, or is broken",
                "Save it as plain SVG, without links and scripts.",
                place=place,
                name=name,
            )
        case Fault.INKS:
            return SourceError(
                "logo: {name} has the colours of printing inks (CMYK)", "Save it in RGB.", place=place, name=name
            )
        case Fault.OTHER:
            return SourceError(
                "logo: {name} is no whole picture in SVG, PNG or JPEG",
                "Save the picture in one of these forms.",
                place=place,
                name=name,
            )
        case _:
            return SourceError(
                "logo: there is no file {name}", "Check the name and the folder.", place=place, name=name
            )


def _paper(settings: Settings) -> str:
    text = settings.text(_TABLE, "paper") or PAPERS[0]
    if text.upper() not in PAPERS:
        raise SourceError(
            "paper: “{text}” is no paper that editions are made for",
            "Write A4 or A5.",
            place=settings.where(_TABLE, "paper"),
            text=text,
        )
    return text.upper()


def _templates(settings: Settings, home: Path) -> Path | None:
    name = settings.text(_TABLE, "templates")
    if not name:
        return None
    folder = home / name
    check_inside(folder, home, settings.where(_TABLE, "templates"))
    if not folder.is_dir():
        raise SourceError(
            "templates: there is no folder {name}",
            "Make the folder, or take the line out.",
            place=settings.where(_TABLE, "templates"),
            name=name,
        )
    return folder
