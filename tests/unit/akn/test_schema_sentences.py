"""The schema's sentences on documents broken at random: each has a message of ours, none falls to schema-other."""

import random
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from codetool.akn.parser import parse_akn
from codetool.akn.schema import check_tree, schema_path

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
XSD = "{http://www.w3.org/2001/XMLSchema}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
VALUES = ("", "x", " ", "-1", "1.5", "true", "2001", "2001-02-30T10:00:00", "http://[bad", "a b", "PT", "é", "%zz")
TYPES = ("nothing", "x:y", "string", "hierarchy", "bodyType", "metaopt")
SOURCE = (Path(__file__).parents[2] / "cases" / "validate" / "annexed.xml").read_bytes()


def declared(kind: str) -> list[str]:
    schema = etree.parse(str(schema_path()))
    return sorted({str(one.get("name")) for one in schema.iter(XSD + kind) if one.get("name")})


ELEMENTS, ATTRIBUTES = declared("element"), declared("attribute")


def break_attribute(one: Any, chance: random.Random) -> None:  # noqa: ANN401 - lxml's element type is private
    known = sorted(one.attrib) or ["eId"]
    one.set(*chance.choice((
        (chance.choice(known), chance.choice(VALUES)),
        (chance.choice(ATTRIBUTES), chance.choice(VALUES)),
        (XSI + "nil", chance.choice(("true", "maybe"))),
        (XSI + "type", chance.choice(TYPES)),
        ("GUID", "g"),
    )))  # fmt: skip


def break_content(one: Any, chance: random.Random) -> None:  # noqa: ANN401 - the same
    match chance.randrange(5):
        case 0:
            one.tag = AKN + chance.choice(ELEMENTS)
        case 1 if one.getparent() is not None:
            one.getparent().remove(one)
        case 2:
            one.text = "mot"
        case 3:
            one.attrib.clear()
        case _:
            one.append(etree.Element(chance.choice((AKN + chance.choice(ELEMENTS), "{urn:x}y", "z"))))


@pytest.mark.parametrize("seed", range(40))
def test_every_sentence_has_a_message_of_ours(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same breaks every time, nothing secret
    tree = parse_akn(SOURCE)
    for _ in range(8):
        one = chance.choice(list(tree.getroot().iter("*")))
        chance.choice((break_attribute, break_content))(one, chance)
    told = list(check_tree(tree))
    assert [each.message for each in told if each.code == "schema-other"] == []
    assert not any("''" in each.message or each.message.endswith(": ") for each in told if each.code != "schema-blank")
