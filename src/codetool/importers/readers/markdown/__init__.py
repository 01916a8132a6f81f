"""The reader of Markdown files."""

from codetool.importers.readers.decode import check_length, decode_source
from codetool.importers.readers.markdown.notes import called_notes
from codetool.importers.readers.markdown.parse import parse_markdown
from codetool.importers.readers.markdown.walk import walk_markdown
from codetool.importers.readers.markdown.words import words_of
from codetool.importers.reading import Reading, Tracked

__all__ = ["read_markdown"]


def read_markdown(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    r"""Return the reading of a Markdown file; raise SourceError where it is empty, too large, too deep, or no text.

    >>> [(line.text, line.level) for line in read_markdown(b"# Objet\n\n3. Le *code*").lines]
    [('Objet', 1), ('3. Le code', 0)]
    """
    del tracked  # Markdown tracks nothing
    decoded = decode_source(source, place)
    check_length(len(decoded.text), place)
    parsed = parse_markdown(decoded.text, place)
    called = called_notes(parsed.tokens)
    walked = walk_markdown(parsed, called)
    return Reading(
        lines=walked.lines,
        words=tuple(words_of(parsed, called)),
        notes=walked.notes,
        dropped=walked.dropped,
        findings=decoded.findings,
    )
