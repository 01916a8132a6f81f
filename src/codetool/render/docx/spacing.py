"""Typographic spaces in a line, each marked as ours, so that a reader of the document can take them away again."""

from bisect import bisect_left

from codetool.render.docx.story import ADDED, HELD, Line, Story
from codetool.render.typography import edits_of


def space_story(story: Story, language: str) -> None:
    """Space the lines of a story by the rules of its language (BCP 47)."""
    for item in story.items:
        if isinstance(item, Line):
            space_line(item, language)
            for note in item.notes.values():
                space_story(note, language)
        else:
            for row in item.rows:
                for cell in row.cells:
                    space_story(cell.story, language)


def space_line(line: Line, language: str) -> None:
    r"""Space a line as its language asks: a plain space is held, one that is missing is added; no other is touched.

    >>> from codetool.render.docx.story import Look
    >>> line = Line(Look(), "Oui ; non!")
    >>> space_line(line, "fr")
    >>> line.text == "Oui\u202f; non\u202f!"
    True
    >>> [(start, end, sorted(marks)) for start, end, marks in line.emphases]
    [(3, 4, ['held']), (9, 10, ['added'])]
    """
    held, added = dict[int, str](), dict[int, str]()
    for edit in edits_of(line.text, language):
        if edit.start == edit.end:
            added.setdefault(edit.start, edit.space)
        elif line.text[edit.start : edit.end] == " ":
            held.setdefault(edit.start, edit.space)
    if not held and not added:
        return
    text = "".join(added.get(at, "") + held.get(at, char) for at, char in enumerate(line.text))
    places = sorted(added)

    def start(at: int) -> int:
        return at + bisect_left(places, at + 1)

    def end(at: int) -> int:
        return at + bisect_left(places, at)

    line.spans = [one._replace(start=start(one.start), end=end(one.end)) for one in line.spans]
    line.emphases = [(start(first), end(last), marks) for first, last, marks in line.emphases]
    line.emphases += [(start(at), start(at) + 1, frozenset({HELD})) for at in held]
    line.emphases += [(end(at), end(at) + 1, frozenset({ADDED})) for at in places]
    line.links = [one._replace(start=start(one.start), end=end(one.end)) for one in line.links]
    line.notes = {start(at): note for at, note in line.notes.items()}
    line.text = text
