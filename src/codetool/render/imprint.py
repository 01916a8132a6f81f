"""What an edition says besides its text: how it looks, what it was made from, where its other forms are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from codetool import __version__
from codetool.render.lineage import NO_LINEAGE, Lineage
from codetool.render.look import PLAIN, Look
from codetool.render.pictures import Picture
from codetool.render.sealing import Sealing


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: `href` is relative to the page or absolute, `media_type` is that of what it leads to."""

    href: str
    title: str
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a comparison is made from: the bytes of both texts, and of the file of the reviewer's decisions (TOML)."""

    old: bytes = b""
    new: bytes = b""
    decisions: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What an edition is made with.

    `source` are the bytes of the Akoma Ntoso file: a PDF carries them and tells their digest. `address` is the lasting
    address of the page, empty where it has none. `forms` leads to the same version in other forms, `trail` to the pages
    around it (the site's front page, the version before, the comparison). `standing` says in words what the version is
    on the day on which the page is made, and `instead` leads to the one in force where this is another. `pictures` are
    those that it shows, by the `src` of the text: any other one is told by its description. `lineage` is what the
    history under its articles is told from, `sealing` what is printed of who sealed it; None where nobody did.
    `program` is named as the one that set it: what is made again names the one that made it first.
    """

    look: Look = PLAIN
    source: bytes = b""
    address: str = ""
    forms: tuple[Link, ...] = ()
    trail: tuple[Link, ...] = ()
    standing: str = ""
    instead: Link | None = None
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    lineage: Lineage = NO_LINEAGE
    sealing: Sealing | None = None
    program: str = f"codetool {__version__}"


BARE = Imprint()
"""An edition that stands alone."""

NO_SOURCES = Compared()
"""A comparison that carries nothing."""
