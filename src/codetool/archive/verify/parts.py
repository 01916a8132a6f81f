"""The files of one sealing, wherever they stand: in an object of an archive, or in a folder that was exported."""

from collections.abc import Callable
from dataclasses import dataclass

from codetool.archive.altered import altered
from codetool.archive.record import Role, SealRecord
from codetool.archive.verify.chain import Chain, Link
from codetool.archive.verify.tree import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The record of a sealing, and how to come by the bytes and the place of a file that it lists.

    `read` raises AlteredError where a file is absent or not as it was sealed.
    """

    record: SealRecord
    read: Callable[[str], bytes]
    place: Callable[[str], str]

    def texts(self) -> tuple[str, ...]:
        """Return the names of the texts, which are signed beside."""
        return tuple(name for name, one in sorted(self.record.files.items()) if one.role is Role.TEXT)

    def pdfs(self) -> tuple[str, ...]:
        """Return the names of the PDFs that codetool made, which are signed inside."""
        made = {Role.EDITION, Role.COMPARISON}
        return tuple(
            name for name, one in sorted(self.record.files.items()) if one.role in made and name.endswith(".pdf")
        )


def parts_in(chain: Chain, link: Link, record: SealRecord) -> Parts:
    """Return the files of a sealing in an archive."""
    archived = chain.archived

    def read(name: str) -> bytes:
        if name not in record.files or record.files[name].sha512 not in archived.inventory.manifest:
            raise altered("file-missing", place(name))
        return archived.read_content(record.files[name].sha512)

    def place(name: str) -> str:
        paths = archived.inventory.manifest.get(record.files[name].sha512 if name in record.files else "", ())
        own = f"v{link.version}/content/{link.label}/{name}"
        # The same bytes may stand in an earlier version, and there alone.
        return joined(archived.place, own if own in paths or not paths else paths[0])

    return Parts(record=record, read=read, place=place)
