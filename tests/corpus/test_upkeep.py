"""Real documents formatted: the text, the ids and validity stay; formatting twice is formatting once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codetool.akn.parser import canonical_xml, parse_akn
from codetool.akn.read import read_expression
from codetool.akn.schema import check_tree
from codetool.akn.write import _MIXED, write_expression
from codetool.mend import repair_eids, repair_references, repair_slips
from codetool.model.markup import Element, Node
from codetool.store.files import Source
from codetool.store.lineage import carry_wids
from codetool.store.upkeep import format_source

pytestmark = pytest.mark.shared


def sample(shared: Path) -> Iterator[Path]:
    yield from sorted((shared / "corpora" / "legilux").rglob("*.xml"))[::20]
    for folder in ("oasis", "finlex"):
        yield from sorted((shared / "corpora" / folder).rglob("*.xml"))


def told(node: Node, mixed: bool = True) -> Iterator[object]:  # noqa: FBT001, FBT002 - whether space is text
    """Yield all that a document says but white space where no text can be, and ids that it lacked."""
    if isinstance(node, str):
        if mixed or node.strip():
            yield node
    elif isinstance(node, Element):
        yield node.name, tuple(pair for pair in node.attributes if pair[0] not in ("eId", "wId"))
        runs = mixed and node.name.startswith("{")
        runs = runs or node.name in _MIXED or any(isinstance(c, str) and c.strip() for c in node.children)
        for child in node.children:
            yield from told(child, runs)
    else:
        yield node


def test_formatting_keeps_text_ids_and_validity(shared: Path) -> None:
    for path in sample(shared):
        read = read_expression(path.read_bytes(), fold=False)
        made = format_source(Source(place=str(path), content=path.read_bytes()))
        assert list(told(made.expression.root)) == list(told(read.root)), path
        assert not list(check_tree(parse_akn(made.content))), path
        before, after = ([e.eid for e in one.root.descendants()] for one in (read, made.expression))
        assert all(now == eid for eid, now in zip(before, after, strict=True) if eid), path
        again = format_source(Source(place=str(path), content=made.content))
        assert again.content == made.content, path
        assert again.changes == (), path


def test_what_is_mended_is_valid_and_mended_once(shared: Path) -> None:
    for path in sample(shared):
        read = read_expression(path.read_bytes(), fold=False)
        mended = repair_slips(repair_references(repair_eids(read, strict=True)))
        tree = parse_akn(write_expression(mended))
        assert not list(check_tree(tree)), path
        again = repair_slips(repair_references(repair_eids(mended, strict=True)))
        assert canonical_xml(parse_akn(write_expression(again))) == canonical_xml(tree), path


def test_identities_are_carried_through_real_laws(shared: Path) -> None:
    for folder in sorted((shared / "corpora" / "legilux").iterdir())[2:40:6]:
        old, new = (read_expression(path.read_bytes()) for path in sorted(folder.glob("*.xml"))[:2])
        carried = carry_wids(new, old)
        identities = [one.element.identity for one in carried.provisions() if one.eid]
        assert len(set(identities)) == len(identities), folder
        assert carry_wids(carried, old) == carried
        assert not list(check_tree(parse_akn(write_expression(carried)))), folder
