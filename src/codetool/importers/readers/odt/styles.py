"""Styles: what a paragraph or a stretch of text looks like, by its own style and those that it is made from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from codetool.importers.lines import MarkKind
from codetool.importers.readers.odt.names import Node, below, centimetres, child, key, name_of, value

Form = Mapping[str, str]
"""What a style says, by the short names of its attributes."""

_KEPT = tuple(
    "fo:text-align fo:margin-left fo:text-indent fo:break-before fo:break-after fo:font-weight fo:font-style "
    "fo:font-size style:text-underline-style style:text-position text:display".split()
)
_OWN = ("style:list-style-name",)
_CHARACTER = 0.21
"""Centimetres that a character of a text in 12 points takes."""
_BOLD = 600
_POINTS = 72 / 2.54
_NORMAL = "12pt"
_ESCAPED = re.compile("_([0-9a-f]{1,4})_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as it stands in the file; `named` tells that it is none that LibreOffice made for one place."""

    name: str
    named: bool
    parent: str
    form: Form
    page: bool = False


@dataclass(slots=True, kw_only=True)
class Styles:
    """The styles of a text by family (paragraph, text, section) and name."""

    found: Mapping[tuple[str, str], Style]
    defaults: Mapping[str, Form] = field(default_factory=dict)
    _forms: dict[tuple[str, str], Form] = field(default_factory=dict)

    def form(self, family: str, name: str) -> Form:
        """Return what a style says, with what it takes from the styles that it is made from."""
        if (family, name) not in self._forms:
            form = dict(self.defaults.get(family, {}))
            for style in reversed(list(self._chain(family, name))):
                form.update(_sized(style.form, form))
            self._forms[family, name] = form
        return self._forms[family, name]

    def named(self, family: str, name: str) -> Style | None:
        """Return the nearest style that people see: one that was made for a place is made from it."""
        return next((style for style in self._chain(family, name) if style.named), None)

    def own(self, family: str, name: str) -> Form:
        """Return what a style itself says, where it was made for one place."""
        style = self.found.get((family, name))
        return style.form if style and not style.named else {}

    def begins_page(self, name: str) -> bool:
        """Tell whether a paragraph of this style begins a new page."""
        style = self.found.get(("paragraph", name))
        return self.form("paragraph", name).get("fo:break-before") == "page" or bool(style and style.page)

    def _chain(self, family: str, name: str) -> Iterator[Style]:
        seen: set[str] = set()
        while (style := self.found.get((family, name))) and name not in seen:
            seen.add(name)
            yield style
            name = style.parent


def read_styles(content: Node, styles: Node | None) -> Styles:
    """Return the styles of both parts; where two have one name, that of the text itself counts."""
    found: dict[tuple[str, str], Style] = {}
    defaults: dict[str, Form] = {}
    for part in (styles, content):
        for node in below(part, "style:style", "style:default-style") if part is not None else ():
            family = value(node, "style:family")
            if name_of(node) == "style:default-style":
                defaults[family] = _form_of(node)
            else:
                found[family, value(node, "style:name")] = _read_style(node)
    return Styles(found=found, defaults=defaults)


def _read_style(node: Node) -> Style:
    name = value(node, "style:name")
    parent = node.getparent()
    return Style(
        name=value(node, "style:display-name") or _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name),
        named=parent is not None and name_of(parent) == "office:styles",
        parent=value(node, "style:parent-style-name"),
        form=_form_of(node),
        page=bool(value(node, "style:master-page-name")),
    )


def _form_of(node: Node) -> Form:
    form = {name: given for name in _OWN if (given := node.get(key(name))) is not None}
    for kind in ("style:paragraph-properties", "style:text-properties", "style:section-properties"):
        properties = child(node, kind)
        for name in _KEPT if properties is not None else ():
            if properties is not None and (given := properties.get(key(name))) is not None:
                form[name] = given
    return form


def _sized(form: Form, under: Form) -> Form:
    size = form.get("fo:font-size", "")
    if not size.endswith("%"):
        return form
    share = float(size[:-1]) / 100 if re.fullmatch(r"\d{1,4}(?:\.\d{1,6})?%", size) else 1.0
    return {**form, "fo:font-size": f"{size_of(under) * share:.2f}pt"}


def over(form: Form, under: Form) -> Form:
    """Return what a stretch of text looks like, whose own form stands in another."""
    return {**under, **_sized(form, under)} if form else under


def size_of(form: Form) -> float:
    """Return the size of the letters in points.

    >>> size_of({"fo:font-size": "0.5in"}), size_of({})
    (36.0, 12.0)
    """
    return round(centimetres(form.get("fo:font-size", _NORMAL)) * _POINTS, 1)


def indent_of(form: Form) -> int:
    """Return how far the first line stands in, in characters."""
    return max(
        0, round((centimetres(form.get("fo:margin-left")) + centimetres(form.get("fo:text-indent"))) / _CHARACTER)
    )


def kinds_of(form: Form) -> frozenset[MarkKind]:
    """Return what a form makes of a text.

    >>> kinds_of({"style:text-position": "super 58%", "fo:font-weight": "bold"}) == {
    ...     MarkKind.SUPERSCRIPT, MarkKind.BOLD}
    True
    """
    weight, position = form.get("fo:font-weight", ""), form.get("style:text-position", "")
    place = position.partition(" ")[0]
    kinds = {
        MarkKind.BOLD: weight == "bold" or (weight.isdigit() and int(weight[:4]) >= _BOLD),
        MarkKind.ITALIC: form.get("fo:font-style") in ("italic", "oblique"),
        MarkKind.UNDERLINE: form.get("style:text-underline-style", "none") != "none",
        MarkKind.SUPERSCRIPT: place == "super" or bool(re.fullmatch(r"[1-9]\d*%", place)),
        MarkKind.SUBSCRIPT: place == "sub" or bool(re.fullmatch(r"-[1-9]\d*%", place)),
    }
    return frozenset(kind for kind, on in kinds.items() if on)


def is_hidden(form: Form) -> bool:
    """Tell whether a text is not shown."""
    return form.get("text:display") == "none"
