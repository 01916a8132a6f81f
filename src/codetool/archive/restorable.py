"""What no sealing adds: two Works in one folder, two pictures of one name, an older text that was sealed otherwise."""

from collections.abc import Iterable, Mapping

from codetool.archive.objects import ArchivedObject
from codetool.archive.strict import folded_path
from codetool.errors import ArchiveError


def refuse_shared_folder(objects: Iterable[ArchivedObject], work: str, slug: str) -> None:
    """Raise ArchiveError where another Work was sealed from a folder of this name, so that both could not be restored.

    A Work that was sealed from that folder before may go on: what is done is not undone by refusing more of it.
    """
    taken = {one.work: one for one in objects if folded_path(slug) in _folders(one)}
    others = sorted(taken.keys() - {work})
    if not others or work in taken:
        return
    raise ArchiveError(
        "the folder {slug} is that of another work in this archive, {other}, and no store has room for both",
        "Keep {work} in a folder of another name, or seal it into an archive of its own with --archive.",
        place=str(taken[others[0]].root), slug=slug, other=others[0], work=work,
    )  # fmt: skip


def refuse_other_pictures(before: ArchivedObject, slug: str, pictures: Mapping[str, str]) -> None:
    """Raise ArchiveError where a picture (its digest by its name) has the name of another, sealed with the same Work.

    A name that two sealed pictures have already may go on: what is done is not undone by refusing more of it.
    """
    sealed: dict[str, dict[str, str]] = {}
    for sealing in map(before.sealing, before.labels()):
        for name, digest in sealing.record.pictures if sealing.record.slug == slug else ():
            sealed.setdefault(folded_path(name), {}).setdefault(digest, sealing.label)
    for name, digest in sorted(pictures.items()):
        known = sealed.get(folded_path(name), {})
        if known and digest not in known:
            raise ArchiveError(
                "the picture {name} is another than the one that was sealed with {label}",
                "Put this one under a name of its own, in the folder and in the text, and take back the sealed one.",
                place=str(before.root), name=name, label=next(iter(known.values())).removesuffix(".fra"),
            )  # fmt: skip


def refuse_other_older_text(found: ArchivedObject, older: Mapping[str, str]) -> None:
    """Raise ArchiveError where the text that is compared with (its digest by its name) is not the one that was sealed.

    The store has to hold what was sealed: else a comparison would be sealed that nobody can follow.
    """
    for label in found.labels():
        digest = older.get(f"before/{label}.xml")
        if digest and digest != found.sealing(label).record.files[f"{label}.xml"].sha512:
            raise ArchiveError(
                "the text of {label} in the store is not the one that was sealed, and this version is compared with it",
                "Take the sealed one back: codetool archive export {label} -o FOLDER, then copy its .xml back.",
                place=str(found.root), label=label.removesuffix(".fra"),
            )  # fmt: skip


def _folders(one: ArchivedObject) -> set[str]:
    return {folded_path(one.sealing(label).record.slug) for label in one.labels()}
