"""A comparison as a Word document with tracked changes: accepted it is the new text, rejected the old one."""

from codetool.akn.read import unfold_expression
from codetool.diff.changes import ChangeSet
from codetool.errors import OutputError
from codetool.model.expression import Expression
from codetool.model.text import text_of, unturned
from codetool.render.counts import redline_labels
from codetool.render.docx.package import Frame, page_words, regional, word_parts, zipped
from codetool.render.docx.read import Side, read_side
from codetool.render.docx.story import NOTE, solid, solid_lines
from codetool.render.docx.write import Stamp, write_blocks
from codetool.render.redline_view import name_version
from codetool.render.templates import language_tag
from codetool.render.tracked.anchors import anchors_of
from codetool.render.tracked.merge import merge
from codetool.render.tracked.pair import match_units, shared_pieces
from codetool.render.tracked.proof import settled_lines
from codetool.render.tracked.remarks import add_remarks

_AUTHOR = "codetool"


def render_redline_docx(changes: ChangeSet, old: Expression, new: Expression) -> bytes:
    """Return the document, proven: its changes accepted give the words and paragraphs of `new`, rejected of `old`.

    The same two texts give the same bytes: the changes bear the date of the new version. Raises OutputError where the
    proof fails.
    """
    before, after = read_side(old), read_side(new)
    parts = _made(changes, (old, new), before, after)
    for side, expression, accept in ((before, old, False), (after, new, True)):
        _prove(parts, side, expression, accept=accept)
    return zipped(parts)


def _made(changes: ChangeSet, sides: tuple[Expression, Expression], before: Side, after: Side) -> dict[str, bytes]:
    """Return the parts of the document."""
    language = language_tag(sides[1].language or sides[0].language)
    rows = match_units(changes, before, after)
    add_remarks(rows, changes, before, after, language)
    anchors = anchors_of(shared_pieces(rows, before, after), before.story, after.story)
    stamp = Stamp(_AUTHOR, changes.new.date if _is_day(changes.new.date) else "")
    labels = redline_labels(language)
    names = [name_version(side, language) for side in sides]
    frame = Frame(
        language=regional(language, sides[1]),
        title=labels["between"].format(old=names[0], new=names[1]),
        header=tuple(
            labels["count"].format(kind=labels[side], count=name)
            for side, name in zip(("old", "new"), names, strict=True)
        ),
        page=page_words(language),
    )
    return word_parts(write_blocks(merge(before.story, after.story, anchors), stamp), stamp, frame)


def _prove(parts: dict[str, bytes], side: Side, expression: Expression, *, accept: bool) -> None:
    """Raise OutputError if the changes accepted, or rejected, are not that side: each paragraph, and each word."""
    settled = settled_lines(parts["word/document.xml"], parts["word/footnotes.xml"], accept=accept)
    words = solid("".join(settled)).replace(NOTE, "")
    lines = [unturned(line) for line in solid_lines(side.story)]
    if settled != lines or sorted(words) != sorted(unturned(_words(expression))):
        raise OutputError(
            "the tracked changes of this comparison would not give both texts back, so nothing is written",
            "Take --format html, and send the two files to the authors of codetool.",
            place=expression.iri,
        )


def _words(expression: Expression) -> str:
    """Return all that a text says outside its metadata, read by another way than the document was made, no spaces."""
    documents = unfold_expression(expression).root.elements()
    return solid("".join(text_of(document, without=frozenset({"meta"})) for document in documents))


def _is_day(date: str) -> bool:
    return len(date) == len("2001-06-07") and date.replace("-", "").isdigit()
