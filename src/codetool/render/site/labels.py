"""The words that a site says around the texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from codetool.render.templates import LANGUAGES, labels_for
from codetool.render.typography import plain
from codetool.resources import load_table


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLabels:
    """The words of a site by key, in `language`, with the spaces of a page."""

    language: str
    words: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the words under a key."""
        return self.words[key]

    def date(self, day: str) -> str:
        """Return a day (yyyy-mm-dd) in words."""
        return plain(labels_for(self.language).date(day), self.language)


@cache
def site_labels(language: str) -> SiteLabels:
    """Return the words of a site in a language (BCP 47), the English ones where we have none in it.

    >>> site_labels("fr")["read"], site_labels("isl")["read"]
    ('Lire le texte', 'Read the text')
    """
    known = language if language in LANGUAGES else "en"
    table = load_table("templates/site/labels.toml")[known]
    words = MappingProxyType({key: plain(words, known) for key, words in table.items()})
    return SiteLabels(language=known, words=words)
