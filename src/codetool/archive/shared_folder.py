"""Two Works of one archive that have one folder: a store that is filled again has room for only one of them."""

from collections.abc import Iterable

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


def _folders(one: ArchivedObject) -> set[str]:
    return {folded_path(one.sealing(label).record.slug) for label in one.labels()}
