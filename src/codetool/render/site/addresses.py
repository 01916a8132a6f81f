"""Where the pages of a site stand: addresses that stay, and the relative links between them.

Everything that belongs to a version stands in its folder: `<work>/<label>/index.html`, beside it the other forms of the
same text under names that still say what they are once they are downloaded. A link names the file and not only the
folder, so that it leads there without a web server too.
"""

import posixpath
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from codetool.render.site.series import Series, Version

FRONT = "index.html"
SEARCH = "search.html"
MISSING = "404.html"
STYLE = "site.css"
FEED = "feed.xml"
WORDS = "words.js"
SEARCHING = "search.js"
COMPARING = "compare.js"


class Form(StrEnum):
    """A form that a version is published in; the value is what `--forms` calls it."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MARKDOWN = "markdown"
    TEXT = "text"
    XML = "xml"


_ENDINGS = {Form.PDF: "pdf", Form.DOCX: "docx", Form.MARKDOWN: "md", Form.TEXT: "txt", Form.XML: "xml"}
MEDIA_TYPES = {
    Form.HTML: "text/html",
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.MARKDOWN: "text/markdown",
    Form.TEXT: "text/plain",
    Form.XML: "application/akn+xml",
}


@dataclass(frozen=True, slots=True)
class Rooms:
    """The addresses of one series, as paths from the site's folder."""

    series: Series

    @property
    def front(self) -> str:
        """Return the page of all its versions."""
        return f"{self.series.slug}/index.html"

    @property
    def feed(self) -> str:
        """Return its feed."""
        return f"{self.series.slug}/feed.xml"

    @property
    def comparison(self) -> str:
        """Return the page on which any two versions are compared."""
        return f"{self.series.slug}/compare.html"

    @property
    def concordance(self) -> str:
        """Return the table of its articles' numbers."""
        return f"{self.series.slug}/concordance.html"

    @property
    def texts(self) -> str:
        """Return the texts of all its articles, for the scripts."""
        return f"{self.series.slug}/texts.js"

    def version(self, version: Version) -> str:
        """Return the page of a version."""
        return f"{self.series.slug}/{version.label}/index.html"

    def form(self, version: Version, form: Form) -> str:
        """Return a version in one of its forms."""
        if form is Form.HTML:
            return self.version(version)
        return f"{self.series.slug}/{version.label}/{self.series.work}-{version.label}.{_ENDINGS[form]}"

    def changes(self, old: Version, new: Version) -> str:
        """Return the comparison of two versions; it belongs to the new one."""
        return f"{self.series.slug}/{new.label}/changes-from-{old.label}.html"

    def article(self, identity: str) -> str:
        """Return the page of an article with its history."""
        return f"{self.series.slug}/articles/{identity}.html"


def link(page: str, target: str, fragment: str = "") -> str:
    """Return the link that leads from one page to another place of the site.

    >>> link("code/2001-06-07/index.html", "code/compare.html"), link("index.html", "un code/index.html", "art_1")
    ('../compare.html', 'un%20code/index.html#art_1')
    """
    path = quote(posixpath.relpath(target, posixpath.dirname(page) or "."))
    return f"{path}#{quote(fragment)}" if fragment else path


def absolute(address: str, target: str) -> str:
    """Return the whole address of a place of a site that stands at `address`, empty where it stands nowhere.

    >>> absolute("https://example.org/code/", "index.html"), absolute("https://example.org", "a/index.html")
    ('https://example.org/code/', 'https://example.org/a/')
    >>> absolute("", "index.html")
    ''
    """
    if not address:
        return ""
    shown = target.removesuffix("index.html") if target.rpartition("/")[2] == "index.html" else target
    return f"{address.rstrip('/')}/{quote(shown)}"
