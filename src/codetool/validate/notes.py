"""Notes and what calls them: notes without a call, calls with another mark than their note, notes without text."""

from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.validate.survey import Survey


def check_note_calls(found: Survey) -> Iterator[Fault]:
    """Yield notes of the metadata that nothing in the text calls and that name no place of it (p1, noteRef)."""
    called = {place.get("href") for place in found.places("noteRef")}
    for note in found.places("note"):
        placed = note.get("placementBase") or (note.above and note.above.name != "notes")
        if not placed and f"#{note.get('eId')}" not in called:
            yield note.fault("note-uncalled", marker=note.get("marker") or note.get("eId"), more="")


def check_note_marks(found: Survey) -> Iterator[Fault]:
    """Yield calls that print another mark than that of their note."""
    for call in found.places("noteRef"):
        note = found.target(call.get("href"))
        if note and call.get("marker") and note.get("marker") not in {"", call.get("marker")}:
            yield call.fault(
                "note-mark", printed=call.get("marker"), marker=note.get("marker"), target=call.get("href")
            )


def check_note_texts(found: Survey) -> Iterator[Fault]:
    """Yield notes without a word in them."""
    for note in found.places("authorialNote", "note"):
        if (
            not note.quoted
            and not any(below.name in {"img", "ref"} for below in found.inside(note))
            and not found.text(note)
        ):
            yield note.fault("note-empty", marker=note.get("marker") or note.get("eId"), more="")


RULES = (check_note_calls, check_note_marks, check_note_texts)
