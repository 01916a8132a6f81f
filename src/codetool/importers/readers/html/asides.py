"""Notes and comments of a page: a sign in the text, and words elsewhere that lead back to the sign."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from codetool.importers.readers.html.plan import Plan, names_of, target_of
from codetool.importers.readers.html.styles import declarations
from codetool.importers.readers.html.tree import BLOCKS, CELLS, HEADINGS, Node, classes_of, roles_of

_SIGN = re.compile(r"[\s\[({]*(?:[0-9]{1,4}|[ivxlc]{1,6}|[a-z]{1,2}|[*†‡§]{1,4})[\s\])}.]*", re.IGNORECASE)
_BACK = re.compile(r"[\s\[({]*(?:[0-9]{1,4}|[ivxlc]{1,6}|[a-z]{1,2}|\W{1,4}|retour|back)[\s\])}.]*", re.IGNORECASE)
_REMARK_LINKS = ("_msocom_", "cmnt")
_REMARK_SIGN = re.compile(r"\s*\[[^\[\]]{1,24}\]\s*")
_INLINE = frozenset("sup span b i font".split())
_MOST = 50
"""Links that lead back to one sign; more are no notes."""
_FARTHEST = 40
"""Elements between the sign that leads back and the element that holds the note."""
_AROUND = frozenset("div section aside li dd".split())
_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_AUTHOR = "mso-comment-author"
_ENDS = "[](){}. \t\n\xa0"


@dataclass(slots=True)
class Aside:
    """A note or a comment: the element that holds its words, the sign that calls it, and the signs that lead back."""

    key: str
    call: Node
    holder: Node
    back: list[Node] = field(default_factory=list)
    remark: bool = False

    @property
    def label(self) -> str:
        """Return the sign as printed, without brackets."""
        return "".join(map(str, self.call.itertext())).strip(_ENDS)


def find_asides(plan: Plan) -> list[Aside]:
    """Return the notes and comments of a page, in the order in which they are called, and take them out of the plan."""
    pairs = list(_pairs(plan))
    targets = {id(target): target for _, _, target, _ in pairs}
    held = Counter(above for target in targets.values() for above in (target, *target.iterancestors()))
    asides: dict[Node, Aside] = {}
    outer: set[Node] = set()
    for call, name, target, back in pairs:
        holder = _holder(target, held, call)
        if holder is None or holder in asides or holder in outer or _is_inside(holder, asides):
            continue
        outer.update(holder.iterancestors())
        asides[holder] = Aside(key=name, call=call, holder=holder, back=back, remark=_is_remark(name))
    # A sign inside another note's words is left as it is, and so is the note that it calls.
    found = [aside for aside in asides.values() if not _is_inside(aside.call, asides)]
    for aside in found:
        plan.skipped |= {aside.holder, aside.call, *aside.back}
        plan.markers.pop(aside.holder, None)
        if not aside.remark:
            plan.calls[aside.call] = aside.key
    return found


def _pairs(plan: Plan) -> Iterator[tuple[Node, str, Node, list[Node]]]:
    """Yield each sign with the name it calls, the element of that name, and the signs that lead back."""
    links = [(link, name) for link, name in plan.links if not _is_left(link, plan)]
    leading: dict[str, list[Node]] = {}
    for link, name in links:
        leading.setdefault(name, []).append(link)
    order = {link: at for at, (link, _) in enumerate(links)}
    done: set[str] = set()
    for link, name in links:
        target = target_of(plan, name)
        if (
            name in done
            or target is None
            or _is_left(target, plan)
            or _is_back_by_name(link)
            or not _is_sign(link, name)
        ):
            continue
        around = [above for above in islice(link.iterancestors(), 3) if above.tag in _INLINE]
        back = [
            one
            for called in names_of([link, *around])
            for one in leading.get(called, ())[:_MOST]
            if order[one] > order[link] and _fits(one, target)
        ]
        if back or _is_call_by_name(link):
            done.add(name)
            yield link, name, target, back


def _is_left(node: Node, plan: Plan) -> bool:
    return plan.is_skipped(node) or any(above in plan.skipped for above in node.iterancestors())


def _is_sign(link: Node, name: str) -> bool:
    """Tell whether a link looks like the sign that calls a note, or a comment."""
    if _is_back_by_name(link):
        return False
    text = "".join(map(str, link.itertext()))
    return bool((_REMARK_SIGN if _is_remark(name) else _SIGN).fullmatch(text))


def _fits(back: Node, target: Node) -> bool:
    """Tell whether a link is the way back from a note."""
    text = "".join(map(str, back.itertext()))
    around = list(islice(back.iterancestors(), _FARTHEST))
    if not (_BACK.fullmatch(text) or _REMARK_SIGN.fullmatch(text)) or any(above.tag in HEADINGS for above in around):
        return False
    block = next((above for above in islice(target.iterancestors(), _FARTHEST) if above.tag in BLOCKS), None)
    return target in (back, *around) or block in around


def _is_call_by_name(link: Node) -> bool:
    return bool(roles_of(link) & {"doc-noteref", "noteref"}) or bool(
        set(classes_of(link)) & {"footnote-ref", "footnote-reference", "sdfootnoteanc", "sdendnoteanc"}
    )


def _is_back_by_name(link: Node) -> bool:
    return bool(roles_of(link) & {"doc-backlink", "backlink"}) or bool(
        set(classes_of(link)) & {"footnote-back", "footnote-backref", "sdfootnotesym", "sdendnotesym"}
    )


def _is_remark(name: str) -> bool:
    return name.lower().startswith(_REMARK_LINKS)


def _holder(target: Node, held: Counter[Node], call: Node) -> Node | None:
    """Return the element that holds a note's words and nothing else."""
    above = (target, *target.iterancestors())
    holder = next((one for one in above if one.tag in BLOCKS), None)
    if holder is None or holder.tag in (*CELLS, "body", "html", *HEADINGS):
        return None
    around = set(call.iterancestors())
    outer = holder.getparent()
    while (
        outer is not None
        and outer.tag in _AROUND
        and held[outer] == held[holder]
        and outer not in around
        and _is_first(holder, outer)
    ):
        holder, outer = outer, outer.getparent()
    return None if holder in around else holder


def _is_first(node: Node, outer: Node) -> bool:
    before = [one for one in node.itersiblings(preceding=True) if one.tag in BLOCKS]
    return not before and not (outer.text or "").strip()


def _is_inside(node: Node, asides: dict[Node, Aside]) -> bool:
    return any(above in asides for above in node.iterancestors())


def author_of(holder: Node) -> str:
    """Return who made a comment, where the page says it."""
    said = (declarations(node.get("style") or "").get(_AUTHOR, "") for node in holder.iter("span"))
    return next((author.strip("\"'") for author in said if author), "")


def commented(call: Node, root: Node) -> tuple[str, str]:
    """Return the words that a comment is about, and the comment's day."""
    label = "".join(map(str, call.itertext())).strip(_ENDS)
    initials = re.sub(r"(\d+)$", r"_\1", label)
    for node in root.iter("a"):
        style = declarations(node.get("style") or "")
        if style.get("mso-comment-reference") == initials:
            day = _STAMP.match(style.get("mso-comment-date", ""))
            words = " ".join("".join(map(str, node.itertext())).split())
            return words, "-".join(day.groups()) if day else ""
    return "", ""
