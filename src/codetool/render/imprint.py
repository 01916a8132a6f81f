"""What an edition says besides its text: how it looks, what it was made from, where its other forms are."""

from dataclasses import dataclass

from codetool.render.look import PLAIN, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: `href` is relative to the page or absolute, `media_type` is that of what it leads to."""

    href: str
    title: str
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What an edition is made with.

    `source` are the bytes of the Akoma Ntoso file: a PDF carries them and tells their digest. `address` is the lasting
    address of the page, empty where it has none. `forms` leads to the same version in other forms, `trail` to the pages
    around it (the site's front page, the version before, the comparison).
    """

    look: Look = PLAIN
    source: bytes = b""
    address: str = ""
    forms: tuple[Link, ...] = ()
    trail: tuple[Link, ...] = ()


BARE = Imprint()
"""An edition that stands alone."""
