"""The reader of HTML files."""

from codetool.errors import SourceError
from codetool.importers.reading import Reading, Tracked


def read_html(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    """Return the reading of a source; raise SourceError where it cannot be read."""
    del source, tracked
    raise SourceError("this format cannot be read yet", "Save it as plain text.", place=place)
