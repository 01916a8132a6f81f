"""What makes editions here, and what a PDF says that it was made with."""

import platform
import re
from collections.abc import Mapping
from html import unescape
from importlib.metadata import version

from codetool import __version__
from codetool.render.pdf.versions import name_programs

_FONTS = re.compile(rb"<edition:font>(.*?)</edition:font>", re.DOTALL)
_ITEM = re.compile(rb"<rdf:li>(.*?)</rdf:li>", re.DOTALL)


def programs_here() -> Mapping[str, str]:
    """Return codetool and the Python that runs it, with their versions."""
    return {"codetool": __version__, "Python": platform.python_version()}


def parts_here() -> tuple[str, ...]:
    """Return the programs and libraries that decide what editions look like, as a PDF names them."""
    return name_programs(version("weasyprint"))


def libraries_here() -> Mapping[str, str]:
    """Return the libraries that decide what editions look like, with their versions."""
    return dict(name.rsplit(" ", 1) for name in parts_here()[1:])


def fonts_of(pdf: bytes) -> tuple[str, ...]:
    """Return the fonts that a PDF of ours says it was made with, each with the digest of its file.

    >>> fonts_of(b"<edition:font><rdf:Bag><rdf:li>Gentle sha256:ab</rdf:li></rdf:Bag></edition:font>")
    ('Gentle sha256:ab',)
    """
    block = _FONTS.search(pdf)
    items = _ITEM.findall(block[1]) if block else []
    return tuple(sorted(unescape(item.decode("utf-8", "replace")) for item in items))
