"""How a source is damaged: by bytes, and by what its format is made of, so that it gets past the first check."""

import json
import random
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

BROKEN = (BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error, LookupError, NotImplementedError)
"""What zipfile raises of a package that was damaged before: it is then damaged as it is."""

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def flip(chance: random.Random, source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return the source with some bytes changed."""
    changed = bytearray(source)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return the source without a stretch."""
    start = chance.randrange(len(source))
    return source[:start] + source[start + chance.randint(1, max(len(source) // 4, 1)) :]


def put(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return the source with something of its format put in, sometimes very often."""
    at = chance.randrange(len(source))
    return source[:at] + chance.choice(pieces) * chance.choice((1, 1, 1, 2, 40, 3000)) + source[at:]


def move(chance: random.Random, source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return the source with a stretch of it a second time somewhere else."""
    start, at = chance.randrange(len(source)), chance.randrange(len(source))
    return source[:at] + source[start : start + chance.randint(1, 400)] * chance.choice((1, 2, 30)) + source[at:]


def noise(chance: random.Random, _source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return random bytes."""
    return chance.randbytes(chance.randint(0, 400))


_MANY = 100_000
"""Elements from which none is doubled: they are to be damaged, not to be too many."""

BYTES: tuple[Change, ...] = (flip, cut, put, put, move, move)

VALUES = ("", "-1", "0", "1", "9", "99999999999", "none", "a", "%1.%2.%9", "L1", "Titre1", "true", "../../x", "\u202e")


def reshape(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return XML with some elements taken out, doubled, or put elsewhere, and some attributes changed."""
    try:
        root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return put(chance, source, pieces)
    for _ in range(chance.randint(1, 8)):
        elements = list(root.iter(etree.Element))
        one, two = chance.choice(elements), chance.choice(elements)
        match chance.randrange(5):
            case 0 if (parent := one.getparent()) is not None:
                parent.remove(one)
            case 1 if len(elements) < _MANY:
                two.append(deepcopy(one))
            case 2 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
            case 3 if one.attrib and two.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(list(two.attrib.values())))
            case _:
                one.text = chance.choice((None, "", "Article 3.", "a)", "\u00a0", "1", "§ 1er. « "))
    return etree.tostring(root)


def repack(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return a package with one of its parts damaged or lost, or named otherwise; any other source damaged as it is."""
    made = BytesIO()
    with suppress(*BROKEN), ZipFile(BytesIO(source)) as package:
        names = package.namelist()
        parts = [name for name in names if name.endswith((".xml", ".rels")) and not name.startswith("META-INF")]
        chosen, how = chance.choice(parts or names), chance.randrange(12)
        with ZipFile(made, "w", ZIP_DEFLATED) as changed:
            for name in names:
                content, kept = package.read(name), name
                if name == chosen and how == 0:
                    continue
                if name == chosen and how == 1:
                    kept = chance.choice(("../x.xml", "/x.xml", chance.choice(names) + "x", name.upper(), "\x1b]0;x"))
                elif name == chosen and content:
                    content = chance.choice((reshape, reshape, *BYTES[:3]))(chance, content, pieces)
                changed.writestr(kept, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
        return made.getvalue()
    return flip(chance, source, pieces)


_ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, "", "\ud800", "a" * 5000, [], {}, [[]], [["=", 1]], [["=", 10**12]], [["+", "x"]],
)  # fmt: skip


def revalue(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return JSON in which some values are others, or gone, or elsewhere."""
    try:
        root = json.loads(source)
    except (ValueError, RecursionError):
        return put(chance, source, pieces)
    for _ in range(chance.randint(1, 4)):
        places = list(_places(root))
        if not places:
            break
        (holder, key), (other, name) = chance.choice(places), chance.choice(places)
        match chance.randrange(4):
            case 0:
                del holder[key]
            case 1:
                holder[key] = deepcopy(other[name])
            case 2 if isinstance(holder, list):
                holder.insert(key, deepcopy(holder[key]))
            case _:
                holder[key] = chance.choice(_ODD)
    return json.dumps(root, ensure_ascii=chance.choice((True, False))).encode("utf-8", "surrogatepass")


def _places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - JSON is anything
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        keys: Any = one if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for key in list(keys):
            found.append((one, key))
            waiting.append(one[key])
    return found


_LINES = (
    b"x = 1", b"[look]", b"[[pin]]", b"[code", b'"a"."b" = 1', b"= 1", b"accent = 1", b'logo = "../../etc/passwd"',
    b"#",     b'templates = "/"', b'templates = "../.."', b'fonts = [1, "x"]', b'paper = "A5"', b"title = 2020-01-01",
    b'old = [""]', b"new = []", b'old = "1"', b'work = "../x"', b'work = ""', b'accent = "#\\u001b"', b"a = [[[[[[",
    b'x = """',
    b"a.b.c = {}",
)  # fmt: skip


def reline(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return a text with lines put in, lost, doubled or exchanged, and values that are another's."""
    lines = source.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines.insert(at, chance.choice(_LINES))
            case 1 if len(lines) > 1:
                del lines[at]
            case 2:
                lines.insert(at, lines[other])
            case 3:
                name, _, _ = lines[at].partition(b"=")
                lines[at] = name + b"=" + lines[other].partition(b"=")[2]
            case 4:
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                lines[at] = put(chance, lines[at] or b"x", pieces)
    return b"\n".join(lines)
