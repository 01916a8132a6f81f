"""The files that an edition is made from, under names that a person understands, and the recipe that tells them apart.

A PDF carries them all. What is not here, it does not depend on: what it was made with besides is in its metadata.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from codetool.model.expression import Expression
from codetool.render.imprint import Compared, Imprint
from codetool.render.look import PLAIN, Look
from codetool.render.pdf.record import Record, Relation, Source, carrying, date_of, record_of, source_name, spelt
from codetool.render.recipe import (
    LOGO,
    RECIPE_FILE,
    SETTINGS,
    TEMPLATES,
    Earlier,
    Form,
    Made,
    Matches,
    Recipe,
    Side,
)
from codetool.render.recipe_json import write_recipe
from codetool.render.templates import Labels, labels_for, language_tag, reached_templates

if TYPE_CHECKING:
    from codetool.diff import ChangeSet
    from codetool.render.redline_view import RedlineView

_ENDINGS = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".toml": "application/toml"}
_TOML = "application/toml"
_PAGES = {
    (Made.EDITION, Form.PDF): ("edition/book.html", "edition/_history.html"),
    (Made.EDITION, Form.HTML): ("edition/page.html", "edition/page.js", "edition/_history.html"),
    (Made.COMPARISON, Form.PDF): ("redline/book.html",),
    (Made.COMPARISON, Form.HTML): ("redline/redline.html",),
}
"""The templates that each kind and form begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What an edition is made from: its recipe, and the files that this names; texts first."""

    recipe: Recipe
    files: tuple[Source, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the files with the recipe behind them, as a PDF carries them."""
        labels = labels_for(self.recipe.language)
        recipe = Source(
            name=RECIPE_FILE,
            content=write_recipe(self.recipe),
            meaning=labels["attached_recipe"],
            media_type="application/json",
            relation=Relation.SUPPLEMENT,
        )
        return (*self.files, recipe)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the recipe as a PDF carries it."""
        return sha256(write_recipe(self.recipe)).hexdigest()


def carry_edition(expression: Expression, imprint: Imprint, form: Form = Form.PDF) -> Carried:
    """Return what the edition of a version is made from; its source has to be in the imprint."""
    language = language_tag(expression.language)
    labels = labels_for(language)
    recipe = Recipe(
        made=Made.EDITION,
        form=form,
        source=source_name(expression),
        language=language,
        sealing=imprint.sealing,
        program=imprint.program if form is Form.PDF else "",
    )
    text = Source(
        name=recipe.source, content=imprint.source, date=date_of(expression), meaning=labels["attached_source"]
    )
    if form is Form.TEXT:
        return Carried(recipe=recipe, files=(text,))
    past, matches = list(_earlier(imprint, expression.language, labels)), list(_matches(imprint, labels))
    settings = list(_settings(imprint.look, Made.EDITION, form, labels))
    pictures = list(_pictures(imprint, labels))
    own = [Earlier(file=recipe.source, label=one.label, date=one.date) for one in imprint.lineage.versions[-1:]]
    recipe = replace(
        recipe,
        history=(*(one for one, _ in past), *own) if past else (),
        matches=tuple(one for one, _ in matches) if past else (),
        settings=SETTINGS if settings else "",
        beside=tuple(sorted(one.name for one in settings[1:])),
        pictures=tuple((source, one.name) for source, one in pictures),
        **(_around(imprint) if form is Form.HTML else {"address": imprint.address}),
    )
    decided = [one for _, one in matches] if past else []
    return Carried(
        recipe=recipe, files=(text, *(one for _, one in past), *(one for _, one in pictures), *decided, *settings)
    )


def carry_comparison(
    view: "RedlineView", changes: "ChangeSet", compared: Compared, imprint: Imprint, form: Form = Form.PDF
) -> Carried:
    """Return what a comparison is made from; both texts have to be in `compared`."""
    old, new = (
        Side(file=f"{name}-{spelt(side.date)}.xml" if side.date else f"{name}.xml", name=called)
        for name, side, called in (("old", changes.old, view.old_name), ("new", changes.new, view.new_name))
    )
    dates = (changes.old.date, changes.new.date)
    labels = labels_for(view.language)
    texts = [
        Source(name=side.file, content=content, date=date, meaning=f"{labels['attached_source']} – {side.name}")
        for side, content, date in zip((old, new), (compared.old, compared.new), dates, strict=True)
    ]
    matches = [_toml(MATCHES, compared.decisions, labels["attached_matches"])] if compared.decisions else []
    settings = [] if form is Form.JSON else list(_settings(imprint.look, Made.COMPARISON, form, labels))
    recipe = Recipe(
        made=Made.COMPARISON,
        form=form,
        sides=(old, new),
        matches=tuple(Matches(file=one.name) for one in matches),
        language=view.language,
        on_page=view.on_page,
        settings=SETTINGS if settings else "",
        beside=tuple(sorted(one.name for one in settings[1:])),
        trail=imprint.trail if form is Form.HTML else (),
        sealing=imprint.sealing,
        program=imprint.program if form is Form.PDF else "",
    )
    return Carried(recipe=recipe, files=(*texts, *matches, *settings))


def record_edition(expression: Expression, imprint: Imprint) -> Record:
    """Return what an edition's PDF says of itself and carries: nothing where the imprint has no source."""
    record = record_of(expression, imprint.source)
    if not imprint.source:
        return record
    carried = carry_edition(expression, imprint)
    return carrying(record, carried.sources, carried.digest)


