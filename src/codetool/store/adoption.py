"""A draft of the store becomes the code: the adopted text beside it, with what belongs to the draft; all or nothing.

The draft stays as it is, sealed or not. The adopted text is a version of its own, of the day of the adoption.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.akn.write import write_expression
from codetool.errors import VersionError
from codetool.model.expression import Expression
from codetool.model.markup import Element, Node
from codetool.store.adopted_cover import FRONT, Told
from codetool.store.adopting import adopted_text, completed_text
from codetool.store.decision import Adoption, check_adoption, days_of
from codetool.store.files import load_file
from codetool.store.identity import check_name, check_words
from codetool.store.lock import Waiting, wait_in_silence
from codetool.store.sealed import check_unsealed
from codetool.store.transaction import writing_into
from codetool.store.versions import StoredVersion, list_versions, version_path, versions_before


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedVersion:
    """An adopted text and where it goes: the file, what is kept beside it, what is to be told of how it came to be.

    `before` is the version that it came from, `fresh` is false where the store holds exactly this already.
    """

    version: StoredVersion
    before: StoredVersion
    expression: Expression
    content: bytes
    beside: tuple[Path, ...] = ()
    told: tuple[Told, ...] = ()
    fresh: bool = True


def adopt_version(
    store: Path, version: StoredVersion, asked: Adoption, *, write: bool = True, waiting: Waiting = wait_in_silence
) -> AdoptedVersion:
    """Return what a draft of the store became by a decision; it is in the store then, unless `write` is false.

    A version that is adopted already gets the days that are known now. Raises RequestError for days that cannot be,
    VersionError where the label is taken, or the version to be completed is sealed.
    """
    check_adoption(asked, version.date)
    check_name(asked.variant)
    for option, text in (("--title", asked.title), ("--body", asked.body)):
        check_words(text, option)
    if not write:
        return _planned(store, version, asked)[0]
    with writing_into(store, waiting=waiting) as writer:
        adopted, files = _planned(store, version, asked)
        with writer.change() as change:
            for path, content in files:
                check_unsealed(path)
                change.put(path.relative_to(store).as_posix(), content, replace=path == version.path)
    return adopted


_Files = list[tuple[Path, bytes]]


def _planned(store: Path, version: StoredVersion, asked: Adoption) -> tuple[AdoptedVersion, _Files]:
    source = load_file(version.path)
    text = read_expression(source.content, source.place)
    return _adopted(store, version, asked, text) if text.is_draft else _completed(version, asked, text)


def _adopted(store: Path, version: StoredVersion, asked: Adoption, draft: Expression) -> tuple[AdoptedVersion, _Files]:
    path = version_path(store, version.work, asked.adopted, version.language, asked.variant)
    target = replace(version, date=asked.adopted, variant=asked.variant, path=path)
    _check_label(version, target)
    made = adopted_text(draft, asked, _last_adopted(store, target))
    content = write_expression(made.expression)
    _check_adopted(draft, version, target, content)
    beside = list(_beside(version, target))
    changed = [(file, new) for file, new in [(path, content), *beside] if not _holds(file, new)]
    found = AdoptedVersion(
        version=target,
        before=version,
        expression=made.expression,
        content=content,
        beside=tuple(file for file, _ in beside),
        told=made.told,
        fresh=bool(changed),
    )
    return found, changed


def _check_label(version: StoredVersion, target: StoredVersion) -> None:
    if target.path == version.path:
        raise VersionError(
            "the draft has the label {label}, and keeps it",
            "Tell the adopted text apart from it: --variant adopted.",
            place=str(version.path), label=version.label,
        )  # fmt: skip


def _check_adopted(draft: Expression, version: StoredVersion, target: StoredVersion, content: bytes) -> None:
    """Raise VersionError where the store has this draft as adopted, with other days or another title than asked for."""
    if not target.path.is_file() or (there := load_file(target.path)).content == content:
        return
    text = read_expression(there.content, there.place)
    if not text.is_draft and _wording(text) == _wording(draft):
        check_unsealed(target.path)  # what is sealed gets no day more, and is not withdrawn
        raise VersionError(
            "the draft {draft} is adopted already, as {label}, with other days or another title than these",
            "Name {label} to add a day to it; a wrong adoption is withdrawn with codetool remove.",
            place=str(target.path), draft=version.label, label=target.label,
        )  # fmt: skip


def _wording(text: Expression) -> list[Node]:
    """Return what an adoption leaves to the letter: all but metadata and cover."""
    around = {"meta", *FRONT}
    return [one for one in text.document.children if not (isinstance(one, Element) and one.name in around)]


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file holds exactly this; raise VersionError where it holds something else."""
    if not path.exists():
        return False
    if load_file(path).content != content:
        raise VersionError(
            "the store holds another text under this label",
            "Give the adopted text a --variant; name an adopted version to add a day to it.",
            place=str(path),
        )
    return True


def _last_adopted(store: Path, target: StoredVersion) -> Expression | None:
    """Return the adopted text that comes last before a version, None where there is none."""
    for version in reversed(versions_before(target, list_versions(store))):
        text = read_expression(load_file(version.path).content, str(version.path))
        if not text.is_draft:
            return text
    return None


def _beside(version: StoredVersion, target: StoredVersion) -> Iterator[tuple[Path, bytes]]:
    """Yield what is kept of the draft for the adopted text too: its source, decisions about its comparisons.

    The texts are the same, and so what was decided about one holds for the other.
    """
    old, new = version.path.stem, target.path.stem
    folder = version.path.parent
    for path in sorted((folder / "sources").glob("*")):
        if path.name.startswith(f"{old}.") and _is_own(path):
            yield path.with_name(new + path.name.removeprefix(old)), load_file(path).content
    for path in sorted((folder / "matches").glob("*.toml")):
        first, _, second = path.stem.partition("..")
        decided = path.with_name(f"{first}..{new}.toml")
        if second == old and first != new and _is_own(path) and not decided.exists():
            yield decided, load_file(path).content


def _is_own(path: Path) -> bool:
    # What a link leads to may be anybody's: it is not copied into the store.
    return path.is_file() and not path.is_symlink()


def _completed(version: StoredVersion, asked: Adoption, text: Expression) -> tuple[AdoptedVersion, _Files]:
    day = days_of(text).adopted
    if day != asked.adopted:
        check_unsealed(version.path)
        raise VersionError(
            "it was adopted on {day}, not on {asked}",
            "Name the draft that was adopted; a wrong adoption is withdrawn with codetool remove.",
            place=str(version.path), day=day or "?", asked=asked.adopted,
        )  # fmt: skip
    if not (asked.published or asked.in_force) or asked.title or asked.variant or asked.body:
        raise VersionError(
            "it is adopted already: only --published and --in-force can be added to it",
            "Name the draft that was adopted, or one of the two days.",
            place=str(version.path),
        )
    check_unsealed(version.path)
    completed = completed_text(text, asked)
    content = write_expression(completed)
    same = content == load_file(version.path).content
    found = AdoptedVersion(
        version=version,
        before=version,
        expression=completed,
        content=content,
        fresh=not same,
    )
    return found, [] if same else [(version.path, content)]
