"""What a disk, a hand or a forger does to an archive; each attack says which file has to be named, and by what."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.archive.root import LAYOUT_CONFIG, WORKSPACE
from codetool.render import Imprint, Look, Sealing, render_pdf
from codetool.store.enclosing import LAYOUT_FILE, ROOT_FILE

Change = Callable[[Path, Path], object]
"""Changes an archive: given its root, and the folder of an object of at least three versions in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """What is done, and what has to be found: a code at a path; `~` stands for the object's folder."""

    name: str
    change: Change
    code: str
    file: str


def _append(path: Path, content: bytes) -> None:
    path.write_bytes(path.read_bytes() + content)


def _write_below(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")


def _put_instead(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def _remove_all(folder: Path, pattern: str) -> None:
    for path in folder.rglob(pattern):
        path.unlink()


def _swap(one: Path, other: Path) -> None:
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def _text(folder: Path, version: int) -> Path:
    return next(iter((folder / f"v{version}" / "content").glob("*/*.xml")))


def _as_json(told: object) -> bytes:
    return json.dumps(told, sort_keys=True, indent=2).encode()


def place_inventory(folder: Path, content: bytes) -> None:
    """Write an inventory with a sidecar that fits."""
    (folder / "inventory.json").write_bytes(content)
    sidecar = f"{hashlib.sha512(content).hexdigest()} inventory.json\n"
    (folder / "inventory.json.sha512").write_text(sidecar, encoding="utf-8")


def rewrite_head(folder: Path, content: bytes) -> None:
    """Write the last inventory in both its places, with sidecars that fit."""
    head = json.loads((folder / "inventory.json").read_bytes())["head"]
    place_inventory(folder, content)
    place_inventory(folder / str(head), content)


def changed_head(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change what the last inventory says, as a forger would."""
    told = json.loads((folder / "inventory.json").read_bytes())
    change(told)
    rewrite_head(folder, _as_json(told))


def digest_of(path: Path) -> str:
    """Return the SHA-512 of a file."""
    return hashlib.sha512(path.read_bytes()).hexdigest()


def forge_text(folder: Path, version: int) -> dict[str, str]:
    """Change a sealed text, make its record and all inventories fit, and return the new digests by the old ones."""
    text = _text(folder, version)
    record = text.parent / "record.json"
    before = {path: digest_of(path) for path in (text, record)}
    text.write_bytes(text.read_bytes().replace(b"</p>", b" faux</p>"))
    _replace(record, {before[text]: digest_of(text)})
    new = {digest: digest_of(path) for path, digest in before.items()}
    for place in [folder, *folder.glob("v*")]:
        _replace(place / "inventory.json", new)
        place_inventory(place, (place / "inventory.json").read_bytes())
    return new


def _replace(path: Path, digests: Mapping[str, str]) -> None:
    content = path.read_bytes()
    for old, new in digests.items():
        content = content.replace(old.encode(), new.encode())
    path.write_bytes(content)


def forge_chain(folder: Path, version: int) -> None:
    """Change a sealed text, and make all that stands in the archive fit, later records and the chain too."""
    linked = {path: digest_of(path / "inventory.json") for path in folder.glob("v*")}
    new = forge_text(folder, version)
    versions = sorted(folder.glob("v*"), key=lambda path: int(path.name[1:]))
    for one, other in pairwise(versions):
        record = next(iter((other / "content").glob("*/record.json")))
        old = digest_of(record)
        _replace(record, {**new, linked[one]: digest_of(one / "inventory.json")})
        for place in [*versions[versions.index(other) :], folder]:
            _replace(place / "inventory.json", {old: digest_of(record)})
            place_inventory(place, (place / "inventory.json").read_bytes())


def forge_record(folder: Path, change: Callable[[dict[str, object]], object], version: int = 3) -> None:
    """Change the last record, and make the last inventory fit."""
    record = next(iter((folder / f"v{version}" / "content").glob("*/record.json")))
    old = hashlib.sha512(record.read_bytes()).hexdigest()
    told = json.loads(record.read_bytes())
    change(told)
    record.write_bytes((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    new = hashlib.sha512(record.read_bytes()).hexdigest()
    rewrite_head(folder, (folder / "inventory.json").read_bytes().replace(old.encode(), new.encode()))


def seal_again_at(folder: Path, moment: str) -> None:
    """Let the last sealing be of another time, record, inventories and digests fitting."""
    forge_record(folder, lambda told: told.update(sealed=moment))
    changed_head(folder, lambda told: _versions(told)["v3"].update(created=moment))


def _put_again(folder: Path, name: str) -> None:
    """Put a copy of the last record beside it, and let the manifest have both."""
    one = next((folder / "v3" / "content").glob("*/record.json"))
    other = one.with_name(name)
    shutil.copy(one, other)
    changed_head(folder, lambda told: _manifest(told)[digest_of(one)].append(other.relative_to(folder).as_posix()))


def _twice(content: bytes) -> bytes:
    return content.replace(b'"head": "v3"', b'"head": "v3",\n  "head": "v3"', 1)


def _link(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def _case(path: Path) -> None:
    path.rename(path.with_name(path.name.upper()))


def _roll_back(_root: Path, folder: Path) -> None:
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / "v2" / name, folder / name)


def _remove_versions(told: dict[str, object]) -> None:
    told["versions"] = {name: one for name, one in _versions(told).items() if name != "v1"}


def _versions(told: dict[str, object]) -> dict[str, dict[str, object]]:
    return told["versions"]  # type: ignore[return-value]


def _state(told: Mapping[str, object], version: str) -> dict[str, list[str]]:
    return told["versions"][version]["state"]  # type: ignore[index, no-any-return]


def _label(folder: Path, version: int) -> str:
    return _text(folder, version).parent.name


def _drop_first(told: dict[str, object]) -> None:
    state = _state(told, "v3")
    gone = min(path for paths in state.values() for path in paths if path.endswith(".html"))
    for digest, paths in list(state.items()):
        state[digest] = [path for path in paths if path != gone]
        if not state[digest]:
            del state[digest]


def _rename_in(version: str, old: str, new: str) -> Callable[[dict[str, object]], None]:
    def change(told: dict[str, object]) -> None:
        state = _state(told, version)
        for digest, paths in state.items():
            state[digest] = [path.replace(old, new) for path in paths]

    return change


def attacks() -> tuple[Attack, ...]:
    """Return every structural attack on an archive of three versions; all of them leave faults behind."""
    return (*_on_files(), *_on_folders(), *_on_sidecars(), *_on_inventories(), *_on_records(), *_on_the_root())


def _on_files() -> tuple[Attack, ...]:
    text = "~/v2/content/{2}/{2}.xml"
    return (
        Attack(name="removed", change=lambda _, o: _text(o, 2).unlink(), code="file-missing", file=text),
        Attack(name="appended", change=lambda _, o: _append(_text(o, 2), b"\n"), code="file-changed", file=text),
        Attack(
            name="truncated",
            change=lambda _, o: _text(o, 2).write_bytes(_text(o, 2).read_bytes()[:-1]),
            code="file-changed", file=text,
        ),
        Attack(name="emptied", change=lambda _, o: _text(o, 2).write_bytes(b""), code="file-changed", file=text),
        Attack(name="swapped", change=lambda _, o: _swap(_text(o, 1), _text(o, 2)), code="file-swapped", file=text),
        Attack(
            name="renamed",
            change=lambda _, o: _text(o, 2).rename(_text(o, 2).with_name("other.xml")),
            code="file-renamed", file=text,
        ),
        Attack(name="case", change=lambda _, o: _case(_text(o, 2)), code="file-renamed", file=text),
        Attack(name="linked", change=lambda _, o: _link(_text(o, 2)), code="file-kind", file=text),
        Attack(
            name="a folder in its place",
            change=lambda _, o: _put_instead(_text(o, 2), Path.mkdir),
            code="file-kind", file=text,
        ),
        Attack(
            name="a pipe in its place",
            change=lambda _, o: _put_instead(_text(o, 2), os.mkfifo),
            code="file-kind", file=text,
        ),
        Attack(
            name="added to a sealing",
            change=lambda _, o: (_text(o, 2).parent / "added.txt").write_bytes(b"x"),
            code="file-unknown", file="~/v2/content/{2}/added.txt",
        ),
        Attack(
            name="added to the object", change=lambda _, o: (o / "notes.txt").write_bytes(b"x"),
            code="file-unknown", file="~/notes.txt",
        ),
        Attack(
            name="left by Windows", change=lambda _, o: (_text(o, 2).parent / "desktop.ini").write_bytes(b"x"),
            code="file-of-desktop", file="~/v2/content/{2}/desktop.ini",
        ),
        Attack(
            name="left by macOS", change=lambda r, _: (r / ".DS_Store").write_bytes(b"x"),
            code="file-of-desktop", file=".DS_Store",
        ),
        Attack(
            name="hidden file", change=lambda _, o: (o / "v1" / ".hidden").write_bytes(b""),
            code="file-unknown", file="~/v1/.hidden",
        ),
        Attack(
            name="unknown below logs",
            change=lambda _, o: _write_below(o / "logs" / "v9" / "x"),
            code="folder-unknown", file="~/logs",
        ),
        Attack(
            name="added link", change=lambda _, o: (o / "v1" / "link").symlink_to("/etc/passwd"),
            code="link-unknown", file="~/v1/link",
        ),
        Attack(
            name="added pipe", change=lambda _, o: os.mkfifo(o / "v1" / "pipe"),
            code="device-unknown", file="~/v1/pipe",
        ),
        Attack(
            name="a name that is no text",
            change=lambda _, o: Path(os.fsdecode(bytes(o / "v1") + b"/\xff\x1b[2J")).write_bytes(b"x"),
            code="file-unknown", file="~/v1/\\udcff\\x1b[2J",
        ),
    )  # fmt: skip


def _on_folders() -> tuple[Attack, ...]:
    return (
        Attack(
            name="empty folder", change=lambda _, o: (o / "v2" / "content" / "empty").mkdir(),
            code="folder-empty", file="~/v2/content/empty",
        ),
        Attack(
            name="version removed", change=lambda _, o: shutil.rmtree(o / "v2"),
            code="folder-missing", file="~/v2",
        ),
        Attack(
            name="last version removed", change=lambda _, o: shutil.rmtree(o / "v3"),
            code="folder-missing", file="~/v3",
        ),
        Attack(
            name="version renumbered", change=lambda _, o: (o / "v2").rename(o / "v4"),
            code="folder-renamed", file="~/v2",
        ),
        Attack(
            name="version padded", change=lambda _, o: (o / "v2").rename(o / "v02"),
            code="folder-renamed", file="~/v2",
        ),
        Attack(
            name="version in capitals", change=lambda _, o: (o / "v2").rename(o / "V2"),
            code="folder-renamed", file="~/v2",
        ),
        Attack(
            name="versions exchanged", change=lambda _, o: _swap(o / "v1", o / "v2"),
            code="folder-renamed", file="~/v1/content",
        ),
        Attack(
            name="half-written version",
            change=lambda _, o: shutil.copytree(o / "v3", o / "v4"),
            code="folder-unknown", file="~/v4",
        ),
        Attack(name="version linked", change=lambda _, o: _link(o / "v2"), code="link-unknown", file="~/v2"),
        Attack(
            name="content moved up",
            change=lambda _, o: (o / "v2" / "content").rename(o / "v2" / "inhalt"),
            code="folder-renamed", file="~/v2/content",
        ),
        Attack(
            name="object's extensions",
            change=lambda _, o: (o / "extensions" / "x").mkdir(parents=True),
            code="folder-empty", file="~/extensions",
        ),
    )  # fmt: skip


def _on_sidecars() -> tuple[Attack, ...]:
    def sidecar(place: str, change: Callable[[bytes], bytes]) -> Change:
        def act(_: Path, folder: Path) -> None:
            path = folder / place / "inventory.json.sha512"
            path.write_bytes(change(path.read_bytes()))

        return act

    changes: dict[str, Callable[[bytes], bytes]] = {
        "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
        "no line end": lambda content: content.rstrip(b"\n"),
        "two spaces": lambda content: content.replace(b" ", b"  "),
        "tab": lambda content: content.replace(b" ", b"\t"),
        "capitals": lambda content: content[:128].upper() + content[128:],
        "another line": lambda content: content + b"x y\n",
        "mark": lambda content: b"\xef\xbb\xbf" + content,
        "empty": lambda _: b"",
        "another digest": lambda content: hashlib.sha512(b"x").hexdigest().encode() + content[128:],
    }
    found = [
        Attack(
            name=f"sidecar of {place or 'the object'}: {name}",
            change=sidecar(place, change),
            code="file-exact",
            file=f"~/{place}/inventory.json.sha512".replace("//", "/"),
        )
        for place in ("", "v1", "v3")
        for name, change in changes.items()
    ]
    gone = Attack(
        name="sidecar gone", change=lambda _, o: (o / "v1" / "inventory.json.sha512").unlink(),
        code="file-missing", file="~/v1/inventory.json.sha512",
    )  # fmt: skip
    return (*found, gone)


def _on_inventories() -> tuple[Attack, ...]:
    inventory, middle = "~/inventory.json", "~/v2/inventory.json"

    def head(name: str, code: str, change: Callable[[dict[str, object]], object]) -> Attack:
        return Attack(name=name, change=lambda _, o: changed_head(o, change), code=code, file=inventory)

    return (
        Attack(name="forged text", change=lambda _, o: forge_text(o, 2), code="chain-broken", file=middle),
        Attack(
            name="forged first text", change=lambda _, o: forge_text(o, 1),
            code="chain-broken", file="~/v1/inventory.json",
        ),
        Attack(
            name="earlier inventory rewritten",
            change=lambda _, o: place_inventory(
                o / "v2", (o / "v2" / "inventory.json").read_bytes().replace(b'"name": "', b'"name": "somebody ')
            ),
            code="inventory-differs", file=middle,
        ),
        Attack(
            name="white space in an earlier inventory, sidecar fits",
            change=lambda _, o: place_inventory(o / "v2", (o / "v2" / "inventory.json").read_bytes() + b"\n"),
            code="chain-broken", file=middle,
        ),
        Attack(
            name="only the object's inventory rewritten",
            change=lambda _, o: place_inventory(o, (o / "inventory.json").read_bytes() + b"\n"),
            code="file-changed", file="~/v3/inventory.json",
        ),
        Attack(name="rolled back, folder left", change=_roll_back, code="folder-unknown", file="~/v3"),
        Attack(
            name="key twice", change=lambda _, o: rewrite_head(o, _twice((o / "inventory.json").read_bytes())),
            code="json-twice", file=inventory,
        ),
        Attack(
            name="no JSON", change=lambda _, o: rewrite_head(o, b"{"), code="json-broken", file=inventory,
        ),
        Attack(
            name="nested without end", change=lambda _, o: rewrite_head_as(o, b'{"id":' + b"[" * 100_000),
            code="json-broken", file=inventory,
        ),
        Attack(
            name="a number of ten thousand digits",
            change=lambda _, o: rewrite_head_as(o, b'{"id":' + b"9" * 10_000 + b"}"),
            code="json-broken", file=inventory,
        ),
        Attack(name="no table", change=lambda _, o: rewrite_head_as(o, b"[]"), code="json-value", file=inventory),
        Attack(
            name="half a character", change=lambda _, o: rewrite_head_as(o, b'{"id": "\\ud800"}'),
            code="json-value", file=inventory,
        ),
        head("another standard", "ocfl-version", lambda told: told.update(type="https://ocfl.io/1.0/spec/#inventory")),
        head("another digest", "json-value", lambda told: told.update(digestAlgorithm="sha256")),
        head("unknown key", "json-unknown", lambda told: told.update(fixity={})),
        head("no head", "json-missing", lambda told: told.pop("head")),
        head("head in the past", "json-value", lambda told: told.update(head="v2")),
        head("a version less", "json-value", _remove_versions),
        head("path out", "path-outside", lambda told: _manifest(told).update({"0" * 128: ["v9/content/x"]})),
        head("path astray", "path-astray", lambda told: _manifest(told).update({"0" * 128: ["v1/content/../../x"]})),
        head("path twice", "path-twice", lambda told: _manifest(told).update({"0" * 128: [_first(told)]})),
        head("unused digest", "manifest-differs", lambda told: _manifest(told).update({"0" * 128: ["v1/content/x"]})),
        head("no time", "json-value", lambda told: _versions(told)["v3"].update(created="yesterday")),
        head("backwards", "time-backwards", lambda told: _versions(told)["v3"].update(created="1999-01-01T00:00:00Z")),
        Attack(
            name="sealed in the future", change=lambda _, o: seal_again_at(o, "2099-01-01T00:00:00Z"),
            code="time-future", file=inventory,
        ),
        Attack(
            name="a second path of the same bytes", change=lambda _, o: _put_again(o, "copie.exe"),
            code="content-stray", file="~/v3/content/{3}/copie.exe",
        ),
        Attack(
            name="a second path in another spelling", change=lambda _, o: _put_again(o, "record%2Ejson"),
            code="content-stray", file="~/v3/content/{3}/record%2Ejson",
        ),
        head("an older file removed", "sealed-replaced", _drop_first),
        head("a stray file", "path-stray", _rename_in("v3", "LISEZ-MOI.txt", "README")),
        Attack(
            name="an earlier message",
            change=lambda _, o: changed_head(o, lambda told: _versions(told)["v1"].update(message="x")),
            code="inventory-differs", file="~/v1/inventory.json",
        ),
    )  # fmt: skip


def rewrite_head_as(folder: Path, content: bytes) -> None:
    """Put anything in the place of the inventories of an archive of three versions, with sidecars that fit."""
    for place in (folder, folder / "v3"):
        place_inventory(place, content)


def _manifest(told: dict[str, object]) -> dict[str, list[str]]:
    return told["manifest"]  # type: ignore[return-value]


def _first(told: dict[str, object]) -> str:
    return min(path for paths in _manifest(told).values() for path in paths)


def _picture(name: str) -> Callable[[dict[str, object]], object]:
    row = {"role": "picture", "media_type": "image/png", "sha512": "0" * 128}
    return lambda told: told["files"].update({name: row})  # type: ignore[attr-defined]


def _on_records() -> tuple[Attack, ...]:
    def record(name: str, code: str, change: Callable[[dict[str, object]], object], file: str = "") -> Attack:
        return Attack(
            name=f"record: {name}",
            change=lambda _, o: forge_record(o, change),
            code=code,
            file=file or "~/v3/content/{3}/record.json",
        )

    def before(told: dict[str, object], **values: object) -> None:
        told["before"].update(values)  # type: ignore[attr-defined]

    return (
        record("no chain", "chain-skips", lambda told: told.update(before=None)),
        record("a link left out", "chain-skips", lambda told: before(told, version="v1")),
        record(
            "another inventory",
            "chain-broken",
            lambda told: before(told, inventory_sha512="0" * 128),
            "~/v2/inventory.json",
        ),
        record("another label", "record-label", lambda told: told.update(label="1999-01-01.fra")),
        *(
            record(f"a picture named {name}", "record-name", _picture(name))
            for name in (".git/config", "2020-01-01.fra.xml", "sources/x.png")
        ),
        record("another work", "record-work", lambda told: told.update(work="/akn/be/act/code/x/1999-01-01/x")),
        record(
            "another expression",
            "text-identity",
            lambda told: told.update(expression="/akn/be/act/x"),
            "~/v3/content/{3}/{3}.xml",
        ),
        record("a file less", "record-differs", lambda told: told["files"].pop("validation.json")),  # type: ignore[attr-defined]
        record("another format", "json-value", lambda told: told.update(format="codetool-record/2")),
        record("a key more", "json-unknown", lambda told: told.update(author="x")),
        record("corrects nothing", "record-corrects", lambda told: told.update(corrects="1999-01-01.fra")),
        Attack(
            name="another older text",
            change=lambda _, o: _forge_older_text(o),
            code="before-differs",
            file="~/v3/content/{3}/record.json",
        ),
        record("sealed at another time", "time-differs", lambda told: told.update(sealed="2031-01-01T00:00:00Z")),
    )


def _forge_older_text(folder: Path) -> None:
    """Give the last sealing a text of its own to be compared with; it had that of the version before."""
    label, name = _label(folder, 3), f"before/{_label(folder, 2)}.xml"
    path, record = (folder / "v3/content" / label / one for one in (name, "record.json"))
    _write_below(path)
    sealed, before = digest_of(_text(folder, 2)), digest_of(record)
    _replace(record, {sealed: digest_of(path)})
    _replace(folder / "inventory.json", {before: digest_of(record)})

    def change(told: dict[str, object]) -> None:
        state = _state(told, "v3")
        state[sealed] = [one for one in state[sealed] if one != f"{label}/{name}"]
        state[digest_of(path)] = [f"{label}/{name}"]
        _manifest(told)[digest_of(path)] = [f"v3/content/{label}/{name}"]

    changed_head(folder, change)


def _on_the_root() -> tuple[Attack, ...]:
    return (
        Attack(
            name="another OCFL", change=lambda r, _: (r / ROOT_FILE).rename(r / "0=ocfl_1.0"),
            code="ocfl-version", file="0=ocfl_1.0",
        ),
        Attack(
            name="two declarations", change=lambda r, _: (r / "0=ocfl_1.0").write_bytes(b"ocfl_1.0\n"),
            code="ocfl-version", file="0=ocfl_1.0",
        ),
        Attack(
            name="declaration with CRLF", change=lambda r, _: (r / ROOT_FILE).write_bytes(b"ocfl_1.1\r\n"),
            code="file-exact", file=ROOT_FILE,
        ),
        Attack(
            name="declaration without line end", change=lambda r, _: (r / ROOT_FILE).write_bytes(b"ocfl_1.1"),
            code="file-exact", file=ROOT_FILE,
        ),
        Attack(
            name="object of another OCFL",
            change=lambda _, o: (o / "0=ocfl_object_1.1").rename(o / "0=ocfl_object_1.0"),
            code="ocfl-version", file="~/0=ocfl_object_1.0",
        ),
        Attack(
            name="object's declaration with CRLF",
            change=lambda _, o: (o / "0=ocfl_object_1.1").write_bytes(b"ocfl_object_1.1\r\n"),
            code="file-exact", file="~/0=ocfl_object_1.1",
        ),
        Attack(
            name="object's declaration gone", change=lambda _, o: (o / "0=ocfl_object_1.1").unlink(),
            code="file-missing", file="~/0=ocfl_object_1.1",
        ),
        Attack(
            name="layout gone", change=lambda r, _: (r / LAYOUT_FILE).unlink(),
            code="file-missing", file=LAYOUT_FILE,
        ),
        Attack(
            name="settings of the layout gone", change=lambda r, _: shutil.rmtree(r / "extensions"),
            code="folder-missing", file="extensions",
        ),
        Attack(
            name="layout with spaces", change=lambda r, _: _append(r / LAYOUT_FILE, b" "),
            code="file-exact", file=LAYOUT_FILE,
        ),
        Attack(
            name="another layout",
            change=lambda r, _: (r / LAYOUT_CONFIG).write_bytes((r / LAYOUT_CONFIG).read_bytes().replace(b"3", b"2")),
            code="file-exact", file=LAYOUT_CONFIG,
        ),
        Attack(
            name="file at the root", change=lambda r, _: (r / "README.txt").write_bytes(b"x"),
            code="file-unknown", file="README.txt",
        ),
        Attack(
            name="empty folder at the root", change=lambda r, _: (r / "abc").mkdir(), code="folder-empty", file="abc",
        ),
        Attack(
            name="file between the objects", change=lambda _, o: (o.parent / "x").write_bytes(b"x"),
            code="file-unknown", file="{parent}/x",
        ),
        Attack(
            name="inventory between the objects", change=lambda _, o: (o.parent / "inventory.json").write_bytes(b"{}"),
            code="file-unknown", file="{parent}/inventory.json",
        ),
        Attack(
            name="object moved", change=lambda _, o: o.rename(o.parent / "elsewhere"),
            code="object-elsewhere", file="{parent}/elsewhere",
        ),
        Attack(
            name="object moved up", change=lambda r, o: o.rename(r / "abc"), code="object-elsewhere", file="abc",
        ),
        Attack(
            name="object copied", change=lambda r, o: shutil.copytree(o, r / "abc"),
            code="object-elsewhere", file="abc",
        ),
        Attack(
            name="interrupted", change=lambda r, _: (r / WORKSPACE / "x").mkdir(parents=True),
            code="archive-unfinished", file=WORKSPACE,
        ),
        Attack(
            name="another extension", change=lambda r, _: (r / "extensions" / "x").mkdir(),
            code="folder-empty", file="extensions/x",
        ),
        Attack(
            name="inventories gone",
            change=lambda _, o: _remove_all(o, "inventory.json*"),
            code="object-lost", file="~",
        ),
    )  # fmt: skip


# --- editions of something else ---------------------------------------------------------------------------------------


def edition_attacks() -> tuple[Attack, ...]:
    """Return what passes for the edition of a sealed text and is none: all digests in the archive are made to fit."""
    pdf, page, changes = (f"~/v3/content/{{3}}/{name}" for name in ("{3}.pdf", "{3}.html", "changes.pdf"))
    other, kind, lacking = "edition-file-other", "edition-kind-other", "edition-recipe-none"
    rows: tuple[tuple[str, Callable[[Path], object], str, str], ...] = (
        ("PDF of the version before", lambda o: _put_pdf(o, _edition(o, 2, ".pdf")), other, pdf),
        ("comparison of two older versions", lambda o: put_sealed(o, "changes.pdf", _changes(o, 2)), other, changes),
        ("PDF of a forged text", lambda o: _put_pdf(o, forged_pdf(o)), other, pdf),
        ("forged text, editions left", lambda o: forge_text(o, 3), other, changes),
        ("edition as comparison", lambda o: put_sealed(o, "changes.pdf", _edition(o, 3, ".pdf")), kind, changes),
        ("comparison as edition", lambda o: _put_pdf(o, _changes(o, 3)), kind, pdf),
        ("page of the version before", _put_older_page, other, page),
        ("page without a recipe", _put_page_alone, lacking, page),
        ("PDF without a recipe", lambda o: _put_pdf(o, _printed(_text(o, 3).read_bytes(), Imprint())), lacking, pdf),
        ("PDF of another look", lambda o: _put_pdf(o, _dressed_pdf(o)), "edition-file-unheld", pdf),
        (
            "PDF that tells of another sealing",
            lambda o: _put_pdf(o, _resealed_pdf(o, label="2001-06-07.fra")),
            "edition-seal-other",
            pdf,
        ),
        (
            "PDF that says it is signed",
            lambda o: _put_pdf(o, _resealed_pdf(o, signer="Signataire d'essai")),
            "record-signer-gone",
            pdf,
        ),
    )
    return tuple(
        Attack(name=name, change=lambda _, o, change=change: change(o), code=code, file=file)  # type: ignore[misc]
        for name, change, code, file in rows
    )


def put_sealed(folder: Path, name: str, content: bytes, version: int = 3) -> None:
    """Put something into the place of a file of the last sealing, and make its record and the inventories fit."""
    path = _text(folder, version).parent / name
    digests = {digest_of(path): hashlib.sha512(content).hexdigest()}
    path.write_bytes(content)
    record = path.parents[name.count("/")] / "record.json"
    before = digest_of(record)
    _replace(record, digests)
    _replace(folder / "inventory.json", {**digests, before: digest_of(record)})
    inventory = json.loads((folder / "inventory.json").read_bytes(), object_pairs_hook=_joined)
    rewrite_head(folder, _as_json(inventory))


def _joined(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose lists of one key are one list: a file put in place of another may be there already."""
    found: dict[str, object] = {}
    for key, value in pairs:
        earlier = found.get(key)
        found[key] = sorted([*earlier, *value]) if isinstance(earlier, list) and isinstance(value, list) else value
    return found


def forged_pdf(folder: Path) -> bytes:
    """Return the edition of the last text with one word forged, as whoever has codetool makes it."""
    forged = _text(folder, 3).read_bytes().replace("règle un essai".encode(), "règle un faux essai".encode())
    return _printed(forged, Imprint(source=forged))


def _printed(content: bytes, imprint: Imprint) -> bytes:
    return render_pdf(read_expression(content), imprint)


def _dressed_pdf(folder: Path) -> bytes:
    content = _text(folder, 3).read_bytes()
    return _printed(content, Imprint(source=content, look=Look(publisher="Un autre éditeur")))


def _resealed_pdf(folder: Path, *, label: str = "", signer: str = "") -> bytes:
    content = _text(folder, 3).read_bytes()
    seal = Sealing(day="2026-11-26", label=label or _label(folder, 3), signer=signer)
    return _printed(content, Imprint(source=content, sealing=seal))


def _edition(folder: Path, version: int, ending: str) -> bytes:
    return _text(folder, version).with_name(f"{_label(folder, version)}{ending}").read_bytes()


def _changes(folder: Path, version: int) -> bytes:
    return _text(folder, version).with_name("changes.pdf").read_bytes()


def _put_pdf(folder: Path, content: bytes) -> None:
    put_sealed(folder, f"{_label(folder, 3)}.pdf", content)


def _put_older_page(folder: Path) -> None:
    """Put the page of the version before, with a recipe that names the text which it was made from."""
    label, before = _label(folder, 3), _label(folder, 2)
    recipes = json.loads((_text(folder, 3).parent / "settings/editions.json").read_bytes())
    of_before = json.loads((_text(folder, 2).parent / "settings/editions.json").read_bytes())
    recipe = of_before["editions"][f"{before}.html"] | {"source": f"before/{before}.xml"}
    recipes["editions"][f"{label}.html"] = recipe
    put_sealed(folder, f"{label}.html", _edition(folder, 2, ".html"))
    put_sealed(folder, "settings/editions.json", _as_json(recipes))


def _put_page_alone(folder: Path) -> None:
    """Put any page, and take its recipe away."""
    label = _label(folder, 3)
    recipes = json.loads((_text(folder, 3).parent / "settings/editions.json").read_bytes())
    del recipes["editions"][f"{label}.html"]
    put_sealed(folder, f"{label}.html", b"<!DOCTYPE html><title>x</title><p>Faux.</p>")
    put_sealed(folder, "settings/editions.json", _as_json(recipes))
