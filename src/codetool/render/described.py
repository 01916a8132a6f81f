"""What the descriptions of a page for machines lean on: the view, its addresses, its forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from codetool.render.imprint import Imprint, Link
from codetool.render.view import View
from codetool.render.writing import Cited

HTML = "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a description of a page is made from.

    `address` is its lasting one, `base` what relative addresses and IRIs are completed with, `cited` how its provisions
    are cited, by eId.
    """

    view: View
    address: str
    base: str
    forms: tuple[Link, ...]
    cited: Mapping[str, Cited]
    imprint: Imprint

    def whole(self, address: str) -> str:
        """Return an address or an IRI with what it is relative to, where that is known."""
        return urljoin(self.base, address) if self.base else address

    @property
    def publisher(self) -> str:
        """Return who publishes: whom the look names, else the author."""
        return self.imprint.look.publisher or self.view.author

    def encodings(self) -> Iterator[tuple[str, str]]:
        """Yield the address and media type of each form, this page first; the address may be empty."""
        yield self.address, HTML
        yield from ((self.whole(form.href), form.media_type) for form in self.forms if form.media_type != HTML)
