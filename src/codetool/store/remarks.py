"""Comments of reviewers, which an import keeps among the notes of the metadata: they stay with the draft."""

from collections.abc import Iterator

from codetool.akn.read import unfold_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.store.adopted_cover import Edit, Told
from codetool.store.meta_edit import MetaEditor, without


def drop_remarks(editor: MetaEditor, draft: Expression) -> tuple[Told, ...]:
    """Take the comments on a draft, and who made them, out of its metadata; return what is to be told of it.

    A note that the text calls is a note of the text, and stays.
    """
    notes = editor.meta.child("notes")
    if notes is None:
        return ()
    body = unfold_expression(draft)
    called = {value for one in body.root.descendants() if one.name == "noteRef" for _, value in one.attributes}
    remarks = [one for one in notes.elements("note") if isinstance(one, Element) and f"#{one.eid}" not in called]
    if not remarks:
        return ()
    kept = without(notes, lambda one: any(one is remark for remark in remarks))
    editor.put(kept) if any(True for _ in kept.elements()) else editor.drop("notes")
    people = _reviewers(editor, draft, remarks)
    names = ", ".join(one.get("showAs") for one in people)
    editor.put(without(editor.section("references"), lambda one: any(one is person for person in people)))
    return (Told(edit=Edit.REMARKS, text=str(len(remarks)), became=names or "–"),)


def _reviewers(editor: MetaEditor, draft: Expression, remarks: list[Element]) -> list[Element]:
    """Return the persons whom nothing but the comments named."""
    named = {one.get("refersTo") for one in remarks}
    used = {value for one in _outside(draft, remarks) for _, value in one.attributes}
    persons = editor.section("references").elements("TLCPerson")
    return [one for one in persons if isinstance(one, Element) and f"#{one.eid}" in named and f"#{one.eid}" not in used]


def _outside(draft: Expression, remarks: list[Element]) -> Iterator[Element]:
    eids = {one.eid for one in remarks}
    return (one for one in unfold_expression(draft).root.descendants() if one.eid not in eids or one.name != "note")
