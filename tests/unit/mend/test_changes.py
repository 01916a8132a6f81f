"""What changed is told place by place."""

from codetool.mend import Change, changes_between
from codetool.model.expression import Expression
from codetool.model.markup import Comment, Element


def whole(text: str, **ids: str) -> Expression:
    paragraph = Element(name="p", children=(text, Comment(text="x")), line=7)
    return Expression(root=Element(name="article", attributes=tuple(ids.items()), children=(paragraph,), line=6))


def test_attributes_and_texts_are_told_at_their_place() -> None:
    old, new = whole("Un  mot.", eId="art_5"), whole("Un mot.", eId="art_6", wId="art_5")
    assert list(changes_between(old, new)) == [
        Change(name="eId", before="art_5", after="art_6", eid="art_6", line=6),
        Change(name="wId", before="", after="art_5", eid="art_6", line=6),
        Change(name="text", before="Un  mot.", after="Un mot.", eid="art_6", line=7),
    ]


def test_a_long_text_is_cut_around_what_changed() -> None:
    old = "Un  mot au début\n" + "encore et encore " * 9 + "et  une fin."
    new = old.replace("  ", " ")
    first, last = changes_between(whole(old), whole(new))
    assert (first.before, first.after) == ("Un  mot au début encore et e…", "Un mot au début encore et e…")
    assert (last.before, last.after) == ("…core encore et encore et  une fin.", "…core encore et encore et une fin.")


def test_places_close_together_are_one() -> None:
    (only,) = changes_between(whole("a  b  c"), whole("a b c"))
    assert (only.before, only.after) == ("a  b  c", "a b c")


def test_what_is_the_same_is_no_change() -> None:
    assert list(changes_between(whole("a"), whole("a"))) == []
