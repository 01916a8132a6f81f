"""The plan of a page, made before it is read: what is not read as text, and what is read as something else."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from codetool.importers.readers.html.numbering import Numbering
from codetool.importers.readers.html.styles import Sheet, Style, is_hidden
from codetool.importers.readers.html.tree import LISTS, Node, Step, classes_of, names_at, text_below, walk
from codetool.importers.readers.pending import Pending
from codetool.importers.reading import DropKind, Dropped, Tracked

_KINDS = {
    "script": DropKind.SCRIPT, "style": DropKind.SCRIPT, "noscript": DropKind.SCRIPT, "template": DropKind.SCRIPT,
    "iframe": DropKind.OBJECT, "object": DropKind.OBJECT, "svg": DropKind.OBJECT, "embed": DropKind.OBJECT,
    "applet": DropKind.OBJECT, "audio": DropKind.OBJECT, "video": DropKind.OBJECT, "canvas": DropKind.OBJECT,
    "xml": DropKind.OBJECT, "img": DropKind.PICTURE,
}  # fmt: skip
_SILENT = frozenset("title meta link base datalist".split())
_FURNITURE = {"header": DropKind.HEADER, "footer": DropKind.FOOTER}
_SEPARATORS = frozenset(
    f"{kind}-{part}" for kind in ("footnote", "endnote") for part in ("separator", "continuation-separator")
)
_PADDING = re.compile(r"7(?:\.0)?pt\s+[\"']?times new roman", re.IGNORECASE)
_SIGNS = {
    ("symbol", "·"): "•", ("symbol", "\uf0b7"): "•", ("wingdings", "§"): "▪", ("wingdings", "\uf0a7"): "▪",
    ("wingdings", "ü"): "✓", ("wingdings", "Ø"): "➢", ("wingdings", "v"): "❖", ("wingdings", "q"): "❑",
    ("courier new", "o"): "◦",
}  # fmt: skip
"""Signs of lists that Word writes as a letter in a font of signs, and the sign that a reader sees."""
_NAME = re.compile(r"[^/\\?#]+(?=[?#]|$)")


@dataclass(slots=True)
class Plan:
    """What is known of a page before it is read.

    `skipped` are the elements that are not read where they stand; `replaced` have another text than their own;
    `labels` are those of them that end an automatic number; `markers` are the numbers of items; `calls` name the note
    that an element calls; `targets` are the elements by the names that links use; `links` are links inside the page, in
    their order.
    """

    sheet: Sheet
    tracked: Tracked = Tracked.ACCEPT
    skipped: set[Node] = field(default_factory=set)
    replaced: dict[Node, str] = field(default_factory=dict)
    markers: dict[Node, str] = field(default_factory=dict)
    labels: set[Node] = field(default_factory=set)
    calls: dict[Node, str] = field(default_factory=dict)
    tables: set[Node] = field(default_factory=set)
    targets: dict[str, Node] = field(default_factory=dict)
    links: list[tuple[Node, str]] = field(default_factory=list)
    seen: list[tuple[DropKind, str, Node]] = field(default_factory=list)

    def is_skipped(self, node: Node) -> bool:
        """Tell whether an element is not read where it stands."""
        return node in self.skipped

    def text_of(self, node: Node) -> str:
        """Return the words of an element that are read."""
        return text_below(node, self.is_skipped)

    def drop(self, node: Node, kind: DropKind, text: str) -> None:
        """Leave out an element, and note it where there is something to tell."""
        self.skipped.add(node)
        if text:
            self.seen.append((kind, text, node))

    def dropped(self) -> tuple[Dropped, ...]:
        """Return what was left out, the same things counted together, in the order of the page."""
        counts = Counter((kind, text) for kind, text, _ in self.seen)
        firsts = {(kind, text): node for kind, text, node in reversed(self.seen)}
        found = (
            Dropped(kind=kind, text=text, line=firsts[kind, text].sourceline or 0, count=count)
            for (kind, text), count in counts.items()
        )
        return tuple(sorted(found, key=lambda one: one.line))


def make_plan(root: Node, tracked: Tracked) -> Plan:
    """Return the plan of a page as its elements give it one by one."""
    sheet = Sheet()
    for node in root.iter("style"):
        sheet.add(node.text or "")
    plan = Plan(sheet=sheet, tracked=tracked)
    numbering = Numbering(sheet)
    for step, node, _ in walk(root, lambda one: _left_out(one, plan)):
        if step is Step.START:
            _note_names(node, plan)
            if node.tag in LISTS:
                numbering.begin(node)
            elif node.tag == "li":
                plan.markers[node] = numbering.marker(node)
        elif step is Step.END and node.tag in LISTS:
            numbering.end()
    return plan


def _note_names(node: Node, plan: Plan) -> None:
    for name in names_at(node):
        plan.targets.setdefault(name, node)
    address = node.get("href") or ""
    if node.tag == "a" and address.startswith("#") and len(address) > 1:
        plan.links.append((node, address[1:]))


def target_of(plan: Plan, name: str) -> Node | None:
    """Return the element at which a link inside the page points."""
    return plan.targets.get(name) if name in plan.targets else plan.targets.get(unquote(name))


def _left_out(node: Node, plan: Plan) -> bool:
    """Leave out an element that is no text, and tell whether it was."""
    name = str(node.tag)
    style = plan.sheet.style_of(node)
    if name in _SILENT or style.get("mso-element", "") in _SEPARATORS:
        plan.skipped.add(node)
    elif name in _KINDS:
        plan.drop(node, _KINDS[name], _name_of(node, name))
    elif _is_refused(node, name, plan.tracked):
        plan.skipped.add(node)
    elif kind := _FURNITURE.get(style.get("mso-element", "")):
        plan.drop(node, kind, text_below(node, _is_no_text))
    elif is_hidden(node, style) or (name == "input" and node.get("type", "").lower() == "hidden"):
        plan.drop(node, DropKind.HIDDEN, text_below(node, _is_no_text))
    else:
        return (replaced := _replaced(node, name, style, plan)) is not None and _replace(node, replaced, plan)
    return True


def _is_no_text(node: Node) -> bool:
    return node.tag in _KINDS or node.tag in _SILENT


def _replace(node: Node, text: str, plan: Plan) -> bool:
    plan.replaced[node] = text
    plan.skipped.add(node)
    return True


def _name_of(node: Node, name: str) -> str:
    source = node.get("src") or node.get("data") or ""
    file = _NAME.search(source.strip()) if not source.lower().startswith("data:") else None
    if name == "img":
        return " ".join((node.get("alt") or "").split()) or (file[0] if file else "image")
    words = text_below(node) if name in ("noscript", "svg", "object", "audio", "video", "canvas") else ""
    return words or (f"{name} {file[0]}" if file else name)


def _is_refused(node: Node, name: str, tracked: Tracked) -> bool:
    """Tell whether an element is of the side of tracked changes that is not read."""
    deleted, inserted = _change_of(node, name)
    return deleted if tracked is Tracked.ACCEPT else inserted and not deleted


def _change_of(node: Node, name: str) -> tuple[bool, bool]:
    """Tell whether an element was deleted, and whether it was inserted."""
    classes = classes_of(node)
    deleted = name == "del" or "msodel" in classes or (name in ("s", "strike") and "del" in classes)
    return deleted, name == "ins" or "msoins" in classes


def pending_in(root: Node) -> Pending:
    """Return how many changes are tracked in a page; one inside another is one with it."""
    found = Pending()
    inside: set[Node | None] = set()
    for node in root.iter(etree.Element):
        deleted, inserted = _change_of(node, str(node.tag))
        if node.getparent() in inside:
            inside.add(node)
        elif deleted or inserted:
            inside.add(node)
            found.deletions += deleted
            found.insertions += inserted and not deleted
            found.line = found.line or node.sourceline or 1
    return found


def _replaced(node: Node, name: str, style: Style, plan: Plan) -> str | None:
    """Return what is read in the place of an element, where it is not its own words."""
    if name == "input":
        shown = node.get("type", "text").lower() in ("text", "search", "email", "url", "tel", "number", "date")
        return f" {node.get('value') or ''} " if shown or node.get("type", "").lower() == "button" else None
    if name not in ("span", "font", "b", "i"):
        return None
    if (listed := _is_padding(style)) or _is_run(style) or "mso-special-character" in style:
        if "".join(map(str, node.itertext())).strip():
            return None
        plan.labels |= {node} if listed else set()
        # What stands for a comment's or a note's sign in Word is a space that nobody typed.
        return "" if "mso-special-character" in style else " "
    sign = _SIGNS.get((_font(node, style, plan), (node.text or "").strip()))
    padding = node[0] if len(node) and isinstance(node[0].tag, str) else None
    if sign and padding is not None and len(node) == 1 and _is_padding(plan.sheet.style_of(padding)):
        plan.labels.add(node)
        return f"{sign} "
    return None


def _is_padding(style: Style) -> bool:
    """Tell whether Word put an element between the number of a list and its text."""
    return bool(_PADDING.match(style.get("font", "")))


def _is_run(style: Style) -> bool:
    """Tell whether an element stands for several spaces or a tab."""
    return style.get("mso-spacerun", "").lower() == "yes" or "mso-tab-count" in style


def _font(node: Node, style: Style, plan: Plan) -> str:
    around = node.getparent()
    outer = plan.sheet.style_of(around) if around is not None else {}
    family = style.get("font-family") or outer.get("font-family") or ""
    return family.partition(",")[0].strip(" \"'").lower()


def names_of(nodes: Iterable[Node]) -> set[str]:
    """Return all names by which links may point at one of the elements."""
    return {name for node in nodes for name in names_at(node)}
