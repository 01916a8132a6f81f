"""Parts of a page that are not its text: what stands around the main part, and lists of contents."""

from collections.abc import Iterator
from dataclasses import dataclass

from codetool.importers.readers.html.plan import Plan, target_of
from codetool.importers.readers.html.tree import Node, Step, classes_of, roles_of, walk
from codetool.importers.reading import DropKind

_LANDMARKS = {
    "header": DropKind.HEADER, "banner": DropKind.HEADER, "search": DropKind.HEADER,
    "footer": DropKind.FOOTER, "contentinfo": DropKind.FOOTER,
    "nav": DropKind.CONTENTS, "navigation": DropKind.CONTENTS, "aside": None, "complementary": None,
}  # fmt: skip
"""Parts around the text, and how they are told; an aside by the side of the text that it stands on."""
_LISTS = frozenset("ul ol menu dir nav div section dl table".split())
_TITLES = frozenset(
    "table des matières|table des matieres|sommaire|contents|table of contents|inhoud|inhoudsopgave".split("|")
)
_SHARE = 0.8
"""How much of a list must be links into the page for it to be a list of contents."""
_FEWEST = 3


@dataclass(slots=True)
class _Count:
    words: int = 0
    linked: int = 0
    links: int = 0

    def add(self, other: "_Count") -> None:
        self.words += other.words
        self.linked += other.linked
        self.links += other.links

    @property
    def is_contents(self) -> bool:
        return 0 < self.words * _SHARE <= self.linked


def drop_surroundings(root: Node, plan: Plan) -> None:
    """Leave out what stands around the main part of a page; without a main part all of it is text.

    Where a page has a `main` element, or an element in that role, everything else is left out, but for the page's title
    (h1, with the header it stands in) when the main part has none. Where it has one `article` only, the landmarks
    outside it (header, footer, nav, aside and their roles) are left out, and other words stay.
    """
    if next(root.iter("main", "article"), None) is None and root.find(".//*[@role='main']") is None:
        return
    mains = [node for node in _shown(root, plan) if node.tag == "main" or "main" in roles_of(node)]
    strict = any(plan.text_of(node) for node in mains)
    articles = [node for node in _shown(root, plan) if node.tag == "article"] if not strict else []
    kept = mains if strict else articles if len(articles) == 1 else []
    if not kept or not any(plan.text_of(node) for node in kept):
        return
    titles = _title(root, kept, plan) if strict else []
    whole = {above for node in (*kept, *titles) for above in node.iterancestors()}
    inside = {*kept, *titles}
    for node, met in list(_around(root, plan, inside, whole, strict=strict)):
        by_place = DropKind.FOOTER if met else DropKind.HEADER
        plan.drop(node, _LANDMARKS.get(_landmark(node)) or by_place, plan.text_of(node))


def _around(
    root: Node, plan: Plan, inside: set[Node], whole: set[Node], *, strict: bool
) -> Iterator[tuple[Node, bool]]:
    """Yield the outermost elements around the main parts, and whether a main part came before them."""
    met = False

    def stops(node: Node) -> bool:
        return plan.is_skipped(node) or node in inside or (node not in whole and (strict or _landmark(node) != ""))

    for step, node, _ in walk(root, stops):
        if step is Step.SKIPPED and node in inside:
            met = True
        elif step is Step.SKIPPED and not plan.is_skipped(node):
            yield node, met


def _shown(root: Node, plan: Plan) -> list[Node]:
    return [node for step, node, _ in walk(root, plan.is_skipped) if step is Step.START]


def _title(root: Node, mains: list[Node], plan: Plan) -> list[Node]:
    if any(next(main.iter("h1"), None) is not None for main in mains):
        return []
    found = [node for node in _shown(root, plan) if node.tag == "h1"]
    return [next(node.iterancestors("header"), node) for node in found]


def _landmark(node: Node) -> str:
    return next((one for one in (str(node.tag), *sorted(roles_of(node))) if one in _LANDMARKS), "")


def drop_contents(root: Node, plan: Plan) -> None:
    """Leave out lists of contents, with their title: links into the page, Word's own paragraphs for it."""
    counts = _counts(root, plan) if plan.links else {}
    found: list[Node] = []
    for step, node, _ in walk(root, lambda one: plan.is_skipped(one) or _is_list(one, counts) or _is_entry(one)):
        if step is Step.SKIPPED and not plan.is_skipped(node):
            found.append(node)
    found += _runs(root, counts, plan)
    for node in found:
        title = _title_before(node, plan)
        if title is not None and title not in found:
            plan.drop(title, DropKind.CONTENTS, plan.text_of(title))
    _drop_together(found, plan)


def _drop_together(found: list[Node], plan: Plan) -> None:
    """Leave out paragraphs that follow each other as one list."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].getprevious() is found[end - 1]:
            end += 1
        plan.drop(found[at], DropKind.CONTENTS, " ".join(plan.text_of(node) for node in found[at:end]))
        plan.skipped |= set(found[at:end])
        at = end


def _counts(root: Node, plan: Plan) -> dict[Node, _Count]:
    counts: dict[Node, _Count] = {}
    linked = {node for node, name in plan.links if target_of(plan, name) is not None}
    inside = 0
    for step, node, text in walk(root, plan.is_skipped):
        if step is Step.START:
            counts[node] = _Count(links=int(node in linked))
            inside += node in linked
        elif step is Step.TEXT:
            # Page numbers and the dots that lead to them are no words of an entry.
            words = sum(any(sign.isalpha() for sign in word) for word in text.split())
            counts[node].words += words
            counts[node].linked += words if inside else 0
        elif step is Step.END:
            inside -= node in linked
            above = node.getparent()
            if above is not None and above in counts:
                counts[above].add(counts[node])
    return counts


def _is_list(node: Node, counts: dict[Node, _Count]) -> bool:
    count = counts.get(node)
    return bool(count and node.tag in _LISTS and count.links >= _FEWEST and count.is_contents)


def _is_entry(node: Node) -> bool:
    return node.tag == "p" and any(name.startswith("msotoc") for name in classes_of(node))


def _runs(root: Node, counts: dict[Node, _Count], plan: Plan) -> list[Node]:
    """Return paragraphs that are nothing but a link into the page, where several follow each other."""
    found: list[Node] = []
    run: list[Node] = []
    for node in root.iter("p"):
        entry = node in counts and counts[node].is_contents and not _is_entry(node) and not _is_left(node, plan)
        if entry and run and node.getprevious() is run[-1]:
            run.append(node)
            continue
        found += run if len(run) >= _FEWEST else []
        run = [node] if entry else []
    return [*found, *(run if len(run) >= _FEWEST else [])]


def _is_left(node: Node, plan: Plan) -> bool:
    return plan.is_skipped(node) or any(above in plan.skipped for above in node.iterancestors())


def _title_before(node: Node, plan: Plan) -> Node | None:
    before = node.getprevious()
    if before is None or not isinstance(before.tag, str) or plan.is_skipped(before):
        return None
    return before if plan.text_of(before).lower().rstrip(" :") in _TITLES else None