MATCHES = "settings/matches.toml"
"""The reviewer's decisions about a comparison."""


def _around(imprint: Imprint) -> dict[str, Any]:
    names = ("address", "forms", "trail", "standing", "instead")
    return {name: getattr(imprint, name) for name in names}


def _earlier(imprint: Imprint, language: str, labels: Labels) -> Iterator[tuple[Earlier, Source]]:
    """Yield the versions before the one that is printed, each with its file."""
    for one in imprint.lineage.versions[:-1]:
        name = f"earlier/{'.'.join(filter(None, (spelt(one.label), spelt(language))))}.xml"
        yield (
            Earlier(file=name, label=one.label, date=one.date),
            Source(name=name, content=one.content, date=one.date, meaning=labels["attached_earlier"]),
        )


def _matches(imprint: Imprint, labels: Labels) -> Iterator[tuple[Matches, Source]]:
    for one in imprint.lineage.decisions:
        name = f"settings/matches/{spelt(one.old)}..{spelt(one.new)}.toml"
        yield (
            Matches(file=name, old=one.old, new=one.new),
            _toml(name, one.content, labels["attached_matches"]),
        )


def _pictures(imprint: Imprint, labels: Labels) -> Iterator[tuple[str, Source]]:
    """Yield the pictures that do not stand in the text itself, by their `src`; each name is given once."""
    taken: set[str] = set()
    for source, picture in sorted(imprint.pictures.items()):
        if source.strip().startswith("data:"):
            continue
        ending = _ENDINGS[picture.media_type]
        stem = spelt(PurePosixPath(source.strip()).stem) or "picture"
        name = f"pictures/{stem}{ending}"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"pictures/{stem}-{number}{ending}"
        taken.add(name.casefold())
        meaning = labels["attached_picture"]
        yield source, Source(name=name, content=picture.content, meaning=meaning, media_type=picture.media_type)


# --- the look ---------------------------------------------------------------------------------------------------------


def _settings(look: Look, made: Made, form: Form, labels: Labels) -> Iterator[Source]:
    """Yield the settings that a look comes from, and behind them the logo and the templates; nothing of a plain look.

    Only what an edition uses is in them: the file of a federation also says where its keys are.
    """
    templates = reached_templates(look.templates, _PAGES[made, form]) if look.templates else {}
    logo = f"{LOGO}{_ENDINGS[look.logo.media_type]}" if look.logo else ""
    content = write_settings(look, logo, TEMPLATES if templates else "")
    if not content:
        return
    yield _toml(SETTINGS, content, labels["attached_settings"])
    folder = PurePosixPath(SETTINGS).parent
    if look.logo:
        yield Source(
            name=f"{folder}/{logo}",
            content=look.logo.content,
            meaning=labels["attached_logo"],
            media_type=look.logo.media_type,
            relation=Relation.DATA,
        )
    for name, written in sorted(templates.items()):
        yield Source(
            name=f"{folder}/{TEMPLATES}/{name}",
            content=written,
            meaning=labels["attached_template"],
            media_type=_TYPES.get(PurePosixPath(name).suffix, "text/plain"),
            relation=Relation.DATA,
        )


def write_settings(look: Look, logo: str = "", templates: str = "") -> bytes:
    """Return a `codetool.toml` that sets a look, with the names of the logo and of the folder of templates.

    >>> print(write_settings(Look(publisher="La Ligue", paper="A5")).decode(), end="")
    [look]
    publisher = "La Ligue"
    paper = "A5"
    """
    said = {
        "publisher": look.publisher,
        "address": look.address,
        "accent": look.accent,
        "accent_dark": look.accent_dark,
        "fonts": list(look.fonts),
        "logo": logo,
        "logo_words": look.logo.words if look.logo else "",
        "paper": look.paper if look.paper != PLAIN.paper else "",
        "templates": templates,
    }
    # A string or a list of JSON is one of TOML too: signs that are not printed do not come in.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items() if value]
    return "".join(["[look]\n", *lines]).encode() if lines else b""


def _toml(name: str, content: bytes, meaning: str) -> Source:
    return Source(name=name, content=content, meaning=meaning, media_type=_TOML, relation=Relation.DATA)
