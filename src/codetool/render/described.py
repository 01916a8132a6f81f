"""What the descriptions of a page for machines lean on: the view, its addresses, its forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from codetool.render.imprint import Imprint, Link
from codetool.render.view import View
from codetool.render.writing import Cited

HTML = "text/html"


def joined(base: str, address: str) -> str:
    """Return an address completed by another; as it is where one of the two is empty or no address.

    >>> joined("https://example.org/code/1.html", "1.pdf"), joined("", "1.pdf"), joined("https://a.org/", "")
    ('https://example.org/code/1.pdf', '1.pdf', '')
    """
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return address


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a description of a page is made from.

    `address` is its lasting one, `base` that of page or site, by which IRIs are completed, `cited` how its provisions
    are cited, by eId.
    """

    view: View
    address: str
    base: str
    forms: tuple[Link, ...]
    cited: Mapping[str, Cited]
    imprint: Imprint

    def whole(self, iri: str) -> str:
        """Return an IRI with the host that it belongs to, where that is known."""
        return joined(self.base, iri)

    @property
    def publisher(self) -> str:
        """Return who publishes: whom the look names, else the author."""
        return self.imprint.look.publisher or self.view.author

    def encodings(self) -> Iterator[tuple[str, str]]:
        """Yield the address and media type of each form, this page first; the address may be empty."""
        yield self.address, HTML
        yield from (
            (joined(self.address, form.href), form.media_type) for form in self.forms if form.media_type != HTML
        )
