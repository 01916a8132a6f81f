"""Documents of our own making, and what their styles and bookmarks say of a paragraph; after edits in Word too."""

import re
from collections.abc import Sequence
from functools import cache

from codetool.importers.lines import MORE, Role, Told
from codetool.importers.readers.docx.names import Node, below, child, name_of, value
from codetool.importers.readers.docx.parts import WordFile
from codetool.importers.readers.docx.styles import Styles
from codetool.importers.readers.docx.tracked import remove
from codetool.model.eid import HIERARCHY
from codetool.resources import load_table

EDITION = "codetool-edition"
"""The property by which a document of our own making is known."""

_PROPERTIES = "docProps/custom.xml"
_ROLES = {
    "Front": Role.COVER,
    "FrontAuthor": Role.COVER,
    "FrontDate": Role.COVER,
    "FrontStatus": Role.COVER,
    "Preamble": Role.PREAMBLE,
    "Article": Role.ARTICLE,
    "ArticleText": Role.RUN_IN,
    "Text": Role.TEXT,
    "Paragraph": Role.PARAGRAPH,
    "Point": Role.POINT,
    "WrapUp": Role.WRAP_UP,
    "Item": Role.ITEM,
    "Quotation": Role.QUOTATION,
    "Closing": Role.CLOSING,
    "Annex": Role.ANNEX,
}
"""What a paragraph is that has one of our styles."""

_COVERED = {"FrontStatus": "docStatus"}
"""What a line of the cover says by its style."""

_HEADING = re.compile(r"heading (\d)")
_LEVEL = re.compile(r"(.*?)(?: (\d))?")
_KNOWN = re.compile(r"_(?P<kind>[a-z][A-Za-z0-9]*?)\d+|[^_].*")
"""Names of bookmarks that an edition gives: hidden ones have a small letter, those of Word itself a capital."""

_DATE = re.compile(r"_docDate(\d{4})(\d{2})(\d{2})x\d+")
_TOLD = HIERARCHY | {"attachment", "ul", "ol", MORE}
"""Elements that such a name tells."""

_HELD, _ADDED = "HeldSpace", "AddedSpace"
_NO_BREAKS = re.compile("[\u00a0\u202f]")


def is_ours(file: WordFile) -> bool:
    """Tell whether a file is an edition of ours, edited since or not."""
    if _PROPERTIES not in file.package.names:
        return False
    return any(node.get("name") == EDITION for node in file.package.xml(_PROPERTIES).getroot())


@cache
def _styles() -> dict[str, str]:
    """Return our styles by their names in all languages."""
    tables = load_table("templates/edition/word/styles.toml").values()
    return {name.lower(): style for names in tables for style, name in names.items()}


def is_number(style: str) -> bool:
    """Tell whether a run in a style is the number of a provision, or a space in one."""
    return _styles().get(style) in ("Number", _HELD, _ADDED)


def restore_spaces(root: Node, styles: Styles) -> None:
    """Put plain spaces back where an edition has its own: they are no part of the text."""
    for run in list(below(root, "w:r")):
        style = _styles().get(styles.name(value(child(run, "w:rPr", "w:rStyle")) or ""))
        if style in (_HELD, _ADDED):
            for text in below(run, "w:t", "w:delText"):
                text.text = _NO_BREAKS.sub(" " if style == _HELD else "", text.text or "")
            _join_links(run)


def _join_links(run: Node) -> None:
    """Join the two parts of a link between which a space of ours stands."""
    before, after = run.getprevious(), run.getnext()
    if before is None or after is None or {name_of(before), name_of(after)} != {"w:hyperlink"}:
        return
    if dict(before.attrib) == dict(after.attrib):
        before.extend([run, *after])
        remove(after)


def told_of(style: str, num: str, anchors: Sequence[str]) -> Told | None:
    """Return what a paragraph is by its style, its number and the bookmarks at its beginning; nothing without a style.

    >>> found = told_of("heading 2", "Chapitre 1er", ["chp_1", "_chapter3"])
    >>> found.role.name, found.depth, found.num, found.element, found.known
    ('DIVISION', 2, 'Chapitre 1er', 'chapter', True)
    >>> told_of("point 1", "a)", []).known, told_of("normal", "", [])
    (False, None)
    """
    known = any(_KNOWN.fullmatch(anchor) for anchor in anchors)
    element = next((name for name in map(_element, anchors) if name), "")
    if style == "title":
        return Told(role=Role.COVER, known=known)
    if heading := _HEADING.fullmatch(style):
        return Told(role=Role.DIVISION, depth=int(heading[1]), num=num, element=element, known=known)
    found = _LEVEL.fullmatch(style)
    role = _ROLES.get(_styles().get(found[1], "")) if found else None
    if found is None or role is None:
        return None
    element = _COVERED.get(_styles().get(found[1], ""), element)
    date = next((f"{day[1]}-{day[2]}-{day[3]}" for day in map(_DATE.fullmatch, anchors) if day), "")
    return Told(role=role, depth=int(found[2] or 0), num=num, element=element, known=known, date=date)


def _element(anchor: str) -> str:
    """Return the name of the division that a hidden bookmark tells."""
    found = _KNOWN.fullmatch(anchor)
    kind = (found["kind"] or "") if found else ""
    return kind if kind in _TOLD else ""
